"""Deliveries that stand to be made, in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, Select, case, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import tables
from adapters.storage.payloads import announcement_from_json, delivery_key
from adapters.storage.settling import settled
from adapters.storage.subscriptions import destination_of, is_at
from adapters.storage.transactions import Transactions
from bot.ports import Delivered, Delivery, DeliveryId, Destination, Fate, Outcome, Platform
from content.announcements import Announcement, AnnouncementId

_AT_MOST = 1000
"""Deliveries in one statement; one lease takes no more, whatever is asked for."""


class StoredOutbox:
    """The port `Outbox`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        """See the port; first the first channel of every workspace, then the second ones."""
        limit = min(limit, _AT_MOST)
        async with self._transactions.writing() as connection:
            await _expire(connection, now)
            found: list[Row[Any]] = []
            for platform in dict.fromkeys(platforms):
                found += (await connection.execute(_due(platform, limit, now))).all()
            taken = sorted(found, key=lambda row: (row.due_at, row.turn, row.id))[: max(0, limit)]
            if not taken:
                return []
            lease, until = uuid4().hex, now + timedelta(seconds=lease_s)
            await _hold(connection, taken, lease, until, now)
            news = await _announcements(connection, taken)
            return [_delivery(row, news[row.announcement_id], lease) for row in taken]

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        """See the port."""
        table = tables.delivery
        async with self._transactions.writing() as connection:
            begun = await connection.execute(
                update(table)
                .where(
                    table.c.id == delivery.id,
                    table.c.lease == delivery.lease,
                    table.c.due_at > now,
                )
                .values(
                    state="sending",
                    attempts=table.c.attempts + 1,
                    first_tried_at=case(
                        (table.c.first_tried_at.is_(None), now), else_=table.c.first_tried_at
                    ),
                    updated_at=now,
                )
            )
            if begun.rowcount == 0:
                await _release(connection, delivery)
            return begun.rowcount == 1

    async def settle(self, delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
        """See the port; without the lease only what is surely there is written down."""
        table, place = tables.delivery, tables.destination
        mine = table.c.id == delivery.id
        async with self._transactions.writing() as connection:
            query = select(table).where(mine).with_for_update(key_share=True)
            row = (await connection.execute(query)).one_or_none()
            if row is not None and (row.lease == delivery.lease or isinstance(outcome, Delivered)):
                end = settled(row.state, row.attempts, outcome, now)
                values = {"state": end.state, "reason": end.reason, "updated_at": now}
                if end.message is not None:
                    values["message"] = end.message
                if end.due_at is not None:
                    values["due_at"] = end.due_at
                await connection.execute(update(table).where(mine).values(lease=None, **values))
                if end.suspends:
                    await connection.execute(
                        update(place)
                        .where(place.c.id == row.destination_id)
                        .values(suspended_at=now, suspended_reason=end.reason)
                    )
            await _release(connection, delivery)

    async def why(self, destination: Destination, *, limit: int) -> Sequence[Fate]:
        """See the port."""
        table, news, place = tables.delivery, tables.announcement, tables.destination
        query = (
            select(table.c.state, table.c.reason, table.c.updated_at, news.c.payload)
            .join(news, news.c.id == table.c.announcement_id)
            .join(place, place.c.id == table.c.destination_id)
            .where(is_at(destination))
            .order_by(news.c.created_at.desc(), table.c.id.desc())
            .limit(limit)
        )
        async with self._transactions.reading() as connection:
            return [_fate(row) for row in await connection.execute(query)]


async def void_all(connection: AsyncConnection, reason: str, now: datetime) -> None:
    """Void everything that is queued, whatever may become of what is being sent."""
    await connection.execute(
        update(tables.delivery)
        .where(tables.is_open())
        .values(state="void", lease=None, reason=reason, updated_at=now)
    )


async def _expire(connection: AsyncConnection, now: datetime) -> None:
    """Settle what would be wrong or stale to say, unless somebody is saying it right now."""
    table = tables.delivery
    stale = (
        select(table.c.id)
        .where(
            tables.is_open(),
            table.c.expires_at <= now,
            or_(table.c.lease.is_(None), table.c.due_at <= now),
        )
        .limit(_AT_MOST)
        .with_for_update(skip_locked=True, key_share=True)
    )
    maybe = "its time passed before it was known whether an earlier try had arrived"
    reason = case(
        (table.c.state == "waiting", "its time passed before it could be sent"), else_=maybe
    )
    # Two statements, since PostgreSQL would scan a locking subquery anew for every delivery.
    while found := (await connection.scalars(stale)).all():
        await connection.execute(
            update(table)
            .where(table.c.id.in_(found))
            .values(state="expired", lease=None, reason=reason, updated_at=now)
        )


def _due(platform: Platform, limit: int, now: datetime) -> Select[Any]:
    """What can be sent: the oldest of each destination that is neither busy nor suspended.

    The destination's row is locked with the delivery's, so that two processes never hold two
    deliveries for one channel, even where their clocks differ.
    """
    table, place = tables.delivery, tables.destination
    older = table.alias("older")
    has_older = exists().where(
        older.c.destination_id == table.c.destination_id,
        tables.is_open(older),
        older.c.due_at <= now,
        older.c.id < table.c.id,
    )
    return (
        select(
            table,
            *(place.c[name] for name in ("workspace", "channel", "thread")),
        )
        .join(place, place.c.id == table.c.destination_id)
        .where(
            table.c.platform == platform.value,
            tables.is_open(table),
            table.c.due_at <= now,
            or_(table.c.expires_at.is_(None), table.c.expires_at > now),
            place.c.suspended_at.is_(None),
            or_(place.c.busy_until.is_(None), place.c.busy_until <= now),
            ~has_older,
        )
        .order_by(table.c.due_at, table.c.turn, table.c.id)
        .limit(max(0, limit))
        .with_for_update(of=[table, place], skip_locked=True, key_share=True)
    )


async def _hold(
    connection: AsyncConnection,
    taken: Sequence[Row[Any]],
    lease: str,
    until: datetime,
    now: datetime,
) -> None:
    """Write down who holds them; a try that was begun and never settled may have arrived."""
    table, place = tables.delivery, tables.destination
    state = case((table.c.state == "sending", "unknown"), else_=table.c.state)
    await connection.execute(
        update(table)
        .where(table.c.id.in_([row.id for row in taken]))
        .values(lease=lease, due_at=until, state=state, updated_at=now)
    )
    await connection.execute(
        update(place)
        .where(place.c.id.in_([row.destination_id for row in taken]))
        .values(lease=lease, busy_until=until)
    )


async def _release(connection: AsyncConnection, delivery: Delivery) -> None:
    """Let the destination have its next delivery, if this one's lease is what holds it."""
    table, place = tables.delivery, tables.destination
    here = select(table.c.destination_id).where(table.c.id == delivery.id)
    await connection.execute(
        update(place)
        .where(place.c.id == here.scalar_subquery(), place.c.lease == delivery.lease)
        .values(lease=None, busy_until=None)
    )


async def _announcements(
    connection: AsyncConnection, taken: Sequence[Row[Any]]
) -> dict[int, Announcement]:
    news = tables.announcement
    wanted = {row.announcement_id for row in taken}
    query = select(news.c.id, news.c.payload).where(news.c.id.in_(wanted))
    rows = await connection.execute(query)
    return {row.id: announcement_from_json(row.payload) for row in rows}


def _delivery(row: Row[Any], announcement: Announcement, lease: str) -> Delivery:
    where = destination_of(row)
    return Delivery(
        id=DeliveryId(row.id),
        key=delivery_key(announcement.id, where),
        announcement=announcement,
        destination=where,
        attempts=row.attempts,
        is_unknown=row.state != "waiting",
        first_tried_at=row.first_tried_at,
        lease=lease,
    )


def _fate(row: Row[Any, Any, Any, Any]) -> Fate:
    said = announcement_from_json(row.payload)
    return Fate(
        announcement=AnnouncementId(said.id),
        headline=said.headline,
        state=row.state,
        reason=row.reason,
        at=row.updated_at,
    )
