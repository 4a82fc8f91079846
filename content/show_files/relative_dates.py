"""Dates in the news that are said from another day, which is that of their page: "next spring".

What may mean two days is left as it was said, and so is none: "next summer" when it is March,
"this coming Friday" on a Friday, "next week" on a Sunday.
"""

import re
from datetime import date, timedelta
from typing import Final

from content.facts.dates import PartialDate
from content.show_files.english_days import MONTH, MONTHS, WEEKDAY, month_number, weekday_number

_NEAR: Final = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_WHICH: Final = {"this": 0, "next": 1, "last": -1}
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
_NUMBERS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_STILL_THAT_SEASON: Final = timedelta(22)
"""After the last of its months: the astronomers' autumn ends shortly before Christmas."""

_SPAN: Final = rf"(?P<number>\d{{1,2}}|an?|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?"
_IN: Final = re.compile(rf"in {_SPAN}")
_AFTER: Final = re.compile(rf"{_SPAN} from (?:now|(?P<near>today|tomorrow)|{WEEKDAY})")
_WEEKEND: Final = re.compile(r"this weekend")
_WEEK: Final = re.compile(r"(?P<which>this|next|last) week")
_LATER: Final = re.compile(r"later this (?P<unit>week|month|year)")

_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_NO_YEAR: Final = r"(?! (?:of )?\d)"
_DATED: Final = (
    re.compile(rf"\b{WEEKDAY} (?:the )?{_DAY}(?: of)? {MONTH}\b{_NO_YEAR}"),
    re.compile(rf"\b{WEEKDAY} {MONTH} (?:the )?{_DAY}{_NO_YEAR}"),
)
_THIS_WEEKDAY: Final = re.compile(rf"\bthis (?P<coming>coming )?{WEEKDAY}\b(?! \w)")
_NEAR_DAY: Final = re.compile(rf"\b(?P<near>{'|'.join(_NEAR)})\b")
_ENDS: Final = re.compile(
    rf"\b(?:end of (?:the )?(?P<unit>year|month)|year(?:'s)?[ -]end)\b{_NO_YEAR}"
)
_PERIOD: Final = re.compile(rf"\b(?P<which>this|next|last) (?P<unit>year|month)\b{_NO_YEAR}")
_SEASON: Final = re.compile(
    rf"\b(?P<which>this|next) (?P<season>{'|'.join(_SEASONS)}|winter)\b{_NO_YEAR}"
)
_MONTH: Final = re.compile(rf"\b(?P<which>this|next) {MONTH}\b{_NO_YEAR}")


def said_from(said: str, reference: date) -> str | None:
    """Return the notation of what has no words of its own even with its day known: "next week".

    *said* is in small letters and without stops; *reference* is the day on which it was said.
    """
    is_sunday = reference.weekday() == 6  # which week a Sunday is of is not the same everywhere
    if _WEEKEND.fullmatch(said):
        saturday = reference + timedelta(5 - min(reference.weekday(), 6))
        return f"{saturday}/{saturday + timedelta(1)}"
    if match := _WEEK.fullmatch(said):
        monday = reference + timedelta(7 * _WHICH[match["which"]] - reference.weekday())
        return None if is_sunday else f"{monday}/{monday + timedelta(6)}"
    if match := _LATER.fullmatch(said):
        return _rest_of(match["unit"], reference)
    if match := _IN.fullmatch(said):
        return _in(_number(match["number"]), match["unit"], reference)
    if match := _AFTER.fullmatch(said):
        return _after(_number(match["number"]), match["unit"], _start(match, reference), reference)
    return None


def with_years(said: str, reference: date) -> str:
    """Return *said* with what is said from the day *reference* put as the calendar has it.

    "early next year" is "early 2027" in 2026. What may mean two days stays as it is.
    """
    for pattern in _DATED:
        said = pattern.sub(lambda found: _dated(found, reference) or found[0], said)
    said = _THIS_WEEKDAY.sub(lambda found: _this_weekday(found, reference) or found[0], said)
    said = _NEAR_DAY.sub(lambda found: str(reference + timedelta(_NEAR[found["near"]])), said)
    said = _ENDS.sub(lambda found: f"end of {_unit(found['unit'] or 'year', 0, reference)}", said)
    said = _PERIOD.sub(lambda found: _unit(found["unit"], _WHICH[found["which"]], reference), said)
    said = _SEASON.sub(lambda found: _season(found, reference) or found[0], said)
    return _MONTH.sub(lambda found: _month(found, reference) or found[0], said)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1


def _rest_of(unit: str, reference: date) -> str | None:
    """Return what is left of a week, month or year, the day itself among it."""
    if unit == "week":
        last = reference + timedelta(6 - reference.weekday())
    else:
        period = f"{reference.year:04}" if unit == "year" else f"{reference:%Y-%m}"
        last = PartialDate.parse(period).span[1]
    return f"{reference}/{last}" if last > reference else None


def _in(number: int, unit: str, reference: date) -> str | None:
    """Return "in two months": only days are counted exactly."""
    match unit:
        case "day":
            return f"{reference + timedelta(number)}" if number > 1 else None
        case "week":
            return f"{reference + timedelta(7 * number)}~"
        case "month":
            year, month = divmod(reference.year * 12 + reference.month - 1 + number, 12)
            return f"{year:04}-{month + 1:02}~"
        case _:
            return f"{reference.year + number:04}~"


def _start(match: re.Match[str], reference: date) -> date | None:
    """Return the day from which is counted; None: on a Friday, "Friday" may be either of two."""
    if match["weekday"]:
        ahead = (weekday_number(match["weekday"]) - reference.weekday()) % 7
        return reference + timedelta(ahead) if ahead else None
    return reference + timedelta(_NEAR[match["near"] or "today"])


def _after(number: int, unit: str, start: date | None, reference: date) -> str | None:
    """Return "two weeks from Friday": to the day, where it is counted from one."""
    if start is None:
        return None
    if unit in {"day", "week"}:
        return f"{start + timedelta(number * (7 if unit == 'week' else 1))}"
    return _in(number, unit, reference) if start == reference else None


def _dated(found: re.Match[str], reference: date) -> str | None:
    """Return the day of a date that has its weekday for a year: no two years on end share it.

    Of a day more than a year away the news says the year; there the weekday is a slip.
    """
    weekday, month = weekday_number(found["weekday"]), month_number(found["month"])
    for year in (reference.year, reference.year + 1, reference.year - 1):
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:  # 29 February, or no day at all
            continue
        if day.weekday() == weekday and abs(day - reference) < timedelta(365):
            return day.isoformat()
    return None


def _this_weekday(found: re.Match[str], reference: date) -> str | None:
    ahead = (weekday_number(found["weekday"]) - reference.weekday()) % 7
    if not ahead and found["coming"]:
        return None
    return (reference + timedelta(ahead)).isoformat()


def _unit(unit: str, step: int, reference: date) -> str:
    if unit == "year":
        return f"{reference.year + step:04}"
    year, month = divmod(reference.year * 12 + reference.month - 1 + step, 12)
    return f"{MONTHS[month]} {year:04}"


def _season(found: re.Match[str], reference: date) -> str | None:
    """Return the season that is meant; of one still ahead, "next" may be the one after it."""
    name, year = found["season"], reference.year
    if name == "winter":
        return _winter(found["which"], reference)
    first, last = PartialDate.parse(f"{year:04}-{_SEASONS[name]}").span
    if found["which"] == "next":
        return f"{name} {year + 1}" if reference >= first else None
    return f"{name} {year}" if reference <= last + _STILL_THAT_SEASON else None


def _winter(which: str, reference: date) -> str | None:
    """Return this winter, from September on the one to come; of any other two could be meant."""
    if which == "next" or 3 <= reference.month <= 8:
        return None
    first = reference.year - (reference.month < 3)
    return f"winter {first}/{first + 1}"


def _month(found: re.Match[str], reference: date) -> str | None:
    number, year = month_number(found["month"]), reference.year
    if found["which"] == "next":
        return f"{found['month']} {year + 1}" if number <= reference.month else None
    return f"{found['month']} {year}" if number >= reference.month else None
