"""Recording a claim for everybody who wants to hear of it, and a tick on which nothing is due."""

import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.sources.toml import TomlSource
from adapters.storage.database import Database
from benchmarks.recording import queued_in_batches
from benchmarks.table import Figure, median_and_p99, progress
from bot.runtime.knowledge import Catalogues
from bot.verbs.count_down import count_down
from bot.verbs.fetch import fetch
from bot.verbs.make_digests import make_digests
from bot.verbs.recover import recover
from content.show_files.folders import shipped_shows
from fakes.messenger import FakeMessenger
from fakes.tellings import channel, subscription

MANY, MOST = 100_000, 1_000_000
_AT_ONCE = 50_000
_TICKS = 200
_WARM_UP = 5
_DESTINATIONS = """\
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end)
INSERT INTO destination (platform, workspace, channel, thread, person, probes)
SELECT 'discord', 'guild-' || (i / 20), 'channel-' || i, '', '', 0 FROM n
"""
_SUBSCRIPTIONS = """\
INSERT INTO subscription (destination_id, show, topics, lowest_stance, lowest_sureness, steps, zone,
                          hour, digest, rhythm, mentions, silent, created_by, created_at)
SELECT place.id, wish.show, wish.topics, wish.lowest_stance, wish.lowest_sureness, wish.steps,
       zones.name, 8 + place.id % 4, wish.digest, wish.rhythm, wish.mentions, wish.silent,
       wish.created_by, wish.created_at
FROM destination AS place
JOIN subscription AS wish ON wish.id = 1
JOIN (SELECT 0 AS number, 'UTC' AS name UNION SELECT 1, 'America/New_York'
      UNION SELECT 2, 'Asia/Kolkata' UNION SELECT 3, 'Europe/Berlin') AS zones
  ON zones.number = (place.id / 4) % 4
WHERE place.id > :known
"""


@dataclass
class _Clock:
    """A clock that a measurement moves."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s


async def measure(many: int | None = None) -> AsyncIterator[Figure]:
    """Yield what recording and ticking cost, with as many subscriptions as there are.

    With *many* only recording is measured, for so many.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with _subscribed(Path(folder) / "many.db", many or MANY) as database:
            async for figure in queued_in_batches(database, many or MANY):
                yield figure
        if many:
            return
        async with _subscribed(Path(folder) / "most.db", MOST) as database:
            median, p99 = await _ticks(database)
            name = f"a tick with {MOST:,} subscriptions and nothing due"
            yield Figure(f"{name}, median", median, "ms", limit=10)
            yield Figure(f"{name}, 99th percentile", p99, "ms")
            print(f"    recording for {MOST:,} ...", flush=True)
            async for figure in queued_in_batches(database, MOST):
                yield figure


@asynccontextmanager
async def _subscribed(file: Path, count: int) -> AsyncIterator[Database]:
    """Make a database with so many subscriptions, in four time zones, at four hours each."""
    database = await Database.open(f"sqlite+aiosqlite:///{file}")
    # One that the program itself stored, which the others are copies of.
    await database.subscriptions.subscribe(subscription(channel("the-first")))
    with progress(f"{count:,} subscriptions", count) as shown:
        for first in range(1, count, _AT_ONCE):
            end = min(first + _AT_ONCE, count)
            async with database._transactions.writing() as connection:
                known = await connection.scalar(text("SELECT max(id) FROM destination"))
                batch = {"first": first, "end": end}
                await connection.execute(text(_DESTINATIONS), batch)
                await connection.execute(text(_SUBSCRIPTIONS), {"known": known})
            shown(end)
    found = await database.backlog.read([DISCORD.id, SLACK.id], now=datetime.now(UTC))
    assert found.subscriptions == count
    try:
        yield database
    finally:
        await database.close()


async def _ticks(database: Database) -> tuple[float, float]:
    """Return the median and the 99th percentile, in ms, of all that is looked at in a tick."""
    source = TomlSource([shipped_shows()])
    known = Catalogues([source.name])
    await fetch(source, knowledge=known)
    clock, messenger = _Clock(datetime(2018, 2, 20, 3, 30, tzinfo=UTC)), FakeMessenger()
    counted = await count_down(
        None,
        clock=clock,
        knowledge=known,
        journal=database.journal,
        subscriptions=database.subscriptions,
    )
    found = []
    for _ in range(_WARM_UP + _TICKS):
        clock.moment += timedelta(seconds=1)
        began = time.perf_counter_ns()
        counted = await count_down(
            counted,
            clock=clock,
            knowledge=known,
            journal=database.journal,
            subscriptions=database.subscriptions,
        )
        await make_digests(clock=clock, outbox=database.outbox)
        taken = await database.outbox.lease([DISCORD.id], limit=150, now=clock.now(), lease_s=60)
        await recover(
            clock=clock,
            outbox=database.outbox,
            subscriptions=database.subscriptions,
            messengers={DISCORD.id: messenger},
        )
        found.append((time.perf_counter_ns() - began) / 1_000_000)
        assert not taken
    return median_and_p99(found[_WARM_UP:])
