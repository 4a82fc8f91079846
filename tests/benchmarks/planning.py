"""A tick on which nothing is due, with many subscriptions."""

import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.discord.traits import DISCORD
from adapters.sources.toml import TomlSource
from adapters.storage.database import Database
from benchmarks.subscribed import subscribed
from benchmarks.table import Figure, median_and_p99
from bot.runtime.knowledge import Catalogues
from bot.verbs.count_down import count_down
from bot.verbs.fetch import fetch
from bot.verbs.make_digests import make_digests
from bot.verbs.recover import recover
from content.show_files.folders import shipped_shows
from fakes.messenger import FakeMessenger

MOST = 1_000_000
_TICKS = 200
_WARM_UP = 5


@dataclass
class _Clock:
    """A clock that a measurement moves."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s


async def measure(many: int = MOST) -> AsyncIterator[Figure]:
    """Yield what a tick costs, with as many subscriptions as there are."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'most.db'}"
        async with subscribed(url, many) as database:
            median, p99 = await _ticks(database)
    name = f"a tick with {many:,} subscriptions and nothing due"
    yield Figure(f"{name}, median", median, "ms", limit=10)
    yield Figure(f"{name}, 99th percentile", p99, "ms")


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
            places=database.places,
            messengers={DISCORD.id: messenger},
        )
        found.append((time.perf_counter_ns() - began) / 1_000_000)
        assert not taken
    return median_and_p99(found[_WARM_UP:])
