"""Keeping below Discord's limits, so that they are never hit.

https://docs.discord.com/developers/topics/rate-limits#global-rate-limit: 50 requests a second.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Final

A_SECOND: Final = 1.0
"""Within which Discord counts."""
_CREDIT_S: Final = 0.1
"""How far behind its even pace a sender may be and catch up; the second's limit still holds."""
_HELD_UP_S: Final = 0.05
"""To reckon with more would cost more of the pace, where answers are slow, than it spares."""
_LATEST: Final = 64
"""Of how many answers the quickest is what a request takes when nothing holds it up."""


@dataclass(eq=False)
class Departure:
    """A request that is on its way; times are on the loop's clock."""

    at: float


class GlobalPacer:
    """Hands out slots to send in, one by one; all times are seconds on the wall.

    Discord counts requests as they arrive, and one that was held up on the way arrives with those
    that left after it. So a request is counted from its slot until a second after it can have
    arrived at the latest: its own answer says so, or that to a later one, less the time that an
    answer takes when nothing is held up.
    """

    def __init__(self, sends_per_second: float, *, held_up_s: float = _HELD_UP_S) -> None:
        """No request is reckoned to be held up on its way for longer than *held_up_s*."""
        self._held_up_s = held_up_s
        self._interval_s = 1.0 / sends_per_second
        self._next = 0.0
        self._most = int(sends_per_second) + 1
        self._given = 0
        """Slots whose request has not left yet."""
        self._under_way: deque[Departure] = deque()
        """Requests that may not have arrived yet, in the order in which they left."""
        self._arrived: deque[float] = deque()
        """By when the latest ones had arrived."""
        self._took: deque[float] = deque(maxlen=_LATEST)
        """How long the latest answers took."""
        self._held_until = 0.0
        self._waiting = 0
        self._queue = asyncio.Lock()
        self._ahead = 0
        self._queue_ahead = asyncio.Lock()

    async def slot(self, *, patience_s: float) -> float:
        """Wait until a send may begin; return 0.

        Where that takes longer than *patience_s*, return how long it would take, with no slot
        taken. A slot ends with `leave` or `give_back`.
        """
        loop = asyncio.get_running_loop()
        wait_s = self.outlook_s()
        if wait_s > patience_s:
            return wait_s
        self._waiting += 1
        try:
            async with self._queue:
                until = loop.time() + patience_s
                while (wait_s := self._delay_s(loop.time())) > 0:
                    if loop.time() + wait_s > until:
                        return wait_s  # a pause was asked for, or nothing is answered any more
                    await asyncio.sleep(wait_s)
                self._take(loop.time())
        finally:
            self._waiting -= 1
        return 0.0

    def outlook_s(self) -> float:
        """Return how long the next slot is likely to take, behind all who wait for one."""
        return self._delay_s(asyncio.get_running_loop().time()) + self._waiting * self._interval_s

    async def slot_ahead(self) -> None:
        """Wait for room within the second, before all who wait for a slot.

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

    def leave(self) -> Departure:
        """Count a request that leaves now, be it the one of a slot or one that waited for none.

        What comes back is for `answered`.
        """
        self._given = max(0, self._given - 1)
        departure = Departure(asyncio.get_running_loop().time())
        self._under_way.append(departure)
        return departure

    def answered(self, departure: Departure) -> None:
        """Note that a request was answered, or failed: it and all before it are not under way.

        Those overtaken by it are slow to be answered, which is not to be late in arriving.
        """
        now = asyncio.get_running_loop().time()
        self._took.append(now - departure.at)
        by = now - min(self._took)
        while self._under_way and self._under_way[0].at <= departure.at:
            self._arrive(by)

    def _arrive(self, by: float) -> None:
        """Take the first that is under way to have arrived by then, or before the next ones."""
        left = self._under_way.popleft().at
        by = max(left, min(by, left + self._held_up_s))
        self._arrived.append(max(by, self._arrived[-1]) if self._arrived else by)

    def give_back(self) -> None:
        """Take a slot back whose request will not leave."""
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
        while self._under_way and self._under_way[0].at + self._held_up_s <= now:
            self._arrive(now)
        while self._arrived and self._arrived[0] <= now - A_SECOND:
            self._arrived.popleft()
        wait_s = self._held_until - now
        over = self._given + len(self._under_way) + len(self._arrived) - self._most
        if over >= 0:
            # One that is not known to have arrived makes room at no known time: look again soon.
            known = over < len(self._arrived)
            free_s = self._arrived[over] + A_SECOND - now if known else self._interval_s
            wait_s = max(wait_s, free_s)
        return max(0.0, wait_s)
