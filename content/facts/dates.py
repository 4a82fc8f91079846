"""Dates that are no more precise than the source was.

The notation is EDTF (ISO 8601-2 level 1) with two additions that news needs and EDTF lacks:
a part (``2018-early``, ``2019-06-late``, ``2017-22-late``) and, on an instant, the IANA zone in
brackets (RFC 9557). https://www.loc.gov/standards/datetime/

    2018-03-08T00:00-08:00[America/Los_Angeles]   an instant
    2018-03-08  2018-03  2018                      a day, a month, a year
    2018-21 .. 2018-24                             spring, summer, autumn, winter (northern)
    2018-33 .. 2018-36  2018-40  2018-41           quarters, halves
    2018-early  2018-03-mid  2018-22-late          a third of a year, month or season
    2018-03-10/2018-03-11                          an interval; this one is a weekend
    2018/..  ../2018-12-31                         not before, not after
    2018~                                          about
    XXXX                                           unknown
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self
from zoneinfo import ZoneInfo

from content.facts.zones import ZoneError, zone_of


class DateError(ValueError):
    """The text is no date that can be held; the message says why and what to write instead."""


class Precision(StrEnum):
    """How exactly a date is known, finest first."""

    INSTANT = "instant"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    PART_OF_SEASON = "part-of-season"
    SEASON = "season"
    QUARTER = "quarter"
    PART_OF_YEAR = "part-of-year"
    HALF = "half"
    YEAR = "year"
    INTERVAL = "interval"
    NOT_BEFORE = "not-before"
    NOT_AFTER = "not-after"
    UNKNOWN = "unknown"


_NEVER_ABOUT: Final = {
    Precision.INSTANT,
    Precision.NOT_BEFORE,
    Precision.NOT_AFTER,
    Precision.UNKNOWN,
}
"""What "about" says nothing of: an open bound is no place in time to be near to."""


class Relation(StrEnum):
    """How one date stands to another; there is no "less than" between dates that overlap."""

    EQUAL = "equal"
    REFINES = "refines"
    """The first lies within the second and says more."""
    OVERLAPS = "overlaps"
    """They share days, and the first does not lie within the second."""
    DISJOINT = "disjoint"


_SOFT: Final = {
    Precision.SEASON,
    Precision.PART_OF_SEASON,
    Precision.PART_OF_YEAR,
    Precision.PART_OF_MONTH,
}
"""What is cut to days by a policy rather than by the calendar."""
_SEASON_MARGIN: Final = 22
"""From the meteorologists' first day of a season to the astronomers' latest."""
_LEAST_ABOUT: Final = 3
_MOST_ABOUT: Final = 92
"""Days that "about" a day and "about" a year allow."""
_PARTS: Final = ("early", "mid", "late")
_ATOM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<second>\d{2}))?(?:-(?P<day>\d{2}))?(?:-(?P<part>early|mid|late))?",
    re.ASCII,
)
_INSTANT = re.compile(
    r"(?P<local>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})(?:\[(?P<zone>[A-Za-z0-9_+/-]+)\])?",
    re.ASCII,
)
_OFFSET_BOUNDS: Final = (-12 * 60, 14 * 60)
"""Minutes from UTC of the clocks furthest behind and ahead: https://data.iana.org/time-zones/"""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as somebody gave it.

    Made by `PartialDate.parse`, `on` or `at`; two are equal when they mean the same span.
    """

    precision: Precision
    earliest: date | None
    """First day that fits; None where nothing bounds it from below."""
    latest: date | None
    """Last day that fits; None where nothing bounds it from above."""
    notation: str
    """Canonical text, from which `parse` makes an equal value."""
    moment: datetime | None = None
    """The aware moment, in its own zone, when the precision is an instant."""
    circa: bool = False

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read the notation of this module.

        Raises:
            DateError: no such notation, or no such day; never clamped to a day that exists.
        """
        return _parse(text.strip())

    @classmethod
    def on(cls, day: date) -> "PartialDate":
        """Return the calendar day, in whatever country it was said."""
        return cls(Precision.DAY, day, day, day.isoformat())

    @classmethod
    def at(cls, moment: datetime) -> Self:
        """Return the instant; its days are those of the moment's own zone.

        Raises:
            DateError: the moment is naive.
        """
        if moment.tzinfo is None:
            raise DateError(f"{moment} has no zone; give it one such as America/Los_Angeles")
        day = moment.date()
        zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
        stamp = moment.isoformat(timespec="minutes" if moment.second == 0 else "seconds")
        notation = f"{stamp}[{zone}]" if zone else stamp
        return cls(Precision.INSTANT, day, day, notation, moment)

    @property
    def edtf(self) -> str:
        """The notation without the zone's name, for the outside world."""
        return self.notation.partition("[")[0]

    @property
    def day(self) -> date | None:
        """The one day that fits, or None where the source was less precise."""
        return self.earliest if self.is_day else None

    @property
    def is_day(self) -> bool:
        """Whether it names one day (an instant does), and not roughly."""
        return self.precision in {Precision.DAY, Precision.INSTANT} and not self.circa

    def relation_to(self, other: "PartialDate") -> Relation:
        """Return how this date stands to *other*; `REFINES` means this one says more."""
        if self == other:
            return Relation.EQUAL
        mine, theirs = self.span, other.span
        if self.is_allowed_by(other):
            return Relation.REFINES
        if other.is_allowed_by(self):
            return Relation.OVERLAPS
        if mine[1] < theirs[0] or theirs[1] < mine[0]:
            return Relation.DISJOINT
        if self.moment is not None and other.moment is not None:
            return Relation.DISJOINT  # both are instants, and they are not the same one
        if mine == theirs:
            if self.moment is None and other.moment is None and self.circa == other.circa:
                return Relation.EQUAL
            finer = other.moment is None and (self.moment is not None or other.circa)
            return Relation.REFINES if finer else Relation.OVERLAPS
        within = theirs[0] <= mine[0] and mine[1] <= theirs[1]
        return Relation.REFINES if within else Relation.OVERLAPS

    def is_allowed_by(self, other: "PartialDate") -> bool:
        """Whether the words of *other* allow it, though the days that they are cut to do not.

        "About March" allows 1 April, "summer" 3 September: whoever said so is not contradicted.
        """
        if self.circa or not (other.circa or other.precision in _SOFT):
            return False
        margin = timedelta(days=other.margin_days)
        (first, last), (begin, end) = self.span, other.span
        if not margin or (begin <= first and last <= end):
            return False
        length, theirs = last - first, end - begin
        is_finer = length < theirs or (other.circa and length == theirs)
        return is_finer and begin - margin <= first and last <= end + margin

    @property
    def margin_days(self) -> int:
        """How many days beyond its first and last its words still allow; 0: they are exact.

        A season is cut at months, and others begin it three weeks later; a third of a period is a
        cut of ours; "about" allows as much again as half of what it is about.
        """
        if self.earliest is None or self.latest is None:
            return 0
        days = (self.latest - self.earliest).days + 1
        margin = {
            Precision.SEASON: _SEASON_MARGIN,
            Precision.PART_OF_SEASON: days // 4,
            Precision.PART_OF_YEAR: days // 4,
            Precision.PART_OF_MONTH: days // 4,
        }.get(self.precision, 0)
        about = min(max(days // 2, _LEAST_ABOUT), _MOST_ABOUT) if self.circa else 0
        return max(margin, about)

    @property
    def span(self) -> tuple[date, date]:
        """First and last day that fit, with the calendar's own ends where nothing bounds it."""
        return self.earliest or date.min, self.latest or date.max

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        moment = self.moment and self.moment.astimezone(UTC)
        days = (None, None) if moment else (self.earliest, self.latest)
        return (*days, moment, self.circa, self.precision is Precision.UNKNOWN)

    def __str__(self) -> str:
        return self.notation


UNKNOWN: Final = PartialDate(Precision.UNKNOWN, None, None, "XXXX")


@lru_cache(maxsize=4096)
def _parse(text: str) -> PartialDate:
    if text == "XXXX":
        return UNKNOWN
    if "T" in text and "/" not in text.partition("[")[0]:
        return _instant(text)
    if text.endswith("~"):
        inner = _parse(text[:-1])
        if inner.circa or inner.precision in _NEVER_ABOUT:
            raise DateError(
                f"{text!r}: {text[:-1]} cannot be about; write a day, a period or an interval "
                "with one ~"
            )
        return PartialDate(
            inner.precision, inner.earliest, inner.latest, f"{inner.notation}~", circa=True
        )
    if text.endswith("?"):
        raise DateError(f"{text!r}: EDTF's '?' is not used; say how sure it is with the stance")
    first, slash, last = text.partition("/")
    return _interval(first, last) if slash else _atom(text)


def _interval(first: str, last: str) -> PartialDate:
    if first in {"", ".."} and last in {"", ".."}:
        raise DateError(f"'{first}/{last}' bounds nothing; write XXXX for unknown")
    if last in {"", ".."}:
        start = _atom(first)
        return PartialDate(Precision.NOT_BEFORE, start.earliest, None, f"{start.notation}/..")
    if first in {"", ".."}:
        end = _atom(last)
        return PartialDate(Precision.NOT_AFTER, None, end.latest, f"../{end.notation}")
    start, end = _atom(first), _atom(last)
    if start.earliest is None or end.latest is None or start.earliest > end.latest:
        raise DateError(f"'{first}/{last}' ends before it begins; swap the two")
    if start.notation == end.notation:
        return start
    precision = Precision.INTERVAL
    if start.precision is end.precision is Precision.DAY:
        length, weekday = (end.latest - start.earliest).days, start.earliest.weekday()
        if (weekday, length) in {(5, 1), (4, 2)}:
            precision = Precision.WEEKEND
        elif (weekday, length) == (0, 6):
            precision = Precision.WEEK
    return PartialDate(precision, start.earliest, end.latest, f"{start.notation}/{end.notation}")


def _atom(text: str) -> PartialDate:
    match = _ATOM.fullmatch(text)
    if match is None:
        raise DateError(
            f"{text!r} is no date; write 2018, 2018-03, 2018-03-08, 2018-early, 2018/.. and so on"
        )
    year, part = int(match["year"]), match["part"]
    if not 1 <= year <= 9998:
        raise DateError(f"{text!r}: the year {year} cannot be held; write 0001 to 9998")
    if match["day"]:
        if part:
            raise DateError(f"{text!r}: a day has no {part} part; leave it out")
        try:
            day = date(year, int(match["second"]), int(match["day"]))
        except ValueError:
            raise DateError(f"{text!r}: there is no such day in the calendar") from None
        return PartialDate.on(day)
    precision, earliest, latest = _period(text, year, match["second"])
    if part:
        precision, earliest, latest = _third(text, precision, earliest, latest, part)
    return PartialDate(precision, earliest, latest, text)


def _period(text: str, year: int, second: str | None) -> tuple[Precision, date, date]:
    if second is None:
        return Precision.YEAR, date(year, 1, 1), date(year, 12, 31)
    number = int(second)
    if 1 <= number <= 12:
        return Precision.MONTH, *_months(year, number, 1)
    if 21 <= number <= 24:  # meteorological seasons: spring begins in March, winter in December
        return Precision.SEASON, *_months(year, 3 * (number - 20), 3)
    if 33 <= number <= 36:
        return Precision.QUARTER, *_months(year, 3 * (number - 33) + 1, 3)
    if 40 <= number <= 41:
        return Precision.HALF, *_months(year, 6 * (number - 40) + 1, 6)
    raise DateError(
        f"{text!r}: {second} is no month (01-12), season (21-24), quarter (33-36) or half (40-41)"
    )


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last_year, last_month = divmod(year * 12 + first - 1 + count - 1, 12)
    last_month += 1
    return date(year, first, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _third(
    text: str, precision: Precision, earliest: date, latest: date, part: str
) -> tuple[Precision, date, date]:
    """Cut a period in three: display policy, so the notation keeps the word and not the days."""
    index = _PARTS.index(part)
    match precision:
        case Precision.YEAR:
            return Precision.PART_OF_YEAR, *_months(earliest.year, 4 * index + 1, 4)
        case Precision.MONTH:
            first = earliest + timedelta(days=10 * index)
            last = latest if part == "late" else first + timedelta(days=9)
            return Precision.PART_OF_MONTH, first, last
        case Precision.SEASON:
            month = earliest.year * 12 + earliest.month - 1 + index
            return Precision.PART_OF_SEASON, *_months(month // 12, month % 12 + 1, 1)
        case _:
            raise DateError(f"{text!r}: only a year, month or season has an {part} part")


def _check_offset(offset: str) -> None:
    """Refuse what `datetime` takes and no clock ever shows: -08:75, +14:01.

    Raises:
        ValueError: no country's clock is that far from UTC.
    """
    if offset == "Z":
        return
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    total = (60 * hours + minutes) * (-1 if offset[0] == "-" else 1)
    if minutes > 59 or not _OFFSET_BOUNDS[0] <= total <= _OFFSET_BOUNDS[1]:
        raise ValueError(offset)


def _instant(text: str) -> PartialDate:
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise DateError(
            f"{text!r} is no instant; write 2018-03-08T00:00-08:00[America/Los_Angeles]"
        )
    try:
        _check_offset(match["offset"])
        moment = datetime.fromisoformat(match["local"] + match["offset"])
    except ValueError:
        raise DateError(f"{text!r}: there is no such day or time") from None
    if match["zone"]:
        try:
            zone = zone_of(match["zone"])
        except ZoneError:
            raise DateError(
                f"{text!r}: {match['zone']} is no IANA zone; write one such as Europe/Berlin"
            ) from None
        local = moment.astimezone(zone)
        if local.utcoffset() != moment.utcoffset():
            raise DateError(
                f"{text!r}: {match['zone']} is at {local.isoformat()[-6:]} then, "
                f"not {match['offset']}; write {local.isoformat(timespec='minutes')}"
            )
        moment = local
    return PartialDate.at(moment)
