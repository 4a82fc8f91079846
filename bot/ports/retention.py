"""How long it stays known what became of a delivery, and how it goes after that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.announcements.announcement import AnnouncementId


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What one batch of pruning came to."""

    gone: int
    """How many deliveries went."""
    is_all: bool
    """Whether nothing more is to be looked at for now."""


class Retention(Protocol):
    """What has ended, until it goes.

    An announcement itself stays, so that it is never queued again, but for digests: what one
    tells has ended with it, and no second one can be made of that.
    """

    async def prune(self, *, before: datetime, now: datetime) -> Pruned:
        """Remove some of the deliveries that ended by *before*, in one short transaction.

        What is still to be sent, or may be under way, stays; so does what was delivered for as
        long as later news can correct it, by `correctable_until`. A digest goes whole, with all
        that it tells. Safe to repeat, and to be done by several processes at once.

        Raises:
            StorageError: nothing of the batch went.
        """
        ...

    async def prune_acts(self, *, now: datetime) -> int:
        """Remove some of what admins and editors did longer ago than `ACTS_KEPT_FOR`.

        Return how many went. Safe to repeat.

        Raises:
            StorageError: nothing went.
        """
        ...

    async def forgotten(self, announcements: Iterable[AnnouncementId]) -> frozenset[AnnouncementId]:
        """Return those of which something went: what became of them is not known everywhere."""
        ...
