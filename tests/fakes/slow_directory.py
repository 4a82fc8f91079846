"""A directory whose searches end when a test lets them."""

import asyncio
from collections.abc import Callable, Sequence

from content.listings.records import ListedShow
from fakes.directory import FakeDirectory
from fakes.patience import PATIENCE_S


class SlowDirectory(FakeDirectory):
    """A `FakeDirectory` that searches for as long as a test wants."""

    def __init__(self, *shows: ListedShow) -> None:
        super().__init__(*shows)
        self.began: list[str] = []
        """What was searched for, be it that it was not found yet."""
        self.under_way = 0
        self._let_go = asyncio.Event()
        self._changed = asyncio.Condition()

    async def search(self, typed: str) -> Sequence[ListedShow]:
        found = self.remembered(typed)
        if found is not None:
            return found
        self.began.append(typed)
        self.under_way += 1
        await self._tell()
        await self._let_go.wait()
        try:
            return await super().search(typed)
        finally:
            self.under_way -= 1
            await self._tell()

    def let_go(self) -> None:
        """Let what is under way end, and whatever begins from now on."""
        self._let_go.set()

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(is_so)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()
