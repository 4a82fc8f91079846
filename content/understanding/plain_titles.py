"""Titles that are ordinary words or numbers, and when one is meant: "is Lost renewed"."""

import re
from collections.abc import Sequence
from typing import Final

from content.understanding.lexer import language
from content.understanding.lexicon.languages import word_set
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


def is_plain(name: str) -> bool:
    """Whether a name is an ordinary English word, or a number: "You", "2", "The Date"."""
    return are_plain(normalise(name).words)


def are_plain(words: tuple[str, ...]) -> bool:
    """Whether a name of those *words*, as they are compared, is an ordinary word or a number."""
    if words[:1] == ("the",) and len(words) > 1:
        words = words[1:]
        meanings = language("en").phrases.get(words[0], ())
        return len(words) == 1 and any(phrase == words for phrase, _ in meanings)
    return len(words) == 1 and (words[0].isdigit() or words[0] in language("en").words)


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
            not before.ends_sentence and ":" not in before.after and first.word not in _CAPITALISED
        )
    is_asked = before.word in INVERTED and _asks_first(text, at - 1)
    return is_asked and bool(behind) and behind[0] in _SAID and first.word not in NO_BEGINNING


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
