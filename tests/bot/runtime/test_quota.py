"""How often something may be done: for each person, and for all of a community together."""

from datetime import timedelta

from bot.runtime.quota import RollingQuota
from fakes.newsroom import StoppedClock

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def quota() -> RollingQuota:
    return RollingQuota({"person": ((2, MINUTE), (3, HOUR)), "community": ((4, HOUR),)})


def test_each_limit_holds_in_any_stretch_of_its_length():
    clock, own = StoppedClock(), quota()

    taken = []
    for seconds in (0, 30, 29, 1, 60, 3480, 60):
        clock.pass_time(seconds)
        taken.append(own.take("person:a", now=clock.now()))

    assert taken == [True, True, False, True, False, True, True]


def test_one_persons_calls_are_not_anothers():
    clock, own = StoppedClock(), quota()

    first = [own.take("person:a", now=clock.now()) for _ in range(3)]

    assert first == [True, True, False]
    assert own.take("person:b", now=clock.now())


def test_a_community_has_a_limit_of_all_its_people():
    clock, own = StoppedClock(), quota()

    taken = [own.take(f"person:{n}", "community:x", now=clock.now()) for n in range(5)]

    assert taken == [True] * 4 + [False]


def test_what_one_of_them_may_not_take_none_of_them_has_taken():
    clock, own = StoppedClock(), quota()
    for _ in range(2):
        own.take("person:a", now=clock.now())

    assert not own.take("person:a", "community:x", now=clock.now())

    others = [own.take(f"person:{n}", "community:x", now=clock.now()) for n in range(4)]
    assert others == [True] * 4


def test_whoever_came_longest_ago_is_forgotten_so_that_memory_is_bounded():
    clock, own = StoppedClock(), quota()
    for number in range(10_001):
        own.take(f"person:{number}", now=clock.now())

    assert len(own._taken) == 10_000
    assert "person:0" not in own._taken
