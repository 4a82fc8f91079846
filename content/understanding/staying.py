"""Whether a question takes a show to be on a service still, or to have left it."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.question import Claimed
from content.understanding.remarks import first_of
from content.understanding.tags import ends_in_a_tag

_STAYING: Final = word_set("staying_verbs")
_STILL: Final = word_set("still")
_HAPPENED: Final = word_set("verbs_of_the_past")
_TAKING: Final = word_set("verbs_of_taking_off")
_OFF: Final = word_set("behind_what_is_taken_off")
_SERVICES: Final = frozenset({Feature.ON_SERVICE, Feature.NETFLIX, Feature.DISNEY})
_SMALL: Final = GLUE | {"it", "them"}
_POLAR: Final = frozenset({Feature.AUX, Feature.RUMOUR, Feature.TRUE})
"""What opens a question whether something is so."""
_OPEN: Final = frozenset(
    {Feature.WHEN, Feature.WHO, Feature.WHAT, Feature.WHICH, Feature.WHERE, Feature.HOW}
)


def claimed_stay(
    heard: Utterance, meanings: AbstractSet[Feature], day: Claimed | None, *, denies: bool
) -> Claimed | None:
    """Return what *heard* claims of where it is to be had: that it is, or no longer.

    *day* is the one that it names, if any, and *denies* tells whether it asks if it is not so.
    """
    words, first = heard.text.words, first_of(heard)
    begins = heard.concept_at(first) & _POLAR
    opens = bool(begins) or ends_in_a_tag(heard)
    is_short = any("?" in token.after for token in heard.tokens) and (
        Feature.LEAVE in meanings or not _STILL.isdisjoint(words)
    )
    is_of_service = not meanings.isdisjoint({Feature.ON_SERVICE, Feature.WATCH})
    happened = Feature.PAST in meanings or words[first] in _HAPPENED
    if not (opens or is_short) or heard.place is not None or _names_what_is_asked(heard):
        return None
    leaves = Feature.LEAVE in meanings and _STAYING.isdisjoint(words)
    if Feature.LEAVE not in meanings and not is_of_service:
        if not happened:
            return None  # "is luke cage?": whether it stays or leaves, the words before say
        leaves = True
    if leaves is (denies or Feature.LONGER in meanings):
        return Claimed()
    named = (day if leaves else None) or Claimed()
    return replace(named, gone=True, happened=happened)


def _names_what_is_asked(heard: Utterance) -> bool:
    """Whether a phrase holds the word that asks for a value: "which service", "until when"."""
    phrases = [one for one in heard.meanings if one.end - one.start > 1]
    within = (at for one in phrases if not one.concepts & _POLAR for at in one.places)
    return any(heard.language.means(heard.tokens[at].word) & _OPEN for at in within)


def is_taken_off(heard: Utterance) -> bool:
    """Whether a verb and its particle stand around a name: "take daredevil down"."""
    words = heard.text.words
    for one in heard.mentions:
        at = one.start - 1
        while at > 0 and words[at] in _SMALL and words[at] not in _TAKING:
            at -= 1
        end = one.end
        while end < len(words) - 1 and (words[end] in _SMALL or _is_a_service(heard, end)):
            if words[end] in _OFF:
                break
            end += 1
        if at >= 0 and words[at] in _TAKING and end < len(words) and words[end] in _OFF:
            return True
    return False


def _is_a_service(heard: Utterance, at: int) -> bool:
    return not heard.concept_at(at).isdisjoint(_SERVICES)
