"""One call at a time: TVmaze blocks an address that keeps several connections open."""

import asyncio
from collections import deque


class WaitingLine:
    """Whoever waits for people goes before all others."""

    def __init__(self) -> None:
        self._is_taken = False
        self._people: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    async def enter(self, *, for_people: bool, within_s: float | None = None) -> None:
        """Wait until nobody else is in it; whoever has entered leaves.

        Raises:
            TimeoutError: it took longer than *within_s* seconds.
        """
        async with asyncio.timeout(within_s):
            await self._wait(self._people if for_people else self._others)

    def leave(self) -> None:
        """Hand the place over to whoever still waits for it."""
        for row in (self._people, self._others):
            while row:
                following = row.popleft()
                if not following.done():
                    following.set_result(None)
                    return
        self._is_taken = False

    async def _wait(self, row: deque[asyncio.Future[None]]) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        mine = asyncio.get_running_loop().create_future()
        row.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self.leave()  # it was handed over in the very moment
            raise
