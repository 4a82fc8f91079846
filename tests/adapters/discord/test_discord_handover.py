"""One token, several processes: who answers, who sends, and who does neither any more."""

import asyncio

import pytest
from structlog.testing import capture_logs

from adapters.discord.connector import DiscordConnector
from content.subscriptions.outcomes import Delivered, Refusal
from fakes.newsroom import StoppedClock, make_router


@pytest.fixture
async def make_shared(world):
    """Make a connector as a process that shares the work has it."""
    made = []

    def make(*, sends_per_second=48.0, **how):
        made.append(
            DiscordConnector(
                world.token,
                make_router(clock=StoppedClock()),
                api_base=world.api_base,
                sends_per_second=sends_per_second,
                **how,
            )
        )
        return made[-1]

    yield make
    for connector in made:
        await connector.stop()


async def test_a_process_that_only_sends_sends_and_is_not_at_the_gateway(
    make_shared, world, channel, delivery
):
    connector = make_shared(listens=False)
    await connector.start()

    outcome = await connector.messenger.send(delivery())

    assert isinstance(outcome, Delivered)
    assert len(world.said_in(channel)) == 1
    assert world.gateway.identified == []
    assert world.commands == []


async def test_whoever_has_lost_the_role_sends_nothing_more(make_shared, world, channel, delivery):
    is_ours = True
    connector = make_shared(may_send=lambda: is_ours)
    await connector.start()
    await connector.messenger.send(delivery())
    is_ours = False

    sent = await connector.messenger.send(delivery(key="key-2"))
    revised = await connector.messenger.revise(delivery(revises="1"))

    for outcome in (sent, revised):
        assert outcome.refusal is Refusal.LATER
        assert outcome.is_crowded
    assert len(world.said_in(channel)) == 1


@pytest.mark.waits(2)
async def test_what_waited_while_the_connection_was_closed_is_told_later_and_is_no_failure(
    make_shared, world, channel, delivery
):
    connector = make_shared(sends_per_second=2.0)
    await connector.start()
    await connector.messenger.send(delivery())

    with capture_logs() as logs:
        sending = asyncio.create_task(connector.messenger.send(delivery(key="key-2")))
        revising = asyncio.create_task(connector.messenger.revise(delivery(revises="1")))
        await asyncio.sleep(0)  # both are waiting for their slot now
        await connector.stop()
        outcomes = await asyncio.gather(sending, revising)

    assert [outcome.refusal for outcome in outcomes] == [Refusal.LATER] * 2
    assert [line for line in logs if line["log_level"] == "error"] == []
    assert len(world.said_in(channel)) == 1


@pytest.mark.waits(4)
async def test_a_new_connection_leaves_room_for_what_the_old_one_has_just_sent(
    make_shared, world, delivery
):
    world.limits.enforced = True
    channels = [world.channel(f"c{number}") for number in range(90)]

    async def tell(connector, places):
        sends = (
            connector.messenger.send(delivery(place, key=f"key-{place.id}"[-25:]))
            for place in places
        )
        return await asyncio.gather(*sends)

    first = make_shared(may_send=lambda: True)
    await first.start()
    outcomes = await tell(first, channels[:45])
    await first.stop()
    second = make_shared(may_send=lambda: True)
    await second.start()
    outcomes += await tell(second, channels[45:])

    assert [one for one in outcomes if not isinstance(one, Delivered)] == []
    assert world.limits.refused == 0


async def test_what_discord_counts_against_us_can_be_seen(make_shared, channel, delivery):
    connector = make_shared()
    await connector.start()
    channel.app_permissions = 0

    before = connector.invalid_requests
    await connector.messenger.send(delivery())

    assert (before, connector.invalid_requests) == (0, 1)
