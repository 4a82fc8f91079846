"""Asking on Slack: by command, by mention, in a direct message."""

import asyncio

import pytest

from bot.ports.errors import StorageError
from content.facts.catalogue import Catalogue
from content.understanding.question import Conversation
from fakes.slack import Fault

QUESTION = "when is jessica jones season 2 out?"


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    "typed",
    [
        "/violet when jessica jones season 2",
        "/violet when jessica-jones s2",
        "/violet ask when does jessica jones season 2 come out?",
        "/violet when does jessica jones season 2 come out?",
    ],
)
async def test_a_command_is_answered_to_whoever_typed_it_alone(slack, typed):
    said = await slack.answer(typed)

    assert "8 March 2018" in said.shown
    assert "8 March 2018" in said.text
    assert said.only_for == slack.workspace.fan
    assert slack.bot_messages() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    "typed",
    [
        "/violet",
        "/violet help",
        "/violet filming jessica jones",
        "/violet countdown jessica jones season 2",
        "/violet history jessica jones season 2",
        "/violet news",
        "/violet news jessica jones since 2017",
        "/violet upcoming",
        "/violet updates list",
        "/violet lol",
        "/violet when <!channel> zzz <@U0FAN00001|fan>",
    ],
)
async def test_every_command_is_answered_and_pings_nobody(slack, typed):
    said = await slack.answer(typed)

    assert said.text.strip()
    assert not said.pings


@pytest.mark.usefixtures("connector")
async def test_a_mention_is_answered_in_a_thread_of_its_own(slack):
    asked = await slack.mention(QUESTION)

    said = await slack.said()

    assert "8 March 2018" in said.shown
    assert said.thread_ts == asked.source.ts
    assert not said.is_broadcast


@pytest.mark.usefixtures("connector")
async def test_a_mention_in_a_thread_is_answered_in_the_thread(slack):
    start = slack.workspace.write(slack.workspace.general, slack.workspace.fan, "any news?")

    await slack.mention(QUESTION, thread=start.ts)

    assert (await slack.said()).thread_ts == start.ts


@pytest.mark.usefixtures("connector")
async def test_a_direct_message_is_answered(slack):
    await slack.direct_message(QUESTION)

    said = await slack.said(slack.workspace.im(slack.workspace.fan).id)

    assert "8 March 2018" in said.shown


@pytest.mark.usefixtures("connector")
async def test_a_bare_mention_is_a_cry_for_help(slack):
    await slack.mention("")

    assert (await slack.said()).text


@pytest.mark.usefixtures("connector")
async def test_what_a_source_is_called_pings_nobody_and_formats_nothing(slack):
    await slack.mention(QUESTION)

    said = await slack.said()

    assert "The @everyone <!channel> *Times*" in said.shown
    assert not said.pings
    assert "&lt;!channel&gt;" in said.text


@pytest.mark.usefixtures("connector")
async def test_a_channel_that_follows_one_show_need_not_name_it(slack):
    await slack.answer("/violet updates subscribe jessica jones", user=slack.workspace.admin)

    await slack.mention("when is season 2 out?")

    assert "8 March 2018" in (await slack.said()).shown


async def test_chatter_bots_edits_and_joins_are_left_alone(connector, slack):
    home = slack.workspace
    await slack.chatter(QUESTION)
    await slack.mention(QUESTION, bot_id="B0OTHER001")
    await slack.mention(QUESTION, user=home.bot_user)
    await slack.direct_message(QUESTION, edited={"user": home.fan, "ts": "1.0"})
    await slack.direct_message(QUESTION, subtype="message_changed", hidden=True)
    await slack.mention(QUESTION, user="USLACKBOT")
    await slack.direct_message("somebody joined", subtype="channel_join")
    typed = await slack.mention("lol ok whatever")
    await connector.stop()

    said = [one for channel in home.channels for one in slack.bot_messages(channel)]

    assert typed.envelopes[0] in slack.sockets.acks
    assert [one for one in said if "8 March 2018" in one.shown] == []


@pytest.mark.usefixtures("connector")
async def test_a_click_that_nobody_knows_is_acknowledged_all_the_same(slack):
    typed = await slack.click("of-last-year")

    assert slack.sockets.acks[typed.envelopes[0]] == [None]


async def test_an_event_that_slack_delivers_again_is_answered_once(connector, slack):
    typed = await slack.mention(QUESTION)
    await slack.said()

    for _ in range(3):
        await slack.deliver_again(typed)
    await connector.stop()

    assert len(slack.bot_messages()) == 1
    assert all(len(slack.sockets.acks[one]) == 1 for one in typed.envelopes)


async def test_one_message_that_comes_as_two_events_is_answered_once(connector, slack):
    typed = await slack.mention(QUESTION)
    typed.payload |= {"event_id": "Ev0ANOTHER"}
    await slack.deliver_again(typed)

    await connector.stop()

    assert len(slack.bot_messages()) == 1


class Slow:
    """Conversations that are remembered only once *go* is set."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def recall(self, *_speaker, **_now):
        await self.go.wait()
        return Conversation()

    async def remember(self, *_conversation, **_now):
        await self.go.wait()


async def test_everything_is_acknowledged_before_the_work_begins(make_connector, slack):
    slow = Slow()
    await make_connector(conversations=slow).start()

    mention = await slack.mention(QUESTION)
    command = await slack.command("/violet when jessica jones season 2")
    acknowledged = [one.envelopes[0] in slack.sockets.acks for one in (mention, command)]
    unanswered = (slack.bot_messages(), command.answers)
    slow.go.set()

    assert acknowledged == [True, True]
    assert unanswered == ([], [])
    assert "8 March 2018" in (await slack.said()).shown
    await slack.until(lambda: bool(command.answers))


async def test_a_question_in_hand_is_answered_before_violet_leaves(make_connector, slack):
    slow = Slow()
    connector = make_connector(conversations=slow)
    await connector.start()
    await slack.mention(QUESTION)

    stopping = asyncio.create_task(connector.stop())
    await slack.until(lambda: slack.sockets.count == 0)
    slow.go.set()
    await stopping

    assert "8 March 2018" in (await slack.said()).shown


class Broken:
    """Knowledge that cannot be had."""

    @property
    def catalogue(self) -> Catalogue:
        raise RuntimeError("the secret reason")


async def test_a_failure_is_answered_kindly_and_without_its_reason(make_connector, slack):
    await make_connector(knowledge=Broken()).start()

    command = await slack.answer("/violet when jessica jones")
    await slack.mention(QUESTION)

    for said in (command, await slack.said()):
        assert said.text == (
            "Something went wrong on my side; it has been logged. Please try again."
        )


class Busy:
    """Conversations that cannot be had just now."""

    async def recall(self, *_speaker, **_now):
        raise StorageError("the database is locked")


async def test_a_database_that_is_busy_is_said_to_be_so(make_connector, slack):
    await make_connector(conversations=Busy()).start()

    command = await slack.answer("/violet when jessica jones season 2")
    await slack.mention(QUESTION)

    for said in (command, await slack.said()):
        assert said.text == "I cannot get at my notes just now; please try again in a minute."


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
async def test_where_slack_takes_issue_with_blocks_the_answer_is_plain(slack, code):
    slack.fail_next(Fault.refused(code))

    await slack.mention(QUESTION)

    said = await slack.said()
    assert "8 March 2018" in said.text
    assert said.blocks == []


@pytest.mark.usefixtures("connector")
async def test_an_answer_that_slack_puts_off_is_given_after_the_pause(slack):
    slack.fail_next(Fault.rate_limited(1))

    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown


@pytest.mark.usefixtures("connector")
async def test_an_answer_that_got_lost_is_not_given_twice(slack):
    slack.fail_next(Fault.reset_after())

    await slack.mention(QUESTION)
    await slack.said()
    await slack.direct_message(QUESTION)
    await slack.said(slack.workspace.im(slack.workspace.fan).id)

    assert len(slack.bot_messages()) == 1
