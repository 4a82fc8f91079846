"""Whether a listed show's name is near enough to what somebody typed to be asked about."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from content.understanding.lexicon.languages import word_set
from content.understanding.tokens import normalise

ARTICLES: Final = word_set("articles_of_a_name") | {"a", "an"}
_LITTLE: Final = word_set("little_words_of_a_name")
_LONG_WORD: Final = 5
_LONG_NAME: Final = 7
_VERY_LONG: Final = 12
_ENOUGH: Final = 0.6
"""How much of the letters that were typed, or of the name, has to stand in the other."""


def is_near(typed: str, name: str) -> bool:
    """Whether *name* may be a slip of *typed*, a longer form of it, or most of its words.

    An article or another little word in both makes them no more alike, and a number is never
    another one.
    """
    wanted, own = _telling(typed), _telling(name)
    if not wanted or not own:
        return False
    one, other = "".join(wanted), "".join(own)
    if _numbers(wanted) == _numbers(own) and _is_slip(one, other, _MAY_BE_OFF):
        return True
    if not one.isascii() or not other.isascii():
        return min(len(one), len(other)) > 1 and (one in other or other in one)
    heavy = [word for word in wanted if word not in _LITTLE]
    if not heavy:
        return own[: len(wanted)] == wanted
    if not _numbers(heavy) <= _numbers(own):
        return False
    is_most = _letters(_met(heavy, own)) >= _ENOUGH * _letters(heavy)
    return is_most or _is_mostly_of(own, heavy)


def may_bear_another_name(typed: str, name: str) -> bool:
    """Whether nothing in *name* explains that it was found, so that another name of it does.

    A listing finds a show by its names in other countries too, and does not say which.
    """
    words, own = normalise(typed).words, normalise(name).words
    return not any(_is_slip(word, of, _FOUND_WITHIN, max) for word in words for of in own)


_MAY_BE_OFF: Final = ((_LONG_NAME - 3, 0), (_LONG_NAME, 1), (_VERY_LONG, 2), (10_000, 3))
_FOUND_WITHIN: Final = ((3, 0), (4, 1), (10_000, 2))
_WORD_MAY_BE_OFF: Final = ((_LONG_WORD, 0), (_LONG_WORD + 3, 1), (10_000, 2))
"""Up to which length so many letters may be wrong."""


@lru_cache(maxsize=1024)
def _telling(name: str) -> tuple[str, ...]:
    """Return the words of a name but its articles; none where there are only such."""
    return tuple(word for word in normalise(name).words if word not in ARTICLES)


def _is_slip(
    one: str,
    other: str,
    bounds: Sequence[tuple[int, int]],
    which: Callable[[int, int], int] = min,
) -> bool:
    length = which(len(one), len(other))
    most = next((off for longest, off in bounds if length < longest), 0)
    return OSA.distance(one, other, score_cutoff=most) <= most


def _is_mostly_of(own: Iterable[str], heavy: Sequence[str]) -> bool:
    """Whether all of a name was typed, with little beside it."""
    mine = [word for word in own if word not in _LITTLE]
    met = _met(mine, heavy)
    return bool(mine) and met == mine and 2 * _letters(met) >= _letters(heavy)


def _met(words: Sequence[str], among: Sequence[str]) -> list[str]:
    return [
        word for word in words if any(_is_slip(word, other, _WORD_MAY_BE_OFF) for other in among)
    ]


def _numbers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdecimal())


def _letters(words: Iterable[str]) -> int:
    return sum(map(len, words))
