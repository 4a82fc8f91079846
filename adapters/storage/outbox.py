"""Deliveries that stand to be made, in the database."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import ColumnElement, FromClause, Row, RowMapping, select

from adapters.storage import digests, living, schema, trying
from adapters.storage.audit import keep_act
from adapters.storage.codec import announcement_from_json
from adapters.storage.deliveries import AT_MOST, expire, state_of
from adapters.storage.destinations import is_at
from adapters.storage.engine import Transactions
from adapters.storage.fan_out import is_any_left, queue_before_change, unqueued_for_change
from adapters.storage.group_commit import GroupCommit
from adapters.storage.leases import deliveries_of, due, hold, leased, take_over
from adapters.storage.restored import doubt
from adapters.storage.story_posts import part_from_posts
from adapters.storage.trying import Ended
from bot.ports.outbox import Delivery, DeliveryId, HeldNews
from content.announcements.announcement import Announcement, CountdownStep
from content.announcements.delivery_report import DeliveryReport, told_as
from content.commands.acts import Act
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Outcome
from content.subscriptions.subscription import SubscriptionId

_LONGEST_TRY_S: Final = 60.0


class StoredOutbox:
    """The port `Outbox`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._trying: dict[tuple[DeliveryId, str], float] = {}
        """When each try began that has not ended, in that order, on the loop's clock."""
        self._begun = GroupCommit(self._begin)
        self._ended = GroupCommit(self._settle, is_more_to_come=self._is_any_tried)

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        """Take what is due: first the first channel of every workspace, then the second ones."""
        limit = min(limit, AT_MOST)
        async with self._transactions.behind.writing() as connection:
            await expire(connection, now)
            await doubt(connection, now)
            found: list[Row[Any]] = []
            for platform in dict.fromkeys(platforms):
                found += (await connection.execute(*due(platform, limit, now))).all()
            taken = sorted(found, key=lambda row: (row.due_at, row.rank, row.id))[: max(0, limit)]
            taken, told_in = await part_from_posts(connection, taken, now)
            if not taken:
                return []
            lease, until = uuid4().hex, now + timedelta(seconds=lease_s)
            await hold(connection, taken, lease, until, now)
            found_now = await leased(connection, taken, told_in)
        return await deliveries_of(found_now, lease, now)

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        """Write down that a try begins, where the lease is ours still."""
        begun = await self._begun.do((delivery, now))
        if begun:
            self._trying[delivery.id, delivery.lease] = asyncio.get_running_loop().time()
        return begun

    async def settle(self, delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
        """Write down the outcome; without the lease only what is surely there."""
        self._trying.pop((delivery.id, delivery.lease), None)
        await self._ended.do(Ended(delivery, outcome, now))

    def _is_any_tried(self) -> bool:
        """Whether a try is under way; of one that was given up, nothing more is heard."""
        since = asyncio.get_running_loop().time() - _LONGEST_TRY_S
        while self._trying:
            first = next(iter(self._trying))
            if self._trying[first] > since:
                return True
            del self._trying[first]
        return False

    async def _begin(self, tries: Sequence[tuple[Delivery, datetime]]) -> list[bool]:
        async with self._transactions.behind.writing() as connection:
            return await trying.begin_tries(connection, tries)

    async def _settle(self, ended: Sequence[Ended]) -> list[None]:
        async with self._transactions.behind.writing() as connection:
            await trying.settle_tries(connection, ended)
        return [None] * len(ended)

    async def take_over(
        self, platform: Platform, *, now: datetime, begun_s: float | None = None
    ) -> int:
        """End the leases that another process left on *platform*."""
        async with self._transactions.behind.writing() as connection:
            return await take_over(connection, platform, now, begun_s)

    async def reports(self, destination: Destination, *, limit: int) -> Sequence[DeliveryReport]:
        """Return what became of the latest announcements for *destination*, newest first."""
        await self._queue_first(destination)
        table, news, destinations = schema.delivery, schema.announcement, schema.destination
        digest, about = table.alias("digest"), news.alias("about")
        query = (
            select(*_standing(table, news), *_standing(digest, about, "digest_"))
            .join(news, news.c.id == table.c.announcement_id)
            .join(destinations, destinations.c.id == table.c.destination_id)
            .outerjoin(schema.digested, schema.digested.c.delivery_id == table.c.id)
            .outerjoin(digest, digest.c.id == schema.digested.c.digest_id)
            .outerjoin(about, about.c.id == digest.c.announcement_id)
            .where(is_at(destination), table.c.revises == 0)
            .order_by(news.c.created_at.desc(), table.c.id.desc())
            .limit(limit)
        )
        async with self._transactions.reading() as connection:
            rows = (await connection.execute(query)).mappings()
            return [_fate(row) for row in rows]

    async def _queue_first(self, destination: Destination) -> None:
        """Queue for *destination* before its batch comes, so that what became of it can be said."""
        async with self._transactions.reading() as connection:
            if not await is_any_left(connection):
                return
        async with self._transactions.writing() as connection:
            unqueued = await unqueued_for_change(connection)
            query = select(schema.destination.c.id).where(is_at(destination))
            await queue_before_change(connection, unqueued, (await connection.scalars(query)).all())

    async def held(self, *, now: datetime, limit: int) -> Sequence[HeldNews]:
        """Return what is held and due; a tick on which no digest is due only reads."""
        async with self._transactions.behind.reading() as connection:
            if not await digests.is_any_due(connection, now):
                return []
        async with self._transactions.behind.writing() as connection:
            return await digests.held(connection, now, limit)

    async def tell(
        self,
        announcement: Announcement,
        destination: Destination,
        *,
        now: datetime,
        instead_of: Sequence[DeliveryId] = (),
        as_for: SubscriptionId | None = None,
        act: Act | None = None,
    ) -> bool:
        """Queue *announcement* for one destination, and digest what it stands for."""
        try:
            async with self._transactions.behind.writing() as connection:
                await digests.tell(connection, announcement, destination, now, instead_of, as_for)
                await keep_act(connection, act)
                await self._transactions.behind.notify(connection)
        except digests.NothingStoredError:
            return False
        return True

    async def keep(
        self, step: CountdownStep, destination: Destination, *, now: datetime, since: datetime
    ) -> bool:
        """Queue what the one message about a premiere is to say there; see the port."""
        async with self._transactions.behind.writing() as connection:
            is_seen_to = await living.keep(connection, step, destination, now=now, since=since)
            await self._transactions.behind.notify(connection)
        return is_seen_to


def _standing(delivery: FromClause, news: FromClause, prefix: str = "") -> list[ColumnElement[Any]]:
    names = ("state", "reason", "message", "updated_at", "due_at", "continues")
    columns = [delivery.c[name] for name in names]
    return [column.label(prefix + column.name) for column in (*columns, news.c.payload)]


def _fate(row: RowMapping, prefix: str = "") -> DeliveryReport:
    announcement = announcement_from_json(row[f"{prefix}payload"])
    state = state_of(row[f"{prefix}state"])
    is_digested = not prefix and row["digest_payload"] is not None
    return DeliveryReport(
        announcement=announcement.id,
        headline=announcement.headline,
        state=state,
        reason=row[f"{prefix}reason"],
        at=row[f"{prefix}updated_at"],
        until=row[f"{prefix}due_at"] if state.is_scheduled else None,
        message=row[f"{prefix}message"] or None,
        told_as=told_as(announcement, continues=row[f"{prefix}continues"] is not None),
        digest=_fate(row, "digest_") if is_digested else None,
    )
