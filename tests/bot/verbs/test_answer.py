"""Answering: words → question → belief → answer, and what a follow-up leans on."""

from dataclasses import replace

import pytest

from bot.ports.platforms import Asked, LookUp, Speaker
from bot.verbs.answer import answer, look_up
from content.answers.reply import Answer, ReplyStatus
from content.understanding.intents import Intent
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import channel

FAN = Speaker(destination=channel(), person="a-fan")
DAREDEVIL = show("daredevil", title="Marvel's Daredevil", short="Daredevil")
KNOWLEDGE = FixedKnowledge(
    catalogue(
        claim(value="2018-03-08", on="2017-12-09", by="Netflix"),
        claim("filming-wrap", "2017-09", on="2017-09-20", stance="reported"),
        claim(value="2018", on="2016-07-28", show_id="daredevil", season=3),
        shows=(show(), DAREDEVIL),
    )
)


class Conversation:
    """Words in, answers out, over one store."""

    def __init__(self) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock()

    async def say(self, words: str, speaker: Speaker = FAN, **context: str) -> Answer:
        return await answer(
            Asked(words=words, speaker=speaker, **context),
            clock=self.clock,
            knowledge=KNOWLEDGE,
            conversations=self.store.conversations,
        )

    async def look(self, intent: Intent, **fields: str) -> Answer:
        return await look_up(
            LookUp(intent=intent, speaker=FAN, **fields),
            clock=self.clock,
            knowledge=KNOWLEDGE,
            conversations=self.store.conversations,
        )


@pytest.fixture
def fan():
    return Conversation()


async def test_a_question_is_answered_with_its_source(fan):
    (reply,) = (await fan.say("when is jessica jones season 2 out")).replies

    assert "8 March 2018" in reply.headline
    assert reply.sources[0].publisher == "Collider"


async def test_a_follow_up_knows_what_was_spoken_of(fan):
    await fan.say("when is jessica jones season 2 out")
    (reply,) = (await fan.say("is it filming?")).replies

    assert (reply.show, reply.season, reply.intent) == (
        "jessica-jones",
        2,
        Intent.FILMING_STATUS,
    )


async def test_two_questions_with_one_answer_are_answered_once(fan):
    said = await fan.say("is daredevil season 7 renewed, and if so when does filming start?")

    assert len(said.replies) == 1


async def test_another_person_has_a_conversation_of_their_own(fan):
    await fan.say("when is jessica jones season 2 out")
    said = await fan.say("is it filming?", replace(FAN, person="somebody-else"))

    assert all(reply.show is None for reply in said.replies)


async def test_a_conversation_is_forgotten_after_an_hour(fan):
    await fan.say("when is jessica jones season 2 out")
    fan.clock.pass_time(3601)
    said = await fan.say("is it filming?")

    assert all(reply.show is None for reply in said.replies)


async def test_the_channel_s_own_show_is_meant_where_none_is_named(fan):
    (reply,) = (await fan.say("is it out yet", show="jessica-jones")).replies

    assert (reply.show, reply.intent) == ("jessica-jones", Intent.RELEASE_CHECK)


async def test_what_is_not_meant_for_violet_gets_silence(fan):
    said = await fan.say("if it comes out friday i'm calling in sick")

    assert said.silent


async def test_a_verb_with_a_show_is_a_question_too_and_is_remembered(fan):
    (reply,) = (await fan.look(Intent.RELEASE_DATE, show="daredevil", season="3")).replies
    (follow_up,) = (await fan.say("source?")).replies

    assert "2018, no day yet" in reply.headline
    assert (follow_up.show, follow_up.season) == ("daredevil", 3)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"show": "stranger things"}, ReplyStatus.NOT_TRACKED),
        ({}, ReplyStatus.AMBIGUOUS),
        ({"show": "daredevil", "season": "banana"}, ReplyStatus.AMBIGUOUS),
    ],
)
async def test_a_field_that_cannot_be_read_is_said_and_never_guessed(fan, fields, status):
    (reply,) = (await fan.look(Intent.RELEASE_DATE, **fields)).replies

    assert reply.status is status
    assert reply.value is None


async def test_since_when_is_read_or_refused(fan):
    (news,) = (await fan.look(Intent.UPDATES, show="jessica-jones")).replies
    (refused,) = (await fan.look(Intent.UPDATES, show="jessica-jones", since="whenever")).replies

    assert news.status is ReplyStatus.KNOWN
    assert refused.status is ReplyStatus.AMBIGUOUS


@pytest.mark.parametrize(
    "words", ["forget our conversation", "forget what i said", "vergiss das", "olvida eso"]
)
async def test_a_conversation_is_forgotten_on_request(fan, words):
    await fan.say("when is jessica jones season 2 out")

    (forgotten,) = (await fan.say(words)).replies
    (after,) = (await fan.say("source?")).replies

    assert (forgotten.intent, forgotten.show) == (Intent.SMALLTALK, None)
    assert after.status is ReplyStatus.AMBIGUOUS


async def test_what_is_asked_after_forgetting_begins_a_new_conversation(fan):
    await fan.say("when is jessica jones season 2 out")

    (new,) = (await fan.say("forget that. when is daredevil season 3 out?")).replies
    (follow_up,) = (await fan.say("source?")).replies

    assert (new.show, follow_up.show) == ("daredevil", "daredevil")


async def test_one_persons_request_makes_nobody_else_forgotten(fan):
    other = replace(FAN, person="another-fan")
    await fan.say("when is jessica jones season 2 out", other)

    await fan.say("forget our conversation")

    (reply,) = (await fan.say("source?", other)).replies
    assert reply.show == "jessica-jones"
