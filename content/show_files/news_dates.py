"""Dates in the words of the news, read strictly: a day that was not said is never made up.

`content.language.dates` writes the words that this reads. Whatever could mean two things is
nothing here: ``03/04/2018``, ``winter 2018`` (which of two?), ``March 8`` (of which year?).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from content.facts.dates import DateError, PartialDate, Precision
from content.facts.feasts import feast_in, nth_weekday
from content.show_files.english_days import MONTH, MONTHS, WEEKDAY, month_number, weekday_number
from content.show_files.relative_dates import said_from, with_years

_LONGEST: Final = 100  # no date takes more words, and nobody else's text keeps us busy

_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
_ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
}
_HALVES: Final = {
    **dict.fromkeys(("first", "1st", "front"), 0),
    **dict.fromkeys(("second", "2nd", "latter", "last", "back"), 1),
}
_PARTS: Final = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning of": "early",
    "start of": "early",
    "middle of": "mid",
    "end of": "late",
}

_YEAR: Final = r"(?P<year>(?:19|20|21)\d\d)"
_WEEKDAY: Final = rf"(?:{WEEKDAY} )?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_DAY_FIRST: Final = re.compile(rf"{_WEEKDAY}(?:the )?{_DAY}(?: of)? {MONTH}(?: of)? {_YEAR}")
_MONTH_FIRST: Final = re.compile(rf"{_WEEKDAY}{MONTH} (?:the )?{_DAY}(?: of)? {_YEAR}")
_DAY_ALONE: Final = re.compile(_DAY)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OF_MONTH: Final = re.compile(rf"{MONTH}(?: of)? {_YEAR}")
_OF_SEASON: Final = re.compile(rf"(?P<season>{'|'.join(_SEASONS)})(?: of)? {_YEAR}")
_OF_WINTER: Final = re.compile(rf"winter(?: of)? {_YEAR} ?[/-] ?(?P<next>(?:\d\d)?\d\d)")
_OF_QUARTER: Final = re.compile(
    rf"(?:(?:q(?P<number>[1-4])|(?P<first>[1-4])q|(?P<ordinal>{'|'.join(_ORDINALS)}) quarter)"
    rf"(?: of)? {_YEAR}|(?P<after>(?:19|20|21)\d\d) q(?P<last>[1-4]))"
)
_OF_HALF: Final = re.compile(
    rf"(?:h(?P<number>[12])|(?P<first>[12])h|(?P<ordinal>{'|'.join(_HALVES)}) half)"
    r"(?: of)? (?P<of>.+)"
)
_HALF_BEHIND: Final = re.compile(rf"{_YEAR} h(?P<number>[12])")
_OF_PART: Final = re.compile(rf"(?P<part>{'|'.join(_PARTS)})(?: in)?[ -](?:the )?(?P<of>.+)")
_WEEK_OF_MONTH: Final = re.compile(rf"(?P<which>first|last) week (?:of|in) {MONTH} {_YEAR}")
_NTH_DAY: Final = re.compile(
    rf"(?P<nth>first|second|third|fourth|last) {WEEKDAY} (?:of|in) {MONTH} {_YEAR}"
)
_FEASTS: Final = {
    "christmas": "12-25",
    "xmas": "12-25",
    "christmas day": "12-25",
    "christmas eve": "12-24",
    "new year's day": "01-01",
    "new year's eve": "12-31",
    "valentine's day": "02-14",
    "independence day": "07-04",
    "fourth of july": "07-04",
    "4th of july": "07-04",
    "halloween": "10-31",
    "easter": "easter",
    "easter sunday": "easter",
    "thanksgiving": "thanksgiving",
    "thanksgiving day": "thanksgiving",
    "black friday": "black-friday",
    "labor day": "labor-day",
    "memorial day": "memorial-day",
    "presidents' day": "presidents-day",
}
_FEASTS_OF_DAYS: Final = {"christmas", "xmas", "easter"}
"""Said of the days around as well."""
_LONG_WEEKENDS: Final = {
    **dict.fromkeys(("labor day", "memorial day", "presidents' day"), (-3, 0)),
    "thanksgiving": (0, 3),
    "easter": (-2, 1),
}
"""The first and last day of the weekend, from the feast."""
_FEAST: Final = re.compile(
    rf"(?P<feast>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})(?P<weekend> weekend)?"
    rf"(?: of| in)? {_YEAR}"
)
_OF_WEEK: Final = re.compile(r"week(?P<end>end)? of (?:the )?(?P<of>.+)")

_LEAD: Final = re.compile(
    r"(?:sometime |some time |on |in |during |at |over (?=the weekend )|the )+"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:not before|no earlier than|not earlier than|no sooner than|not until|as early as|"
    r"as soon as|or after) (?P<of>.+)"
    r"|(?P<of_too>.+) (?:at (?:the )?(?:very )?earliest|or later)"
)
_NOT_AFTER: Final = re.compile(
    r"(?:(?:by )?no later than|by|not after|not later than|or before|before the end of)"
    r"(?: the end of| end of)? "
    r"(?P<of>.+)|(?P<of_too>.+) (?:at (?:the )?(?:very )?latest|or earlier)"
)
_BEFORE: Final = re.compile(r"(?:before|prior to) (?P<of>.+)")
_AFTER: Final = re.compile(r"after (?P<of>.+)")
_ABOUT: Final = re.compile(
    r"(?:or )?(?:about|around|circa|ca?|approx|roughly|approximately) (?P<of>.+)"
)
_BETWEEN: Final = re.compile(r"(?:between (?P<after>.+)|from (?P<since>.+))")
_SPELLINGS: Final = (
    ("[\u2010-\u2015]", "-"),
    ("[\u2018\u2019]", "'"),
    (r"(?<=[a-z0-9])\.(?= |$|/)|(?<=[a-z])\.|,", " "),
    (r"'(?=\d\d\b)", "20"),
    (r" ?/ ?(?=[a-z])", "/"),
    (r"-to-", " to "),
    (r"\bmid-?year\b", "mid "),
    (rf"\bmid(?=(?:{'|'.join(_SEASONS)}|winter|{'|'.join(MONTHS)})\b)", "mid "),
)
"""What is written in several ways, and the one that is read: "Sept./Oct. '27"."""


def read_news_date(text: str, *, reference: date | None = None) -> PartialDate | None:
    """Return the date that the English *text* names, all of it, or None where it names none.

    None too where the text may mean two dates, an impossible day or a weekday that the day is not.
    *reference* is the day on which it was said, for "this Friday" and its like.
    """
    if len(text) > _LONGEST:
        return None
    said = text.casefold()
    for pattern, plain in _SPELLINGS:
        said = re.sub(pattern, plain, said)
    said = " ".join(said.split())
    try:
        notation = _bound(said) or (_from(said, reference) if reference else None)
        return PartialDate.parse(notation) if notation else None
    except (DateError, ValueError, OverflowError):
        return None  # the words are those of a date, and the calendar has none such


def _from(said: str, reference: date) -> str | None:
    """Return a date that is said from another day: "next week", "early next year"."""
    whole = said_from(said, reference) or said_from(_bare(said), reference)
    return whole or _bound(with_years(said, reference))


def _bound(said: str) -> str | None:
    said = _bare(said)
    if match := _ABOUT.fullmatch(said):
        return _about(match["of"])
    if match := _NOT_BEFORE.fullmatch(said):
        start = _single(match["of"] or match["of_too"])
        return f"{start}/.." if start else None
    if match := _NOT_AFTER.fullmatch(said):
        end = _single(match["of"] or match["of_too"])
        return f"../{end}" if end else None
    if match := _BEFORE.fullmatch(said):
        end = _preceding(_single(match["of"]))
        return f"../{end}" if end else None
    if match := _AFTER.fullmatch(said):  # "after March" may mean from the 8th of it on
        day = _single(match["of"])
        return f"{_moved(day, 1)}/.." if day and _ISO.fullmatch(day) else None
    if match := _FEAST.fullmatch(said):
        return _feast(match["feast"], int(match["year"]), is_weekend=bool(match["weekend"]))
    return _period(said) or _interval(said)


def _about(said: str) -> str | None:
    """Return what lies about a date, or None where it is about already, or has an open end."""
    inner = _bound(said)
    if inner is None or ".." in inner:
        return None
    if "~" in inner:
        return inner if _FEAST.fullmatch(_bare(said)) else None
    return "/".join(f"{end}~" for end in inner.split("/"))


def _feast(name: str, year: int, *, is_weekend: bool) -> str | None:
    day = str(feast_in(_FEASTS[name], year))
    if not is_weekend:
        return f"{day}~" if name in _FEASTS_OF_DAYS else day
    if name not in _LONG_WEEKENDS:
        return None
    first, last = _LONG_WEEKENDS[name]
    return f"{_moved(day, first)}/{_moved(day, last)}"


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def _preceding(notation: str | None) -> str | None:
    """Return the period of the same length before that one, or None for a part of one."""
    if notation is None or not re.fullmatch(r"[\d-]+", notation):
        return None
    held = PartialDate.parse(notation)
    last = held.span[0] - timedelta(1)
    year, month = last.year, last.month
    match held.precision:
        case Precision.DAY:
            return last.isoformat()
        case Precision.MONTH:
            return f"{year:04}-{month:02}"
        case Precision.QUARTER:
            return f"{year:04}-{32 + (month + 2) // 3}"
        case Precision.HALF:
            return f"{year:04}-{39 + (month + 5) // 6}"
        case Precision.SEASON:
            return f"{year - (month == 2):04}-{21 + (month - 3) % 12 // 3}"
        case _:
            return f"{year:04}"


def _bare(said: str) -> str:
    """Return *said* without the small words before it."""
    match = _LEAD.match(said)
    return said[match.end() :] if match else said


def _single(said: str) -> str | None:
    """Return a notation that can stand at an end of an interval, or None."""
    said = _bare(said)
    if match := _FEAST.fullmatch(said):
        day = _feast(match["feast"], int(match["year"]), is_weekend=bool(match["weekend"]))
        return day.removesuffix("~") if day and "/" not in day else None
    found = _period(said)
    return found if found and "/" not in found else None


def _end(said: str) -> str | None:
    """Return a notation that can stand at an end of "between": it may be about."""
    match = _ABOUT.fullmatch(_bare(said))
    if match is None:
        return _single(said)
    inner = _single(match["of"])
    return f"{inner}~" if inner else None


def _period(said: str) -> str | None:
    return (
        _day(said) or _nth_day(said) or _of_year(said) or _part(said) or _half(said) or _week(said)
    )


def _day(said: str) -> str | None:
    if _ISO.fullmatch(said):
        return said
    match = _DAY_FIRST.fullmatch(said) or _MONTH_FIRST.fullmatch(said)
    if match is None:
        return None
    day = date(int(match["year"]), month_number(match["month"]), int(match["day"]))
    if match["weekday"] and day.weekday() != weekday_number(match["weekday"]):
        return None
    return day.isoformat()


def _nth_day(said: str) -> str | None:
    match = _NTH_DAY.fullmatch(said)
    if match is None:
        return None
    nth = -1 if match["nth"] == "last" else _ORDINALS[match["nth"]]
    weekday = weekday_number(match["weekday"])
    return nth_weekday(int(match["year"]), month_number(match["month"]), weekday, nth).isoformat()


def _of_year(said: str) -> str | None:
    """Return a year, or a month, season or quarter of one."""
    if re.fullmatch(_YEAR, said):
        return said
    if match := _OF_MONTH.fullmatch(said):
        return f"{match['year']}-{month_number(match['month']):02}"
    if match := _OF_SEASON.fullmatch(said):
        return f"{match['year']}-{_SEASONS[match['season']]}"
    if match := _OF_WINTER.fullmatch(said):
        follows = str(int(match["year"]) + 1).endswith(match["next"])
        return f"{match['year']}-24" if follows else None
    if match := _OF_QUARTER.fullmatch(said):
        plain = match["number"] or match["first"] or match["last"]
        number = int(plain or _ORDINALS[match["ordinal"]])
        return f"{match['year'] or match['after']}-{32 + number}"
    if match := _HALF_BEHIND.fullmatch(said):
        return f"{match['year']}-{39 + int(match['number'])}"
    return None


def _part(said: str) -> str | None:
    if match := _WEEK_OF_MONTH.fullmatch(said):
        part = "early" if match["which"] == "first" else "late"
        return f"{match['year']}-{month_number(match['month']):02}-{part}"
    match = _OF_PART.fullmatch(said)
    whole = _of_year(match["of"]) if match else None
    return f"{whole}-{_PARTS[match['part']]}" if match and whole else None


def _half(said: str) -> str | None:
    match = _OF_HALF.fullmatch(said)
    if match is None:
        return None
    number = match["number"] or match["first"]
    second = int(number) - 1 if number else _HALVES[match["ordinal"]]
    if re.fullmatch(_YEAR, match["of"]):
        return f"{match['of']}-{40 + second}"
    if not _OF_MONTH.fullmatch(match["of"]):
        return None
    month = PartialDate.parse(_of_year(match["of"]) or "")
    first, last = month.span
    return f"{first.replace(day=16)}/{last}" if second else f"{first}/{first.replace(day=15)}"


def _week(said: str) -> str | None:
    """Return the weekend or week that a day is named for; a Sunday begins one or ends one."""
    match = _OF_WEEK.fullmatch(said)
    if match is None:
        return None
    if match["end"] and (days := _interval(match["of"])):
        return days if PartialDate.parse(days).precision is Precision.WEEKEND else None
    named = _day(match["of"])
    if named is None:
        return None
    day = date.fromisoformat(named)
    weekday = day.weekday()
    if match["end"]:
        start = {4: day, 5: day, 6: day - timedelta(1)}.get(weekday)
        sunday = day + timedelta(6 - weekday)
        return f"{start}/{sunday}" if start else None
    monday = day - timedelta(weekday)
    return f"{monday}/{monday + timedelta(6)}" if weekday != 6 else None


def _interval(said: str) -> str | None:
    """Return what lies between two dates, the first of which may leave out what both share."""
    words = r" and | to | until | through "
    match = _BETWEEN.fullmatch(said)
    rest = said
    if match is None:
        words = r" to | through | or | ?- ?|/"
    else:
        rest = match["after"] or match["since"]
    for split in re.finditer(words, rest):
        found = _meant(rest[: split.start()], rest[split.end() :])
        if found is not None:
            is_either = split[0] in {" or ", "/"}
            return "/".join(found) if not is_either or _adjoin(*found) else None
    return None


def _meant(first: str, last: str) -> tuple[str, str] | None:
    """Return both ends; where the first may be completed in two ways, it is of the second's kind.

    "Early and late summer 2017" is early summer; "early and 17 November 2028" may be two things.
    """
    found = dict.fromkeys(
        (left, right)
        for one, other in _both(first, last)
        if (left := _end(one)) and (right := _end(other)) and not _is_within(left, right)
    )
    if len(found) < 2:
        return next(iter(found), None)
    alike = [ends for ends in found if _precision(ends[0]) is _precision(ends[1])]
    return alike[0] if len(alike) == 1 else None


def _precision(notation: str) -> Precision:
    return PartialDate.parse(notation).precision


def _both(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield both ends in each way in which they may have been meant.

    An end borrows a month, a season or a year of the other, and never a day: of a month that was
    named alone nobody said a day.
    """
    yield first, last
    tail = last.split(" ")
    for start in range(1, len(tail)):
        borrowed = tail[start:]
        if not any(_DAY_ALONE.fullmatch(word) for word in borrowed):
            yield f"{first} {' '.join(borrowed)}", last
    # "March 8-10 2018": the month stands before both days.
    head = first.split(" ")
    if len(head) == 2 and len(tail) == 2 and _DAY_ALONE.fullmatch(tail[0]):
        yield f"{first} {tail[1]}", f"{head[0]} {last}"


def _is_within(left: str, right: str) -> bool:
    """Whether one end lies within the other: "between March and 12 March" bounds nothing."""
    ends = PartialDate.parse(left), PartialDate.parse(right)
    (begin, end), (since, until) = (one.span for one in ends)
    return (begin <= since and until <= end) or (since <= begin and end <= until)


def _adjoin(left: str, right: str) -> bool:
    """Whether one follows the other without a gap: "late 2017 or early 2018" is one stretch."""
    earlier, later = PartialDate.parse(left), PartialDate.parse(right)
    return later.span[0] - earlier.span[1] <= timedelta(1)
