"""What people had looked up last."""

from bot.ports.platforms import Speaker
from bot.runtime.recent_look_ups import RecentlyLookedUp
from content.facts.claims import ShowId
from fakes.listed import listed_show
from fakes.newsroom import StoppedClock
from fakes.rooms import ADMIN, HERE

BEAR, OTHER = ShowId("the-bear"), ShowId("another")


def test_the_last_one_is_remembered_for_an_hour():
    clock, recent = StoppedClock(), RecentlyLookedUp()
    recent.remember(ADMIN, OTHER, listed_show(name="Another"), now=clock.now())
    recent.remember(ADMIN, BEAR, listed_show(), now=clock.now())

    assert recent.recall(ADMIN, now=clock.now()) == (BEAR, listed_show())
    clock.pass_time(3599)
    assert recent.recall(ADMIN, now=clock.now())
    clock.pass_time(1)
    assert recent.recall(ADMIN, now=clock.now()) is None


def test_it_is_forgotten_when_that_is_asked_for():
    clock, recent = StoppedClock(), RecentlyLookedUp()
    recent.remember(ADMIN, BEAR, listed_show(), now=clock.now())

    recent.forget(ADMIN)
    recent.forget(ADMIN)

    assert recent.recall(ADMIN, now=clock.now()) is None


def test_of_very_many_the_last_are_remembered():
    clock, recent = StoppedClock(), RecentlyLookedUp()
    people = [Speaker(destination=HERE, person=str(number)) for number in range(501)]
    for one in people:
        recent.remember(one, BEAR, listed_show(), now=clock.now())

    assert recent.recall(people[0], now=clock.now()) is None
    assert all(recent.recall(one, now=clock.now()) for one in people[1:])
