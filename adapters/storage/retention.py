"""What ended long ago, looked through announcement by announcement, and removed.

Deliveries are found by their announcement, so that nothing is added to each of them, and no index
of theirs grows, only because they go one day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Delete,
    Integer,
    Row,
    Select,
    and_,
    any_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.audit import forget_acts
from adapters.storage.codec import announcement_from_json
from adapters.storage.engine import Transactions, upsert
from bot.ports.retention import Pruned
from content.announcements.announcement import Announcement, AnnouncementId, DigestPost
from content.announcements.superseding import correctable_until
from content.subscriptions.delivery_states import DeliveryState

_MOST_ROWS: Final = 500
"""Deliveries looked at in one batch; a digest's parts, 500 at most, come on top of the last."""
_LEAST_ROWS: Final = 100
"""With less room than that no further announcement is looked at in the same batch."""
_MOST_ANNOUNCEMENTS: Final = 10
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = timedelta(days=7)
"""What could not go is looked at again after as long again as it has been over, and after so much
at most, unless it is kept for what may come to correct it.
"""
_IS_AT_REST: Final = (
    schema.announcement.c.fanned_out.is_(None),
    schema.announcement.c.called_off.is_(None),
)
"""Nothing goes of what is still being queued, or of what a correction still looks for."""
_ENDED: Final = frozenset(state.value for state in DeliveryState if state.is_ended)


_part = schema.delivery.c
_edit = schema.delivery.alias("edit")
_IS_MESSAGE: Final = and_(
    _part.state == DeliveryState.DELIVERED,
    func.coalesce(_part.message, "") != "",
    _part.revises == 0,
)
"""What can be edited, which an edit is not."""
_BEFORE: Final = bindparam("before", type_=_part.updated_at.type)
_IS_OLD: Final = and_(_part.state.in_(_ENDED), _part.updated_at <= _BEFORE)
_IS_EDITED: Final = or_(
    exists().where(
        _edit.c.revises == _part.id,
        text("edit." + schema.REVISES_SQL),  # as the index has it
        _edit.c.state.not_in(_ENDED),
    ),
    exists().where(_edit.c.continues == _part.id, _edit.c.state.not_in(_ENDED)),
)
"""News that came of it is told in its message too."""
_IS_DIGESTED: Final = and_(
    _part.state == DeliveryState.DIGESTED,
    exists().where(schema.digested.c.delivery_id == _part.id),
)
_AHEAD: Final = and_(
    _part.announcement_id == bindparam("number", type_=_part.id.type),
    _part.destination_id > bindparam("after", type_=_part.id.type),
)
_IN_STRETCH: Final = and_(_AHEAD, _part.destination_id <= bindparam("until", type_=_part.id.type))


def _stretch() -> Select[Any, Any, Any]:
    """Return what finds the first and the last destination of the next deliveries."""
    room = bindparam("room", type_=Integer())
    ahead = select(_part.destination_id).where(_AHEAD)
    place = ahead.order_by(_part.destination_id, _part.revises).limit(room).subquery().c
    place_id = place.destination_id
    return select(
        func.min(place_id).label("first"),
        func.max(place_id).label("last"),
        func.count(place_id).label("found"),
    )


@cache
def _removal(dialect: str, *, is_correctable: bool) -> Delete:
    """Return what removes all that is old in a stretch, but for what somebody else has locked."""
    going = select(_part.id).where(_IN_STRETCH, _IS_OLD, ~_IS_EDITED, ~_IS_DIGESTED)
    if is_correctable:
        going = going.where(~_IS_MESSAGE)
    if dialect != "postgresql":
        return delete(schema.delivery).where(_part.id.in_(going))
    # An array, since a locking subquery might be scanned anew for every row.
    free = func.array(going.with_for_update(skip_locked=True).scalar_subquery())
    return delete(schema.delivery).where(_part.id == any_(free))


# Built once: making a statement costs more than running it.
_STRETCH: Final = _stretch()
_OF_A_DIGEST: Final[list[Any]] = [_part.id, _part.state, _part.message, _part.revises]
_OLD_DIGESTS: Final = select(*_OF_A_DIGEST).where(_IN_STRETCH, _IS_OLD)
_FREE: Final = (
    select(_part.id)
    .where(_part.id.in_(bindparam("wanted", expanding=True)), _IS_OLD, ~_IS_EDITED)
    .with_for_update(skip_locked=True)
)
_YOUNGEST: Final = select(func.max(_part.updated_at)).where(
    _IN_STRETCH,
    _part.state.in_(_ENDED),
    _part.updated_at > _BEFORE,
    _part.updated_at <= bindparam("now", type_=_part.updated_at.type),
)


class StoredRetention:
    """The port `Retention`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def prune_acts(self, *, now: datetime) -> int:
        """Remove some of the oldest acts."""
        return await forget_acts(self._transactions, now=now)

    async def prune(self, *, before: datetime, now: datetime) -> Pruned:
        """Remove a batch; where nothing is to be looked at it only reads."""
        async with self._transactions.behind.reading() as connection:
            if not await _is_any_due(connection, before, now):
                return Pruned(gone=0, is_all=True)
        async with self._transactions.behind.writing() as connection:
            await _take_in(connection, before, now)
            newest = await connection.scalar(select(func.max(schema.pruning.c.announcement_id)))
            looks = [
                _Look(connection, row, after, newest or 0, before, now)
                for row, after in await _due(connection, now)
            ]
            room, gone = _MOST_ROWS, 0
            for look in looks:
                read, went = await look.through(room)
                room, gone = room - read, gone + went
                if room < _LEAST_ROWS:
                    break
            # Where another process looks through all that is due, there is nothing for this one.
            return Pruned(gone=gone, is_all=not looks)

    async def forgotten(self, announcements: Iterable[AnnouncementId]) -> frozenset[AnnouncementId]:
        """Return those of which some delivery went."""
        news, pruning = schema.announcement, schema.pruning
        query = (
            select(news.c.name)
            .join(pruning, pruning.c.announcement_id == news.c.id)
            .where(news.c.name.in_(list(announcements)), pruning.c.pruned_at.is_not(None))
        )
        async with self._transactions.reading() as connection:
            return frozenset(map(AnnouncementId, await connection.scalars(query)))


async def _is_any_due(connection: AsyncConnection, before: datetime, now: datetime) -> bool:
    pruning = schema.pruning
    due = select(pruning.c.announcement_id).where(pruning.c.due_at <= now).limit(1)
    if await connection.scalar(due) is not None:
        return True
    return bool(await _old_enough(connection, before, now))


async def _old_enough(
    connection: AsyncConnection, before: datetime, now: datetime
) -> Sequence[Row[Any]]:
    """Return the next announcements that were never looked through, as far as they are due.

    They are numbered as they were queued, which is nearly in the order of their moments; what is
    of a moment to come was queued by the clock of a rehearsal, and holds up nothing.
    """
    news = schema.announcement
    known = select(func.max(schema.pruning.c.announcement_id)).scalar_subquery()
    query = (
        select(*(news.c[name] for name in ("id", "created_at")))
        .where(news.c.id > func.coalesce(known, 0))
        .order_by(news.c.id)
        .limit(_MOST_ANNOUNCEMENTS)
    )
    rows = (await connection.execute(query)).all()
    due = [n for n, row in enumerate(rows, 1) if row.created_at <= before or row.created_at > now]
    return rows[: due[-1]] if due else []


async def _take_in(connection: AsyncConnection, before: datetime, now: datetime) -> None:
    """Write down when those that are old enough, and what lies among them, are looked through."""
    rows = [
        {
            "announcement_id": row.id,
            "due_at": now if row.created_at <= before else row.created_at + (now - before),
            "destination_id": 0,
        }
        for row in await _old_enough(connection, before, now)
    ]
    if rows:
        unless_there = upsert(connection, schema.pruning).on_conflict_do_nothing()
        await connection.execute(unless_there, rows)


async def _due(connection: AsyncConnection, now: datetime) -> list[tuple[Row[Any], int]]:
    """Return what is looked through now, and after which destination that goes on.

    The announcement is locked, so that a correction being recorded right now finds all of its
    deliveries, or none that goes; and how far it was looked through is whoever's who has it. What
    somebody else has locked is passed over, here as in all that follows: so this waits for nobody.
    """
    news, pruning = schema.announcement, schema.pruning
    due = (
        select(pruning.c.announcement_id)
        .where(pruning.c.due_at <= now)
        .order_by(pruning.c.due_at, pruning.c.announcement_id)
        .limit(_MOST_ANNOUNCEMENTS)
    )
    wanted = list(await connection.scalars(due))
    query = select(*(news.c[name] for name in ("id", "payload", "created_at")))
    query = query.where(news.c.id.in_(wanted), *_IS_AT_REST)
    rows = await connection.execute(query.with_for_update(key_share=True, skip_locked=True))
    ours = {row.id: row for row in rows}
    # Another process may have gone on with it before it was ours.
    still_due = select(pruning.c.announcement_id, pruning.c.destination_id).where(
        pruning.c.announcement_id.in_(ours), pruning.c.due_at <= now
    )
    after = {row.announcement_id: row.destination_id for row in await connection.execute(still_due)}
    return [(ours[number], after[number]) for number in wanted if number in after]


@dataclass(frozen=True, slots=True)
class _Look:
    """One announcement whose deliveries are looked through."""

    connection: AsyncConnection
    row: Row[Any]
    after: int
    """The destination up to which it was looked through."""
    newest: int
    """The newest announcement of those that are looked through at all."""
    before: datetime
    now: datetime

    async def through(self, room: int) -> tuple[int, int]:
        """Remove what may go of the next *room* deliveries; return how many were read, and went."""
        announcement = announcement_from_json(self.row.payload)
        until, found, are_last = await self._stretch(room)
        if isinstance(announcement, DigestPost):
            told, gone, correctable = await self._digests(until)
        else:
            told, correctable = 0, correctable_until(announcement)
            gone = await self._others(until, is_correctable=self._is_ahead(correctable))
        if not are_last:
            await self._note(destination_id=until)
        else:
            is_empty = self.after == 0 and gone == found
            await self._finish(announcement, None if is_empty else until, correctable)
        return found + told + 1, gone + told

    async def _stretch(self, room: int) -> tuple[int, int, bool]:
        """Return up to which destination its next deliveries are looked through, and how many.

        And whether they are the last; no destination's are torn.
        """
        values = {"number": self.row.id, "after": self.after, "room": room}
        row = (await self.connection.execute(_STRETCH, values)).one()
        if row.found < room:
            return row.last or self.after, row.found, True
        return row.last if row.first == row.last else row.last - 1, row.found, False

    def _is_ahead(self, moment: datetime | None) -> bool:
        return moment is not None and moment > self.now

    async def _others(self, until: int, *, is_correctable: bool) -> int:
        """Remove what no digest tells, and what no correction is to edit; return how much."""
        values = self._in_stretch(until) | {"before": self.before}
        dialect = self.connection.dialect.name
        removal = _removal(dialect, is_correctable=is_correctable)
        gone = (await self.connection.execute(removal, values)).rowcount
        if gone:
            await self._mark_pruned([self.row.id])
        return gone

    async def _digests(self, until: int) -> tuple[int, int, datetime | None]:
        """Remove the old digests, each with all that it tells, or nothing of it.

        Return how much of what they tell went, how many of them did, and until when some may be
        corrected.
        """
        told, gone, latest = 0, 0, None
        values = self._in_stretch(until) | {"before": self.before}
        for digest in (await self.connection.execute(_OLD_DIGESTS, values)).all():
            parts = await self._parts(digest.id)
            ends = [correctable_until(announcement_from_json(part.payload)) for part in parts]
            end = max((end for end in ends if end is not None), default=None)
            if _is_message(digest) and end is not None and end > self.now:
                latest = max(latest or end, end)
                continue
            about = {part.announcement_id for part in parts}
            ours = [digest.id, *(part.id for part in parts)]
            if not await self._lock(about) or not await self._are_free(ours):
                continue
            notes = delete(schema.digested).where(schema.digested.c.digest_id == digest.id)
            await self.connection.execute(notes)
            await self.connection.execute(delete(schema.delivery).where(_part.id.in_(ours)))
            await self._mark_pruned(about)
            told, gone = told + len(parts), gone + 1
        return told, gone, latest

    def _in_stretch(self, until: int) -> dict[str, Any]:
        return {"number": self.row.id, "after": self.after, "until": until}

    async def _parts(self, digest: int) -> Sequence[Row[Any]]:
        """Return what a digest tells, with the announcements of that."""
        digested, part, news = schema.digested, schema.delivery, schema.announcement
        columns: list[Any] = [part.c.id, part.c.announcement_id, news.c.payload]
        query = (
            select(*columns)
            .join(digested, digested.c.delivery_id == part.c.id)
            .join(news, news.c.id == part.c.announcement_id)
            .where(digested.c.digest_id == digest)
        )
        return (await self.connection.execute(query)).all()

    async def _lock(self, announcements: Iterable[int]) -> bool:
        """Lock them against corrections; false: somebody has one of them."""
        news, wanted = schema.announcement, set(announcements)
        query = select(news.c.id).where(news.c.id.in_(wanted), *_IS_AT_REST)
        found = await self.connection.scalars(
            query.with_for_update(key_share=True, skip_locked=True)
        )
        return len(found.all()) == len(wanted)

    async def _are_free(self, wanted: Sequence[int]) -> bool:
        """Lock them; false: one is being edited, is too young, or somebody else has it."""
        values = {"wanted": wanted, "before": self.before}
        return len((await self.connection.scalars(_FREE, values)).all()) == len(wanted)

    async def _mark_pruned(self, announcements: Iterable[int]) -> None:
        table = schema.pruning.c
        await self.connection.execute(
            update(schema.pruning)
            .where(table.announcement_id.in_(set(announcements)), table.pruned_at.is_(None))
            .values(pruned_at=self.now)
        )

    async def _finish(
        self, announcement: Announcement, until: int | None, correctable: datetime | None
    ) -> None:
        """Write down when it is looked through again, if anything may be left of it.

        Its last deliveries were those up to *until*; None: none is left.
        A digest goes then, unless it is the newest: SQLite numbers on from the highest there is,
        and what has its number would be taken for looked through.
        """
        table, pruning, news = schema.delivery, schema.pruning, schema.announcement
        left = select(exists().where(table.c.announcement_id == self.row.id))
        if until is not None and await self.connection.scalar(left):
            await self._note(due_at=await self._again(until, correctable), destination_id=0)
            return
        if not isinstance(announcement, DigestPost):
            await self._note(due_at=None, destination_id=0)
            return
        if self.newest == self.row.id:
            await self._note(due_at=self.now + _DAY, destination_id=0)
            return
        mine = pruning.c.announcement_id == self.row.id
        await self.connection.execute(delete(pruning).where(mine))
        await self.connection.execute(delete(news).where(news.c.id == self.row.id))

    async def _again(self, until: int, correctable: datetime | None) -> datetime:
        """Return when to look again: once what is too young is not, or ever more seldom."""
        keep = self.now - self.before
        pause: timedelta = max(_DAY, self.before - self.row.created_at)
        if correctable is not None and correctable > self.now:
            again = min(correctable, self.now + pause)
        else:
            again = self.now + min(pause, _MOST_DAYS)
        values = self._in_stretch(until) | {"before": self.before, "now": self.now}
        youngest = await self.connection.scalar(_YOUNGEST, values)
        return again if youngest is None else min(again, youngest + keep)

    async def _note(self, **values: object) -> None:
        pruning = schema.pruning
        mine = pruning.c.announcement_id == self.row.id
        await self.connection.execute(update(pruning).where(mine).values(**values))


def _is_message(row: Row[Any]) -> bool:
    """Whether it is one that can be edited, which an edit is not."""
    return bool(row.state == DeliveryState.DELIVERED and row.message and not row.revises)
