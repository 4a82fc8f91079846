"""Work that was begun and is seen through: no task is ever lost sight of."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

import structlog

log = structlog.get_logger()

_MOST_AT_ONCE: Final = 200
_MOST_REMEMBERED: Final = 20_000
_REMEMBERED_FOR_S: Final = 7200.0


class Errands:
    """Tasks of ours, held until they are done."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def are_full(self) -> bool:
        """Whether another one would be more than can be seen to."""
        return len(self._tasks) >= _MOST_AT_ONCE

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin it; what goes wrong in it is logged, and touches no other."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("errand_failed", platform="slack", exc_info=task.exception())

    async def finish(self, within_s: float) -> None:
        """Let them finish, and cancel what has not after *within_s* seconds."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


class Seen:
    """What was taken in hand already; times are seconds on the wall, as Slack's are.

    Slack delivers an event again for up to six minutes when it saw no acknowledgement, so an hour
    and more of memory outlives the last of them.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def take(self, key: str, *, now: float) -> bool:
        """Remember *key*; False where it was taken before."""
        if self._until.get(key, now) > now:
            return False
        self._forget(now)
        self._until[key] = now + _REMEMBERED_FOR_S
        return True

    def release(self, key: str) -> None:
        """Forget *key*: what it stands for failed, and a repetition is welcome."""
        self._until.pop(key, None)

    def _forget(self, now: float) -> None:
        """Drop what is over, oldest first, and the oldest of too many."""
        while self._until:
            oldest = next(iter(self._until))
            if self._until[oldest] > now and len(self._until) < _MOST_REMEMBERED:
                return
            del self._until[oldest]
