"""Dropping: a role that was deleted → mentioned no more, and whoever chose it is told once."""

import structlog

from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.places import MentionLost, Places
from bot.ports.traits import PlatformTraits
from content.announcements.suspension_notices import NamedPlace, mention_lost_notice

log = structlog.get_logger()


async def drop_mention(
    role: str,
    workspace: str,
    *,
    name: str | None,
    traits: PlatformTraits,
    clock: Clock,
    outbox: Outbox,
    places: Places,
) -> None:
    """Mention *role* nowhere in *workspace* any more, and tell whoever subscribed with it.

    *name* is what it was called, where that is known still. What was dropped is not there to be
    dropped again, so that it is told once.

    Raises:
        StorageError: it is dropped when it is next found to be gone.
    """
    lost = await places.drop_mention(traits.id, workspace, role)
    if not lost:
        return
    log.warning("mention_dropped", platform=traits.id, workspace=workspace, role=role)
    now = clock.now()
    by: dict[str, list[MentionLost]] = {}
    for one in lost:
        for person in one.created_by:
            by.setdefault(person, []).append(one)
    for person, theirs in by.items():
        named = [
            NamedPlace(
                name=one.name,
                is_thread=one.destination.thread != "",
                page=traits.page(one.destination),
            )
            for one in theirs
        ]
        notice = mention_lost_notice(
            named,
            role=name,
            server=next((one.workspace_name for one in theirs if one.workspace_name), None),
            key=f"{traits.id}:{workspace}:mention:{role}:{now.isoformat()}:{person}",
            at=now,
        )
        await outbox.tell(notice, traits.directly_to(theirs[0].destination, person), now=now)
