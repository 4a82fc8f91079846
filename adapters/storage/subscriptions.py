"""Who wants to hear what, in the database."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import tables
from adapters.storage.dialects import upsert
from adapters.storage.matching import wants
from adapters.storage.payloads import topics_from_mask, topics_to_mask
from adapters.storage.transactions import Transactions
from bot.ports import Destination, Platform, Subscription, SubscriptionId
from content.claims import ShowId, Stance

_BATCH = 1000


class StoredSubscriptions:
    """The port `Subscriptions`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def subscribe(self, subscription: Subscription) -> bool:
        """See the port; whoever subscribes a suspended destination again lifts the suspension."""
        table, wishes = tables.subscription, _wishes(subscription)
        async with self._transactions.writing() as connection:
            where = await _destination_id(connection, subscription.destination)
            mine = (table.c.destination_id == where, table.c.show == (subscription.show or ""))
            stood = await connection.execute(update(table).where(*mine).values(**wishes))
            if stood.rowcount:
                return False
            await connection.execute(
                insert(table).values(
                    destination_id=where,
                    show=subscription.show or "",
                    created_by=subscription.created_by,
                    created_at=subscription.created_at,
                    **wishes,
                )
            )
            return True

    async def unsubscribe(self, destination: Destination, show: ShowId | None) -> int:
        """See the port; what another subscription of *destination* wants as well stays queued."""
        table = tables.subscription
        async with self._transactions.writing() as connection:
            found = select(tables.destination.c.id).where(is_at(destination))
            where = await connection.scalar(found)
            if where is None:
                return 0
            mine = [table.c.destination_id == where]
            if show is not None:
                mine.append(table.c.show == show)
            removed = await connection.execute(delete(table).where(*mine))
            if removed.rowcount:
                await _void_unwanted(connection, where)
            return removed.rowcount

    async def of(self, destination: Destination) -> Sequence[Subscription]:
        """See the port."""
        query = _all().where(is_at(destination)).order_by(tables.subscription.c.id)
        async with self._transactions.reading() as connection:
            return [_subscription(row) for row in await connection.execute(query)]

    async def every(self) -> Sequence[Subscription]:
        """See the port."""
        async with self._transactions.reading() as connection:
            rows = await connection.execute(_all().order_by(tables.subscription.c.id))
            return [_subscription(row) for row in rows]

    async def posting_hours(self) -> Sequence[tuple[str, int]]:
        """See the port; the cost grows with the zones in use, not with the subscriptions."""
        async with self._transactions.reading() as connection:
            rows = await connection.execute(_posting_hours())
            return [(row.zone, row.hour) for row in rows]

    async def copy_to(self, other: "StoredSubscriptions") -> int:
        """Add all of them to *other*, suspensions included; return how many there are here."""
        copied = 0
        async for batch in self._batches():
            await other.take(batch)
            copied += len(batch)
        return copied

    async def _batches(self) -> AsyncIterator[Sequence[Row[Any]]]:
        """A thousand at a time, so that memory does not grow with their number."""
        last = 0
        while True:
            query = _all().where(tables.subscription.c.id > last)
            query = query.order_by(tables.subscription.c.id).limit(_BATCH)
            async with self._transactions.reading() as connection:
                rows = (await connection.execute(query)).all()
            if not rows:
                return
            yield rows
            last = rows[-1].id

    async def take(self, rows: Sequence[Row[Any]]) -> None:
        """Add rows of another database's; what stands here already stays as it is."""
        values = [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name
        places, wishes = tables.destination, tables.subscription
        copied = [column for column in wishes.c if column.name not in {"id", "destination_id"}]
        at = and_(*(places.c[name] == bindparam(name) for name in _PLACE))
        given = [bindparam(column.name, type_=column.type) for column in copied]
        async with self._transactions.writing() as connection:
            await connection.execute(
                upsert(connection, places).on_conflict_do_nothing(),
                [{name: row[name] for name in (*_PLACE, *_SUSPENDED)} for row in values],
            )
            await connection.execute(
                upsert(connection, wishes)
                .from_select(
                    ["destination_id", *(column.name for column in copied)],
                    select(places.c.id, *given).where(at),
                )
                .on_conflict_do_nothing(),
                values,
            )


_PLACE = ("platform", "workspace", "channel", "thread")
_SUSPENDED = ("suspended_at", "suspended_reason")


def is_at(destination: Destination) -> ColumnElement[bool]:
    """Return whether a row of the table `destination` is *destination*."""
    table = tables.destination.c
    return and_(
        table.platform == destination.platform.value,
        table.workspace == destination.workspace,
        table.channel == destination.channel,
        table.thread == destination.thread,
    )


def destination_of(row: Row[Any]) -> Destination:
    """Return the destination whose columns *row* has."""
    return Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
    )


async def _destination_id(connection: AsyncConnection, destination: Destination) -> int:
    """Find or make its row, held until the transaction ends, and no longer suspended."""
    table = tables.destination
    found = upsert(connection, table).values(
        platform=destination.platform.value,
        workspace=destination.workspace,
        channel=destination.channel,
        thread=destination.thread,
    )
    found = found.on_conflict_do_update(
        index_elements=[table.c[column] for column in _PLACE],
        set_={"suspended_at": None, "suspended_reason": None},
    )
    row = (await connection.execute(found.returning(table.c.id))).one()
    found_id: int = row.id
    return found_id


async def _void_unwanted(connection: AsyncConnection, where: int) -> None:
    """Void what waits for a destination and none of its subscriptions wants any more."""
    queued, news, wish = tables.delivery, tables.announcement, tables.subscription
    still_wanted = exists().where(wish.c.destination_id == where, wants())
    unwanted = (
        select(queued.c.id)
        .join(news, news.c.id == queued.c.announcement_id)
        .where(
            queued.c.destination_id == where,
            tables.is_open(),
            queued.c.state == "waiting",
            ~still_wanted,
        )
    )
    await connection.execute(
        update(queued)
        .where(queued.c.id.in_(unwanted))
        .values(state="void", lease=None, reason="it was unsubscribed before this was sent")
    )


def _wishes(subscription: Subscription) -> dict[str, object]:
    return {
        "topics": topics_to_mask(subscription.topics),
        "lowest_stance": subscription.lowest_stance.value,
        "lowest_sureness": subscription.lowest_stance.sureness,
        "steps": "".join(f",{step}" for step in subscription.steps) + ",",
        "zone": subscription.zone,
        "hour": subscription.hour,
    }


def _all() -> Select[Any]:
    place, wish = tables.destination.c, tables.subscription.c
    return select(
        *(place[column] for column in (*_PLACE, *_SUSPENDED)),
        *(column for column in wish if column.name != "destination_id"),
    ).join_from(
        tables.subscription, tables.destination, tables.destination.c.id == wish.destination_id
    )


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=SubscriptionId(row.id),
        destination=destination_of(row),
        show=ShowId(row.show) if row.show else None,
        topics=topics_from_mask(row.topics),
        lowest_stance=Stance(row.lowest_stance),
        steps=tuple(int(step) for step in row.steps.split(",") if step),
        zone=row.zone,
        hour=row.hour,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _posting_hours() -> Select[tuple[str, int]]:
    """Leap from zone to zone through the index instead of reading every subscription.

    https://wiki.postgresql.org/wiki/Loose_indexscan
    """
    table = tables.subscription
    zones = select(func.min(table.c.zone).label("zone")).cte("zones", recursive=True)
    following = select(func.min(table.c.zone)).where(table.c.zone > zones.c.zone)
    zones = zones.union_all(select(following.scalar_subquery()).where(zones.c.zone.is_not(None)))
    hours = select(literal(0).label("hour")).cte("hours", recursive=True)
    hours = hours.union_all(select(hours.c.hour + 1).where(hours.c.hour < 23))
    # No EXISTS, which PostgreSQL may answer by reading every subscription after all.
    wanted = select(table.c.hour).where(table.c.zone == zones.c.zone, table.c.hour == hours.c.hour)
    return (
        select(zones.c.zone, hours.c.hour)
        .join_from(zones, hours, true())
        .where(wanted.limit(1).scalar_subquery().is_not(None))
        .order_by(zones.c.zone, hours.c.hour)
    )
