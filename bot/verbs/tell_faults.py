"""Telling of files that cannot be read as they are: in the log, and to editors in chat."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import structlog

from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.sources import FetchedKnowledge
from content.announcements.notices import content_notice
from content.files.faults import Fault
from content.language.from_outside import line_from_outside
from content.subscriptions.destination import Destination

_LINES: Final = 5
_LONGEST: Final = 300

log = structlog.get_logger()


async def tell_faults(
    told: str,
    *,
    clock: Clock,
    knowledge: FetchedKnowledge,
    outbox: Outbox,
    editors: Sequence[Destination],
) -> str:
    """Queue one notice to each of the *editors* where other faults are there than were *told*.

    Return what is told by then. What is told in one day in the same words is told once, over a
    crash and by several processes.

    Raises:
        StorageError: some may not be told yet; it is safe to try again.
    """
    faults, now = knowledge.faults, clock.now()
    key = _key(faults)
    if key == told:
        return told
    lines = [_line(fault) for fault in faults[:_LINES]]
    for editor in editors if faults else ():
        name = f"{editor.platform}:{editor.workspace}:{editor.person}"
        notice = content_notice(
            lines, faults=len(faults), key=f"{now:%Y-%m-%d}:{key}", editor=name, at=now
        )
        await outbox.tell(notice, editor, now=now)
    return key


def log_faults(logged: str, faults: Sequence[Fault]) -> str:
    """Log each of *faults*, unless these are what was *logged*; return what is logged by then."""
    key = _key(faults)
    if key == logged:
        return logged
    for fault in faults:
        log.error("content_faulty", file=str(fault.path), line=fault.line, fault=fault.what)
    if not faults:
        log.info("content_well")
    return key


def _key(faults: Sequence[Fault]) -> str:
    """Return what tells these faults from others; empty where there are none."""
    if not faults:
        return ""
    return blake2b("\n".join(map(str, faults)).encode(), digest_size=8).hexdigest()


def _line(fault: Fault) -> str:
    """Return it without the folders that the file is in, which are the operator's own matter."""
    return line_from_outside(f"{fault.path.name}:{fault.line}: {fault.what}", most=_LONGEST)
