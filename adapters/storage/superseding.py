"""What becomes of earlier announcements that are no longer so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, bindparam, case, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.engine import upsert
from content.announcements.announcement import News
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState

_news, _part, _digested = schema.announcement.c, schema.delivery.c, schema.digested.c
_TOLD: Final = (
    select(_news.id, _news.corrected_by, _news.only_for)
    .where(_news.id.in_(bindparam("numbers", expanding=True)))
    .order_by(_news.id)
    .with_for_update(read=True)
)
_TOLD_IN_DIGEST: Final = (
    select(_news.corrected_by)
    .join(schema.delivery, _part.announcement_id == _news.id)
    .join(schema.digested, _digested.delivery_id == _part.id)
    .where(_digested.digest_id == bindparam("digest"))
    .with_for_update(read=True, of=schema.announcement)
)


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


async def catch_up(
    connection: AsyncConnection, arrived: Sequence[tuple[Row[Any], datetime]]
) -> None:
    """Queue what has just *arrived*, each at its time, to be edited, where it was corrected since.

    The announcements are locked, and so is what a digest tells, so that a correction being
    recorded right now sees the arrival or is seen here.
    """
    if not arrived:
        return
    told = {row.announcement_id for row, _ in arrived}
    found = {news.id: news for news in await connection.execute(_TOLD, {"numbers": sorted(told)})}
    for row, now in arrived:
        news = found[row.announcement_id]
        corrected_by = news.corrected_by
        if news.only_for is not None:
            numbers = await connection.scalars(_TOLD_IN_DIGEST, {"digest": row.id})
            # One edit says all that is no longer so; the latest is the one for which it is made.
            corrected_by = max((number for number in numbers if number is not None), default=None)
        if corrected_by is not None:
            later = select(schema.announcement.c.expires_at)
            later = later.where(schema.announcement.c.id == corrected_by)
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
