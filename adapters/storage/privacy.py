"""What is kept of people and of their places: found, counted, and taken away."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.codec import announcement_to_json
from adapters.storage.destinations import is_at
from adapters.storage.engine import Transactions, upsert
from adapters.storage.fan_out import let_no_batch_be_queued, unqueued_for_change
from adapters.storage.guild_tables import forum_post, scheduled_event
from adapters.storage.kept import DEPARTED_KEPT_FOR, REFUSING_KEPT_FOR, Past, swept, swept_of
from bot.ports.errors import StorageError
from content.announcements.announcement import AnnouncementId, DigestPost
from content.facts.kinds import Topic
from content.privacy.whose import FORMER_ADMIN, FORMER_EDITOR, Forgotten, Party, Whose
from content.subscriptions.destination import Destination, Platform

_TRIES: Final = 3
"""Two processes may wait for one another, and then PostgreSQL ends one of them."""
_AT_ONCE: Final = 50
"""Places taken away in one transaction."""
_SWEPT_AT_ONCE: Final = 500
_LOOKED_AT_ONCE: Final = 2_000

_places, _wishes, _queued = schema.destination.c, schema.subscription.c, schema.delivery.c

_NAMES: Final = (
    (schema.suggestion.c.closed_by, FORMER_EDITOR),
    (schema.proposal.c.closed_by, FORMER_EDITOR),
    (schema.proposal.c.drafted_by, FORMER_EDITOR),
    (schema.proposal.c.amended_by, FORMER_EDITOR),
    (schema.decision.c.decided_by, FORMER_EDITOR),
    (schema.editor_claim.c.recorded_by, FORMER_EDITOR),
    (schema.editor_claim.c.retracted_by, FORMER_EDITOR),
    (schema.audit.c.by, FORMER_ADMIN),
    (schema.feed.c.added_by, ""),
    (schema.feed.c.paused_by, FORMER_EDITOR),
    (schema.followed.c.followed_by, ""),
    (schema.followed.c.community, ""),
)
"""Where a person is named in what stays, and what stands there instead."""


class StoredPrivacy:
    """The port `Privacy`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._looked_through = 0
        """The place up to which it was looked for those that nothing is known of any more."""

    async def kept(self, whose: Whose) -> Forgotten:
        """Return how much there is of *whose*."""
        async with self._transactions.reading() as connection:
            counted = await _counted(connection, _is_theirs(whose))
            talks = await _count(connection, schema.conversation, _is_of(_talks, whose))
            notes = await _count(connection, schema.suggestion, _is_noted(whose))
            named = [
                await _count(connection, column.table, where) for column, where in _named(whose)
            ]
            subscribed = (await connection.execute(_subscribed_by(whose))).all()
        return replace(
            counted,
            conversations=talks,
            corrections=notes,
            unnamed=sum(named) + len(subscribed),
        )

    async def forget(
        self, whose: Whose, *, own: Destination | None = None, now: datetime
    ) -> Forgotten:
        """Take it away, some places in one transaction, and all else in the last one."""
        theirs = _is_theirs(whose)
        if own is not None:
            theirs = or_(theirs, is_at(own))
        went = Forgotten()
        while True:
            async with self._transactions.reading() as connection:
                query = select(_places.id).where(theirs).order_by(_places.id).limit(_AT_ONCE + 1)
                places = list(await connection.scalars(query))
                subscribed = list(await connection.scalars(_subscribed_by(whose)))
            if len(places) <= _AT_ONCE:
                break
            went += await self._forget(None, places[:_AT_ONCE], (), now)
        return went + await self._forget(whose, places, subscribed, now)

    async def leave(self, platform: Platform, workspace: str, *, now: datetime) -> None:
        """Write it down, unless it stands there already."""
        left = {"platform": platform, "workspace": workspace, "left_at": now}
        async with self._transactions.writing() as connection:
            unless_there = upsert(connection, schema.departed).values(**left)
            await connection.execute(unless_there.on_conflict_do_nothing())

    async def come_back(self, platform: Platform, workspace: str) -> None:
        """Strike it out; where nothing is to be, it only reads."""
        departed = schema.departed
        here = (departed.c.platform == platform, departed.c.workspace == workspace)
        async with self._transactions.reading() as connection:
            if await connection.scalar(select(departed.c.left_at).where(*here)) is None:
                return
        async with self._transactions.writing() as connection:
            await connection.execute(delete(departed).where(*here))

    async def present_in(
        self, platform: Platform, workspaces: Iterable[str], *, now: datetime
    ) -> None:
        """Compare it with where anything is told, and with what was left before."""
        here, departed = set(workspaces), schema.departed
        known = select(_places.workspace).where(_places.platform == platform).distinct()
        left = select(departed.c.workspace).where(departed.c.platform == platform)
        async with self._transactions.behind.reading() as connection:
            gone = set(await connection.scalars(left))
            away = set(await connection.scalars(known)) - here - gone - {""}
        for workspace in here & gone:
            await self.come_back(platform, workspace)
        for workspace in away:
            await self.leave(platform, workspace, now=now)

    async def sweep(self, *, now: datetime) -> Mapping[str, int]:
        """Look through everything that goes by itself; what has not come to that is only read."""
        gone: dict[str, int] = {}
        for past in swept():
            went = await self._sweep(past, now)
            if went:
                name = past.column.table.name
                gone[name] = gone.get(name, 0) + went
        notes = await self._empty_newest_note(now)
        if notes:
            gone[_notes.name] = gone.get(_notes.name, 0) + notes
        places = await self._sweep_places(now)
        if places:
            gone[schema.destination.name] = places
        communities = await self._sweep_departed(now)
        if communities:
            gone[schema.departed.name] = communities
        return gone

    async def _forget(
        self, whose: Whose | None, places: Sequence[int], subscribed: Sequence[int], now: datetime
    ) -> Forgotten:
        for left in reversed(range(_TRIES)):
            try:
                async with self._transactions.writing() as connection:
                    went = await _forget_places(connection, places)
                    if whose is None:
                        return went
                    return went + await _forget_else(connection, whose, subscribed, now)
            except StorageError:
                if not left or self._transactions.is_sqlite:
                    raise
        raise AssertionError("a try either returns or raises")

    async def _sweep(self, past: Past, now: datetime) -> int:
        table: Any = past.column.table
        before = now - past.after
        is_past = past.column < (before.date() if isinstance(past.column.type, Date) else before)
        if past.numbers_on:
            is_past = and_(is_past, table.c.id < _highest(table))
        key = list(table.primary_key.c)
        some = select(*key).where(is_past).limit(_SWEPT_AT_ONCE)
        async with self._transactions.behind.reading() as connection:
            if not (await connection.execute(some.limit(1))).first():
                return 0
        is_one = key[0].in_(some) if len(key) == 1 else tuple_(*key).in_(some)
        async with self._transactions.behind.writing() as connection:
            # Once more what is past: a conversation may have gone on meanwhile.
            return (await connection.execute(delete(table).where(is_one, is_past))).rowcount

    async def _empty_newest_note(self, now: datetime) -> int:
        """Leave nothing of the newest correction but its number, where that is past its time."""
        is_past = or_(*(past.column < now - past.after for past in swept_of(_notes)))
        newest = and_(_notes.c.id == _highest(_notes), _notes.c.words != "", is_past)
        async with self._transactions.behind.reading() as connection:
            if await connection.scalar(select(_notes.c.id).where(newest)) is None:
                return 0
        async with self._transactions.behind.writing() as connection:
            return await _empty_notes(connection, newest, now)

    async def _sweep_places(self, now: datetime) -> int:
        """Take away places that refuse for very long, and some of those that nothing is left of."""
        refuses = and_(
            _places.suspended_at.is_not(None), _places.refused_since <= now - REFUSING_KEPT_FOR
        )
        after = self._looked_through
        async with self._transactions.behind.reading() as connection:
            query = select(_places.id).where(refuses).limit(_AT_ONCE)
            gone = list(await connection.scalars(query))
            stretch = (
                select(_places.id)
                .where(_places.id > after)
                .order_by(_places.id)
                .limit(_LOOKED_AT_ONCE)
            )
            looked_at = list(await connection.scalars(stretch))
            self._looked_through = looked_at[-1] if len(looked_at) == _LOOKED_AT_ONCE else 0
            empty = select(_places.id).where(
                _places.id > after, _places.id <= (looked_at[-1] if looked_at else 0), _is_empty()
            )
            unused = list(await connection.scalars(empty.limit(_AT_ONCE)))
        if unused:
            async with self._transactions.behind.writing() as connection:
                await _hold(connection)
                still = select(_places.id).where(_places.id.in_(unused), _is_empty())
                unused = list(await connection.scalars(still))
                await _remove_places(connection, unused)
        if gone:
            await self._forget(None, gone, (), now)
        return len(gone) + len(unused)

    async def _sweep_departed(self, now: datetime) -> int:
        departed = schema.departed
        query = select(departed).where(departed.c.left_at <= now - DEPARTED_KEPT_FOR).limit(1)
        async with self._transactions.behind.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return 0
        community = Whose(
            platform=Platform(row.platform),
            id=row.workspace,
            parties=frozenset({Party.COMMUNITY}),
        )
        await self.forget(community, now=now)
        return 1


def fingerprint_of(platform: str, person: str) -> str:
    """Return what stands for a person in the table `forgotten`."""
    return hashlib.sha256(f"{platform}\0{person}".encode()).hexdigest()


def is_forgotten_since(platform: str, person: str, said_at: datetime) -> ColumnElement[bool]:
    """Whether that person wants to be forgotten, with what was said then."""
    mine = schema.forgotten.c
    return exists().where(mine.whom == fingerprint_of(platform, person), mine.at >= said_at)


_talks, _notes = schema.conversation, schema.suggestion


def _is_of(table: FromClause, whose: Whose) -> ColumnElement[bool]:
    """Whether a row of *table*, which names people and places, is of *whose*."""
    columns, conditions = table.c, []
    if Party.PERSON in whose.parties:
        conditions.append(columns.person == whose.id)
    if Party.CHANNEL in whose.parties:
        conditions.append(or_(columns.channel == whose.id, columns.thread == whose.id))
    if Party.COMMUNITY in whose.parties:
        conditions.append(columns.workspace == whose.id)
    here = [columns.platform == whose.platform]
    if whose.workspace:
        here.append(columns.workspace == whose.workspace)
    return and_(*here, or_(false(), *conditions))


def _is_theirs(whose: Whose) -> ColumnElement[bool]:
    return _is_of(schema.destination, whose)


def _is_noted(whose: Whose) -> ColumnElement[bool]:
    return and_(_is_of(_notes, whose), _notes.c.words != "")


def _named(whose: Whose) -> Iterable[tuple[Any, ColumnElement[bool]]]:
    """Yield each column in which a person or a community may be named, and where it is."""
    for column, _ in _NAMES:
        if Party.PERSON in whose.parties:
            yield column, column == whose.identity
    is_same = Party.PERSON in whose.parties and whose.identity == whose.community
    if Party.COMMUNITY in whose.parties and not is_same:
        column = schema.followed.c.community
        yield column, column == whose.community


def _subscribed_by(whose: Whose) -> Select[Any]:
    """Return what finds the subscriptions of others that a person made."""
    made = select(_wishes.id).join_from(schema.subscription, schema.destination)
    if Party.PERSON not in whose.parties:
        return made.where(false())
    here = [_places.platform == whose.platform, _places.person != whose.id]
    if whose.workspace:
        here.append(_places.workspace == whose.workspace)
    return made.where(_wishes.created_by == whose.id, *here)


async def _counted(connection: AsyncConnection, theirs: ColumnElement[bool]) -> Forgotten:
    found = Forgotten()
    for is_person in (True, False):
        places = select(_places.id).where(
            theirs, _places.person != "" if is_person else _places.person == ""
        )
        wishes = await _count(connection, schema.subscription, _wishes.destination_id.in_(places))
        queued = await _count(connection, schema.delivery, _queued.destination_id.in_(places))
        found += Forgotten(
            deliveries=queued, **{"reminders" if is_person else "subscriptions": wishes}
        )
    return found


def _highest(table: Any) -> Any:
    return select(func.max(table.c.id)).scalar_subquery()


async def _count(connection: AsyncConnection, table: Any, where: ColumnElement[bool]) -> int:
    return await connection.scalar(select(func.count()).select_from(table).where(where)) or 0


async def _hold(connection: AsyncConnection) -> None:
    """Let nothing be queued for anybody until the transaction ends."""
    await unqueued_for_change(connection)
    await let_no_batch_be_queued(connection)


async def _forget_places(connection: AsyncConnection, places: Sequence[int]) -> Forgotten:
    """Take places away with all that is of them; return what of that they had."""
    if not places:
        return Forgotten()
    await _hold(connection)
    went = await _counted(connection, _places.id.in_(places))
    await _empty_announcements(connection, schema.announcement.c.only_for.in_(places))
    await connection.execute(delete(schema.subscription).where(_wishes.destination_id.in_(places)))
    # Whoever settles a try may queue what corrects it, until that try is gone.
    while await _remove_deliveries(connection, places):
        pass
    await _forget_posts(connection, places)
    await connection.execute(delete(schema.destination).where(_places.id.in_(places)))
    return went


async def _forget_posts(connection: AsyncConnection, places: Sequence[int]) -> None:
    """Keep in mind no more which posts there are in forums that go."""
    post = forum_post.c
    is_there = exists().where(
        _places.id.in_(places),
        _places.platform == post.platform,
        _places.workspace == post.workspace,
        _places.channel == post.channel,
        _places.thread == "",
    )
    await connection.execute(delete(forum_post).where(is_there))


async def _remove_deliveries(connection: AsyncConnection, places: Sequence[int]) -> int:
    mine = select(_queued.id).where(_queued.destination_id.in_(places))
    digested = schema.digested
    notes = or_(digested.c.delivery_id.in_(mine), digested.c.digest_id.in_(mine))
    await connection.execute(delete(digested).where(notes))
    removed = delete(schema.delivery).where(_queued.destination_id.in_(places))
    return (await connection.execute(removed)).rowcount


async def _remove_places(connection: AsyncConnection, places: Sequence[int]) -> None:
    if places:
        await _empty_announcements(connection, schema.announcement.c.only_for.in_(places))
        await _forget_posts(connection, places)
        await connection.execute(delete(schema.destination).where(_places.id.in_(places)))


def _is_empty() -> ColumnElement[bool]:
    """Whether nothing is told to a place, and nothing known to have been."""
    return and_(
        _places.suspended_at.is_(None),
        ~exists().where(_wishes.destination_id == _places.id),
        ~exists().where(_queued.destination_id == _places.id),
    )


async def _empty_announcements(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Leave nothing of what was told to one place alone but its number, which stays taken."""
    news = schema.announcement
    rows = await connection.execute(select(news.c.id, news.c.created_at).where(which))
    for row in rows.all():
        name = AnnouncementId(f"forgotten:{row.id}")
        nothing = DigestPost(
            id=name, headline="", title="", topic=Topic.PRODUCTION, created_at=row.created_at
        )
        emptied = {"name": name, "payload": announcement_to_json(nothing), "only_for": 0}
        await connection.execute(update(news).where(news.c.id == row.id).values(**emptied))


async def _forget_else(
    connection: AsyncConnection, whose: Whose, subscribed: Sequence[int], now: datetime
) -> Forgotten:
    """Take away what is of no place, and the names in what stays."""
    if Party.PERSON in whose.parties:
        mark = {"whom": fingerprint_of(whose.platform, whose.id), "at": now}
        await connection.execute(
            upsert(connection, schema.forgotten)
            .values(**mark)
            .on_conflict_do_update(index_elements=[schema.forgotten.c.whom], set_=mark)
        )
    if connection.dialect.name == "postgresql":
        # Whoever is writing down what they said, ends before that is looked for.
        for table in (_talks, _notes):
            lock = f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"
            await connection.exec_driver_sql(lock)
    talks = await connection.execute(delete(_talks).where(_is_of(_talks, whose)))
    notes = await _empty_notes(connection, _is_noted(whose), now)
    for table in (schema.answer, schema.audit):
        await connection.execute(delete(table).where(_is_of(table, whose)))
    unnamed = 0
    for column, where in _named(whose):
        instead = dict(_NAMES)[column]
        changed = update(column.table).where(where).values({column.name: instead})
        unnamed += (await connection.execute(changed)).rowcount
    if subscribed:
        made = update(schema.subscription).where(_wishes.id.in_(subscribed))
        unnamed += (await connection.execute(made.values(created_by=""))).rowcount
    if Party.COMMUNITY in whose.parties:
        begun = schema.announcement.c.name.startswith(
            f"suspended:{whose.platform}:{whose.id}:", autoescape=True
        )
        await _empty_announcements(connection, begun)
        for table in (schema.departed, schema.server_admins, scheduled_event, forum_post):
            mine = (table.c.platform == whose.platform, table.c.workspace == whose.id)
            await connection.execute(delete(table).where(*mine))
    return Forgotten(conversations=talks.rowcount, corrections=notes, unnamed=unnamed)


async def _empty_notes(
    connection: AsyncConnection, which: ColumnElement[bool], now: datetime
) -> int:
    """Leave nothing of corrections but their numbers, which stand in proposals."""
    closed = {
        "closed_at": func.coalesce(_notes.c.closed_at, now),
        "closed_by": FORMER_EDITOR,
    }
    nothing = dict.fromkeys(("workspace", "channel", "thread", "person", "words"), "")
    emptied = update(_notes).where(which)
    none = dict.fromkeys(("message", "show", "season"))
    return (await connection.execute(emptied.values(**nothing, **none, **closed))).rowcount
