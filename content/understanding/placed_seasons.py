"""Which season is meant by its place among those that are known: the last, the newest."""

from typing import Final

from content.facts.as_of import AsOf
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, SeasonRef, ShowId, Subject
from content.facts.kinds import Kind
from content.facts.premieres import is_out, known_seasons, premiere_of
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature

_FINAL: Final = word_set("final_words") | word_set("last_of_all")
_NEWEST: Final = word_set("newest_of_all")
_OF_WHAT_IS_OUT: Final = frozenset(
    {Intent.RELEASE_CHECK, Intent.EPISODE_COUNT, Intent.RUNTIME, Intent.TRAILER}
)
"""What is asked of a new season that is there, where no other is known of."""
_AHEAD: Final = word_set("present_verbs_of_a_date")


def placed(
    season: Season | SeasonRef,
    intent: Intent,
    heard: Utterance,
    show: ShowId,
    catalogue: Catalogue,
    as_of: AsOf,
) -> Season | SeasonRef:
    """Return the number of the season that its place means; *season* where the place itself tells.

    The last season of a show that has ended is its final one, be it still to come, and the newest
    is the latest that anything is known of; what has happened was of one that is out.
    """
    if season not in {SeasonRef.LAST, SeasonRef.NEXT} or intent is Intent.FINAL_SEASON:
        return season
    known = known_seasons(catalogue, show, as_of)
    words = {
        word
        for one in heard.seasons
        if one.season is season
        for word in heard.text.words[one.start : one.end]
    }
    if not known:
        return season
    if not words.isdisjoint(_NEWEST):
        return _newest(season, intent, heard, is_out_all=_are_out(known, show, catalogue, as_of))
    is_final = season is SeasonRef.LAST and not words.isdisjoint(_FINAL)
    return (
        known[-1]
        if is_final and not _is_past(heard) and _has_ended(catalogue, show, as_of)
        else season
    )


def _newest(
    season: Season | SeasonRef, intent: Intent, heard: Utterance, *, is_out_all: bool
) -> Season | SeasonRef:
    """The newest season, which is the one to come while there is one."""
    if _is_past(heard) and intent is not Intent.RENEWAL_STATUS:
        return SeasonRef.LAST
    if season is SeasonRef.LAST:
        return SeasonRef.UNNAMED
    return SeasonRef.LAST if is_out_all and intent in _OF_WHAT_IS_OUT else season


def _are_out(known: tuple[int, ...], show: ShowId, catalogue: Catalogue, as_of: AsOf) -> bool:
    """Whether every season that is known of has come out."""
    return is_out(premiere_of(catalogue, Subject(show, known[-1]), as_of), as_of)


def _has_ended(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> bool:
    """Whether somebody said that the show is cancelled, or that a season is its last."""
    ends = [believed(catalogue, Subject(show, "series"), Kind.CANCELLATION, as_of.day)]
    ends += [
        believed(catalogue, Subject(show, season), kind, as_of.day)
        for season in known_seasons(catalogue, show, as_of)
        for kind in (Kind.CANCELLATION, Kind.FINAL_SEASON)
    ]
    return any(one.is_known and one.held is not None and one.held.is_firm for one in ends)


def _is_past(heard: Utterance) -> bool:
    """Whether what is asked has happened: behind "when", where it is asked when.

    "Did they ever say when it comes out" asks of a day to come.
    """
    asked = [one.end for one in heard.meanings if Feature.WHEN in one.concepts]
    start = asked[-1] if asked and asked[-1] < len(heard.tokens) - 1 else 0
    behind = heard.text.words[start:]
    found = {concept for m in heard.meanings if m.start >= start for concept in m.concepts}
    return Feature.PAST in found and _AHEAD.isdisjoint(behind)
