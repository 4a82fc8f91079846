"""What a question takes to be so: the day, the weekday or the number that it names.

"Did it come out in 2017" claims a year, "why has it 13 episodes" a number. Whether a claim is
right, `content.answers.verdicts` decides; where it cannot be said what is claimed, nothing is.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from content.understanding.claimed_days import (
    claimed_day,
    claimed_minutes,
    claimed_move,
    claimed_until,
    counts_days,
    names_its_purpose,
    names_no_day,
)
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.polarity import OF_TRUTH, OPEN, asks_openly, denies, number_told
from content.understanding.question import Claimed, Manner
from content.understanding.remarks import first_of
from content.understanding.staying import claimed_stay
from content.understanding.tags import ends_in_a_tag, tag_of
from content.understanding.times import TimeRole

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
        Intent.TRAILER,
    }
)
_COUNTED: Final = frozenset({Intent.EPISODE_COUNT, Intent.RUMOUR_CHECK})
_OF_A_RELEASE: Final = frozenset({Intent.RELEASE_CHECK, Intent.RELEASE_DATE, Intent.RELEASE_TIME})
_TWO: Final = word_set("or_in_a_claim")
_COMPARED: Final = word_set("before_a_compared_number")
_NO_EVENTS: Final = word_set("behind_after_no_event")
_BEFORE: Final = word_set("before_a_day")
_RESUMED: Final = word_set("resumed")
_UNTIL: Final = word_set("until_a_day")
_BEGUN: Final = word_set("begun")
_HAPPENED: Final = word_set("verbs_of_the_past")
_FILMED: Final = word_set("filmed")
_HAVING_DONE: Final = word_set("before_what_is_done")
_BEING_DONE: Final = word_set("before_what_is_being_done")
_SPARED: Final = word_set("spared")
_TO_SAY: Final = word_set("to_another_day")
_WEEKLY: Final = word_set("in_weekly")
_AT_ONCE: Final = word_set("in_all_at_once")
_SOONER: Final = word_set("sooner_of_two")
_LATER: Final = word_set("later_of_two")
_WILL: Final = word_set("will")
_STILL: Final = word_set("still")
_PLAYED: Final = word_set("playing_a_role")
_DELAYED: Final = word_set("put_off")
_ONCE_MORE: Final = word_set("once_more")
_ALL: Final = word_set("every_season")
_CALLING: Final = word_set("before_a_title")


def claimed_by(heard: Utterance, intent: Intent, meanings: AbstractSet[Feature]) -> Claimed | None:
    """Return what *heard* claims of the fact that it asks about; None: nothing it can be held to.

    A question why claims what it asks the reason of.
    """
    why = intent is Intent.OUT_OF_SCOPE and Feature.WHY in meanings
    if why:
        return _taken_for_granted(heard, meanings)
    if intent not in OF_TRUTH and asks_openly(heard, intent):
        return None
    if intent is Intent.WHERE_TO_WATCH:
        return claimed_stay(heard, meanings, claimed_day(heard), denies=denies(heard))
    if intent in _OF_ITS_OWN:
        return None if denies(heard) else _OF_ITS_OWN[intent](heard)
    if intent is Intent.CANCELLATION_STATUS and _is_spared(heard):
        return Claimed(spared=not denies(heard))
    if denies(heard):
        is_told = intent in _OF_A_DAY - {Intent.RELEASE_DATE} and _TWO.isdisjoint(heard.text.words)
        return Claimed() if is_told else None
    if intent is Intent.FILMING_STATUS:
        return _of_filming(heard, meanings)
    count = _count(heard) if intent in _COUNTED else None
    if count is not None:
        return Claimed(count=count)
    if not _is_held_to_a_day(heard, intent, meanings):
        return None
    return _claimed_when(heard, intent)


def _taken_for_granted(heard: Utterance, meanings: AbstractSet[Feature]) -> Claimed | None:
    """What a question why takes to be so: how many there are, on which day, or not until when."""
    is_of_a_day = not meanings.isdisjoint(_DATED) and meanings.isdisjoint(_OF_ANOTHER_DAY)
    put_off = claimed_until(heard) if is_of_a_day else None
    if put_off is not None or denies(heard):
        return put_off
    count = _count(heard)
    if count is not None:
        return Claimed(count=count)
    if not is_of_a_day:
        return None
    return claimed_day(heard)


def _of_filming(heard: Utterance, meanings: AbstractSet[Feature]) -> Claimed | None:
    """Whether it is said to have begun, to go on again, or to rest."""
    if Feature.START in meanings and _has_begun(heard):
        return Claimed(happened=True)
    words = [w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days]
    goes_on = not _RESUMED.isdisjoint(words)
    if goes_on and _names_a_time(heard):
        return claimed_day(heard) or Claimed()  # "did it resume in march"
    if Feature.PAUSED in meanings and not goes_on:
        return Claimed(paused=True)
    return Claimed(filmed=True) if _is_filmed(words) else None


def _is_filmed(words: Sequence[str]) -> bool:
    """Whether it is asked if all of it is filmed: "has it been shot", "ist es schon gedreht"."""
    done = next((at for at, word in enumerate(words) if word in _FILMED), None)
    if done is None:
        return False
    before = words[:done]
    return not _HAVING_DONE.isdisjoint(before) and _BEING_DONE.isdisjoint(before)


def _is_spared(heard: Utterance) -> bool:
    """Whether it is said to be safe; not "is it safe to say that it is cancelled"."""
    words = (*heard.text.words, "")
    return any(
        word in _SPARED and words[at + 1] not in _TO_SAY for at, word in enumerate(words[:-1])
    )


def _has_begun(heard: Utterance) -> bool:
    """Whether it is said to have begun: "has it started", "did they start"."""
    words = heard.text.words
    free = {word for at, word in enumerate(words) if at not in heard.subjects_and_days}
    return not _BEGUN.isdisjoint(free) or words[first_of(heard)] in _HAPPENED


def _manner(heard: Utterance) -> Claimed | None:
    """How the episodes are said to appear; nothing where both ways are named."""
    told = tag_of(heard).start or len(heard.tokens)
    words = {
        heard.text.words[at]
        for one in heard.meanings
        if Feature.MODEL in one.concepts and one.start < told
        for at in range(one.start, one.end)
    }
    is_weekly, is_at_once = not _WEEKLY.isdisjoint(words), not _AT_ONCE.isdisjoint(words)
    free = [w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days]
    are_some = any(number_told(word) for word in free) and _ALL.isdisjoint(free)
    if is_weekly is is_at_once or (are_some and is_at_once):  # "two episodes at once"
        return None
    return Claimed(manner=Manner.WEEKLY if is_weekly else Manner.AT_ONCE)


def _order(heard: Utterance) -> Claimed | None:
    """Which of two is said to be the first: the first that is named, or the other."""
    words = heard.text.words[: tag_of(heard).start or len(heard.tokens)]
    places = [*(one.start for one in heard.mentions), *(one.start for one in heard.seasons)]
    between = {word for at, word in enumerate(words) if min(places, default=0) < at}
    is_before = not between.isdisjoint(_BEFORE | _SOONER)
    is_after = not between.isdisjoint(time_words.AFTER | _LATER)
    if is_before is is_after or heard.times:
        return None
    return Claimed(comes_later=is_after)


def _title(heard: Utterance) -> Claimed | None:
    """What it is said to be called: the other name of it, or what stands behind the verb."""
    words = heard.text.words[: tag_of(heard).start or len(heard.tokens)]
    verb = max((at for at, word in enumerate(words) if word in _CALLING), default=len(words))
    named = [one for one in heard.mentions[1:] or heard.mentions if one.start > 0]
    said = [one for one in named if one.start == verb + 1] or heard.mentions[1:2]
    if said:
        return Claimed(title=" ".join(words[said[0].start : said[0].end]))
    return Claimed(title=" ".join(words[verb + 1 :])) if verb + 1 < len(words) else None


def _move(heard: Utterance) -> Claimed | None:
    """The day to which it is said to have been moved, or that it is said to be delayed."""
    if heard.times:
        return claimed_move(heard)
    free = {w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days}
    is_delayed = not _DELAYED.isdisjoint(free) and _ONCE_MORE.isdisjoint(free)
    return Claimed(comes_later=True) if is_delayed else None


def _part(heard: Utterance) -> Claimed | None:
    """That somebody plays somebody: "does finn jones play danny rand"."""
    plays = len(heard.people) > 1 and not _PLAYED.isdisjoint(heard.text.words)
    return Claimed(plays=True) if plays else None


_OF_ITS_OWN: Final[Mapping[Intent, Callable[[Utterance], Claimed | None]]] = {
    Intent.RELEASE_MODEL: _manner,
    Intent.COMPARE_RELEASE: _order,
    Intent.TITLE: _title,
    Intent.CHANGE_HISTORY: _move,
    Intent.CAST: _part,
}
"""What is claimed of a fact that is neither a day nor a number."""


def _claimed_when(heard: Utterance, intent: Intent) -> Claimed | None:
    if intent is Intent.RENEWAL_STATUS and names_its_purpose(heard):
        return Claimed()
    claimed = claimed_day(heard)
    minutes = claimed_minutes(heard) if intent in _OF_A_RELEASE | OF_TRUTH else ()
    if minutes:
        return replace(claimed or Claimed(), minutes=minutes)
    if intent is Intent.RELEASE_TIME:
        return None
    if claimed is None and _is_bounded_by_an_event(heard):
        return Claimed(happened=intent is Intent.CANCELLATION_STATUS)
    if names_no_day(heard, claimed):
        return Claimed()
    if claimed is None and intent is Intent.RELEASE_CHECK and _is_awaited(heard):
        return Claimed(awaited=True)
    if claimed is None and intent is Intent.RELEASE_CHECK and counts_days(heard):
        return Claimed()  # "is it out in less than a month": a no would be one to that
    if claimed is None and intent is Intent.FILMING_START:
        return Claimed(happened=True) if _has_begun(heard) else None
    return claimed or (Claimed() if _names_a_time(heard) else None)


def _is_awaited(heard: Utterance) -> bool:
    """Whether it asks if it will come at all: "will it still come out"; not "will it be soon"."""
    words = heard.text.words
    is_bare = not _names_a_time(heard) and not counts_days(heard)
    return words[first_of(heard)] in _WILL and not _STILL.isdisjoint(words) and is_bare


def _names_a_time(heard: Utterance) -> bool:
    """Whether a time is named that is asked about, rather than asked from."""
    return any(time.role is not TimeRole.BACK_THEN for time in heard.times)


def _is_held_to_a_day(heard: Utterance, intent: Intent, meanings: AbstractSet[Feature]) -> bool:
    """Whether the day that it names is claimed of what it asks about."""
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
    return any(m.concepts & OPEN for m in heard.meanings)


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


def _count(heard: Utterance) -> int | None:
    """The number of episodes that is named."""
    found = []
    for meaning in heard.meanings:
        if Feature.EPISODES in meaning.concepts and meaning.start:
            at = meaning.start - 1
            number = number_told(heard.text.words[at])
            taken = any(one.start <= at < one.end for one in heard.seasons)
            before = heard.text.words[at - 1] if at else ""
            if number is not None and not taken and before not in _COMPARED - {"only"}:
                found.append(number)
    return found[0] if len(found) == 1 else None
