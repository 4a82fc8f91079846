"""Who wants to hear what, in the database."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    text,
    true,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.audit import keep_act
from adapters.storage.codec import TOPIC_BITS
from adapters.storage.deliveries import release_held, void_unwanted
from adapters.storage.destinations import (
    KEY_COLUMNS,
    SUSPENSION,
    destination_in,
    is_at,
    number_of,
    suspended_destinations,
    suspensions_of,
    take_up,
)
from adapters.storage.engine import Transactions, upsert
from adapters.storage.fan_out import queue_before_change, unqueued_for_change
from adapters.storage.preferences import (
    RHYTHM,
    columns_of,
    columns_of_all,
    preferences_of,
    rhythm_of,
)
from adapters.storage.schema import HEARS_EPISODES_SQL
from bot.ports.subscriptions import Suspension
from content.commands.acts import Act
from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.matching import Hearers
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency, told_hour
from content.subscriptions.subscription import Subscription, SubscriptionId

_LOOKED_AT: Final = 10_000
"""Of those that hear of a show, and of those that hear of every show, where some are counted."""


class StoredSubscriptions:
    """The port `Subscriptions`."""

    def __init__(self, transactions: Transactions, *, looked_at: int = _LOOKED_AT) -> None:
        self._transactions = transactions
        self._looked_at = looked_at

    async def subscribe(self, subscription: Subscription, *, act: Act | None = None) -> bool:
        """Store *subscription*; a destination that was suspended is taken up again."""
        async with self._transactions.writing() as connection:
            unqueued = await unqueued_for_change(connection)
            destination_id = await number_of(connection, subscription.destination)
            await queue_before_change(connection, unqueued, [destination_id])
            await take_up(connection, destination_id, subscription.created_at)
            await keep_act(connection, act)
            return await _store(connection, destination_id, subscription, subscription.created_at)

    async def take_in(self, subscriptions: Iterable[Subscription], *, now: datetime) -> int:
        """Store them all in one transaction, and return how many were not there before.

        Taking in what is there already only puts its preferences right; what is suspended stays so.
        """
        new = 0
        async with self._transactions.behind.writing() as connection:
            unqueued = await unqueued_for_change(connection)
            for subscription in subscriptions:
                destination_id = await number_of(connection, subscription.destination)
                await queue_before_change(connection, unqueued, [destination_id])
                new += await _store(connection, destination_id, subscription, now)
        return new

    async def change(
        self,
        destination: Destination,
        show: ShowId | None,
        patch: PreferencesPatch,
        *,
        now: datetime,
        act: Act | None = None,
    ) -> int:
        """Change those for *show*, with all that is queued and held for them."""
        table, columns = schema.subscription, columns_of(patch)
        async with self._transactions.writing() as connection:
            destination_id, mine = await _theirs(connection, destination, show)
            # An update of nothing says how many there are, as one of something does.
            changes = columns or {"show": table.c.show}
            found = await connection.execute(update(table).where(*mine).values(**changes))
            await _note_rhythms(connection, mine)
            await void_unwanted(
                connection, destination_id, DeliveryState.VOID, reasons.WANTED_NO_MORE
            )
            await release_held(connection, destination_id, now)
            await keep_act(connection, act if found.rowcount else None)
            return found.rowcount

    async def pause(
        self,
        destination: Destination,
        show: ShowId | None,
        *,
        now: datetime,
        act: Act | None = None,
    ) -> int:
        """Pause those for *show*, and what waits for them with it."""
        table = schema.subscription
        async with self._transactions.writing() as connection:
            destination_id, mine = await _theirs(connection, destination, show)
            active = (*mine, table.c.paused_at.is_(None))
            paused = await connection.execute(update(table).where(*active).values(paused_at=now))
            await void_unwanted(
                connection, destination_id, DeliveryState.PAUSED, reasons.PAUSED_SINCE
            )
            await keep_act(connection, act if paused.rowcount else None)
            return paused.rowcount

    async def resume(
        self, destination: Destination, show: ShowId | None, *, act: Act | None = None
    ) -> int:
        """Let those for *show* hear again what becomes news from now on."""
        table = schema.subscription
        async with self._transactions.writing() as connection:
            _, mine = await _theirs(connection, destination, show)
            paused = (*mine, table.c.paused_at.is_not(None))
            resumed = await connection.execute(update(table).where(*paused).values(paused_at=None))
            await keep_act(connection, act if resumed.rowcount else None)
            return resumed.rowcount

    async def unsubscribe(
        self, destination: Destination, show: ShowId | None, *, act: Act | None = None
    ) -> int:
        """Remove those for *show*; what another subscription wants as well stays queued."""
        table = schema.subscription
        async with self._transactions.writing() as connection:
            destination_id, mine = await _theirs(connection, destination, show)
            removed = await connection.execute(delete(table).where(*mine))
            await keep_act(connection, act if removed.rowcount else None)
            if removed.rowcount:
                await void_unwanted(
                    connection, destination_id, DeliveryState.VOID, reasons.UNSUBSCRIBED
                )
            return removed.rowcount

    async def of(self, destination: Destination) -> Sequence[Subscription]:
        """Return what *destination* hears, by the number of each subscription."""
        query = subscriptions_with().where(is_at(destination)).order_by(schema.subscription.c.id)
        async with self._transactions.reading() as connection:
            return [subscription_of(row) for row in await connection.execute(query)]

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, by the number of each."""
        async with self._transactions.reading() as connection:
            query = subscriptions_with().order_by(schema.subscription.c.id)
            return [subscription_of(row) for row in await connection.execute(query)]

    async def hearing(self, show: ShowId, topic: Topic, stance: Stance) -> Hearers:
        """Count each destination once, be it subscribed to the show and to every show."""
        mine = schema.subscription.c
        wants = and_(
            mine.topics.bitwise_and(TOPIC_BITS[topic]) != 0,
            mine.lowest_sureness <= stance.sureness,
            mine.paused_at.is_(None),
        )
        some = [
            select(mine.destination_id, wants.label("wants"), mine.show)
            .where(mine.show == heard)
            .limit(self._looked_at)
            .subquery()
            for heard in dict.fromkeys(("", show))
        ]
        seen = union_all(*(select(part) for part in some)).subquery().c
        query = select(
            func.count(case((seen.wants, seen.destination_id)).distinct()),
            func.count(case((seen.show == "", 1))),
            func.count(case((seen.show == show, 1))),
        )
        async with self._transactions.reading() as connection:
            count, *looked_at = (await connection.execute(query)).one()
        return Hearers(count, is_all=max(looked_at) < self._looked_at)

    async def posting_hours(self) -> Sequence[tuple[str, int]]:
        """Return each posting hour; the cost grows with zones in use, not with subscriptions.

        An hour that was chosen is among them also where all who chose it are quiet then.
        """
        rhythm = schema.rhythm.c
        async with self._transactions.behind.reading() as connection:
            chosen = await connection.execute(_posting_hours())
            hours = {(row.zone, row.hour) for row in chosen}
            return sorted(hours | await _told_hours(connection, rhythm.quiet_from.is_not(None)))

    async def episode_hours(self) -> Sequence[tuple[str, int]]:
        """Return the hours of those who hear episodes; nothing else is read."""
        rhythm = schema.rhythm.c
        async with self._transactions.reading() as connection:
            chosen = await connection.execute(_posting_hours(HEARS_EPISODES_SQL))
            hours = {(row.zone, row.hour) for row in chosen}
            if not hours:
                return ()
            is_moved = and_(
                rhythm.quiet_from.is_not(None), tuple_(rhythm.zone, rhythm.hour).in_(hours)
            )
            return sorted(hours | await _told_hours(connection, is_moved))

    async def weekly_hours(self) -> Sequence[tuple[str, int]]:
        """Return the hours of weekly rhythms, as many as anybody ever chose, however many did."""
        is_weekly = schema.rhythm.c.digest == DigestFrequency.WEEKLY.value
        async with self._transactions.behind.reading() as connection:
            return sorted(await _told_hours(connection, is_weekly))

    async def suspension_of(self, destination: Destination) -> Suspension | None:
        """Return the suspension of *destination*, with whoever subscribed it."""
        async with self._transactions.reading() as connection:
            rows = await connection.execute(suspended_destinations().where(is_at(destination)))
            found = await suspensions_of(connection, rows.all())
            return found[0] if found else None

    async def suspended(
        self, platforms: Iterable[Platform], *, now: datetime, limit: int
    ) -> Sequence[Suspension]:
        """Return suspensions that are due for a look; only the suspended are looked through."""
        destinations = schema.destination.c
        # Not a term that an index could serve: SQLite would read every destination of the platform
        # instead of the few that are suspended.
        ours = (destinations.platform + "").in_(list(platforms))
        query = (
            suspended_destinations()
            .where(destinations.look_at <= now, ours)
            .order_by(destinations.look_at)
        )
        query = query.limit(limit)
        async with self._transactions.behind.reading() as connection:
            return await suspensions_of(connection, (await connection.execute(query)).all())

    async def probed(
        self, suspension: Suspension, *, reason: str, again_at: datetime | None
    ) -> None:
        """Write down a look at a destination that is suspended still."""
        destinations = schema.destination
        async with self._transactions.behind.writing() as connection:
            await connection.execute(
                update(destinations)
                .where(is_at(suspension.destination), destinations.c.suspended_at.is_not(None))
                .values(suspended_reason=reason, probes=destinations.c.probes + 1, look_at=again_at)
            )

    async def lift(self, destination: Destination, *, now: datetime) -> None:
        """Take *destination* up again, where it is suspended."""
        async with self._transactions.writing() as connection:
            unqueued = await unqueued_for_change(connection)
            found = select(schema.destination.c.id).where(is_at(destination))
            destination_id = await connection.scalar(found)
            if destination_id is not None:
                await queue_before_change(connection, unqueued, [destination_id])
                await take_up(connection, destination_id, now)

    async def copy_to(self, other: "StoredSubscriptions") -> int:
        """Add all of them to *other*, suspensions included; return how many there are here."""
        return await copy_subscriptions(self._transactions, other._transactions)  # noqa: SLF001 - its own kind


async def _store(
    connection: AsyncConnection, destination_id: int, subscription: Subscription, now: datetime
) -> bool:
    """Write a subscription down; False where it stood already, and only its preferences changed."""
    table = schema.subscription
    columns = columns_of_all(subscription.preferences) | {"paused_at": subscription.paused_at}
    mine = [table.c.destination_id == destination_id, table.c.show == (subscription.show or "")]
    stood = await connection.execute(update(table).where(*mine).values(**columns))
    if not stood.rowcount:
        await connection.execute(
            insert(table).values(
                destination_id=destination_id,
                show=subscription.show or "",
                created_by=subscription.created_by,
                created_at=subscription.created_at,
                rhythm="",
                **columns,
            )
        )
    await _note_rhythms(connection, mine)
    if stood.rowcount:
        await void_unwanted(connection, destination_id, DeliveryState.VOID, reasons.WANTED_NO_MORE)
        await release_held(connection, destination_id, now)
    return not stood.rowcount


async def _theirs(
    connection: AsyncConnection, destination: Destination, show: ShowId | None
) -> tuple[int, list[ColumnElement[bool]]]:
    """Return the destination's number, 0 where there is none, and which subscriptions are meant.

    They are about to change, so all that was recorded by now is queued for them first.
    """
    table = schema.subscription
    unqueued = await unqueued_for_change(connection)
    found = select(schema.destination.c.id).where(is_at(destination))
    destination_id: int = await connection.scalar(found.with_for_update(key_share=True)) or 0
    if destination_id:
        await queue_before_change(connection, unqueued, [destination_id])
    mine = [table.c.destination_id == destination_id]
    if show is not None:
        mine.append(table.c.show == show)
    return destination_id, mine


async def _note_rhythms(connection: AsyncConnection, mine: Sequence[ColumnElement[bool]]) -> None:
    """Give each of these subscriptions its rhythm, and make what rhythms there are not yet."""
    table = schema.subscription
    columns = [table.c[name] for name in ("id", "rhythm", *RHYTHM)]
    for row in (await connection.execute(select(*columns).where(*mine))).all():
        name = rhythm_of(row)
        if name != row.rhythm:
            await connection.execute(update(table).where(table.c.id == row.id).values(rhythm=name))
        if name:
            values = {column: getattr(row, column) for column in RHYTHM}
            await connection.execute(
                upsert(connection, schema.rhythm)
                .values(name=name, **values)
                .on_conflict_do_nothing()
            )


async def _told_hours(connection: AsyncConnection, of: ColumnElement[bool]) -> set[tuple[str, int]]:
    """Return the hours at which is told what has one of these rhythms."""
    table = schema.rhythm.c
    query = select(table.zone, table.hour, table.quiet_from, table.quiet_to).where(of).distinct()
    return {
        (
            row.zone,
            told_hour(row.hour, None if row.quiet_from is None else (row.quiet_from, row.quiet_to)),
        )
        for row in await connection.execute(query)
    }


@cache  # asked at every tick, and building it takes longer than the answer
def _posting_hours(of: str = "") -> Select[tuple[str, int]]:
    """Leap from zone to zone through the index instead of reading every subscription.

    Only through that *of* which a condition holds, which an index of its own has.

    https://wiki.postgresql.org/wiki/Loose_indexscan
    """
    table = schema.subscription
    which = text(of) if of else true()
    zones = select(func.min(table.c.zone).label("zone")).where(which).cte("zones", recursive=True)
    following = select(func.min(table.c.zone)).where(table.c.zone > zones.c.zone, which)
    zones = zones.union_all(select(following.scalar_subquery()).where(zones.c.zone.is_not(None)))
    # A minimum is read off the end of an index; whether a row exists may be answered by a scan.
    here = table.c.zone == zones.c.zone
    first = select(func.min(table.c.hour)).where(here, which).scalar_subquery()
    hours = select(zones.c.zone, first.label("hour")).where(zones.c.zone.is_not(None))
    slots = hours.cte("slots", recursive=True)
    later = select(func.min(table.c.hour)).where(
        table.c.zone == slots.c.zone, table.c.hour > slots.c.hour, which
    )
    slots = slots.union_all(
        select(slots.c.zone, later.scalar_subquery()).where(slots.c.hour.is_not(None))
    )
    return (
        select(slots.c.zone, slots.c.hour)
        .where(slots.c.hour.is_not(None))
        .order_by(slots.c.zone, slots.c.hour)
    )


def subscriptions_with(*columns: str) -> Select[Any]:
    """Return a query for all subscriptions, with their places and more *columns* of those."""
    destinations, subscription = schema.destination.c, schema.subscription.c
    return select(
        *(destinations[column] for column in (*KEY_COLUMNS, *columns)),
        *(column for column in subscription if column.name != "destination_id"),
    ).join_from(
        schema.subscription,
        schema.destination,
        schema.destination.c.id == subscription.destination_id,
    )


def subscription_of(row: Row[Any]) -> Subscription:
    """Return the subscription whose columns, and whose place's, *row* has."""
    return Subscription(
        id=SubscriptionId(row.id),
        destination=destination_in(row),
        show=ShowId(row.show) if row.show else None,
        preferences=preferences_of(row),
        paused_at=row.paused_at,
        created_by=row.created_by,
        created_at=row.created_at,
    )


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
    destinations, subscriptions = schema.destination, schema.subscription
    copied = [column for column in subscriptions.c if column.name not in {"id", "destination_id"}]
    at = and_(*(destinations.c[name] == bindparam(name) for name in KEY_COLUMNS))
    given = [bindparam(column.name, type_=column.type) for column in copied]
    rhythms = {
        row["rhythm"]: {"name": row["rhythm"]} | {name: row[name] for name in RHYTHM}
        for row in values
        if row["rhythm"]
    }
    async with target.writing() as connection:
        unqueued = await unqueued_for_change(connection)
        await connection.execute(
            upsert(connection, destinations).on_conflict_do_nothing(),
            [{name: row[name] for name in (*KEY_COLUMNS, *SUSPENSION)} for row in values],
        )
        if unqueued:
            places = [
                await connection.scalar(select(destinations.c.id).where(at), row) for row in values
            ]
            await queue_before_change(connection, unqueued, [one for one in places if one])
        await connection.execute(
            upsert(connection, subscriptions)
            .from_select(
                ["destination_id", *(column.name for column in copied)],
                select(destinations.c.id, *given).where(at),
            )
            .on_conflict_do_nothing(),
            values,
        )
        if rhythms:
            await connection.execute(
                upsert(connection, schema.rhythm).on_conflict_do_nothing(), [*rhythms.values()]
            )
