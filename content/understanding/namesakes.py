"""Things of the same name that are no television series: the novel, the comic, the film."""

from collections.abc import Sequence
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.entities import Utterance
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.part_words import FILM
from content.understanding.subjects import Mention

_VERB_BEFORE: Final = word_set("before_a_namesake")
_KINDS: Final = word_set("kinds_of_namesake")
"""What stands before an English name as a verb or in a list as well: "film daredevil"."""
_FILMS: Final = ("movie", "film")
"""What no series is, whatever its own file says."""
_OF: Final = word_set("of_a_namesake")


def is_namesake(heard: Utterance, mention: Mention, catalogue: Catalogue) -> bool:
    """Whether the thing named at *mention* is said to be something else than the series.

    Only a word beside the name says so: "the jessica jones novel", "the comic of daredevil".
    """
    words = heard.text.words
    before = _before(heard, mention)
    behind = words[mention.end : mention.end + 3]
    if behind[:1] == ("the",):
        behind = behind[1:]
    if not behind and before < 0:
        return False
    every, namesakes = _namesakes_of(mention.show, catalogue)
    if every.isdisjoint(behind) and (before < 0 or words[before] not in every):
        return False
    if is_film(heard, mention, catalogue):
        return False
    for namesake, parts in namesakes:
        is_behind = behind[: len(parts)] == parts or (
            behind[1:2] == parts and _is_part_of_name(heard, mention.end)
        )
        if is_behind and not _is_verb(heard, namesake):
            return True
        is_apart = before < mention.start - 1 or _may_touch(heard, namesake)
        is_before = before >= 0 and words[before] == parts[-1] and is_apart
        if is_before and not _is_verb(heard, namesake):
            return True
    return False


def _namesakes_of(
    show: ShowId, catalogue: Catalogue
) -> tuple[frozenset[str], Sequence[tuple[str, tuple[str, ...]]]]:
    """Return every word of what else bears the name of *show*, and each with its words."""

    def found() -> tuple[frozenset[str], Sequence[tuple[str, tuple[str, ...]]]]:
        each = [(one, tuple(one.split())) for one in (*catalogue.shows[show].namesakes, *_FILMS)]
        return frozenset(word for _, parts in each for word in parts), each

    return catalogue.remembered_of(show, is_namesake, found)


def is_film(heard: Utterance, mention: Mention, catalogue: Catalogue) -> bool:
    """Whether the film of the name is meant, where there is one that is followed."""
    words = heard.text.words
    before = _before(heard, mention)
    is_behind = not FILM.isdisjoint(words[mention.end : mention.end + 1])
    is_said = (is_behind and not _is_verb(heard, "film")) or (before >= 0 and words[before] in FILM)
    return is_said and any("film" in catalogue.seasons(show) for show in mention.shows)


def _before(heard: Utterance, mention: Mention) -> int:
    """The place of the word that a name is said to be of: "the comic of"; -1: there is none."""
    before = mention.start - 1
    while before >= 0 and heard.text.words[before] in _OF:
        before -= 1
    return before


def _may_touch(heard: Utterance, namesake: str) -> bool:
    """Whether it may stand right before the name: a brand, or "film" in a Romance language."""
    return namesake not in _KINDS or heard.language.code in {"es", "fr", "it", "pt"}


def _is_part_of_name(heard: Utterance, at: int) -> bool:
    """Whether the word between a name and what it is belongs to the name: "… alias comic"."""
    joining = {"in", "on", "from", "based", "or", "and", "vs", "like", "a"}
    word = heard.tokens[at].word
    is_other = (word.isdigit() and len(word) < 4) or word in joining
    is_season = any(one.start <= at < one.end for one in heard.seasons)
    return not is_other and not is_season and Feature.AUX not in heard.concept_at(at)


def _is_verb(heard: Utterance, namesake: str) -> bool:
    """Whether the word is what a crew does: "where did daredevil film"."""
    if namesake != "film":
        return False
    asked = heard.said
    return Feature.WHERE in asked or not _VERB_BEFORE.isdisjoint(
        {"did", "does"} & set(heard.text.words)
    )
