"""Folds in which rows that are nearly the same are on the same side."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Final

from learning.rows import Part

FOLDS: Final = 5
_LONG: Final = 4
"""How many words are left at least of two that differ by one."""
_NOTHING: Final = frozenset({"?", ":season", ":day", ":show", "the", "a", "is", "so", "for", "of"})
"""What makes no two rows differ."""


def folds_of(parts: Sequence[Part]) -> list[set[int]]:
    """Return the places of *parts*, in folds of about the same size."""
    groups = sorted(_alike(parts), key=lambda group: (-len(group), group))
    folds: list[set[int]] = [set() for _ in range(FOLDS)]
    for group in groups:
        min(folds, key=len).update(group)
    return folds


def _alike(parts: Sequence[Part]) -> list[list[int]]:
    """Groups of parts with the same words, or all the same but one."""
    first: dict[frozenset[str], int] = {}
    leader = list(range(len(parts)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    for at, part in enumerate(parts):
        words = frozenset(part.words) - _NOTHING
        less = [words - {word} for word in words] if len(words) > _LONG else []
        for key in chain([words], less):
            leader[lead(at)] = lead(first.setdefault(key, at))
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(parts)):
        groups[lead(at)].append(at)
    return list(groups.values())
