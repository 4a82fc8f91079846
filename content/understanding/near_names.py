"""Names that a misspelt one is near to, without a look at all of them.

A key is cut into pieces, more than the letters that may be wrong, so that one of them stands
unharmed, or hardly shifted, in whatever is a slip of it. Only keys that share a piece are compared.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 4
LONGEST: Final = 43
"""Letters of a key; what is asked for may be off by three of at most 40."""
_SHORTEST_ASKED: Final = 5
_LONGEST_ASKED: Final = 40
_MOST: Final = 3
_TWO: Final = 8
_THREE: Final = 12
"""From how many letters on two may be off, and three."""
_SURE_OF_THREE: Final = 14
"""Up to how many letters three are a slip only where hardly any is another letter."""


_Pieces = dict[int, dict[str, tuple[str, ...]]]
"""Keys of one length by where a piece of them stands, and by the piece."""


class NearNames:
    """Keys of names by their pieces, first letter and length; put in and taken out one by one."""

    def __init__(self) -> None:
        self._by_shape: dict[tuple[str, int], _Pieces] = {}
        """Those of each first letter and length."""
        self._shortest: dict[str, list[str]] = {}
        """The shortest keys by their first letter and all of them in order."""

    def put(self, key: str) -> None:
        """Take in *key*, which is not in yet."""
        if SHORTEST <= len(key) <= LONGEST:
            pieces = self._by_shape.setdefault((key[0], len(key)), {})
            for start, end in _cuts(len(key)):
                there = pieces.setdefault(start, {})
                there[key[start:end]] = (*there.get(key[start:end], ()), key)
            if len(key) == SHORTEST:
                self._shortest.setdefault(_letters(key), []).append(key)

    def drop(self, key: str) -> None:
        """Take out *key*, which is in."""
        if SHORTEST <= len(key) <= LONGEST:
            pieces = self._by_shape[key[0], len(key)]
            for start, end in _cuts(len(key)):
                left = tuple(one for one in pieces[start].pop(key[start:end]) if one != key)
                if left:
                    pieces[start][key[start:end]] = left
            if not any(pieces.values()):
                del self._by_shape[key[0], len(key)]
            if len(key) == SHORTEST:
                self._shortest[_letters(key)].remove(key)

    def nearest(self, key: str) -> tuple[str, int] | None:
        """Return the key that *key* is most likely a slip of, and by how many letters.

        Of the shortest keys only two letters that changed places are a slip: "ehco".
        """
        if len(key) == SHORTEST:
            swapped = sorted(
                one for one in self._shortest.get(_letters(key), ()) if OSA.distance(one, key) == 1
            )
            return (swapped[0], 1) if swapped else None
        if not _SHORTEST_ASKED <= len(key) <= _LONGEST_ASKED:
            return None
        allowed = 1 if len(key) < _TWO else 2 if len(key) < _THREE else 3
        candidates = set(self._candidates(key, allowed))
        if not candidates:
            return None
        found = process.extractOne(
            key,
            sorted(candidates),
            scorer=OSA.distance,
            processor=None,
            score_cutoff=allowed,
        )
        if found and found[1] == _MOST and len(key) < _SURE_OF_THREE and _others(found[0], key) > 1:
            return None
        return (found[0], int(found[1])) if found else None

    def _candidates(self, key: str, allowed: int) -> Iterator[str]:
        pieces_of_key: dict[int, list[str]] = {}
        for length in range(len(key) - allowed, len(key) + allowed + 1):
            pieces = self._by_shape.get((key[0], length))
            if pieces is None:
                continue
            for start, end in _cuts(length):
                wide, there = end - start, pieces[start]
                mine = pieces_of_key.get(wide)
                if mine is None:
                    mine = [key[at : at + wide] for at in range(len(key))]
                    pieces_of_key[wide] = mine
                near = mine[max(0, start - allowed) : start + allowed + 1]
                if not there.keys().isdisjoint(near):
                    for piece in near:
                        yield from there.get(piece, ())


def _letters(key: str) -> str:
    return key[0] + "".join(sorted(key))


def _others(one: str, other: str) -> int:
    """How many letters of the one are not among those of the other."""
    return sum((Counter(one) - Counter(other)).values())


def _cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Where a key of that many letters is cut: into more pieces the more slips are allowed."""
    return _CUTS[length] if length < len(_CUTS) else ()


def _cut(length: int) -> tuple[tuple[int, int], ...]:
    pieces = 2 if length < 6 else 3 if length < 8 else 4
    ends = [length * number // pieces for number in range(pieces + 1)]
    return tuple(pairwise(ends))


_CUTS: Final = tuple(_cut(length) for length in range(LONGEST + 1))
