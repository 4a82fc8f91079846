"""How the work stands: numbers that are kept as they change, and the first rows of some indexes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.engine import Transactions
from adapters.storage.tallies import OPEN, SUBSCRIPTIONS, SUSPENDED, tallies
from bot.ports.leadership import Backlog, Queueing
from content.subscriptions.destination import Platform

_LOOKED_AT: Final = 100
"""Deliveries that are due: so many are passed over where their destination is suspended."""
_COUNTED: Final = 1000
"""Announcements that are still being queued: more than so many are not counted."""


class StoredBacklog:
    """The port `BacklogReader`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def read(self, platforms: Iterable[Platform], *, now: datetime) -> Backlog:
        """Return how the work stands; it costs as much however much there is."""
        async with self._transactions.reading() as connection:
            kept = await tallies(connection)
            return Backlog(
                oldest_due=await _oldest_due(connection, platforms, now),
                open=kept[OPEN],
                subscriptions=sum(kept[SUBSCRIPTIONS].values()),
                suspended=kept[SUSPENDED],
                queueing=await _queueing(connection),
            )


async def _oldest_due(
    connection: AsyncConnection, platforms: Iterable[Platform], now: datetime
) -> Mapping[Platform, datetime]:
    """What a lease holds is due when that runs out, so it is not among this.

    What waits for a suspended destination is set aside with it, so that hardly any of what is open
    is passed over here. Where all that are looked at are, the last of them stands for the rest.
    """
    table, destinations = schema.delivery, schema.destination
    found = {}
    for platform in platforms:
        due = (
            select(table.c.due_at, table.c.destination_id)
            .where(table.c.platform == platform, deliveries.is_open(table), table.c.due_at <= now)
            .order_by(table.c.due_at, table.c.rank, table.c.id)
            .limit(_LOOKED_AT)
        )
        first = due.subquery()
        oldest = await connection.scalar(
            select(first.c.due_at)
            .join(destinations, destinations.c.id == first.c.destination_id)
            .where(destinations.c.suspended_at.is_(None))
            .order_by(first.c.due_at)
            .limit(1)
        )
        if oldest is None:
            oldest = await connection.scalar(due.offset(_LOOKED_AT - 1).limit(1))
        if oldest is not None:
            found[platform] = oldest
    return found


async def _queueing(connection: AsyncConnection) -> Queueing | None:
    """Announcements are queued one after another, so how far the oldest has come tells of all."""
    news, destinations = schema.announcement.c, schema.destination.c
    unqueued = select(news.id, news.weighed_at, news.fanned_out).where(news.fanned_out.is_not(None))
    oldest = (await connection.execute(unqueued.order_by(news.id).limit(1))).one_or_none()
    if oldest is None:
        return None
    few = unqueued.limit(_COUNTED).subquery()
    count = await connection.scalar(select(func.count()).select_from(few))
    last = await connection.scalar(select(func.max(destinations.id))) or 0
    return Queueing(
        announcements=count or 1,
        since=oldest.weighed_at,
        reached=min(1.0, oldest.fanned_out / last) if last else 1.0,
    )
