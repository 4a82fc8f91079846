"""What is known by which day: the claims that come to count, and what is found of each show."""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Final, Generic, TypeVar

from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId
from content.facts.ordered import Ordered

Found = TypeVar("Found")

_VIEWS: Final = 2
"""Days whose finds are kept: today's, and another that somebody asks about."""
_NUMBERS: Final = "I"
"""Whole numbers of four bytes."""
_FEW: Final = 8
"""Of how many shows one may be another by the other day, so that today's finds move on."""


class _Days:
    """On which days something comes to count, and of which shows.

    Of very many shows that is much: shows and days are numbers here, in arrays.
    """

    def __init__(self) -> None:
        self._days: list[int] = []
        self._shows: dict[int, array[int]] = {}
        """The numbers of the shows by day."""
        self._of_show: dict[ShowId, array[int]] = {}
        self._numbers: dict[ShowId, int] = {}
        self._ids: list[ShowId] = []

    def put(self, catalogue: Catalogue, show: ShowId) -> None:
        now = {claim.known_from.toordinal() for claim in catalogue.about(show)}
        before = set(self._of_show.pop(show, ()))
        if now:
            self._of_show[show] = array(_NUMBERS, sorted(now))
        number = self._number(show)
        for day in before - now:
            self._shows[day].remove(number)
            if not self._shows[day]:
                del self._shows[day]
                del self._days[bisect_left(self._days, day)]
        for day in now - before:
            if day not in self._shows:
                self._shows[day] = array(_NUMBERS)
                insort(self._days, day)
            self._shows[day].append(number)

    def shows_between(self, first: date, last: date) -> set[ShowId]:
        begin = bisect_left(self._days, first.toordinal())
        days = self._days[begin : bisect_right(self._days, last.toordinal())]
        return {self._ids[number] for day in days for number in self._shows[day]}

    def last(self, until: date, most: int) -> tuple[date, ...]:
        end = bisect_right(self._days, until.toordinal())
        days = self._days[max(0, end - most) : end][::-1]
        return tuple(map(date.fromordinal, days))

    def _number(self, show: ShowId) -> int:
        number = self._numbers.setdefault(show, len(self._ids))
        if number == len(self._ids):
            self._ids.append(show)
        return number


def _days_of(catalogue: Catalogue) -> _Days:
    return catalogue.index(_Days, _Days, _Days.put)


def shows_known_between(catalogue: Catalogue, first: date, last: date) -> tuple[ShowId, ...]:
    """Return the shows of which a claim counts from a day of that span on, by id."""
    return tuple(sorted(_days_of(catalogue).shows_between(first, last)))


def last_days(catalogue: Catalogue, until: date, most: int) -> tuple[date, ...]:
    """Return the last days by *until* from which on any claim counts, so many, the latest first."""
    return _days_of(catalogue).last(until, most)


def known_between(catalogue: Catalogue, first: date, last: date) -> tuple[Claim, ...]:
    """Return the claims that count from a day of that span on, oldest first, then by show."""
    shows = shows_known_between(catalogue, first, last)
    found = [
        claim
        for show in shows
        for claim in catalogue.about(show)
        if first <= claim.known_from <= last
    ]
    return tuple(sorted(found, key=lambda claim: claim.known_from))


class _View(Generic[Found]):
    """What is found of every show as known by one day, in order."""

    def __init__(self, day: date, order: Callable[[Found], Any]) -> None:
        self.day = day
        self.found = Ordered(order)
        self.of_show: dict[ShowId, tuple[Found, ...]] = {}

    def put(self, show: ShowId, found: Iterable[Found]) -> None:
        before, mine = self.of_show.pop(show, ()), tuple(found)
        if mine:
            self.of_show[show] = mine
        for one in before:
            if one not in mine:
                self.found.drop(one)
        for one in mine:
            if one not in before:
                self.found.put(one)


class ByDay(Generic[Found]):
    """What is found of each show as known by a day, in order; kept for the day and moved on.

    From one day to the next it changes for the shows of which a claim comes to count alone. What
    is *found* must follow from what is held of the show and counts by that day, and its *order*
    must be its own: no two finds have the same.
    """

    def __init__(
        self,
        find: Callable[[Catalogue, ShowId, date], Iterable[Found]],
        order: Callable[[Found], Any],
    ) -> None:
        self._find = find
        self._order = order

    def of_all(self, catalogue: Catalogue, day: date) -> Ordered[Found]:
        """Return what is found of all shows, in order; it is not to be changed."""
        return self._on(catalogue, day).found

    def of_one(self, catalogue: Catalogue, day: date, show: ShowId) -> Ordered[Found]:
        """Return what is found of *show*, in order."""
        return Ordered(self._order, self._on(catalogue, day).of_show.get(show, ()))

    def _on(self, catalogue: Catalogue, day: date) -> "_View[Found]":
        views = catalogue.index(self, list["_View[Found]"], self._put)
        for number, view in enumerate(views):
            if view.day == day:
                views.append(views.pop(number))
                return view
        view = self._moved(catalogue, views, day)
        views.append(view)
        del views[:-_VIEWS]
        return view

    def _moved(
        self, catalogue: Catalogue, views: "list[_View[Found]]", day: date
    ) -> "_View[Found]":
        """The view of a day that is known almost alike, moved to *day*; or a new one."""
        for number, view in enumerate(views):
            low, high = min(view.day, day), max(view.day, day)
            changed = _days_of(catalogue).shows_between(low + timedelta(days=1), high)
            if len(changed) * _FEW <= len(catalogue.shows):
                view.day = day
                for show in changed:
                    view.put(show, self._find(catalogue, show, day))
                return views.pop(number)
        view = _View(day, self._order)
        for part in catalogue.ids:
            view.put(part, self._find(catalogue, part, day))
        return view

    def _put(self, views: "list[_View[Found]]", catalogue: Catalogue, show: ShowId) -> None:
        for view in views:
            view.put(show, self._find(catalogue, show, view.day))
