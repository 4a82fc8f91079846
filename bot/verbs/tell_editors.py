"""Telling editors that proposals newly wait for them: gathered, and at most once an hour."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import structlog

from bot.ports.journal import Clock
from bot.ports.proposals import Proposals
from bot.ports.sources import Knowledge
from content.announcements.notices import desk_notice
from content.commands.replies.desk_lines import waits_in_short
from content.subscriptions.destination import Destination

AN_HOUR: Final = timedelta(hours=1)
_LINES: Final = 3

log = structlog.get_logger()


async def tell_editors(
    *,
    clock: Clock,
    knowledge: Knowledge,
    proposals: Proposals,
    editors: Sequence[Destination],
) -> int:
    """Queue one notice to each of the *editors*, where any is due; return of how many it tells.

    What was told is held in the transaction that queues it, so that it is told once, over a crash
    and by several processes.

    Raises:
        StorageError: nothing was queued; it is safe to try again.
    """
    if not editors:
        return 0
    now = clock.now()
    untold = await proposals.untold(since=now - AN_HOUR, limit=_LINES)
    if untold is None:
        return 0
    catalogue, waiting = knowledge.catalogue, (await proposals.waiting(limit=0)).count
    lines = [waits_in_short(one, catalogue) for one in untold.oldest]
    notices = [
        (
            desk_notice(
                untold.count,
                lines,
                waiting=waiting,
                editor=f"{editor.platform}:{editor.workspace}:{editor.person}",
                at=now,
            ),
            editor,
        )
        for editor in editors
    ]
    if not await proposals.tell(untold, notices, since=now - AN_HOUR, now=now):
        return 0
    log.info("editors_told", proposals=untold.count, editors=len(editors))
    return untold.count
