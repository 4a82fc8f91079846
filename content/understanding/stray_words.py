"""Words that mean nothing of a show where they stand: "the last 10 days", "cancelled my netflix".

A word is read by what it belongs to, and not by itself: a last that counts days ends no season,
whoever cancels a subscription of their own cancels no show, and what a strike or a network does
orders nothing of Violet.
"""

from typing import Final

from content.understanding.entities import Utterance
from content.understanding.lexer import Meaning
from content.understanding.lexicon import season_words, time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.remarks import first_of

_ASKING: Final = frozenset({Feature.AUX, Feature.WHEN, Feature.WHY, Feature.HOW, Feature.WHAT})
_LATEST: Final = word_set("latest_words")
_STRESSING: Final = word_set("stressing_words")
_DENIALS: Final = word_set("denials")
_FILLING: Final = word_set("filling_in")
_OF_THEIR_OWN: Final = word_set("of_their_own")
_KEPT_BY_PEOPLE: Final = word_set("subscriptions_of_people")
_WHO_MAY_ORDER: Final = word_set("who_may_order")
_SELF: Final = word_set("speaking_of_themselves")
_FURTHER: Final = word_set("what_a_show_gets")
_NEAR: Final = 4
"""How many words may stand between a verb and what it is said of."""


def is_stray(heard: Utterance, meaning: Meaning, concept: Feature) -> bool:
    """Whether the words at *meaning* do not mean *concept* of a show, where they stand."""
    match concept:
        case Feature.FINAL:
            return _counts_time(heard, meaning)
        case Feature.CANCEL | Feature.UNDO:
            return _is_their_own(heard, meaning)
        case Feature.UNSUBSCRIBE | Feature.SUBSCRIBE:
            return _is_their_own(heard, meaning) or _is_done_by_another(heard, meaning)
        case Feature.NEWS:
            return _is_latest_of_a_thing(heard, meaning)
        case Feature.TRUE:
            return _is_emphasis(heard, meaning)
        case Feature.OPINION:
            return _is_filled_in(heard, meaning)
        case Feature.GET:
            return not _gets_a_season(heard, meaning)
        case _:
            return False


def _is_latest_of_a_thing(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it is what holds now that is asked, and no news: "what is the latest date"."""
    is_latest = heard.text.words[meaning.end - 1] in _LATEST
    return is_latest and Feature.DATE in heard.concept_at(meaning.end)


def _is_emphasis(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a "really" only stresses what is asked: "is it really over", "really not"."""
    words = heard.text.words
    if words[meaning.start] not in _STRESSING or meaning.end >= len(words):
        return False
    is_ended = not heard.concept_at(meaning.end).isdisjoint({Feature.CANCEL, Feature.WRAP})
    return is_ended or words[meaning.end] in _DENIALS


def _is_filled_in(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a "like" that begins a sentence says nothing: "like its really over"."""
    is_filler = heard.text.words[meaning.start] in _FILLING
    return is_filler and (meaning.start == 0 or "," in heard.tokens[meaning.start - 1].after)


def _counts_time(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it is the last of days or weeks: "in the last 10 days", "the last few weeks"."""
    behind = heard.text.words[meaning.end : meaning.end + _NEAR - 1]
    for word in behind:
        if word in time_words.UNITS or word in time_words.UNIT_DAYS:
            return True
        if not (word.isdigit() or word in time_words.COUNTS or word in season_words.CARDINALS):
            return False
    return False


def _is_their_own(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it is a subscription that somebody pays for: "i cancelled my netflix"."""
    words = heard.text.words
    behind = words[meaning.end : meaning.end + _NEAR]
    is_own = not _OF_THEIR_OWN.isdisjoint(words[meaning.end - 1 : meaning.end + 1])
    if is_own and not _KEPT_BY_PEOPLE.isdisjoint(behind):
        return True
    before = words[max(0, meaning.start - _NEAR) : meaning.start]
    return bool(behind) and behind[0] in _KEPT_BY_PEOPLE and not _SELF.isdisjoint(before)


def _is_done_by_another(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a question asks what somebody else does: "did the strike stop it"."""
    first = first_of(heard)
    if meaning.start <= first or heard.concept_at(first).isdisjoint(_ASKING):
        return False
    between = heard.text.words[first + 1 : meaning.start]
    return bool(between) and _WHO_MAY_ORDER.isdisjoint(between)


def _gets_a_season(heard: Utterance, meaning: Meaning) -> bool:
    """Whether what it gets is a season, or more of them: not "getting married in s3"."""
    words = heard.text.words
    reach = range(meaning.end, min(meaning.end + _NEAR, len(words)))
    named = {one.start for one in heard.seasons} | {one.start for one in heard.mentions}
    return meaning.end >= len(words) or any(
        at in named or words[at] in _FURTHER or words[at] in season_words.SEASON for at in reach
    )
