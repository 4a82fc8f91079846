"""Work in flight on one platform: begun, held until it is done, and finished before the end."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

import structlog

log = structlog.get_logger()

_MOST_AT_ONCE: Final = 200


class InFlight:
    """Tasks that answer people on one platform; none of them is lost sight of."""

    def __init__(self, most_at_once: int = _MOST_AT_ONCE) -> None:
        self._most_at_once = most_at_once
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def is_full(self) -> bool:
        """Whether another task would be more than can be seen to."""
        return len(self._tasks) >= self._most_at_once

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin *work*; what goes wrong in it is logged, and touches no other."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def hold_current(self) -> None:
        """Hold the present task, which somebody else began and whose failure somebody else logs."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self, within_s: float) -> None:
        """Let the tasks finish, and cancel those that have not after *within_s* seconds."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("answering_failed", exc_info=task.exception())
