"""Whose turn it is: people's come first, and nobody waits for ever."""

import asyncio

import pytest

from adapters.storage.turns import IN_A_ROW, Turns, with_turns


class Queue:
    """Turns of which the first is taken, and whoever has had one since."""

    def __init__(self) -> None:
        self.turns, self.had = Turns(), []

    async def wait(self, name, *, behind=False):
        """Let somebody stand there until the turn comes, have it and end it."""

        async def have():
            await self.turns.take(behind=behind)
            self.had.append(name)
            self.turns.end()

        task = asyncio.create_task(have())
        await asyncio.sleep(0)
        return task


@pytest.fixture
async def queue():
    taken = Queue()
    await taken.turns.take()
    return taken


async def test_whoever_stands_in_front_is_served_before_all_behind(queue):
    waiting = [await queue.wait(name, behind=True) for name in ("batch", "round")]
    waiting += [await queue.wait(name) for name in ("question", "command")]

    queue.turns.end()
    await asyncio.gather(*waiting)

    assert queue.had == ["question", "command", "batch", "round"]


async def test_whoever_stands_behind_is_overtaken_so_often_and_no_more(queue):
    waiting = [await queue.wait("batch", behind=True), await queue.wait("round", behind=True)]
    waiting += [await queue.wait("person") for _ in range(2 * IN_A_ROW + 1)]

    queue.turns.end()
    await asyncio.gather(*waiting)

    row = ["person"] * IN_A_ROW
    assert queue.had == [*row, "batch", *row, "round", "person"]


async def test_whoever_gives_up_waiting_is_passed_over(queue):
    leaving, staying = await queue.wait("leaving"), await queue.wait("staying")
    leaving.cancel()

    queue.turns.end()
    await asyncio.gather(leaving, staying, return_exceptions=True)

    assert queue.had == ["staying"]


async def test_a_turn_that_was_handed_to_somebody_who_just_left_goes_on_to_the_next(queue):
    leaving, staying = await queue.wait("leaving"), await queue.wait("staying", behind=True)

    queue.turns.end()
    leaving.cancel()
    await asyncio.gather(leaving, staying, return_exceptions=True)

    assert queue.had == ["staying"]


async def test_a_turn_that_nobody_waited_for_can_be_taken_later(queue):
    queue.turns.end()

    await (await queue.wait("later", behind=True))

    assert queue.had == ["later"]


async def test_others_have_turns_while_many_slow_things_are_done():
    begun, seen = [], []

    def things():
        for number in range(5):
            begun.append(number)
            yield number

    async def work():
        return [one async for one in with_turns(things(), longest_s=0.0)]

    working = asyncio.create_task(work())
    while not working.done():
        seen.append(len(begun))
        await asyncio.sleep(0)

    assert seen == [0, 1, 2, 3, 4, 5]
    assert await working == [0, 1, 2, 3, 4]


async def test_what_is_quickly_done_is_given_as_it_comes():
    assert [one async for one in with_turns("abc")] == ["a", "b", "c"]
