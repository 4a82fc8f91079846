"""One workspace, several processes: who answers, who posts, and who does not post any more."""

import asyncio
from datetime import UTC, datetime

import pytest

from adapters.slack.gate import SlackGate
from bot.ports import Delivered, Refusal
from fakes.newsroom import StoppedClock, desk
from fakes.slack.telling import delivery


@pytest.fixture
async def make_shared(slack):
    """Make a gate as a process that shares the work has it."""
    made = []

    def make(**how):
        made.append(
            SlackGate(
                slack.workspace.bot_token,
                slack.workspace.app_token,
                desk(clock=StoppedClock(datetime.now(UTC))),
                api_base=slack.api_base,
                **how,
            )
        )
        return made[-1]

    yield make
    for gate in made:
        await gate.stop()


async def test_a_process_that_only_posts_opens_no_socket(make_shared, slack):
    gate = make_shared(listens=False)
    await gate.start()

    outcome = await gate.messenger.send(delivery())

    assert isinstance(outcome, Delivered)
    assert len(slack.bot_messages()) == 1
    assert slack.sockets.opened == 0


async def test_whoever_has_lost_the_turn_posts_no_more_news_and_still_answers(make_shared, slack):
    gate = make_shared(may_send=lambda: False)
    await gate.start()

    sent = await gate.messenger.send(delivery())
    revised = await gate.messenger.revise(delivery(revises="1"))
    await slack.mention("when is jessica jones season 2 out?")

    for outcome in (sent, revised):
        assert outcome.refusal is Refusal.LATER
        assert outcome.is_crowded
    assert "2018" in (await slack.said()).shown
    assert len(slack.bot_messages()) == 1


async def test_what_waited_while_the_connection_was_closed_is_told_later(make_shared, slack):
    gate = make_shared(listens=False)
    await gate.start()
    await gate.messenger.send(delivery())

    sending = asyncio.create_task(gate.messenger.send(delivery(key="key-2")))
    revising = asyncio.create_task(gate.messenger.revise(delivery(revises="1")))
    await asyncio.sleep(0)  # both are waiting for their turn now
    await gate.stop()
    outcomes = await asyncio.gather(sending, revising)

    for outcome in outcomes:
        assert outcome.refusal is Refusal.LATER
    assert len(slack.bot_messages()) == 1
