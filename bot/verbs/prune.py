"""Pruning: what ended long ago → gone, in small batches."""

from datetime import timedelta
from typing import Final

import structlog

from bot.ports.answers import Answers
from bot.ports.journal import Clock
from bot.ports.retention import Retention

log = structlog.get_logger()

_BATCHES: Final = 20
"""Short transactions in one tick; others write between them, and the rest comes in the next one."""


async def prune(*, clock: Clock, retention: Retention, keep_days: int) -> int:
    """Remove what ended more than *keep_days* days ago; return how many deliveries went.

    What admins and editors did goes too, after a time of its own.

    Raises:
        StorageError: what did not go is looked at again at the next tick.
    """
    now, gone = clock.now(), 0
    for _ in range(_BATCHES):
        pruned = await retention.prune(before=now - timedelta(days=keep_days), now=now)
        gone += pruned.gone
        if pruned.is_all:
            break
    await retention.prune_acts(now=now)
    if gone:
        log.info("deliveries_pruned", gone=gone)
    return gone


async def prune_answers(*, clock: Clock, answers: Answers) -> int:
    """Remove what was asked and answered long enough ago; return how many were never answered.

    Raises:
        StorageError: it is looked at again at the next tick.
    """
    unanswered = await answers.prune(now=clock.now())
    if unanswered:
        log.warning("questions_unanswered", count=unanswered)
    return unanswered
