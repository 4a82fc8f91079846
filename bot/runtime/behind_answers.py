"""What is stored behind answers: tried again until the store takes it, and no answer waits long."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.ports.errors import StorageError

log = structlog.get_logger()

PATIENCE_S: Final = 1.0
"""For so long an answer waits for what it leans on to be stored."""
MOST_HELD: Final = 10_000
"""Of what waits to be stored; beyond these the oldest is forgotten."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0


class BehindAnswers:
    """Stores something that others hold, in rounds, for as long as any is left."""

    def __init__(
        self,
        store_round: Callable[[], Awaitable[None]],
        is_any_left: Callable[[], bool],
        *,
        delayed: str,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """*store_round* stores some of it, or raises a StorageError; *delayed* is logged then."""
        self._store_round = store_round
        self._is_any_left = is_any_left
        self._delayed = delayed
        self._patience_s = patience_s
        self._storing: asyncio.Task[None] | None = None
        self._is_failing = False
        self.late = 0
        """Answers that went out before what they lean on was stored."""

    def begin(self) -> None:
        """Store what is left, unless that is being done."""
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())

    async def wait_for(self, is_stored: asyncio.Event, *, waited_s: float = 0.0) -> None:
        """Wait for that, for a second all in all; then the answer goes out, and is counted."""
        # Once the store is known to fail, nobody need wait a second to see it again.
        patience_s = 0.0 if self._is_failing else max(0.0, self._patience_s - waited_s)
        try:
            async with asyncio.timeout(patience_s):
                await is_stored.wait()
        except TimeoutError:
            self.late += 1

    async def close(self, within_s: float) -> bool:
        """Store what is left, for at most *within_s* seconds; return whether that was done."""
        if self._storing is not None:
            await asyncio.wait({self._storing}, timeout=within_s)
        if self._storing is None:
            return True
        self._storing.cancel()
        return False

    async def _store_all(self) -> None:
        pause_s = _FIRST_PAUSE_S
        try:
            while self._is_any_left():
                try:
                    await self._store_round()
                except StorageError as error:
                    if not self._is_failing:
                        log.warning(self._delayed, reason=str(error))
                    self._is_failing = True
                    await asyncio.sleep(pause_s)
                    pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
                else:
                    self._is_failing, pause_s = False, _FIRST_PAUSE_S
        finally:
            self._storing = None
