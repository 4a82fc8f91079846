"""Fanning out: what was recorded → queued for everybody who wants it, batch after batch."""

import asyncio
from typing import Final

from bot.ports.journal import Clock, Journal

_BATCHES: Final = 20
"""Short transactions in one run, so that a process that is to end need not wait for all."""
_PAUSE_S: Final = 0.005
"""After each batch, so that other processes get at the database too, and not only this one."""


async def fan_out(*, clock: Clock, journal: Journal) -> bool:
    """Queue the next batches of what was recorded; return whether any are left.

    Raises:
        StorageError: what was queued stays so; the rest is queued at the next tick.
    """
    for _ in range(_BATCHES):
        if not await journal.fan_out(now=clock.now()):
            return False
        await asyncio.sleep(_PAUSE_S)
    return True
