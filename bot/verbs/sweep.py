"""Sweeping: what is past its stated time → gone, some at a time."""

import structlog

from bot.ports.journal import Clock
from bot.ports.privacy import Privacy

log = structlog.get_logger()


async def sweep(*, clock: Clock, privacy: Privacy) -> int:
    """Take away some of what is past its stated time; return how much went.

    Raises:
        StorageError: what did not go, goes at the next tick.
    """
    gone = await privacy.sweep(now=clock.now())
    if gone:
        log.info("swept", **gone)
    return sum(gone.values())
