"""What becomes of earlier announcements that are no longer so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.codec import TOPIC_BITS
from adapters.storage.deliveries import is_called_off
from adapters.storage.engine import upsert
from content.facts.kinds import Topic
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState

_news, _part, _digested = schema.announcement.c, schema.delivery.c, schema.digested.c
_AT_ONCE: Final = 50
"""Announcements in one batch of what is called off; many were told to nobody."""
_TOLD: Final = (
    select(_news.id, _news.corrected_by, _news.only_for)
    .where(_news.id.in_(bindparam("numbers", expanding=True)))
    .order_by(_news.id)
    .with_for_update(read=True)
)
_HEADLINES: Final = TOPIC_BITS[Topic.HEADLINES]
"""What grows by itself alone, and never in a digest."""
_TOLD_IN_DIGEST: Final = (
    select(_news.corrected_by)
    .join(schema.delivery, _part.announcement_id == _news.id)
    .join(schema.digested, _digested.delivery_id == _part.id)
    .where(_digested.digest_id == bindparam("digest"), _news.topic != _HEADLINES)
    .with_for_update(read=True, of=schema.announcement)
)


async def correct(connection: AsyncConnection, number: int, about: Sequence[str]) -> None:
    """Call off what was announced *about* these before announcement *number*.

    What was corrected before is edited once more: what it says now is no longer so either.
    """
    news = schema.announcement.c
    outdated = (news.about.in_(about), news.id < number)
    await call_off(connection, *outdated, reason=reasons.OUTDATED, corrected_by=number)


async def grow(connection: AsyncConnection, number: int, about: str) -> None:
    """Let announcement *number* stand in what was told *about* this; what waits is sent still."""
    news = schema.announcement.c
    await connection.execute(
        update(schema.announcement)
        .where(news.about == about, news.id < number)
        .values(called_off=0, corrected_by=number)
    )


async def call_off(
    connection: AsyncConnection,
    *which: ColumnElement[bool],
    reason: str,
    corrected_by: int | None = None,
) -> None:
    """Let nothing more be sent of *which* announcements, nor queued for whoever wants them.

    From now on no delivery of theirs begins; batch after batch they are voided, and what was sent
    is queued to be edited, where they are *corrected_by* another. What is called off already stays
    so for the reason that it has.
    """
    news = schema.announcement
    values: dict[str, Any] = {
        "fanned_out": None,
        "called_off": 0,
        "call_off_reason": func.coalesce(news.c.call_off_reason, reason),
    }
    if corrected_by is not None:
        values["corrected_by"] = corrected_by
    await connection.execute(update(news).where(*which).values(**values))


async def is_any_called_off(connection: AsyncConnection) -> bool:
    """Return whether anything is still to be voided, or queued to be edited."""
    found = select(_news.id).where(is_called_off()).limit(1)
    return await connection.scalar(found) is not None


async def void_called_off(connection: AsyncConnection, now: datetime, room: int) -> int:
    """Void, or queue to be edited, up to *room* deliveries of what is called off.

    Return how many were looked at; the cursors move with them.
    """
    news, queued = schema.announcement.c, schema.delivery.c
    columns: list[Any] = [news.id, news.called_off, news.call_off_reason, news.corrected_by]
    query = select(*columns).where(is_called_off()).order_by(news.id).limit(_AT_ONCE)
    read = 0
    whole: list[int] = []
    ranges: list[tuple[Row[Any], ColumnElement[bool]]] = []
    for row in (await connection.execute(query)).all():
        if read >= room:
            break
        mine = queued.announcement_id == row.id
        following = select(queued.destination_id).where(
            mine, queued.destination_id > row.called_off
        )
        following = following.order_by(queued.destination_id).limit(room - read)
        found = (await connection.scalars(following)).all()
        which, is_cut = mine, len(found) == room - read
        if row.called_off:
            which &= queued.destination_id > row.called_off
        read += len(found)
        if is_cut:
            # Perhaps again in the next batch, where those of one destination are torn.
            await _move(connection, row.id, found[-1])
            which &= queued.destination_id <= found[-1]
        else:
            whole.append(row.id)
        if found:
            ranges.append((row, which))
    for reason, by, part in _together(ranges):
        if reason is None:
            await _replace_edits(connection, part, by, now)
            continue
        await _void(connection, part, reason, now)
        if by is not None:
            await _queue_edits(connection, by, part, now)
    if whole:
        await connection.execute(
            update(schema.announcement)
            .where(news.id.in_(whole))
            .values(called_off=None, call_off_reason=None)
        )
    return read


def _together(
    ranges: Sequence[tuple[Row[Any], ColumnElement[bool]]],
) -> list[tuple[str | None, int | None, ColumnElement[bool]]]:
    """Gather what becomes void for one reason, and is edited because of one announcement."""
    parts: dict[tuple[str | None, int | None], list[ColumnElement[bool]]] = {}
    for row, which in ranges:
        parts.setdefault((row.call_off_reason, row.corrected_by), []).append(which)
    return [(reason, by, or_(*part)) for (reason, by), part in parts.items()]


async def _move(connection: AsyncConnection, number: int, to: int) -> None:
    news = schema.announcement
    await connection.execute(update(news).where(news.c.id == number).values(called_off=to))


async def void_before(
    connection: AsyncConnection, number: int, places: ColumnElement[bool], now: datetime
) -> None:
    """Void what announcement *number* takes back at *places*, before it is queued there itself.

    So nobody hears what is so now while what is no longer so still waits.
    """
    news, queued = schema.announcement.c, schema.delivery.c
    old = select(news.id).where(is_called_off(), news.corrected_by == number)
    numbers = (await connection.scalars(old)).all()
    if numbers:
        which = queued.announcement_id.in_(numbers) & places
        await _void(connection, which, reasons.OUTDATED, now)


async def _void(
    connection: AsyncConnection, which: ColumnElement[bool], reason: str, now: datetime
) -> None:
    await connection.execute(
        update(schema.delivery)
        .where(which, deliveries.is_unsent())
        .values(state=DeliveryState.VOID, lease=None, reason=reason, updated_at=now)
    )


async def _queue_edits(
    connection: AsyncConnection, number: int, which: ColumnElement[bool], now: datetime
) -> None:
    """Queue to be edited what was sent of *which*, by itself or in a digest."""
    expires_at = await connection.scalar(select(_news.expires_at).where(_news.id == number))
    await _queue_revisions(connection, number, expires_at, which, now)
    told_in = (
        select(_digested.digest_id)
        .join(schema.delivery, _part.id == _digested.delivery_id)
        .where(which)
    )
    digests = (await connection.scalars(told_in)).all()
    if digests:
        edited = _part.id.in_(digests)
        await _queue_revisions(connection, number, expires_at, edited, now)


async def _replace_edits(
    connection: AsyncConnection, which: ColumnElement[bool], number: int | None, now: datetime
) -> None:
    """Queue what was sent of *which* to be edited, instead of edits that were not made yet.

    What a digest told stays as it was.
    """
    if number is None:
        return
    sent = select(_part.id).where(which)
    older = (_part.revises.in_(sent), _part.announcement_id < number)
    await _void(connection, and_(*older), reasons.OUTDATED, now)
    expires_at = await connection.scalar(select(_news.expires_at).where(_news.id == number))
    await _queue_revisions(connection, number, expires_at, which, now)


async def catch_up(
    connection: AsyncConnection, arrived: Sequence[tuple[Row[Any], datetime]]
) -> None:
    """Queue what has just *arrived*, each at its time, to be edited, where it was corrected since.

    The announcements are locked, and so is what a digest tells, so that a correction being
    recorded right now sees the arrival or is seen here.
    """
    if not arrived:
        return
    told = {row.announcement_id for row, _ in arrived}
    found = {news.id: news for news in await connection.execute(_TOLD, {"numbers": sorted(told)})}
    for row, now in arrived:
        news = found[row.announcement_id]
        corrected_by = news.corrected_by
        if news.only_for is not None:
            numbers = await connection.scalars(_TOLD_IN_DIGEST, {"digest": row.id})
            # One edit says all that is no longer so; the latest is the one for which it is made.
            later_ones = [number for number in numbers if number is not None]
            corrected_by = max(later_ones, default=corrected_by)
        if corrected_by is not None:
            later = select(schema.announcement.c.expires_at)
            later = later.where(schema.announcement.c.id == corrected_by)
            expires_at = await connection.scalar(later)
            this = schema.delivery.c.id == row.id
            await _queue_revisions(connection, corrected_by, expires_at, this, now)


async def _queue_revisions(
    connection: AsyncConnection,
    number: int,
    expires_at: datetime | None,
    which: ColumnElement[bool],
    now: datetime,
) -> None:
    """Queue to be edited what was sent of *which* deliveries, as announcement *number* says."""
    queued, destinations = schema.delivery, schema.destination
    is_suspended = destinations.c.suspended_at.is_not(None)
    rows: dict[Any, ColumnElement[Any]] = {
        queued.c.announcement_id: literal(number, queued.c.announcement_id.type),
        queued.c.destination_id: queued.c.destination_id,
        queued.c.revises: queued.c.id,
        queued.c.platform: queued.c.platform,
        queued.c.rank: queued.c.rank,
        queued.c.state: case((is_suspended, DeliveryState.SUSPENDED), else_=DeliveryState.WAITING),
        queued.c.due_at: literal(now, queued.c.due_at.type),
        queued.c.expires_at: literal(expires_at, queued.c.expires_at.type),
        queued.c.attempts: literal(0),
        queued.c.is_plain: queued.c.is_plain,
        queued.c.updated_at: literal(now, queued.c.updated_at.type),
    }
    sent = (
        select(*rows.values())
        .join_from(queued, destinations, destinations.c.id == queued.c.destination_id)
        .where(
            which,
            queued.c.revises == 0,
            queued.c.state == DeliveryState.DELIVERED,
            queued.c.message != "",
        )
    )
    await connection.execute(
        upsert(connection, queued).from_select(list(rows), sent).on_conflict_do_nothing()
    )
