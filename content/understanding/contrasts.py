"""Two sides set against each other: official or rumour, ten and not thirteen, that or another."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind
from content.facts.premieres import is_out, premiere_of
from content.understanding.entities import Utterance
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.season_words import CARDINALS, TEENS
from content.understanding.question import Conversation

_OR: Final = word_set("or_of_two")
_NOT: Final = word_set("not_this_number")
_PRONOUNS: Final = word_set("one_of_two")
_SETTING: Final = word_set("setting_verbs")
"""Verbs that order a date to be set, where they stand first."""
_ORDINAL_DAY: Final = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)")
_MOST_APART: Final = 6
"""How many words may stand between the two sides."""


def is_either(heard: Utterance) -> bool:
    """Whether it asks which of two a thing is, official or rumour: "confirmed or just a rumour"."""
    if not {Feature.OFFICIAL, Feature.RUMOUR} <= heard.said:
        return False
    words = heard.text.words
    official = [m for m in heard.meanings if Feature.OFFICIAL in m.concepts]
    rumour = [m for m in heard.meanings if Feature.RUMOUR in m.concepts]
    for one in official:
        for other in rumour:
            first, second = sorted((one, other), key=lambda meaning: meaning.start)
            between = words[first.end : second.start]
            if len(between) <= _MOST_APART and not _OR.isdisjoint(between):
                return True
    return False


def corrects_a_count(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it tells another number of episodes than was said: "10 episodes, not 13"."""
    if Feature.EPISODES not in found or Feature.ASKED in found:
        return False
    words = heard.text.words
    counts = [at for at, word in enumerate(words) if _is_count(word) and not _is_season(heard, at)]
    denied = [at for at in counts if at and words[at - 1] in _NOT]
    if Feature.WRONG in found:
        return bool(counts)
    return bool(denied) and len(counts) > len(denied)


def corrects_a_day(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it gives another day for what is called wrong, or orders one to be set.

    "That's wrong, jj s2 is out june 29", "update the jj s2 date to march 9".
    """
    days = [time.start for time in heard.times]
    if not days or Feature.ASKED in found:
        return False
    words = heard.text.words
    is_out = not found.isdisjoint({Feature.OUT, Feature.RELEASE, Feature.DATE})
    if Feature.WRONG in found:
        return is_out and found.isdisjoint({Feature.RUMOUR, Feature.SOURCE})
    return words[0] in _SETTING and any(at and words[at - 1] in {"to", "as"} for at in days)


def names_a_day_of_the_month(heard: Utterance) -> bool:
    """Whether a day is named without its month: "my app says the 25th"."""
    words = heard.text.words
    return any(
        at
        and words[at - 1] in {"the", "on", "says", "say"}
        and _ORDINAL_DAY.fullmatch(word)
        and not _is_season(heard, at)
        for at, word in enumerate(words)
    )


def was_once_said(
    heard: Utterance,
    before: Conversation,
    found: AbstractSet[Feature],
    catalogue: Catalogue,
    as_of: AsOf,
) -> bool:
    """Whether a day that is said to have held did hold: then it is asked how it changed."""
    show = heard.mentions[0].show if heard.mentions else before.show
    is_past = not found.isdisjoint({Feature.WAS_NOT, Feature.FORMERLY}) or "was" in heard.text.words
    if show is None or not is_past or found & {Feature.WHO_IS_RIGHT, Feature.RUMOUR}:
        return False
    named = [time.span for time in heard.times]
    held = {
        claim.value
        for claim in catalogue.about(show)
        if claim.kind is Kind.RELEASE_DATE
        and claim.known_from <= as_of.day
        and isinstance(claim.value, PartialDate)
    }
    now = {
        premiere_of(catalogue, Subject(show, season), as_of).date
        for season in catalogue.seasons(show)
    }
    return any(_is_within(day, one) for day in held - now for one in named) and not any(
        day is not None and _is_within(day, one) for day in now for one in named
    )


def is_told_of_a_release(
    heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> bool:
    """Whether "wasn't it out in may" is of a season that is out, or of a day that holds.

    Of what is still ahead, a day that does not hold is one that it was once to be.
    """
    show = heard.mentions[0].show if heard.mentions else before.show
    if show is None:
        return False
    named = [one.season for one in heard.seasons if isinstance(one.season, int)]
    seasons = named or [one for one in catalogue.seasons(show) if isinstance(one, int)]
    premieres = [premiere_of(catalogue, Subject(show, season), as_of) for season in seasons]
    dates = [one.date for one in premieres if one.date is not None]
    holds = any(_is_within(day, time.span) for day in dates for time in heard.times)
    return holds or any(is_out(one, as_of) for one in premieres)


def _is_within(day: PartialDate, named: PartialDate) -> bool:
    """Whether it is what was named, or lies within it: 29 November in "november"."""
    return day.relation_to(named) in {Relation.EQUAL, Relation.REFINES}


def _is_count(word: str) -> bool:
    return word.isdigit() or CARDINALS.get(word, 0) > 1 or word in TEENS


def _is_season(heard: Utterance, at: int) -> bool:
    return any(one.start <= at < one.end for one in heard.seasons)


def compared_with_it(
    heard: Utterance, before: Conversation, found: AbstractSet[Feature]
) -> int | None:
    """Return where a word stands for the show spoken of, which another is compared with.

    None: none does. "Which comes first, that or daredevil", "is it out before daredevil".
    """
    if before.show is None or found.isdisjoint({Feature.SOONER, Feature.BETWEEN}):
        return None
    subjects = {mention.start: mention for mention in heard.mentions}
    if len(subjects) != 1 or heard.mentions[0].show == before.show:
        return None
    mention = heard.mentions[0]
    words = heard.text.words
    start = min([mention.start, *(one.start for one in heard.seasons if one.end == mention.start)])
    end = max([mention.end, *(one.end for one in heard.seasons if one.start == mention.end)])
    joins = _OR | {"and", "y", "und", "et", "e", "i"}
    if words[end : end + 1] and words[end] in joins and words[end + 1 : end + 2]:
        return end + 1 if words[end + 1] in _PRONOUNS else None
    if start >= 2 and words[start - 1] in joins and words[start - 2] in _PRONOUNS:
        return start - 2
    later = [
        m for m in heard.meanings if Feature.SOONER in m.concepts and end <= m.start <= end + 2
    ]
    for measure in later:  # "is daredevil out before that"
        if words[measure.end : measure.end + 1] and words[measure.end] in _PRONOUNS:
            return measure.end
    is_measured = any(
        Feature.SOONER in m.concepts and start - 2 <= m.end <= start and words[m.start] != "next"
        for m in heard.meanings
    ) or words[start - 1 : start] == ("than",)
    pronouns = [at for at in range(start) if words[at] in _PRONOUNS]
    return pronouns[0] if is_measured and pronouns else None
