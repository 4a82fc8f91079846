"""What is asked of less than a season: an episode, the finale, a part of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import part_words, season_words
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Part, PartSort
from content.understanding.seasons import bare_number

_CODED = re.compile(r"(?:[a-z]*s\d{1,4}|[a-z]{0,3})(?:e|ep)0{0,2}(\d{1,3})")
"""An episode as it is filed: "s02e05", "e5", "ep05"."""
_CROSSED = re.compile(r"\d{1,2}x0{0,2}(\d{1,3})")
_MANY: Final = frozenset({Feature.HOW_MANY, Feature.MODEL})
"""What episodes are counted by, or come out by."""


def part_of(heard: Utterance, intent: Intent) -> Part | None:
    """Return what is named of a season; None where it is the season as a whole.

    The first episode comes out with the season, so it is the whole.
    """
    words = heard.text.words
    if intent is Intent.EPISODE_COUNT:
        parts = (one for one in _numbered(words) if one.sort is PartSort.PART)
        return next(parts, None)
    if not intent.row.of_parts:
        return None
    if _has(words, part_words.HALF):
        return Part(PartSort.PART, 2)
    found = next(_numbered(words), None)
    if found is not None:
        is_first = found.number == 1 and found.sort is PartSort.EPISODE
        return None if is_first or _is_counted(heard) else found
    is_finale = not part_words.FINALE.isdisjoint(words) or _has(words, part_words.FINALE_OF)
    return Part(PartSort.FINALE) if is_finale else None


def is_numbered(words: Sequence[str], at: int) -> bool:
    """Whether the word at *at* counts one thing: "episode 5", "the 4th episode"."""
    return _number_at(words, at) is not None


def _numbered(words: Sequence[str]) -> Iterator[Part]:
    for at, word in enumerate(words):
        filed = _CODED.fullmatch(word) or _CROSSED.fullmatch(word)
        if filed is not None:
            yield Part(PartSort.EPISODE, int(filed[1]))
        for named, sort in _SORTS:
            number = _number_at(words, at) if word in named else None
            if number is not None:
                yield Part(sort, number)


def _number_at(words: Sequence[str], at: int) -> int | None:
    before = words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in season_words.NUMBER_WORDS and at + 2 < len(words):
        following = words[at + 2]
    number = _number(following)
    if number is None and words[at] in part_words.PART:
        number = part_words.LETTERS.get(following)
    return number or season_words.ORDINALS.get(before) or _ordinal(before)


def _number(word: str) -> int | None:
    return season_words.CARDINALS.get(word) or (int(word) if _COUNTED.fullmatch(word) else None)


def _ordinal(word: str) -> int | None:
    match = _PLACED.fullmatch(word)
    return bare_number(match[1]) if match else None


def _is_counted(heard: Utterance) -> bool:
    """Whether it is how many there are, or how they come out, that is asked."""
    found = heard.said
    return not _MANY.isdisjoint(found)


def _has(words: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(
        phrase[0] in words
        and any(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words)))
        for phrase in phrases
    )


_COUNTED = re.compile(r"0{0,2}[1-9]\d{0,2}")
_PLACED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|a|o|e|eme|er|ere)")
_SORTS: Final = ((part_words.EPISODE, PartSort.EPISODE), (part_words.PART, PartSort.PART))
