"""English date phrases read back into notation, apart from the code that writes them."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = ("spring", "summer", "autumn", "winter")
ORDINALS = ("first", "second", "third", "fourth")

_MONTH = f"(?:{'|'.join(MONTHS)})"
_PART = "(?:early |mid |late )?"
_ATOM = (
    rf"(?:(?:(?:{'|'.join(WEEKDAYS)}) )?\d{{1,2}} {_MONTH} \d{{4}}"
    rf"|{_PART}{_MONTH} \d{{4}}"
    rf"|{_PART}(?:{'|'.join(SEASONS)}) \d{{4}}(?:/\d\d)?"
    rf"|the (?:{'|'.join(ORDINALS)}) (?:quarter|half) of \d{{4}}"
    rf"|{_PART}\b\d{{4}}\b)"
)
_DAY_OR_DAYS = rf"\d{{1,2}}(?: {_MONTH})?(?: \d{{4}})?\N{{EN DASH}}\d{{1,2}} {_MONTH} \d{{4}}"
_BETWEEN = rf"between (?:the )?[\w ]+? and {_ATOM}"
PHRASE = re.compile(
    rf"(?:{_BETWEEN}|the weekend of {_DAY_OR_DAYS}|the week of {_ATOM}"
    rf"|(?:not )?before {_ATOM}|by {_ATOM}|(?:about|around) {_ATOM}|{_ATOM})"
)
"""A date as English answers say it."""
_OPENERS = re.compile(
    rf"^(?:Between|The week(?:end)?|Not before|Before|By|About|Around|Early|Mid|Late"
    rf"|{'|'.join(one.title() for one in SEASONS)})\b"
)


class NoSuchDayError(AssertionError):
    """A day that does not exist, or that is no such weekday."""


def within_a_sentence(line: str) -> str:
    """Return *line*, a date at its beginning without the capital that it has there."""
    return _OPENERS.sub(lambda found: found[0].lower(), line)


def dates_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each date phrase in *text* with its notation."""
    for found in PHRASE.finditer(text):
        yield found.group(), notation(found.group())


def notation(phrase: str) -> str:
    """Return what *phrase* says, in the notation of claims; "~" after it where it says about."""
    if phrase.startswith("between "):
        return _between(phrase.removeprefix("between "))
    if phrase.startswith("the weekend of "):
        first, last = phrase.removeprefix("the weekend of ").split("\N{EN DASH}")
        return f"{_first_of_two(first, last)}/{_atom(last)}"
    if phrase.startswith("the week of "):
        return f"{_atom(phrase.removeprefix('the week of '))}/week"
    for start, pattern in (
        ("not before ", "{}/.."),
        ("before ", "{}/.."),
        ("by ", "../{}"),
        ("about ", "{}~"),
        ("around ", "{}~"),
    ):
        if phrase.startswith(start):
            return pattern.format(_atom(phrase.removeprefix(start)))
    return _atom(phrase)


def _between(text: str) -> str:
    for middle in re.finditer(" and ", text):
        first, last = text[: middle.start()], text[middle.end() :]
        if re.fullmatch(_ATOM, last):
            return f"{_first_of_two(first, last)}/{_atom(last)}"
    raise AssertionError(f"between what? {text}")


def _first_of_two(first: str, last: str) -> str:
    """The first of two dates, which leaves out what the second has at its end."""
    tail = last.split(" ")
    for start in range(len(tail), -1, -1):
        whole = " ".join([first, *tail[start:]])
        if re.fullmatch(_ATOM, whole):
            return _atom(whole)
    raise AssertionError(f"from when? {first}, to {last}")


def _atom(text: str) -> str:
    words = text.split(" ")
    if words[0] == "the":
        _, ordinal, period, _, year = words
        first = 33 if period == "quarter" else 40
        return f"{year}-{first + ORDINALS.index(ordinal)}"
    weekday = words.pop(0) if words[0] in WEEKDAYS else None
    part = words.pop(0) if words[0] in {"early", "mid", "late"} else None
    ending = f"-{part}" if part else ""
    if len(words) == 3:
        day = _day(int(words[0]), words[1], int(words[2]))
        if weekday and WEEKDAYS[day.weekday()] != weekday:
            raise NoSuchDayError(text)
        return day.isoformat()
    if len(words) == 1:
        return f"{words[0]}{ending}"
    name, year = words
    if name in MONTHS:
        return f"{year}-{MONTHS.index(name) + 1:02}{ending}"
    return f"{year.partition('/')[0]}-{SEASONS.index(name) + 21}{ending}"


def _day(number: int, month: str, year: int) -> date:
    try:
        return date(year, MONTHS.index(month) + 1, number)
    except ValueError as error:
        raise NoSuchDayError(f"{number} {month} {year}") from error
