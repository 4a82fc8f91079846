"""Keeping below Discord's limits, so that they are never hit.

https://docs.discord.com/developers/topics/rate-limits#global-rate-limit: 50 requests a second.
"""

import asyncio
from collections import deque
from typing import Final

_CREDIT_S: Final = 0.1
"""How far behind its even pace a sender may be and catch up; the second's limit still holds."""
_START_S: Final = 1.0
_START_PACE: Final = 1.1
"""The first second goes slower: its sends open connections, so they arrive late and bunched."""


class Pacer:
    """Hands out turns to send, one by one; all times are seconds on the wall."""

    def __init__(self, sends_per_second: float) -> None:
        self._interval_s = 1.0 / sends_per_second
        self._next = 0.0
        self._started = 0.0
        self._turns: deque[float] = deque(maxlen=int(sends_per_second) + 1)
        """When the latest sends really began, as many as may within a second and an interval."""
        self._held_until = 0.0
        self._waiting = 0
        self._queue = asyncio.Lock()

    async def turn(self, *, patience_s: float) -> float:
        """Wait until a send may begin; return 0.

        Where that takes longer than *patience_s*, return how long it would take, with no turn
        taken.
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

    def note(self) -> None:
        """Count a request that waits for no turn; the turns after it make room for it."""
        self._take(asyncio.get_running_loop().time())

    def hold(self, seconds: float) -> None:
        """Let nothing out for *seconds*: Discord said so."""
        until = asyncio.get_running_loop().time() + seconds
        self._held_until = max(self._held_until, until)

    def _take(self, now: float) -> None:
        if now - self._next > _START_S:
            self._started = self._next = now
        is_new = now - self._started < _START_S
        pace_s = self._interval_s * (_START_PACE if is_new else 1.0)
        self._next = max(self._next, now - _CREDIT_S) + pace_s
        self._turns.append(now)

    def _delay_s(self, now: float) -> float:
        free = max(self._next, self._held_until)
        if len(self._turns) == self._turns.maxlen:
            free = max(free, self._turns[0] + len(self._turns) * self._interval_s)
        return max(0.0, free - now)
