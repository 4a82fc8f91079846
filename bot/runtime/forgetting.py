"""Forgetting what this process has in memory too."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.ports.look_ups import RecentLookUps
from bot.ports.privacy import Privacy
from bot.runtime.write_behind import WriteBehindConversations
from content.privacy.whose import Forgotten, Whose
from content.subscriptions.destination import Destination, Platform


class ProcessPrivacy:
    """The port `Privacy` over what is stored, together with what this process remembers."""

    def __init__(
        self, stored: Privacy, conversations: WriteBehindConversations, recent: RecentLookUps
    ) -> None:
        self._stored = stored
        self._conversations = conversations
        self._recent = recent

    async def kept(self, whose: Whose) -> Forgotten:
        """Return how much is stored of *whose*."""
        return await self._stored.kept(whose)

    async def forget(
        self, whose: Whose, *, own: Destination | None = None, now: datetime
    ) -> Forgotten:
        """Forget it here first: what is held would be stored behind the answer."""
        async with self._conversations.without(whose):
            self._recent.forget_all(whose)
            return await self._stored.forget(whose, own=own, now=now)

    async def leave(self, platform: Platform, workspace: str, *, now: datetime) -> None:
        """Write it down."""
        await self._stored.leave(platform, workspace, now=now)

    async def has_left(self, platform: Platform, workspace: str) -> bool:
        """Look it up."""
        return await self._stored.has_left(platform, workspace)

    async def come_back(self, platform: Platform, workspace: str) -> None:
        """Write it down."""
        await self._stored.come_back(platform, workspace)

    async def present_in(
        self, platform: Platform, workspaces: Iterable[str], *, now: datetime
    ) -> None:
        """Write it down."""
        await self._stored.present_in(platform, workspaces, now=now)

    async def sweep(self, *, now: datetime) -> Mapping[str, int]:
        """Sweep what is stored; what is in memory goes with its hour."""
        return await self._stored.sweep(now=now)
