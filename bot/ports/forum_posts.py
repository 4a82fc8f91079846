"""Which show has which post in a forum; it outlives every run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.subscriptions.destination import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumPost:
    """The post in a forum that all news of one show goes into, as far as it is known."""

    thread: str = ""
    """The platform's own id of it; empty: a try to make it began, and nobody knows of its end."""
    key: str
    """What its first message can be recognised by."""
    tried_at: datetime
    """When that try began, aware."""


class ForumPosts(Protocol):
    """The posts of shows in forums."""

    async def of(self, forum: Destination, show: str) -> ForumPost | None:
        """Return the post of *show*; empty: of what is about no one show. None: there is none."""
        ...

    async def keep(self, forum: Destination, show: str, post: ForumPost) -> None:
        """Write *post* down in the place of the one before."""
        ...

    async def forget(self, forum: Destination, show: str) -> None:
        """Keep none in mind: it is certainly not there."""
        ...
