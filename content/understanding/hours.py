"""Which hour of the day a message names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.time_words import HOURS
from content.understanding.tokens import Token

_AT_ONCE: Final = re.compile(r"(\d{1,2})(?:h(\d\d)?|(am|pm))")
"""An hour in one word: "3am", "20h", "20h30"."""
_MINUTES: Final = re.compile(r"([0-5]\d)(am|pm)?")
_HALVES: Final = word_set("halves_of_a_day")
_BEHIND: Final = word_set("behind_an_hour")
_BEFORE: Final = word_set("before_an_hour")
_HALF_A_DAY: Final = 12 * 60
_BOUNDS: Final = word_set("bounds_of_an_hour")
_OF_AN_HOUR: Final = _HALVES | _BEHIND | HOURS.keys() | {"a", "p", "m", "h"}


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour that is named, and where."""

    minutes: tuple[int, ...]
    """Minutes past midnight that it may mean; two where the half of the day is left open."""
    start: int
    end: int
    is_bound: bool = False
    """Whether it is said to be before or after it, rather than at it."""
    is_told: bool = True
    """Whether it can be nothing but an hour: "3am", "at 3", not "las 3"."""


def hours_in(tokens: Sequence[Token]) -> tuple[Hour, ...]:
    """Return every hour of the day that *tokens* name, in order."""
    found: list[Hour] = []
    at = 0
    while at < len(tokens):
        word = tokens[at].word
        hour = _hour_at(tokens, at) if word[:1].isdigit() or word in HOURS else None
        if hour is not None:
            found.append(hour)
        at = hour.end if hour else at + 1
    return tuple(found)


def follows_an_hour(tokens: Sequence[Token], at: int) -> bool:
    """Whether what can be nothing but an hour ends just before *at*."""
    start = at
    while start and _may_be_of_an_hour(tokens[start - 1].word):
        start -= 1
    first = max(0, start - 1)
    return any(hour.is_told and hour.end == at - first for hour in hours_in(tokens[first:at]))


def _may_be_of_an_hour(word: str) -> bool:
    return word[:1].isdigit() or word in _OF_AN_HOUR


def _hour_at(tokens: Sequence[Token], at: int) -> Hour | None:
    word = tokens[at].word
    before = tokens[at - 1].word if at else ""
    is_bound = before in _BOUNDS
    if word in HOURS:
        return Hour((HOURS[word],), at, at + 1, is_bound)
    written = _AT_ONCE.fullmatch(word)
    if written:
        minutes = _read(written[1], written[2] or "00", written[3] or "")
        return Hour(minutes, at, at + 1, is_bound) if minutes else None
    if not (word.isascii() and word.isdigit() and len(word) <= 2):
        return None
    then, past, half = at + 1, "00", ""
    colon = _MINUTES.fullmatch(tokens[then].word) if then < len(tokens) else None
    if colon and tokens[at].after == ":":
        then, past, half = then + 1, colon[1], colon[2] or ""
    word_behind = tokens[then].word if then < len(tokens) else ""
    letters = tuple(token.word for token in tokens[then : then + 2])
    if word_behind in _HALVES:
        then, half = then + 1, word_behind
    elif letters in {("a", "m"), ("p", "m")}:
        then, half = then + 2, "".join(letters)
    elif word_behind in _BEHIND or (word_behind == "h" and not half):
        minutes = _read(word, past, "24")
        return Hour(minutes, at, then + 1, is_bound) if minutes else None
    is_said = bool(half) or (tokens[at].after == ":" and colon) or before in _BEFORE
    minutes = _read(word, past, half) if is_said else ()
    is_told = bool(half) or before == "at"
    return Hour(minutes, at, then, is_bound, is_told) if minutes else None


def _read(hour: str, minute: str, half: str) -> tuple[int, ...]:
    """The minutes past midnight; none where there is no such hour."""
    number, past = int(hour), int(minute)
    if half in _HALVES:
        if not 1 <= number <= 12:
            return ()
        return (number % 12 * 60 + past + (_HALF_A_DAY if half == "pm" else 0),)
    if number > 24 or past > 59:
        return ()
    first = number % 24 * 60 + past
    is_open = not half and 1 <= number <= 12 and not hour.startswith("0")
    return (first, (first + _HALF_A_DAY) % (2 * _HALF_A_DAY)) if is_open else (first,)
