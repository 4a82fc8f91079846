"""Names by how they, or any of their words, begin, for what is half typed."""

from bisect import bisect_left
from typing import Final

from content.facts.claims import ShowId

_MOST_LOOKED_AT: Final = 400
"""How many names that begin so are weighed; one letter begins thousands."""


class NameStarts:
    """Names in order of their letters, from each of their words on."""

    def __init__(self) -> None:
        self._sorted: list[tuple[str, bool, str, ShowId]] = []
        """What is left from a word on, whether that is not all, the name, the show."""
        self._new: list[tuple[str, bool, str, ShowId]] = []
        self._gone: set[ShowId] = set()

    def put(self, words: tuple[str, ...], show: ShowId) -> None:
        """Take in the name of *show* that has those *words*."""
        if show in self._gone:
            self._settle()
        name = " ".join(words)
        for at in range(len(words)):
            self._new.append((" ".join(words[at:]), at > 0, name, show))

    def drop(self, show: ShowId) -> None:
        """Take out every name of *show*."""
        self._gone.add(show)

    def beginning(self, wanted: str) -> list[tuple[int, str, ShowId]]:
        """Return how well each name fits, 0 best, with the name and its show."""
        if self._new or self._gone:
            self._settle()
        found: list[tuple[int, str, ShowId]] = []
        at = bisect_left(self._sorted, (wanted,))
        for rest, is_within, name, show in self._sorted[at : at + _MOST_LOOKED_AT]:
            if not rest.startswith(wanted):
                break
            found.append((2 if is_within else 0 if rest == wanted else 1, name, show))
        return found

    def _settle(self) -> None:
        """Sort in what is new, which is quick where most is sorted, and leave out what is gone."""
        if self._gone:
            self._sorted = [one for one in self._sorted if one[3] not in self._gone]
            self._new = [one for one in self._new if one[3] not in self._gone]
            self._gone = set()
        self._sorted += self._new
        self._sorted.sort()
        self._new = []
