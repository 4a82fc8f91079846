"""A time that passes only where a test, or whoever waits in it, lets it pass."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 12, 1, 12, tzinfo=UTC)


@dataclass
class SimulatedTime:
    """A clock; `sleep` lets its time pass at once."""

    moment: datetime = START
    slept_s: float = 0.0
    """How long all have slept together."""

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s

    def pass_time(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        """Return once *seconds* have passed; two that sleep at once sleep through the same time."""
        until = self.moment + timedelta(seconds=seconds)
        self.slept_s += seconds
        await asyncio.sleep(0)
        self.moment = max(self.moment, until)
