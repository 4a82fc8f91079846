"""Whose turn it is: people's first where one is served at a time, and everybody's in the loop."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Iterable
from typing import Final, TypeVar

Item = TypeVar("Item")

IN_A_ROW: Final = 8
"""So many of people's turns go before one that is waited for behind them; then that has its own."""


LONGEST_S: Final = 0.01
"""After so long others have a turn in the event loop."""


async def with_turns(items: Iterable[Item], *, longest_s: float = LONGEST_S) -> AsyncIterator[Item]:
    """Give *items* one by one, and others a turn whenever what is done with them takes long."""
    began = time.monotonic()
    for item in items:
        yield item
        if time.monotonic() - began >= longest_s:
            await asyncio.sleep(0)
            began = time.monotonic()


class Turns:
    """A lock with two queues; who comes first in one is served before whoever came later there.

    Whoever stands behind is overtaken by those in front, but never for ever.
    """

    def __init__(self) -> None:
        self._front: deque[asyncio.Future[None]] = deque()
        self._behind: deque[asyncio.Future[None]] = deque()
        self._is_taken = False
        self._overtook = 0

    @property
    def waiting(self) -> int:
        """How many stand in both queues."""
        return len(self._front) + len(self._behind)

    async def take(self, *, behind: bool = False) -> None:
        """Return once it is the caller's turn, which lasts until `end`."""
        if not self._is_taken:  # whoever ends hands over at once, so that then nobody waits
            self._is_taken = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._behind if behind else self._front
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                queue.remove(turn)
            else:  # it was handed over, and nobody is there to use it
                self.end()
            raise

    def end(self) -> None:
        """Hand over to whoever is next."""
        while queue := self._next():
            turn = queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._is_taken = False

    def _next(self) -> deque[asyncio.Future[None]] | None:
        if self._behind and (not self._front or self._overtook >= IN_A_ROW):
            self._overtook = 0
            return self._behind
        if self._front:
            self._overtook += 1 if self._behind else 0
            return self._front
        return None
