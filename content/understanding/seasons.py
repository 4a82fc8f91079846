"""Which season a message names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.facts.claims import Season, SeasonRef
from content.understanding.lexicon import season_words as lexicon
from content.understanding.subjects import Mention
from content.understanding.tokens import Token, normalise

LARGEST: Final = 99
_SHORT: Final = re.compile(
    rf"(?:{'|'.join(sorted(lexicon.PREFIXES))})0{{0,2}}(\d{{1,2}})(?:e\d{{1,3}})?"
)
_NUMBER = re.compile(r"0{0,2}(\d{1,2})")
_VERY_FEW: Final = 3
_NEXT_ONE: Final = 4
_FEW: Final = 8
"""How many words a correction of the season has at most."""
_ORDINAL: Final = re.compile(rf"(\d{{1,2}})(?:{'|'.join(sorted(lexicon.ORDINAL_ENDINGS))})")


@dataclass(frozen=True, slots=True)
class Named:
    """A season as it was named, and where."""

    season: Season | SeasonRef
    start: int
    end: int


def seasons_in(tokens: Sequence[Token]) -> tuple[Named, ...]:
    """Return every season that *tokens* name, in order."""
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        named = _named(tokens, at)
        if named is None:
            at += 1
            continue
        found.append(named)
        at = named.end
        also = _listed(tokens, at)
        if also is not None:
            found.append(also)
            at = also.end
    return tuple(found)


def seasons_named(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Return seasons with the word, written onto a name, or as a bare number behind one.

    In *tokens* what names a show is blank; *mentions* tell where.
    """
    found = list(seasons_in(tokens))
    for mention in mentions:
        if mention.glued:
            found.append(Named(int(mention.glued), mention.start, mention.start + 1))
        at = mention.end
        number = bare_number(tokens[at].word) if at < len(tokens) else None
        behind = [token.word for token in tokens[at + 1 : at + 4]]
        while len(behind) > 1 and (behind[0].isdigit() or behind[0] in {"or", "to"}):
            behind.pop(0)  # "8 or 13 episodes" counts them
        if (
            number
            and behind[:1] not in [[word] for word in lexicon.NOT_A_SEASON]
            and all(one.start > at or one.end <= at for one in found)
        ):
            found.append(Named(number, at, at + 1))
    if not found and not mentions:
        found += _meant(tokens)
    return _put_right(tokens, sorted(found, key=lambda one: one.start))


def _put_right(tokens: Sequence[Token], found: Sequence[Named]) -> tuple[Named, ...]:
    """Leave out a season that was taken back at once: "s1, no wait, s2"."""
    kept = []
    for at, one in enumerate(found):
        following = found[at + 1].start if at + 1 < len(found) else one.end
        between = [token.word for token in tokens[one.end : following]]
        if not between or not lexicon.TAKING_BACK.issuperset(between):
            kept.append(one)
    return tuple(kept)


def _meant(tokens: Sequence[Token]) -> list[Named]:
    """The season of a short correction or follow-up: "i meant 2", "and the second?"."""
    words = [token.word for token in tokens]
    if not words or len(words) > _FEW:
        return []
    for at, word in enumerate(words):
        number = bare_number(word)
        is_last = at + 1 == len(words)
        behind_and = is_last and len(words) <= _VERY_FEW and words[at - 1] == "and"
        behind_and |= is_last and words[at - 1] in lexicon.ARTICLES  # "e la 4?", "und die 3?"
        if number and at and (words[at - 1] in lexicon.MEANING or behind_and):
            return [Named(number, at, at + 1)]
    if len(words) <= _NEXT_ONE and words[-1] == "one" and words[-2:-1] != ["this"]:
        place = lexicon.PLACES.get(words[-2]) if len(words) > 1 else None
        if place is not None:
            return [Named(place, len(words) - 2, len(words))]  # "and the next one?"
    last = len(words) - 1 - (words[-1:] == ["one"])
    ordinal = lexicon.ORDINALS.get(words[last]) if last > 1 else None
    if ordinal and words[last - 1] in lexicon.ARTICLES and words[last - 2] in lexicon.LEADING:
        return [Named(ordinal, last, len(words))]
    return []


def read_season(typed: str) -> Season | SeasonRef | None:
    """Return the season a command's field names, or None where it cannot be read."""
    tokens = normalise(typed).tokens
    if not tokens:
        return None
    if len(tokens) == 1:
        word = tokens[0].word
        number = _number(word)
        if number is not None:
            return number
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            return int(ordinal[1])
        if word in lexicon.FIELD:
            return lexicon.FIELD[word]
    found = seasons_in(tokens)
    return found[0].season if len(found) == 1 and found[0].end == len(tokens) else None


def _named(tokens: Sequence[Token], at: int) -> Named | None:
    word = tokens[at].word
    short = _SHORT.fullmatch(word)
    if short:
        return Named(int(short[1]), at, at + 1)
    if word in lexicon.WHOLE and (at == 0 or tokens[at - 1].word not in lexicon.NOT_WHOLE):
        return Named("series", at, at + 1)
    behind = [token.word for token in tokens[at + 1 : at + 4]]
    if word in {"s", "t"} and behind and "." in tokens[at].after and _number(behind[0]):
        return Named(int(behind[0]), at, at + 2)
    if word in lexicon.SEASON:
        return _after_season(at, behind)
    if _stands_for_season(tokens, at):
        return Named(lexicon.ORDINALS[word], at, at + 1)
    if _season_behind(tokens, at):
        season = _place(word)
        if season is not None:
            return Named(season, at, at + 2 if behind[0] != " " else at + 1)
    if len(behind) > 1 and behind[1] in lexicon.SEASON and behind[0] in lexicon.BETWEEN:
        season = _place(word)
        if season is not None:
            return Named(season, at, at + 3)
    return None


def _season_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word "season" is next, be it behind a name, which stands there as a blank."""
    behind = [token.word for token in tokens[at + 1 : at + 6]]
    word = next((word for word in behind if word != " "), "")
    return word in lexicon.SEASON


def _stands_for_season(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordinal at the end means a season: "will there be a third"."""
    is_last = at + 1 == len(tokens)
    return is_last and lexicon.ORDINALS.get(tokens[at].word, 0) > 2 and tokens[at - 1].word == "a"


def _after_season(at: int, behind: Sequence[str]) -> Named | None:
    """Read "season 2", "season two", "season number 2", "temporada siguiente"."""
    for skip in (0, 1):
        if len(behind) <= skip or (skip and behind[0] not in lexicon.NUMBER_WORDS):
            break
        number = _number(behind[skip]) or lexicon.CARDINALS.get(behind[skip])
        if number is None and behind[skip] in lexicon.ORDINALS_AFTER:
            number = lexicon.ORDINALS[behind[skip]]
        if number is not None:
            return Named(number, at, at + 2 + skip)
        if behind[skip] in lexicon.PLACES_AFTER:
            return Named(lexicon.PLACES[behind[skip]], at, at + 2 + skip)
    return None


def _listed(tokens: Sequence[Token], at: int) -> Named | None:
    """Read the second number of "season 2 and 3"."""
    if at + 1 >= len(tokens) or tokens[at].word not in lexicon.AND:
        return None
    number = _number(tokens[at + 1].word)
    if number is None or (at + 2 < len(tokens) and tokens[at + 2].word in lexicon.NOT_A_SEASON):
        return None
    return Named(number, at, at + 2)


def _place(word: str) -> Season | SeasonRef | None:
    """Read what stands before the word season: "2nd", "second", "next", "2"."""
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return int(ordinal[1])
    if word in lexicon.ORDINALS:
        return lexicon.ORDINALS[word]
    if word in lexicon.PLACES:
        return lexicon.PLACES[word]
    return _number(word)


def _number(word: str) -> int | None:
    match = _NUMBER.fullmatch(word)
    return int(match[1]) if match and int(match[1]) <= LARGEST else None


def bare_number(word: str) -> int | None:
    """Return the season that a bare number behind a show's name means: "jessica jones 2"."""
    number = _number(word)
    return number if number is not None and 1 <= number <= 20 else None
