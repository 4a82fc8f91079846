"""Journeys of somebody who wants to be forgotten, by the words they type."""

import asyncio

import pytest

from adapters.console.traits import CONSOLE
from bot.ports.platforms import Speaker
from bot.runtime.forgetting import ProcessPrivacy
from bot.runtime.recent_look_ups import RecentlyLookedUp
from bot.runtime.write_behind import WriteBehindConversations
from content.commands.admin import ForgetPlace, read_admin_command
from content.commands.parse import ForgetMe, read_command
from content.facts.claims import ShowId
from content.privacy.whose import Party, Whose
from content.subscriptions.destination import Destination
from content.understanding.question import Conversation
from fakes.newsroom import NOW, StoppedClock, make_router
from fakes.rooms import ADMIN, Channels, Room
from fakes.tellings import channel, subscription

FAN = Speaker(destination=channel(), person="8001700")
QUESTION = "when is jessica jones season 2 out?"


@pytest.fixture
def room():
    return Room()


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("forget me", None),
        ("  Forget   ME! ", None),
        ("forget-me", None),
        ("please forget me", "en"),
        ("Vergiss mich.", "de"),
        ("¡Olvídame!", "es"),
        ("Oublie\u2019-moi".replace("\u2019", ""), "fr"),
        ("dimenticami", "it"),
        ("esqueça-me", "pt"),
        ("zapomnij o mnie", "pl"),
        ("ξέχασέ με", "el"),
        ("私を忘れて。", "ja"),
    ],
)
def test_forget_me_is_known_in_nine_languages(typed, language):
    assert read_command(typed) == ForgetMe(language)


@pytest.mark.parametrize(
    "typed",
    [
        "don't forget me",
        "forget me not",
        "did you forget me?",
        "forget it",
        "forget",
        "who forgets me",
    ],
)
def test_whatever_only_comes_near_deletes_nothing(typed):
    assert not isinstance(read_command(typed), ForgetMe)


def test_what_follows_updates_forget_is_everything_or_confirm_and_nothing_else():
    assert read_admin_command("forget") == ForgetPlace()
    assert read_admin_command("forget confirm channel c") == ForgetPlace(False, True, "c")
    assert read_admin_command("forget Everything CONFIRM") == ForgetPlace(True, True)
    assert read_admin_command("forget jessica jones") is None


async def test_a_question_about_ones_data_is_answered_and_deletes_nothing(room):
    await room.answer_to("remind jessica jones", by=FAN)

    said = await room.answer_to("delete my data", by=FAN)

    assert "forget me" in said.text
    assert [one.offers_forgetting for one in said.replies] == [True]
    assert len(await room.memory.subscriptions.every()) == 1


async def test_an_admin_of_a_place_is_forgotten_and_the_place_hears_on(room):
    await room.types("updates subscribe jessica jones")

    await room.answer_to("forget me", by=ADMIN)

    assert len(await room.subscriptions()) == 1


async def test_nothing_is_deleted_of_a_channel_before_that_is_confirmed(room):
    assert "nothing of this channel" in await room.types("updates forget")
    await room.types("updates subscribe jessica jones")

    said = await room.types("updates forget")

    assert "1 subscription." in said
    assert "updates forget confirm" in said
    assert len(await room.subscriptions()) == 1
    assert "deleted" in await room.types("updates forget confirm")
    assert await room.subscriptions() == []


async def test_a_server_has_all_its_channels_forgotten(room):
    for place in (channel(), channel("other"), channel("far", workspace="others")):
        await room.memory.subscriptions.subscribe(subscription(place))

    assert "2 subscriptions." in await room.types("updates forget everything confirm")

    (stands,) = await room.memory.subscriptions.every()
    assert stands.destination.workspace == "others"


async def test_an_editor_is_told_that_the_settings_name_them_still(opened_sqlite):
    router = make_router(memory=opened_sqlite, editors=frozenset({"discord:8001700"}))

    said = await router.forget_me(FAN)

    assert "until they take you off that list" in said.text


async def test_at_a_terminal_its_own_subscriptions_go_too(opened_sqlite):
    here = Destination(platform=CONSOLE.id, workspace="", channel="terminal")
    speaker = Speaker(destination=here, person="trish")
    router = make_router(memory=opened_sqlite, traits=CONSOLE)
    await router.handle(read_command("remind jessica jones"), speaker, Channels())

    said = await router.handle(read_command("forget me"), speaker, Channels())

    assert "1 reminder." in said.text
    assert await opened_sqlite.subscriptions.every() == []


class Held:
    """Conversations of a store that takes its time until it is let go."""

    def __init__(self, stored):
        self._stored = stored
        self.is_asked, self.go = asyncio.Event(), asyncio.Event()

    async def recall(self, speaker, *, now):
        self.is_asked.set()
        await self.go.wait()
        return await self._stored.recall(speaker, now=now)

    async def remember(self, speaker, conversation, *, now):
        await self._stored.remember(speaker, conversation, now=now)

    async def forget(self, speaker):
        await self._stored.forget(speaker)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request):
    return request.getfixturevalue(f"opened_{request.param}")


@pytest.mark.parametrize(
    "words", [QUESTION, "that's wrong, jessica jones season 2 has 12 episodes"]
)
async def test_a_question_in_flight_is_answered_and_leaves_no_trace(database, words):
    clock, held = StoppedClock(), Held(database.conversations)
    conversations = WriteBehindConversations(held)
    privacy = ProcessPrivacy(database.privacy, conversations, RecentlyLookedUp())
    router = make_router(memory=database, clock=clock, conversations=conversations, privacy=privacy)
    asking = asyncio.create_task(router.ask(words, FAN, message="m"))
    await held.is_asked.wait()
    clock.pass_time(1)

    await router.forget_me(FAN)
    clock.pass_time(1)
    held.go.set()
    answer = await asking

    assert not answer.silent
    whose = Whose(
        platform=FAN.destination.platform, id=FAN.person, parties=frozenset({Party.PERSON})
    )
    assert (await database.privacy.kept(whose)).is_nothing


async def test_what_is_held_and_not_stored_yet_is_never_stored(database):
    held = Held(database.conversations)
    held.go.set()
    conversations = WriteBehindConversations(held, patience_s=0.0)
    privacy = ProcessPrivacy(database.privacy, conversations, RecentlyLookedUp())
    await conversations.remember(FAN, Conversation(show=ShowId("jessica-jones")), now=NOW)

    whose = Whose(
        platform=FAN.destination.platform, id=FAN.person, parties=frozenset({Party.PERSON})
    )
    await privacy.forget(whose, now=NOW)
    await conversations.close(5.0)

    assert await database.conversations.recall(FAN, now=NOW) == Conversation()
