"""What is said beside the question, and means nothing for it.

"Echo, the marvel show with the deaf hero, when is it out": what is told of a show one names.
"Punisher date please before they change their mind": why, or for whom, it is asked.
"Set a reminder sorry no tell me the date": what is taken back in the same breath.
"I moved here from Lagos": a place that no answer is for.
"I was out on friday, is it renewed": a day that is none of the question's.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from content.understanding.entities import Untracked, Utterance
from content.understanding.known_names import Person
from content.understanding.lexicon.languages import phrases, word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.stories import question_at
from content.understanding.subjects import Mention
from content.understanding.times import Timed, TimeRole

_Found = TypeVar("_Found", Mention, Person, Timed, Untracked)

_DESCRIBING: Final = word_set("beginning_a_description")
_DESCRIBED: Final = word_set("described_by")
"""What a description stands for: "the one with", "the show about"."""
_WHY: Final = phrases("beginning_an_aside")
_TAKING_BACK: Final = phrases("taking_back_what_was_said")
_SUBJECTS: Final = word_set("subjects_behind_a_verb") | {"i"}
_MOVING: Final = word_set("moving_verbs")
_MOST: Final = 9
"""How many words a description has at most where nothing marks its end but the question."""
_FAR: Final = 4
"""How many words may stand between somebody's move and the place."""
_STORY: Final = 2
"""From how many words on, a day beside them, what stands before a comma is more than the day."""
_PARTING: Final = frozenset(",;:-\N{EN DASH}\N{EM DASH}")
_ASKING: Final = frozenset(
    {Feature.WHEN, Feature.HOW_MANY, Feature.HOW_LONG, Feature.HOUR, Feature.WHERE, Feature.WHY}
    | {Feature.POLITE, Feature.WHICH, Feature.WHAT}
)
_SAID_OF_IT: Final = frozenset(
    {Feature.RELEASE, Feature.OUT, Feature.LEAVE, Feature.RENEW, Feature.WATCH, Feature.ANNOUNCE}
)
_KEPT: Final = frozenset({Feature.NETFLIX, Feature.DISNEY, Feature.REBOOT, Feature.FILM})
"""What a description may say that tells which show is meant."""


def without_asides(heard: Utterance) -> Utterance:
    """Return *heard* without the meanings of what is said beside the question."""
    asides = (*_told_before(heard), *_described(heard), *_reasons(heard))
    beside = {at for one in asides for at in one}
    back = _taken_back(heard)
    left = _without(heard, beside | set(back))
    if back and any(one.start >= back.stop for one in heard.mentions):
        left = replace(left, mentions=_outside(left.mentions, set(back)))
    if heard.place is not None and _is_left_behind(heard, heard.place.start):
        left = replace(left, place=None)
    return left


def _without(heard: Utterance, beside: set[int]) -> Utterance:
    if not beside:
        return heard
    return replace(
        heard,
        beside=frozenset(beside),
        meanings=tuple(
            one
            for one in heard.meanings
            if one.start not in beside or not one.concepts.isdisjoint(_KEPT)
        ),
        people=_outside(heard.people, beside),
        times=_outside(heard.times, beside),
        untracked=_outside(heard.untracked, beside),
        strangers=_outside(heard.strangers, beside),
        unknown=_outside(heard.unknown, beside),
    )


def _outside(found: tuple[_Found, ...], beside: set[int]) -> tuple[_Found, ...]:
    return tuple(one for one in found if one.start not in beside)


def _told_before(heard: Utterance) -> Iterator[range]:
    """A story with a day of its own, before the question and what that names."""
    if any(time.role is TimeRole.BACK_THEN for time in heard.times):
        return  # "pretend it is january 2017: is it filming"
    starts = [one.start for one in heard.mentions] + [one.start for one in heard.seasons]
    for at in range(min(starts, default=0) - 1):
        is_parted = not _PARTING.isdisjoint(heard.tokens[at].after)
        told = sum(one not in heard.subjects_and_days for one in range(at + 1))
        has_day = any(time.end <= at + 1 for time in heard.times)
        if is_parted and has_day and told >= _STORY and Feature.AUX in heard.concept_at(at + 1):
            yield range(at + 1)
            return


def _described(heard: Utterance) -> Iterator[range]:
    """What is told of a show behind its name, where the question comes behind that."""
    words = heard.text.words
    for mention in heard.mentions:
        start = mention.end
        while start < len(words) and words[start] in _DESCRIBING:
            end = _end_of_description(heard, start)
            if end is None or _DESCRIBED.isdisjoint(words[start:end]):
                break
            yield range(start, end)
            start = end


def _end_of_description(heard: Utterance, start: int) -> int | None:
    """Where the question begins behind it: at a mark, or at its own word; None: nowhere."""
    for at in range(start + 1, min(start + _MOST + 1, len(heard.tokens))):
        if heard.tokens[at - 1].after.strip():
            return at
        asks = not heard.concept_at(at).isdisjoint(_ASKING)
        if asks and Feature.AUX in heard.meant_at(at + 1):
            return at
        if Feature.POLITE in heard.concept_at(at):
            return at
    return None


def _reasons(heard: Utterance) -> Iterator[range]:
    """Why, or until when, somebody wants to know: "before they change their mind"."""
    words = heard.text.words
    for start in range(1, len(words)):
        length = _length_of(_WHY, words, start)
        if not length or _is_counted_to(heard, start):
            continue
        end = start + length
        while end < len(words) and not _ends(heard, end - 1) and not _asks_anew(heard, end):
            end += 1
        said = {one for m in heard.meanings if start <= m.start < end for one in m.concepts}
        before = {one for m in heard.meanings if m.start < start for one in m.concepts}
        if {Feature.PAST, Feature.WHAT} <= before and Feature.CHANGE in said:
            continue  # "what was the date before they moved it"
        named = [one.start for one in heard.mentions] + [one.start for one in heard.seasons]
        is_named = any(start <= at < end for at in named)
        if not is_named and said.isdisjoint(_SAID_OF_IT):
            yield range(start, end)


def _is_counted_to(heard: Utterance, at: int) -> bool:
    """Whether it is what days are counted to: "how long before they"."""
    counted = {Feature.HOW_LONG, Feature.HOW_MANY, Feature.SPAN}
    return any(m.end == at and m.concepts & counted for m in heard.meanings)


def _ends(heard: Utterance, at: int) -> bool:
    return any(mark in heard.tokens[at].after for mark in ",.;:?!\n")


def _asks_anew(heard: Utterance, at: int) -> bool:
    asks = not heard.concept_at(at).isdisjoint(_ASKING)
    return (asks and Feature.AUX in heard.meant_at(at + 1)) or (
        question_at(heard, at) and heard.text.words[at - 1] not in _SUBJECTS
    )


def _taken_back(heard: Utterance) -> range:
    """What stands before words that take it back, where something is asked behind them."""
    words = heard.text.words
    for start in range(len(words) - 2, 0, -1):
        length = _length_of(_TAKING_BACK, words, start)
        if not length:
            continue
        behind = {
            one for m in heard.meanings if m.start >= start + length for one in m.concepts
        } - {Feature.SMALLTALK, Feature.NOT_THAT, Feature.THAT, Feature.AUX}
        if behind:
            return range(start + length)
    return range(0)


def _length_of(wanted: frozenset[tuple[str, ...]], words: tuple[str, ...], at: int) -> int:
    """How many words of the phrase that begins there; 0: none of them does."""
    return next((n for n in (4, 3, 2, 1) if tuple(words[at : at + n]) in wanted), 0)


def _is_left_behind(heard: Utterance, at: int) -> bool:
    """Whether somebody only tells that they went to the place, or left it."""
    if any(Feature.FILM in one.concepts for one in heard.meanings):
        return False  # "they moved the shoot to canada"
    return not _MOVING.isdisjoint(heard.text.words[max(0, at - _FAR) : at])
