"""What each person and each community has had: whoever has had theirs is told once, and waits."""

import asyncio
from contextvars import Context
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports.errors import ShareSpentError
from bot.ports.shares import Whom
from bot.runtime.shares import PeoplesShares
from content.commands.shares import Allowance, Errand, Share
from fakes.newsroom import StoppedClock
from fakes.patience import PATIENCE_S

ONE = timedelta(seconds=1)
SHARES = {
    Errand.QUESTION: Share(Allowance(3, ONE), Allowance(8, ONE)),
    Errand.ORDER: Share(Allowance(2, ONE)),
}


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def shares(clock):
    return PeoplesShares(clock, SHARES)


def come(shares, person="a", community="x", errand=Errand.QUESTION, size=0):
    """Return what became of it: "done", "told" or "silence"."""
    try:
        with shares.charged(Whom(person, community), errand, size=size):
            return "done"
    except ShareSpentError as spent:
        return "told" if spent.is_first else "silence"


def test_whoever_wants_more_is_told_once_and_then_hears_nothing(shares):
    assert [come(shares) for _ in range(6)] == ["done"] * 3 + ["told"] + ["silence"] * 2


def test_whoever_was_told_hears_nothing_until_a_little_has_refilled(shares, clock):
    whom, heard = Whom("a", "x"), []
    for _ in range(4):
        heard.append(shares.hears_nothing(whom, Errand.QUESTION))
        come(shares)
    heard.append(shares.hears_nothing(whom, Errand.QUESTION))
    clock.pass_time(1)
    heard.append(shares.hears_nothing(whom, Errand.QUESTION))

    assert heard == [False] * 4 + [True, False]


def test_once_it_has_refilled_they_are_told_again(shares, clock):
    for _ in range(4):
        come(shares)

    clock.pass_time(1)
    assert [come(shares) for _ in range(2)] == ["done", "silence"]
    clock.pass_time(3)
    assert [come(shares) for _ in range(4)] == ["done"] * 3 + ["told"]


@given(st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_clock_that_is_put_back_locks_nobody_out(back):
    clock = StoppedClock()
    shares = PeoplesShares(clock, SHARES)
    for _ in range(3):
        come(shares)
    clock.moment -= back
    come(shares)

    clock.pass_time(8)

    assert [come(shares) for _ in range(3)] == ["done"] * 3


def test_another_person_and_another_errand_are_not_touched(shares):
    for _ in range(5):
        come(shares)

    assert come(shares, person="b") == "done"
    assert come(shares, errand=Errand.ORDER) == "done"


def test_a_community_that_has_had_its_share_touches_no_other(shares):
    crowd = [come(shares, person=f"a{number}") for number in range(10)]

    assert crowd == ["done"] * 8 + ["told", "silence"]
    assert come(shares, person="b", community="y") == "done"
    assert come(shares, person="c", community="") == "done"


def test_what_the_community_lacks_is_not_taken_of_the_person(shares, clock):
    for number in range(9):
        come(shares, person=f"a{number}")
    for _ in range(5):
        come(shares, person="b")

    clock.pass_time(8)

    assert [come(shares, person="b") for _ in range(3)] == ["done"] * 3


def test_what_is_done_within_takes_no_more(shares):
    with shares.charged(Whom("a", "x"), Errand.QUESTION):
        assert [come(shares) for _ in range(9)] == ["done"] * 9

    assert [come(shares) for _ in range(3)] == ["done", "done", "told"]


def test_what_is_long_takes_more(shares):
    assert [come(shares, size=600), come(shares, size=600)] == ["done", "told"]


async def test_of_one_person_one_thing_is_done_after_another_and_others_go_ahead_meanwhile(shares):
    order, is_slow = [], asyncio.Event()

    async def ask(name, person):
        async with shares.served(Whom(person, "x"), Errand.QUESTION):
            order.append(f"{name} begins")
            async with shares.aside():
                if name == "slow":
                    await is_slow.wait()
            order.append(f"{name} ends")

    slow = asyncio.create_task(ask("slow", "a"))
    await asyncio.sleep(0)
    await asyncio.gather(ask("second", "a"), ask("third", "b"))
    is_slow.set()
    await slow

    assert order[0] == "slow begins"
    assert order[-1] == "slow ends"
    assert len(order) == 6


async def test_within_a_turn_there_is_no_waiting_for_another(shares):
    whom = Whom("a", "x")
    async with (
        asyncio.timeout(PATIENCE_S),
        shares.served(whom, Errand.QUESTION),
        shares.served(whom, Errand.ORDER),
    ):
        assert come(shares) == "done"


async def test_what_is_offered_while_somebody_types_waits_for_no_answer(shares):
    async def types():
        async with shares.served(Whom("a", "x"), Errand.KEYSTROKE):
            return "offered"

    typing = types()
    async with shares.served(Whom("a", "x"), Errand.QUESTION):
        # In a context of its own, as whatever a platform tells of is.
        offered = asyncio.create_task(typing, context=Context())
        assert await asyncio.wait_for(offered, PATIENCE_S) == "offered"


def test_memory_is_bounded_and_whoever_came_longest_ago_begins_anew(shares):
    for number in range(20_001):
        come(shares, person=f"{number}", community="")

    assert len(shares._accounts) == 20_000
    assert ("0", Errand.QUESTION) not in shares._accounts


async def test_of_what_comes_at_once_of_one_person_all_lets_others_go_first(shares):
    order = []

    async def ask(person):
        async with shares.served(Whom(person, "x"), Errand.QUESTION):
            order.append(person)

    await asyncio.gather(ask("a"), ask("a"), ask("a"), ask("b"))

    assert order == ["b", "a", "a", "a"]


async def test_that_it_was_too_much_is_said_behind_what_others_asked(shares):
    order, answered = [], asyncio.Event()

    async def ask(person):
        try:
            async with shares.served(Whom(person, "x"), Errand.QUESTION):
                await answered.wait()
                order.append(f"{person} is answered")
        except ShareSpentError:
            order.append(f"{person} is refused")

    for _ in range(3):
        come(shares)
    others = asyncio.create_task(ask("b"))
    await asyncio.sleep(0)
    refused = asyncio.create_task(ask("a"))
    await asyncio.sleep(0)
    answered.set()
    await asyncio.gather(others, refused)

    assert order == ["b is answered", "a is refused"]
