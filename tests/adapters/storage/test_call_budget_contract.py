"""What `CallBudget` promises, held against the fake and against both databases."""

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.storage.database import Database
from bot.ports.listings import CallsMade
from content.listings.call_allowance import MOST_CALLS, SPAN
from fakes.call_budget import FakeCallBudget
from fakes.tellings import at

NOTHING = timedelta()
NUMBERS = count()


async def take(store, count, *, now=None, for_people=True, source="tvmaze"):
    """Take so many, one after another; return how many of them were granted."""
    waits = [
        await store.call_budget.take(source, now=now or at(), for_people=for_people)
        for _ in range(count)
    ]
    return waits.count(NOTHING)


async def test_eighteen_calls_are_taken_within_ten_seconds_and_then_more(store):
    assert await take(store, 30) == 18
    assert await take(store, 30, now=at(seconds=10)) == 0
    assert await take(store, 30, now=at(seconds=10.1)) == 18


async def test_some_are_kept_for_people(store):
    assert await take(store, 30, for_people=False) == 14
    assert await take(store, 30) == 4
    assert await take(store, 1, for_people=False) == 0


async def test_the_wait_is_as_long_as_it_has_to_be(store):
    for second in range(18):
        await take(store, 1, now=at(seconds=second / 10))

    wait = await store.call_budget.take("tvmaze", now=at(seconds=5), for_people=True)

    assert timedelta(seconds=5) < wait < timedelta(seconds=5.01)
    assert await take(store, 9, now=at(seconds=5) + wait) == 1


async def test_one_source_leaves_the_calls_of_another_alone(store):
    await take(store, 18)
    await store.call_budget.pause("tvmaze", until=at(hours=1))

    assert await take(store, 30, source="another") == 18


async def test_a_source_that_asked_for_a_pause_is_left_alone_until_it_is_over(store):
    await store.call_budget.pause("tvmaze", until=at(minutes=5))
    await store.call_budget.pause("tvmaze", until=at(minutes=1))

    for for_people in (True, False):
        wait = await store.call_budget.take("tvmaze", now=at(), for_people=for_people)
        assert wait == timedelta(minutes=5)
    assert await take(store, 1, now=at(minutes=5)) == 1


async def test_several_processes_never_take_more_than_there_are(url):
    processes = [await Database.open(url) for _ in range(3)]
    for for_people, most in ((False, 14), (True, 4)):
        waits = await asyncio.gather(
            *(
                one.call_budget.take("tvmaze", now=at(seconds=number / 10), for_people=for_people)
                for number in range(12)
                for one in processes
            )
        )
        assert Counter(waits)[NOTHING] == most
    for one in processes:
        await one.close()


async def test_what_was_taken_is_known_after_a_restart(url):
    database = await Database.open(url)
    await take(database, 18)
    await database.close()

    again = await Database.open(url)
    assert await take(again, 5, now=at(seconds=9)) == 0
    await again.close()


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=st.lists(st.tuples(st.integers(0, 590), st.booleans()), min_size=20, max_size=60))
async def test_in_whichever_order_processes_come_it_goes_as_in_memory(database, asked):
    source, fake = f"source-{next(NUMBERS)}", FakeCallBudget()
    granted = []
    for tenths, for_people in asked:
        now = at(seconds=tenths / 10)
        wait = await database.call_budget.take(source, now=now, for_people=for_people)
        assert wait == await fake.take(source, now=now, for_people=for_people)
        if not wait:
            granted.append(now)

    assert all(
        sum(begin <= one <= begin + SPAN for one in granted) <= MOST_CALLS for begin in granted
    )


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=st.lists(st.integers(0, 400), min_size=20, max_size=50))
async def test_at_once_too_no_ten_seconds_hold_more_than_there_are(database, asked):
    source = f"at-once-{next(NUMBERS)}"

    async def granted(tenths):
        now = at(seconds=tenths / 10)
        wait = await database.call_budget.take(source, now=now, for_people=True)
        return None if wait else now

    found = await asyncio.gather(*map(granted, asked))

    calls = [one for one in found if one is not None]
    assert calls
    assert all(sum(begin <= one <= begin + SPAN for one in calls) <= MOST_CALLS for begin in calls)


async def test_calls_are_counted_by_the_day_and_in_all(store):
    await take(store, 30, now=at(days=-1))
    await take(store, 3, for_people=False)

    assert await store.call_budget.made("tvmaze", now=at()) == CallsMade(today=3, ever=21)
    assert await store.call_budget.made("tvmaze", now=at(days=1)) == CallsMade(today=0, ever=21)
    assert await store.call_budget.made("another", now=at()) == CallsMade(today=0, ever=0)
