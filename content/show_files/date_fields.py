"""Dates in a show file, and what to write where one cannot be held."""

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Final

from content.facts.dates import DateError, PartialDate
from content.facts.zones import abbreviations, zone_of
from content.files.faults import Notes, shown
from content.files.lines import Place

WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
}
_LONGEST: Final = 200
"""Characters; no date that anybody means has nearly as many."""
_NAMES: Final = tuple(WEEKDAYS)
_ABBREVIATED: Final = re.compile(rf"(?<![A-Za-z/])({'|'.join(abbreviations())})(?![A-Za-z/])")
_LOCAL: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})")
_TURNED: Final = re.compile(r"(\d{1,2})[/. -]+(\d{1,2})[/. -]+(\d{4})")
_SLOPPY: Final = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_IMPOSSIBLE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_QUARTER: Final = re.compile(r"(\d{4})-?[Qq]([1-4])")


def partial_date(
    value: object, place: Place, notes: Notes, *, said_on: date | None = None
) -> PartialDate | None:
    """Return the date that *value* is, a text in our notation or a date of TOML's own.

    *said_on* is the day of the page that says it, which tells what to write for "next spring".
    """
    written = value
    if isinstance(written, date):  # a datetime is one too
        written = written.isoformat()
    if not isinstance(written, str):
        notes.add(
            place, f"{place[-1]} must be a date, not {shown(value)}; write one such as '2018-03-08'"
        )
        return None
    if len(written) > _LONGEST:
        notes.add(place, f"{shown(written)} is no date; write one such as '2018-03-08'")
        return None
    # Some abbreviations are zones too ("EST"), but never those that somebody in the news means.
    if "[" in written and (fault := _of_abbreviation(written)):
        notes.add(place, fault)
        return None
    try:
        return PartialDate.parse(written)
    except DateError as error:
        notes.add(place, cure_of_date(written, str(error), said_on))
        return None


def cure_of_date(text: str, error: str, said_on: date | None = None) -> str:
    """Return why *text* is no date, and what to write if that can be told from it."""
    return (
        _of_abbreviation(text)
        or _of_turned(text)
        or _of_impossible(text)
        or _of_sloppy(text)
        or _of_words(text, said_on)
        or (error if text in error and len(error) < 300 else f"{shown(text)} is no date")
    )


def weekday_fault(weekday: str, value: PartialDate | None) -> str | None:
    """Return what is wrong with the *weekday* given for *value*, or None."""
    if weekday not in WEEKDAYS:
        return None
    if value is None or value.day is None:
        what = value.notation if value else "no day"
        return f"weekday {weekday!r} is given for {what}, which is no single day; leave it out"
    if value.day.weekday() == WEEKDAYS[weekday]:
        return None
    right = _NAMES[value.day.weekday()]
    return (
        f"weekday {weekday!r} is wrong: {value.day.isoformat()} is a {right}; look at the source "
        f"again, and correct the day or write {right!r}"
    )


def _of_abbreviation(text: str) -> str | None:
    match = _ABBREVIATED.search(text)
    if match is None:
        return None
    zone, instead = abbreviations()[match[1]], "2018-03-08T00:00-08:00[America/Los_Angeles]"
    local = _LOCAL.search(text)
    if local is not None:
        try:
            moment = datetime(*map(int, local.groups()), tzinfo=zone_of(zone))  # type: ignore[misc, arg-type]
            instead = PartialDate.at(moment).notation
        except ValueError:
            return None
    return (
        f"{shown(text)}: {match[1]} is no zone but a name for an hour; "
        f"write the zone, {zone}: {instead}"
    )


def _of_turned(text: str) -> str | None:
    match = _TURNED.fullmatch(text)
    if match is None:
        return None
    first, second, year = map(int, match.groups())
    days = [_iso(year, second, first), _iso(year, first, second)]
    days = [day for day in dict.fromkeys(days) if day]
    if not days:
        return f"{shown(text)}: there is no such day in the calendar; look at the source again"
    if len(days) == 1:
        return f"{shown(text)} is no date as we write it; write {days[0]}"
    return f"{shown(text)} may be two days; write {days[0]} or {days[1]}, as the source means it"


def _of_impossible(text: str) -> str | None:
    match = _IMPOSSIBLE.fullmatch(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    if not (1 <= month <= 12 and year):
        return f"{shown(text)}: {month:02} is no month; look at the source again"
    if 1 <= day <= (length := monthrange(year, month)[1]):
        return None
    return (
        f"{shown(text)}: there is no such day, the month has {length}; look at the source again, "
        f"or write {year:04}-{month:02} for the month"
    )


def _of_sloppy(text: str) -> str | None:
    match = _SLOPPY.fullmatch(text)
    if match is not None and (day := _iso(*map(int, match.groups()))):
        return f"{shown(text)} is no date as we write it; write {day}"
    match = _QUARTER.fullmatch(text)
    if match is not None:
        return f"{shown(text)} is no date as we write it; write {match[1]}-{32 + int(match[2])}"
    return None


def _of_words(text: str, said_on: date | None) -> str | None:
    # Only a faulty file needs the reader of words.
    from content.show_files.news_dates import read_news_date  # noqa: PLC0415 - see the line above

    meant, said = read_news_date(text), shown(text)
    if meant is None and said_on is not None:
        meant = read_news_date(text, reference=said_on)
        said = f"{said}, said on {said_on.isoformat()},"
    return f"{said} is no date as we write it; write {meant.notation}" if meant else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
