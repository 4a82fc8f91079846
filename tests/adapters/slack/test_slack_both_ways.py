"""The main journeys on Slack, through the sockets of one workspace and over HTTP for many."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from adapters.secret_box import AesGcmSecretBox
from adapters.slack.home import HomeAction
from adapters.slack.manifest import EVENTS_PATH
from bot.ports.platforms import Connector
from bot.runtime.open_questions import OpenQuestions
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Refusal, Rejected
from fakes.answers import FakeAnswers
from fakes.database import FakeDatabase
from fakes.processes import until
from fakes.slack import Fault
from fakes.slack.happenings import Happenings
from fakes.slack.wire import RESPONSE_URL
from fakes.slack_by_oauth import Hosted
from fakes.tellings import subscription

QUESTION = "when is jessica jones season 2 out?"
FURTHER = "and season 1?"
COMMAND = "/violet when jessica jones season 2"
SUBSCRIBE = "/violet updates subscribe jessica jones"
DATE = "8 March 2018"
BOX = AesGcmSecretBox(b"k" * 32)


class Hanging:
    """Conversations that nothing is heard of."""

    async def recall(self, *_speaker: object, **_now: object) -> None:
        await asyncio.Event().wait()


@pytest.fixture
def memory() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def answers() -> FakeAnswers:
    return FakeAnswers()


@pytest.fixture
def plain() -> list[str]:
    """What was answered in its text alone."""
    return []


@pytest.fixture(params=["sockets", "http"])
async def start(
    request, slack, clock, memory, answers, plain, make_connector, opened_sqlite
) -> Callable[..., Awaitable[Connector]]:
    """Connect anew, after whatever was connected before has ended, as a restart does."""
    parts = {"memory": memory, "subscriptions": memory.subscriptions, "privacy": memory.privacy}
    hosted = None
    if request.param == "http":
        hosted = Hosted(slack, opened_sqlite, clock=clock, **parts)
        await hosted.listener.start("127.0.0.1", hosted.port)
        async with hosted.connector_for_a_moment():
            await hosted.install(slack.workspace)
        slack.send_over_http(f"{hosted.address}{EVENTS_PATH}")
    running: list[tuple[Any, OpenQuestions]] = []

    async def end() -> None:
        while running:
            connector, questions = running.pop()
            await connector.stop()
            await questions.close(1.0)

    async def begin(**more: Any) -> Connector:
        await end()
        questions = OpenQuestions(answers, clock)
        how = {"questions": questions, "secret_box": BOX}
        how |= {"on_plain_answer": lambda: plain.append("plain")}
        if hosted is None:
            connector = make_connector(**how, **parts, **more)
        else:
            router = hosted.router(clock=clock, **parts, **more)
            connector = hosted.make(router, **how)
        running.append((connector, questions))
        await connector.start()
        if hosted is None:
            await slack.until(lambda: slack.sockets.count == 2)
        return connector

    yield begin
    await end()
    if hosted is not None:
        await hosted.listener.stop()


async def until_told(slack, words: str) -> None:
    await slack.until(lambda: any(words in str(form["blocks"]) for form in slack.forms()))


async def test_the_home_is_shown_and_a_reminder_is_ended_in_it(start, slack):
    fan = slack.workspace.fan
    await start()
    await slack.answer("/violet remind jessica jones", user=fan)

    await slack.open_home(user=fan)
    await slack.until(lambda: "Jessica Jones" in str(slack.home(fan).get("blocks")))
    before = slack.home(fan)["hash"]
    await slack.press_in_home(HomeAction.UNREMIND, user=fan)
    await slack.until(lambda: slack.home(fan)["hash"] != before)

    assert "not remind you of Jessica Jones" in str(slack.home(fan)["blocks"])


async def test_a_press_in_the_home_is_done_after_a_restart_where_it_was_not(
    start, slack, memory, answers
):
    fan = slack.workspace.fan
    await start()
    await slack.answer("/violet remind jessica jones", user=fan)
    await slack.open_home(user=fan)
    await slack.until(lambda: "Jessica Jones" in str(slack.home(fan).get("blocks")))
    await until(lambda: answers.are_all_answered)
    slack.delays["views.publish"] = 30.0

    await slack.press_in_home(HomeAction.UNREMIND, user=fan)
    slack.delays.clear()
    await start()

    await until(lambda: answers.are_all_answered)
    assert await memory.subscriptions.every() == []


async def test_a_channel_is_subscribed_in_the_form(start, slack, memory):
    await start()
    await slack.command("/violet updates subscribe", user=slack.workspace.admin)
    await slack.until(lambda: any("show" in str(form["blocks"]) for form in slack.forms()))
    (form,) = slack.forms()

    await slack.suggest(form, "show", "jess")
    told = await slack.submit(form, show="jessica-jones", hour="18")
    await until_told(slack, "Jessica Jones")

    assert told["response_action"] == "update"
    (kept,) = await memory.subscriptions.every()
    assert (kept.show, kept.preferences.hour) == ("jessica-jones", 18)


async def test_a_mention_is_answered_in_a_thread_and_understood_there(start, slack):
    await start()
    asked = await slack.mention(QUESTION)
    first = await slack.said()

    await slack.mention(FURTHER, thread=asked.source.ts)
    further = await slack.said()

    assert DATE in first.shown
    assert first.thread_ts == further.thread_ts == asked.source.ts
    assert "season 1" in further.text


async def test_an_event_that_comes_again_after_a_restart_is_taken_and_not_answered_again(
    start, slack, answers
):
    await start()
    asked = await slack.mention(QUESTION)
    await slack.said()
    await until(lambda: answers.are_all_answered)

    await start()
    await slack.deliver_again(asked)
    later = await slack.mention(QUESTION)
    await slack.said()

    assert [one.thread_ts for one in slack.bot_messages()] == [asked.source.ts, later.source.ts]
    if slack.callbacks is not None:
        assert slack.callbacks.statuses == [200] * 3


@pytest.mark.waits(3)
@pytest.mark.parametrize("way", ["command", "mention"])
async def test_what_was_left_unanswered_is_answered_by_the_next(start, slack, answers, way):
    await start(conversations=Hanging())
    asked = await getattr(slack, way)(COMMAND if way == "command" else QUESTION)

    await start()
    if way == "command":
        await slack.until(lambda: bool(asked.answers))
    else:
        await slack.said()
    await until(lambda: answers.are_all_answered)

    said = asked.answers if way == "command" else slack.bot_messages()
    assert [DATE in one.shown for one in said] == [True]


async def test_a_channel_that_lets_her_post_again_is_told_its_news_at_once(
    start, slack, memory, clock
):
    home = slack.workspace
    place = Destination(platform="slack", workspace=home.team, channel=home.general)
    await memory.subscriptions.subscribe(subscription(place))
    home.channels[home.general].is_read_only = True
    why = Rejected(refusal=Refusal.DESTINATION, reason="Read-only.", cause=Cause.RESTRICTED)
    await memory.places.suspend(place, why, now=clock.now())
    await start()
    await slack.answer(COMMAND)
    # So that what a start looks at was looked at, and found as it is.
    await slack.until(lambda: "conversations.info" in [method for method, _ in slack.calls])
    await slack.answer(COMMAND)

    assert await memory.subscriptions.suspension_of(place)
    await Happenings(slack).changes_who_may_post(home.general, home.bot_user)

    async with asyncio.timeout(5):
        while await memory.subscriptions.suspension_of(place):  # noqa: ASYNC110  a store tells nothing
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("way", ["command", "mention"])
async def test_an_answer_of_which_slack_takes_the_text_alone_is_counted(start, slack, plain, way):
    await start()
    method = "chat.postMessage" if way == "mention" else RESPONSE_URL
    slack.fail_next(Fault.refused("invalid_blocks"), method=method)
    if way == "mention":
        await slack.mention(QUESTION)
        said = await slack.said()
    else:
        said = await slack.answer(COMMAND)
    await until(lambda: plain)

    assert DATE in said.text
    assert said.blocks == []
    assert plain == ["plain"]
