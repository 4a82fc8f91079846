"""One piece of news for everybody, queued in batches while people go on asking and subscribing."""

import asyncio
import gc
import itertools
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from adapters.discord.traits import DISCORD
from adapters.sources.toml import TomlSource
from adapters.storage.claims import StoredJournal
from adapters.storage.database import Database
from adapters.storage.deliveries import AT_MOST
from adapters.storage.engine import Transactions
from adapters.storage.fan_out import AT_A_TIME
from adapters.storage.schema import Moment
from benchmarks.subscribed import on_postgres, subscribed
from benchmarks.table import Figure, median_and_p99, resident_mb
from bot.ports.errors import StorageError
from bot.ports.platforms import Asked, Speaker
from bot.runtime.knowledge import Catalogues
from bot.runtime.write_behind import WriteBehindConversations
from bot.verbs.answer import answer
from bot.verbs.fan_out import fan_out
from bot.verbs.fetch import fetch
from content.show_files.folders import shipped_shows
from fakes.claims import claim
from fakes.storage import record
from fakes.tellings import channel, subscription, telling

MOST = 1_000_000
_EVERY_S = 0.03
_LOOKS_S = 0.002
_PAUSE_S = 0.005
_BARE_EVERY = 5
"""Batches of ours to one of bare rows."""
_SAMPLES = 500
"""Questions and commands in each phase, at least."""
_QUESTIONS = (
    "when does jessica jones season 2 come out?",
    "who plays luke cage",
    "is the defenders filming",
)
_BARE = """\
INSERT INTO delivery (announcement_id, destination_id, subscription_id, revises, platform, turn,
                      state, due_at, attempts, is_plain, updated_at)
SELECT news.id, place.id, wish.id, 0, place.platform, 1, 'waiting', :now, 0, false, :now
FROM announcement AS news JOIN subscription AS wish ON wish.show = 'jessica-jones'
JOIN destination AS place ON place.id = wish.destination_id
WHERE news.name = :name AND place.id > :after AND place.id <= :until
"""


class _Clock:
    """The real one."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds_within(self, wall_s: float) -> float:
        return wall_s


@dataclass
class _People:
    """Somebody who asks, and somebody who subscribes, all the time, as a platform lets them."""

    database: Database
    knowledge: Catalogues
    asked_ms: list[float] = field(default_factory=list)
    subscribed_ms: list[float] = field(default_factory=list)
    failed: int = 0
    came_often: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once there are samples enough."""

    async def go_on(self) -> None:
        talk = WriteBehindConversations(self.database.conversations)
        for number in itertools.count():
            place = channel(f"newcomer-{id(self)}-{number}")
            asked = Asked(
                words=_QUESTIONS[number % len(_QUESTIONS)],
                speaker=Speaker(destination=place, person="a-fan"),
            )
            question = partial(
                answer, asked, clock=_Clock(), knowledge=self.knowledge, conversations=talk
            )
            command = partial(self.database.subscriptions.subscribe, subscription(place))
            await asyncio.gather(
                self._timed(self.asked_ms, question),
                self._timed(self.subscribed_ms, command),
                asyncio.sleep(_EVERY_S),
            )
            if number >= _SAMPLES:
                self.came_often.set()

    async def _timed(self, found: list[float], work: Callable[[], Awaitable[object]]) -> None:
        began = time.perf_counter()
        try:
            await work()
        except StorageError:
            self.failed += 1
        found.append((time.perf_counter() - began) * 1000)


@dataclass
class _Loop:
    """How long the event loop let nobody else have a turn."""

    longest_ms: float = 0.0
    longest_cpu_ms: float = 0.0
    """Without what other threads and programs took meanwhile."""

    async def watch(self) -> None:
        while True:
            began, began_cpu = time.perf_counter(), time.thread_time()
            await asyncio.sleep(_LOOKS_S)
            lasted_ms = (time.perf_counter() - began - _LOOKS_S) * 1000
            self.longest_ms = max(self.longest_ms, lasted_ms)
            cpu_ms = (time.thread_time() - began_cpu) * 1000
            self.longest_cpu_ms = max(self.longest_cpu_ms, min(cpu_ms, lasted_ms))


@dataclass
class _Timed:
    """Transactions that tell how long each that writes held what it held."""

    inner: Transactions
    seconds: list[float] = field(default_factory=list)

    @property
    def behind(self) -> "_Timed":
        return self

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self.inner.reading()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with self.inner.writing() as connection:
            began = time.perf_counter()
            yield connection
        self.seconds.append(time.perf_counter() - began)

    async def notify(self, connection: AsyncConnection) -> None:
        await self.inner.notify(connection)


@asynccontextmanager
async def _beside(*works: Awaitable[object]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def measure(count: int = MOST) -> AsyncIterator[Figure]:
    """Yield what it costs to record one claim that *count* want, on either database."""
    source = TomlSource([shipped_shows()])
    known = Catalogues([source.name])
    await fetch(source, knowledge=known)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'many.db'}"
        async with subscribed(url, count) as database:
            async for figure in _recorded(database, known, count, "SQLite"):
                yield figure
    async with on_postgres() as url, subscribed(url, count) as database:
        async with database._transactions.writing() as connection:
            await connection.execute(text("ANALYZE"))
        async for figure in _recorded(database, known, count, "PostgreSQL"):
            yield figure


async def _recorded(
    database: Database, known: Catalogues, count: int, where: str
) -> AsyncIterator[Figure]:
    idle = _People(database, known)
    async with _beside(idle.go_on()):
        await idle.came_often.wait()
    await record(database, telling("bare", show="no-show"), until=datetime.now(UTC))
    # A process that runs has queued and leased before, and so has made its statements: 25 ms.
    await database.subscriptions.subscribe(subscription(channel("of-another-show"), show="loki"))
    told = telling("of-another-show", show="loki", created_at=datetime.now(UTC))
    await record(database, told, until=datetime.now(UTC))
    assert await database.outbox.lease([DISCORD.id], limit=150, now=datetime.now(UTC), lease_s=60)
    bare_at_once_s = await _bare(database, 0, 10 * count, keep=False)
    await _tidy(database)
    gc.collect()
    before = resident_mb()
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
    batch_loop = _Loop()
    async with _beside(batch_loop.watch()):
        batches_s, bare_s = await _batches(database)
    peak = resident_mb()
    lease_loop = _Loop()
    async with _beside(lease_loop.watch()):
        for _ in range(3):
            now = datetime.now(UTC)
            taken = await database.outbox.lease([DISCORD.id], limit=AT_MOST, now=now, lease_s=60)
            assert count < 10 * AT_MOST or len(taken) == AT_MOST
    people, busy_s, beside = _People(database, known), [], _Timed(database._transactions.behind)
    async with _beside(people.go_on()):
        for number in itertools.count():
            now, began = datetime.now(UTC), time.perf_counter()
            told = telling(f"beside-people-{number}", created_at=now)
            assert await record(database, told, until=now)
            while await fan_out(clock=_Clock(), journal=StoredJournal(beside)):
                pass
            busy_s.append(time.perf_counter() - began)
            if people.came_often.is_set():
                break
    name = f"recording a claim that {count:,} want, {where}"
    yield Figure(
        f"{name}: the recording",
        recorded_s * 1000,
        "ms",
        against=f"one bare statement for all: {bare_at_once_s:.2f} s",
    )
    yield Figure(
        "  until the first can be leased, of that bare statement",
        first_s / bare_at_once_s * 100,
        "%",
        # However few there are, a transaction and a lease take their milliseconds.
        limit=1 if count >= MOST else None,
        against=f"{first_s * 1000:.0f} ms, {bare_at_once_s / first_s:.0f} times sooner",
    )
    bare = statistics.median(bare_s)
    yield Figure(
        "  the median batch, of a bare commit of its rows",
        statistics.median(batches_s) / bare,
        "times",
        limit=5,
        against=f"{bare * 1000:.1f} ms bare; ours {statistics.median(batches_s) * 1000:.1f} ms, "
        f"the longest {max(batches_s) * 1000:.0f} ms",
    )
    yield Figure("  until all are queued, people beside it", busy_s[0], "s")
    yield Figure("  memory after it, more than before", peak - before, "MB")
    for what, loop in (("batches", batch_loop), (f"leases of {AT_MOST:,}", lease_loop)):
        yield Figure(
            f"  longest in which nobody else had a turn, {what}",
            loop.longest_cpu_ms,
            "ms",
            limit=50,
            against=f"{loop.longest_ms:.0f} ms with all that other programs took",
        )
    slowest_ms = max(beside.seconds) * 1000
    (_, idle_asked), (_, idle_told) = map(median_and_p99, (idle.asked_ms, idle.subscribed_ms))
    for what, times, usual, limit in (
        ("questions", people.asked_ms, idle.asked_ms, 3 * idle_asked),
        ("updates subscribe", people.subscribed_ms, idle.subscribed_ms, idle_told + 2 * slowest_ms),
    ):
        median, p99 = median_and_p99(times)
        was = "{:.0f} and {:.0f} ms".format(*median_and_p99(usual))
        yield Figure(
            f"  {len(times)} {what} meanwhile, 99th percentile",
            p99,
            "ms",
            limit=limit,
            against=f"median {median:.0f}, longest {max(times):.0f} ms; idle: {was}; "
            f"longest batch {slowest_ms:.0f} ms",
        )
    yield Figure("  of these failed", people.failed + idle.failed, "", limit=0)


async def _tidy(database: Database) -> None:
    """Take away what was rolled back, which PostgreSQL keeps until then, and no program has."""
    if not database._transactions.is_sqlite:
        bare = database._transactions._bare.execution_options(isolation_level="AUTOCOMMIT")
        async with bare.connect() as connection:
            await connection.exec_driver_sql("VACUUM ANALYZE")


async def _batches(database: Database) -> tuple[list[float], list[float]]:
    """Queue all that is left, as the job does; return the seconds of each batch.

    And those of as many rows, bare, now and then in between: both meet the same machine.
    """
    found: list[float] = []
    bare: list[float] = []
    is_left = True
    while is_left:
        began = time.perf_counter()
        is_left = await database.journal.fan_out(now=datetime.now(UTC))
        found.append(time.perf_counter() - began)
        await asyncio.sleep(_PAUSE_S)
        if len(found) % _BARE_EVERY == 0 or not bare:
            after = len(bare) * AT_A_TIME
            bare.append(await _bare(database, after, after + AT_A_TIME, keep=True))
    return found, bare


async def _bare(database: Database, after: int, until: int, *, keep: bool) -> float:
    """Return the seconds of one statement that queues for all whose number is in that range."""
    values = {"now": datetime.now(UTC), "name": "bare", "after": after, "until": until}
    statement = text(_BARE).bindparams(bindparam("now", type_=Moment))
    # An engine of its own: no limit of time, and on PostgreSQL no setting of ours.
    engine = create_async_engine(database._transactions.url)
    async with engine.connect() as connection:
        if database._transactions.is_sqlite:
            for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
                await connection.exec_driver_sql(f"PRAGMA {pragma}")
            await connection.commit()
        await connection.execute(text("SELECT 1"))
        began = time.perf_counter()
        await connection.execute(statement, values)
        if keep:
            await connection.commit()
        seconds = time.perf_counter() - began
        if not keep:
            await connection.rollback()
    await engine.dispose()
    return seconds
