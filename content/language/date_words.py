"""Dates as people say them, no more exactly than they are known.

English has its words here, so that it needs neither a catalogue nor Babel; every other language
goes by `content.language.dates`, and one without a catalogue is answered in English.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from content.facts.dates import PartialDate, Precision
from content.language.wording import ENGLISH, Wording, wording_for


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and phrases of one language."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    ordinals: tuple[str, ...]
    quarter: str
    half: str
    parts: dict[str, str]
    weekend: str
    week: str
    between: str
    not_before: str
    by: str
    about: str
    unknown: str
    on: str
    inside: str
    over: str
    around: str
    near: dict[int, str]


_ENGLISH: Final = _Words(
    months=(
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    seasons=("spring", "summer", "autumn", "winter"),
    ordinals=("first", "second", "third", "fourth"),
    quarter="the {ordinal} quarter of {year}",
    half="the {ordinal} half of {year}",
    parts={"early": "early {}", "mid": "mid {}", "late": "late {}"},
    weekend="the weekend of {}",
    week="the week of {}",
    between="between {} and {}",
    not_before="not before {}",
    by="by {}",
    about="about {}",
    unknown="no known day",
    on="on {}",
    inside="in {}",
    over="over {}",
    around="around {}",
    near={-1: "yesterday", 0: "today", 1: "tomorrow"},
)

_OF_THEIR_OWN: Final = {
    Precision.INTERVAL,
    Precision.NOT_BEFORE,
    Precision.NOT_AFTER,
}
"""Precisions whose words have a preposition already."""


def words(
    date: PartialDate, *, locale: str = "en", today: date | None = None, weekday: bool = False
) -> str:
    """Return the date in words: "8 March 2018", "late summer 2017", "not before 2018".

    With *weekday* a day has its name before it. With *today*, a calendar day in the same country,
    a day next to it is called so as well: "tomorrow, 8 March 2018".
    """
    wording = _other_than_english(locale)
    if wording:
        from content.language import dates  # noqa: PLC0415 - English starts without it

        name, text = dates.near(date, today, wording), dates.bare(date, wording, weekday=weekday)
        return f"{name}, {text}" if name else text
    near = _near(date, today)
    text = _said(date, weekday=weekday)
    return f"{near}, {text}" if near else text


def in_words(
    date: PartialDate, *, locale: str = "en", today: date | None = None, weekday: bool = False
) -> str:
    """Return the date in words with its preposition: "on 8 March 2018", "in early 2018"."""
    wording = _other_than_english(locale)
    if wording:
        from content.language import dates  # noqa: PLC0415 - English starts without it

        name, text = dates.near(date, today, wording), dates.placed(date, wording, weekday=weekday)
        return f"{name}, {text}" if name else text
    near = _near(date, today)
    text = _placed(date, _said(date, weekday=weekday))
    return f"{near}, {text}" if near else text


def since_words(date: PartialDate, *, locale: str = "en", weekday: bool = False) -> str:
    """Return "since 8 March 2018"; in brackets what cannot follow the word: "(by 2018)".

    Only English has the weekday there.
    """
    wording = _other_than_english(locale)
    if wording:
        from content.language import dates  # noqa: PLC0415 - English starts without it

        return dates.since(date, wording)
    text = in_words(date, weekday=weekday)
    for start in ("on ", "in ", "over ", "around "):
        if text.startswith(start):
            return f"since {text.removeprefix(start)}"
    return f"({text})"


def before_words(date: PartialDate, *, locale: str = "en") -> str:
    """Return the bound of a date that is not before something: "before 8 March 2018"."""
    wording = _other_than_english(locale)
    if wording:
        from content.language import dates  # noqa: PLC0415 - English starts without it

        return dates.before(date, wording)
    return f"before {in_words(date).removeprefix(_ENGLISH.not_before.format(''))}"


def precision_note(date: PartialDate) -> str | None:
    """Return "no day yet" for whatever is vaguer than a day, None for a day."""
    return None if date.is_day else "no day yet"


def zone_words(zone: str, *, locale: str = "en") -> str:
    """Return how an IANA zone is called: "Los Angeles time", "UTC"."""
    city = city_words(zone, locale=locale)
    if city in {"UTC", "GMT"} or not re.search("[a-z]", city):
        return city
    return (_other_than_english(locale) or ENGLISH).say("{city} time", city=city)


def city_words(zone: str, *, locale: str = "en") -> str:
    """Return the city that an IANA zone is named for: "Los Angeles"."""
    name = zone.rpartition("/")[2].replace("_", " ")
    wording = _other_than_english(locale)
    if wording is None or "/" not in zone or not re.search("[a-z]", name):
        return name
    from content.language import dates  # noqa: PLC0415 - English starts without it

    return dates.city(zone, wording)


def moment_words(moment: datetime, *, locale: str = "en", weekday: bool = False) -> str:
    """Return an aware moment in its own zone: "8 March 2018 at 00:00 (Los Angeles time)"."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    where = zone_words(zone, locale=locale) if zone else _offset(moment)
    time = f"{moment:%H:%M}"
    wording = _other_than_english(locale)
    if wording:
        from content.language import dates  # noqa: PLC0415 - English starts without it

        day = dates.day(moment.date(), wording, weekday=weekday)
        return wording.say("{day} at {time} ({zone})", day=day, time=time, zone=where)
    day = _day(moment.date(), weekday=weekday)
    return ENGLISH.say("{day} at {time} ({zone})", day=day, time=time, zone=where)


def _other_than_english(locale: str) -> Wording | None:
    if locale == "en":
        return None
    wording = wording_for(locale)
    return None if wording.is_english else wording


def _offset(moment: datetime) -> str:
    offset = moment.isoformat()[-6:]
    return "UTC" if moment.utcoffset() == timedelta(0) else f"UTC{offset}"


def _near(date: PartialDate, today: date | None) -> str | None:
    if today is None or date.day is None:
        return None
    return _ENGLISH.near.get((date.day - today).days)


def _placed(date: PartialDate, text: str) -> str:
    if date.circa:
        return _ENGLISH.around.format(text.removeprefix(_ENGLISH.about.format("")))
    match date.precision:
        case Precision.DAY | Precision.INSTANT | Precision.UNKNOWN:
            return _ENGLISH.on.format(text)
        case Precision.WEEKEND:
            return _ENGLISH.over.format(text)
        case precision if precision in _OF_THEIR_OWN:
            return text
        case _:
            return _ENGLISH.inside.format(text)


def _said(date: PartialDate, *, weekday: bool) -> str:
    if date.circa:
        inner = PartialDate.parse(date.notation.removesuffix("~"))
        return _ENGLISH.about.format(_said(inner, weekday=weekday))
    if date.precision is Precision.UNKNOWN:
        return _ENGLISH.unknown
    if date.moment is not None:
        return moment_words(date.moment, weekday=weekday)
    first, slash, last = date.notation.partition("/")
    if not slash:
        return _atom(first, weekday=weekday)
    match date.precision:
        case Precision.NOT_BEFORE:
            return _ENGLISH.not_before.format(_atom(first, weekday=weekday))
        case Precision.NOT_AFTER:
            return _ENGLISH.by.format(_atom(last, weekday=weekday))
        case Precision.WEEK:
            return _ENGLISH.week.format(_atom(first, weekday=False))
        case Precision.WEEKEND:
            return _ENGLISH.weekend.format("\N{EN DASH}".join(_shortened(first, last)))
        case _:
            return _ENGLISH.between.format(*_shortened(first, last))


def _shortened(first: str, last: str) -> tuple[str, str]:
    """Put both ends in words, and leave out of the first what the second repeats."""
    start, end = _atom(first).split(" "), _atom(last).split(" ")
    tail = end
    while len(start) > 1 and tail and start[-1] == tail[-1]:
        start, tail = start[:-1], tail[:-1]
    return " ".join(start), " ".join(end)


def _atom(text: str, *, weekday: bool = False) -> str:
    pieces = text.split("-")
    year, rest = pieces[0], pieces[1:]
    part = rest.pop() if rest and rest[-1] in _ENGLISH.parts else None
    if len(rest) == 2:
        return _day(date.fromisoformat(text), weekday=weekday)
    period = _period(year, int(rest[0])) if rest else str(int(year))
    return _ENGLISH.parts[part].format(period) if part else period


def _period(year: str, number: int) -> str:
    if number <= 12:
        return f"{_ENGLISH.months[number - 1]} {int(year)}"
    if number <= 24:
        season = _ENGLISH.seasons[number - 21]
        return (
            f"{season} {int(year)}/{(int(year) + 1) % 100:02}"
            if number == 24
            else (f"{season} {int(year)}")
        )
    pattern, first = (_ENGLISH.quarter, 33) if number <= 36 else (_ENGLISH.half, 40)
    return pattern.format(ordinal=_ENGLISH.ordinals[number - first], year=int(year))


def _day(day: date, *, weekday: bool) -> str:
    text = f"{day.day} {_ENGLISH.months[day.month - 1]} {day.year}"
    return f"{_ENGLISH.weekdays[day.weekday()]} {text}" if weekday else text
