"""Queueing an announcement for everybody who wants it, some destinations in one transaction.

A cursor at the announcement says how far that has come. Whoever's subscriptions change before it
has passed them is queued for first, as they were; so everybody hears it as they wanted it when it
was recorded, whenever their batch comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.codec import broadcastable_from_json
from adapters.storage.deliveries import is_called_off
from adapters.storage.engine import Transactions, upsert
from adapters.storage.matching import leaves_to_another, wants
from adapters.storage.superseding import is_any_called_off, void_before, void_called_off
from content.announcements.announcement import Broadcastable, EpisodePost
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.schedule import DigestFrequency, digest_at, quiet_until, told_hour

AT_A_TIME: Final = 500
"""Destinations in one batch: so many are queued before anybody who waits for it would notice."""
_RECORDING: Final = 0x56696F6C65744601
"""The advisory lock between who records and who subscribes: the bytes of "VioletF", a number."""
_QUEUEING: Final = 0x56696F6C65744602
"""The advisory lock of whoever queues a batch."""
_Moments = Mapping[str, tuple[datetime | None, datetime | None]]
"""By rhythm, when its digest gathers what is queued, and until when it is quiet."""


@dataclass(frozen=True, slots=True)
class Unqueued:
    """An announcement that is still to be queued for some who want it."""

    number: int
    after: int
    """The destination up to which it was queued."""
    show: str
    weighed_at: datetime
    announcement: Broadcastable


async def let_no_subscription_change(connection: AsyncConnection) -> None:
    """Let whoever changes subscriptions wait for our end, and wait for theirs.

    It is `unqueued_for_change` that waits. On SQLite there is one writer at a time anyhow. Batches
    neither wait nor are waited for.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(_RECORDING)))


async def unqueued_for_change(connection: AsyncConnection) -> Sequence[Unqueued]:
    """Return what is to be queued for a destination before its subscriptions change.

    Until the end of the transaction nothing is recorded, so that it is all there is. To be asked
    before anything else is read, or locked: whoever waits here holds nothing that is waited for.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock_shared(_RECORDING)))
    return await _unqueued(connection)


async def queue_before_change(
    connection: AsyncConnection, unqueued: Sequence[Unqueued], destinations: Iterable[int]
) -> None:
    """Queue for *destinations* what is *unqueued*, as their subscriptions stand now.

    Batches pass over them from then on, so that what they become hears only what is recorded later.
    """
    places = list(destinations)
    if not unqueued or not places:
        return
    here = schema.subscription.c.destination_id.in_(places)
    for one in unqueued:
        names = select(schema.subscription.c.rhythm).where(here)
        named = schema.rhythm.c.name.in_(names)
        moments = {
            row.name: _moments_of(row, one)
            for row in (await connection.execute(select(schema.rhythm).where(named))).all()
        }
        queued = schema.delivery.c.destination_id.in_(places)
        await void_before(connection, one.number, queued, one.weighed_at)
        await _queue(connection, one, here, one.weighed_at, moments)
    table = schema.destination
    newest = max(one.number for one in unqueued)
    await connection.execute(
        update(table).where(table.c.id.in_(places)).values(queued_until=newest)
    )


async def is_any_left(connection: AsyncConnection) -> bool:
    """Return whether anything is still to be queued or called off."""
    news = schema.announcement.c
    unqueued = select(news.id).where(news.fanned_out.is_not(None)).limit(1)
    return await connection.scalar(unqueued) is not None or await is_any_called_off(connection)


async def queue_batch(
    connection: AsyncConnection, now: datetime, room: int, *, expires: bool = True
) -> bool:
    """Queue for up to *room* destinations, and call off about as much; move the cursors with it.

    Return whether that is for this process to do: on PostgreSQL another may be at it, and then
    nothing is done. What is news has half of the room at least, in the order of its recording.
    Without *expires* nothing is taken for too late, whatever *now* is.
    """
    if connection.dialect.name == "postgresql":
        is_ours = await connection.scalar(select(func.pg_try_advisory_xact_lock(_QUEUEING)))
        if not is_ours:
            return False
    reserved = room // 2 if await is_any_called_off(connection) else 0
    left = room - reserved
    for one in await _unqueued(connection):
        if left <= 0:
            break
        left -= await _queue_next(connection, one, now if expires else one.weighed_at, left)
    if reserved or left > 0:
        await void_called_off(connection, now, left + reserved)
    return True


async def queue_all(transactions: Transactions, now: datetime) -> None:
    """Queue and call off whatever is left, batch after batch, before a clock is turned to *now*."""
    while True:
        async with transactions.writing() as connection:
            if not await is_any_left(connection):
                return
            await queue_batch(connection, now, AT_A_TIME, expires=False)


async def give_up(connection: AsyncConnection) -> None:
    """Queue and call off no more of what there is."""
    news = schema.announcement
    await connection.execute(
        update(news)
        .where(or_(news.c.fanned_out.is_not(None), is_called_off()))
        .values(fanned_out=None, called_off=None, call_off_reason=None)
    )


async def _unqueued(connection: AsyncConnection) -> list[Unqueued]:
    news = schema.announcement.c
    columns = (news.id, news.fanned_out, news.show, news.weighed_at, news.payload)
    query = select(*columns).where(news.fanned_out.is_not(None)).order_by(news.id)
    return [
        Unqueued(
            row.id,
            row.fanned_out,
            row.show,
            row.weighed_at,
            broadcastable_from_json(row.payload),
        )
        for row in (await connection.execute(query)).all()
    ]


async def _queue_next(connection: AsyncConnection, one: Unqueued, now: datetime, room: int) -> int:
    """Queue it for the next *room* destinations; return for how many, at least 1."""
    places, are_last = await _next_places(connection, one, room)
    if places:
        await _work_out_rhythms(connection, one)
        table, queued = schema.subscription.c, schema.delivery.c
        until = places[-1]
        here = and_(table.destination_id > one.after, table.destination_id <= until)
        here_too = and_(queued.destination_id > one.after, queued.destination_id <= until)
        await void_before(connection, one.number, here_too, now)
        await _queue(connection, one, here, now)
    news = schema.announcement
    # Last of all: until the end of the transaction, which is now, it locks out who settles a try.
    await connection.execute(
        update(news)
        .where(news.c.id == one.number)
        .values(fanned_out=None if are_last else places[-1])
    )
    return max(1, len(places))


async def _next_places(
    connection: AsyncConnection, one: Unqueued, room: int
) -> tuple[list[int], bool]:
    """Return the next destinations that may want it, and whether they are the last.

    Each of the two is a stretch of one index, of which no more is read than is needed.
    """
    table = schema.subscription.c
    found: set[int] = set()
    is_cut = False
    for show in dict.fromkeys(("", one.show)):
        query = (
            select(table.destination_id)
            .where(table.show == show, table.destination_id > one.after)
            .order_by(table.destination_id)
            .limit(room)
        )
        part = (await connection.scalars(query)).all()
        is_cut |= len(part) == room
        found.update(part)
    return sorted(found)[:room], not is_cut and len(found) <= room


async def _work_out_rhythms(connection: AsyncConnection, one: Unqueued) -> None:
    """Write down when each rhythm tells what was recorded at that moment."""
    table = schema.rhythm
    for row in (await connection.execute(select(table).order_by(table.c.name))).all():
        gathered, quiet = _moments_of(row, one)
        if (gathered, quiet) != (row.digest_at, row.quiet_until):
            await connection.execute(
                update(table)
                .where(table.c.name == row.name)
                .values(digest_at=gathered, quiet_until=quiet)
            )


def _moments_of(row: Row[Any], one: Unqueued) -> tuple[datetime | None, datetime | None]:
    """Return when a rhythm's digest takes it in, and until when the rhythm is quiet.

    A digest takes in what falls on its very hour; whether it is quiet counts from when it was
    recorded.
    """
    created = one.announcement.created_at
    hours = None if row.quiet_from is None else (row.quiet_from, row.quiet_to)
    hour = told_hour(row.hour, hours)
    gathered = digest_at(created, row.zone, hour, DigestFrequency(row.digest))
    quiet = quiet_until(max(created, one.weighed_at), row.zone, hours) if hours else None
    return gathered, quiet


async def _queue(
    connection: AsyncConnection,
    one: Unqueued,
    here: ColumnElement[bool],
    now: datetime,
    moments: _Moments | None = None,
) -> None:
    """Queue it for all who want it and whose subscriptions are *here*, in one statement.

    Where both the subscription to the show and the one to every show match, the first decides,
    unless it is paused; a step comes at its hour then, and not at the other's as well. Without
    *moments* those that `_work_out_rhythms` wrote down hold.
    """
    queued, destinations, subscription = schema.delivery, schema.destination, schema.subscription
    news, rhythm = schema.announcement, schema.rhythm
    announcement = one.announcement
    is_active = subscription.c.paused_at.is_(None)
    deciding = func.coalesce(
        func.max(case((is_active & (subscription.c.show != ""), subscription.c.id))),
        func.max(case((is_active, subscription.c.id))),
        func.max(subscription.c.id),
    )
    chosen = (
        select(deciding.label("id"))
        .select_from(subscription)
        .join(news, wants())
        .where(
            news.c.id == one.number,
            subscription.c.show.in_(("", one.show)),  # so that its index serves
            here,
            ~leaves_to_another(),
        )
        .group_by(subscription.c.destination_id)
        .subquery()
    )
    gathers_at: ColumnElement[Any] = rhythm.c.digest_at
    quiet_ends: ColumnElement[Any] = rhythm.c.quiet_until
    if moments is not None:
        gathers_at, quiet_ends = (_moment(moments, number) for number in (0, 1))
    is_gathered = gathers_at.is_not(None) if announcement.can_wait else ~true()
    if isinstance(announcement, EpisodePost) and announcement.expires_at is not None:
        # By the hour of a weekly digest it would be stale, so that it is told by itself.
        is_gathered = and_(is_gathered, gathers_at < announcement.expires_at)
    created = literal(announcement.created_at, queued.c.due_at.type)
    is_quiet = quiet_ends > created
    is_over = announcement.expires_at is not None and announcement.expires_at <= now
    state = case(
        (subscription.c.paused_at.is_not(None), DeliveryState.PAUSED),
        (destinations.c.suspended_at.is_not(None), DeliveryState.SUSPENDED),
        (is_gathered, DeliveryState.HELD),
        else_=DeliveryState.EXPIRED if is_over else DeliveryState.WAITING,
    )
    reason = case(
        (subscription.c.paused_at.is_not(None), reasons.PAUSED_THEN),
        (destinations.c.suspended_at.is_not(None), destinations.c.suspended_reason),
        (is_gathered, reasons.GATHERED),
        (literal(is_over), reasons.TOO_LATE),
        (is_quiet, reasons.QUIET_HOURS),
    )
    due_at = case((is_gathered, gathers_at), (is_quiet, quiet_ends), else_=created)
    rows: dict[Any, ColumnElement[Any]] = {
        queued.c.announcement_id: literal(one.number, queued.c.announcement_id.type),
        queued.c.destination_id: destinations.c.id,
        queued.c.subscription_id: subscription.c.id,
        queued.c.revises: literal(0, queued.c.revises.type),
        queued.c.platform: destinations.c.platform,
        queued.c.rank: _rank(),
        queued.c.state: state,
        queued.c.due_at: due_at,
        queued.c.expires_at: literal(announcement.expires_at, queued.c.expires_at.type),
        queued.c.attempts: literal(0),
        queued.c.is_plain: literal(value=False),
        queued.c.reason: reason,
        queued.c.updated_at: literal(now, queued.c.updated_at.type),
    }
    was_queued_for = destinations.c.queued_until >= one.number
    everybody = (
        select(*rows.values())
        .select_from(chosen)
        .join(subscription, subscription.c.id == chosen.c.id)
        .join(destinations, destinations.c.id == subscription.c.destination_id)
        .outerjoin(rhythm, rhythm.c.name == subscription.c.rhythm)
        # Also so that SQLite does not read ON CONFLICT as a part of the join.
        .where(or_(destinations.c.queued_until.is_(None), ~was_queued_for))
    )
    await connection.execute(
        upsert(connection, queued).from_select(list(rows), everybody).on_conflict_do_nothing()
    )


def _moment(moments: _Moments, which: int) -> ColumnElement[Any]:
    """Return one of the two *moments* of a subscription's rhythm."""
    kind = schema.rhythm.c.digest_at.type
    name = schema.subscription.c.rhythm
    found = [(name == one, literal(both[which], kind)) for one, both in moments.items()]
    return case(*found) if found else null()


def _rank() -> ColumnElement[int]:
    """Number the deliveries of a batch within each workspace.

    Batches go by the number of the destination, and so nearly by when it first subscribed. A
    workspace whose channels are in several of them has as many first ones, and no more: still
    none is far ahead of another, and nobody's place is worked out from everybody's.
    """
    destinations = schema.destination.c
    # A direct message has no workspace; each is then one of its own.
    apart = case(
        (destinations.workspace == "", destinations.channel + destinations.person),
        else_=literal(""),
    )
    return func.row_number().over(
        partition_by=[destinations.platform, destinations.workspace, apart],
        order_by=destinations.id,
    )
