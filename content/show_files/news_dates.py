"""Dates in the words of the news, read strictly: a day that was not said is never made up.

`content.language.dates` writes the words that this reads. Whatever could mean two things is
nothing here: ``03/04/2018``, ``winter 2018`` (which of two?), ``March 8`` (of which year?).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from content.facts.dates import DateError, PartialDate, Precision

_LONGEST: Final = 100  # no date takes more words, and nobody else's text keeps us busy

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_WEEKDAYS: Final = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
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
_HALVES: Final = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "latter": 1, "last": 1}
_PARTS: Final = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning of": "early",
    "start of": "early",
    "middle of": "mid",
    "end of": "late",
}

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = r"(?P<year>(?:19|20|21)\d\d)"
_WEEKDAY: Final = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}) )?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_DAY_FIRST: Final = re.compile(rf"{_WEEKDAY}(?:the )?{_DAY}(?: of)? {_MONTH}(?: of)? {_YEAR}")
_MONTH_FIRST: Final = re.compile(rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY} {_YEAR}")
_DAY_ALONE: Final = re.compile(_DAY)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OF_MONTH: Final = re.compile(rf"{_MONTH}(?: of)? {_YEAR}")
_OF_SEASON: Final = re.compile(rf"(?P<season>{'|'.join(_SEASONS)})(?: of)? {_YEAR}")
_OF_WINTER: Final = re.compile(rf"winter(?: of)? {_YEAR} ?[/-] ?(?P<next>(?:\d\d)?\d\d)")
_OF_QUARTER: Final = re.compile(
    rf"(?:q(?P<number>[1-4])|(?P<ordinal>{'|'.join(_ORDINALS)}) quarter)(?: of)? {_YEAR}"
)
_OF_HALF: Final = re.compile(
    rf"(?:h(?P<number>[12])|(?P<ordinal>{'|'.join(_HALVES)}) half)(?: of)? (?P<of>.+)"
)
_OF_PART: Final = re.compile(rf"(?P<part>{'|'.join(_PARTS)})(?: in)?[ -](?:the )?(?P<of>.+)")
_OF_WEEK: Final = re.compile(r"week(?P<end>end)? of (?:the )?(?P<of>.+)")

_LEAD: Final = re.compile(
    r"(?:sometime |some time |on |in |during |at |over (?=the weekend )|the )+"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:not before|no earlier than|not earlier than|no sooner than|not until) (?P<of>.+)"
    r"|(?P<of_too>.+) at the (?:very )?earliest"
)
_NOT_AFTER: Final = re.compile(
    r"(?:by|not after|no later than|not later than|before the end of)(?: the end of| end of)? "
    r"(?P<of>.+)|(?P<of_too>.+) at the (?:very )?latest"
)
_ABOUT: Final = re.compile(r"(?:about|around|circa|roughly|approximately) (?P<of>.+)")
_BETWEEN: Final = re.compile(r"(?:between (?P<after>.+)|from (?P<since>.+))")
_THIS: Final = re.compile(
    rf"this (?:coming )?(?P<weekday>{'|'.join(_WEEKDAYS)})"
    r"|(?P<day>today|tonight|tomorrow|yesterday)"
    r"|(?P<weekend>this weekend)"
    r"|(?:later )?(?P<which>this|next|last) (?P<unit>month|year)"
)
_NEAR: Final = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WHICH: Final = {"this": 0, "next": 1, "last": -1}


def read_news_date(text: str, *, reference: date | None = None) -> PartialDate | None:
    """Return the date that the English *text* names, all of it, or None where it names none.

    None too where the text may mean two dates, an impossible day or a weekday that the day is not.
    *reference* is the day on which it was said, for "this Friday" and its like.
    """
    if len(text) > _LONGEST:
        return None
    said = re.sub(r"(?<=[a-z])\.|,", " ", re.sub("[\u2010-\u2015]", "-", text.casefold()))
    said = " ".join(said.replace("-to-", " to ").split())
    try:
        notation = _bound(said) or (_near(said, reference) if reference else None)
        return PartialDate.parse(notation) if notation else None
    except (DateError, ValueError, OverflowError):
        return None  # the words are those of a date, and the calendar has none such


def _bound(said: str) -> str | None:
    said = _bare(said)
    if match := _ABOUT.fullmatch(said):
        inner = _bound(match["of"])
        return f"{inner}~" if inner and not inner.endswith("~") else None
    if match := _NOT_BEFORE.fullmatch(said):
        start = _single(match["of"] or match["of_too"])
        return f"{start}/.." if start else None
    if match := _NOT_AFTER.fullmatch(said):
        end = _single(match["of"] or match["of_too"])
        return f"../{end}" if end else None
    return _period(said) or _interval(said)


def _bare(said: str) -> str:
    """Return *said* without the small words before it."""
    match = _LEAD.match(said)
    return said[match.end() :] if match else said


def _single(said: str) -> str | None:
    """Return a notation that can stand at an end of an interval, or None."""
    found = _period(_bare(said))
    return found if found and "/" not in found else None


def _period(said: str) -> str | None:
    return _day(said) or _of_year(said) or _part(said) or _half(said) or _week(said)


def _day(said: str) -> str | None:
    if _ISO.fullmatch(said):
        return said
    match = _DAY_FIRST.fullmatch(said) or _MONTH_FIRST.fullmatch(said)
    if match is None:
        return None
    day = date(int(match["year"]), _month(match["month"]), int(match["day"]))
    if match["weekday"] and day.weekday() != _WEEKDAYS.index(match["weekday"]):
        return None
    return day.isoformat()


def _of_year(said: str) -> str | None:
    """Return a year, or a month, season or quarter of one."""
    if re.fullmatch(_YEAR, said):
        return said
    if match := _OF_MONTH.fullmatch(said):
        return f"{match['year']}-{_month(match['month']):02}"
    if match := _OF_SEASON.fullmatch(said):
        return f"{match['year']}-{_SEASONS[match['season']]}"
    if match := _OF_WINTER.fullmatch(said):
        follows = str(int(match["year"]) + 1).endswith(match["next"])
        return f"{match['year']}-24" if follows else None
    if match := _OF_QUARTER.fullmatch(said):
        number = int(match["number"] or _ORDINALS[match["ordinal"]])
        return f"{match['year']}-{32 + number}"
    return None


def _part(said: str) -> str | None:
    match = _OF_PART.fullmatch(said)
    whole = _of_year(match["of"]) if match else None
    return f"{whole}-{_PARTS[match['part']]}" if match and whole else None


def _half(said: str) -> str | None:
    match = _OF_HALF.fullmatch(said)
    if match is None:
        return None
    second = int(match["number"]) - 1 if match["number"] else _HALVES[match["ordinal"]]
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
        for first, last in _both(rest[: split.start()], rest[split.end() :]):
            left, right = _single(first), _single(last)
            if left and right and not _is_within(left, right):
                return f"{left}/{right}" if split[0] != " or " or _adjoin(left, right) else None
    return None


def _both(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield both ends as they may have been meant, the fullest way of completing them first.

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
    if len(head) == 2 and len(tail) == 2:
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


def _near(said: str, reference: date) -> str | None:
    match = _THIS.fullmatch(_bare(said))
    if match is None:
        return None
    if match["weekday"]:
        ahead = (_WEEKDAYS.index(match["weekday"]) - reference.weekday()) % 7
        return (reference + timedelta(ahead)).isoformat()
    if match["day"]:
        return (reference + timedelta(_NEAR[match["day"]])).isoformat()
    if match["weekend"]:
        saturday = reference + timedelta(5 - min(reference.weekday(), 6))
        return f"{saturday}/{saturday + timedelta(1)}"
    shift = _WHICH[match["which"]]
    if match["unit"] == "year":
        return f"{reference.year + shift:04}"
    year, month = divmod(reference.year * 12 + reference.month - 1 + shift, 12)
    return f"{year:04}-{month + 1:02}"


def _month(name: str) -> int:
    return next(
        number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name[:3])
    )
