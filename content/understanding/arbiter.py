"""Whose reading is taken where the grammar and the second reader differ.

Only what is asked, and whether it was meant for Violet, is settled here; never a show, a season, a
day or a fact. The borders were found on rows that neither had seen: docs/decisions.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum
from typing import Final

from content.understanding.claiming import claimed_by
from content.understanding.classify import Decision
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Conversation
from content.understanding.remarks import is_for_nobody
from content.understanding.rules import Strength
from content.understanding.second_reader import Guess
from content.understanding.stories import asks_in_form
from content.understanding.tags import ends_in_a_tag


class Sureness(StrEnum):
    """How sure the grammar is."""

    CLEAR = "clear"
    FOLLOW_UP = "a follow-up"
    FAINT = "faint"
    SILENT = "silence"
    """It found nothing to answer in what has the form of a question."""
    TOLD = "a remark"
    """It found nothing to answer, and no question either."""


BORDERS: Final = {
    Sureness.CLEAR: 0.25,
    Sureness.FOLLOW_UP: 0.5,
    Sureness.FAINT: -0.5,
    Sureness.SILENT: -0.5,
    Sureness.TOLD: 0.25,
}
"""How high the second reader has to score for its reading to be taken."""
_FILLERS: Final = word_set("fillers")
_AHEAD: Final = 0.3
"""By how much its best has to be ahead of the grammar's reading in its own eyes."""
_POSSIBLE: Final = -0.1
"""From which score on the second reader takes the grammar's reading for possible too."""
_UNSURE: Final = -0.5
"""Below which score its best is no more than a guess."""
_SILENCED: Final = 0.75
"""Up to which score silence is not taken from it for a question in its full form."""
_CERTAIN: Final = 0.0
"""From which score on it says that it is this one."""
_NEVER: Final = frozenset(
    ("subscribe", "unsubscribe", "correction", "privacy", "not_tracked", "not_addressed")
)
"""What is never taken from the second reader: what changes something, and whom it is not about."""


_RULED: Final[Mapping[Intent | None, AbstractSet[Feature]]] = {
    Intent.SMALLTALK: {Feature.FORGET},
    Intent.RECEPTION: {Feature.RECEIVED},
    Intent.PREMISE: {Feature.ABOUT},
    Intent.TITLE: {Feature.TITLE, Feature.FORMERLY},
    Intent.OUT_OF_SCOPE: {Feature.MONEY},
    Intent.WHERE_TO_WATCH: {Feature.ARRIVES, Feature.LEAVE, Feature.LONGER, Feature.UNTIL},
    Intent.CAST: {Feature.WILLING, Feature.CHARACTER},
    Intent.RUNTIME: {Feature.RUNTIME},
    Intent.FILMING_WRAP: {Feature.WRAP, Feature.WRAP_FILMING},
    Intent.RELEASE_MODEL: {Feature.MODEL},
    Intent.COMPARE_RELEASE: {Feature.CANCEL},
    Intent.FILMING_STATUS: {
        *(Feature.WRITTEN, Feature.MADE, Feature.SIDE_BY_SIDE),
        *(Feature.RESUMED, Feature.PUT_ON_HOLD),
    },
}
"""What the grammar alone reads: it turns on what is held, or on words that few rows have."""


def how_sure(ruled: Decision) -> Sureness:
    """Return how sure the grammar is of what it *ruled*."""
    if ruled.is_follow_up:
        return Sureness.FOLLOW_UP
    if ruled.intent is None:
        return Sureness.SILENT if Feature.ASKED in ruled.meanings else Sureness.TOLD
    return Sureness.FAINT if ruled.strength <= Strength.FAINT else Sureness.CLEAR


def is_clear(ruled: Decision) -> bool:
    """Whether the grammar has more than a subject to go by."""
    return how_sure(ruled) is Sureness.CLEAR


def arbitrated(ruled: Decision, guess: Guess, heard: Utterance, before: Conversation) -> Decision:
    """Return what *heard* asks, by the grammar or by the second reader."""
    intent, sure = guess.intent, how_sure(ruled)
    if ruled.intent is Intent.PRIVACY or not ruled.meanings.isdisjoint(
        _RULED.get(ruled.intent, ())
    ):
        return ruled
    if ruled.intent is None and is_for_nobody(heard, ruled.meanings):
        return ruled
    if ruled.by_the_record or intent is ruled.intent or _is_of_somebodys_fate(ruled):
        return ruled
    if intent and guess.score < _UNSURE and _is_anybodys_guess(ruled, heard):
        return replace(ruled, perhaps=_likeliest_fact(guess, ruled))
    if guess.score < BORDERS[sure] or (intent is None and _is_plain(ruled, guess, heard)):
        return ruled
    others = guess.scores.get(ruled.intent)
    if others is None or guess.score - others < _AHEAD:
        return ruled  # of an intent that it never met it can say nothing
    if others > _POSSIBLE and sure in {Sureness.CLEAR, Sureness.FOLLOW_UP}:
        return ruled
    if intent is not None and not _may_be_taken(intent, ruled, heard, before):
        return ruled
    return replace(ruled, intent=intent, is_follow_up=False)


def _is_plain(ruled: Decision, guess: Guess, heard: Utterance) -> bool:
    """Whether the grammar is clear about a question in its full form, which names its show."""
    is_clear = how_sure(ruled) is Sureness.CLEAR and guess.score < _SILENCED
    is_clear = is_clear and bool(ruled.row.kinds)
    return is_clear and bool(heard.mentions) and asks_in_form(heard)


def _is_of_somebodys_fate(ruled: Decision) -> bool:
    """Whether it asks what becomes of somebody, which nothing but the plot tells."""
    is_plot = {Feature.PERSON, Feature.PLOT} <= ruled.meanings
    return is_plot and ruled.intent is Intent.OUT_OF_SCOPE


def _is_anybodys_guess(ruled: Decision, heard: Utterance) -> bool:
    """Whether a show that is known is asked about, and its name is all there is to go by."""
    is_asked = Feature.ASKED in ruled.meanings and len(heard.mentions) == 1
    is_named = is_asked and not (heard.untracked or heard.unknown)
    return is_named and ruled.intent is Intent.RELEASE_DATE and how_sure(ruled) is Sureness.FAINT


def _likeliest_fact(guess: Guess, ruled: Decision) -> Intent | None:
    """The fact that the second reader would first take it to ask for, beside what was *ruled*."""
    facts = [one for one in guess.scores if one and one.row.kinds and one is not ruled.intent]
    return max(facts, key=guess.scores.__getitem__, default=None)


def is_certain(settled: Decision, guess: Guess) -> bool:
    """Whether the second reader takes what was *settled* for that, too."""
    return guess.scores.get(settled.intent, _CERTAIN) >= _CERTAIN


def is_only_told(settled: Decision, guess: Guess) -> bool:
    """Whether what stands beside a question, and has no form of one, is left alone.

    What the second reader never met, and what changes something, is left to the grammar.
    """
    score = guess.scores.get(settled.intent)
    return score is not None and settled.intent not in _NEVER and score < _CERTAIN


def _tells_the_show(heard: Utterance, ruled: Decision) -> bool:
    """Whether a code name stands in it, and no word that calls Violet herself."""
    names = {one.name.casefold() for one in heard.called}
    return bool(names - _FILLERS) or (bool(names) and Feature.CALLED in ruled.meanings)


def _may_be_taken(intent: Intent, ruled: Decision, heard: Utterance, before: Conversation) -> bool:
    """Whether *heard* may ask that: of a show that is known, and never of a stranger's."""
    if intent in _NEVER or ruled.intent is Intent.NOT_TRACKED or Feature.INJECT in ruled.meanings:
        return False
    claims = ruled.intent is not None and claimed_by(heard, ruled.intent, ruled.meanings)
    if claims and (intent is not Intent.DISPUTE or ends_in_a_tag(heard)):
        return False  # it is told whether that is so, or put right
    if (heard.untracked or heard.unknown) and not heard.mentions:
        return False  # it would be answered of the show that was spoken of before
    if intent is Intent.CODE_NAME and heard.people and not heard.called:
        return False  # "which show is she joining" asks for no name of a shoot
    if intent.row.compares and Feature.SHOWS not in ruled.meanings:
        return False
    if intent is Intent.CODE_NAME and Feature.PERSON in ruled.meanings:
        return False  # whose name is asked after is somebody
    if intent is Intent.CODE_NAME and _tells_the_show(heard, ruled):
        return True
    return not intent.row.needs_show or bool(heard.mentions or before.show or ruled.intent)
