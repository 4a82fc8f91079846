"""Which days a message names, as exactly as it names them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from content.facts.as_of import AsOf
from content.facts.dates import DateError, PartialDate
from content.facts.feasts import feast_in
from content.understanding.lexicon import time_words as lexicon
from content.understanding.stepping import day_in, stepped, weekday_near, year_in
from content.understanding.tokens import Token, normalise

_MONTHS: Final = 12
_WEEK: Final = 7
_Maker = Callable[[int], PartialDate]


class TimeRole(StrEnum):
    """What a span is to the question."""

    IN = "in"
    BY = "by"
    SINCE = "since"
    BACK_THEN = "back-then"


class Leaning(StrEnum):
    """Which of the many Aprils is meant where no year is named."""

    AHEAD = "ahead"
    PAST = "past"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Timed:
    """A span as it was named, and where."""

    span: PartialDate
    """As the word before it bounds it: "before march" ends with it, "since march" has no end."""
    role: TimeRole
    start: int
    end: int
    named: PartialDate
    """As it was named, without that word."""


def times_in(
    tokens: Sequence[Token], today: date, leaning: Leaning = Leaning.AHEAD
) -> tuple[Timed, ...]:
    """Return every span of days that *tokens* name, in order."""
    found: list[Timed] = []
    at = 0
    while at < len(tokens):
        role = _role(tokens, at)
        is_since = role is TimeRole.SINCE and not _is_after(tokens, at)
        which = Leaning.PAST if is_since or role is TimeRole.BACK_THEN else leaning
        try:
            read = _Reader(tokens, today, which, _year_beside(found, at)).at(at)
        except (DateError, OverflowError, ValueError):
            at += 3  # a day that is in no calendar names nothing, nor do its month and year
            continue
        if read is None:
            at += 1
            continue
        span, end = read
        found.append(Timed(_bounded(span, role), role, at, end, span))
        at = end
    return tuple(found)


def _year_beside(found: Sequence[Timed], at: int) -> int | None:
    """The year within which the span just before lies, where it is longer than a month."""
    if not found or found[-1].end != at:
        return None
    first, last = found[-1].span.earliest, found[-1].span.latest
    if first is None or last is None or first.year != last.year or (last - first).days < 32:
        return None
    return first.year


def read_window(typed: str, as_of: AsOf) -> PartialDate | None:
    """Return the span that the field "since" names, or None where it cannot be read.

    It begins with the day, month or year that was typed, and has no end.
    """
    found = times_in(normalise(typed[:100]).tokens, as_of.day, Leaning.PAST)
    if len(found) != 1:
        return None
    span = found[0].span
    return _bounded(span, TimeRole.SINCE) if span.earliest else span


def _bounded(span: PartialDate, role: TimeRole) -> PartialDate:
    if role is TimeRole.BY and span.latest:
        return PartialDate.parse(f"../{span.latest.isoformat()}")
    if role is TimeRole.SINCE and span.earliest:
        return PartialDate.parse(f"{span.earliest.isoformat()}/..")
    return span


def _role(tokens: Sequence[Token], at: int) -> TimeRole:
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    while before and before[-1] in lexicon.ARTICLES:
        before.pop()
    if not before:
        return TimeRole.IN
    if tuple(before[-2:]) in lexicon.BACK_THEN or tuple(before) in lexicon.IMAGINED:
        return TimeRole.BACK_THEN
    if before[-1] in lexicon.BY:
        return TimeRole.BY
    return TimeRole.SINCE if before[-1] in lexicon.SINCE else TimeRole.IN


def _is_after(tokens: Sequence[Token], at: int) -> bool:
    """Whether "after" stands before it, which may be ahead, as what is "since" a day cannot."""
    while at and tokens[at - 1].word in lexicon.ARTICLES:
        at -= 1
    return at > 0 and tokens[at - 1].word in lexicon.AFTER


@dataclass(frozen=True, slots=True)
class _Reader:
    tokens: Sequence[Token]
    today: date
    leaning: Leaning
    beside: int | None = None
    """The year of the span just before: "early 2017, feb"."""

    def at(self, at: int) -> tuple[PartialDate, int] | None:
        """The span that begins at this token, and where it ends."""
        for read in (self._plain, self._day_and_month, self._period, self._relative, self._count):
            found = read(at)
            if found is not None:
                return found
        return None

    def _word(self, at: int) -> str:
        return self.tokens[at].word if at < len(self.tokens) else ""

    def _plain(self, at: int) -> tuple[PartialDate, int] | None:
        """2018-03-01, 2018-03, 2018, early 2018."""
        year = year_in(self._word(at))
        if year is None:
            part = lexicon.PARTS.get(self._word(at))
            skip = 2 if self._word(at + 1) in lexicon.OF else 1
            year = year_in(self._word(at + skip))
            if part and year:
                return PartialDate.parse(f"{year}-{part}"), at + skip + 1
            return None
        month, day = self._word(at + 1), self._word(at + 2)
        if "-" in self.tokens[at].after and len(month) == 2 and month.isdigit():
            if "-" in self.tokens[at + 1].after and len(day) == 2 and day.isdigit():
                return PartialDate.parse(f"{year}-{month}-{day}"), at + 3
            return PartialDate.parse(f"{year}-{month}"), at + 2
        if month == "年" and self._word(at + 3) == "月":
            return PartialDate.parse(f"{year}-{int(self._word(at + 2)):02}"), at + 4
        return PartialDate.parse(str(year)), at + (2 if month == "年" else 1)

    def _day_and_month(self, at: int) -> tuple[PartialDate, int] | None:
        """April 3rd 2017, 3 April, am 3. April, 3 de abril de 2017, April."""
        word = self._word(at)
        day = day_in(word)
        if day is not None and "/" in self.tokens[at].after:
            return self._figures(at)
        if day is not None:
            then = at + (2 if self._word(at + 1) in lexicon.OF else 1)
            month = lexicon.MONTHS.get(self._word(then))
            if month is None:
                return None
            return self._dated(month, day, then + 1)
        month = lexicon.MONTHS.get(word)
        if month is None:
            return None
        then = at + (2 if self._word(at + 1) == "the" else 1)
        day = day_in(self._word(then))
        if day is not None:
            return self._dated(month, day, then + 1)
        before = self._word(at - 1) if at else ""
        year, end = self._year_behind(at + 1)
        if word in lexicon.WORDS_TOO and year is None and before not in lexicon.BEFORE_A_MONTH:
            return None
        if word in lexicon.SHORT_MONTHS and year is None and self.beside is None:
            return None
        part = lexicon.PARTS.get(before)
        if year is None:
            year = self._nearest_year(lambda y: PartialDate.parse(f"{y}-{month:02}"))
        return PartialDate.parse(f"{year}-{month:02}" + (f"-{part}" if part else "")), end

    def _figures(self, at: int) -> tuple[PartialDate, int] | None:
        """3/25, 25/3/2018: read where no other order is possible."""
        one, other = day_in(self._word(at)), day_in(self._word(at + 1))
        is_within = at > 0 and "/" in self.tokens[at - 1].after
        if one is None or other is None or is_within:
            return None
        if one != other and max(one, other) <= _MONTHS:
            return None
        year, end = None, at + 2
        if "/" in self.tokens[at + 1].after:
            word, end = self._word(end), end + 1
            year = year_in(f"20{word}" if len(word) == 2 else word)
        month, day = min(one, other), max(one, other)
        if year is None:
            year = self._nearest_year(lambda y: PartialDate.parse(f"{y}-{month:02}-{day:02}"))
        return PartialDate.parse(f"{year}-{month:02}-{day:02}"), end

    def _dated(self, month: int, day: int, end: int) -> tuple[PartialDate, int]:
        year, end = self._year_behind(end)
        if year is None:
            year = self._nearest_year(lambda y: PartialDate.parse(f"{y}-{month:02}-{day:02}"))
        return PartialDate.parse(f"{year}-{month:02}-{day:02}"), end

    def _year_behind(self, at: int) -> tuple[int | None, int]:
        skip = 1 if self._word(at) in lexicon.OF else 0
        year = year_in(self._word(at + skip))
        return (year, at + skip + 1) if year else (None, at)

    def _nearest_year(self, make: "_Maker") -> int:
        """The year that is meant where none is said."""
        if self.beside is not None:
            return self.beside
        this = self.today.year
        spans = {}
        for year in (this - 1, this, this + 1):
            try:
                spans[year] = make(year).span
            except DateError:
                continue  # 29 February is not in every year
        if not spans:
            return this
        match self.leaning:
            case Leaning.AHEAD:
                fitting = [y for y, span in spans.items() if span[1] >= self.today]
                return min(fitting, default=max(spans))
            case Leaning.PAST:
                fitting = [y for y, span in spans.items() if span[0] <= self.today]
                return max(fitting, default=min(spans))
            case Leaning.NEAREST:
                return min(spans, key=lambda y: abs((spans[y][0] - self.today).days))

    def _period(self, at: int) -> tuple[PartialDate, int] | None:
        """Summer, autumn 2018, Q3 2018, Christmas."""
        word = self._word(at)
        before = self._word(at - 1) if at else ""
        code = lexicon.PERIODS.get(word)
        if word in lexicon.PARTICIPLES and before in lexicon.BEFORE_A_PARTICIPLE:
            return None
        if code is not None:
            year, end = self._year_behind(at + 1)
            if year is None:
                if word in lexicon.WORDS_TOO and before not in lexicon.BEFORE_A_MONTH:
                    return None
                year = self._nearest_year(lambda y: PartialDate.parse(f"{y}-{code}"))
            return PartialDate.parse(f"{year}-{code}"), end
        feast, then = lexicon.FEASTS.get(word), at + 1
        if feast is None and word == "new" and "in" not in (before, self._word(at - 2)):
            feast, then = lexicon.FEASTS.get(word + self._word(at + 1)), at + 2
        if feast is None and word in lexicon.FIRST_OF_TWO:
            feast, then = lexicon.FEASTS.get(word + self._word(at + 1)), at + 2
        if feast is None:
            return None
        if self._word(then) == "is":  # "valentine's", its ending written out
            then += lexicon.UNIT_DAYS.get(self._word(then + 1)) == 1
        then += lexicon.UNIT_DAYS.get(self._word(then)) == 1
        year, end = self._year_behind(then)
        if year is None:
            year = self._nearest_year(lambda y: feast_in(feast, y))
        return feast_in(feast, year), end

    def _relative(self, at: int) -> tuple[PartialDate, int] | None:
        """Today, tomorrow, Friday, this week, last month, next year."""
        word = self._word(at)
        if word in lexicon.DAYS_AWAY:
            return PartialDate.on(self.today + timedelta(lexicon.DAYS_AWAY[word])), at + 1
        step = lexicon.STEPS.get(word)
        if step is not None:
            unit = lexicon.UNITS.get(self._word(at + 1))
            if unit is not None:
                return stepped(self.today, unit, step), at + 2
            if self._word(at + 1) in lexicon.WEEKDAYS:
                weekday = lexicon.WEEKDAYS[self._word(at + 1)]
                return PartialDate.on(weekday_near(self.today, weekday, step)), at + 2
            return None
        if word in lexicon.UNITS and self._word(at + 1) in lexicon.STEPS_AFTER:
            return stepped(
                self.today, lexicon.UNITS[word], lexicon.STEPS[self._word(at + 1)]
            ), at + 2
        if word in lexicon.WEEKDAYS:
            step = -1 if self.leaning is Leaning.PAST else 0
            return PartialDate.on(weekday_near(self.today, lexicon.WEEKDAYS[word], step)), at + 1
        return None

    def _count(self, at: int) -> tuple[PartialDate, int] | None:
        """3 days ago, in 2 weeks, the last 30 days, a week from tomorrow."""
        number = lexicon.COUNTS.get(self._word(at))
        if number is None and self._word(at).isdigit() and len(self._word(at)) <= 3:
            number = int(self._word(at))
        days = lexicon.UNIT_DAYS.get(self._word(at + 1))
        if number is None or days is None:
            return None
        before = self._word(at - 1) if at else ""
        away = lexicon.DAYS_AWAY.get(self._word(at + 3))
        if self._word(at + 2) in lexicon.COUNTED_FROM and away is not None and days <= _WEEK:
            return PartialDate.on(self.today + timedelta(number * days + away)), at + 4
        if self._word(at + 2) in lexicon.AGO or before in lexicon.AGO_BEFORE:
            return PartialDate.on(self.today - timedelta(number * days)), at + 3
        if before in lexicon.STEPS and lexicon.STEPS[before] < 0:
            first = self.today - timedelta(number * days)
            return PartialDate.parse(f"{first}/{self.today}"), at + 2
        if before in {"in", "within", "next", "en", "dans", "tra", "fra", "za"}:
            last = self.today + timedelta(number * days)
            return PartialDate.parse(f"../{last}"), at + 2
        return None
