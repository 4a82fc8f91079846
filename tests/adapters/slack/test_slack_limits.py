"""Slack's limits, none of which is ever hit: on the fake's own clock, which nobody waits for."""

import asyncio
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

import adapters.slack as slack_package
from adapters.slack.connector import SlackConnector
from adapters.slack.delivery import SlackMessenger
from adapters.slack.limits import ChannelPacer
from adapters.slack.methods import DISTRIBUTED, METHODS, MethodLimits, Tier
from adapters.slack.posting import Poster
from adapters.slack.traits import SLACK
from adapters.slack.web_api import open_session, web_client
from bot.runtime.open_questions import OpenQuestions
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.answers import FakeAnswers
from fakes.newsroom import StoppedClock, make_router
from fakes.skipping_loop import run_skipping
from fakes.slack import FakeSlack, Fault
from fakes.slack.telling import delivery
from fakes.slack.workspace import Channel, Workspace

QUESTION = "when is jessica jones season 2 out?"


def in_a_workspace(work, *, is_distributed=False):
    """Do *work* with a Slack that enforces its limits and a messenger; nothing may be refused."""

    async def done():
        async with FakeSlack() as slack, open_session() as session:
            slack.limits.is_enforced, slack.limits.is_distributed = True, is_distributed
            limits = MethodLimits(is_distributed=is_distributed)
            client = web_client(
                session, token=Workspace.bot_token, api_base=slack.api_base, limits=limits
            )
            messenger = SlackMessenger(
                client,
                Poster(client, ChannelPacer()),
                team=Workspace.team,
                bot_user=Workspace.bot_user,
                clock=StoppedClock(),
            )
            await work(slack, messenger)
            assert slack.limits.refused == []
            assert slack.violations == []

    run_skipping(done())


async def insist(messenger, told, attempt):
    """Try as the outbox does: later where it is put off, after a look where it may be there."""
    await asyncio.sleep(0)
    while True:
        outcome = await messenger.reserve_slot(told) or await attempt(told)
        if isinstance(outcome, Delivered):
            return outcome
        while isinstance(outcome, Unknown):
            found = await messenger.find(told)
            if isinstance(found, Delivered):
                return found
            if found is None:
                break
            outcome = Unknown(reason="not looked for")
            await asyncio.sleep(getattr(found, "retry_after_s", None) or 30)
        if isinstance(outcome, Rejected):
            assert outcome.refusal is Refusal.LATER, outcome
            await asyncio.sleep(outcome.retry_after_s)


def channels(slack, count):
    names = [f"C0NEWS{number:04}" for number in range(count)]
    slack.workspace.channels |= {
        one: Channel(one, one, members={Workspace.bot_user}) for one in names
    }
    return [Destination(platform=SLACK.id, workspace=Workspace.team, channel=one) for one in names]


def test_sixty_messages_are_edited_once_each():
    async def edit(slack, messenger):
        places = channels(slack, 60)
        posts = [
            slack.workspace.write(one.channel, Workspace.bot_user, "it comes on 8 March")
            for one in places
        ]
        told = [
            delivery(destination=place, revises=post.ts)
            for place, post in zip(places, posts, strict=True)
        ]

        await asyncio.gather(*(insist(messenger, one, messenger.revise) for one in told))

        assert {"8 March 2018" in one.text for one in posts} == {True}
        assert [method for method, _ in slack.calls].count("chat.update") == 60

    in_a_workspace(edit)


def test_sixty_people_are_reminded_once_each():
    async def remind(slack, messenger):
        people = [f"U0CROWD{number:03}" for number in range(60)]
        slack.workspace.users |= {one: slack.workspace._user(one.lower()) for one in people}
        told = [
            delivery(
                destination=Destination(
                    platform=SLACK.id, workspace=Workspace.team, channel="", person=one
                )
            )
            for one in people
        ]

        await asyncio.gather(*(insist(messenger, one, messenger.send) for one in told))

        assert [len(slack.bot_messages(slack.workspace.im(one).id)) for one in people] == [1] * 60

    in_a_workspace(remind)


@pytest.mark.parametrize("is_distributed", [False, True])
def test_two_hundred_posts_whose_answers_are_lost_are_posted_once_each(is_distributed):
    async def tell(slack, messenger):
        places = channels(slack, 200)
        slack.fail_next(*[Fault.reset_after()] * 200)
        told = [
            delivery(destination=one, key=f"violet-{number:018}")
            for number, one in enumerate(places)
        ]

        await asyncio.gather(*(insist(messenger, one, messenger.send) for one in told))

        assert [len(slack.bot_messages(one.channel)) for one in places] == [1] * 200

    in_a_workspace(tell, is_distributed=is_distributed)


def test_two_hundred_answers_that_are_lost_are_given_once_each():
    async def ask():
        async with FakeSlack() as slack:
            slack.limits.is_enforced = True
            home, clock, answers = slack.workspace, StoppedClock(), FakeAnswers()
            places = channels(slack, 40)
            connector = SlackConnector(
                home.bot_token,
                home.app_token,
                make_router(traits=SLACK, clock=clock),
                api_base=slack.api_base,
                questions=OpenQuestions(answers, clock),
            )
            await connector.start()
            slack.fail_next(*[Fault.reset_after()] * 200)
            asked = [
                await slack.mention(QUESTION, channel=one.channel, user=f"U0CROWD{number:03}")
                for number in range(5)
                for one in places
            ]
            for _ in range(1200):
                if len(answers.kept) == 200 and answers.are_all_answered:
                    break
                await asyncio.sleep(3)
            await connector.stop()

            said = [message for one in places for message in slack.bot_messages(one.channel)]
            told = Counter(message.thread_ts for message in said)
            assert told == Counter(one.source.ts for one in asked)
            assert slack.limits.refused == []

    run_skipping(ask())


def test_an_answer_goes_before_the_news_that_waits():
    async def go():
        pacer, order = ChannelPacer(), []

        async def slot(name, channel, *, is_reply):
            await pacer.slot(channel, patience_s=60, is_reply=is_reply)
            order.append(name)

        news = [
            asyncio.create_task(slot("news", f"C{number}", is_reply=False)) for number in range(20)
        ]
        await asyncio.sleep(1)
        await slot("answer", "C0ASKED", is_reply=True)
        await asyncio.gather(*news)
        return order.index("answer"), len(order)

    before, all_in_all = run_skipping(go())

    assert before <= 6
    assert all_in_all == 21


@settings(max_examples=25, deadline=None)
@given(
    posts=st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 6), st.booleans()), min_size=1, max_size=60
    ),
    workspace_s=st.sampled_from([0.25, 2.0, 6.0]),
)
def test_no_minute_and_no_channel_ever_has_more_than_it_takes(posts, workspace_s):
    left = []

    async def go():
        pacer, loop = ChannelPacer(workspace_s=workspace_s), asyncio.get_running_loop()

        async def post(after_s, channel, is_reply):
            await asyncio.sleep(after_s)
            while wait_s := await pacer.slot(str(channel), patience_s=30, is_reply=is_reply):  # noqa: ASYNC110
                await asyncio.sleep(wait_s)
            left.append((loop.time(), channel))

        await asyncio.gather(*(post(*one) for one in posts))

    run_skipping(go())

    most = round(60 / workspace_s)
    times = sorted(at for at, _ in left)
    assert len(left) == len(posts)
    for first, beyond in zip(times, times[most:], strict=False):
        assert beyond - first > 60
    for channel in {name for _, name in left}:
        mine = sorted(at for at, name in left if name == channel)
        assert all(after - before > 1 for before, after in pairwise(mine))


@given(method=st.sampled_from([*METHODS, "some.newMethod"]), is_distributed=st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_method_is_called_more_often_than_its_tier_allows(method, is_distributed):
    allowed = {"some.newMethod": Tier.TWO, **METHODS}[method]
    if allowed is Tier.POSTS:
        return
    left = []

    async def go():
        limits = MethodLimits(is_distributed=is_distributed)

        async def call():
            assert await limits.slot(method, patience_s=1e9) == 0
            left.append(asyncio.get_running_loop().time())

        await asyncio.gather(*(call() for _ in range(2 * allowed + 1)))

    run_skipping(go())

    most = DISTRIBUTED.get(method, allowed) if is_distributed else allowed
    assert all(b - a > 60 for a, b in zip(left, left[most:], strict=False))


def test_whoever_is_not_ready_to_wait_takes_no_slot():
    async def go():
        limits = MethodLimits(is_distributed=True)
        first = await limits.slot("conversations.history", patience_s=1)
        second = await limits.slot("conversations.history", patience_s=1)
        third = await limits.slot("conversations.history", patience_s=1)
        return first, second, third

    first, second, third = run_skipping(go())

    assert first == 0
    assert 60 < third <= second < 62


async def test_a_search_that_slack_refuses_all_the_same_is_made_once_a_minute_from_then_on(slack):
    async with open_session() as session:
        client = web_client(session, token=Workspace.bot_token, api_base=slack.api_base)
        slack.fail_next(Fault.rate_limited(1), method="conversations.history")
        with pytest.raises(Exception, match="ratelimited"):
            await client.conversations_history(channel=Workspace.general)

        waits = await client.limits.slot("conversations.history", patience_s=0)

    assert isinstance(client, AsyncWebClient)
    assert waits > 50


def test_every_method_that_is_called_has_its_limit():
    called = set[str]()
    for source in Path(slack_package.__file__).parent.glob("*.py"):
        text = source.read_text()
        names = re.findall(r"client\.([a-z]+_[A-Za-z_]+)\(", text)
        called |= {_method(one) for one in names if _is_a_method(one)}
        called |= set(re.findall(r"api_call\(\s*\"([A-Za-z.]+)\"", text))

    assert {"views.open", "users.info", "chat.update"} <= called
    assert called - set(METHODS) == set()


def _method(name):
    """Return the method that a function of the SDK is named for."""
    candidates = {one.replace(".", "_"): one for one in METHODS}
    return candidates.get(name, name)


def _is_a_method(name):
    return hasattr(AsyncWebClient, name) and name != "api_call"
