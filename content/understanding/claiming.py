"""What a question takes to be so: the day, the weekday or the number that it names.

"Did it come out in 2017" claims a year, "why has it 13 episodes" a number. Whether a claim is
right, `content.answers.verdicts` decides; where it cannot be said what is claimed, nothing is.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from content.understanding.claimed_days import (
    claimed_day,
    claimed_minutes,
    counts_days,
    names_no_day,
)
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.season_words import CARDINALS, TEENS
from content.understanding.question import Claimed
from content.understanding.remarks import ends_in_a_tag, first_of
from content.understanding.staying import claimed_stay
from content.understanding.times import TimeRole

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
_OF_TRUTH: Final = frozenset({Intent.CONFIDENCE, Intent.RUMOUR_CHECK})
_FALSE: Final = word_set("called_false")
_TRUE: Final = word_set("called_true")
_HOW: Final = word_set("asking_how")
_NEITHER: Final = word_set("no_second_choice")
_COMPARED: Final = word_set("before_a_compared_number")
_REASONS: Final = word_set("behind_reasons")
_NO_EVENTS: Final = word_set("behind_after_no_event")
_BEFORE: Final = word_set("before_a_day")
_RESUMED: Final = word_set("resumed")
_NEGATED: Final = word_set("negated_verbs")
_UNTIL: Final = word_set("until_a_day")
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
    why = intent is Intent.OUT_OF_SCOPE and Feature.WHY in meanings
    if not why and intent not in _OF_TRUTH and asks_openly(heard, intent):
        return None
    if intent is Intent.WHERE_TO_WATCH:
        return claimed_stay(heard, meanings, claimed_day(heard), denies=_denies(heard))
    if _denies(heard):
        is_told = intent in _OF_A_DAY - {Intent.RELEASE_DATE} and _TWO.isdisjoint(heard.text.words)
        return Claimed() if is_told else None
    if intent is Intent.FILMING_STATUS:
        words = [w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days]
        if Feature.START in meanings and not _BEGUN.isdisjoint(words):
            return Claimed(happened=True)
        goes_on = not _RESUMED.isdisjoint(words)
        if goes_on and _names_a_time(heard):
            return claimed_day(heard) or Claimed()  # "did it resume in march"
        return Claimed(paused=True) if Feature.PAUSED in meanings and not goes_on else None
    if why or intent is Intent.EPISODE_COUNT:
        count = _count(heard)
        if count is not None:
            return Claimed(count=count)
    if not _is_held_to_a_day(heard, intent, meanings, why=why):
        return None
    return _claimed_when(heard, intent, why=why)


def _claimed_when(heard: Utterance, intent: Intent, *, why: bool) -> Claimed | None:
    claimed = claimed_day(heard)
    minutes = claimed_minutes(heard) if intent in _OF_A_RELEASE | _OF_TRUTH else ()
    if minutes:
        return replace(claimed or Claimed(), minutes=minutes)
    if intent is Intent.RELEASE_TIME:
        return None
    if claimed is None and not why and _is_bounded_by_an_event(heard):
        return Claimed()
    if not why and names_no_day(heard, claimed):
        return Claimed()
    if claimed is None and intent is Intent.RELEASE_CHECK and counts_days(heard):
        return Claimed()  # "is it out in less than a month": a no would be one to that
    if claimed is None and intent is Intent.FILMING_START:
        return Claimed(happened=True) if _BEGUN & set(heard.text.words) else None
    return claimed or (Claimed() if _names_a_time(heard) and not why else None)


def _names_a_time(heard: Utterance) -> bool:
    """Whether a time is named that is asked about, rather than asked from."""
    return any(time.role is not TimeRole.BACK_THEN for time in heard.times)


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
