"""Deliveries that stand to be made, in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, FromClause, Row, RowMapping, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import digests, schema
from adapters.storage.codec import announcement_from_json
from adapters.storage.deliveries import AT_MOST, expire, state_of
from adapters.storage.destinations import is_at, suspend
from adapters.storage.engine import Transactions
from adapters.storage.leases import deliveries_of, due, hold, take_over
from adapters.storage.superseding import catch_up
from bot.ports.outbox import Delivery, DeliveryId, HeldNews
from content.announcements.announcement import Announcement
from content.announcements.delivery_report import DeliveryReport
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Delivered, Outcome, Rejected
from content.subscriptions.retries import Settled, Tried, settled


class StoredOutbox:
    """The port `Outbox`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        """Take what is due: first the first channel of every workspace, then the second ones."""
        limit = min(limit, AT_MOST)
        async with self._transactions.writing() as connection:
            await expire(connection, now)
            found: list[Row[Any]] = []
            for platform in dict.fromkeys(platforms):
                found += (await connection.execute(due(platform, limit, now))).all()
            taken = sorted(found, key=lambda row: (row.due_at, row.rank, row.id))[: max(0, limit)]
            if not taken:
                return []
            lease, until = uuid4().hex, now + timedelta(seconds=lease_s)
            await hold(connection, taken, lease, until, now)
            return await deliveries_of(connection, taken, lease, now)

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        """Write down that a try begins, where the lease is ours still."""
        table = schema.delivery
        async with self._transactions.writing() as connection:
            begun = await connection.execute(
                update(table)
                .where(
                    table.c.id == delivery.id,
                    table.c.lease == delivery.lease,
                    table.c.due_at > now,
                )
                .values(
                    state=DeliveryState.SENDING,
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
        """Write down the outcome; without the lease only what is surely there."""
        table = schema.delivery
        mine = table.c.id == delivery.id
        async with self._transactions.writing() as connection:
            query = select(table).where(mine).with_for_update(key_share=True)
            row = (await connection.execute(query)).one_or_none()
            if row is not None and (row.lease == delivery.lease or isinstance(outcome, Delivered)):
                tried = Tried(
                    state=state_of(row.state),
                    attempts=row.attempts,
                    may_be_there=delivery.is_unknown,
                    is_plain=row.is_plain,
                    is_revision=row.revises != 0,
                    is_to_person=delivery.destination.person != "",
                )
                end = settled(tried, outcome, now)
                values = _ending(end)
                if isinstance(outcome, Rejected) and outcome.is_crowded:
                    # It was not even asked, so that it was no try: the next pause is no longer.
                    values["attempts"] = delivery.attempts
                await connection.execute(
                    update(table).where(mine).values(lease=None, updated_at=now, **values)
                )
                if end.suspends:
                    await suspend(connection, row.destination_id, end.reason or "", now)
                if end.state is DeliveryState.DELIVERED and not row.revises:
                    await catch_up(connection, row, now)
            await _release(connection, delivery, arrived=isinstance(outcome, Delivered))

    async def take_over(
        self, platform: Platform, *, now: datetime, begun_s: float | None = None
    ) -> int:
        """End the leases that another process left on *platform*."""
        async with self._transactions.writing() as connection:
            return await take_over(connection, platform, now, begun_s)

    async def reports(self, destination: Destination, *, limit: int) -> Sequence[DeliveryReport]:
        """Return what became of the latest announcements for *destination*, newest first."""
        table, news, destinations = schema.delivery, schema.announcement, schema.destination
        digest, about = table.alias("digest"), news.alias("about")
        query = (
            select(*_standing(table, news), *_standing(digest, about, "digest_"))
            .join(news, news.c.id == table.c.announcement_id)
            .join(destinations, destinations.c.id == table.c.destination_id)
            .outerjoin(schema.digested, schema.digested.c.delivery_id == table.c.id)
            .outerjoin(digest, digest.c.id == schema.digested.c.digest_id)
            .outerjoin(about, about.c.id == digest.c.announcement_id)
            .where(is_at(destination), table.c.revises == 0)
            .order_by(news.c.created_at.desc(), table.c.id.desc())
            .limit(limit)
        )
        async with self._transactions.reading() as connection:
            rows = (await connection.execute(query)).mappings()
            return [_fate(row) for row in rows]

    async def held(self, *, now: datetime, limit: int) -> Sequence[HeldNews]:
        """Return what is held and due; a tick on which no digest is due only reads."""
        async with self._transactions.reading() as connection:
            if not await digests.is_any_due(connection, now):
                return []
        async with self._transactions.writing() as connection:
            return await digests.held(connection, now, limit)

    async def tell(
        self,
        announcement: Announcement,
        destination: Destination,
        *,
        now: datetime,
        instead_of: Sequence[DeliveryId] = (),
    ) -> bool:
        """Queue *announcement* for one destination, and digest what it stands for."""
        try:
            async with self._transactions.writing() as connection:
                await digests.tell(connection, announcement, destination, now, instead_of)
                await self._transactions.notify(connection)
        except digests.NothingStoredError:
            return False
        return True


def _ending(end: Settled) -> dict[str, object]:
    values: dict[str, object] = {"state": end.state, "reason": end.reason}
    if end.message is not None:
        values["message"] = end.message
    if end.due_at is not None:
        values["due_at"] = end.due_at
    if end.is_plain:
        values["is_plain"] = True
    if end.is_absent:
        values["first_tried_at"] = None
    return values


async def _release(
    connection: AsyncConnection, delivery: Delivery, *, arrived: bool = False
) -> None:
    """Let the destination have its next delivery, if this one's lease is what holds it.

    Where something arrived, whatever it refused before is over.
    """
    table, destinations = schema.delivery, schema.destination
    here = select(table.c.destination_id).where(table.c.id == delivery.id)
    over = {"refused_since": None, "probes": 0} if arrived else {}
    await connection.execute(
        update(destinations)
        .where(destinations.c.id == here.scalar_subquery(), destinations.c.lease == delivery.lease)
        .values(lease=None, busy_until=None, **over)
    )


def _standing(delivery: FromClause, news: FromClause, prefix: str = "") -> list[ColumnElement[Any]]:
    columns = [delivery.c[name] for name in ("state", "reason", "message", "updated_at", "due_at")]
    return [column.label(prefix + column.name) for column in (*columns, news.c.payload)]


def _fate(row: RowMapping, prefix: str = "") -> DeliveryReport:
    announcement = announcement_from_json(row[f"{prefix}payload"])
    state = state_of(row[f"{prefix}state"])
    is_digested = not prefix and row["digest_payload"] is not None
    return DeliveryReport(
        announcement=announcement.id,
        headline=announcement.headline,
        state=state,
        reason=row[f"{prefix}reason"],
        at=row[f"{prefix}updated_at"],
        until=row[f"{prefix}due_at"] if state.is_scheduled else None,
        message=row[f"{prefix}message"] or None,
        digest=_fate(row, "digest_") if is_digested else None,
    )
