"""What is held for digests, and what is told to one destination alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.announcements import store
from adapters.storage.codec import broadcastable_from_json
from adapters.storage.destinations import KEY_COLUMNS, destination_in, number_of
from adapters.storage.restored import leave_out_of_digests
from bot.ports.outbox import DeliveryId, HeldNews
from content.announcements.announcement import Announcement
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import SubscriptionId

_MOST_HELD = 500
"""Pieces of news in one digest; more than that is told in the next one."""


class NothingStoredError(Exception):
    """It was queued before, or something that it takes the place of is no longer held."""


async def is_any_due(connection: AsyncConnection, now: datetime) -> bool:
    """Return whether anything is held whose hour had come by *now*."""
    table = schema.delivery
    is_due = (deliveries.is_held(), table.c.due_at <= now, deliveries.may_begin())
    query = select(table.c.id).where(*is_due).limit(1)
    return await connection.scalar(query) is not None


async def held(connection: AsyncConnection, now: datetime, limit: int) -> list[HeldNews]:
    """Return what is held for up to *limit* destinations whose hour had come by *now*."""
    table, destinations = schema.delivery, schema.destination
    is_due = (deliveries.is_held(), table.c.due_at <= now, deliveries.may_begin())
    await leave_out_of_digests(connection, now)
    await connection.execute(
        update(table)
        .where(*is_due, table.c.expires_at <= now)
        .values(state=DeliveryState.EXPIRED, reason=reasons.TOO_LATE_FOR_THE_DIGEST, updated_at=now)
    )
    due = select(table.c.destination_id, table.c.due_at).where(*is_due).order_by(table.c.due_at)
    rows = await connection.execute(due.limit(limit * 20))
    wanted = list(dict.fromkeys(row.destination_id for row in rows))[:limit]
    query = (
        select(table, *(destinations.c[name] for name in KEY_COLUMNS if name != "platform"))
        .join(destinations, destinations.c.id == table.c.destination_id)
        .where(*is_due, table.c.destination_id.in_(wanted))
        .order_by(table.c.id)
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.destination_id, []).append(row)
    return [await _held_news(connection, rows[:_MOST_HELD]) for rows in found.values()]


async def _held_news(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> HeldNews:
    news, subscription = schema.announcement, schema.subscription
    numbers = [row.announcement_id for row in rows]
    payloads = await connection.execute(
        select(news.c.id, news.c.payload).where(news.c.id.in_(numbers))
    )
    announcements = {row.id: broadcastable_from_json(row.payload) for row in payloads}
    digest = await connection.scalar(
        select(subscription.c.digest).where(subscription.c.id == rows[0].subscription_id)
    )
    return HeldNews(
        destination=destination_in(rows[0]),
        digest=DigestFrequency(digest or DigestFrequency.DAILY),
        due_at=max(row.due_at for row in rows),
        deliveries=tuple(DeliveryId(row.id) for row in rows),
        news=tuple(announcements[number] for number in numbers),
    )


async def tell(
    connection: AsyncConnection,
    announcement: Announcement,
    destination: Destination,
    now: datetime,
    instead_of: Sequence[DeliveryId],
    as_for: SubscriptionId | None = None,
) -> None:
    """Queue *announcement* for one destination; what it takes the place of is digested in it.

    Raises:
        NothingStoredError: the transaction is to be rolled back.
    """
    table, destinations = schema.delivery, schema.destination
    destination_id = await number_of(connection, destination)
    number = await store(connection, announcement, only_for=destination_id)
    if number is None:
        raise NothingStoredError
    by: int | None = as_for
    if instead_of:
        digested = await connection.execute(
            update(table)
            .where(table.c.id.in_(instead_of), deliveries.is_held(), deliveries.may_begin())
            .values(state=DeliveryState.DIGESTED, reason=reasons.TOLD_IN_A_DIGEST, updated_at=now)
        )
        if digested.rowcount != len(instead_of):
            raise NothingStoredError
        by = await connection.scalar(
            select(table.c.subscription_id).where(table.c.id == instead_of[0])
        )
    reason = await connection.scalar(
        select(destinations.c.suspended_reason).where(
            destinations.c.id == destination_id, destinations.c.suspended_at.is_not(None)
        )
    )
    digest = await connection.scalar(
        insert(table)
        .values(
            announcement_id=number,
            destination_id=destination_id,
            subscription_id=by,
            platform=destination.platform,
            rank=1,
            state=DeliveryState.WAITING if reason is None else DeliveryState.SUSPENDED,
            reason=reason,
            due_at=now,
            expires_at=announcement.expires_at,
            attempts=0,
            updated_at=now,
        )
        .returning(table.c.id)
    )
    if instead_of:
        parts = [{"delivery_id": part, "digest_id": digest} for part in instead_of]
        await connection.execute(insert(schema.digested), parts)
