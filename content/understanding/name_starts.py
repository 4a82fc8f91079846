"""Names by how they, or any of their words, begin, for what is half typed."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Final

from content.facts.claims import ShowId

_MOST_LOOKED_AT: Final = 400
"""How many names that begin so are weighed; one letter begins thousands."""


class NameStarts:
    """Names in order of their letters, from each of their words on."""

    def __init__(self) -> None:
        self._sorted: dict[str, list[tuple[str, bool, str, ShowId]]] = {}
        """By first letter: what is left from a word on, whether that is not all, name and show."""
        self._of_show: dict[ShowId, list[str]] = {}

    def put(self, words: tuple[str, ...], show: ShowId) -> None:
        """Take in the name of *show* that has those *words*, which is not in yet."""
        name = " ".join(words)
        self._of_show.setdefault(show, []).append(name)
        for one in _starts(name, show):
            insort(self._sorted.setdefault(one[0][:1], []), one)

    def drop(self, show: ShowId) -> None:
        """Take out every name of *show*."""
        for name in self._of_show.pop(show, ()):
            for one in _starts(name, show):
                those = self._sorted[one[0][:1]]
                del those[bisect_left(those, one)]

    def beginning(self, wanted: str) -> list[tuple[int, str, ShowId]]:
        """Return how well each name fits, 0 best, with the name and its show."""
        found: list[tuple[int, str, ShowId]] = []
        those = self._sorted.get(wanted[:1], [])
        at = bisect_left(those, (wanted,))
        for rest, is_within, name, show in those[at : at + _MOST_LOOKED_AT]:
            if not rest.startswith(wanted):
                break
            found.append((2 if is_within else 0 if rest == wanted else 1, name, show))
        return found


def _starts(name: str, show: ShowId) -> Iterator[tuple[str, bool, str, ShowId]]:
    words = name.split(" ")
    for at in range(len(words)):
        yield " ".join(words[at:]), at > 0, name, show
