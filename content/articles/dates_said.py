"""The dates that a sentence says, each at its place, read from the day of the article."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from content.facts.dates import PartialDate, Precision
from content.show_files.english_days import MONTH, MONTHS, WEEKDAYS
from content.show_files.news_dates import read_news_date

_MOST_WORDS: Final = 12
_MOST_IN_A_RUN: Final = 40
_FAR: Final = timedelta(300)
"""A day named without its year is hardly ever further off than that."""

_PIECE: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*\+?")
_BETWEEN: Final = re.compile(r"[ ,./\u2010-\u2015-]{0,3}")
_NAMED_MONTH: Final = re.compile(MONTH, re.IGNORECASE)
_SHORT_WEEKDAYS: Final = frozenset("mon tue tues wed thu thur thurs fri sat sun".split())  # noqa: SIM905
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d|'\d\d")
_SEASONS: Final = frozenset({"spring", "summer", "autumn", "fall", "winter", "midsummer"})
_UNITS: Final = frozenset(
    "day days week weeks month months year years weekend quarter half".split()  # noqa: SIM905
)
_NEAR: Final = frozenset({"today", "tonight", "tomorrow", "yesterday"})
_FEASTS: Final = frozenset(
    "christmas xmas halloween easter thanksgiving".split()  # noqa: SIM905
)
_STARTERS: Final = frozenset(
    [
        "early",
        "mid",
        "late",
        "later",
        "beginning",
        "start",
        "middle",
        "end",
        "first",
        "second",
        "third",
        "fourth",
        "last",
        "latter",
        "back",
        "front",
        "this",
        "next",
        "by",
        "before",
        "after",
        "not",
        "no",
        "between",
        "around",
        "about",
        "circa",
        "in",
        "on",
        "at",
        "as",
        "the",
        "sometime",
        "approximately",
        "roughly",
        "year-end",
        "week",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "1st",
        "2nd",
        "3rd",
        "4th",
        "new",
        "labor",
        "memorial",
        "black",
        "valentine's",
        "independence",
    ]
)
_INNER: Final = frozenset(
    [
        "of",
        "the",
        "in",
        "and",
        "or",
        "to",
        "earlier",
        "sooner",
        "than",
        "until",
        "as",
        "soon",
        "now",
        "from",
        "coming",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "a",
        "an",
        "latest",
        "earliest",
        "at",
        "end",
        "eve",
    ]
)
_ENDERS: Final = frozenset({"earliest", "latest", "later", "earlier", "eve", "now"})
_CLOSED: Final = frozenset("in on at the of to and or from as a an".split())  # noqa: SIM905
_NUMBER: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_CUT_BEFORE: Final = re.compile(r"\d[-/.\u2013]$")
_CUT_BEHIND: Final = re.compile(r"[-/.\u2013]\d")
"""What shows that a number is only a part of one: "2027-28", "03/04/2027"."""


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date where it stands in a sentence."""

    start: int
    end: int
    words: str
    """In English, whatever the language of the sentence."""
    value: PartialDate | None
    """None where it is read only with a year, or not at all: a weekday alone."""
    is_relative: bool = False
    """Whether it was read from the day of the article."""

    def in_year(self, published: PartialDate | None, *, is_ahead: bool) -> PartialDate | None:
        """Return a date without a year as the one next to the article's day, or None."""
        if (
            not self.words
            or self.value is not None
            or published is None
            or published.earliest is None
        ):
            return self.value
        first, last = published.span
        if (last - first).days > 31:
            return None
        for year in (first.year, first.year + 1) if is_ahead else (last.year, last.year - 1):
            read = read_news_date(f"{self.words} {year}")
            if read is None or read.earliest is None or read.latest is None:
                continue
            if is_ahead and read.latest >= first and read.earliest - last <= _FAR:
                return read
            if not is_ahead and read.earliest <= last and first - read.latest <= _FAR:
                return read
        return None


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    is_anchor: bool
    follows: bool
    """Whether nothing stands between it and the one before."""


Translate = Callable[[str], str | None]


def dates_said(
    sentence: str, published: PartialDate | None, taken: list[tuple[int, int]], translate: Translate
) -> list[SaidDate]:
    """Return the dates in *sentence*, but for the stretches that are *taken*.

    *translate* gives a word of its language in the English that dates are read in, or None.
    """
    if not any(_is_anchor(word) for word in map(translate, _PIECE.findall(sentence)) if word):
        return []
    found: list[SaidDate] = []
    run: list[_Word] = []
    waiting = sorted(taken, reverse=True)
    for piece in _PIECE.finditer(sentence):
        while waiting and waiting[-1][1] <= piece.start():
            waiting.pop()
        if waiting and waiting[-1][0] < piece.end():
            word = None
        else:
            word = _word(piece, sentence, run, translate)
        if word is None or (run and not word.follows) or len(run) >= _MOST_IN_A_RUN:
            found += _read(run, sentence, published)
            run = []
        if word is not None:
            run.append(word)
    return found + _read(run, sentence, published)


def _word(
    piece: re.Match[str], sentence: str, run: list[_Word], translate: Translate
) -> _Word | None:
    text = translate(piece[0])
    if text is None:
        return None
    follows = not run or _BETWEEN.fullmatch(sentence, run[-1].end, piece.start()) is not None
    return _Word(piece.start(), piece.end(), text, _is_anchor(text), follows)


@lru_cache(maxsize=8192)
def english_word(written: str) -> str | None:
    """Return a word that may stand in an English date, small, or None.

    "May" and "March" are months with a capital alone.
    """
    low = written.lower().replace("\u2019", "'").removesuffix("'s") or written
    if _NUMBER.fullmatch(low) or _YEAR.fullmatch(low):
        return low
    if low in WEEKDAYS or _NAMED_MONTH.fullmatch(low) or low in _SHORT_WEEKDAYS or low in _FEASTS:
        return low if written[:1].isupper() else None
    known = low in _STARTERS or low in _INNER or low in _SEASONS or low in _UNITS
    if known or low in _NEAR or low in _ENDERS:
        return low
    return None


@lru_cache(maxsize=8192)
def _is_anchor(text: str) -> bool:
    return (
        bool(_YEAR.fullmatch(text) or _NAMED_MONTH.fullmatch(text))
        or text in WEEKDAYS
        or text in _SHORT_WEEKDAYS
        or text in _SEASONS
        or text in _UNITS
        or text in _NEAR
        or text in _FEASTS
    )


def _read(run: list[_Word], sentence: str, published: PartialDate | None) -> list[SaidDate]:
    found: list[SaidDate] = []
    at = 0
    while at < len(run):
        read = _longest(run, at, sentence, published)
        if read is None:
            at += 1
        else:
            if found and _is_weekday(found[-1]) and found[-1].end == run[at - 1].end:
                read = replace(read[0], value=None, words=""), read[1]  # of another weekday
            found.append(read[0])
            at = read[1]
    return found


def _is_weekday(said: SaidDate) -> bool:
    return said.words.removeprefix("on ") in WEEKDAYS


def _longest(
    run: list[_Word], at: int, sentence: str, published: PartialDate | None
) -> tuple[SaidDate, int] | None:
    first = run[at]
    is_start = first.is_anchor or first.text in _STARTERS or _NUMBER.fullmatch(first.text)
    if not is_start:
        return None
    reads: list[tuple[SaidDate, int]] = []
    for end in range(min(len(run), at + _MOST_WORDS), at, -1):
        words = run[at:end]
        last = words[-1]
        if last.text in _CLOSED or not any(word.is_anchor for word in words):
            continue
        if _CUT_BEFORE.search(sentence, max(0, first.start - 2), first.start):
            continue
        if _CUT_BEHIND.match(sentence, last.end):
            continue
        if _is_a_part(run, at, end):
            continue
        phrase = _phrase(words, sentence)
        if phrase.startswith("before ") and _IS_OVER.match(sentence, last.end):
            year = phrase.removeprefix("before ")
            today = published.earliest if published else None
            phrase = year if today and year == str(today.year) else f"by {year}"
        value, is_relative = _value(phrase, published)
        if value is not None:
            return SaidDate(first.start, last.end, phrase, value, is_relative), end
        is_time = phrase in _SEASONS and _OF_A_PREMIERE.match(sentence, last.end)
        is_verb = sentence[first.start : last.end].lower() in _VERBS_TOO
        if not reads and (is_time or (_needs_year(phrase) and not is_verb)):
            reads.append((SaidDate(first.start, last.end, phrase, None), end))
    return reads[0] if reads else None


_VERBS_TOO: Final = frozenset({"may", "fall", "spring"})
_OF_A_PREMIERE: Final = re.compile(
    r" (?:release|premiere|launch|debut|bow|return|start|rollout|arrival|berth|slot)\b"
)
"""What "spring" and "fall" are times of the year before, and no verbs."""
_IS_OVER: Final = re.compile(r" (?:ends|is (?:out|over|up|through|done)|comes to an end|closes)\b")
"""Behind "before 2027", whose last day that leaves in."""


def _is_a_part(run: list[_Word], at: int, end: int) -> bool:
    """Whether numbers beside it are of the same date, which then is none: "November 31, 2022"."""
    before = run[at - 1].text if at else ""
    behind = run[end].text if end < len(run) else ""
    is_month = _NAMED_MONTH.fullmatch(run[end - 1].text) or _NUMBER.fullmatch(run[end - 1].text)
    if is_month and (_NUMBER.fullmatch(behind) or _YEAR.fullmatch(behind)):
        return True
    return bool(_NUMBER.fullmatch(before) and (run[at].is_anchor or run[at].text == "of"))


_PART_OF: Final = re.compile(r"\b(early|mid|late) of (?:the )?")
"""What other languages say where English has no "of": "a finales de 2027"."""


_FEAST_AND_DAY: Final = re.compile(
    rf"\b(?:christmas|xmas|halloween|easter|thanksgiving)(?: day| eve)? "
    rf"(?=(?:{'|'.join(MONTHS)}) \d|\d{{1,2}} (?:{'|'.join(MONTHS)}))"
)
"""A feast beside its day: "Thanksgiving Day, November 26"."""
_FEAST_DAY: Final = re.compile(r"\b(thanksgiving|halloween) day$")
_OF_THE_YEAR: Final = re.compile(r"^later in the year$")


def _phrase(words: list[_Word], sentence: str) -> str:
    """Join the words, keeping the strokes that stand between them: "June-July", "2023/24"."""
    text = words[0].text
    for before, word in pairwise(words):
        between = sentence[before.end : word.start]
        stroke = next((mark for mark in between if mark in "/-\u2013\u2014"), "")
        text += (stroke or " ") + word.text
    text = _PART_OF.sub(r"\1 ", " ".join(text.split()))
    text = _FEAST_AND_DAY.sub("", text)
    text = _FEAST_DAY.sub(r"\1", text)
    return _OF_THE_YEAR.sub("later this year", text)


def _value(phrase: str, published: PartialDate | None) -> tuple[PartialDate | None, bool]:
    plain = _alone(phrase)
    if plain is not None or published is None or published.earliest is None:
        return plain, False
    first, last = published.span
    if (last - first).days > 31:
        return None, False
    value = _from(phrase, first)
    if value is not None and first != last and value != _from(phrase, last):
        return _rest(phrase, published), True
    return value, True


def _rest(phrase: str, published: PartialDate) -> PartialDate | None:
    """Return "later this year" of an article of which only the month is known."""
    bare = phrase.removeprefix("sometime ")
    if bare != "later this year" or published.precision is not Precision.MONTH:
        return None
    first = published.span[0]
    if first.month == 12:
        return None
    return PartialDate.parse(f"{first:%Y-%m}/{first.year:04}-12")


@lru_cache(maxsize=8192)
def _alone(phrase: str) -> PartialDate | None:
    return read_news_date(phrase)


@lru_cache(maxsize=8192)
def _from(phrase: str, reference: date) -> PartialDate | None:
    return read_news_date(phrase, reference=reference)


_WITHOUT_YEAR: Final = re.compile(
    rf"(?:(?:in|on|by|around|the|early|mid|late|end of|beginning of|start of|middle of|or|and|to|-|"
    rf"not before|no earlier than|until|between|{'|'.join(WEEKDAYS)}|mon|tues?|wed|thu|thurs?|fri|"
    rf"sat|sun|{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?|of|spring|summer|autumn|fall|"
    rf"christmas|halloween|thanksgiving|easter)(?:[ -]|$))+"
)
_HAS_MONTH: Final = re.compile(
    rf"(?:{MONTH}|spring|summer|autumn|fall|christmas|halloween|thanksgiving|easter)\b"
)


@lru_cache(maxsize=8192)
def _needs_year(phrase: str) -> bool:
    """Whether it may be a date but for its year.

    A weekday alone is none, and is kept so that no other date is taken for what it dates.
    """
    if _WITHOUT_YEAR.fullmatch(phrase) is None:
        return False
    if phrase.removeprefix("on ") in WEEKDAYS:
        return True
    return bool(_HAS_MONTH.search(phrase)) and read_news_date(f"{phrase} 2024") is not None
