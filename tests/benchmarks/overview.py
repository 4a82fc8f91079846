"""What a look at how the work stands costs, with a million subscriptions beside ten thousand."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from sqlalchemy import text

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from benchmarks.engine import on_postgres, on_sqlite
from benchmarks.table import Figure, median_and_p99, progress
from fakes.postgres import SERVER
from fakes.storage import record
from fakes.tellings import NOON, channel, subscription, telling

FEW, MOST = 10_000, 1_000_000
_AT_ONCE = 50_000
_LOOKS, _WARM_UP = 100, 5
_DESTINATIONS = """\
WITH RECURSIVE n(i) AS (
  SELECT CAST(:first AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end
)
INSERT INTO destination (platform, workspace, channel, thread, person, probes)
SELECT 'discord', 'guild-' || (i / 20), 'channel-' || i, '', '', 0 FROM n
"""
_SUBSCRIPTIONS = """\
INSERT INTO subscription (destination_id, show, topics, lowest_stance, lowest_sureness, steps, zone,
                          hour, digest, rhythm, mentions, silent, created_by, created_at)
SELECT place.id, wish.show, wish.topics, wish.lowest_stance, wish.lowest_sureness, wish.steps,
       wish.zone, wish.hour, wish.digest, wish.rhythm, wish.mentions, wish.silent,
       wish.created_by, wish.created_at
FROM destination AS place JOIN subscription AS wish ON wish.id = 1 WHERE place.id > :known
"""
_DELIVERIES = """\
INSERT INTO delivery (announcement_id, destination_id, subscription_id, revises, platform, turn,
                      state, due_at, attempts, is_plain, updated_at)
SELECT told.announcement_id, place.id, 1, 0, 'discord', 1, 'waiting', told.due_at, 0, told.is_plain,
       told.updated_at
FROM destination AS place JOIN delivery AS told ON told.id = 1 WHERE place.id > :known
"""
_SUSPENDED = """\
UPDATE destination SET suspended_at = (SELECT updated_at FROM delivery WHERE id = 1),
       suspended_reason = '' WHERE id > :first AND id <= :end
"""


async def measure(most: int = MOST) -> AsyncIterator[Figure]:
    """Yield what a look costs with *most* subscriptions and open deliveries, beside few of them."""
    for kind, opened in (("SQLite", on_sqlite), ("PostgreSQL", on_postgres)):
        async with opened() as small, opened() as big:
            if small is None or big is None:
                print(f"    no PostgreSQL answers at {SERVER!r}: left out", flush=True)
                continue
            await _fill(small, FEW)
            seconds = await _fill(big, most)
            few_ms, most_ms = await _looks(small, big)
            counted_few_ms, counted_most_ms = await _counted(small), await _counted(big)
            found = await big.backlog.read([DISCORD.id, SLACK.id], now=datetime.now(UTC))
            assert (found.subscriptions, found.open) == (most, {DISCORD.id: most})
            yield Figure(f"a look with {FEW:,} subscriptions, {kind}, median", few_ms, "ms")
            yield Figure(
                f"  with {most:,}",
                most_ms / few_ms,
                "times",
                limit=2,
                against=f"{most_ms:.2f} ms; counted anew {counted_most_ms:.0f} ms, "
                f"{counted_most_ms / counted_few_ms:.0f} times as much as with few",
            )
            for database, count in ((small, FEW), (big, most)):
                await _suspend(database, count)
            few_ms, most_ms = await _looks(small, big)
            name = "  the same where all but one channel refuse, and stand as due"
            yield Figure(name, most_ms / few_ms, "times", limit=2, against=f"{most_ms:.2f} ms")
            yield Figure("  queueing those deliveries in bare statements", seconds, "s")


async def _fill(database: Database, count: int) -> float:
    """Let there be *count* subscriptions, and as many deliveries that are due.

    Return the seconds in which those were queued.
    """
    await database.subscriptions.subscribe(subscription(channel("the-first")))
    assert await record(database, telling(created_at=NOON), until=NOON)
    seconds = 0.0
    with progress(f"{count:,} subscriptions", count) as shown:
        for first in range(1, count, _AT_ONCE):
            batch = {"first": first, "end": min(first + _AT_ONCE, count)}
            async with database._transactions.writing() as connection:
                newest = await connection.scalar(text("SELECT max(id) FROM destination"))
                await connection.execute(text(_DESTINATIONS), batch)
                await connection.execute(text(_SUBSCRIPTIONS), {"known": newest})
            began = time.perf_counter()
            async with database._transactions.writing() as connection:
                await connection.execute(text(_DELIVERIES), {"known": newest})
            seconds += time.perf_counter() - began
            shown(batch["end"])
    await _tidy(database)
    return seconds


async def _suspend(database: Database, count: int) -> None:
    """Let all but the first channel refuse, as if what is open stood as it did."""
    for first in range(1, count, _AT_ONCE):
        batch = {"first": first, "end": first + _AT_ONCE}
        async with database._transactions.writing() as connection:
            await connection.execute(text(_SUSPENDED), batch)
    await _tidy(database)


async def _tidy(database: Database) -> None:
    """Do what a database does by itself while nobody writes."""
    if database._transactions.is_sqlite:
        async with database._transactions._bare.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    async with database._transactions.engine.connect() as connection:
        bare = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await bare.execute(text("VACUUM ANALYZE"))


async def _looks(*databases: Database) -> list[float]:
    """Return the median, in ms, of how long a look takes at each.

    In turns, so that whatever else the machine does is the same for all.
    """
    found: list[list[float]] = [[] for _ in databases]
    for _ in range(_WARM_UP + _LOOKS):
        for database, times in zip(databases, found, strict=True):
            began = time.perf_counter()
            await database.backlog.read([DISCORD.id, SLACK.id], now=datetime.now(UTC))
            times.append(1000 * (time.perf_counter() - began))
    return [median_and_p99(times[_WARM_UP:])[0] for times in found]


async def _counted(database: Database) -> float:
    """Return the ms that counting the subscriptions and what is open takes."""
    began = time.perf_counter()
    async with database._transactions.reading() as connection:
        await connection.scalar(text("SELECT count(*) FROM subscription"))
        is_open = "state IN ('waiting', 'sending', 'unknown')"
        await connection.scalar(text(f"SELECT count(*) FROM delivery WHERE {is_open}"))  # noqa: S608 - our own words
    return 1000 * (time.perf_counter() - began)
