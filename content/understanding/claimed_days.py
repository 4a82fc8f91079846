"""The day, span or hour that a question names, as the words beside it bound it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from content.facts.dates import DateError, PartialDate
from content.understanding.entities import Utterance
from content.understanding.hours import hours_in
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Claimed
from content.understanding.remarks import first_of
from content.understanding.stepping import day_in, year_in
from content.understanding.tags import tag_of
from content.understanding.times import Timed, TimeRole

_TWO: Final = word_set("or_in_a_claim")
_ORDINAL: Final = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)")
_BEFORE_FIGURES: Final = word_set("before_figures")
_BEHIND_A_DAY: Final = word_set("behind_a_claimed_day")
_BETWEEN: Final = word_set("between_days")
_AND: Final = word_set("joining_days")
_IN_TIME: Final = word_set("in_time_for")
_DAY_AND_MONTH: Final = 2
_FAR: Final = 5
"""How many words may stand between a preposition and its day: "by the very end of march"."""
_SKIPPED: Final = time_words.ARTICLES | time_words.OF | word_set("between_preposition_and_day")
_END: Final = word_set("end_of_a_span")
_START: Final = word_set("start_of_a_span")
_BEFORE: Final = word_set("before_a_day")
_PARTS: Final = word_set("parts_counted")
_WITHIN: Final = word_set("within")
_UNTIL: Final = word_set("until_a_day")
_TO: Final = word_set("to_another_day")
_NEAR: Final = word_set("near_a_day")
_LASTS: Final = word_set("lasting_verbs")
_HAPPENED: Final = word_set("verbs_of_the_past")
_MOVING: Final = frozenset(feast for feast in time_words.FEASTS.values() if not feast[0].isdigit())
_A_DAY: Final = word_set("some_day")


def claimed_day(heard: Utterance) -> Claimed | None:
    """Return the day, the weekday or the span that is named; None: none that it can be held to."""
    times = [time for time in heard.times if time.role is not TimeRole.BACK_THEN]
    if not times:
        return Claimed() if _names_figures(heard) else _day_of_month(heard)
    if len(times) > 2:
        return None
    if len(times) == 2:
        claimed = _claimed_of_two(heard, times)
        between = times[1].start - times[0].end
        if claimed is not None or between <= 1 or not _is_weekday(heard, times[0]):
            return claimed
        times = times[1:]
    (time,) = times
    if _is_weekday(heard, time) and time.end - time.start == 1:
        return _claimed_weekday(heard, time)
    return _claimed_span(heard, time)


def claimed_until(heard: Utterance) -> Claimed | None:
    """Return the day until which it is said to be put off: "why is it not out until december"."""
    return _claimed_behind(heard, _UNTIL)


def claimed_move(heard: Utterance) -> Claimed | None:
    """Return the day to which it is said to have been moved: "was it pushed to march"."""
    return _claimed_behind(heard, _UNTIL | _TO)


def names_its_purpose(heard: Utterance) -> bool:
    """Whether a day is what something is for, and not when it was: "announced for march 8"."""
    return _claimed_behind(heard, _IN_TIME) is not None


def _claimed_behind(heard: Utterance, prepositions: AbstractSet[str]) -> Claimed | None:
    for time in heard.times:
        at = time.start - 1
        while at >= 0 and heard.text.words[at] in _SKIPPED:
            at -= 1
        if at >= 0 and heard.text.words[at] in prepositions:
            return Claimed(spans=(time.named,), yearless=_is_yearless(heard, [time]))
    return None


def _claimed_weekday(heard: Utterance, time: Timed) -> Claimed | None:
    """A weekday, of any week or of this one."""
    words = heard.text.words
    before = words[time.start - 1] if time.start else ""
    day = time.named.day
    if day is None or _names_a_day(heard, time.end):
        return None  # "friday the 13th"
    if before in _A_DAY or words[time.start].endswith("days"):
        return Claimed(weekday=day.weekday())
    return Claimed(spans=(time.named,), weekday=day.weekday())


def _claimed_span(heard: Utterance, time: Timed) -> Claimed | None:
    """A day or longer, as the words before it bound it."""
    words, yearless = heard.text.words, _is_yearless(heard, [time])
    other = _other_day(heard, time)
    if other is not None:
        return Claimed(spans=(time.named, other), yearless=yearless)
    span = _bounded(heard, time)
    if span is None:
        return None
    return Claimed(
        spans=(span,),
        yearless=yearless,
        moves=any(_feast_of(words, at) in _MOVING for at in range(time.start, time.end)),
        happened=not _HAPPENED.isdisjoint(words[first_of(heard) : first_of(heard) + 2]),
    )


def claimed_minutes(heard: Utterance) -> tuple[int, ...]:
    """The hour that it is said to be at; none where several are named, or a bound."""
    named = [
        one
        for one in hours_in(heard.tokens)
        if heard.subjects_and_days.isdisjoint(range(one.start, one.end))
    ]
    if len(named) != 1 or named[0].is_bound:
        return ()
    beside = heard.text.words[max(0, named[0].start - 1) : named[0].end + 1]
    return named[0].minutes if _TWO.isdisjoint(beside) else ()  # "midnight or evening"


def _claimed_of_two(heard: Utterance, times: list[Timed]) -> Claimed | None:
    """What is claimed of two spans: one or the other, or all from the one to the other."""
    between = heard.text.words[times[0].end : times[1].start]
    if _is_between(heard, times[0]) and len(between) <= 2 and not _AND.isdisjoint(between):
        return _claimed_between(heard, times)
    if _TWO.isdisjoint(between):
        return None
    if all(_is_weekday(heard, one) for one in times):
        return Claimed()
    spans = tuple(one.named for one in times)
    return Claimed(spans=spans, yearless=_is_yearless(heard, times))


def _is_between(heard: Utterance, time: Timed) -> bool:
    """Whether "between" stands before it, be there an article or not."""
    words, at = heard.text.words, time.start - 1
    while at > 0 and words[at] in _SKIPPED:
        at -= 1
    return at >= 0 and words[at] in _BETWEEN


def _claimed_between(heard: Utterance, times: list[Timed]) -> Claimed | None:
    """From the first day of the one span to the last of the other: "between march and may"."""
    first, last = times[0].named.earliest, times[1].named.latest
    if first is None or last is None:
        return None
    if first > last and _is_yearless(heard, times[:1]):
        first = first.replace(year=last.year, day=min(first.day, 28))
    if first > last:
        return None
    span = PartialDate.parse(f"{first}/{last}")
    return Claimed(spans=(span,), yearless=_is_yearless(heard, times))


def _other_day(heard: Utterance, time: Timed) -> PartialDate | None:
    """The other of two days of one month, which is named without it: "march 8 or 9"."""
    day, words = time.named.day, heard.text.words
    if day is None or time_words.MONTHS.keys().isdisjoint(words[time.start : time.end]):
        return None
    behind = range(time.end + 1, min(time.end + 3, len(words)))
    before = range(time.start - 2, max(-1, time.start - 5), -1)
    for at in (*behind, *before):
        between = words[time.end : at] if at >= time.end else words[at + 1 : time.start]
        number = day_in(words[at])
        is_or = not _TWO.isdisjoint(between) and set(between) <= _TWO | time_words.ARTICLES
        if number is not None and is_or:
            try:
                return PartialDate.on(day.replace(day=number))
            except ValueError:
                return None
    return None


def _feast_of(words: Sequence[str], at: int) -> str | None:
    """Return the feast that the word there names, alone or with the next."""
    both = "".join(words[at : at + 2])
    return time_words.FEASTS.get(words[at]) or time_words.FEASTS.get(both)


def _names_a_day(heard: Utterance, at: int) -> bool:
    return any(_ORDINAL.fullmatch(word) for word in heard.text.words[at : at + 2])


def _names_figures(heard: Utterance) -> bool:
    """Whether a day stands in figures that may be meant in either order: "3/8"."""
    return any(
        "/" in token.after and day_in(token.word) and day_in(behind.word)
        for token, behind in pairwise(heard.tokens)
    )


def names_no_day(heard: Utterance, claimed: Claimed | None) -> bool:
    """Whether figures stand where those of a day or an hour would: "the 99th", "march 45"."""
    words, months = heard.text.words, time_words.MONTHS
    for at, word in enumerate(words):
        if at in heard.subjects_and_days or not word[0].isdigit():
            continue
        before, behind = words[at - 1] if at else "", (*words, "")[at + 1]
        if before in months or behind in months:
            return True
        if claimed is None and before in _BEFORE_FIGURES:
            return True
    return False


def counts_days(heard: Utterance) -> bool:
    """Whether a length of time is named that is no day: "within seven days", "a month from now"."""
    if any(Feature.SPAN in meaning.concepts for meaning in heard.meanings):
        return True
    free = (w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days)
    return any(word.removesuffix("s") in time_words.UNIT_DAYS for word in free)


def _day_of_month(heard: Utterance) -> Claimed | None:
    """A day that is named without its month: "on the 25th"."""
    words = heard.text.words
    for at, word in enumerate(words):
        if at in heard.beside:
            continue
        is_named = at and words[at - 1] in {"the", "on"} and _ORDINAL.fullmatch(word)
        behind = words[at + 1] if at + 1 < len(words) else None
        is_last = at + 1 in {len(words), tag_of(heard).start}
        ends = is_last or behind in _BEHIND_A_DAY or _is_place(heard, at + 1)
        if is_named and ends and not any(one.start <= at < one.end for one in heard.seasons):
            is_bound = not (_BEFORE | time_words.AFTER | time_words.BY).isdisjoint(
                words[max(0, at - 2) : at]
            )
            return Claimed() if is_bound else Claimed(day_of_month=int(word[:-2]))
        is_weekday = word in time_words.WEEKDAYS and at not in heard.subjects_and_days
        if at and is_weekday and words[at - 1] in _A_DAY | {"on"}:
            return Claimed(weekday=time_words.WEEKDAYS[word])
    return None


def _is_place(heard: Utterance, at: int) -> bool:
    """Whether the place that is named begins there, or behind a small word there."""
    place = heard.place
    return place is not None and at <= place.start <= at + 2


def _bounded(heard: Utterance, time: Timed) -> PartialDate | None:
    """The days that are claimed, by the word that stands before them."""
    words, at = heard.text.words, time.start - 1
    if _is_rough(heard, time):
        return None
    edge = ""
    if at >= 0 and words[at] in _START and heard.language.code == "en":
        return time.named  # "did it start last week"
    while at >= 0 and time.start - at <= _FAR and words[at] in _SKIPPED | _END | _START:
        edge = words[at] if words[at] in _END | _START else edge
        at -= 1
    word = words[at] if at >= 0 else ""
    if word in _UNTIL:
        return None  # until then it is out, or is awaited: neither can be told from the other
    if word in time_words.AFTER | time_words.SINCE or time.role is TimeRole.SINCE:
        if word not in time_words.AFTER and ("been" in words or words[first_of(heard)] in _LASTS):
            return time.named  # "has it been out since march": since when it is
        return _beginning(time.named, is_after=word in time_words.AFTER)
    is_feast = any(_feast_of(words, place) for place in range(time.start, time.end))
    is_in_time = word in _IN_TIME and is_feast
    if word in _BEFORE | time_words.BY or time.role is TimeRole.BY or is_in_time:
        at_start = edge in _START if edge else word in _BEFORE
        return _ending(time.named, is_before=word in _BEFORE, at_start=at_start)
    if edge:
        return None
    return _roughly(time.named) if word in _NEAR else time.named


def _beginning(named: PartialDate, *, is_after: bool) -> PartialDate | None:
    first = named.latest if is_after else named.earliest
    if first is None or first == date.max:
        return None
    return PartialDate.parse(f"{first + timedelta(1 if is_after else 0)}/..")


def _ending(named: PartialDate, *, is_before: bool, at_start: bool) -> PartialDate | None:
    last = named.earliest if at_start else named.latest
    if last is None or last == date.min:
        return None
    return PartialDate.parse(f"../{last - timedelta(1 if is_before and at_start else 0)}")


def _roughly(named: PartialDate) -> PartialDate | None:
    try:
        return named.roughly()
    except DateError:
        return None


def _is_rough(heard: Utterance, time: Timed) -> bool:
    """Whether less than the span is meant, or roughly: "first half of 2018", "two weeks ago"."""
    words = [token.raw.casefold() for token in heard.tokens]
    first = words[time.start]
    counts = first.isdigit() or first in time_words.COUNTS
    before = words[max(0, time.start - 3) : time.start]
    is_part = not time_words.OF.isdisjoint(before) and not _PARTS.isdisjoint(before)
    counted = counts and any(word in time_words.UNIT_DAYS for word in words[time.start : time.end])
    if heard.text.words[time.end - 1] in time_words.DAYS_AWAY:
        return False  # "a week from tomorrow"
    return is_part or (counted and _WITHIN.isdisjoint(before[-1:]))


def _is_weekday(heard: Utterance, time: Timed) -> bool:
    return heard.text.words[time.start] in time_words.WEEKDAYS


def _is_yearless(heard: Utterance, times: list[Timed]) -> bool:
    """Whether a month or a feast is named, and no year: "in march", "on halloween"."""
    words = [heard.text.words[at] for time in times for at in range(time.start, time.end)]
    if any(year_in(word) is not None for word in words):
        return False
    named = {*time_words.MONTHS, *time_words.PERIODS, *time_words.FEASTS, *time_words.FIRST_OF_TWO}
    is_in_figures = len(words) == _DAY_AND_MONTH and all(word.isdigit() for word in words)
    return is_in_figures or any(word in named or word == "new" for word in words)
