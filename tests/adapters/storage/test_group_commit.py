"""Writes that are gathered into rounds, and what becomes of each where a round fails."""

import asyncio

import pytest

from adapters.storage.group_commit import AT_MOST, ENOUGH, GATHERED_S, GroupCommit
from bot.ports.errors import StorageError


class Paper:
    """Takes rounds; refuses what it is told to, and then nothing of that round is written."""

    def __init__(self, *refused: object) -> None:
        self.rounds: list[list[object]] = []
        self.refused = set(refused)
        self.is_asked, self.may_write = asyncio.Event(), asyncio.Event()
        self.may_write.set()

    async def write(self, asked):
        self.is_asked.set()
        await self.may_write.wait()
        if self.refused.intersection(asked):
            raise StorageError("no room")
        self.rounds.append(list(asked))
        return [f"{one} is written" for one in asked]


async def test_those_who_ask_at_once_are_written_together_and_each_hears_of_its_own():
    paper = Paper()
    commit = GroupCommit(paper.write)

    told = await asyncio.gather(*(commit.do(number) for number in range(100)))

    assert paper.rounds == [list(range(100))]
    assert told == [f"{number} is written" for number in range(100)]


async def test_who_asks_while_a_round_is_written_is_in_the_next():
    paper = Paper()
    paper.may_write.clear()
    commit = GroupCommit(paper.write)
    first = asyncio.create_task(commit.do("first"))
    await paper.is_asked.wait()
    others = [asyncio.create_task(commit.do(number)) for number in range(3)]
    await asyncio.sleep(0)
    paper.may_write.set()

    await asyncio.gather(first, *others)

    assert paper.rounds == [["first"], [0, 1, 2]]


async def test_no_round_is_larger_than_the_most():
    paper = Paper()
    commit = GroupCommit(paper.write)

    await asyncio.gather(*(commit.do(number) for number in range(2 * AT_MOST + 1)))

    assert [len(row) for row in paper.rounds] == [AT_MOST, AT_MOST, 1]


async def test_a_round_that_fails_leaves_nothing_and_fails_for_all_in_it():
    paper = Paper("what cannot be stored")
    commit = GroupCommit(paper.write)

    told = await asyncio.gather(
        commit.do("one"), commit.do("what cannot be stored"), return_exceptions=True
    )

    assert [type(one) for one in told] == [StorageError, StorageError]
    assert paper.rounds == []


async def test_what_cannot_be_stored_keeps_nobody_else_waiting_for_long():
    paper = Paper(37)
    commit = GroupCommit(paper.write)
    tries = dict.fromkeys(range(100), 0)

    async def again_and_again(number):
        while tries[number] < 10:
            tries[number] += 1
            try:
                return await commit.do(number)
            except StorageError:
                continue
        return None

    told = await asyncio.gather(*map(again_and_again, tries))

    assert [number for number, one in enumerate(told) if one is None] == [37]
    written = sorted(one for row in paper.rounds for one in row)
    assert written == [number for number in range(100) if number != 37]


async def test_rounds_grow_again_once_what_failed_is_over():
    paper = Paper("bad")
    commit = GroupCommit(paper.write)
    await asyncio.gather(commit.do("bad"), commit.do("good"), return_exceptions=True)
    paper.refused.clear()

    await asyncio.gather(*(commit.do(number) for number in range(100)))

    assert [len(row) for row in paper.rounds] == [1, 2, 4, 8, 16, 32, 37]


async def test_who_no_longer_waits_is_left_out():
    paper = Paper()
    commit = GroupCommit(paper.write)
    gone = asyncio.create_task(commit.do("gone"))
    stays = asyncio.create_task(commit.do("stays"))
    await asyncio.sleep(0)
    gone.cancel()

    await stays

    assert paper.rounds == [["stays"]]
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_a_round_waits_for_those_who_are_to_come():
    paper, to_come = Paper(), {2}
    commit = GroupCommit(paper.write, is_more_to_come=lambda: bool(to_come), company_s=60)
    first = asyncio.create_task(commit.do(1))
    await asyncio.sleep(5 * GATHERED_S)
    to_come.clear()

    await asyncio.gather(first, commit.do(2))

    assert paper.rounds == [[1, 2]]


async def test_a_round_of_enough_waits_for_nobody_else():
    paper = Paper()
    commit = GroupCommit(paper.write, is_more_to_come=lambda: True, company_s=60)

    await asyncio.gather(*(commit.do(number) for number in range(ENOUGH)))

    assert paper.rounds == [list(range(ENOUGH))]


async def test_a_round_is_written_though_nobody_else_comes():
    paper = Paper()
    commit = GroupCommit(paper.write, is_more_to_come=lambda: True, company_s=0.01)

    assert await commit.do("alone") == "alone is written"


async def test_of_a_large_round_some_hear_at_once_and_the_others_in_later_turns_of_the_loop():
    paper = Paper()
    commit, heard = GroupCommit(paper.write), []
    asking = [asyncio.create_task(commit.do(number)) for number in range(100)]
    for task in asking:
        task.add_done_callback(lambda _: heard.append(None))
    seen = set()
    while len(heard) < len(asking):
        seen.add(len(heard))
        await asyncio.sleep(0)

    assert sorted(seen) == [0, 20, 40, 60, 80]
    assert [await task for task in asking] == [f"{number} is written" for number in range(100)]


async def test_what_is_stored_is_heard_of_although_the_rounds_are_ended_midway():
    paper = Paper()
    commit = GroupCommit(paper.write)
    asking = [asyncio.create_task(commit.do(number)) for number in range(100)]
    await asking[0]
    commit._rounds.cancel()

    assert [await task for task in asking] == [f"{number} is written" for number in range(100)]
