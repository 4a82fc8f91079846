import asyncio

import pytest

from adapters.discord.traits import DISCORD
from bot.runtime.metering import MeteredMessenger
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.newsroom import StoppedClock, queued_for, states_at, tell_all
from fakes.tellings import channel


class Meter:
    def __init__(self):
        self.told_of = []

    def told(self, platform, outcome, *, seconds):
        assert seconds >= 0
        self.told_of.append((platform, outcome))


class Office:
    traits = DISCORD

    def __init__(self, fault=None, refused=None):
        self.fault, self.refused = fault, refused

    async def reserve_slot(self, _delivery):
        return self.refused

    async def send(self, _delivery):
        if self.fault:
            raise self.fault
        return Delivered(message="m")


async def test_every_try_is_counted_and_comes_out_as_it_was():
    meter, memory = Meter(), await queued_for(channel())

    await tell_all(memory, MeteredMessenger(Office(), meter), StoppedClock())

    assert meter.told_of == [(DISCORD.id, Delivered(message="m"))]
    assert await states_at(memory, channel()) == ["delivered"]


async def test_what_there_was_no_room_for_is_counted_as_refused():
    refused = Rejected(refusal=Refusal.LATER, reason="crowded", retry_after_s=60)
    meter, memory = Meter(), await queued_for(channel())

    await tell_all(memory, MeteredMessenger(Office(refused=refused), meter), StoppedClock())

    assert meter.told_of == [(DISCORD.id, refused)]
    assert await states_at(memory, channel()) == ["waiting"]


@pytest.mark.parametrize("fault", [ValueError("a bug"), asyncio.CancelledError()])
async def test_a_try_that_was_cut_short_may_have_arrived(fault):
    meter = Meter()

    with pytest.raises(type(fault)):
        await MeteredMessenger(Office(fault), meter).send(None)

    ((_, outcome),) = meter.told_of
    assert isinstance(outcome, Unknown)
