"""Copying what is subscribed in one database into another."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

from sqlalchemy import Row, and_, bindparam, select

from adapters.storage import schema
from adapters.storage.dialects import upsert
from adapters.storage.engine import Transactions
from adapters.storage.preferences import PLACE, RHYTHM, SUSPENSION, subscriptions_with

_BATCH: Final = 1000


async def copy_subscriptions(source: Transactions, target: Transactions) -> int:
    """Add those of *source* to *target*, suspensions included; return how many there are.

    What stands in *target* already stays as it is.
    """
    copied = 0
    async for batch in _batches(source):
        await _take(target, batch)
        copied += len(batch)
    return copied


async def _batches(source: Transactions) -> AsyncIterator[Sequence[Row[Any]]]:
    """A thousand at a time, so that memory does not grow with their number."""
    last = 0
    while True:
        query = subscriptions_with(*SUSPENSION).where(schema.subscription.c.id > last)
        query = query.order_by(schema.subscription.c.id).limit(_BATCH)
        async with source.reading() as connection:
            rows = (await connection.execute(query)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


async def _take(target: Transactions, rows: Sequence[Row[Any]]) -> None:
    values = [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name
    places, subscriptions = schema.destination, schema.subscription
    copied = [column for column in subscriptions.c if column.name not in {"id", "destination_id"}]
    at = and_(*(places.c[name] == bindparam(name) for name in PLACE))
    given = [bindparam(column.name, type_=column.type) for column in copied]
    rhythms = {
        row["rhythm"]: {"name": row["rhythm"]} | {name: row[name] for name in RHYTHM}
        for row in values
        if row["rhythm"]
    }
    async with target.writing() as connection:
        await connection.execute(
            upsert(connection, places).on_conflict_do_nothing(),
            [{name: row[name] for name in (*PLACE, *SUSPENSION)} for row in values],
        )
        await connection.execute(
            upsert(connection, subscriptions)
            .from_select(
                ["destination_id", *(column.name for column in copied)],
                select(places.c.id, *given).where(at),
            )
            .on_conflict_do_nothing(),
            values,
        )
        if rhythms:
            await connection.execute(
                upsert(connection, schema.rhythm).on_conflict_do_nothing(), [*rhythms.values()]
            )
