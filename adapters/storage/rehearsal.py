"""Taking a database into a rehearsal and out of it again; see docs/decisions/0003."""

from datetime import datetime
from typing import Final

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.claims import AIRED, COUNTED, NOTICED, set_mark
from adapters.storage.deliveries import void_all
from adapters.storage.engine import Transactions
from adapters.storage.fan_out import give_up, queue_all
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState, origins_of

_REHEARSED: Final = "rehearsed"
"""The mark that stands from the beginning of a rehearsal to the next ordinary run."""


async def begin(transactions: Transactions, now: datetime) -> None:
    """Set the marks to *now*; only what rehearsals queue can be told until `end`.

    One that follows another with no ordinary run between takes up what that one left, each
    at the moment for which it was made: its leases are of a clock that has been turned back.
    """
    async with transactions.reading() as connection:
        is_first = not await _is_rehearsed(connection)
    if is_first:
        await queue_all(transactions, now)
    async with transactions.writing() as connection:
        if await _is_rehearsed(connection):
            await _take_up(connection)
        else:
            await _set_aside(connection)
        await _free_destinations(connection)
        for name in (NOTICED, COUNTED, AIRED, _REHEARSED):
            await set_mark(connection, name, now)


async def end(transactions: Transactions, now: datetime) -> None:
    """Void what rehearsals left unsent, and begin afresh; nothing happens where there was none."""
    async with transactions.reading() as connection:
        if not await _is_rehearsed(connection):
            return
    async with transactions.writing() as connection:
        if not await _is_rehearsed(connection):
            return  # another process has just done it
        await give_up(connection)
        await void_all(connection, reasons.REHEARSED, now)
        await _free_destinations(connection)
        await _bring_back(connection)
        for name in (NOTICED, COUNTED, AIRED, _REHEARSED):
            await set_mark(connection, name, None)


async def _is_rehearsed(connection: AsyncConnection) -> bool:
    mark = select(schema.mark.c.name).where(schema.mark.c.name == _REHEARSED)
    return await connection.scalar(mark) is not None


async def _set_aside(connection: AsyncConnection) -> None:
    queued = schema.delivery
    await connection.execute(
        update(queued)
        .where(deliveries.may_become(DeliveryState.VOID))
        .values(state=queued.c.state + deliveries.ASIDE, lease=None)
    )


async def _bring_back(connection: AsyncConnection) -> None:
    """As after a crash: what was on its way when the rehearsal began may have arrived."""
    queued = schema.delivery
    for before in origins_of(DeliveryState.VOID):
        after = DeliveryState.UNKNOWN if before is DeliveryState.SENDING else before
        await connection.execute(
            update(queued).where(queued.c.state == before + deliveries.ASIDE).values(state=after)
        )


async def _take_up(connection: AsyncConnection) -> None:
    queued, news = schema.delivery, schema.announcement
    made_for = select(news.c.created_at).where(news.c.id == queued.c.announcement_id)
    await connection.execute(
        update(queued)
        .where(deliveries.is_open())
        .values(
            state=deliveries.as_left(),
            due_at=made_for.scalar_subquery(),
            lease=None,
        )
    )


async def _free_destinations(connection: AsyncConnection) -> None:
    """Nobody holds a destination now, whatever a clock of another time says."""
    destinations = schema.destination
    held = or_(destinations.c.lease.is_not(None), destinations.c.busy_until.is_not(None))
    await connection.execute(update(destinations).where(held).values(lease=None, busy_until=None))
