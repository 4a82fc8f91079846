"""The stories of the last days, and what was told of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from content.announcements.broadcast import Broadcast
from content.announcements.headlines import ToldStory
from content.facts.claims import ShowId


class Stories(Protocol):
    """Which stories there are, who told them, and how far that is in their posts."""

    async def recent(self, shows: Iterable[ShowId], *, since: datetime) -> Sequence[ToldStory]:
        """Return the stories of *shows* that began *since* then, the oldest first."""
        ...

    async def began(self, shows: Collection[ShowId] | None, *, since: datetime) -> int:
        """Return how many stories of *shows* began *since* then; None: of every show."""
        ...

    async def growing(self, *, since: datetime) -> Sequence[ToldStory]:
        """Return those told *since* then of which more outlets tell than their posts say."""
        ...

    async def keep(
        self, stories: Sequence[ToldStory], broadcasts: Iterable[Broadcast], *, now: datetime
    ) -> bool:
        """Store *stories* and queue *broadcasts*, in one transaction: all of it, or nothing.

        False: another process has changed one of them since it was read, and nothing was stored;
        read them again. What is queued is so by the promises of `Journal.record`; what stands in
        earlier posts is only put there, whatever of those still waits. Stories that began long
        ago go.

        Raises:
            StorageError: nothing was stored; it is safe to repeat.
        """
        ...
