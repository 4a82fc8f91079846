"""One piece of news for everybody, queued in batches while people go on asking and subscribing."""

import asyncio
import gc
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import text

from adapters.discord.traits import DISCORD
from adapters.storage.announcements import announce
from adapters.storage.database import Database
from adapters.storage.fan_out import AT_A_TIME, queue_batch
from benchmarks.table import Figure, median_and_p99, resident_mb
from bot.ports.errors import StorageError
from bot.ports.platforms import Speaker
from content.understanding.question import Conversation
from fakes.claims import claim
from fakes.storage import record
from fakes.tellings import channel, subscription, telling

_EVERY_S = 0.05
_IDLE_S = 3.0
_BARE = """\
INSERT INTO delivery (announcement_id, destination_id, subscription_id, revises, platform, turn,
                      state, due_at, attempts, is_plain, updated_at)
SELECT news.id, place.id, wish.id, 0, place.platform, 1, 'waiting', :now, 0, false, :now
FROM announcement AS news JOIN subscription AS wish ON wish.show = 'jessica-jones'
JOIN destination AS place ON place.id = wish.destination_id
WHERE news.name = :name AND place.id > :after AND place.id <= :until
"""


@dataclass
class _People:
    """Somebody who asks, and somebody who subscribes and leaves again, all the time."""

    database: Database
    asked_ms: list[float] = field(default_factory=list)
    subscribed_ms: list[float] = field(default_factory=list)
    failed: int = 0

    async def go_on(self) -> None:
        number = 0
        while True:
            number += 1
            place = channel(f"newcomer-{number}")
            speaker = Speaker(destination=place, person="a-fan")
            await asyncio.gather(
                self._timed(
                    self.asked_ms,
                    self.database.conversations.remember(
                        speaker, Conversation(), now=datetime.now(UTC)
                    ),
                ),
                self._timed(
                    self.subscribed_ms, self.database.subscriptions.subscribe(subscription(place))
                ),
                asyncio.sleep(_EVERY_S),
            )

    async def _timed(self, found: list[float], work) -> None:
        began = time.perf_counter()
        try:
            await work
        except StorageError:
            self.failed += 1
        found.append((time.perf_counter() - began) * 1000)


@asynccontextmanager
async def _people(database: Database) -> AsyncIterator[_People]:
    people = _People(database)
    task = asyncio.create_task(people.go_on())
    try:
        yield people
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def queued_in_batches(database: Database, count: int) -> AsyncIterator[Figure]:
    """Yield what it costs to record one claim that *count* want, beside bare statements."""
    async with _people(database) as idle:
        await asyncio.sleep(_IDLE_S)
    await record(database, telling("bare", show="no-show"), until=datetime.now(UTC))
    bare_at_once_s = await _bare(database, 0, 10 * count, keep=False)
    at_once_s = await _at_once(database, count)
    begins = range(0, min(20 * AT_A_TIME, count), AT_A_TIME)
    bare_s = [await _bare(database, one, one + AT_A_TIME, keep=True) for one in begins]
    async with database._transactions.writing() as connection:
        await connection.execute(text("DELETE FROM delivery"))
    gc.collect()
    before, peak = resident_mb(), resident_mb()
    now, began = datetime.now(UTC), time.perf_counter()
    assert await record(
        database,
        telling("alone", created_at=now),
        claims=[claim()],
        shows=["jessica-jones"],
        until=now,
    )
    recorded_s = time.perf_counter() - began
    assert await database.outbox.lease([DISCORD.id], limit=150, now=now, lease_s=60)
    first_s = time.perf_counter() - began
    batches_s = await _fan_out(database)
    peak = max(peak, resident_mb())
    async with _people(database) as people:
        now, began = datetime.now(UTC), time.perf_counter()
        assert await record(database, telling("beside-people", created_at=now), until=now)
        await _fan_out(database)
        whole_s = time.perf_counter() - began
    name = f"recording a claim that {count:,} want, SQLite"
    share = first_s / at_once_s
    yield Figure(
        f"{name}: the recording itself",
        recorded_s,
        "s",
        against=f"for all at once: {at_once_s:.2f} s, one bare statement {bare_at_once_s:.2f} s",
    )
    yield Figure(
        "  until the first can be leased, of the time for all at once",
        share * 100,
        "%",
        # However few there are, a transaction and a lease take their milliseconds.
        limit=1 if count >= 1_000_000 else None,
        against=f"{first_s * 1000:.0f} ms, {1 / share:.0f} times sooner",
    )
    bare = statistics.median(bare_s)
    yield Figure(
        "  the median batch, of a bare statement of its rows",
        statistics.median(batches_s) / bare,
        "times",
        limit=12,  # a dozen statements stand around it, however few rows there are
        against=f"{bare * 1000:.0f} ms bare; the longest {max(batches_s) * 1000:.0f} ms",
    )
    yield Figure("  until all are queued, people beside it", whole_s, "s")
    yield Figure("  memory at its peak meanwhile, more than before", peak - before, "MB")
    for what, times, usual in (
        ("conversations", people.asked_ms, idle.asked_ms),
        ("subscriptions", people.subscribed_ms, idle.subscribed_ms),
    ):
        median, p99 = median_and_p99(times)
        was = "{:.0f} and {:.0f} ms".format(*median_and_p99(usual))
        yield Figure(
            f"  {len(times)} {what} meanwhile, 99th percentile",
            p99,
            "ms",
            against=f"median {median:.0f}, longest {max(times):.0f} ms; idle: {was}",
        )
    yield Figure("  of these failed", people.failed, "", limit=0)


async def _fan_out(database: Database) -> list[float]:
    """Queue all that is left as the job does; return the seconds of each batch."""
    batches_s, is_left = [], True
    while is_left:
        began = time.perf_counter()
        is_left = await database.journal.fan_out(now=datetime.now(UTC))
        batches_s.append(time.perf_counter() - began)
        await asyncio.sleep(0.005)
    return batches_s


async def _at_once(database: Database, count: int) -> float:
    """Return the seconds in which one batch queues for all, as it was done before; undo it."""
    now = datetime.now(UTC)
    connection = await database._transactions.engine.connect()
    await announce(connection, [telling("at-once", created_at=now)], now)
    began = time.perf_counter()
    await queue_batch(connection, now, 2 * count)
    seconds = time.perf_counter() - began
    await connection.rollback()
    await connection.close()
    return seconds


async def _bare(database: Database, after: int, until: int, *, keep: bool) -> float:
    """Return the seconds of one statement that queues for all whose number is in that range."""
    values = {"now": "2018-01-10 12:00:00", "name": "bare", "after": after, "until": until}
    connection = await database._transactions.engine.connect()
    began = time.perf_counter()
    await connection.execute(text(_BARE), values)
    if keep:
        await connection.commit()
    seconds = time.perf_counter() - began
    if not keep:
        await connection.rollback()
    await connection.close()
    return seconds
