"""Which season a message names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.facts.claims import Season, SeasonRef
from content.understanding.lexicon import part_words, time_words
from content.understanding.lexicon import season_words as lexicon
from content.understanding.subjects import Mention
from content.understanding.tokens import Token, normalise

LARGEST: Final = 99
_SHORT: Final = re.compile(
    rf"(?:{'|'.join(sorted(lexicon.PREFIXES))})0{{0,2}}((?:19|20)\d\d|\d{{1,2}})(?:e\d{{1,3}})?"
)
_CROSSED = re.compile(r"0{0,2}(\d{1,2})x\d{1,3}")
"""A season and its episode: "2x05"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"0{0,2}(\d{1,2})")
_VERY_FEW: Final = 3
_NEXT_ONE: Final = 4
_FEW: Final = 8
"""How many words a correction of the season has at most."""
_PAIR: Final = 4
"""How many words "first and second season" has."""
_LONGEST: Final = 20
"""How many seasons a span such as "1-3" has at most; a larger one is none."""
_DASHES: Final = frozenset("-\u2013")
_CRIES: Final = frozenset("!?")
_LISTING: Final = frozenset(",&+/")
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
        while also := _listed(tokens, at, found[-1].season):
            found += also
            at = also[-1].end
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
        is_near = at < len(tokens) and _CRIES.isdisjoint(tokens[at - 1].after)
        number = bare_number(tokens[at].word) if is_near else None
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
        number = int(word) if _YEAR.fullmatch(word) else _number(word)
        if number is not None:
            return _numbered(number)
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            return int(ordinal[1])
        if word in lexicon.FIELD:
            return lexicon.FIELD[word]
    found = seasons_in(tokens)
    return found[0].season if len(found) == 1 and found[0].end == len(tokens) else None


def _named(tokens: Sequence[Token], at: int) -> Named | None:
    word = tokens[at].word
    coded = _coded(tokens, at)
    if coded is not None:
        return coded
    if word in lexicon.WHOLE and (at == 0 or tokens[at - 1].word not in lexicon.NOT_WHOLE):
        return Named("series", at, at + 1)
    behind = [token.word for token in tokens[at + 1 : at + 4]]
    if word in lexicon.SEASON:
        return _after_season(at, behind)
    pair = _first_of_two(tokens, at)
    if pair is not None:
        return pair
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


def _coded(tokens: Sequence[Token], at: int) -> Named | None:
    """Read "s2", "season2", "s02e05", "2x05", "s.2" and "the special"."""
    if _is_special(tokens, at):
        return Named("special", at, at + 1)
    word = tokens[at].word
    short = _SHORT.fullmatch(word) or _CROSSED.fullmatch(word)
    if short:
        return Named(_numbered(int(short[1])), at, at + 1)
    if word not in {"s", "t"} or "." not in tokens[at].after or at + 1 == len(tokens):
        return None
    number = _number(tokens[at + 1].word)
    return None if number is None else Named(_numbered(number), at, at + 2)


def _season_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word "season" is next, be it behind a name, which stands there as a blank."""
    behind = [token.word for token in tokens[at + 1 : at + 6]]
    word = next((word for word in behind if word != " "), "")
    return word in lexicon.SEASON


def _stands_for_season(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordinal at the end means a season: "will there be a third, or not"."""
    is_last = at + 1 == len(tokens) or bool(tokens[at].after.strip("-"))
    return is_last and lexicon.ORDINALS.get(tokens[at].word, 0) > 2 and tokens[at - 1].word == "a"


def _after_season(at: int, behind: Sequence[str]) -> Named | None:
    """Read "season 2", "season two", "season number 2", "temporada siguiente"."""
    for skip in (0, 1):
        if len(behind) <= skip or (skip and behind[0] not in lexicon.NUMBER_WORDS):
            break
        if behind[skip] in part_words.ZERO:
            return Named("special", at, at + 2 + skip)
        number = _number(behind[skip]) or lexicon.CARDINALS.get(behind[skip])
        if _YEAR.fullmatch(behind[skip]):
            number = int(behind[skip])
        if number is None and behind[skip] in lexicon.ORDINALS_AFTER:
            number = lexicon.ORDINALS[behind[skip]]
        if number is not None:
            return Named(number, at, at + 2 + skip)
        if behind[skip] in lexicon.PLACES_AFTER:
            return Named(lexicon.PLACES[behind[skip]], at, at + 2 + skip)
    return None


def _listed(tokens: Sequence[Token], at: int, last: Season | SeasonRef) -> list[Named]:
    """Read what a list of seasons goes on with behind *last*: "2, 3 and 4", "1-3", "1 to 3"."""
    joined = at < len(tokens) and tokens[at].word in lexicon.AND
    to = at < len(tokens) and tokens[at].word in lexicon.TO
    place = at + 1 if joined or to else at
    if not isinstance(last, int) or place >= len(tokens):
        return []
    number = _number_in_a_list(tokens, place)
    if number is None or (place + 1 < len(tokens) and _is_of_no_season(tokens[place + 1].word)):
        return []
    between = tokens[at - 1].after if place == at else ""
    if to or not _DASHES.isdisjoint(between):
        whole = last < number <= last + _LONGEST
        return [Named(one, at, place + 1) for one in range(last + 1, number + 1)] if whole else []
    is_listed = not _LISTING.isdisjoint(between) and not _counts_episodes(tokens)
    return [Named(number, at, place + 1)] if joined or is_listed else []


def _counts_episodes(tokens: Sequence[Token]) -> bool:
    """Whether a number behind a comma may count episodes: "how many eps in s2, 8 or 9"."""
    return any(token.word in lexicon.NOT_A_SEASON for token in tokens)


def _number_in_a_list(tokens: Sequence[Token], at: int) -> int | None:
    word = tokens[at].word
    number = _number(word) or lexicon.CARDINALS.get(word)
    return None if number == 1 and not word.isdigit() else number  # "season 2 and one more"


def _is_of_no_season(word: str) -> bool:
    """Whether a number before *word* counts something else, or is a day or an hour."""
    return (
        word in lexicon.NOT_A_SEASON
        or word in time_words.MONTHS
        or word in time_words.UNITS
        or word in lexicon.HOURS
    )


def _first_of_two(tokens: Sequence[Token], at: int) -> Named | None:
    """Read the first place of "the first and second season"."""
    words = [token.word for token in tokens[at : at + 4]]
    if len(words) < _PAIR or words[1] not in lexicon.AND or words[3] not in lexicon.SEASON:
        return None
    one, other = lexicon.ORDINALS.get(words[0]), _place(words[2])
    return Named(one, at, at + 1) if one is not None and isinstance(other, int) else None


def _numbered(number: int) -> Season:
    """The season of a number: specials are filed under 0."""
    return number or "special"


def _is_special(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a special, and not something special: behind a name, or a small word."""
    if tokens[at].word not in part_words.SPECIAL:
        return False
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if behind in part_words.NO_SPECIAL:
        return False
    before = tokens[at - 1].word if at else ""
    return before.strip() == "" or before in part_words.BEFORE_A_SPECIAL


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
