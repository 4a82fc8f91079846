"""Sixty days on each of which as much is told, of which the last seven are kept."""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from adapters.storage.schema import Moment
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
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
INSERT INTO destination (platform, workspace, channel, thread, person, probes)
SELECT 'discord', 'guild-' || (i / 20), 'channel-' || i, '', '', 0 FROM n
"""
_TOLD = """\
INSERT INTO delivery (announcement_id, destination_id, subscription_id, revises, platform, turn,
                      state, due_at, attempts, is_plain, first_tried_at, message, updated_at)
SELECT news.id, place.id, 1, 0, 'discord', 1 + place.id % 20,
       CASE WHEN place.id % 20 = 0 THEN 'expired' ELSE 'delivered' END, :told, 1, false,
       :told, '10000000000' || place.id, :told
FROM announcement AS news JOIN destination AS place
WHERE news.created_at = :told
"""


@dataclass
class _Clock:
    """A clock that a measurement moves."""

    moment: datetime = _BEGIN

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s


@dataclass(frozen=True)
class _Standing:
    """How it stands at the end of a day."""

    megabytes: float
    tick_ms: float
    batches_ms: Sequence[float]
    """How long each batch took that removed something on that day."""


async def measure(a_day: int = A_DAY) -> AsyncIterator[Figure]:
    """Yield how a database stands after ten days of *a_day* deliveries each, and after sixty."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "violet.db"
        database = await Database.open(f"sqlite+aiosqlite:///{file}")
        early, late, gone = await _days(database, file, a_day)
        await database.close()
    told = f"{DAYS} days of {a_day:,}, {KEPT} kept"
    yield Figure(f"{told}: gone", gone, "", limit=0.8 * a_day * (DAYS - KEPT), at_least=True)
    yield Figure(f"  size on day {_EARLY}", early.megabytes, "MB")
    grown = late.megabytes / early.megabytes
    yield Figure(f"  size on day {DAYS}", grown, "times", limit=1.1, against="to that")
    yield Figure(f"  a tick on day {_EARLY} with nothing due, median", early.tick_ms, "ms")
    slower = late.tick_ms / early.tick_ms
    yield Figure(f"  the same on day {DAYS}", slower, "times", limit=1.5, against="to that")
    for day, standing in ((_EARLY, early), (DAYS, late)):
        median, p99 = median_and_p99(standing.batches_ms)
        yield Figure(f"  a batch of day {day} that goes, median", median, "ms", limit=200)
        yield Figure(f"  a batch of day {day} that goes, 99th percentile", p99, "ms")


async def _days(database: Database, file: Path, a_day: int) -> tuple[_Standing, _Standing, int]:
    places = min(_PLACES, a_day)
    clock, gone, found = _Clock(), 0, []
    await database.subscriptions.subscribe(subscription(channel("the-first")))
    async with database._transactions.writing() as connection:
        await connection.execute(text(_MORE_PLACES), {"count": places})
        # Nobody listens while it is recorded: all is told in one statement afterwards.
        await connection.execute(text("UPDATE subscription SET show = 'another'"))
    with progress("days", DAYS) as shown:
        for day in range(1, DAYS + 1):
            await _tell(database, clock.now(), a_day // places)
            clock.moment += timedelta(hours=23)
            batches_ms = []
            while True:
                now, began = clock.now(), time.perf_counter()
                went = await database.retention.prune(before=now - timedelta(days=KEPT), now=now)
                if went.is_all:
                    break
                batches_ms.append(1000 * (time.perf_counter() - began))
                gone += went.gone
            if day in {_EARLY, DAYS}:
                tick_ms = await _tick(database, clock)
                found.append(_Standing(await _megabytes(database, file), tick_ms, batches_ms))
            clock.moment += timedelta(hours=1)
            shown(day)
    early, late = found
    return early, late, gone


async def _tell(database: Database, now: datetime, announcements: int) -> None:
    """Record so much and let all of it have ended: each fourth is a step, the others news."""
    tellings = [_telling(number, now) for number in range(announcements)]
    assert await record(database, *tellings, until=now)
    told = Moment().process_bind_param(now, database._transactions.engine.dialect)
    assert told is not None
    async with database._transactions.writing() as connection:
        await connection.execute(text(_TOLD), {"told": f"{told:%Y-%m-%d %H:%M:%S.%f}"})


def _telling(number: int, now: datetime) -> Broadcast:
    name = f"{now:%j}-{number}"
    if number % 4 == 0:
        told = step(_AHEAD, name=name, created_at=now, expires_at=now + timedelta(days=1))
        about = f"jessica-jones/2/{Kind.RELEASE_DATE}"
        return replace(told, announcement=replace(told.announcement, about=about))
    told = telling(name, created_at=now, expires_at=now + timedelta(days=14))
    about = f"jessica-jones/2/{Kind.CAST}/{name}"
    return replace(told, announcement=replace(told.announcement, about=about))


async def _tick(database: Database, clock: _Clock) -> float:
    """Return the median, in ms, of what looks at the database in a tick, for the metrics too."""
    found = []
    for _ in range(_TICKS):
        began = time.perf_counter()
        await make_digests(clock=clock, outbox=database.outbox)
        taken = await database.outbox.lease([DISCORD.id], limit=150, now=clock.now(), lease_s=60)
        await database.backlog.read([DISCORD.id, SLACK.id], now=clock.now())
        await prune(clock=clock, retention=database.retention, keep_days=KEPT)
        found.append(1000 * (time.perf_counter() - began))
        assert not taken
    return median_and_p99(found)[0]


async def _megabytes(database: Database, file: Path) -> float:
    """Return the size of the file, with all that was written in it."""
    async with database._transactions._bare.connect() as connection:
        await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return _size(file)


def _size(file: Path) -> float:
    return file.stat().st_size / 1_000_000
