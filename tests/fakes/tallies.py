"""Counting anew what a database keeps count of."""

from sqlalchemy import func, select

from adapters.storage import deliveries, schema
from adapters.storage.database import Database
from adapters.storage.tallies import tallies


async def assert_nothing_drifted(database: Database) -> None:
    """Compare every number that is kept with what there is, at one moment."""
    queued, places, wishes = schema.delivery.c, schema.destination.c, schema.subscription.c
    by_platform = {
        "open": select(queued.platform, func.count()).where(deliveries.is_open()),
        "suspended": select(places.platform, func.count()).where(places.suspended_at.is_not(None)),
    }
    async with database.outbox._transactions.reading() as connection:
        kept = await tallies(connection)
        found: dict[str, dict[str, int]] = {}
        for what, query in by_platform.items():
            counted = await connection.execute(query.group_by(query.selected_columns[0]))
            found[what] = dict(counted.all())
        everybody = await connection.scalar(select(func.count(wishes.id)))
    found["subscriptions"] = {"": everybody} if everybody else {}
    assert kept == found
