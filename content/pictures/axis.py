"""Time from left to right: where a date lies between two days, and what is written below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from content.facts.dates import PartialDate
from content.language.dates import words
from content.language.wording import ENGLISH, Wording

_LEAST: Final = 60
"""Days that an axis shows at least."""
_MOST_TICKS: Final = 6
_MONTHS_APART: Final = (1, 2, 3, 6)
_YEARS_APART: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark below an axis."""

    at: float
    """From 0, where the axis begins, to 1."""
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date]) -> "Axis":
        """Return the axis on which all of *days* lie, with some room about them."""
        every = sorted(days)
        room = max((every[-1] - every[0]).days // 12, (_LEAST - (every[-1] - every[0]).days) // 2)
        first = max(every[0].toordinal() - room, date.min.toordinal())
        last = min(every[-1].toordinal() + room, date.max.toordinal())
        return cls(date.fromordinal(first), date.fromordinal(last))

    def at(self, day: date) -> float:
        """Return where *day* begins, from 0 to 1; at an end where it lies beyond that."""
        whole = (self.last - self.first).days + 1
        return min(1.0, max(0.0, (day - self.first).days / whole))

    def after(self, day: date) -> float:
        """Return where *day* ends, likewise."""
        return self.at(day + timedelta(days=1)) if day < date.max else 1.0

    def ticks(self, wording: Wording = ENGLISH) -> tuple[Tick, ...]:
        """Return the beginnings of years, or of months where few years are shown."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        for apart in _MONTHS_APART:
            if months <= apart * _MOST_TICKS:
                return tuple(self._monthly(apart, wording))
        years = self.last.year - self.first.year
        apart = next(one for one in _YEARS_APART if years <= one * _MOST_TICKS)
        return tuple(
            Tick(self.at(date(year, 1, 1)), f"{year}")
            for year in range(max(1, self.first.year), self.last.year + 1)
            if year % apart == 0 and date(year, 1, 1) >= self.first
        )

    def _monthly(self, apart: int, wording: Wording) -> Iterator[Tick]:
        for number in range(self.first.year * 12, self.last.year * 12 + 12, apart):
            begins = date(number // 12, number % 12 + 1, 1)
            if self.first <= begins <= self.last:
                year, month = begins.isoformat()[:4], begins.isoformat()[:7]
                said = PartialDate.parse(year if begins.month == 1 else month)
                yield Tick(self.at(begins), words(said, locale=wording.language))


@dataclass(frozen=True, slots=True)
class Span:
    """A date on an axis."""

    begin: float
    end: float
    """From 0 to 1, and never before *begin*."""
    is_open_before: bool = False
    """Whether nothing bounds it from below, so that it goes on beyond the left end."""
    is_open_after: bool = False

    @classmethod
    def of(cls, held: PartialDate, axis: Axis) -> "Span":
        """Return where *held* lies on *axis*."""
        return cls(
            axis.at(held.earliest) if held.earliest else 0.0,
            axis.after(held.latest) if held.latest else 1.0,
            held.earliest is None,
            held.latest is None,
        )


def bounds_of(held: PartialDate) -> list[date]:
    """Return the days at which *held* begins and ends, as far as anything bounds it."""
    return [day for day in (held.earliest, held.latest) if day is not None]
