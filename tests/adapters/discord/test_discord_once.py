"""News on Discord, from the outbox to the channel: one message, whatever goes wrong on the way."""

import pytest

from adapters.discord.channels import destination_from
from fakes.discord import Fault
from fakes.discord.state import SEND
from fakes.newsroom import queued_for, states_at, tell_all

WITHIN_THE_NONCES_WINDOW_S, AFTER_IT_S = 20, 400


@pytest.mark.parametrize("pause_s", [WITHIN_THE_NONCES_WINDOW_S, AFTER_IT_S])
@pytest.mark.parametrize("fault", list(Fault))
async def test_each_channel_is_told_exactly_once(connector, world, channel, clock, fault, pause_s):
    other = world.channel("other")
    places = [destination_from(int(one.guild.id), int(one.id)) for one in (channel, other)]
    memory = await queued_for(*places)
    world.faults.next_sends(fault)

    for _ in range(6):
        await tell_all(memory, connector.messenger, clock)
        clock.pass_time(pause_s)
        world.clock.ahead_s += pause_s

    assert [len(world.said_in(one)) for one in (channel, other)] == [1, 1]
    assert [await states_at(memory, one) for one in places] == [["delivered"], ["delivered"]]


async def test_what_was_lost_and_then_refused_is_still_looked_for(connector, world, channel, clock):
    here = destination_from(int(channel.guild.id), int(channel.id))
    memory = await queued_for(here)
    world.faults.next_sends(Fault.UNAVAILABLE_AFTER)
    world.faults.next_sends(Fault.LIMITED)

    for pause_s in (WITHIN_THE_NONCES_WINDOW_S, AFTER_IT_S, AFTER_IT_S):
        await tell_all(memory, connector.messenger, clock)
        clock.pass_time(pause_s)
        world.clock.ahead_s += pause_s

    assert len(world.said_in(channel)) == 1
    assert await states_at(memory, here) == ["delivered"]


@pytest.mark.parametrize("pause_s", [WITHIN_THE_NONCES_WINDOW_S, AFTER_IT_S])
async def test_what_was_lost_and_then_forbidden_is_looked_for_once_it_is_allowed_again(
    connector, world, channel, clock, pause_s
):
    async def pass_time(seconds: float) -> None:
        await tell_all(memory, connector.messenger, clock)
        clock.pass_time(seconds)
        world.clock.ahead_s += seconds

    here = destination_from(int(channel.guild.id), int(channel.id))
    memory = await queued_for(here)
    allowed = channel.app_permissions
    world.faults.next_sends(Fault.UNAVAILABLE_AFTER)
    await pass_time(WITHIN_THE_NONCES_WINDOW_S)
    channel.app_permissions &= ~SEND
    await pass_time(pause_s)
    assert await states_at(memory, here) == ["suspended"]

    channel.app_permissions = allowed
    await memory.subscriptions.lift(here, now=clock.now())
    await pass_time(AFTER_IT_S)

    assert len(world.said_in(channel)) == 1
    assert await states_at(memory, here) == ["delivered"]


async def test_where_one_send_in_five_goes_wrong_each_channel_is_told_exactly_once(
    connector, world, clock
):
    places = [
        destination_from(int(one.guild.id), int(one.id))
        for one in (world.channel(f"news-{number}") for number in range(60))
    ]
    memory = await queued_for(*places)
    world.faults.at_random(0.2, seed=5)
    world.faults.retry_after_s = 0.05

    for _ in range(15):
        await tell_all(memory, connector.messenger, clock)
        clock.pass_time(AFTER_IT_S)
        world.clock.ahead_s += AFTER_IT_S

    assert len(world.faults.happened) > 5
    assert {len(world.said_in(world.channels[one.channel])) for one in places} == {1}
    assert [await states_at(memory, one) for one in places] == [["delivered"]] * 60


async def test_a_channel_that_is_gone_does_not_keep_the_others_from_the_news(
    connector, world, channel, clock
):
    channels = [channel, world.channel("gone"), world.channel("last")]
    channels[1].deleted = True
    places = [destination_from(int(one.guild.id), int(one.id)) for one in channels]
    memory = await queued_for(*places)

    await tell_all(memory, connector.messenger, clock)

    assert [len(world.said_in(one)) for one in channels] == [1, 0, 1]
    assert await states_at(memory, places[1]) == ["suspended"]
