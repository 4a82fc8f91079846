"""The clocks that `bot/app.py` hands out; nothing else in Violet asks what time it is."""

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The time of day, as the machine has it."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def seconds_within(self, wall_s: float) -> float:
        """Return *wall_s*: this clock runs as the wall's does."""
        return wall_s


class RehearsalClock:
    """A clock that starts at a chosen moment and runs *speed* times as fast as the wall's."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Return the rehearsed moment, aware, in UTC."""
        passed = (time.monotonic() - self._began) * self._speed
        try:
            return self._start + timedelta(seconds=passed)
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)

    def seconds_within(self, wall_s: float) -> float:
        """Return how many rehearsed seconds pass in *wall_s* seconds on the wall."""
        return wall_s * self._speed
