"""Titles that are ordinary words or numbers, and when one is meant: "is Lost renewed"."""

import re
from collections.abc import Sequence
from typing import Final

from content.facts.places import NAMED
from content.understanding.lexer import language
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.name_places import INVERTED, NO_BEGINNING
from content.understanding.lexicon.season_words import CARDINALS, SEASON
from content.understanding.lexicon.time_words import MONTHS, WEEKDAYS
from content.understanding.tokens import Text, normalise

_BEFORE_A_SEASON: Final = word_set("before_season_and_no_title")
"""Words that stand before "season 2" and are no title."""
_CAPITALISED: Final = WEEKDAYS.keys() | MONTHS.keys() | {"i"}
"""Words that always have a capital."""
_SAID: Final = word_set("said_of_a_title")
"""What is asked of the title before."""
_ASKING_FIRST: Final = word_set("before_a_plain_title")
_FEW_CAPITALS: Final = 3
_AT_A_PLACE: Final = frozenset({"at", "from", "in", "into", "near", "to"})
_NO_TOPICS: Final = frozenset({Feature.NOTICE, Feature.LEAVE})
"""What nobody asks for by a word alone: "arrow", "lost"."""
_NOUNS: Final = word_set("nouns_for_a_show")
_SMALL: Final = NO_BEGINNING | {"no", "yes"}
_SERVICES: Final = {(service,) for service in word_set("services") | word_set("named_services")}
_ELSEWHERE: Final = _SERVICES | {
    tuple(place.split()) for places in NAMED.values() for place in places.split(", ")
}


def is_plain(name: str) -> bool:
    """Whether a name is an ordinary English word, or a number: "You", "2", "The Date"."""
    return are_plain(normalise(name).words)


def are_plain(words: tuple[str, ...]) -> bool:
    """Whether a name of those *words*, as they are compared, is an ordinary word or a number.

    Services and towns are such words too: fans name them beside any show.
    """
    if words in _ELSEWHERE:
        return True
    if words[:1] == ("the",) and len(words) > 1:
        words = words[1:]
        return len(words) == 1 and (words[0] in _NOUNS or _means_something(words[0]))
    return len(words) == 1 and (
        words[0].isdigit() or words[0] in language("en").words or words[0] in _SMALL
    )


def _means_something(word: str) -> bool:
    meanings = language("en").phrases.get(word, ())
    return any(phrase == (word,) for phrase, _ in meanings)


def is_marked(text: Text, at: int, end: int, written: str) -> bool:
    """Whether something shows that an ordinary word is meant as a title.

    Quotation marks do, a capital within a sentence, a season beside it, and a place where a verb
    asks about it: "is evil cancelled".
    """
    first = text.tokens[at]
    behind = text.words[end : end + 2]
    before = text.tokens[at - 1] if at else None
    if first.quote and (before is None or before.quote != first.quote):
        return end == len(text.tokens) or text.tokens[end].quote != first.quote
    if text.tokens[end - 1].ends_sentence and end < len(text.tokens):
        behind = ()
    if _is_numbered(behind):
        return first.word not in _BEFORE_A_SEASON or first.raw[:1].isupper()
    if first.word in SEASON:
        return False
    raw = " ".join(token.raw for token in text.tokens[at:end])
    if before is None or first.word.isdigit():
        return False
    if raw == written and raw[:1].isupper() and not _is_headline(text):
        return (
            not before.ends_sentence
            and ":" not in before.after
            and first.word not in _CAPITALISED
            and not (text.words[at:end] in _ELSEWHERE and before.word in _AT_A_PLACE)
            and text.words[at:end] not in _SERVICES
        )
    if _is_all_of_a_follow_up(text, at, end):
        return True
    is_asked = before.word in INVERTED and _asks_first(text, at - 1)
    return is_asked and bool(behind) and behind[0] in _SAID and first.word not in NO_BEGINNING


def _is_all_of_a_follow_up(text: Text, at: int, end: int) -> bool:
    """Whether nothing but the word is asked about: "what about arrow"."""
    word = text.tokens[at].word
    if end < len(text.tokens) or end - at > 1 or word in _SMALL or _is_topic(word):
        return False
    before = language("en").meanings(text.words[:at])
    return len(before) == 1 and before[0].end == at and Feature.FOLLOW in before[0].concepts


def _is_topic(word: str) -> bool:
    """Whether the word alone asks for something of the show that is talked of: "the trailer"."""
    meanings = language("en").phrases.get(word, ())
    return any(phrase == (word,) and not concepts <= _NO_TOPICS for phrase, concepts in meanings)


def _asks_first(text: Text, at: int) -> bool:
    return all(word in _ASKING_FIRST for word in text.words[:at])


def _is_numbered(behind: Sequence[str]) -> bool:
    """Whether a season with its number stands there: "season 2", "s2"."""
    if behind[:1] and re.fullmatch(r"s\d{1,2}", behind[0]):
        return True
    is_season = behind[:1] and behind[0] in {*SEASON, "season"}
    return bool(is_season) and len(behind) > 1 and (behind[1].isdigit() or behind[1] in CARDINALS)


def _is_headline(text: Text) -> bool:
    """Whether most words have capitals, so that capitals mean nothing."""
    capitals = sum(token.raw[:1].isupper() for token in text.tokens)
    return text.shouts or (capitals > _FEW_CAPITALS and 2 * capitals > len(text.tokens))
