"""What was found within the hour, also that nothing was; so many things at most."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

AN_HOUR: Final = timedelta(hours=1)
"""As long as TVmaze's own caches hold an answer: asking sooner finds the same."""

_T = TypeVar("_T")


class Memory(Generic[_T]):
    """Things by name; the oldest goes where there are too many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[str, tuple[datetime, _T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._found)

    def put(self, name: str, found: _T, *, now: datetime) -> None:
        """Remember what was found under *name* at *now*."""
        self._found[name] = now, found
        self._found.move_to_end(name)
        while len(self._found) > self._most:
            self._found.popitem(last=False)

    def get(self, name: str, *, now: datetime) -> tuple[_T] | None:
        """Return what was put there, alone in a tuple; None: nothing, or more than an hour ago.

        In a tuple since what was found may be that there is none.
        """
        kept = self._found.get(name)
        if kept is None:
            return None
        at, found = kept
        if now - at >= AN_HOUR:
            del self._found[name]
            return None
        return (found,)
