"""Gathering: what was held for a destination → one announcement → outbox."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.ports.journal import Clock
from bot.ports.outbox import HeldNews, Outbox
from content.announcements.announcement import DigestPost
from content.announcements.digests import digest_of
from content.announcements.in_languages import in_every_language, said_in
from content.language.wording import Wording
from content.subscriptions.destination import Destination

_GATHERED_FOR: Final = timedelta(minutes=1)
"""How long after its hour a digest is made, so that the countdown of that very hour is in it."""
_AT_ONCE: Final = 200


async def make_digests(*, clock: Clock, outbox: Outbox) -> int:
    """Queue a digest for each destination whose hour has come; return how many.

    Where nothing was held, nothing is said. No piece is told in two digests, and none is lost:
    what one takes in is settled in the transaction that queues it.

    Raises:
        StorageError: what was not queued is gathered at the next tick.
    """
    now, made = clock.now(), 0
    while held := await outbox.held(now=now - _GATHERED_FOR, limit=_AT_ONCE):
        queued = 0
        for due in held:
            announcement = in_every_language(partial(_digest, due, now))
            queued += await outbox.tell(
                announcement, due.destination, now=now, instead_of=due.deliveries
            )
        made += queued
        if not queued:  # another process is at it
            break
    return made


def _digest(due: HeldNews, now: datetime, wording: Wording) -> DigestPost:
    return digest_of(
        [said_in(one, wording.language) for one in due.news],
        due.digest,
        key=f"{_key(due.destination)}:{due.due_at:%Y-%m-%dT%H:%M}:{due.news[0].id}",
        at=now,
        wording=wording,
    )


def _key(destination: Destination) -> str:
    whom = f"{destination.channel}:{destination.thread}:{destination.person}"
    return f"{destination.platform}:{destination.workspace}:{whom}"
