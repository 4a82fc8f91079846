"""What is done again and again, by which process, and for which platform."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from bot.ports import (
    Clock,
    FactSource,
    Journal,
    Knowledge,
    Leadership,
    Messenger,
    Outbox,
    Role,
    StorageError,
    Subscriptions,
    WakeUp,
)
from bot.runtime.schedule import Schedule
from bot.runtime.supervisor import Connection
from bot.verbs.count_down import count_down
from bot.verbs.deliver import deliver
from bot.verbs.make_digests import make_digests
from bot.verbs.notice import NoticeState, notice
from bot.verbs.recover import recover
from content.subscriptions.destination import Platform

_NOTICE_EVERY_S: Final = 10.0
_COUNT_EVERY_S: Final = 5.0
_DELIVER_EVERY_S: Final = 1.0
_RECOVER_EVERY_S: Final = 15.0
_REHEARSE_EVERY_S: Final = 0.2
_LISTEN_S: Final = 60.0
_BEGUN_S: Final = {Platform.DISCORD: 2.0, Platform.CONSOLE: 0.0}
"""How soon, in seconds, what another process had begun to send is looked into.

Discord knows a nonce again, so that repeating is safe. Slack may show a message to a search only
once it has accepted it, however late: there the lease runs out first.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """What the jobs work with."""

    clock: Clock
    source: FactSource
    knowledge: Knowledge
    journal: Journal
    subscriptions: Subscriptions
    outbox: Outbox
    turns: Leadership
    bell: WakeUp
    connections: Sequence[Connection]


@dataclass(slots=True)
class Watermarks:
    """How far this process knows that noticing and counting have come."""

    noticed: NoticeState
    counted: datetime | None


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs of one process."""

    bench: JobContext
    marks: Watermarks
    ringing: list[asyncio.Task[None]] = field(default_factory=list)

    def plan(self, schedule: Schedule, *, ticks: bool, sends: bool, rehearses: bool) -> None:
        """Put the jobs of this process's roles on *schedule*."""

        def pace(seconds: float) -> float:
            return _REHEARSE_EVERY_S if rehearses else seconds

        if ticks:
            self.bench.turns.want(Role.TICKS)
            schedule.every(pace(_NOTICE_EVERY_S), "notice", self.look)
            schedule.every(pace(_COUNT_EVERY_S), "count_down", self.count)
            schedule.every(pace(_COUNT_EVERY_S), "digest", self.gather)
        if sends:
            for connection in self.bench.connections:
                name = f"deliver_{connection.platform.value}"
                schedule.every(pace(_DELIVER_EVERY_S), name, partial(self.tell, connection))
            schedule.every(pace(_RECOVER_EVERY_S), "recover", self.mend)
            self.ringing.append(asyncio.create_task(self._heed(schedule)))

    async def stop(self) -> None:
        """Heed the bell no more."""
        for task in self.ringing:
            task.cancel()
        await asyncio.gather(*self.ringing, return_exceptions=True)

    async def look(self) -> None:
        """Notice what is new, if it is this process's turn."""
        bench = self.bench
        if bench.turns.has(Role.TICKS):
            self.marks.noticed = await notice(
                self.marks.noticed, clock=bench.clock, source=bench.source, journal=bench.journal
            )
        else:
            await bench.source.read()  # whoever only answers wants to know what is new, too

    async def count(self) -> None:
        """Queue the countdown steps that are due, if it is this process's turn."""
        bench = self.bench
        if bench.turns.has(Role.TICKS):
            self.marks.counted = await count_down(
                self.marks.counted,
                clock=bench.clock,
                knowledge=bench.knowledge,
                journal=bench.journal,
                subscriptions=bench.subscriptions,
            )

    async def gather(self) -> None:
        """Make the digests that are due, if it is this process's turn."""
        if self.bench.turns.has(Role.TICKS):
            await make_digests(clock=self.bench.clock, outbox=self.bench.outbox)

    async def tell(self, connection: Connection) -> None:
        """Make the deliveries of one platform, so that none holds up another's."""
        bench, messenger = self.bench, connection.messenger()
        if messenger is None:
            return
        await connection.begin_turn(partial(self._take_over, connection.platform))
        try:
            await deliver(
                clock=bench.clock,
                outbox=bench.outbox,
                messengers={connection.platform: messenger},
                draining=connection.draining,
            )
        except StorageError:
            # What could not be settled is ours still, and no longer in flight: take it over again.
            connection.end_turn()
            raise

    async def mend(self) -> None:
        """Look after suspended destinations, on the platforms that this process sends for."""
        messengers: dict[Platform, Messenger] = {}
        for connection in self.bench.connections:
            messenger = connection.messenger()
            if messenger is not None:
                messengers[connection.platform] = messenger
        if messengers:
            await recover(
                clock=self.bench.clock,
                outbox=self.bench.outbox,
                subscriptions=self.bench.subscriptions,
                messengers=messengers,
            )

    async def _take_over(self, platform: Platform) -> None:
        begun_s, clock = _BEGUN_S.get(platform), self.bench.clock
        await self.bench.outbox.take_over(
            platform,
            now=clock.now(),
            begun_s=None if begun_s is None else clock.seconds_within(begun_s),
        )

    async def _heed(self, schedule: Schedule) -> None:
        """Deliver at once what has just been queued."""
        while True:
            if await self.bench.bell.wait(_LISTEN_S):
                for connection in self.bench.connections:
                    schedule.hasten(f"deliver_{connection.platform.value}")
