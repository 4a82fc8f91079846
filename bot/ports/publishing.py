"""What was posted in a channel that others follow, and how those get it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Outcome
from content.subscriptions.publishing import AfterPublishing, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPublications:
    """What of one channel is still to be published."""

    waiting: tuple[Publication, ...]
    """Oldest first; there is at least one."""
    published_at: tuple[datetime, ...]
    """When something of it was, or may have been, published within the last hour."""


class Publications(Protocol):
    """What is to be published; written down with the delivery of each message."""

    async def waiting(
        self, platform: Platform, *, now: datetime, limit: int
    ) -> Sequence[ChannelPublications]:
        """Return up to *limit* channels of which anything is due, longest due first.

        What would be stale is settled as unpublished, and is not among it.
        """
        ...

    async def begin(self, publication: Publication, *, now: datetime) -> bool:
        """Write down that a try begins now; False: it has ended, or another has begun it."""
        ...

    async def settle(
        self, publication: Publication, after: AfterPublishing, *, now: datetime
    ) -> None:
        """Write down how a try ended."""
        ...


class Publisher(Protocol):
    """A platform on which channels follow others, as far as publishing goes."""

    async def publish(self, publication: Publication) -> Outcome:
        """Publish the message once; never raises for what a platform can do, never repeated."""
        ...

    async def find_published(self, publication: Publication) -> Outcome | None:
        """Look whether an earlier try arrived; None: it certainly did not.

        Unknown or Rejected(LATER): nobody could look now.
        """
        ...
