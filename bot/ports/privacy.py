"""What is kept of people: how it goes when they want that, and by itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from content.privacy.whose import Forgotten, Whose
from content.subscriptions.destination import Destination, Platform


class Privacy(Protocol):
    """Everything that is kept of persons, channels and communities."""

    async def kept(self, whose: Whose) -> Forgotten:
        """Return how much `forget` would take away; nothing is changed."""
        ...

    async def forget(
        self, whose: Whose, *, own: Destination | None = None, now: datetime
    ) -> Forgotten:
        """Take away all that is kept of *whose*, and return how much went.

        *own* is a place that is theirs alone, where a person can be written to nowhere else. Where
        an entry has to stay, they are no longer named in it. What they said before *now*, and is
        still being answered, is not kept any more either. Safe to repeat: whatever ended it, the
        next try takes the rest.

        Raises:
            StorageError: some of it may have gone already.
        """
        ...

    async def leave(self, platform: Platform, workspace: str, *, now: datetime) -> None:
        """Write down that Violet was removed there: all of it goes after a month."""
        ...

    async def has_left(self, platform: Platform, workspace: str) -> bool:
        """Whether it is written down that Violet was removed from there."""
        ...

    async def come_back(self, platform: Platform, workspace: str) -> None:
        """Write down that Violet is there again, so that nothing goes."""
        ...

    async def present_in(
        self, platform: Platform, workspaces: Iterable[str], *, now: datetime
    ) -> None:
        """Write down that Violet is in all of *workspaces*, and was removed from every other."""
        ...

    async def sweep(self, *, now: datetime) -> Mapping[str, int]:
        """Take away some of what is past its stated time; return how much went, by table.

        Safe to repeat, and to be done by several processes at once; what is left comes next time.

        Raises:
            StorageError: what did not go, goes at the next time.
        """
        ...
