"""Queueing: announcements, and a delivery for everybody who wants them, in a few statements."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, assert_never

from sqlalchemy import ColumnElement, case, func, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.codec import TOPIC_BITS, announcement_to_json
from adapters.storage.engine import upsert
from adapters.storage.matching import leaves_to_another, wants
from adapters.storage.superseding import correct
from content.announcements.announcement import (
    Announcement,
    Broadcastable,
    CountdownStep,
    DigestPost,
    News,
    Notice,
)
from content.announcements.broadcast import Broadcast
from content.facts.kinds import Topic
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.schedule import DigestFrequency, digest_at, quiet_until, told_hour

"""The reason of what waits for their end."""


async def queue(connection: AsyncConnection, broadcasts: Iterable[Broadcast], now: datetime) -> int:
    """Store each announcement, and a delivery for each destination that wants it.

    Where it corrects earlier ones, those are void or queued to be edited. Return how many
    announcements had not been stored before.
    """
    fresh = 0
    worked_out_for: datetime | None = None
    for broadcast in broadcasts:
        announcement = broadcast.announcement
        stored = await store(connection, announcement, posting_hour=broadcast.posting_hour)
        if stored is None:
            continue  # recorded before, so queued before
        fresh += 1
        if announcement.created_at != worked_out_for:
            await _work_out_rhythms(connection, announcement.created_at, now)
            worked_out_for = announcement.created_at
        await _queue_for_all(connection, stored, announcement, now)
        if isinstance(announcement, News) and announcement.corrects is not None:
            await correct(connection, stored, announcement, now)
    return fresh


async def store(
    connection: AsyncConnection,
    announcement: Announcement,
    *,
    posting_hour: tuple[str, int] | None = None,
    only_for: int | None = None,
) -> int | None:
    """Store an announcement, and return its number; None where it is there already."""
    news = schema.announcement
    stored = await connection.execute(
        upsert(connection, news)
        .values(
            name=announcement.id,
            zone=posting_hour[0] if posting_hour else None,
            hour=posting_hour[1] if posting_hour else None,
            only_for=only_for,
            payload=announcement_to_json(announcement),
            created_at=announcement.created_at,
            expires_at=announcement.expires_at,
            **_looked_for(announcement),
        )
        .on_conflict_do_nothing()
        .returning(news.c.id)
    )
    number: int | None = stored.scalar_one_or_none()
    return number


def _looked_for(announcement: Announcement) -> dict[str, object]:
    """Return what subscriptions, countdowns and later news find it by.

    What is told to one destination alone is found by none of them. A step that is only said in
    weekly digests, as being ahead, is stored with its sign turned round.
    """
    match announcement:
        case News():
            step, corrects = None, announcement.corrects is not None
        case CountdownStep():
            step, corrects = announcement.step, False
            step = -step if announcement.looks_ahead else step
        case DigestPost():
            return _FOR_ONE | {"topic": TOPIC_BITS[announcement.topic]}
        case Notice():
            return _FOR_ONE
        case _:
            assert_never(announcement)
    return {
        "topic": TOPIC_BITS[announcement.topic],
        "show": announcement.subject.show,
        "season": str(announcement.subject.season),
        "sureness": announcement.stance.sureness,
        "step": step,
        "about": announcement.about,
        "corrects": corrects,
    }


_FOR_ONE: Final[dict[str, object]] = {
    "topic": TOPIC_BITS[Topic.PRODUCTION],
    "show": "",
    "season": "series",
    "about": "",
    "corrects": False,
}


async def _work_out_rhythms(connection: AsyncConnection, created: datetime, now: datetime) -> None:
    """Write down when each rhythm tells what was made at the moment *created*.

    A digest takes in what falls on its very hour; whether it is quiet counts from *now* on.
    """
    table = schema.rhythm
    for row in (await connection.execute(select(table).order_by(table.c.name))).all():
        hours = None if row.quiet_from is None else (row.quiet_from, row.quiet_to)
        hour = told_hour(row.hour, hours)
        gathered = digest_at(created, row.zone, hour, DigestFrequency(row.digest))
        quiet = quiet_until(max(created, now), row.zone, hours) if hours else None
        if (gathered, quiet) != (row.digest_at, row.quiet_until):
            await connection.execute(
                update(table)
                .where(table.c.name == row.name)
                .values(digest_at=gathered, quiet_until=quiet)
            )


async def _queue_for_all(
    connection: AsyncConnection, number: int, announcement: Broadcastable, now: datetime
) -> None:
    """One statement, however many there are.

    Where both the subscription to the show and the one to every show match, the first decides,
    unless it is paused; a step comes at its hour then, and not at the other's as well.
    """
    queued, destinations, subscription = schema.delivery, schema.destination, schema.subscription
    news, rhythm = schema.announcement, schema.rhythm
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
        .where(news.c.id == number, ~leaves_to_another())
        .group_by(subscription.c.destination_id)
        .subquery()
    )
    is_gathered = rhythm.c.digest_at.is_not(None) if announcement.can_wait else ~true()
    created = literal(announcement.created_at, queued.c.due_at.type)
    is_quiet = rhythm.c.quiet_until > created
    state = case(
        (subscription.c.paused_at.is_not(None), DeliveryState.PAUSED),
        (destinations.c.suspended_at.is_not(None), DeliveryState.SUSPENDED),
        (is_gathered, DeliveryState.HELD),
        else_=DeliveryState.WAITING,
    )
    reason = case(
        (subscription.c.paused_at.is_not(None), reasons.PAUSED_THEN),
        (destinations.c.suspended_at.is_not(None), destinations.c.suspended_reason),
        (is_gathered, reasons.GATHERED),
        (is_quiet, reasons.QUIET_HOURS),
    )
    due_at = case(
        (is_gathered, rhythm.c.digest_at), (is_quiet, rhythm.c.quiet_until), else_=created
    )
    rows: dict[Any, ColumnElement[Any]] = {
        queued.c.announcement_id: literal(number, queued.c.announcement_id.type),
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
    everybody = (
        select(*rows.values())
        .select_from(chosen)
        .join(subscription, subscription.c.id == chosen.c.id)
        .join(destinations, destinations.c.id == subscription.c.destination_id)
        .outerjoin(rhythm, rhythm.c.name == subscription.c.rhythm)
        .where(true())  # so that SQLite does not read ON CONFLICT as a part of the join
    )
    await connection.execute(
        upsert(connection, queued).from_select(list(rows), everybody).on_conflict_do_nothing()
    )


def _rank() -> ColumnElement[int]:
    """Number the deliveries within each workspace."""
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
