"""One workspace, several processes: who answers, who posts, and who does not post any more."""

import asyncio
from datetime import UTC, datetime

import pytest

from adapters.slack.connector import SlackConnector
from adapters.slack.traits import SLACK
from content.subscriptions.outcomes import Delivered, Refusal
from fakes.newsroom import StoppedClock, make_router
from fakes.slack.telling import delivery, tell


@pytest.fixture
async def make_shared(slack):
    """Make a connector as a process that shares the work has it."""
    made = []

    def make(**how):
        made.append(
            SlackConnector(
                slack.workspace.bot_token,
                slack.workspace.app_token,
                make_router(traits=SLACK, clock=StoppedClock(datetime.now(UTC))),
                api_base=slack.api_base,
                **how,
            )
        )
        return made[-1]

    yield make
    for connector in made:
        await connector.stop()


async def test_a_process_that_only_posts_opens_no_socket(make_shared, slack):
    connector = make_shared(listens=False)
    await connector.start()

    outcome = await connector.messenger.send(delivery())

    assert isinstance(outcome, Delivered)
    assert len(slack.bot_messages()) == 1
    assert slack.sockets.opened == 0


async def test_whoever_has_lost_the_role_posts_no_more_news_and_still_answers(make_shared, slack):
    connector = make_shared(may_send=lambda: False)
    await connector.start()

    sent = await connector.messenger.send(delivery())
    revised = await connector.messenger.revise(delivery(revises="1"))
    await slack.mention("when is jessica jones season 2 out?")

    for outcome in (sent, revised):
        assert outcome.refusal is Refusal.LATER
        assert outcome.is_crowded
    assert "2018" in (await slack.said()).shown
    assert len(slack.bot_messages()) == 1


async def test_what_waited_while_the_connection_was_closed_is_told_later(make_shared, slack):
    connector = make_shared(listens=False)
    await connector.start()
    await tell(connector.messenger, delivery())

    sending = asyncio.create_task(tell(connector.messenger, delivery(key="key-2")))
    await asyncio.sleep(0)  # it is waiting for its slot now
    await connector.stop()
    outcome = await sending

    assert outcome.refusal is Refusal.LATER
    assert len(slack.bot_messages()) == 1


@pytest.mark.waits(2)
async def test_what_was_posted_just_before_by_another_counts_too(make_shared, slack):
    slack.enforces_rate = True
    first = make_shared(listens=False, may_send=lambda: True)
    await first.start()
    await tell(first.messenger, delivery())

    second = make_shared(listens=False, may_send=lambda: True)
    await second.start()
    outcome = await tell(second.messenger, delivery(key="key-2"))

    assert isinstance(outcome, Delivered)
    assert slack.rate_limited == []


@pytest.mark.waits(2)
async def test_a_role_that_was_lost_meanwhile_is_not_used(make_shared, slack):
    is_ours = True
    connector = make_shared(listens=False, may_send=lambda: is_ours)
    await connector.start()

    refused = await connector.messenger.reserve_slot(delivery())
    is_ours = False
    sent = await connector.messenger.send(delivery())
    revised = await connector.messenger.revise(delivery(revises="1"))
    again = await connector.messenger.reserve_slot(delivery())

    assert refused is None
    for outcome in (sent, revised, again):
        assert outcome.refusal is Refusal.LATER
    assert slack.bot_messages() == []
