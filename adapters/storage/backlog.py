"""How the work stands, counted in the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.engine import Transactions
from bot.ports.leadership import Backlog
from content.subscriptions.destination import Platform


class StoredBacklog:
    """The port `BacklogReader`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def read(self, platforms: Iterable[Platform], *, now: datetime) -> Backlog:
        """Return how the work stands; only indexes are read, though all of them to their ends."""
        async with self._transactions.reading() as connection:
            return Backlog(
                oldest_due=await _oldest_due(connection, platforms, now),
                open=await _open(connection),
                subscriptions=await _subscriptions(connection),
                suspended=await _suspended(connection),
            )


async def _oldest_due(
    connection: AsyncConnection, platforms: Iterable[Platform], now: datetime
) -> Mapping[Platform, datetime]:
    """What a lease holds is due when that runs out, so it is not among this."""
    table, destinations = schema.delivery, schema.destination
    found = {}
    for platform in platforms:
        oldest = await connection.scalar(
            select(table.c.due_at)
            .join(destinations, destinations.c.id == table.c.destination_id)
            .where(
                table.c.platform == platform,
                deliveries.is_open(table),
                table.c.due_at <= now,
                destinations.c.suspended_at.is_(None),
            )
            .order_by(table.c.due_at)
            .limit(1)
        )
        if oldest is not None:
            found[platform] = oldest
    return found


async def _open(connection: AsyncConnection) -> Mapping[Platform, int]:
    table = schema.delivery
    query = select(table.c.platform, func.count()).where(deliveries.is_open(table))
    rows = (await connection.execute(query.group_by(table.c.platform))).all()
    return {Platform(platform): count for platform, count in rows}


async def _subscriptions(connection: AsyncConnection) -> int:
    count = await connection.scalar(select(func.count()).select_from(schema.subscription))
    return count or 0


async def _suspended(connection: AsyncConnection) -> Mapping[Platform, int]:
    destinations = schema.destination
    query = select(destinations.c.platform, func.count()).where(
        destinations.c.suspended_at.is_not(None)
    )
    rows = (await connection.execute(query.group_by(destinations.c.platform))).all()
    return {Platform(platform): count for platform, count in rows}
