"""What a question takes to be so: the day, the weekday or the number that it names.

"Did it come out in 2017" claims a year, "why has it 13 episodes" a number. Whether a claim is
right, `content.answers.verdicts` decides; where it cannot be said what is claimed, nothing is.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from content.facts.dates import DateError, PartialDate
from content.understanding.entities import Utterance
from content.understanding.hours import hours_in
from content.understanding.intents import Intent
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.season_words import CARDINALS, TEENS
from content.understanding.question import Claimed
from content.understanding.remarks import ends_in_a_tag, first_of
from content.understanding.staying import claimed_stay
from content.understanding.stepping import day_in, year_in
from content.understanding.times import Timed, TimeRole

ASKED_BOTH_WAYS: Final = frozenset(
    {
        Intent.RELEASE_CHECK,
        Intent.RENEWAL_STATUS,
        Intent.CANCELLATION_STATUS,
        Intent.FINAL_SEASON,
        Intent.FILMING_STATUS,
        Intent.FILMING_START,
        Intent.FILMING_WRAP,
        Intent.CODE_NAME,
        Intent.EPISODE_COUNT,
        Intent.CAST,
        Intent.DIRECTOR,
        Intent.WHERE_TO_WATCH,
        Intent.CONFIDENCE,
        Intent.RUMOUR_CHECK,
    }
)
"""Intents whose questions are of either form: "was it cancelled", "when was it cancelled"."""
_OF_A_DAY: Final = frozenset(
    {
        Intent.RELEASE_CHECK,
        Intent.RELEASE_DATE,
        Intent.RENEWAL_STATUS,
        Intent.CANCELLATION_STATUS,
        Intent.FILMING_START,
        Intent.FILMING_WRAP,
        Intent.CONFIDENCE,
        Intent.RUMOUR_CHECK,
    }
)
_OF_A_RELEASE: Final = frozenset({Intent.RELEASE_CHECK, Intent.RELEASE_DATE, Intent.RELEASE_TIME})
_OPEN: Final = frozenset(
    {
        *(Feature.WHEN, Feature.WHO, Feature.WHAT, Feature.WHICH, Feature.WHERE),
        *(Feature.HOW, Feature.HOW_MANY, Feature.WHY),
    }
)
_NOT: Final = word_set("denials")
_TWO: Final = word_set("or_in_a_claim")
_ORDINAL: Final = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)")
_OF_TRUTH: Final = frozenset({Intent.CONFIDENCE, Intent.RUMOUR_CHECK})
_FALSE: Final = word_set("called_false")
_TRUE: Final = word_set("called_true")
_HOW: Final = word_set("asking_how")
_NEITHER: Final = word_set("no_second_choice")
_BEFORE_FIGURES: Final = word_set("before_figures")
_COMPARED: Final = word_set("before_a_compared_number")
_BEHIND_A_DAY: Final = word_set("behind_a_claimed_day")
_BETWEEN: Final = word_set("between_days")
_AND: Final = word_set("joining_days")
_IN_TIME: Final = word_set("in_time_for")
_REASONS: Final = word_set("behind_reasons")
_DAY_AND_MONTH: Final = 2
_NO_EVENTS: Final = word_set("behind_after_no_event")
_FAR: Final = 5
"""How many words may stand between a preposition and its day: "by the very end of march"."""
_SKIPPED: Final = time_words.ARTICLES | time_words.OF | word_set("between_preposition_and_day")
_END: Final = word_set("end_of_a_span")
_START: Final = word_set("start_of_a_span")
_BEFORE: Final = word_set("before_a_day")
_PARTS: Final = word_set("parts_counted")
_RESUMED: Final = word_set("resumed")
_WITHIN: Final = word_set("within")
_NEGATED: Final = word_set("negated_verbs")
_UNTIL: Final = word_set("until_a_day")
_NEAR: Final = word_set("near_a_day")
_LASTS: Final = word_set("lasting_verbs")
_HAPPENED: Final = word_set("verbs_of_the_past")
_MOVING: Final = frozenset(feast for feast in time_words.FEASTS.values() if not feast[0].isdigit())
_A_DAY: Final = word_set("some_day")
_SENTENCE: Final = 2
"""From how many words on, a day beside them, what stands before a comma is more than the day."""
_PARTING: Final = frozenset(",;:-\N{EN DASH}\N{EM DASH}")
_BEGUN: Final = word_set("begun")


def asks_openly(heard: Utterance, intent: Intent) -> bool:
    """Whether it asks for a value, so that neither yes nor no answers it."""
    if intent not in ASKED_BOTH_WAYS:
        return False
    words = set(heard.text.words)
    if _is_past_a_verdict(heard, intent):
        return True
    if heard.text.words[first_of(heard)] in _HOW:
        return True
    if intent in _OF_TRUTH and not _FALSE.isdisjoint(words) and _TRUE.isdisjoint(words):
        return True  # "is that fake": a yes would be read the other way round
    if intent is not Intent.FILMING_STATUS and not _REASONS.isdisjoint(words):
        return True  # "was it cancelled because of the ratings": yes would be said of the reason
    if intent is not Intent.RELEASE_CHECK and _is_either(heard):
        return True
    asked = [m.start for m in heard.meanings if m.concepts & _OPEN and not _counts(heard, m.start)]
    if not asked:
        return False
    first = first_of(heard)
    polite = Feature.POLITE in heard.concept_at(first)
    opens = Feature.AUX in heard.concept_at(first) and not polite
    named = min((one.start for one in heard.mentions), default=len(heard.tokens))
    if min(asked) == first + 1 and opens:
        return True
    return not (opens and min(asked) > named)


def _is_past_a_verdict(heard: Utterance, intent: Intent) -> bool:
    """Whether a yes would be said of more than is looked at.

    Of a part that is not to be played ("is it right that she won't be in it"), of which of two was
    first, or of what asks for days alone ("iron fist, luke cage: cancellation dates?").
    """
    if intent in {Intent.CAST, Intent.DIRECTOR}:
        return _denies(heard)
    if intent not in {Intent.CANCELLATION_STATUS, Intent.RENEWAL_STATUS}:
        return False
    is_compared = len({one.show for one in heard.mentions}) > 1 and any(
        word in _BEFORE | time_words.AFTER for word in heard.text.words
    )
    asks_days = any(Feature.DATE in meaning.concepts for meaning in heard.meanings)
    opens = Feature.AUX in heard.concept_at(first_of(heard))
    return is_compared or (asks_days and not opens)


def _is_either(heard: Utterance) -> bool:
    """Whether it asks which of two is so: "renewed or cancelled", but not "renewed or not"."""
    words = heard.text.words
    return any(
        word in _TWO
        and at
        and at + 1 < len(words)
        and words[at + 1] not in _NEITHER
        and words[at - 1] not in _TRUE  # "true or false"
        for at, word in enumerate(words)
    )


def claimed_by(heard: Utterance, intent: Intent, meanings: AbstractSet[Feature]) -> Claimed | None:
    """Return what *heard* claims of the fact that it asks about; None: nothing it can be held to.

    A question why claims what it asks the reason of.
    """
    heard = _without_asides(heard)
    why = intent is Intent.OUT_OF_SCOPE and Feature.WHY in meanings
    if not why and intent not in _OF_TRUTH and asks_openly(heard, intent):
        return None
    if intent is Intent.WHERE_TO_WATCH:
        return claimed_stay(heard, meanings, _claimed_day(heard), denies=_denies(heard))
    if _denies(heard):
        is_told = intent in _OF_A_DAY - {Intent.RELEASE_DATE} and _TWO.isdisjoint(heard.text.words)
        return Claimed() if is_told else None
    if intent is Intent.FILMING_STATUS:
        words = [w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days]
        if Feature.START in meanings and not _BEGUN.isdisjoint(words):
            return Claimed(happened=True)
        goes_on = not _RESUMED.isdisjoint(words)
        if goes_on and heard.times:
            return _claimed_day(heard) or Claimed()  # "did it resume in march"
        return Claimed(paused=True) if Feature.PAUSED in meanings and not goes_on else None
    if why or intent is Intent.EPISODE_COUNT:
        count = _count(heard)
        if count is not None:
            return Claimed(count=count)
    if not _is_held_to_a_day(heard, intent, meanings, why=why):
        return None
    return _claimed_when(heard, intent, why=why)


def _claimed_when(heard: Utterance, intent: Intent, *, why: bool) -> Claimed | None:
    claimed = _claimed_day(heard)
    minutes = _claimed_minutes(heard) if intent in _OF_A_RELEASE | _OF_TRUTH else ()
    if minutes:
        return replace(claimed or Claimed(), minutes=minutes)
    if intent is Intent.RELEASE_TIME:
        return None
    if claimed is None and not why and _is_bounded_by_an_event(heard):
        return Claimed()
    if not why and _names_no_day(heard, claimed):
        return Claimed()
    if claimed is None and intent is Intent.RELEASE_CHECK and _counts_days(heard):
        return Claimed()  # "is it out in less than a month": a no would be one to that
    if claimed is None and intent is Intent.FILMING_START:
        return Claimed(happened=True) if _BEGUN & set(heard.text.words) else None
    named = any(time.role is not TimeRole.BACK_THEN for time in heard.times)
    return claimed or (Claimed() if named and not why else None)


def _without_asides(heard: Utterance) -> Utterance:
    """Leave out what is only told before: "was out on friday, is born again renewed?"."""
    starts = [one.start for one in heard.mentions] + [one.start for one in heard.seasons]
    named = min(starts, default=0)
    for at in range(named - 1):
        is_parted = not _PARTING.isdisjoint(heard.tokens[at].after)
        told = sum(one not in heard.subjects_and_days for one in range(at + 1))
        if (
            any(time.end <= at + 1 for time in heard.times)
            and is_parted
            and told >= _SENTENCE
            and Feature.AUX in heard.concept_at(at + 1)
        ):
            return heard.part(at + 1, len(heard.tokens))
    return heard


def _is_held_to_a_day(
    heard: Utterance, intent: Intent, meanings: AbstractSet[Feature], *, why: bool
) -> bool:
    """Whether the day that it names is claimed of what it asks about."""
    if why:
        return not meanings.isdisjoint(_DATED) and meanings.isdisjoint(_OF_ANOTHER_DAY)
    if intent is Intent.RELEASE_TIME:
        is_told = any("?" in token.after for token in heard.tokens)
        is_told = is_told and bool(heard.mentions) and not _asks_what(heard)
        return is_told or _is_polar(heard, meanings)
    if intent is Intent.RELEASE_DATE:
        return _is_polar(heard, meanings)
    return intent in _OF_A_DAY


_OF_ANOTHER_DAY: Final = frozenset({Feature.CHANGE, Feature.FILM, Feature.TRAILER, Feature.RENEW})
_DATED: Final = frozenset({Feature.OUT, Feature.RELEASE, Feature.CANCEL, Feature.AUX, Feature.DATE})


def _is_polar(heard: Utterance, meanings: AbstractSet[Feature]) -> bool:
    if _asks_what(heard):
        return False
    opens = Feature.AUX in heard.concept_at(first_of(heard)) and Feature.POLITE not in meanings
    return opens or ends_in_a_tag(heard)


def _asks_what(heard: Utterance) -> bool:
    """Whether the word of an open question stands in it."""
    return any(m.concepts & _OPEN for m in heard.meanings)


def _is_bounded_by_an_event(heard: Utterance) -> bool:
    """Whether it is asked of a time that something else bounds: "before s1 came out".

    Then a yes to the rest would be one to that as well.
    """
    words = heard.text.words
    return any(
        word in _BEFORE | time_words.AFTER | _UNTIL
        and 0 < at < len(words) - 2
        and words[at + 1] not in _NO_EVENTS
        for at, word in enumerate(words)
        if at not in heard.subjects_and_days
    )


def _denies(heard: Utterance) -> bool:
    """Whether it asks if something is not so; "didn't it" asks if it is."""
    words, first = heard.text.words, first_of(heard)
    times = {at for time in heard.times for at in range(time.start, time.end)}
    tagged = len(words) - 4 if ends_in_a_tag(heard) else len(words)
    return any(
        (word in _NOT and at < min(tagged, len(words) - 1) and words[at - 1] != "why")
        or (word in _NEGATED and at < len(words) - 2)
        for at, word in enumerate(words)
        if at > first + 1 and at not in times
    )


def _claimed_day(heard: Utterance) -> Claimed | None:
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
        moves=any(feast_of(words, at) in _MOVING for at in range(time.start, time.end)),
        happened=not _HAPPENED.isdisjoint(words[first_of(heard) : first_of(heard) + 2]),
    )


def _claimed_minutes(heard: Utterance) -> tuple[int, ...]:
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


def feast_of(words: Sequence[str], at: int) -> str | None:
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


def _names_no_day(heard: Utterance, claimed: Claimed | None) -> bool:
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


def _counts_days(heard: Utterance) -> bool:
    """Whether a length of time is named that is no day: "within seven days", "a month from now"."""
    if any(Feature.SPAN in meaning.concepts for meaning in heard.meanings):
        return True
    free = (w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days)
    return any(word.removesuffix("s") in time_words.UNIT_DAYS for word in free)


def _day_of_month(heard: Utterance) -> Claimed | None:
    """A day that is named without its month: "on the 25th"."""
    words = heard.text.words
    for at, word in enumerate(words):
        is_named = at and words[at - 1] in {"the", "on"} and _ORDINAL.fullmatch(word)
        behind = words[at + 1] if at + 1 < len(words) else None
        ends = behind is None or behind in _BEHIND_A_DAY or _is_place(heard, at + 1)
        if is_named and ends and not any(one.start <= at < one.end for one in heard.seasons):
            is_bound = not (_BEFORE | time_words.AFTER | time_words.BY).isdisjoint(
                words[max(0, at - 2) : at]
            )
            return Claimed() if is_bound else Claimed(day_of_month=int(word[:-2]))
        if at and word in time_words.WEEKDAYS and words[at - 1] in _A_DAY | {"on"}:
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
    is_feast = any(feast_of(words, place) for place in range(time.start, time.end))
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


def _count(heard: Utterance) -> int | None:
    """The number of episodes that is named."""
    found = []
    for meaning in heard.meanings:
        if Feature.EPISODES in meaning.concepts and meaning.start:
            at = meaning.start - 1
            number = _number(heard.text.words[at])
            taken = any(one.start <= at < one.end for one in heard.seasons)
            before = heard.text.words[at - 1] if at else ""
            if number is not None and not taken and before not in _COMPARED - {"only"}:
                found.append(number)
    return found[0] if len(found) == 1 else None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    number = {**CARDINALS, **TEENS}.get(word, 0)
    return number if number > 1 else None


def _counts(heard: Utterance, at: int) -> bool:
    """Whether a word that asks how many is a number itself: "13 episodes"."""
    return _number(heard.text.words[at]) is not None
