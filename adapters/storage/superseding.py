"""What becomes of earlier announcements that are no longer so."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.engine import upsert
from content.announcements.announcement import News
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState


async def correct(
    connection: AsyncConnection, number: int, announcement: News, now: datetime
) -> None:
    """Void what was not sent yet of what *announcement* corrects; queue the rest to be edited.

    What was corrected before is edited once more: what it says now is no longer so either. What
    was told in a digest is marked there.
    """
    news, queued = schema.announcement, schema.delivery
    about = announcement.corrects.of if announcement.corrects else ()
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
        .where(old, deliveries.is_unsent())
        .values(state=DeliveryState.VOID, lease=None, reason=reasons.OUTDATED, updated_at=now)
    )
    await _queue_revisions(connection, number, announcement.expires_at, old, now)
    part, digested = queued.alias("part"), schema.digested
    told_in = select(digested.c.digest_id).join(part, part.c.id == digested.c.delivery_id)
    told_in = told_in.where(part.c.announcement_id.in_(numbers))
    await _queue_revisions(
        connection, number, announcement.expires_at, queued.c.id.in_(told_in), now
    )


async def catch_up(connection: AsyncConnection, row: Row[Any], now: datetime) -> None:
    """Queue what has just arrived to be edited, where it was corrected while on its way.

    The announcement is locked, and so is what a digest tells, so that a correction being recorded
    right now sees the arrival or is seen here.
    """
    news, part, digested = schema.announcement, schema.delivery, schema.digested
    query = select(news.c.corrected_by, news.c.only_for).where(news.c.id == row.announcement_id)
    arrived = (await connection.execute(query.with_for_update(read=True))).one()
    corrected_by = arrived.corrected_by
    if arrived.only_for is not None:
        told = (
            select(news.c.corrected_by)
            .join(part, part.c.announcement_id == news.c.id)
            .join(digested, digested.c.delivery_id == part.c.id)
            .where(digested.c.digest_id == row.id)
        )
        numbers = await connection.scalars(told.with_for_update(read=True, of=news))
        # One edit says all that is no longer so; the latest is the one for which it is made.
        corrected_by = max((number for number in numbers if number is not None), default=None)
    if corrected_by is not None:
        later = select(news.c.expires_at).where(news.c.id == corrected_by)
        expires_at = await connection.scalar(later)
        this = schema.delivery.c.id == row.id
        await _queue_revisions(connection, corrected_by, expires_at, this, now)


async def _queue_revisions(
    connection: AsyncConnection,
    number: int,
    expires_at: datetime | None,
    which: ColumnElement[bool],
    now: datetime,
) -> None:
    """Queue to be edited what was sent of *which* deliveries, as announcement *number* says."""
    queued, destinations = schema.delivery, schema.destination
    is_suspended = destinations.c.suspended_at.is_not(None)
    rows: dict[Any, ColumnElement[Any]] = {
        queued.c.announcement_id: literal(number, queued.c.announcement_id.type),
        queued.c.destination_id: queued.c.destination_id,
        queued.c.revises: queued.c.id,
        queued.c.platform: queued.c.platform,
        queued.c.rank: queued.c.rank,
        queued.c.state: case((is_suspended, DeliveryState.SUSPENDED), else_=DeliveryState.WAITING),
        queued.c.due_at: literal(now, queued.c.due_at.type),
        queued.c.expires_at: literal(expires_at, queued.c.expires_at.type),
        queued.c.attempts: literal(0),
        queued.c.is_plain: queued.c.is_plain,
        queued.c.updated_at: literal(now, queued.c.updated_at.type),
    }
    sent = (
        select(*rows.values())
        .join_from(queued, destinations, destinations.c.id == queued.c.destination_id)
        .where(
            which,
            queued.c.revises == 0,
            queued.c.state == DeliveryState.DELIVERED,
            queued.c.message != "",
        )
    )
    await connection.execute(
        upsert(connection, queued).from_select(list(rows), sent).on_conflict_do_nothing()
    )
