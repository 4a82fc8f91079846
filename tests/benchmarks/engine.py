"""What a delivery costs without any platform: leased, begun, settled, in rounds and one by one."""

import logging
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import structlog

from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from adapters.storage.outbox import StoredOutbox
from adapters.storage.trying import Ended
from benchmarks.table import Figure
from bot.ports.outbox import Delivery
from bot.runtime.clock import SystemClock
from bot.verbs.deliver import deliver
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Delivered, Outcome, Rejected
from fakes.postgres import SERVER, connect, url_of
from fakes.storage import record
from fakes.tellings import channel, subscription, telling

MANY, RUNS = 2_000, 3
_AT_LEAST = 10.0


async def measure() -> AsyncIterator[Figure]:
    """Yield deliveries a second of processor time and of the clock, for each kind of database."""
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)  # a line for each is no part of what is measured
    for kind, opened in (("SQLite", on_sqlite), ("PostgreSQL", on_postgres)):
        async with opened() as database:
            if database is None:
                print(f"    no PostgreSQL answers at {SERVER!r}: left out", flush=True)
                continue
            for number in range(MANY):
                await database.subscriptions.subscribe(subscription(channel(f"{number}")))
            ways = {"rounds": database.outbox, "one by one": OneByOne(database.outbox)}
            best = dict.fromkeys(ways, (0.0, 0.0))
            for _ in range(RUNS):
                for way, outbox in ways.items():
                    best[way] = max(best[way], await _told(database, outbox))
            (cpu, wall), (cpu_before, wall_before) = best["rounds"], best["one by one"]
            yield Figure(f"deliveries a processor second, one by one, {kind}", cpu_before, "/s")
            yield Figure(f"the same in rounds, {kind}", cpu, "/s")
            name = f"times as many a processor second, {kind}"
            yield Figure(name, cpu / cpu_before, "times", limit=_AT_LEAST, at_least=True)
            yield Figure(f"and by the clock, {kind}", wall / wall_before, "times")


class OneByOne:
    """The outbox, each try of which begins and ends in transactions of its own."""

    def __init__(self, outbox: StoredOutbox) -> None:
        self._outbox = outbox

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        return await self._outbox.lease(platforms, limit=limit, now=now, lease_s=lease_s)

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        (begun,) = await self._outbox._begin([(delivery, now)])
        return begun

    async def settle(self, delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
        await self._outbox._settle([Ended(delivery, outcome, now)])


class _Accepting:
    """A platform that accepts everything at once."""

    traits = DISCORD

    async def reserve_slot(self, _delivery: Delivery) -> Rejected | None:
        return None

    async def send(self, delivery: Delivery) -> Outcome:
        return Delivered(message=f"message-{delivery.id}")


async def _told(database: Database, outbox: object) -> tuple[float, float]:
    """Return how many were told in a second of this process, and in one of the clock."""
    now = datetime.now(UTC)
    news = telling(uuid4().hex[:12], created_at=now, expires_at=now + timedelta(days=1))
    assert await record(database, news, until=now)
    while await database.journal.fan_out(now=now):
        pass
    cpu, clock = time.process_time(), time.perf_counter()
    taken = await deliver(clock=SystemClock(), outbox=outbox, messengers={DISCORD.id: _Accepting()})
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    assert taken == MANY, f"{taken} of {MANY} were told"
    return MANY / cpu, MANY / clock


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'violet.db'}")
        yield database
        await database.close()


@asynccontextmanager
async def on_postgres() -> AsyncIterator[Database | None]:
    try:
        server = await connect(url_of("postgres"))
    except OSError:
        yield None
        return
    name = f"violet_bench_{uuid4().hex[:12]}"
    await server.execute(f"CREATE DATABASE {name}")
    try:
        database = await Database.open(url_of(name))
        yield database
        await database.close()
    finally:
        await server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await server.close()
