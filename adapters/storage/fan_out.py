"""Queueing an announcement for everybody who wants it, some destinations in one transaction.

A cursor at the announcement says how far that has come. Whoever's subscriptions change before it
has passed them is queued for first, as they were; so everybody hears it as they wanted it when it
was recorded, whenever their batch comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.codec import broadcastable_from_json
from adapters.storage.deliveries import is_called_off
from adapters.storage.engine import Transactions, Upsert
from adapters.storage.queueing import AFTER, IN_BATCH, PLACES, queueing_at, queueing_in_batch
from adapters.storage.story_posts import headlines_of, hold_posts, void_headlines
from adapters.storage.superseding import is_any_called_off, void_before, void_called_off
from content.announcements.announcement import Broadcastable, EpisodePost
from content.announcements.story_posts import is_told_in_posts
from content.subscriptions.schedule import DigestFrequency, digest_at, quiet_until, told_hour

AT_A_TIME: Final = 500
"""Destinations in one batch: so many are queued before anybody who waits for it would notice."""
AT_FIRST: Final = 100
"""Destinations in the batch that is part of a recording, for whose end everybody waits: the first
to be told, and whoever subscribes meanwhile.
"""
_MOST_ANNOUNCEMENTS: Final = 20
"""In one batch: each takes some statements, however few want it."""
_RECORDING: Final = 0x56696F6C65744601
"""The advisory lock between who records and who subscribes: the bytes of "VioletF", a number."""
_QUEUEING: Final = 0x56696F6C65744602
"""The advisory lock of whoever queues a batch."""


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


async def let_no_batch_be_queued(connection: AsyncConnection) -> None:
    """Wait for whoever queues a batch, and let nobody queue one until the transaction ends.

    To be asked for after `unqueued_for_change`, as whoever records does.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(_QUEUEING)))


async def queue_before_change(
    connection: AsyncConnection, unqueued: Sequence[Unqueued], destinations: Iterable[int]
) -> None:
    """Queue for *destinations* what is *unqueued*, as their subscriptions stand now.

    Batches pass over them from then on, so that what they become hears only what is recorded later.
    """
    places = list(destinations)
    if not unqueued or not places:
        return
    shows = frozenset(await connection.scalars(_SHOWS_AT, {"places": places}))
    heard = [one for one in unqueued if shows & {"", one.show}]
    rhythms = (await connection.execute(_RHYTHMS_AT, {"places": places})).all() if heard else []
    for one in heard:
        await void_before(
            connection, one.number, _queued.destination_id.in_(places), one.weighed_at
        )
        moments = {row.name: _moments_of(row, one) for row in rhythms}
        headlines = await headlines_of(connection, one.announcement)
        queueing = queueing_at(connection.dialect.name, moments, continues=bool(headlines))
        await _queue(connection, one, queueing, headlines, {"places": places}, one.weighed_at)
    newest = max(one.number for one in unqueued)
    await connection.execute(_PASS_OVER, {"places": places, "newest": newest})


async def is_any_left(connection: AsyncConnection) -> bool:
    """Return whether anything is still to be queued or called off."""
    return bool(await connection.scalar(_IS_ANY_LEFT))


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
    unqueued = await _unqueued(connection, min(room, _MOST_ANNOUNCEMENTS))
    # Asked after that: whatever one of those takes back was called off when it was recorded.
    calls_off = await is_any_called_off(connection)
    reserved = room // 2 if calls_off else 0
    left = room - reserved
    for one in unqueued:
        if left <= 0:
            break
        moment = now if expires else one.weighed_at
        found = await _queue_next(connection, one, moment, left, calls_off=calls_off)
        left -= max(found, 1, room // _MOST_ANNOUNCEMENTS)
    if calls_off:
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


_news, _wish, _place = schema.announcement.c, schema.subscription.c, schema.destination.c
_queued, _rhythm = schema.delivery.c, schema.rhythm.c

# Built once: making a statement costs more than running it, and that while others wait.
_IS_ANY_LEFT: Final = select(
    or_(exists().where(_news.fanned_out.is_not(None)), exists().where(is_called_off()))
)
_UNQUEUED: Final = (
    select(_news.id, _news.fanned_out, _news.show, _news.weighed_at, _news.payload)
    .where(_news.fanned_out.is_not(None))
    .order_by(_news.id)
)
_NEXT_UNQUEUED: Final = _UNQUEUED.limit(bindparam("limit", type_=Integer()))
_SHOWS_AT: Final = select(_wish.show).where(_wish.destination_id.in_(PLACES)).distinct()
_RHYTHMS_AT: Final = select(schema.rhythm).where(
    _rhythm.name.in_(
        select(_wish.rhythm).where(_wish.destination_id.in_(PLACES), _wish.rhythm != "")
    )
)
_PASS_OVER: Final = (
    update(schema.destination)
    .where(_place.id.in_(PLACES))
    .values(queued_until=bindparam("newest", type_=_place.queued_until.type))
)
_RHYTHMS_IN_BATCH: Final = (
    select(schema.rhythm)
    .where(_rhythm.name.in_(select(_wish.rhythm).where(IN_BATCH, _wish.rhythm != "")))
    .order_by(_rhythm.name)
)
_SET_MOMENTS: Final = (
    update(schema.rhythm)
    .where(_rhythm.name == bindparam("rhythm"))
    .values(
        digest_at=bindparam("gathered", type_=_rhythm.digest_at.type),
        quiet_until=bindparam("quiet", type_=_rhythm.quiet_until.type),
    )
)
_MOVE: Final = (
    update(schema.announcement)
    .where(_news.id == bindparam("number"))
    .values(fanned_out=bindparam("until", type_=_news.fanned_out.type))
)


def _next_places_of(shows: Sequence[ColumnElement[str]]) -> Select[Any, Any]:
    """Return what finds the last of the next places that hear one of *shows*, and counts them.

    Each part is a stretch of one index, of which no more is read than is needed.
    """
    room = bindparam("room", type_=Integer())
    parts = [
        select(_wish.destination_id)
        .where(_wish.show == show, _wish.destination_id > AFTER)
        .order_by(_wish.destination_id)
        .limit(room)
        .subquery()
        for show in shows
    ]
    places = union(*(select(part.c.destination_id) for part in parts)).subquery()
    next_ones = select(places).order_by(places.c.destination_id).limit(room).subquery()
    last = func.max(next_ones.c.destination_id)
    return select(last.label("last"), func.count().label("found")).select_from(next_ones)


_TO_ALL: Final = literal("", _wish.show.type)
_NEXT_PLACES: Final = _next_places_of([_TO_ALL, bindparam("show", type_=_wish.show.type)])


async def _unqueued(connection: AsyncConnection, limit: int | None = None) -> list[Unqueued]:
    """Return what is to be queued, as it was recorded; at most as many as *limit*."""
    query = _UNQUEUED if limit is None else _NEXT_UNQUEUED
    rows = await connection.execute(query, {} if limit is None else {"limit": limit})
    return [
        Unqueued(
            row.id,
            row.fanned_out,
            row.show,
            row.weighed_at,
            _read(row.payload),
        )
        for row in rows.all()
    ]


@lru_cache(_MOST_ANNOUNCEMENTS)
def _read(payload: str) -> Broadcastable:
    """Each batch meets the same ones again; reading one takes longer than to find it."""
    return broadcastable_from_json(payload)


async def _queue_next(
    connection: AsyncConnection, one: Unqueued, now: datetime, room: int, *, calls_off: bool
) -> int:
    """Queue it for the next *room* destinations; return for how many."""
    until, found = await _next_places(connection, one, room)
    if found:
        batch = {"after": one.after, "until": until}
        await _work_out_rhythms(connection, one, batch)
        if calls_off:
            here = and_(_queued.destination_id > one.after, _queued.destination_id <= until)
            await void_before(connection, one.number, here, now)
        headlines = await headlines_of(connection, one.announcement)
        queueing = queueing_in_batch(connection.dialect.name, continues=bool(headlines))
        await _queue(connection, one, queueing, headlines, batch, now)
    # Last of all: until the end of the transaction, which is now, it locks out who settles a try.
    is_last = found < room
    await connection.execute(_MOVE, {"number": one.number, "until": None if is_last else until})
    return found


async def _queue(
    connection: AsyncConnection,
    one: Unqueued,
    queueing: Upsert,
    headlines: Sequence[int],
    batch: Mapping[str, Any],
    now: datetime,
) -> None:
    """Queue it in a *batch*, and leave out the *headlines* of which it came where those wait."""
    said = {**_said(one, now), **batch}
    if not headlines:
        await connection.execute(queueing, said)
        return
    await hold_posts(connection, headlines, batch)
    is_edit = is_told_in_posts(one.announcement)
    await connection.execute(queueing, {**said, "headlines": headlines, "is_edit": is_edit})
    await void_headlines(connection, one.number, headlines, batch, now)


async def _next_places(connection: AsyncConnection, one: Unqueued, room: int) -> tuple[int, int]:
    """Return the last of the next destinations that may want it, and how many these are."""
    values = {"show": one.show, "after": one.after, "room": room}
    row = (await connection.execute(_NEXT_PLACES, values)).one()
    return row.last or 0, row.found


async def _work_out_rhythms(
    connection: AsyncConnection, one: Unqueued, batch: Mapping[str, int]
) -> None:
    """Write down when each rhythm in the *batch* tells what was recorded at that moment."""
    changed = []
    for row in (await connection.execute(_RHYTHMS_IN_BATCH, batch)).all():
        gathered, quiet = _moments_of(row, one)
        if (gathered, quiet) != (row.digest_at, row.quiet_until):
            changed.append({"rhythm": row.name, "gathered": gathered, "quiet": quiet})
    if changed:
        await connection.execute(_SET_MOMENTS, changed)


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


def _said(one: Unqueued, now: datetime) -> dict[str, Any]:
    """Return what `_queueing` is told of an announcement."""
    announcement = one.announcement
    expires_at = announcement.expires_at
    return {
        "number": one.number,
        "show": one.show,
        "can_wait": announcement.can_wait,
        "created": announcement.created_at,
        "expires": expires_at,
        "is_over": expires_at is not None and expires_at <= now,
        "now": now,
        # By the hour of a weekly digest an episode would be stale: then it is told by itself.
        "gathered_before": expires_at if isinstance(announcement, EpisodePost) else None,
    }
