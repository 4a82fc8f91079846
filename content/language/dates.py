"""Dates in languages other than English: the CLDR's names in the patterns of a catalogue.

A date stands bare ("8. März 2018"), placed ("am 8. März 2018"), or after a word that governs it
("seit dem 8. März 2018"). Each is a message of its own wherever languages differ, so that no
phrase is glued together here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from content.facts.dates import PartialDate, Precision
from content.language.date_words import moment_words
from content.language.wording import Wording, phrase

_SEASONS: Final = (
    (phrase("spring {year}"), phrase("in spring {year}")),
    (phrase("summer {year}"), phrase("in summer {year}")),
    (phrase("autumn {year}"), phrase("in autumn {year}")),
    (phrase("winter {year}"), phrase("in winter {year}")),
)
_PARTS_OF_SEASONS: Final = {
    "early": (
        (phrase("early spring {year}"), phrase("in early spring {year}")),
        (phrase("early summer {year}"), phrase("in early summer {year}")),
        (phrase("early autumn {year}"), phrase("in early autumn {year}")),
        (phrase("early winter {year}"), phrase("in early winter {year}")),
    ),
    "mid": (
        (phrase("mid spring {year}"), phrase("in mid spring {year}")),
        (phrase("mid summer {year}"), phrase("in mid summer {year}")),
        (phrase("mid autumn {year}"), phrase("in mid autumn {year}")),
        (phrase("mid winter {year}"), phrase("in mid winter {year}")),
    ),
    "late": (
        (phrase("late spring {year}"), phrase("in late spring {year}")),
        (phrase("late summer {year}"), phrase("in late summer {year}")),
        (phrase("late autumn {year}"), phrase("in late autumn {year}")),
        (phrase("late winter {year}"), phrase("in late winter {year}")),
    ),
}
_PARTS: Final = {
    "early": phrase("early {period}"),
    "mid": phrase("mid {period}"),
    "late": phrase("late {period}"),
}
_QUARTERS: Final = (
    phrase("the first quarter of {year}"),
    phrase("the second quarter of {year}"),
    phrase("the third quarter of {year}"),
    phrase("the fourth quarter of {year}"),
)
_HALVES: Final = (phrase("the first half of {year}"), phrase("the second half of {year}"))
_NEAR: Final = {-1: phrase("yesterday"), 0: phrase("today"), 1: phrase("tomorrow")}


@dataclass(frozen=True, slots=True)
class _Named:
    """One day or period, and how it behaves among other words."""

    bare: str
    placed: str
    definite: bool = False
    """Whether it takes an article after "since" and "before", as a day does and a year does not."""


def bare(date: PartialDate, wording: Wording, *, weekday: bool = False) -> str:
    """Return the date by itself, as it stands in brackets or in a list."""
    if date.circa:
        text = bare(_sharp(date), wording, weekday=weekday)
        if date.precision is Precision.DAY:
            return wording.say_as("day", "about {date}", date=text)
        return wording.say_as("period", "about {date}", date=text)
    if date.precision is Precision.UNKNOWN:
        return wording.say("no known day")
    if date.moment is not None:
        return moment_words(date.moment, locale=wording.language, weekday=weekday)
    first, slash, last = date.notation.partition("/")
    if not slash:
        return _named(first, wording, weekday=weekday).bare
    match date.precision:
        case Precision.NOT_BEFORE:
            return wording.say("not {before}", before=before(date, wording))
        case Precision.NOT_AFTER:
            return wording.say("by {when}", when=_named(last, wording).placed)
        case Precision.WEEK:
            return wording.say("the week of {date}", date=_named(first, wording).bare)
        case Precision.WEEKEND:
            days = _shortened(_named(first, wording).bare, _named(last, wording).bare)
            return wording.say("the weekend of {date}", date="\N{EN DASH}".join(days))
        case _:
            start, end = _shortened(_end(first, wording), _end(last, wording))
            return wording.say("between {first} and {last}", first=start, last=end)


def placed(date: PartialDate, wording: Wording, *, weekday: bool = False) -> str:
    """Return the date as part of a sentence, with whatever word puts it there."""
    if date.circa:
        return wording.say("around {when}", when=placed(_sharp(date), wording, weekday=weekday))
    text = bare(date, wording, weekday=weekday)
    match date.precision:
        case Precision.UNKNOWN:
            return wording.say("on no known day")
        case Precision.INSTANT:
            return wording.say_as("day", "on {date}", date=text)
        case Precision.WEEKEND:
            return wording.say("over {weekend}", weekend=text)
        case Precision.WEEK:
            return wording.say_as("week", "in {date}", date=text)
        case Precision.INTERVAL | Precision.NOT_BEFORE | Precision.NOT_AFTER:
            return text
        case _:
            return _named(date.notation, wording, weekday=weekday).placed


def since(date: PartialDate, wording: Wording) -> str:
    """Return "since" that date, or in brackets what cannot follow the word."""
    if date.circa:
        return since(_sharp(date), wording)
    text = bare(date, wording)
    match date.precision:
        case Precision.INTERVAL | Precision.NOT_BEFORE | Precision.NOT_AFTER | Precision.UNKNOWN:
            return f"({text})"
        case Precision.WEEK:
            return wording.say_as("week", "since {date}", date=text)
        case Precision.WEEKEND | Precision.INSTANT:
            return wording.say_as("day", "since {date}", date=text)
        case _ if _named(date.notation, wording).definite:
            return wording.say_as("day", "since {date}", date=text)
        case _:
            return wording.say_as("period", "since {date}", date=text)


def before(date: PartialDate, wording: Wording) -> str:
    """Return "before" the first day of a date that is a bound from below."""
    bound = _named(date.notation.removesuffix("~").partition("/")[0], wording)
    if bound.definite:
        return wording.say_as("day", "before {date}", date=bound.bare)
    return wording.say_as("period", "before {date}", date=bound.bare)


def near(date: PartialDate, today: date | None, wording: Wording) -> str | None:
    """Return what the day is called where it is next to *today*."""
    if today is None or date.day is None:
        return None
    name = _NEAR.get((date.day - today).days)
    return name and wording.say(name)


def city(zone: str, wording: Wording) -> str:
    """Return the city of an IANA zone; a zone that has none is its own name."""
    from babel.dates import get_timezone_location  # noqa: PLC0415 - English starts without Babel

    return get_timezone_location(zone, locale=wording.locale, return_city=True)


def _sharp(date: PartialDate) -> PartialDate:
    return PartialDate.parse(date.notation.removesuffix("~"))


def _end(notation: str, wording: Wording) -> str:
    named = _named(notation, wording)
    if not named.definite:
        return named.bare
    return wording.say_as("between", "{date}", date=named.bare)


def _shortened(first: str, last: str) -> tuple[str, str]:
    """Leave out of the first what the second repeats at its end."""
    start, end = first.split(" "), last.split(" ")
    tail = end
    while len(start) > 1 and tail and start[-1] == tail[-1]:
        start, tail = start[:-1], tail[:-1]
    if tail and start[-1].endswith(f"-{tail[-1]}"):
        start = [*start[:-1], start[-1].removesuffix(f"-{tail[-1]}")]  # "mi" of "mi-2019"
    return " ".join(start), last


def _named(notation: str, wording: Wording, *, weekday: bool = False) -> _Named:
    year, *rest = notation.split("-")
    part = rest.pop() if rest and rest[-1] in _PARTS else None
    if len(rest) == 2:
        text = day(date.fromisoformat(notation), wording, weekday=weekday)
        return _Named(text, wording.say_as("day", "on {date}", date=text), definite=True)
    number = int(rest[0]) if rest else None
    if number is not None and 21 <= number <= 24:
        return _season(int(year), number - 21, part, wording)
    period = _period(int(year), number, wording)
    if part:
        said = wording.say(_PARTS[part], period=period.bare)
        return _Named(said, wording.say_as("part of a period", "in {date}", date=said))
    return period


def _season(year: int, index: int, part: str | None, wording: Wording) -> _Named:
    bare_one, placed_one = (_PARTS_OF_SEASONS[part] if part else _SEASONS)[index]
    named = f"{year}/{(year + 1) % 100:02}" if index == 3 else f"{year}"
    return _Named(wording.say(bare_one, year=named), wording.say(placed_one, year=named))


def _period(year: int, number: int | None, wording: Wording) -> _Named:
    if number is None:
        return _Named(f"{year}", wording.say_as("year", "in {date}", date=f"{year}"))
    if number <= 12:
        month = wording.locale.months["format"]["wide"][number]
        text = wording.say("{month} {year}", month=month, year=f"{year}")
        return _Named(text, wording.say_as("month", "in {date}", date=text))
    pattern = _QUARTERS[number - 33] if number <= 36 else _HALVES[number - 40]
    text = wording.say(pattern, year=f"{year}")
    return _Named(text, wording.say_as("quarter", "in {date}", date=text), definite=True)


def day(day: date, wording: Wording, *, weekday: bool = False) -> str:
    """Return the calendar day, with the name of its weekday where that is wanted."""
    locale = wording.locale
    number = wording.say_as("day of the month", "1") if day.day == 1 else f"{day.day}"
    month, year = locale.months["format"]["wide"][day.month], f"{day.year}"
    if not weekday:
        return wording.say("{day} {month} {year}", day=number, month=month, year=year)
    name = locale.days["format"]["wide"][day.weekday()]
    return wording.say(
        "{weekday} {day} {month} {year}", weekday=name, day=number, month=month, year=year
    )
