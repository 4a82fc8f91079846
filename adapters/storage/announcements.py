"""Queueing: announcements, and a delivery for everybody who wants them, in a few statements."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, assert_never

from sqlalchemy import ColumnElement, case, func, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.codec import TOPIC_BITS, announcement_to_json
from adapters.storage.engine import upsert
from adapters.storage.matching import wants
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
from content.subscriptions.schedule import DigestFrequency, digest_at, quiet_until

"""The reason of what waits for their end."""


async def queue(connection: AsyncConnection, broadcasts: Iterable[Broadcast], now: datetime) -> int:
    """Store each announcement, and a delivery for each destination that wants it.

    Where it corrects earlier ones, those are void or queued to be edited. Return how many
    announcements had not been stored before.
    """
    fresh = 0
    worked_out_for: datetime | None = None
    for broadcast in broadcasts:
        said = broadcast.announcement
        stored = await store(connection, said, posting_hour=broadcast.posting_hour)
        if stored is None:
            continue  # recorded before, so queued before
        fresh += 1
        if said.created_at != worked_out_for:
            await _work_out_rhythms(connection, said.created_at, now)
            worked_out_for = said.created_at
        await _queue_for_all(connection, stored, said, now)
        if isinstance(said, News) and said.corrects is not None:
            await correct(connection, stored, said, now)
    return fresh


async def store(
    connection: AsyncConnection,
    said: Announcement,
    *,
    posting_hour: tuple[str, int] | None = None,
    only_for: int | None = None,
) -> int | None:
    """Store an announcement, and return its number; None where it is there already."""
    news = schema.announcement
    stored = await connection.execute(
        upsert(connection, news)
        .values(
            name=said.id,
            zone=posting_hour[0] if posting_hour else None,
            hour=posting_hour[1] if posting_hour else None,
            only_for=only_for,
            payload=announcement_to_json(said),
            created_at=said.created_at,
            expires_at=said.expires_at,
            **_looked_for(said),
        )
        .on_conflict_do_nothing()
        .returning(news.c.id)
    )
    number: int | None = stored.scalar_one_or_none()
    return number


def _looked_for(said: Announcement) -> dict[str, object]:
    """Return what subscriptions, countdowns and later news find it by.

    What is told to one destination alone is found by none of them. A step that is only said in
    weekly digests, as being ahead, is stored with its sign turned round.
    """
    match said:
        case News():
            step, corrects = None, said.corrects is not None
        case CountdownStep():
            step, corrects = -said.step if said.looks_ahead else said.step, False
        case DigestPost():
            return _FOR_ONE | {"topic": TOPIC_BITS[said.topic]}
        case Notice():
            return _FOR_ONE
        case _:
            assert_never(said)
    return {
        "topic": TOPIC_BITS[said.topic],
        "show": said.subject.show,
        "season": str(said.subject.season),
        "sureness": said.stance.sureness,
        "step": step,
        "about": said.about,
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
        gathered = digest_at(created, row.zone, row.hour, DigestFrequency(row.digest))
        quiet = None
        if row.quiet_from is not None:
            moment = max(created, now)
            quiet = quiet_until(moment, row.zone, (row.quiet_from, row.quiet_to))
        if (gathered, quiet) != (row.digest_at, row.quiet_until):
            await connection.execute(
                update(table)
                .where(table.c.name == row.name)
                .values(digest_at=gathered, quiet_until=quiet)
            )


async def _queue_for_all(
    connection: AsyncConnection, number: int, said: Broadcastable, now: datetime
) -> None:
    """One statement, however many there are.

    Where both the subscription to the show and the one to every show match, the first decides,
    unless it is paused.
    """
    queued, place, subscription = schema.delivery, schema.destination, schema.subscription
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
        .where(news.c.id == number)
        .group_by(subscription.c.destination_id)
        .subquery()
    )
    is_gathered = rhythm.c.digest_at.is_not(None) if said.can_wait else ~true()
    created = literal(said.created_at, queued.c.due_at.type)
    is_quiet = rhythm.c.quiet_until > created
    state = case(
        (subscription.c.paused_at.is_not(None), DeliveryState.PAUSED),
        (place.c.suspended_at.is_not(None), DeliveryState.SUSPENDED),
        (is_gathered, DeliveryState.HELD),
        else_=DeliveryState.WAITING,
    )
    reason = case(
        (subscription.c.paused_at.is_not(None), reasons.PAUSED_THEN),
        (place.c.suspended_at.is_not(None), place.c.suspended_reason),
        (is_gathered, reasons.GATHERED),
        (is_quiet, reasons.QUIET_HOURS),
    )
    due_at = case(
        (is_gathered, rhythm.c.digest_at), (is_quiet, rhythm.c.quiet_until), else_=created
    )
    rows: dict[Any, ColumnElement[Any]] = {
        queued.c.announcement_id: literal(number, queued.c.announcement_id.type),
        queued.c.destination_id: place.c.id,
        queued.c.subscription_id: subscription.c.id,
        queued.c.revises: literal(0, queued.c.revises.type),
        queued.c.platform: place.c.platform,
        queued.c.rank: _rank(),
        queued.c.state: state,
        queued.c.due_at: due_at,
        queued.c.expires_at: literal(said.expires_at, queued.c.expires_at.type),
        queued.c.attempts: literal(0),
        queued.c.is_plain: literal(value=False),
        queued.c.reason: reason,
        queued.c.updated_at: literal(now, queued.c.updated_at.type),
    }
    everybody = (
        select(*rows.values())
        .select_from(chosen)
        .join(subscription, subscription.c.id == chosen.c.id)
        .join(place, place.c.id == subscription.c.destination_id)
        .outerjoin(rhythm, rhythm.c.name == subscription.c.rhythm)
        .where(true())  # so that SQLite does not read ON CONFLICT as a part of the join
    )
    await connection.execute(
        upsert(connection, queued).from_select(list(rows), everybody).on_conflict_do_nothing()
    )


def _rank() -> ColumnElement[int]:
    """Number the deliveries within each workspace."""
    place = schema.destination.c
    # A direct message has no workspace; each is then one of its own.
    house = case((place.workspace == "", place.channel + place.person), else_=literal(""))
    return func.row_number().over(
        partition_by=[place.platform, place.workspace, house], order_by=place.id
    )
