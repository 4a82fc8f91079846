"""What waits for its slot was not begun, and no try outlives its lease."""

import asyncio

from structlog.testing import capture_logs

from content.subscriptions.outcomes import Refusal, Rejected
from fakes.dispatch import Broadcast
from fakes.patience import PATIENCE_S

CROWDED = Rejected(
    refusal=Refusal.LATER, reason="many are waiting", retry_after_s=3, is_crowded=True
)


async def test_what_there_is_no_room_for_is_not_begun_and_told_later():
    room = Broadcast(no_slot=lambda _: CROWDED)
    await room.queue(channels=3)

    await room.tell()
    begun = room.messenger.begun.is_set()
    waiting = [await room.states(f"{number}") for number in range(3)]
    room.messenger.no_slot = lambda _: None
    room.clock.pass_time(3)
    await room.tell()

    assert not begun
    assert waiting == [{"a-date": "waiting"}] * 3
    assert [post.attempts for post in room.messenger.posts] == [0] * 3
    assert room.messenger.looked_for == []


async def test_what_was_cut_off_while_it_waited_for_its_slot_is_not_looked_for():
    room = Broadcast()
    await room.queue()
    waiting = asyncio.Event()

    async def for_ever(_):
        waiting.set()
        await asyncio.Event().wait()

    room.messenger.reserve_slot = for_ever
    telling_it = asyncio.create_task(room.tell())
    await waiting.wait()
    telling_it.cancel()
    await asyncio.gather(telling_it, return_exceptions=True)
    del room.messenger.reserve_slot
    room.clock.pass_time(61)
    await room.tell()

    assert len(room.messenger.posts) == 1
    assert room.messenger.looked_for == []


async def test_a_fault_in_asking_for_a_slot_leaves_it_unsent_for_a_while_and_is_logged():
    def broken(_):
        raise KeyError("channel")

    room = Broadcast(no_slot=broken)
    await room.queue()

    with capture_logs() as logs:
        await room.tell()
    at_once = await room.tell()
    room.messenger.no_slot = lambda _: None
    room.clock.pass_time(45)
    await room.tell()

    assert [line["event"] for line in logs].count("delivery_failed") == 1
    assert at_once == 0
    assert len(room.messenger.posts) == 1
    assert room.messenger.looked_for == []


async def test_a_try_ends_before_its_lease_and_is_looked_for():
    room = Broadcast(slow_s={"0": 30.0})
    await room.queue()

    async with asyncio.timeout(PATIENCE_S):  # less than the messenger would take
        await room.tell(lease_s=0.5)

    assert await room.states() == {"a-date": "unknown"}
