"""Which deliveries are due, and everything that is needed to make them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, assert_never

from sqlalchemy import (
    BindParameter,
    Integer,
    Row,
    Select,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.codec import announcement_from_json, delivery_key
from adapters.storage.deliveries import AT_MOST
from adapters.storage.destinations import KEY_COLUMNS, destination_in
from adapters.storage.preferences import mention_for
from adapters.storage.story_posts import (
    PATIENCE,
    PostRows,
    posts_as_they_are,
    rows_of_posts,
    waits_for_post,
)
from adapters.storage.turns import with_turns
from bot.ports.outbox import Delivery, DeliveryId
from content.announcements.announcement import (
    Announcement,
    AnnouncementId,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
)
from content.announcements.digests import as_it_stands
from content.announcements.story_posts import is_told_in_posts
from content.announcements.superseding import line_now
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Platform


def due(platform: Platform, limit: int, now: datetime) -> tuple[Select[Any], dict[str, object]]:
    """What can be sent: the oldest of each destination that is neither busy nor suspended.

    The destination's row is locked with the delivery's, so that two processes never hold two
    deliveries for one channel, even where their clocks differ. The statement comes with its values.
    """
    return _due(), {
        "platform": platform,
        "now": now,
        "since": now - PATIENCE,
        "most": max(0, limit),
    }


@cache  # making a statement costs more than running it
def _due() -> Select[Any]:
    table, destinations = schema.delivery, schema.destination
    older = table.alias("older")
    now: BindParameter[datetime] = bindparam("now", type_=table.c.due_at.type)
    since: BindParameter[datetime] = bindparam("since", type_=table.c.due_at.type)
    has_older = exists().where(
        older.c.destination_id == table.c.destination_id,
        deliveries.is_open(older),
        older.c.due_at <= now,
        older.c.id < table.c.id,
        ~waits_for_post(older, since),
    )
    return (
        select(table, *(destinations.c[name] for name in KEY_COLUMNS if name != "platform"))
        .join(destinations, destinations.c.id == table.c.destination_id)
        .where(
            table.c.platform == bindparam("platform"),
            deliveries.is_open(table),
            table.c.due_at <= now,
            or_(table.c.expires_at.is_(None), table.c.expires_at > now),
            destinations.c.suspended_at.is_(None),
            or_(destinations.c.busy_until.is_(None), destinations.c.busy_until <= now),
            ~has_older,
            ~waits_for_post(table, since),
            deliveries.may_begin(table),
        )
        .order_by(table.c.due_at, table.c.rank, table.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(of=[table, destinations], skip_locked=True, key_share=True)
    )


async def hold(
    connection: AsyncConnection,
    taken: Sequence[Row[Any]],
    lease: str,
    until: datetime,
    now: datetime,
) -> None:
    """Write down who holds them; a try that was begun and never settled may have arrived."""
    table, destinations = schema.delivery, schema.destination
    await connection.execute(
        update(table)
        .where(table.c.id.in_([row.id for row in taken]))
        .values(lease=lease, due_at=until, state=deliveries.as_left(), updated_at=now)
    )
    await connection.execute(
        update(destinations)
        .where(destinations.c.id.in_([row.destination_id for row in taken]))
        .values(lease=lease, busy_until=until)
    )


async def take_over(
    connection: AsyncConnection, platform: Platform, now: datetime, begun_s: float | None
) -> int:
    """End the leases that somebody else left; see the port."""
    table, destinations = schema.delivery, schema.destination
    held = select(table.c.id, table.c.destination_id, table.c.state).where(
        table.c.platform == platform, deliveries.is_open(table), table.c.lease.is_not(None)
    )
    rows = (await connection.execute(held.with_for_update(key_share=True))).all()
    ended = 0
    for begun, due_at in (
        (False, now),
        (True, None if begun_s is None else now + timedelta(seconds=begun_s)),
    ):
        mine = [row for row in rows if DeliveryState(row.state).may_have_arrived is begun]
        for start in range(0, len(mine) if due_at else 0, AT_MOST):
            batch = mine[start : start + AT_MOST]
            numbers = [row.id for row in batch]
            # Never later than the lease would have run out by itself.
            sooner = case((table.c.due_at < due_at, table.c.due_at), else_=due_at)
            await connection.execute(
                update(table)
                .where(table.c.id.in_(numbers))
                .values(lease=None, due_at=sooner, updated_at=now)
            )
            until = case(
                (destinations.c.busy_until < due_at, destinations.c.busy_until), else_=due_at
            )
            await connection.execute(
                update(destinations)
                .where(destinations.c.id.in_([row.destination_id for row in batch]))
                .values(lease=None, busy_until=until)
            )
            ended += len(batch)
    return ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """What was taken, as it is stored.

    It becomes deliveries after the transaction: nobody waits for its end while texts are read.
    """

    rows: Sequence[Row[Any]]
    news: Mapping[int, Row[Any]]
    """Their announcements, and those whose messages are edited, by number."""
    edited: Mapping[int, Row[Any]]
    """The deliveries whose messages are edited, by number."""
    outdated: Sequence[Row[Any]]
    """What the digests among them tell, with what corrected it."""
    wanted: Mapping[int | None, tuple[str, bool, bool]]
    firsts: Mapping[int, str]
    told_in: Mapping[int, int]
    stories: PostRows


async def leased(
    connection: AsyncConnection, taken: Sequence[Row[Any]], told_in: Mapping[int, int]
) -> Leased:
    """Return what was *taken*, with all that a platform needs to know of it.

    *told_in* are, by delivery, the headlines' that are to tell it, or that it answers.
    """
    revised = [row.revises for row in taken if row.revises]
    edited = await _edited(connection, revised)
    mentioned = {row.announcement_id for row in (*taken, *edited.values())}
    news = await _announcements(connection, mentioned)
    fresh = [row for row in taken if not row.revises]
    told = [row for row in (*fresh, *edited.values()) if news[row.announcement_id].only_for]
    corrections = [row.id for row in fresh if news[row.announcement_id].corrects]
    return Leased(
        rows=taken,
        news=news,
        edited=edited,
        outdated=await _told_in(connection, [row.id for row in told]),
        wanted=await _wanted_by(connection, {row.subscription_id for row in taken}),
        firsts=await _firsts(connection, corrections),
        told_in=told_in,
        stories=await rows_of_posts(connection, revised, set(told_in.values())),
    )


async def deliveries_of(taken: Leased, lease: str, now: datetime) -> list[Delivery]:
    """Return the deliveries that were *taken*, with what is so of them as of *now*."""
    news: dict[int, Announcement] = {}
    async for row in with_turns(taken.news.values()):
        news[row.id] = announcement_from_json(row.payload)
    outdated = await _outdated(taken.outdated, now)
    posts = await posts_as_they_are(taken.stories, {row.id for row in taken.rows})
    made = []
    async for row in with_turns(taken.rows):
        announcement = news[row.announcement_id]
        if row.revises:
            edited = taken.edited[row.revises]
            post = taken.stories.post_of(edited)
            revised = (
                _as_it_is_now(
                    news[edited.announcement_id],
                    line_now(announcement),
                    outdated.get(row.revises, _NOTHING),
                )
                if post is None
                else posts[post.id]
            )
            made.append(_delivery(row, revised, lease, revises=edited.message))
            continue
        post = taken.stories.posts.get(taken.told_in.get(row.id, 0))
        if post is not None and is_told_in_posts(announcement):
            edit = _delivery(row, posts[post.id], lease, revises=post.message)
            made.append(replace(edit, is_plain=row.is_plain or post.is_plain))
            continue
        announcement = _as_it_is_now(announcement, None, outdated.get(row.id, _NOTHING))
        mentions, silent, picture = taken.wanted.get(row.subscription_id, ("[]", False, False))
        made.append(
            replace(
                _delivery(row, announcement, lease),
                mention=None
                if isinstance(announcement, Notice)
                else mention_for(mentions, announcement.topic),
                silent=silent,
                picture=picture,
                reply_to=taken.firsts.get(row.id) if post is None else post.message,
            )
        )
    return made


def _as_it_is_now(
    announcement: Announcement, line: str | None, outdated: "_Outdated"
) -> Announcement:
    """Return *announcement* with what of it is no longer so: all of it where there is a *line*."""
    match announcement:
        case News():
            return replace(announcement, superseded=line)
        case CountdownStep() | EpisodePost():
            return replace(announcement, superseded=line)
        case Headline():
            return announcement
        case DigestPost():
            return as_it_stands(announcement, *outdated)
        case Notice():
            return announcement
        case _:
            assert_never(announcement)


def _delivery(
    row: Row[Any], announcement: Announcement, lease: str, *, revises: str | None = None
) -> Delivery:
    destination = destination_in(row)
    return Delivery(
        id=DeliveryId(row.id),
        key=delivery_key(announcement.id, destination),
        announcement=announcement,
        destination=destination,
        attempts=row.attempts,
        is_unknown=DeliveryState(row.state).may_have_arrived,
        first_tried_at=row.first_tried_at,
        lease=lease,
        revises=revises,
        is_plain=row.is_plain,
    )


async def _announcements(connection: AsyncConnection, wanted: Iterable[int]) -> dict[int, Row[Any]]:
    news = schema.announcement.c
    columns: list[Any] = [news.id, news.payload, news.only_for, news.corrects]
    rows = await connection.execute(select(*columns).where(news.id.in_(list(wanted))))
    return {row.id: row for row in rows}


async def _edited(connection: AsyncConnection, wanted: Sequence[int]) -> dict[int, Row[Any]]:
    """Return the deliveries whose messages are to be edited."""
    if not wanted:
        return {}
    table = schema.delivery.c
    columns: list[Any] = [table.id, table.announcement_id, table.message, table.continues]
    query = select(*columns).where(table.id.in_(wanted))
    return {row.id: row for row in await connection.execute(query)}


_Outdated = tuple[dict[AnnouncementId, str], set[AnnouncementId]]
"""What is so now by what a digest tells, and what of it was too late to say."""
_NOTHING: Final[_Outdated] = ({}, set())


async def _told_in(connection: AsyncConnection, digests: Sequence[int]) -> Sequence[Row[Any]]:
    """Return all that each of these *digests* tells, with what corrected it."""
    if not digests:
        return []
    digested, part, news = schema.digested, schema.delivery, schema.announcement
    later, digest = news.alias("later"), part.alias("digest")
    columns: list[Any] = [
        *(digested.c.digest_id, digest.c.first_tried_at),
        *(news.c.name, news.c.expires_at, later.c.payload),
    ]
    query = (
        select(*columns)
        .join(digest, digest.c.id == digested.c.digest_id)
        .join(part, part.c.id == digested.c.delivery_id)
        .join(news, news.c.id == part.c.announcement_id)
        .outerjoin(later, later.c.id == news.c.corrected_by)
        .where(digested.c.digest_id.in_(digests))
    )
    return (await connection.execute(query)).all()


async def _outdated(told: Sequence[Row[Any]], now: datetime) -> dict[int, _Outdated]:
    """Return what digests *told* that is no longer so, and what is so now, by digest.

    And what was too late to say: as of *now* where it was not sent yet, and of then where it was.
    """
    found: dict[int, _Outdated] = {}
    lines: dict[str, str | None] = {}
    async for row in with_turns(told):
        corrections, stale = found.setdefault(row.digest_id, ({}, set()))
        name = AnnouncementId(row.name)
        if row.expires_at is not None and row.expires_at <= (row.first_tried_at or now):
            stale.add(name)
        if row.payload and row.payload not in lines:
            lines[row.payload] = line_now(announcement_from_json(row.payload))
        line = lines[row.payload] if row.payload else None
        if line is not None:
            corrections[name] = line
    return found


async def _wanted_by(
    connection: AsyncConnection, subscribed: Iterable[int | None]
) -> dict[int | None, tuple[str, bool, bool]]:
    """Return how each subscription wants it told, as of now; one that has gone wants nothing."""
    table = schema.subscription.c
    numbers = [number for number in subscribed if number is not None]
    if not numbers:
        return {}
    query = select(table.id, table.mentions, table.silent, table.picture)
    rows = await connection.execute(query.where(table.id.in_(numbers)))
    return {row.id: (row.mentions, row.silent, row.picture) for row in rows}


async def _firsts(connection: AsyncConnection, corrections: Sequence[int]) -> dict[int, str]:
    """Return the first message at each destination about what is corrected, by delivery.

    What was told in a digest is in that one's message.
    """
    if not corrections:
        return {}
    rows = await connection.execute(_first_messages(), {"corrections": corrections})
    return {row.id: row.message for row in rows}


@cache
def _first_messages() -> Select[Any]:
    table, news = schema.delivery, schema.announcement
    old, about, there = table.alias("old"), news.alias("about"), table.alias("there")
    digested = schema.digested
    first = (
        select(table.c.id, func.min(there.c.id).label("first"))
        .join(old, old.c.destination_id == table.c.destination_id)
        .join(about, about.c.id == old.c.announcement_id)
        .outerjoin(digested, digested.c.delivery_id == old.c.id)
        .join(there, there.c.id == func.coalesce(digested.c.digest_id, old.c.id))
        .where(
            table.c.id.in_(bindparam("corrections", expanding=True)),
            about.c.corrected_by == table.c.announcement_id,
            old.c.revises == 0,
            there.c.state == DeliveryState.DELIVERED,
            there.c.message != "",
        )
        .group_by(table.c.id)
        .subquery()
    )
    return select(first.c.id, table.c.message).join(table, table.c.id == first.c.first)
