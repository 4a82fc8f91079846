"""What becomes of earlier announcements that are no longer so."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import tables
from adapters.storage.dialects import upsert
from content.announcements import Announcement

_OUTDATED = "later news took its place"


async def correct(
    connection: AsyncConnection, number: int, said: Announcement, now: datetime
) -> None:
    """Void what was not sent yet of whatever *said* corrects, and queue the rest to be edited.

    What was corrected before is edited once more: what it says now is no longer so either.
    """
    news, queued = tables.announcement, tables.delivery
    about = said.corrects.of if said.corrects else ()
    outdated = await connection.scalars(
        update(news)
        .where(news.c.about.in_(about), news.c.id < number)
        .values(corrected_by=number)
        .returning(news.c.id)
    )
    numbers = list(outdated)
    if not numbers:
        return
    old = queued.c.announcement_id.in_(numbers)
    await connection.execute(
        update(queued)
        .where(old, tables.is_unsent())
        .values(state="void", lease=None, reason=_OUTDATED, updated_at=now)
    )
    await queue_revisions(connection, number, said.expires_at, old, now)


async def queue_revisions(
    connection: AsyncConnection,
    number: int,
    expires_at: datetime | None,
    which: ColumnElement[bool],
    now: datetime,
) -> None:
    """Queue to be edited what was sent of *which* deliveries, as announcement *number* says."""
    queued, place = tables.delivery, tables.destination
    is_suspended = place.c.suspended_at.is_not(None)
    rows: dict[Any, ColumnElement[Any]] = {
        queued.c.announcement_id: literal(number, queued.c.announcement_id.type),
        queued.c.destination_id: queued.c.destination_id,
        queued.c.revises: queued.c.id,
        queued.c.platform: queued.c.platform,
        queued.c.turn: queued.c.turn,
        queued.c.state: case((is_suspended, "suspended"), else_="waiting"),
        queued.c.due_at: literal(now, queued.c.due_at.type),
        queued.c.expires_at: literal(expires_at, queued.c.expires_at.type),
        queued.c.attempts: literal(0),
        queued.c.is_plain: queued.c.is_plain,
        queued.c.updated_at: literal(now, queued.c.updated_at.type),
    }
    sent = (
        select(*rows.values())
        .join_from(queued, place, place.c.id == queued.c.destination_id)
        .where(
            which,
            queued.c.revises == 0,
            queued.c.state == "delivered",
            queued.c.message != "",
        )
    )
    await connection.execute(
        upsert(connection, queued).from_select(list(rows), sent).on_conflict_do_nothing()
    )
