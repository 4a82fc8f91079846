"""Answers on Discord: one to everything that is asked, whatever goes wrong on the way."""

import asyncio

import pytest

from adapters.secret_box import AesGcmSecretBox
from bot.runtime.open_questions import OpenQuestions
from fakes.answers import FakeAnswers
from fakes.database import FakeDatabase
from fakes.discord import Fault
from fakes.discord.interactions import COMMAND, COMPONENT, command_payload
from fakes.discord.state import EMBED, HISTORY
from fakes.processes import until

PASSING = [one for one in Fault if one is not Fault.UNAUTHORISED]
BOX = AesGcmSecretBox(b"k" * 32)
WORDS = "when is jessica jones season 2"
DATE = "8 March 2018"


@pytest.fixture(autouse=True)
def soon(world):
    world.faults.retry_after_s = 0.05


def answers_of(interaction):
    shown = [] if interaction.message is None else [interaction.message]
    return [*shown, *interaction.follow_ups]


def callbacks_of(world, interaction):
    return [
        one for one in world.requests if one.path.startswith(f"/interactions/{interaction.id}/")
    ]


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("fault", PASSING)
async def test_a_command_is_answered_once(world, channel, fault):
    world.faults.next_answers(fault)

    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    await world.until(lambda: len(callbacks_of(world, asked)) == 2, "both tries")

    (answer,) = answers_of(asked)
    assert DATE in answer.text


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("fault", PASSING)
async def test_a_mention_is_answered_once(world, channel, fault):
    world.faults.next_sends(fault)

    asked = await world.say(channel, WORDS, mention=True)
    answer = await world.answer_to(asked)
    await world.until(
        lambda: sum(one.path == f"/channels/{channel.id}/messages" for one in world.requests) == 2
    )

    assert world.answers_to(asked) == [answer]
    assert DATE in answer.text


@pytest.mark.usefixtures("connector")
async def test_several_faults_in_a_row_are_outlasted(world, channel):
    for fault in (Fault.CLOSED, Fault.LIMITED_WITHOUT_VIA, Fault.UNAVAILABLE_AFTER, Fault.CLOSED):
        world.faults.next_answers(fault)
        world.faults.next_sends(fault)

    command = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    mention = await world.say(channel, WORDS, mention=True)

    assert DATE in command.text
    assert DATE in (await world.answer_to(mention)).text
    assert len(world.said_in(channel)) == 2


class SlowConversations:
    """A memory that answers once the test says so."""

    def __init__(self):
        self.inner = FakeDatabase().conversations
        self.go_on = asyncio.Event()

    async def recall(self, speaker, *, now):
        await self.go_on.wait()
        return await self.inner.recall(speaker, now=now)

    async def remember(self, speaker, conversation, *, now):
        await self.inner.remember(speaker, conversation, now=now)

    async def forget(self, speaker):
        await self.inner.forget(speaker)


@pytest.mark.parametrize("fault", PASSING)
async def test_an_answer_that_was_put_off_is_given_once(make_connector, world, channel, fault):
    slow = SlowConversations()
    connector = make_connector(world, conversations=slow)
    await connector.start()
    interaction = await begin(world, channel, "when", show="jessica-jones", season="2")
    await world.until(lambda: interaction.answered_with == 5, "to be told to wait")

    world.faults.next_answers(fault)
    slow.go_on.set()
    await world.until(lambda: world.faults.happened[fault], "the fault")
    await connector.stop()

    (answer,) = answers_of(interaction)
    assert DATE in answer.text


async def begin(world, channel, name, **options):
    """Let somebody run a command, and return before it is answered."""
    interaction = world._interaction(COMMAND, channel, None)
    await world._act(interaction, command_payload(world, interaction, name, options))
    return interaction


async def test_what_was_asked_before_a_restart_is_answered_after_it_once(
    make_connector, world, channel, clock
):
    answers, slow = FakeAnswers(), SlowConversations()
    parts = {"secret_box": BOX}
    first = make_connector(
        world, conversations=slow, questions=OpenQuestions(answers, clock), **parts
    )
    await first.start()
    command = await begin(world, channel, "when", show="jessica-jones", season="2")
    mention = await world.say(channel, WORDS, mention=True)
    direct = await world.say(world.direct(world.person("trish")), WORDS)
    await world.until(lambda: command.answered_with == 5, "to be told to wait")
    await world.until(lambda: len(answers.kept) == 3, "that all is kept")
    await first.stop()

    questions = OpenQuestions(answers, clock)
    second = make_connector(world, questions=questions, **parts)
    await second.start()
    said = await world.answer_to(mention)
    await world.until(lambda: command.message, "the command's answer")
    await world.until(lambda: world.answers_to(direct), "the answer in private")
    await second.stop()
    await questions.close(1)
    third = make_connector(world, questions=OpenQuestions(answers, clock), **parts)
    await third.start()
    again = await world.say(channel, WORDS, mention=True)
    await world.answer_to(again)

    assert DATE in said.text
    assert DATE in command.text
    assert command.follow_ups == []
    assert [len(world.answers_to(one)) for one in (mention, direct)] == [1, 1]
    assert all(one.question.acknowledged in {"", "5"} for one in answers.kept.values())
    assert all(command.token not in one.question.asked for one in answers.kept.values())


@pytest.mark.parametrize("pause_s", [20, 400])
@pytest.mark.parametrize("is_plain", [False, True])
async def test_an_answer_that_came_before_a_restart_is_not_given_again(
    make_connector, world, channel, clock, pause_s, is_plain
):
    if is_plain:
        channel.app_permissions &= ~EMBED
    answers = FakeAnswers()
    answers.is_forgetful = True
    questions = OpenQuestions(answers, clock)
    first = make_connector(world, questions=questions)
    await first.start()
    await world.say(channel, WORDS, mention=True)
    await world.until(lambda: world.said_in(channel), "the answer")
    await first.stop()
    await questions.close(1)
    clock.pass_time(pause_s)
    world.clock.ahead_s += pause_s
    tries = len(world.requests)

    second = make_connector(world, questions=OpenQuestions(answers, clock))
    answers.is_forgetful = False
    await second.start()
    await until(lambda: answers.are_all_answered)

    assert len(world.said_in(channel)) == 1
    looked = [
        one for one in world.requests[tries:] if one.method == "GET" and "/messages" in one.path
    ]
    assert bool(looked) == (pause_s > 120)


async def test_a_command_is_answered_after_a_restart_within_its_three_seconds(
    make_connector, world, channel, clock
):
    answers = FakeAnswers()
    first = make_connector(world, questions=OpenQuestions(answers, clock), secret_box=BOX)
    await first.start()
    world.faults.next_answers(Fault.CLOSED, 100)
    command = await begin(world, channel, "when", show="jessica-jones", season="2")
    await until(lambda: answers.kept)
    await first.stop()
    world.faults.coming_to_answers.clear()
    before = command.answered_with

    second = make_connector(world, questions=OpenQuestions(answers, clock), secret_box=BOX)
    await second.start()
    await until(lambda: answers.are_all_answered)

    assert before is None
    assert command.answered_with == 4
    assert DATE in command.text


async def test_a_command_whose_time_is_over_is_let_alone(make_connector, world, channel, clock):
    answers = FakeAnswers()
    first = make_connector(world, questions=OpenQuestions(answers, clock), secret_box=BOX)
    await first.start()
    world.faults.next_answers(Fault.CLOSED, 100)
    command = await begin(world, channel, "when", show="jessica-jones", season="2")
    await until(lambda: answers.kept)
    await first.stop()
    world.faults.coming_to_answers.clear()
    clock.pass_time(5)

    second = make_connector(world, questions=OpenQuestions(answers, clock), secret_box=BOX)
    await second.start()
    await until(lambda: answers.are_all_answered)

    assert not command.is_answered
    assert world.said_in(channel) == []


async def test_where_it_cannot_be_looked_for_nothing_is_said_twice(
    make_connector, world, channel, clock
):
    channel.app_permissions &= ~HISTORY
    answers = FakeAnswers()
    answers.is_forgetful = True
    questions = OpenQuestions(answers, clock)
    first = make_connector(world, questions=questions)
    await first.start()
    await world.say(channel, WORDS, mention=True)
    await world.until(lambda: world.said_in(channel), "the answer")
    await first.stop()
    await questions.close(1)
    clock.pass_time(400)
    world.clock.ahead_s += 400

    answers.is_forgetful = False
    second = make_connector(world, questions=OpenQuestions(answers, clock))
    await second.start()
    await until(lambda: answers.are_all_answered)

    assert len(world.said_in(channel)) == 1


async def test_without_a_key_no_interaction_is_kept(make_connector, world, channel, clock):
    answers = FakeAnswers()
    connector = make_connector(world, questions=OpenQuestions(answers, clock))
    await connector.start()

    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")

    assert DATE in asked.text
    assert answers.kept == {}


async def test_a_store_that_cannot_be_written_keeps_nobody_waiting_for_long(
    make_connector, world, channel, clock
):
    answers = FakeAnswers()
    answers.is_broken = True
    questions = OpenQuestions(answers, clock)
    connector = make_connector(world, questions=questions, secret_box=BOX)
    await connector.start()

    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    mention = await world.say(channel, WORDS, mention=True)

    assert DATE in asked.text
    assert DATE in (await world.answer_to(mention)).text
    assert questions.late == 2


@pytest.mark.usefixtures("connector")
async def test_a_thread_of_which_discord_tells_a_part_can_be_chosen(world, channel):
    thread = world.channel("theories", kind=11, parent=channel)
    thread.is_told_in_part = True

    ran = await world.run_command(
        "updates subscribe", at=channel, show="jessica-jones", channel=thread
    )

    assert "now hears about Jessica Jones" in ran.text


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    "broken",
    [
        {"data": {"id": "1", "type": 1, "name": "when", "options": [{"name": "show"}]}},
        {"data": {"id": "1", "type": 1, "name": "gone"}},
        {"data": {"id": "1", "type": 9, "name": "when"}},
        {"data": None},
        {"channel": {"id": "x", "type": 11}},
        {"type": 3, "data": {"component_type": 2}},
        {"type": 3, "data": {"component_type": 99, "custom_id": "later:jessica-jones"}},
        {"type": 3, "data": {"component_type": 2, "custom_id": "remind-me"}},
        {"type": 5, "data": {"custom_id": "a form of before", "components": []}},
        {"type": 5, "data": {"custom_id": "deskform:amend:1:1", "components": [7]}},
    ],
)
async def test_what_cannot_be_read_is_answered_with_a_sentence(world, channel, broken):
    interaction = world._interaction(COMMAND, channel, None)
    options = {"show": "jessica-jones"}
    payload = command_payload(world, interaction, "when", options) | broken
    if payload["type"] in {COMPONENT, 5}:
        message = await world.say(channel, "hm")
        payload["message"] = message.payload()

    await world._act(interaction, payload)
    await world.until(lambda: interaction.is_answered, "a sentence")

    assert interaction.is_private
    assert "please" in interaction.text.casefold()
