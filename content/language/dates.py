"""Dates as people say them, no more exactly than they are known, in any language.

A date stands bare ("8 March 2018"), placed ("on 8 March 2018"), or after a word that governs it
("since", "before"). Each is a message of its own wherever languages differ, so that no phrase is
glued together here. The CLDR names months and weekdays, but for English, which has its names here
and needs neither a catalogue nor Babel.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from content.facts.dates import PartialDate, Precision
from content.language.time_zones import zone_words
from content.language.translated import remade
from content.language.wording import Wording, phrase, wording_for

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday"),
)
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


def words(
    date: PartialDate, *, locale: str = "en", today: date | None = None, weekday: bool = False
) -> str:
    """Return the date in words: "8 March 2018", "late summer 2017", "not before 2018".

    With *weekday* a day has its name before it. With *today*, a calendar day in the same country,
    a day next to it is called so as well: "tomorrow, 8 March 2018".
    """
    return wording_for(locale).whole(
        lambda wording: _beside(date, today, _bare(date, wording, weekday=weekday), wording)
    )


def in_words(
    date: PartialDate, *, locale: str = "en", today: date | None = None, weekday: bool = False
) -> str:
    """Return the date in words with its preposition: "on 8 March 2018", "in early 2018"."""
    return wording_for(locale).whole(
        lambda wording: _beside(date, today, _placed(date, wording, weekday=weekday), wording)
    )


def since_words(date: PartialDate, *, locale: str = "en", weekday: bool = False) -> str:
    """Return "since 8 March 2018"; in brackets what cannot follow the word: "(by 2018)".

    Only English has the weekday there.
    """
    return wording_for(locale).whole(
        lambda wording: _since(
            date, wording, weekday=weekday and _is_bare_after_prepositions(wording)
        )
    )


def before_words(date: PartialDate, *, locale: str = "en") -> str:
    """Return the bound of a date that is not before something: "before 8 March 2018"."""
    return wording_for(locale).whole(lambda wording: _before(date, wording))


def moment_words(moment: datetime, *, locale: str = "en", weekday: bool = False) -> str:
    """Return an aware moment in its own zone: "8 March 2018 at 00:00 (Los Angeles time)"."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    where = zone_words(zone, locale=locale) if zone else _offset(moment)
    wording = wording_for(locale)
    day = _day(moment.date(), wording, weekday=weekday)
    return wording.say("{day} at {time} ({zone})", day=day, time=f"{moment:%H:%M}", zone=where)


def weekday_name(day: date, wording: Wording) -> str:
    """Return what the day of the week is called: "Thursday"."""
    if wording.is_english:
        return _WEEKDAYS[day.weekday()]
    name: str = wording.locale.days["format"]["wide"][day.weekday()]
    return wording.named(name, _WEEKDAYS[day.weekday()])


def precision_note(date: PartialDate) -> str | None:
    """Return "no day yet" for whatever is vaguer than a day, None for a day."""
    return None if date.is_day else "no day yet"


def _is_bare_after_prepositions(wording: Wording) -> bool:
    """Whether a date stands after "by", "around" and "since" just as it does by itself.

    Elsewhere it is placed, or inflected: "spätestens am 8. März", "seit dem 8. März".
    """
    return wording.is_english


class _Sense(Enum):
    """What a date is to the words before it."""

    DAY = auto()
    """It takes the article of a day: a day, a weekend, a quarter, a half."""
    WEEK = auto()
    PERIOD = auto()
    """It takes no article: a month, a season, a year, a part of one."""
    BOUND = auto()
    """It has a word of its own before it already: between, by, not before."""


_Follower = Literal[_Sense.DAY, _Sense.WEEK, _Sense.PERIOD]
"""What can follow "since"."""


def _sense(date: PartialDate) -> _Sense:
    match date.precision:
        case Precision.WEEK:
            return _Sense.WEEK
        case (
            Precision.DAY
            | Precision.INSTANT
            | Precision.WEEKEND
            | Precision.QUARTER
            | Precision.HALF
        ):
            return _Sense.DAY
        case Precision.INTERVAL | Precision.NOT_BEFORE | Precision.NOT_AFTER | Precision.UNKNOWN:
            return _Sense.BOUND
        case _:
            return _Sense.PERIOD


@dataclass(frozen=True, slots=True)
class _Named:
    """One day or period, and how it behaves among other words."""

    bare: str
    placed: str
    definite: bool = False
    """Whether it takes an article after "since" and "before", as a day does and a year does not."""

    def governed(self, wording: Wording) -> str:
        """Return how it stands after "by"."""
        return self.bare if _is_bare_after_prepositions(wording) else self.placed


def _beside(date: PartialDate, today: date | None, text: str, wording: Wording) -> str:
    """Return *text* after what the day is called where it is next to *today*."""
    if today is None or date.day is None:
        return text
    name = _NEAR.get((date.day - today).days)
    return wording.joined(", ", (wording.say(name), text)) if name else text


def _bare(date: PartialDate, wording: Wording, *, weekday: bool = False) -> str:
    """Return the date by itself, as it stands in brackets or in a list.

    Of a day that is only about right nobody knows the weekday.
    """
    if all(date.about):
        return _about(_sharp(date), wording)
    if date.precision is Precision.UNKNOWN:
        return wording.say("no known day")
    if date.moment is not None:
        return moment_words(date.moment, locale=wording.language, weekday=weekday)
    first, slash, last = date.notation.partition("/")
    if not slash:
        return _named(first, wording, weekday=weekday).bare
    of_bound = weekday and _is_bare_after_prepositions(wording)
    match date.precision:
        case Precision.NOT_BEFORE:
            return wording.say("not {before}", before=_before(date, wording, weekday=of_bound))
        case Precision.NOT_AFTER:
            bound = _named(last, wording, weekday=of_bound)
            return wording.say("by {when}", when=bound.governed(wording))
        case Precision.WEEK:
            return wording.say("the week of {date}", date=_named(first, wording).bare)
        case Precision.WEEKEND:
            days = _shortened(_named(first, wording).bare, _named(last, wording).bare)
            return wording.say("the weekend of {date}", date=wording.joined("\N{EN DASH}", days))
        case _:
            start, end = _ends(date, wording)
            return wording.say("between {first} and {last}", first=start, last=end)


def _about(date: PartialDate, wording: Wording) -> str:
    """Return a date by itself with the word for "about" before it."""
    text = _bare(date, wording)
    match _sense(date):
        case _Sense.WEEK:
            return wording.say_as("week", "about {date}", date=text)
        case _Sense.DAY:
            return wording.say_as("day", "about {date}", date=text)
        case _Sense.PERIOD:
            return wording.say_as("period", "about {date}", date=text)
        case _Sense.BOUND:
            return wording.say_as("interval", "about {date}", date=text)


def _placed(date: PartialDate, wording: Wording, *, weekday: bool = False) -> str:
    """Return the date as part of a sentence, with whatever word puts it there."""
    if date.circa and date.precision is not Precision.INTERVAL:
        form = _bare if _is_bare_after_prepositions(wording) else _placed
        return wording.say("around {when}", when=form(_sharp(date), wording))
    match date.precision:
        case Precision.UNKNOWN:
            return wording.say("on no known day")
        case Precision.INSTANT:
            text = _bare(date, wording, weekday=weekday)
            return wording.say_as("day", "on {date}", date=text)
        case Precision.WEEKEND:
            return wording.say("over {weekend}", weekend=_bare(date, wording))
        case Precision.WEEK:
            return wording.say_as("week", "in {date}", date=_bare(date, wording))
        case Precision.INTERVAL | Precision.NOT_BEFORE | Precision.NOT_AFTER:
            return _bare(date, wording, weekday=weekday)
        case _:
            return _named(date.notation, wording, weekday=weekday).placed


def _since(date: PartialDate, wording: Wording, *, weekday: bool) -> str:
    """Return "since" that date, or in brackets what cannot follow the word."""
    if date.precision is Precision.UNKNOWN:
        return wording.say("(since when is not known)")
    sense = _sense(date)
    if sense is _Sense.BOUND:
        return wording.joined("", ("(", _bare(date, wording, weekday=weekday), ")"))
    if date.circa:
        return _since_about(_bare(_sharp(date), wording), sense, wording)
    text = _bare(date, wording, weekday=weekday)
    match sense:
        case _Sense.WEEK:
            return wording.say_as("week", "since {date}", date=text)
        case _Sense.DAY:
            return wording.say_as("day", "since {date}", date=text)
        case _Sense.PERIOD:
            return wording.say_as("period", "since {date}", date=text)


def _since_about(text: str, sense: _Follower, wording: Wording) -> str:
    match sense:
        case _Sense.WEEK:
            return wording.say_as("week", "since about {date}", date=text)
        case _Sense.DAY:
            return wording.say_as("day", "since about {date}", date=text)
        case _Sense.PERIOD:
            return wording.say_as("period", "since about {date}", date=text)


def _before(date: PartialDate, wording: Wording, *, weekday: bool = False) -> str:
    """Return "before" the first day of a date that is a bound from below."""
    first = date.notation.partition("/")[0]
    bound = _named(first, wording, weekday=weekday)
    if bound.definite:
        return wording.say_as("day", "before {date}", date=bound.bare)
    return wording.say_as("period", "before {date}", date=bound.bare)


def _sharp(date: PartialDate) -> PartialDate:
    return PartialDate.parse(date.notation.replace("~", ""))


def _ends(interval: PartialDate, wording: Wording) -> tuple[str, str]:
    """Return both ends of an interval as they stand after "between".

    Only ends of one precision share what both say last: from "early" and "17 November 2028" nobody
    could tell that it is early 2028.
    """
    start, end = interval.ends
    first, last = _end(start.notation, wording), _end(end.notation, wording)
    if start.precision is end.precision and not interval.circa:
        return _shortened(first, last)
    about_first, about_last = interval.about
    if about_first:
        first = wording.say_as("between", "about {date}", date=first)
    if about_last:
        last = wording.say_as("between", "about {date}", date=last)
    return first, last


def _end(notation: str, wording: Wording) -> str:
    named = _named(notation, wording)
    if not named.definite:
        return named.bare
    return wording.say_as("between", "{date}", date=named.bare)


def _shortened(first: str, last: str) -> tuple[str, str]:
    """Leave out of the first what the second, which is of its kind, repeats at its end."""
    return remade(_without_its_end, first, last), last


def _without_its_end(first: str, last: str) -> str:
    start, end = first.split(" "), last.split(" ")
    while len(start) > 1 and end and start[-1] == end[-1]:
        start, end = start[:-1], end[:-1]
    return " ".join(start)


@lru_cache(maxsize=4096)
def _named(notation: str, wording: Wording, *, weekday: bool = False) -> _Named:
    year, *rest = notation.split("-")
    part = rest.pop() if rest and rest[-1] in _PARTS else None
    if len(rest) == 2:
        text = _day(date.fromisoformat(notation), wording, weekday=weekday)
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
    bare, placed = (_PARTS_OF_SEASONS[part] if part else _SEASONS)[index]
    named = f"{year}/{(year + 1) % 100:02}" if index == 3 else f"{year}"
    return _Named(wording.say(bare, year=named), wording.say(placed, year=named))


def _period(year: int, number: int | None, wording: Wording) -> _Named:
    if number is None:
        return _Named(f"{year}", wording.say_as("year", "in {date}", date=f"{year}"))
    if number <= 12:
        text = wording.say("{month} {year}", month=_month(number, wording), year=f"{year}")
        return _Named(text, wording.say_as("month", "in {date}", date=text))
    pattern = _QUARTERS[number - 33] if number <= 36 else _HALVES[number - 40]
    text = wording.say(pattern, year=f"{year}")
    return _Named(text, wording.say_as("quarter", "in {date}", date=text), definite=True)


def _day(day: date, wording: Wording, *, weekday: bool = False) -> str:
    """Return the calendar day, with the name of its weekday where that is wanted."""
    number = wording.say_as("day of the month", "1") if day.day == 1 else f"{day.day}"
    month, year = _month(day.month, wording), f"{day.year}"
    if not weekday:
        return wording.say("{day} {month} {year}", day=number, month=month, year=year)
    name = weekday_name(day, wording)
    return wording.say(
        "{weekday} {day} {month} {year}", weekday=name, day=number, month=month, year=year
    )


def _month(number: int, wording: Wording) -> str:
    """Return the name of a month, counted from 1."""
    if wording.is_english:
        return _MONTHS[number - 1]
    name: str = wording.locale.months["format"]["wide"][number]
    return wording.named(name, _MONTHS[number - 1])


def _offset(moment: datetime) -> str:
    offset = moment.isoformat()[-6:]
    return "UTC" if moment.utcoffset() == timedelta(0) else f"UTC{offset}"
