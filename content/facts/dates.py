"""Dates that are no more precise than the source was.

The notation is EDTF (ISO 8601-2) with what news needs and EDTF lacks: a part (``2018-early``,
``2019-06-late``, ``2017-22-late``), and on an instant fractions of a second and the IANA zone in
brackets (RFC 9557). Instants may leave out their seconds, and a season, quarter or half may stand
at an end of an interval and be about; readers of EDTF refuse those, so `PartialDate.edtf` writes
them otherwise. https://www.loc.gov/standards/datetime/

    2018-03-08T00:00-08:00[America/Los_Angeles]   an instant
    2018-03-08  2018-03  2018                      a day, a month, a year
    2018-21 .. 2018-24                             spring, summer, autumn, winter (northern)
    2018-33 .. 2018-36  2018-40  2018-41           quarters, halves
    2018-early  2018-03-mid  2018-22-late          a third of a year, month or season
    2018-03-10/2018-03-11                          an interval; this one is a weekend
    2018/..  ../2018-12-31                         not before, not after
    2018~  2018-03~/2018-06~                       about
    2018-03/2018-06~                               an interval of which one end is about
    XXXX                                           unknown
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
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


class Relation(StrEnum):
    """How one date stands to another; there is no "less than" between dates that overlap."""

    EQUAL = "equal"
    REFINES = "refines"
    """The first lies within the second and says more."""
    OVERLAPS = "overlaps"
    """They share days, and the first does not lie within the second."""
    DISJOINT = "disjoint"


_THIRDS: Final = {Precision.PART_OF_SEASON, Precision.PART_OF_YEAR, Precision.PART_OF_MONTH}
_EXACT: Final = {
    *(Precision.INSTANT, Precision.DAY, Precision.WEEKEND, Precision.WEEK, Precision.MONTH),
    *(Precision.QUARTER, Precision.HALF, Precision.YEAR, Precision.UNKNOWN),
}
"""What has the calendar's own days, unless it is about."""
_GROUPS: Final = {Precision.SEASON, Precision.QUARTER, Precision.HALF}
"""Several months of a year: EDTF has them alone and exact, and not at an end of an interval."""
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
    r"(?P<local>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)"
    r"(?P<offset>Z|[+-]\d{2}:\d{2}(?::\d{2})?)(?:\[(?P<zone>[A-Za-z0-9_+/-]+)\])?",
    re.ASCII,
)
_CLOCKS: Final = (timedelta(hours=-12), timedelta(hours=14))
"""What the clocks furthest behind and ahead of UTC show: https://data.iana.org/time-zones/"""


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
    about: tuple[bool, bool] = (False, False)
    """Whether where it begins, and where it ends, is said only roughly."""

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
            DateError: the moment is naive, or no country's clock is that far from UTC.
        """
        ahead = moment.utcoffset()
        if ahead is None:
            raise DateError(f"{moment} has no zone; give it one such as America/Los_Angeles")
        if not _CLOCKS[0] <= ahead <= _CLOCKS[1]:
            raise DateError(
                f"{moment}: there is no such day or time, since no clock is that far from UTC"
            )
        day = moment.date()
        zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
        is_whole = not (moment.second or moment.microsecond)
        stamp = moment.isoformat(timespec="minutes" if is_whole else "auto")
        notation = f"{stamp}[{zone}]" if zone else stamp
        return cls(Precision.INSTANT, day, day, notation, moment)

    @property
    def edtf(self) -> str:
        """The same days in EDTF as its readers take it, for the outside world.

        Where EDTF has no such value (see `is_edtf`), the notation without the zone's name.
        """
        if not self.is_edtf:
            return self.notation.partition("[")[0]
        if self.moment is not None:
            return _edtf_instant(self.moment)
        if "/" not in self.notation and not (self.circa and self.precision in _GROUPS):
            return self.notation
        return _edtf_interval(self)

    @property
    def is_edtf(self) -> bool:
        """Whether EDTF can say it: it has no thirds of a period and no fractions of a second."""
        if self.moment is not None:
            return not self.moment.microsecond
        return not any(end.precision in _THIRDS for end in self.ends)

    @property
    def ends(self) -> "tuple[PartialDate, PartialDate]":
        """The two dates between which it lies, neither of them about; itself twice where it is one.

        An open end is `UNKNOWN`.
        """
        if self.moment is not None:
            return self, self
        first, slash, last = self.notation.replace("~", "").partition("/")
        if not slash:
            return (alone := _parse(first)), alone
        return _parse(_OPEN.get(first, first)), _parse(_OPEN.get(last, last))

    @property
    def day(self) -> date | None:
        """The one day that fits, or None where the source was less precise."""
        return self.earliest if self.is_day else None

    @property
    def circa(self) -> bool:
        """Whether some of it is said only roughly."""
        return True in self.about

    @property
    def is_day(self) -> bool:
        """Whether it names one day (an instant does), and not roughly."""
        return self.precision in {Precision.DAY, Precision.INSTANT} and not self.circa

    def roughly(self) -> "PartialDate":
        """Return the same date as one that is said only roughly, both ends of an interval.

        Raises:
            DateError: it is an instant, unknown or open to one side, and nothing is near to those.
        """
        return _parse("/".join(f"{end.removesuffix('~')}~" for end in self.notation.split("/")))

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
            if self.moment is None and other.moment is None and self.about == other.about:
                return Relation.EQUAL
            less = all(a <= b for a, b in zip(self.about, other.about, strict=True))
            finer = other.moment is None and (self.moment is not None or less)
            return Relation.REFINES if finer else Relation.OVERLAPS
        within = theirs[0] <= mine[0] and mine[1] <= theirs[1]
        return Relation.REFINES if within else Relation.OVERLAPS

    def is_allowed_by(self, other: "PartialDate") -> bool:
        """Whether the words of *other* allow it, though the days that they are cut to do not.

        "About March" allows 1 April, "summer" 3 September: whoever said so is not contradicted.
        """
        if self.circa or (other.precision in _EXACT and not other.circa):
            return False
        (first, last), (begin, end) = self.span, other.span
        if begin <= first and last <= end:
            return False
        length, theirs = last - first, end - begin
        is_finer = length < theirs or (other.circa and length == theirs)
        return is_finer and other.allowed[0] <= first and last <= other.allowed[1]

    @property
    def allowed(self) -> tuple[date, date]:
        """First and last day that its words still allow, where they are not as exact as its days.

        A season is cut at months, and others begin it three weeks later; a third of a period is a
        cut of ours; "about" allows as much again as half of what it is about.
        """
        if self.precision in _EXACT and not self.circa:
            return self.span
        return _allowed(self.notation)

    @property
    def is_exact(self) -> bool:
        """Whether its words allow no day before its first or after its last."""
        return self.allowed == self.span

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
        return (*days, moment, self.about, self.precision is Precision.UNKNOWN)

    def __str__(self) -> str:
        return self.notation


UNKNOWN: Final = PartialDate(Precision.UNKNOWN, None, None, "XXXX")
_OPEN: Final = {"": "XXXX", "..": "XXXX"}


def _margin(date_of_end: PartialDate, *, about: bool) -> timedelta:
    """Return how far beyond a date that begins or ends a span its words still allow to be."""
    first, last = date_of_end.earliest, date_of_end.latest
    if first is None or last is None:
        return timedelta(0)
    days = (last - first).days + 1
    cut = _SEASON_MARGIN if date_of_end.precision is Precision.SEASON else 0
    if date_of_end.precision in _THIRDS:
        cut = days // 4
    roughly = min(max(days // 2, _LEAST_ABOUT), _MOST_ABOUT) if about else 0
    return timedelta(max(cut, roughly))


@lru_cache(maxsize=4096)
def _allowed(notation: str) -> tuple[date, date]:
    held = _parse(notation)
    begin, until = held.span
    start, end = (held, held) if all(held.about) else held.ends
    before, after = _margin(start, about=held.about[0]), _margin(end, about=held.about[1])
    return begin - min(before, begin - date.min), until + min(after, date.max - until)


def _edtf_instant(moment: datetime) -> str:
    """Write an instant as EDTF has it: with seconds, UTC as Z, an offset in whole minutes."""
    offset = moment.utcoffset() or timedelta(0)
    if offset % timedelta(minutes=1):  # local mean time, of before there were zones
        moment, offset = moment.astimezone(UTC), timedelta(0)
    stamp = moment.isoformat(timespec="seconds")
    return stamp if offset else f"{stamp.removesuffix('+00:00')}Z"


def _edtf_interval(span: PartialDate) -> str:
    """Write both ends as years, months or days, the second never as one begun before the first."""
    start, end = span.ends
    first, last = start.notation, end.notation
    if start.precision in _GROUPS and start.earliest:
        first = start.earliest.isoformat()[:7]
    if end.precision in _GROUPS and end.latest:
        last = end.latest.isoformat()[:7]
    if start.earliest and end.earliest and end.latest and end.earliest < start.earliest:
        last = end.latest.isoformat()[: len(first)]
    marks = ["~" if about else "" for about in span.about]
    return "/".join(
        ".." if one == UNKNOWN.notation else f"{one}{mark}"
        for one, mark in zip((first, last), marks, strict=True)
    )


@lru_cache(maxsize=4096)
def _parse(text: str) -> PartialDate:
    if text == "XXXX":
        return UNKNOWN
    first, slash, last = text.partition("/")
    if "T" in text and not (slash and "[" not in first):
        return _instant(text)
    if text.endswith("?"):
        raise DateError(f"{text!r}: EDTF's '?' is not used; say how sure it is with the stance")
    return _interval(first, last) if slash else _single(text)


def _single(text: str) -> PartialDate:
    """Return one day or period, about which it may be."""
    exact = _atom(_without_mark(text))
    if not text.endswith("~"):
        return exact
    return replace(exact, notation=f"{exact.notation}~", about=(True, True))


def _without_mark(text: str) -> str:
    bare = text.removesuffix("~")
    if bare != text and (bare.endswith("~") or bare in {"", "..", "XXXX"}):
        raise DateError(
            f"{text!r}: {bare or '~'} cannot be about; write a day, a period or an end of an "
            "interval with one ~"
        )
    return bare


def _interval(first: str, last: str) -> PartialDate:
    text = f"{first}/{last}"
    from_, until = _without_mark(first), _without_mark(last)
    about = (from_ != first, until != last)
    if any(about) and (from_ in _OPEN or until in _OPEN):
        raise DateError(f"{text!r}: an open bound cannot be about; leave the ~ out")
    if from_ in _OPEN and until in _OPEN:
        raise DateError(f"{text!r} bounds nothing; write XXXX for unknown")
    if until in _OPEN:
        start = _atom(from_)
        return PartialDate(Precision.NOT_BEFORE, start.earliest, None, f"{start.notation}/..")
    if from_ in _OPEN:
        end = _atom(until)
        return PartialDate(Precision.NOT_AFTER, None, end.latest, f"../{end.notation}")
    start, end = _atom(from_), _atom(until)
    if start.earliest is None or end.latest is None or start.earliest > end.latest:
        raise DateError(f"{text!r} ends before it begins; swap the two")
    if start.notation == end.notation and about[0] == about[1]:
        return _single(first)
    precision = Precision.INTERVAL
    if start.precision is end.precision is Precision.DAY and about[0] == about[1]:
        precision = _of_days(start.earliest, end.latest)
    ends = (f"{start.notation}{'~' * about[0]}", f"{end.notation}{'~' * about[1]}")
    return PartialDate(precision, start.earliest, end.latest, "/".join(ends), about=about)


def _of_days(first: date, last: date) -> Precision:
    """Return what lies between two days: a weekend, a week from Monday, or any interval."""
    length, weekday = (last - first).days, first.weekday()
    if (weekday, length) in {(5, 1), (4, 2)}:
        return Precision.WEEKEND
    return Precision.WEEK if (weekday, length) == (0, 6) else Precision.INTERVAL


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


def _instant(text: str) -> PartialDate:
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise DateError(
            f"{text!r} is no instant; write 2018-03-08T00:00-08:00[America/Los_Angeles]"
        )
    try:
        if any(part > "59" for part in match["offset"][4:].split(":")):
            raise ValueError(text)  # noqa: TRY301  `datetime` takes -08:75, which no clock shows
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
        try:
            local = moment.astimezone(zone)
        except OverflowError:
            raise DateError(f"{text!r}: there is no such day or time") from None
        # With Z, nothing is said of the clock there: https://www.rfc-editor.org/rfc/rfc9557#section-2
        if match["offset"] != "Z" and local.utcoffset() != moment.utcoffset():
            raise DateError(
                f"{text!r}: {match['zone']} is at {local.isoformat()[-6:]} then, "
                f"not {match['offset']}; write {local.isoformat(timespec='minutes')}"
            )
        moment = local
    return PartialDate.at(moment)
