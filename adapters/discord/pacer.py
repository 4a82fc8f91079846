"""Keeping below Discord's limits, so that they are never hit.

https://docs.discord.com/developers/topics/rate-limits#global-rate-limit: 50 requests a second.
"""

import asyncio
from collections import deque
from typing import Final

_CREDIT_S: Final = 0.1
"""How far behind its even pace a sender may be and catch up; the second's limit still holds."""


class Pacer:
    """Hands out turns to send, one by one; all times are seconds on the wall.

    A request is counted for as long as it may still arrive within the second: from its turn until
    a second after it left. One that waits for a connection leaves late, and arrives with others.
    """

    def __init__(self, sends_per_second: float) -> None:
        self._interval_s = 1.0 / sends_per_second
        self._next = 0.0
        self._most = int(sends_per_second) + 1
        self._span_s = self._most * self._interval_s
        """As many as *_most* may leave within a second and an interval."""
        self._given = 0
        """Turns whose request has not left yet."""
        self._left: deque[float] = deque()
        """When the latest requests left."""
        self._held_until = 0.0
        self._waiting = 0
        self._queue = asyncio.Lock()
        self._ahead = 0
        self._queue_ahead = asyncio.Lock()

    async def turn(self, *, patience_s: float) -> float:
        """Wait until a send may begin; return 0.

        Where that takes longer than *patience_s*, return how long it would take, with no turn
        taken. A turn ends with `leave` or `give_back`.
        """
        loop = asyncio.get_running_loop()
        wait_s = self._delay_s(loop.time()) + self._waiting * self._interval_s
        if wait_s > patience_s:
            return wait_s
        self._waiting += 1
        try:
            async with self._queue:
                while (wait_s := self._delay_s(loop.time())) > 0:
                    if wait_s > patience_s:
                        return wait_s  # a pause was asked for in the meantime
                    await asyncio.sleep(wait_s)
                self._take(loop.time())
        finally:
            self._waiting -= 1
        return 0.0

    async def turn_ahead(self) -> None:
        """Wait for room within the second, before all who wait for a turn.

        Somebody sits waiting for this one. It may leave the even pace, never the limit.
        """
        loop = asyncio.get_running_loop()
        self._ahead += 1
        try:
            async with self._queue_ahead:
                while True:
                    wait_s = self._full_s(loop.time())
                    if not wait_s:
                        break
                    await asyncio.sleep(wait_s)
                self._take(loop.time())
        finally:
            self._ahead -= 1

    def leave(self) -> None:
        """Count a request that leaves now, be it the one of a turn or a further one."""
        self._given = max(0, self._given - 1)
        self._left.append(asyncio.get_running_loop().time())

    def give_back(self) -> None:
        """Take a turn back whose request will not leave."""
        self._given = max(0, self._given - 1)

    def hold(self, seconds: float) -> None:
        """Let nothing out for *seconds*: Discord said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._held_until = max(self._held_until, until)

    def _take(self, now: float) -> None:
        self._next = max(self._next, now - _CREDIT_S) + self._interval_s
        self._given += 1

    def _delay_s(self, now: float) -> float:
        ahead_s = self._ahead * self._interval_s
        return max(self._full_s(now), self._next - now, ahead_s, 0.0)

    def _full_s(self, now: float) -> float:
        """How long until the second has room for one more, and nobody asked for a pause."""
        while self._left and self._left[0] <= now - self._span_s:
            self._left.popleft()
        wait_s = self._held_until - now
        over = self._given + len(self._left) - self._most
        if over >= 0:
            # One that has not left yet makes room at no known time: look again in a while.
            free_s = self._left[over] + self._span_s - now if over < len(self._left) else 0.0
            wait_s = max(wait_s, free_s, self._interval_s if over >= len(self._left) else 0.0)
        return max(0.0, wait_s)
