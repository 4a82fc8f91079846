"""Names by how they, or any of their words, begin, for what is half typed."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator
from typing import Final

from content.facts.claims import ShowId
from content.understanding.near_names import NearNames

_MOST_FOUND: Final = 50
"""How many names that begin so are weighed; one letter begins thousands."""
_STARTS: Final = (1, 2, 3, 4)
"""How good a start may be, see `_starts`."""


class NameStarts:
    """Names in order of their letters, from each of their words on."""

    def __init__(self) -> None:
        self._sorted: dict[tuple[int, str], list[tuple[str, str, ShowId]]] = {}
        """By how good a start it is and its first letter: what is left from there, name, show."""
        self._of_show: dict[ShowId, list[tuple[str, bool]]] = {}
        self._words: Counter[str] = Counter()
        self._near = NearNames()
        """The words of names, for slips in one of them."""

    def put(self, words: tuple[str, ...], show: ShowId, *, is_title: bool) -> None:
        """Take in the name of *show* that has those *words*, which is not in yet."""
        name = " ".join(words)
        self._of_show.setdefault(show, []).append((name, is_title))
        for start, one in _starts(name, show, is_title=is_title):
            insort(self._sorted.setdefault((start, one[0][:1]), []), one)
        for word in words:
            if not self._words[word]:
                self._near.put(word)
            self._words[word] += 1

    def drop(self, show: ShowId) -> None:
        """Take out every name of *show*."""
        for name, is_title in self._of_show.pop(show, ()):
            for start, one in _starts(name, show, is_title=is_title):
                those = self._sorted[start, one[0][:1]]
                del those[bisect_left(those, one)]
            for word in name.split(" "):
                self._words[word] -= 1
                if not self._words[word]:
                    del self._words[word]
                    self._near.drop(word)

    def beginning(self, wanted: str) -> list[tuple[int, str, ShowId]]:
        """Return how well each name fits, 0 best, with the name and its show: the best ones."""
        found: list[tuple[int, str, ShowId]] = []
        for start in _STARTS:
            those = self._sorted.get((start, wanted[:1]), [])
            at = bisect_left(those, (wanted,))
            for rest, name, show in those[at : at + _MOST_FOUND - len(found)]:
                if not rest.startswith(wanted):
                    break
                is_whole = rest == name == wanted
                found.append((0 if is_whole else start, name, show))
        return found

    def mended(self, wanted: str) -> Iterator[str]:
        """Yield what *wanted* may be a slip of: with every word mended, and with all but the last.

        That one may be half typed.
        """
        words = wanted.split(" ")
        every = [self._mended(word) for word in words]
        for mended in (" ".join(every), " ".join([*every[:-1], words[-1]])):
            if mended != wanted:
                yield mended

    def _mended(self, word: str) -> str:
        near = None if word in self._words else self._near.nearest(word)
        return near[0] if near else word


def _starts(
    name: str, show: ShowId, *, is_title: bool
) -> Iterator[tuple[int, tuple[str, str, ShowId]]]:
    """Yield each word's start: of a title first, and of whatever else a show is called behind."""
    words = name.split(" ")
    for at in range(len(words)):
        is_within = at > 0 and words[:at] != ["the"]
        yield 1 + 2 * is_within + (not is_title), (" ".join(words[at:]), name, show)
