"""Items of feeds in the database: by what they are known, and which of them wait to be taken."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.engine import upsert
from adapters.storage.feed_codec import news_item_from_json, news_item_to_json
from adapters.storage.schema import feed_item as items_table
from adapters.storage.schema import feed_item_key as table
from bot.ports.feeds import KEPT
from content.articles.identity import ItemKeys
from content.articles.items import ItemId, NewsItem

_BATCH: Final = 500
_FRESH: Final = timedelta(days=7)
"""When a key was last seen is written down so seldom."""


async def known_keys(connection: AsyncConnection, keys: Collection[str]) -> Mapping[str, datetime]:
    """Return when each of those *keys* that were seen was seen last."""
    asked, found = sorted(keys), dict[str, datetime]()
    for start in range(0, len(asked), _BATCH):
        query = select(table.c.key, table.c.seen_at)
        query = query.where(table.c.key.in_(asked[start : start + _BATCH]))
        found |= {row.key: row.seen_at for row in await connection.execute(query)}
    return found


async def add_items(
    connection: AsyncConnection,
    feed: int,
    seen: Sequence[ItemKeys],
    new: Sequence[NewsItem],
    *,
    now: datetime,
) -> None:
    """Hold all that was *seen*, and let wait what is *new* and nobody else brought meanwhile."""
    if new and connection.dialect.name == "postgresql":
        # Nobody else adds any until the transaction ends, so that no item is new twice.
        await connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
    keys = dict.fromkeys(key for one in seen for key in (*one.keys, one.by_title))
    known = await known_keys(connection, keys)
    by_item = {one.item: one for one in seen}
    rows = [
        {
            "name": item.id,
            "feed_id": feed,
            "payload": news_item_to_json(item),
            "first_seen": item.first_seen,
        }
        for item in new
        if known.keys().isdisjoint(by_item[item.id].keys)
    ]
    if rows:
        adding = upsert(connection, items_table).on_conflict_do_nothing()
        await connection.execute(adding, rows)
    fresh = [
        {"key": key, "feed_id": feed, "first_seen": now, "seen_at": now}
        for key in keys
        if key not in known
    ]
    if fresh:
        await connection.execute(upsert(connection, table).on_conflict_do_nothing(), fresh)
    old = [key for key, seen_at in known.items() if seen_at <= now - _FRESH]
    for start in range(0, len(old), _BATCH):
        theirs = table.c.key.in_(old[start : start + _BATCH])
        await connection.execute(update(table).where(theirs).values(seen_at=now))


async def forget_keys(
    connection: AsyncConnection, which: ColumnElement[bool], *, before: datetime
) -> None:
    """Let go of those that no feed has had since *before*."""
    await connection.execute(delete(table).where(which, table.c.seen_at < before))


async def waiting_items(connection: AsyncConnection, *, limit: int) -> Sequence[NewsItem]:
    """Return the oldest of what nobody took yet."""
    query = (
        select(items_table)
        .where(items_table.c.taken_at.is_(None))
        .order_by(items_table.c.id)
        .limit(max(0, limit))
    )
    return [
        news_item_from_json(row.name, row.payload, row.first_seen)
        for row in await connection.execute(query)
    ]


async def settled_items(
    connection: AsyncConnection, items: Collection[ItemId], *, now: datetime
) -> frozenset[ItemId]:
    """Hold that these were taken, and return those that were not before.

    Whoever makes something of an item may do this in its own transaction, and make it of those
    that come back alone: then each is made once, whoever crashes.
    """
    wanted, settled = sorted(items), set[ItemId]()
    for start in range(0, len(wanted), _BATCH):
        is_one = items_table.c.name.in_(wanted[start : start + _BATCH])
        waits = is_one & items_table.c.taken_at.is_(None)
        query = select(items_table.c.name).where(waits).order_by(items_table.c.id)
        settled |= set(map(ItemId, await connection.scalars(query.with_for_update())))
        taking = update(items_table).where(waits).values(taken_at=now, payload=None)
        await connection.execute(taking)
    await connection.execute(delete(items_table).where(items_table.c.taken_at < now - KEPT))
    return frozenset(settled)
