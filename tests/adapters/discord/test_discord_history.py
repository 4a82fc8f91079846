"""Looking on Discord for what may have been posted already."""

from datetime import UTC, datetime

import pytest

from content.subscriptions.outcomes import Delivered, Unknown
from fakes.discord import ALL, HISTORY
from fakes.newsroom import StoppedClock


async def test_only_our_own_message_with_this_very_key_is_taken_for_it(
    connector, world, channel, delivery, clock
):
    await connector.messenger.send(delivery(key="another-key"))
    await world.say(channel, "confirmed · key-1")
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)

    assert await connector.messenger.find(tried) is None


async def test_a_message_is_found_however_much_was_said_since(
    connector, world, channel, delivery, clock
):
    await connector.messenger.send(delivery())
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)
    world.clock.ahead_s += 600
    world.chatter(channel, 700)

    found = await connector.messenger.find(tried)

    assert found == Delivered(message=world.said_in(channel)[0].id)


async def test_in_a_torrent_a_message_is_never_taken_for_missing(
    connector, world, channel, delivery, clock
):
    world.chatter(channel, 2100)
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)

    assert isinstance(await connector.messenger.find(tried), Unknown)


async def test_what_was_said_long_before_the_first_try_is_not_read(
    connector, world, channel, delivery, clock
):
    world.clock.ahead_s = -3600
    world.chatter(channel, 2100)
    world.clock.ahead_s = 0
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)

    assert await connector.messenger.find(tried) is None


class Rehearsed(StoppedClock):
    """A clock on which a thousand seconds pass in one on the wall."""

    def seconds_within(self, wall_s: float) -> float:
        return 1000 * wall_s


@pytest.mark.parametrize("year", [2017, 2099])
async def test_a_rehearsal_finds_its_tries_whatever_year_it_plays_in(
    make_connector, world, channel, delivery, year
):
    clock = Rehearsed(datetime(year, 3, 1, tzinfo=UTC))
    connector = make_connector(world, clock=clock)
    await connector.start()
    world.clock.ahead_s = -3600
    world.chatter(channel, 2100)
    world.clock.ahead_s = 0
    await connector.messenger.send(delivery())
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(200 * 1000)

    found = await connector.messenger.find(tried)

    assert found == Delivered(message=world.said_in(channel)[0].id)


async def test_a_quiet_channel_that_the_gateway_never_told_of_can_be_searched_too(
    connector, world, delivery, clock
):
    unseen = world.channel("made after Violet connected")
    tried = delivery(unseen, is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)

    assert await connector.messenger.find(tried) is None


async def test_a_channel_whose_history_may_not_be_read_stays_unknown(
    make_connector, world, delivery, clock
):
    closed = world.channel("closed", app_permissions=ALL & ~HISTORY)
    hidden = world.channel("hidden", app_permissions=ALL & ~HISTORY, is_visible=False)
    connector = make_connector(world)
    await connector.start()
    began = clock.now()
    clock.pass_time(600)

    for place in (closed, hidden):
        found = await connector.messenger.find(
            delivery(place, is_unknown=True, first_tried_at=began)
        )

        assert isinstance(found, Unknown)
        assert "Read Message History" in found.reason
