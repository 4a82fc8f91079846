"""How often a source is called, by all processes on one database together."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.engine import Transactions, upsert
from adapters.storage.listing_codec import allowance_from_json, allowance_to_json
from adapters.storage.schema import call_budget as table
from bot.ports.listings import CallsMade
from content.listings.call_allowance import CallAllowance


class StoredCallBudget:
    """The port `CallBudget`: one row a source, held by whoever takes a call until it is taken."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def take(self, source: str, *, now: datetime, for_people: bool) -> timedelta:
        """Take one, or say how long to wait; a call that was taken and not made is lost."""
        async with self._transactions.writing() as connection:
            before = await _held(connection, source)
            after, wait = before.taking(now, for_people=for_people)
            if after is not before:
                await _store(connection, source, after)
        return wait

    async def pause(self, source: str, *, until: datetime) -> None:
        """Let nobody call it before then; an earlier moment shortens no pause."""
        async with self._transactions.writing() as connection:
            before = await _held(connection, source)
            await _store(connection, source, before.paused(until))

    async def made(self, source: str, *, now: datetime) -> CallsMade:
        """Return how many were taken, which the row counts."""
        query = select(table.c.payload).where(table.c.source == source)
        async with self._transactions.reading() as connection:
            found = await connection.scalar(query)
        held = CallAllowance() if found is None else allowance_from_json(found)
        return CallsMade(today=held.taken_on(now.date()), ever=held.ever)


async def _held(connection: AsyncConnection, source: str) -> CallAllowance:
    """Return how it stands, and let nobody else have it until the transaction ends."""
    mine = select(table.c.payload).where(table.c.source == source).with_for_update()
    found = await connection.scalar(mine)
    if found is None:
        fresh = {"source": source, "payload": allowance_to_json(CallAllowance())}
        await connection.execute(upsert(connection, table).values(fresh).on_conflict_do_nothing())
        found = await connection.scalar(mine)
    return CallAllowance() if found is None else allowance_from_json(found)


async def _store(connection: AsyncConnection, source: str, allowance: CallAllowance) -> None:
    await connection.execute(
        update(table).where(table.c.source == source).values(payload=allowance_to_json(allowance))
    )
