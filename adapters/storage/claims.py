"""What was learnt, and what is queued because of it, in the database."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.announcements import announce
from adapters.storage.codec import (
    TOPIC_BITS,
    broadcastable_from_json,
    claim_from_json,
    claim_to_json,
    fingerprint,
)
from adapters.storage.engine import Transactions, upsert
from adapters.storage.fan_out import (
    AT_A_TIME,
    AT_FIRST,
    is_any_left,
    let_no_subscription_change,
    queue_batch,
)
from adapters.storage.followed_claims import FollowedClaims, is_served
from adapters.storage.superseding import call_off
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.ports.journal import NOTHING_WEIGHED, Learnt
from bot.ports.sources import Fetched
from content.announcements.broadcast import Broadcast
from content.facts.catalogue import ShowClaims
from content.facts.claims import FILES, Claim, ShowId, Subject
from content.facts.kinds import Topic
from content.subscriptions import delivery_reasons as reasons

NOTICED: Final = "noticed"
COUNTED: Final = "counted"
AIRED: Final = "aired"
_BATCH = 500
_IN_OTHERS: Final = (TOPIC_BITS[Topic.EPISODES], TOPIC_BITS[Topic.HEADLINES])
"""Of what corrects others, these topics are told to nobody anew."""


class StoredJournal:
    """The port `Journal`."""

    def __init__(self, transactions: Transactions, *, at_a_time: int = AT_A_TIME) -> None:
        self._transactions = transactions
        self._at_a_time = at_a_time

    async def open(self) -> Learnt:
        """Return the latest revision of every claim, the shows seen, and the marks."""
        async with self._transactions.reading() as connection:
            claims = await _latest_claims(connection, _is_held())
            seen = schema.show_seen.c
            shows = (await connection.execute(select(seen.show, seen.weighed))).all()
            marks = await connection.execute(select(schema.mark.c.name, schema.mark.c.moment))
            moments = {row.name: row.moment for row in marks}
            return Learnt(
                claims=tuple(claims),
                shows=frozenset(ShowId(row.show) for row in shows),
                weighed={ShowId(row.show): row.weighed for row in shows if row.weighed},
                noticed_until=moments.get(NOTICED),
                counted_until=moments.get(COUNTED),
                aired_until=moments.get(AIRED),
            )

    async def recorded(self, shows: Iterable[ShowId]) -> Mapping[ShowId, tuple[Claim, ...]]:
        """Return the latest revision of every claim about *shows*, by show."""
        found: dict[ShowId, list[Claim]] = {}
        wanted = sorted(shows)
        async with self._transactions.reading() as connection:
            for start in range(0, len(wanted), _BATCH):
                some = schema.claim.c.show.in_(wanted[start : start + _BATCH])
                for claim in await _latest_claims(connection, some):
                    found.setdefault(claim.subject.show, []).append(claim)
        return {show: tuple(claims) for show, claims in found.items()}

    async def record(
        self,
        *,
        claims: Iterable[Claim],
        shows: Iterable[ShowId],
        broadcasts: Iterable[Broadcast],
        void: Iterable[Subject],
        noticed_from: datetime | None,
        noticed_until: datetime,
        weighed: Mapping[ShowId, str] = NOTHING_WEIGHED,
    ) -> bool:
        """Record; a claim that says what it said before is not stored again."""
        async with self._transactions.behind.writing() as connection:
            if not await _move(connection, NOTICED, noticed_from, noticed_until):
                return False
            await _add_claims(connection, tuple(claims), noticed_until)
            await _add_shows(connection, shows, noticed_until)
            await _mark_weighed(connection, weighed, noticed_until)
            await self._announce(connection, broadcasts, noticed_until, void)
            return True

    async def count(
        self,
        *,
        broadcasts: Iterable[Broadcast],
        counted_from: datetime | None,
        counted_until: datetime,
    ) -> bool:
        """Move the mark and queue, both or neither."""
        async with self._transactions.behind.writing() as connection:
            if not await _move(connection, COUNTED, counted_from, counted_until):
                return False
            await self._announce(connection, broadcasts, counted_until)
            return True

    async def air(
        self,
        *,
        broadcasts: Iterable[Broadcast],
        aired_from: datetime | None,
        aired_until: datetime,
    ) -> bool:
        """Move the mark and queue, both or neither."""
        async with self._transactions.writing() as connection:
            if not await _move(connection, AIRED, aired_from, aired_until):
                return False
            await self._announce(connection, broadcasts, aired_until)
            return True

    async def fan_out(self, *, now: datetime) -> bool:
        """Queue a batch; where all is queued it only reads."""
        async with self._transactions.behind.reading() as connection:
            if not await is_any_left(connection):
                return False
        async with self._transactions.behind.writing() as connection:
            if not await queue_batch(connection, now, self._at_a_time):
                return False  # another process is at it
            await self._transactions.behind.notify(connection)
            return await is_any_left(connection)

    async def _announce(
        self,
        connection: AsyncConnection,
        broadcasts: Iterable[Broadcast],
        now: datetime,
        void: Iterable[Subject] = (),
    ) -> None:
        """Store what is to be queued and called off, and begin with as much as is done at once."""
        broadcasts, void = tuple(broadcasts), tuple(void)
        if not broadcasts and not void:
            return
        await let_no_subscription_change(connection)
        await _call_off_countdowns(connection, void)
        if await announce(connection, broadcasts, now) or void:
            await queue_batch(connection, now, min(AT_FIRST, self._at_a_time))
            await self._transactions.behind.notify(connection)

    async def latest(self, *, limit: int) -> Sequence[Broadcast]:
        """Return the latest of what was for whoever subscribed, newest first."""
        news = schema.announcement
        query = (
            select(news.c.payload, news.c.zone, news.c.hour)
            .where(
                news.c.only_for.is_(None), or_(~news.c.corrects, news.c.topic.not_in(_IN_OTHERS))
            )
            .order_by(news.c.created_at.desc(), news.c.id.desc())
            .limit(limit)
        )
        async with self._transactions.reading() as connection:
            return [
                Broadcast(
                    announcement=broadcastable_from_json(row.payload),
                    posting_hour=None if row.zone is None else (row.zone, row.hour),
                )
                for row in await connection.execute(query)
            ]


class RecordedClaims:
    """The `ClaimSource` of what other sources once brought, and neither a file nor a listing holds.

    After a restart, or in a process that does not ask those sources itself, their claims are
    known from here.
    """

    name: Final = "recorded"
    every_s: Final = 10.0

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def fetch(self, since: str | None) -> Fetched:
        """Return the claims recorded since then, by show, each show with all that is recorded.

        Raises:
            SourceUnavailableError: the database cannot be read now.
        """
        claim, origin = schema.claim, schema.claim_origin
        brought = claim.join(origin, origin.c.claim_id == claim.c.claim_id)
        begin = int(since) if since and since.isdecimal() else 0
        mine = (claim.c.id > begin, ~is_served(claim, origin))
        newer: Select[tuple[str]] | CompoundSelect[tuple[str]] = (
            select(claim.c.show).select_from(brought).where(*mine).distinct()
            if begin
            else _brought_shows()
        )
        last = select(func.max(claim.c.id)).select_from(brought)
        try:
            async with self._transactions.behind.reading() as connection:
                until = await connection.scalar(last) or 0
                shows = sorted([str(row.show) for row in await connection.execute(newer)])
                newest = claim.c.show.in_(newer)
                found = await _latest_claims(connection, newest, brought=True) if shows else []
        except StorageError as error:
            raise SourceUnavailableError(str(error)) from error
        brought_to: dict[str, list[Claim]] = {show: [] for show in shows}
        for one in found:
            brought_to.setdefault(one.subject.show, []).append(one)
        changed = tuple(
            ShowClaims(ShowId(show), None, tuple(mine)) for show, mine in brought_to.items()
        )
        return Fetched(changed=changed, cursor=str(until))


async def _latest_claims(
    connection: AsyncConnection,
    which: ColumnElement[bool],
    *,
    brought: bool = False,
) -> list[Claim]:
    """Return every claim in its latest revision, in the order of those, of which *which* is so.

    With *brought* only those that are held nowhere else.
    """
    claim, origin = schema.claim, schema.claim_origin
    joined = claim.join(origin, origin.c.claim_id == claim.c.claim_id, isouter=not brought)
    latest = select(func.max(claim.c.id)).where(which).group_by(claim.c.claim_id)
    query = (
        select(claim.c.payload, claim.c.recorded_at, origin.c.origin)
        .select_from(joined)
        .where(claim.c.id.in_(latest))
        .order_by(claim.c.id)
    )
    if brought:
        query = query.where(~is_served(claim, origin))
    found = []
    for number, row in enumerate(await connection.execute(query), start=1):
        found.append(claim_from_json(row.payload, row.recorded_at, row.origin or FILES))
        if number % _BATCH == 0:
            await asyncio.sleep(0)  # others have a turn, however many claims there are
    return found


def _is_held() -> ColumnElement[bool]:
    """Return whether a claim is about a show whose claims are not held packed."""
    seen, shows = schema.show_seen.c, _claimed_shows()
    packed = select(seen.show).where(seen.weighed.is_not(None))
    return schema.claim.c.show.in_(select(shows.c.show).where(shows.c.show.not_in(packed)))


def _claimed_shows() -> CTE:
    """Return each show that anything is claimed of, by a step from one to the next in an index.

    Nearly all claims are about followed shows, and hold nothing that is to be learnt: where all
    were read, that would be most of the start.
    """
    claim = schema.claim.c
    first = select(func.min(claim.show).label("show"))
    shows = first.cte("claimed_show", recursive=True)
    following = select(func.min(claim.show)).where(claim.show > shows.c.show).scalar_subquery()
    return shows.union_all(select(following).where(shows.c.show.is_not(None)))


def _brought_shows() -> CompoundSelect[tuple[str]]:
    """Return the shows of which a source brought a claim that no row of `followed` holds."""
    claim, origin, shows = schema.claim.c, schema.claim_origin.c, _claimed_shows()
    served = FollowedClaims.name
    others = select(origin.claim_id).where(or_(origin.origin < served, origin.origin > served))
    followed = select(schema.followed.c.show).where(schema.followed.c.source == served)
    unserved = select(shows.c.show).where(shows.c.show.not_in(followed))
    brought = claim.claim_id.in_(select(origin.claim_id))
    return (
        select(claim.show)
        .where(claim.claim_id.in_(others))
        .union(select(claim.show).where(claim.show.in_(unserved), brought))
    )


async def set_mark(connection: AsyncConnection, name: str, moment: datetime | None) -> None:
    """Set a mark to *moment*, wherever it stood; None: never."""
    table = schema.mark
    await connection.execute(delete(table).where(table.c.name == name))
    if moment is not None:
        await connection.execute(insert(table).values(name=name, moment=moment))


async def _move(
    connection: AsyncConnection, name: str, before: datetime | None, after: datetime
) -> bool:
    """Move a mark if it stands at *before*; whoever else wants to move it waits for our end."""
    table = schema.mark
    if before is None:
        first = upsert(connection, table).values(name=name, moment=after).on_conflict_do_nothing()
        moved = await connection.execute(first)
    else:
        here = (table.c.name == name, table.c.moment == before)
        moved = await connection.execute(update(table).where(*here).values(moment=after))
    return moved.rowcount == 1


async def _add_claims(
    connection: AsyncConnection, claims: Sequence[Claim], recorded_at: datetime
) -> None:
    table = schema.claim
    for start in range(0, len(claims), _BATCH):
        batch = {claim.id: claim for claim in claims[start : start + _BATCH]}
        mine = select(func.max(table.c.id)).where(table.c.claim_id.in_(batch))
        latest = select(table.c.claim_id, table.c.revision, table.c.digest).where(
            table.c.id.in_(mine.group_by(table.c.claim_id))
        )
        known = {row.claim_id: row for row in await connection.execute(latest)}
        rows = []
        for claim in batch.values():
            payload, before = claim_to_json(claim), known.get(claim.id)
            if before is not None and before.digest == fingerprint(payload):
                continue
            rows.append(
                {
                    "claim_id": claim.id,
                    "revision": before.revision + 1 if before is not None else 1,
                    "digest": fingerprint(payload),
                    "show": claim.subject.show,
                    "season": str(claim.subject.season),
                    "kind": claim.kind.value,
                    "payload": payload,
                    "recorded_at": recorded_at,
                }
            )
        if rows:
            await connection.execute(insert(table), rows)
        brought = [
            {"claim_id": claim.id, "origin": claim.origin}
            for claim in batch.values()
            if claim.origin != FILES
        ]
        if brought:
            unless_there = upsert(connection, schema.claim_origin).on_conflict_do_nothing()
            await connection.execute(unless_there, brought)


async def _add_shows(connection: AsyncConnection, shows: Iterable[ShowId], at: datetime) -> None:
    rows = [{"show": show, "seen_at": at} for show in shows]
    if rows:
        insertion = upsert(connection, schema.show_seen).on_conflict_do_nothing()
        await connection.execute(insertion, rows)


async def _mark_weighed(
    connection: AsyncConnection, weighed: Mapping[ShowId, str], at: datetime
) -> None:
    rows = [{"show": show, "seen_at": at, "weighed": mark} for show, mark in weighed.items()]
    if rows:
        insertion = upsert(connection, schema.show_seen)
        known = insertion.on_conflict_do_update(
            index_elements=["show"], set_={"weighed": insertion.excluded.weighed}
        )
        await connection.execute(known, rows)


async def _call_off_countdowns(connection: AsyncConnection, subjects: Iterable[Subject]) -> None:
    """Call off all countdowns about *subjects*; what may have been sent stays as it is."""
    news = schema.announcement.c
    about = [(subject.show, str(subject.season)) for subject in subjects]
    if about:
        is_countdown = news.step.is_not(None)
        which = (is_countdown, tuple_(news.show, news.season).in_(about))
        await call_off(connection, *which, reason=reasons.DATE_CHANGED)
