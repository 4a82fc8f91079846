"""Who is next: people in turn, and communities in turn, however many come at once from one."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.runtime.fair_queue import FairQueue
from fakes.patience import PATIENCE_S


class Counter:
    """A queue before which people stand, and the order in which they are served."""

    def __init__(self, *, at_once: int = 1, patience_s: float = 30.0) -> None:
        self.queue = FairQueue(at_once=at_once, patience_s=patience_s)
        self.served: list[str] = []
        self.most = 0
        self._here = 0

    async def comes(self, person: str, community: str, *, steps: int = 3) -> None:
        async with self.turn(person, community):
            self.served.append(person)
            self._here += 1
            self.most = max(self.most, self._here)
            for _ in range(steps):
                await asyncio.sleep(0)
            self._here -= 1

    @asynccontextmanager
    async def turn(self, person, community):
        entered = await self.queue.enter(person, community)
        try:
            yield entered
        finally:
            entered.leave()


async def test_whoever_comes_once_waits_for_one_of_somebody_who_came_fifty_times():
    counter = Counter()

    await asyncio.gather(*(counter.comes("a", "x") for _ in range(50)), counter.comes("b", "x"))

    assert counter.served.index("b") == 1


async def test_a_community_comes_once_for_each_time_another_does_however_many_are_in_it():
    counter = Counter()

    crowd = [counter.comes(f"a{number}", "x") for number in range(100)]
    await asyncio.gather(*crowd, *(counter.comes(f"b{n}", "y") for n in range(3)))

    assert [counter.served.index(f"b{n}") for n in range(3)] == [1, 3, 5]


async def test_of_one_person_one_thing_is_done_after_another():
    counter = Counter(at_once=4)

    await asyncio.gather(*(counter.comes("a", "x") for _ in range(10)))

    assert counter.most == 1


async def test_one_community_leaves_half_of_the_places_to_others():
    counter = Counter(at_once=4)

    await asyncio.gather(*(counter.comes(f"a{number}", "x") for number in range(20)))

    assert counter.most == 2


async def test_never_are_more_served_at_once_than_there_are_places():
    counter = Counter(at_once=4)

    await asyncio.gather(
        *(counter.comes(f"{number}", f"server-{number % 7}") for number in range(100))
    )

    assert counter.most == 4
    assert len(counter.served) == 100


async def test_whoever_gives_up_is_passed_over_and_leaves_nothing_behind():
    counter = Counter()
    waiting = []
    async with counter.turn("a", "x"):
        waiting = [asyncio.create_task(counter.comes(f"b{n}", "x")) for n in range(3)]
        await asyncio.sleep(0)
        waiting[1].cancel()

    await asyncio.gather(*waiting, return_exceptions=True)

    assert counter.served == ["b0", "b2"]
    assert counter.queue.is_idle


async def test_who_gives_up_as_their_turn_comes_passes_it_on():
    counter = Counter()
    first = await counter.queue.enter("a", "x")
    second = asyncio.create_task(counter.comes("b", "x"))
    third = asyncio.create_task(counter.comes("c", "x"))
    await asyncio.sleep(0)

    first.leave()
    second.cancel()
    await asyncio.gather(second, third, return_exceptions=True)

    assert counter.served == ["c"]
    assert counter.queue.is_idle


async def test_whoever_has_waited_too_long_goes_on_beside_what_is_slow():
    counter = Counter(patience_s=0.0)
    async with counter.turn("a", "x"):
        await asyncio.wait_for(counter.comes("b", "y"), PATIENCE_S)

    assert counter.served == ["b"]
    assert counter.queue.is_idle


async def test_a_turn_may_be_interrupted_and_is_waited_for_again():
    counter = Counter()
    entered = await counter.queue.enter("a", "x")
    other = asyncio.create_task(counter.comes("b", "y"))
    await asyncio.sleep(0)
    assert counter.served == []

    entered.leave()
    await entered.enter_again()

    assert counter.served == ["b"]
    entered.leave()
    await other
    assert counter.queue.is_idle


@pytest.mark.parametrize("times", [1, 2])
async def test_a_turn_is_ended_once(times):
    counter = Counter()
    entered = await counter.queue.enter("a", "x")

    for _ in range(times):
        entered.leave()

    assert counter.queue.is_idle
    await counter.comes("b", "x")


async def test_what_can_wait_waits_until_nobody_comes_with_anything_short():
    counter = Counter(at_once=4)
    begun = asyncio.Event()

    async def long():
        entered = await counter.queue.enter("a", "x", can_wait=True)
        begun.set()
        entered.leave()

    waiting = asyncio.create_task(long())
    await asyncio.sleep(0)
    async with counter.turn("b", "x"):
        await asyncio.wait({waiting}, timeout=0.1)
        assert not begun.is_set()

    await asyncio.wait_for(waiting, PATIENCE_S)
    assert counter.queue.is_idle


async def test_what_can_wait_is_done_however_many_come_with_something_short():
    counter = Counter(at_once=4)

    async with counter.turn("b", "x"):
        entered = await asyncio.wait_for(counter.queue.enter("a", "x", can_wait=True), PATIENCE_S)
        entered.leave()


async def test_of_what_can_wait_each_waits_for_a_lull_of_its_own():
    counter = Counter(at_once=4)

    async def waits(name):
        entered = await counter.queue.enter("a", "x", can_wait=True)
        counter.served.append(name)
        other = asyncio.create_task(counter.comes("b", "x"))
        await asyncio.sleep(0)
        entered.leave()
        await other

    await asyncio.gather(waits("first"), waits("second"))

    assert counter.served == ["first", "b", "second", "b"]
    assert counter.queue.is_idle


async def test_who_gives_up_waiting_for_a_lull_leaves_nothing_behind():
    counter = Counter(at_once=4)
    waiting = [asyncio.create_task(counter.queue.enter("a", "x", can_wait=True)) for _ in range(2)]
    await asyncio.sleep(0)
    waiting[0].cancel()

    entered = await asyncio.wait_for(waiting[1], PATIENCE_S)
    entered.leave()

    assert counter.queue.is_idle
