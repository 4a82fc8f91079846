"""Sixty days on each of which as much is told, of which the last seven are kept; both databases."""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import bindparam, text

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from adapters.storage.engine import file_of
from adapters.storage.schema import Moment
from benchmarks.subscribed import on_postgres
from benchmarks.table import Figure, median_and_p99, progress
from bot.verbs.make_digests import make_digests
from bot.verbs.prune import prune
from content.announcements.broadcast import Broadcast
from content.facts.kinds import Kind
from fakes.storage import record
from fakes.tellings import channel, step, subscription, telling

A_DAY = 100_000
DAYS, KEPT = 60, 7
_EARLY = 10
_PLACES = 1000
_AHEAD = 5
"""Days that lie between a countdown step and its premiere."""
_TICKS = 50
_BEGIN = datetime(2018, 1, 1, 12, tzinfo=UTC)
_MORE_PLACES = """\
WITH RECURSIVE n(i) AS
    (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(:count AS INTEGER))
INSERT INTO destination (platform, workspace, channel, thread, person, probes)
SELECT 'discord', 'guild-' || (i / 20), 'channel-' || i, '', '', 0 FROM n
"""
_COPIED = """\
topic, show, season, sureness, step, zone, hour, corrects, created_at, expires_at, weighed_at"""
_MORE_OF_IT = f"""\
WITH RECURSIVE n(i) AS
    (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(:count AS INTEGER))
INSERT INTO announcement (name, about, payload, {_COPIED})
SELECT replace(name, '{{}}', CAST(i AS TEXT)), replace(about, '{{}}', CAST(i AS TEXT)),
       replace(payload, '{{}}', CAST(i AS TEXT)), {_COPIED}
FROM announcement JOIN n ON true
WHERE name = :name AND fanned_out IS NULL
"""  # noqa: S608 - names of our own
_TOLD = """\
INSERT INTO delivery (announcement_id, destination_id, subscription_id, revises, platform, turn,
                      state, due_at, attempts, is_plain, first_tried_at, message, updated_at)
SELECT news.id, place.id, 1, 0, 'discord', 1 + place.id % 20,
       CASE WHEN place.id % 20 = 0 THEN 'expired' ELSE 'delivered' END, :told, 1, false,
       :told, '10000000000' || CAST(place.id AS TEXT), :told
FROM announcement AS news JOIN destination AS place ON true
WHERE news.created_at = :told
"""
_IS_DUE = """\
SELECT :dead > CAST(current_setting('autovacuum_vacuum_threshold') AS REAL)
       + CAST(current_setting('autovacuum_vacuum_scale_factor') AS REAL) * reltuples
FROM pg_class WHERE oid = CAST('delivery' AS REGCLASS)
"""
_SIZE = "SELECT pg_database_size(current_database())"


@dataclass
class _Clock:
    """A clock that a measurement moves."""

    moment: datetime = _BEGIN

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s


@dataclass
class _Standing:
    """A database at the end of a day."""

    database: Database
    clock: _Clock = field(default_factory=_Clock)
    gone: int = 0
    dead: int = 0
    """How much of it no vacuum has looked at yet."""
    batches_ms: Sequence[float] = ()
    """How long each batch took that removed something on that day."""


async def measure(a_day: int = A_DAY) -> AsyncIterator[Figure]:
    """Yield how a database stands after ten days of *a_day* deliveries each, beside sixty."""
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite+aiosqlite:///{Path(folder) / name}.db" for name in ("early", "late")]
        async for figure in _measured(urls, a_day, "SQLite"):
            yield figure
    async with on_postgres() as early, on_postgres() as late:
        async for figure in _measured([early, late], a_day, "PostgreSQL"):
            yield figure


async def _measured(urls: Sequence[str], a_day: int, where: str) -> AsyncIterator[Figure]:
    """Let one database come to the early day and the other to the late one, and hold them beside.

    Their ticks are measured in turns, so that both meet the same machine.
    """
    async with AsyncExitStack() as stack:
        standings = []
        for url, days in zip(urls, (_EARLY, DAYS), strict=True):
            database = await Database.open(url)
            stack.push_async_callback(database.close)
            standings.append(await _after(days, database, a_day))
        early_mb, late_mb = [await _megabytes(one.database) for one in standings]
        early_ms, late_ms = await _ticks(standings)
    gone = standings[-1].gone
    told = f"{DAYS} days of {a_day:,}, {KEPT} kept, {where}"
    yield Figure(f"{told}: gone", gone, "", limit=0.8 * a_day * (DAYS - KEPT), at_least=True)
    yield Figure(f"  size on day {_EARLY}", early_mb, "MB")
    yield Figure(f"  size on day {DAYS}", late_mb / early_mb, "times", 1.1, against="to that")
    yield Figure(f"  a tick on day {_EARLY} with nothing due, median", early_ms, "ms")
    yield Figure(f"  the same on day {DAYS}", late_ms / early_ms, "times", 1.5, against="to that")
    for day, one in zip((_EARLY, DAYS), standings, strict=True):
        median, p99 = median_and_p99(one.batches_ms)
        against = f"99th percentile {p99:.0f} ms; {sum(one.batches_ms) / 1000:.1f} s for the day"
        name = f"  a batch of day {day} that goes, median"
        yield Figure(name, median, "ms", limit=200, against=against)


async def _after(days: int, database: Database, a_day: int) -> _Standing:
    """Let so many days pass, on each of which *a_day* is told and as much goes as may."""
    standing, places = _Standing(database), min(_PLACES, a_day)
    await database.subscriptions.subscribe(subscription(channel("the-first")))
    async with database._transactions.writing() as connection:
        await connection.execute(text(_MORE_PLACES), {"count": places})
        # Nobody listens while it is recorded: all is told in one statement afterwards.
        await connection.execute(text("UPDATE subscription SET show = 'another'"))
    with progress(f"{days} days", days) as shown:
        for day in range(1, days + 1):
            standing.clock.moment += timedelta(hours=1)
            await _tell(database, standing.clock.now(), a_day // places)
            standing.clock.moment += timedelta(hours=23)
            standing.batches_ms, went = await _pruned(database, standing.clock.now())
            standing.gone, standing.dead = standing.gone + went, standing.dead + went
            if await _is_vacuumed(database, standing.dead):
                standing.dead = 0
            shown(day)
    return standing


async def _pruned(database: Database, now: datetime) -> tuple[Sequence[float], int]:
    """Let all go that may; return how long each batch took, in ms, and how much went."""
    batches_ms, gone = [], 0
    while True:
        began = time.perf_counter()
        went = await database.retention.prune(before=now - timedelta(days=KEPT), now=now)
        if went.is_all:
            return batches_ms, gone
        batches_ms.append(1000 * (time.perf_counter() - began))
        gone += went.gone


async def _tell(database: Database, now: datetime, announcements: int) -> None:
    """Record so much and let all of it have ended: each fourth is a step, the others news."""
    steps = -(-announcements // 4)
    prototypes = ((_step(now), steps), (_news(now), announcements - steps))
    wanted = [(one, count) for one, count in prototypes if count]
    assert await record(database, *(one for one, _ in wanted), until=now)
    told = text(_TOLD).bindparams(bindparam("told", type_=Moment))
    async with database._transactions.writing() as connection:
        for one, count in wanted:
            if count > 1:
                copies = {"count": count, "name": one.announcement.id}
                await connection.execute(text(_MORE_OF_IT), copies)
        await connection.execute(told, {"told": now})


def _step(now: datetime) -> Broadcast:
    """Return one with a place for a number in its name, as copies of it have."""
    name, over = f"{now:%j}-{{}}-step", now + timedelta(days=1)
    told = step(_AHEAD, name=name, created_at=now, expires_at=over)
    about = f"jessica-jones/2/{Kind.RELEASE_DATE}"
    return replace(told, announcement=replace(told.announcement, about=about))


def _news(now: datetime) -> Broadcast:
    name = f"{now:%j}-{{}}"
    told = telling(name, created_at=now, expires_at=now + timedelta(days=14))
    about = f"jessica-jones/2/{Kind.CAST}/{name}"
    return replace(told, announcement=replace(told.announcement, about=about))


async def _ticks(standings: Sequence[_Standing]) -> list[float]:
    """Return the median, in ms, of what looks at each in a tick, for the metrics too."""
    found: list[list[float]] = [[] for _ in standings]
    for _ in range(_TICKS):
        for standing, times in zip(standings, found, strict=True):
            database, clock = standing.database, standing.clock
            began = time.perf_counter()
            await make_digests(clock=clock, outbox=database.outbox)
            now = clock.now()
            taken = await database.outbox.lease([DISCORD.id], limit=150, now=now, lease_s=60)
            await database.backlog.read([DISCORD.id, SLACK.id], now=now)
            await prune(clock=clock, retention=database.retention, keep_days=KEPT)
            times.append(1000 * (time.perf_counter() - began))
            assert not taken
    return [median_and_p99(times)[0] for times in found]


async def _is_vacuumed(database: Database, dead: int) -> bool:
    """Do on PostgreSQL what it does by itself within a minute, and here has seconds for a day."""
    if database._transactions.is_sqlite:
        return False
    async with database._transactions.reading() as connection:
        is_due = await connection.scalar(text(_IS_DUE), {"dead": float(dead)})
    if is_due:
        await _alone(database, "VACUUM ANALYZE")
    return bool(is_due)


async def _megabytes(database: Database) -> float:
    """Return the size of the database, with all that was written in it."""
    transactions = database._transactions
    if not transactions.is_sqlite:
        async with transactions.reading() as connection:
            return int(await connection.scalar(text(_SIZE)) or 0) / 1_000_000
    await _alone(database, "PRAGMA wal_checkpoint(TRUNCATE)")
    file = file_of(transactions.url)
    assert file is not None
    return file.stat().st_size / 1_000_000


async def _alone(database: Database, statement: str) -> None:
    """Run what no transaction may be around."""
    bare = database._transactions._bare.execution_options(isolation_level="AUTOCOMMIT")
    async with bare.connect() as connection:
        await connection.exec_driver_sql(statement)
