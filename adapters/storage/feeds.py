"""The feeds that are read, in the database, so that every process sees all of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.audit import keep_act
from adapters.storage.engine import Transactions, upsert
from adapters.storage.feed_codec import (
    feed_fields,
    feed_to_json,
    fetches_from_json,
    fetches_to_json,
)
from adapters.storage.feed_items import (
    add_items,
    forget_keys,
    known_keys,
    settled_items,
    waiting_items,
)
from adapters.storage.schema import feed as table
from bot.ports.feeds import KEPT, MOST_FEEDS, USUAL_LIMITS, Adding, FoundFeed
from content.articles.feed import Feed
from content.articles.fetch_allowance import (
    FetchAllowance,
    FetchLimits,
    GrantedFetches,
    granted_fetches,
)
from content.articles.identity import ItemKeys
from content.articles.items import ItemId, NewsItem
from content.commands.acts import Act, ActKind

_ALL: Final = ""
"""The host under which the fetches of all of them are counted."""
_STORE: Final = (
    update(table)
    .where(table.c.id == bindparam("number"), table.c.revision == bindparam("before"))
    .values(
        paused_at=bindparam("paused"),
        paused_by=bindparam("by"),
        due_at=bindparam("due"),
        payload=bindparam("held"),
        revision=bindparam("before") + 1,
    )
)
_KEEP: Final = (
    update(schema.feed_host)
    .where(schema.feed_host.c.host == bindparam("name"))
    .values(payload=bindparam("new"))
)
_BATCH: Final = 500


class StoredFeeds:
    """The port `Feeds`."""

    def __init__(self, transactions: Transactions, *, at_most: int = MOST_FEEDS) -> None:
        self._transactions = transactions
        self._at_most = at_most

    async def name(self, urls: Collection[str], *, now: datetime) -> None:
        """Read these for the operator; nothing is written where that is so already."""
        query = select(table.c.url).where(table.c.named)
        async with self._transactions.reading() as connection:
            if set(await connection.scalars(query)) == set(urls):
                return
        async with self._transactions.writing() as connection:
            for url in urls:
                await _ensure(connection, url, "", now)
            is_named = table.c.url.in_(list(urls))
            later = {"revision": table.c.revision + 1}
            await connection.execute(
                update(table).where(is_named, ~table.c.named).values(named=True, **later)
            )
            await connection.execute(
                update(table).where(~is_named, table.c.named).values(named=False, **later)
            )

    async def add(self, url: str, *, title: str, by: str, now: datetime) -> tuple[Adding, Feed]:
        """Read *url* from now on; who adds does so one after another, so that the limit holds."""
        async with self._transactions.writing() as connection:
            if not self._transactions.is_sqlite:
                await connection.exec_driver_sql(
                    f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"
                )
            await forget_keys(connection, ~_is_read_at_all(), before=now - KEPT)
            row = await _row_of(connection, table.c.url == url)
            if row is not None and (row.named or row.added) and row.paused_at is None:
                if not row.added:
                    await _change(connection, row.id, added=True, added_by=by)
                    await keep_act(connection, _act(ActKind.FEED_ADDED, _feed(row), by, now))
                return Adding.KNOWN, _feed(row)
            if row is None or not (row.named or row.added):
                count = await connection.scalar(
                    select(func.count()).select_from(table).where(_is_wanted())
                )
                if (count or 0) >= self._at_most:
                    return Adding.TOO_MANY, _fresh(url, title, by, now)
            if row is None:
                await _ensure(connection, url, by, now, title)
            row = await _row_of(connection, table.c.url == url)
            assert row is not None  # noqa: S101 - it was put there in this transaction
            is_new = row.revision == 0 and not row.added
            after = _begun_anew(_feed(row))
            values = {"added_by": by, "paused_at": None, "paused_by": "", "due_at": now}
            await _change(connection, row.id, added=True, payload=feed_to_json(after), **values)
            await keep_act(connection, _act(ActKind.FEED_ADDED, _feed(row), by, now))
            row = await _row_of(connection, table.c.id == row.id)
            assert row is not None  # noqa: S101 - as above
            return (Adding.NEW if is_new else Adding.AGAIN), _feed(row)

    async def take_in(self, found: Sequence[FoundFeed], *, now: datetime) -> int | None:
        """Read these too, all or none."""
        async with self._transactions.writing() as connection:
            if not self._transactions.is_sqlite:
                await connection.exec_driver_sql(
                    f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"
                )
            read = set(await connection.scalars(select(table.c.url).where(_is_wanted())))
            fresh = {one.url: one.title for one in found if one.url not in read}
            if len(read) + len(fresh) > self._at_most:
                return None
            for url, title in fresh.items():
                await _ensure(connection, url, "", now, title)
                row = await _row_of(connection, table.c.url == url)
                assert row is not None  # noqa: S101 - it was put there in this transaction
                anew = _begun_anew(_feed(row))
                values = {"added_by": "", "paused_at": None, "paused_by": "", "due_at": now}
                await _change(connection, row.id, added=True, payload=feed_to_json(anew), **values)
            return len(fresh)

    async def remove(self, number: int, *, by: str, now: datetime) -> bool:
        """Read it no more, but where the operator names it."""
        async with self._transactions.writing() as connection:
            row = await _row_of(connection, table.c.id == number)
            if row is None or not row.added:
                return False
            await _change(connection, number, added=False)
            await keep_act(connection, _act(ActKind.FEED_REMOVED, _feed(row), by, now))
            return not row.named

    async def pause(self, number: int, *, by: str, now: datetime) -> bool:
        """Ask it no more, where it is read and does not pause."""
        is_it = (table.c.id == number, _is_wanted(), table.c.paused_at.is_(None))
        async with self._transactions.writing() as connection:
            paused = await connection.execute(
                update(table)
                .where(*is_it)
                .values(paused_at=now, paused_by=by, revision=table.c.revision + 1)
            )
            row = await _row_of(connection, table.c.id == number) if paused.rowcount else None
            if row is not None:
                await keep_act(connection, _act(ActKind.FEED_PAUSED, _feed(row), by, now))
            return row is not None

    async def resume(self, number: int, *, by: str, now: datetime) -> bool:
        """Ask it again, as if it had never failed."""
        async with self._transactions.writing() as connection:
            row = await _row_of(connection, table.c.id == number)
            if row is None or row.paused_at is None:
                return False
            after = _begun_anew(_feed(row))
            values = {"paused_at": None, "paused_by": "", "due_at": now}
            await _change(connection, number, payload=feed_to_json(after), **values)
            await keep_act(connection, _act(ActKind.FEED_RESUMED, _feed(row), by, now))
            return True

    async def every(self) -> Sequence[Feed]:
        """Return all that are read."""
        query = select(table).where(_is_wanted()).order_by(table.c.id)
        async with self._transactions.reading() as connection:
            return [_feed(row) for row in await connection.execute(query)]

    async def due(self, *, now: datetime, limit: int) -> Sequence[Feed]:
        """Return what is to be asked by *now*."""
        is_due = (table.c.due_at <= now, table.c.paused_at.is_(None), _is_wanted())
        query = select(table).where(*is_due).order_by(table.c.due_at, table.c.id)
        async with self._transactions.reading() as connection:
            rows = await connection.execute(query.limit(max(0, limit)))
            return [_feed(row) for row in rows]

    async def hasten_all(self, *, now: datetime) -> int:
        """Let all be due."""
        later = (table.c.due_at > now, table.c.paused_at.is_(None), _is_wanted())
        hastened = update(table).where(*later)
        async with self._transactions.writing() as connection:
            done = await connection.execute(
                hastened.values(due_at=now, revision=table.c.revision + 1)
            )
            return done.rowcount

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        """Return which were seen."""
        async with self._transactions.reading() as connection:
            return frozenset(await known_keys(connection, keys))

    async def store(
        self, after: Feed, *, seen: Sequence[ItemKeys] = (), new: Sequence[NewsItem] = ()
    ) -> bool:
        """Store all of it; the feed's row is held from its first change to the end."""
        async with self._transactions.behind.writing() as connection:
            stays = await _where_it_goes(connection, after)
            mine = (table.c.id == after.number, table.c.revision == after.revision)
            stored = await connection.execute(
                update(table)
                .where(*mine)
                .values(
                    url=stays.url,
                    paused_at=stays.paused_at,
                    paused_by=stays.paused_by,
                    due_at=stays.due_at,
                    revision=after.revision + 1,
                    payload=feed_to_json(stays),
                )
            )
            if not stored.rowcount:
                return False
            if seen and after.parsed_at is not None:
                await add_items(connection, after.number, seen, new, now=after.parsed_at)
                old = schema.feed_item_key.c.feed_id == after.number
                await forget_keys(connection, old, before=after.parsed_at - KEPT)
            return True

    async def store_all(self, after: Sequence[Feed]) -> None:
        """Store them in one transaction, always in the same order."""
        if not after:
            return
        values = [
            {
                "number": feed.number,
                "before": feed.revision,
                "paused": feed.paused_at,
                "by": feed.paused_by,
                "due": feed.due_at,
                "held": feed_to_json(feed),
            }
            for feed in sorted(after, key=lambda one: one.number)
        ]
        async with self._transactions.behind.writing() as connection:
            await connection.execute(_STORE, values)

    async def take_fetches(
        self, wished: Mapping[str, int], *, now: datetime, limits: FetchLimits = USUAL_LIMITS
    ) -> Mapping[str, GrantedFetches]:
        """Take them of the hosts and of all; who takes any does so after another."""
        if not wished:
            return {}
        async with self._transactions.behind.writing() as connection:
            ours = (await _held(connection, [_ALL]))[_ALL]
            held = await _held(connection, wished)
            granted: dict[str, GrantedFetches] = {}
            for host, count in wished.items():
                one = granted[host] = granted_fetches(count, held[host], ours, limits, now)
                held[host] = held[host].taken(one.count, now)
                ours = ours.taken(one.count, now)
            await _keep(connection, {**held, _ALL: ours})
            return granted

    async def pause_host(self, host: str, *, until: datetime, why: str) -> None:
        """Let nobody ask it before then."""
        async with self._transactions.writing() as connection:
            before = (await _held(connection, [host]))[host]
            await _keep(connection, {host: before.paused(until, why)})

    async def waiting(self, *, limit: int) -> Sequence[NewsItem]:
        """Return the oldest of what waits."""
        async with self._transactions.reading() as connection:
            return await waiting_items(connection, limit=limit)

    async def settle(self, items: Collection[ItemId], *, now: datetime) -> int:
        """Hold that these were taken."""
        async with self._transactions.writing() as connection:
            return len(await settled_items(connection, items, now=now))


def _is_wanted() -> ColumnElement[bool]:
    return or_(table.c.named, table.c.added)


def _is_read_at_all() -> ColumnElement[bool]:
    keys = schema.feed_item_key
    return keys.c.feed_id.in_(select(table.c.id).where(_is_wanted()))


def _begun_anew(feed: Feed) -> Feed:
    """Return it as if it had never failed."""
    return replace(feed, failing_since=None, failures=0, reason="", waits_for="", told=frozenset())


def _fresh(url: str, title: str, by: str, now: datetime) -> Feed:
    return Feed(number=0, url=url, title=title, added_by=by, added_at=now, due_at=now)


def _act(kind: ActKind, feed: Feed, by: str, now: datetime) -> Act:
    return Act(kind=kind, by=by, at=now, detail=feed.place)


async def _ensure(
    connection: AsyncConnection, url: str, by: str, now: datetime, title: str = ""
) -> None:
    """Let it have a row, which nobody wants yet."""
    feed = _fresh(url, title, by, now)
    row = {
        "url": url,
        "named": False,
        "added": False,
        "added_by": by,
        "added_at": now,
        "paused_by": "",
        "due_at": now,
        "revision": 0,
        "payload": feed_to_json(feed),
    }
    await connection.execute(upsert(connection, table).values(row).on_conflict_do_nothing())


async def _row_of(connection: AsyncConnection, which: ColumnElement[bool]) -> Row[Any] | None:
    return (await connection.execute(select(table).where(which).with_for_update())).one_or_none()


async def _change(connection: AsyncConnection, number: int, **values: Any) -> None:
    values["revision"] = table.c.revision + 1
    await connection.execute(update(table).where(table.c.id == number).values(**values))


async def _where_it_goes(connection: AsyncConnection, after: Feed) -> Feed:
    """Return it as it can be stored: at the address of another one that is read, it pauses."""
    others = (table.c.url == after.url, table.c.id != after.number)
    other = (await connection.execute(select(table).where(*others))).one_or_none()
    if other is None:
        return after
    if not (other.named or other.added):
        await connection.execute(delete(table).where(table.c.id == other.id))
        return after
    own = await connection.scalar(select(table.c.url).where(table.c.id == after.number))
    reason = f"it has moved to where feed {other.id} is, which is read already"
    return replace(
        after, url=own or after.url, paused_at=after.asked_at, paused_by="", reason=reason
    )


async def _held(connection: AsyncConnection, hosts: Iterable[str]) -> dict[str, FetchAllowance]:
    """Return how they stand, and let nobody else have them until the transaction ends."""
    table, wanted = schema.feed_host, sorted(hosts)
    fresh = fetches_to_json(FetchAllowance())
    adding = upsert(connection, table).on_conflict_do_nothing()
    await connection.execute(adding, [{"host": host, "payload": fresh} for host in wanted])
    found: dict[str, FetchAllowance] = {}
    for start in range(0, len(wanted), _BATCH):
        mine = table.c.host.in_(wanted[start : start + _BATCH])
        query = select(table).where(mine).order_by(table.c.host).with_for_update()
        for row in await connection.execute(query):
            found[row.host] = fetches_from_json(row.payload)
    return found


async def _keep(connection: AsyncConnection, held: Mapping[str, FetchAllowance]) -> None:
    rows = [{"name": host, "new": fetches_to_json(one)} for host, one in sorted(held.items())]
    await connection.execute(_KEEP, rows)


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        number=row.id,
        url=row.url,
        added_by=row.added_by,
        added_at=row.added_at,
        paused_at=row.paused_at,
        paused_by=row.paused_by,
        due_at=row.due_at,
        revision=row.revision,
        **feed_fields(row.payload),
    )
