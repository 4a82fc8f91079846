"""Indexes that follow a catalogue as it changes: what is the same is not looked at again."""

from collections.abc import Callable, Mapping
from typing import Final, Generic, Protocol, TypeVar

from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId

MOST_KEPT: Final = 4
"""How many catalogues stay indexed; a running bot has one, and a new one after each change."""
_MOST_CHANGED: Final = 4
"""Of how many shows one may be another, so that an index is changed and not made anew."""


class Index(Protocol):
    """What is known of shows, put in and taken out one by one."""

    def drop(self, show: ShowId) -> None:
        """Take out all that is in of *show*."""
        ...


_Index = TypeVar("_Index", bound=Index)


class KeptIndexes(Generic[_Index]):
    """The index of each of the last few catalogues.

    One that differs little from a catalogue indexed before takes over its index, which then
    belongs to it alone.
    """

    def __init__(
        self,
        make: Callable[[], _Index],
        put: Callable[[_Index, Catalogue, ShowId], None],
        parts: Callable[[Catalogue], Mapping[ShowId, object]],
    ) -> None:
        """Keep what *make* makes, filled by *put*; a show is the same while its part is."""
        self._make = make
        self._put = put
        self._parts = parts
        self._kept: dict[int, tuple[Catalogue, _Index]] = {}

    def of(self, catalogue: Catalogue) -> _Index:
        """Return the index of *catalogue*."""
        held = self._kept.get(id(catalogue))
        if held is not None and held[0] is catalogue:
            return held[1]
        index = self._changed(catalogue)
        while len(self._kept) >= MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[id(catalogue)] = (catalogue, index)
        return index

    def _changed(self, catalogue: Catalogue) -> _Index:
        """The index of the most similar catalogue, changed to this one; or a new one."""
        nearest, fewest = None, None
        for key, (known, _) in self._kept.items():
            changed = self._changes(known, catalogue)
            is_fewer = fewest is None or len(changed) < len(fewest)
            if len(changed) * _MOST_CHANGED <= len(self._parts(catalogue)) and is_fewer:
                nearest, fewest = key, changed
        if nearest is None or fewest is None:
            index = self._make()
            fewest = list(self._parts(catalogue))
        else:
            _, index = self._kept.pop(nearest)
        left = self._parts(catalogue)
        for show in fewest:
            if show in left:
                self._put(index, catalogue, show)
            else:
                index.drop(show)
        return index

    def _changes(self, known: Catalogue, catalogue: Catalogue) -> list[ShowId]:
        before, now = self._parts(known), self._parts(catalogue)
        changed = [show for show, part in now.items() if before.get(show) is not part]
        return changed + [show for show in before if show not in now]
