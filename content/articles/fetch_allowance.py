"""How often one host, and all together, may still be asked in a day, however many ask for it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What is asked of strangers at most."""

    host_a_day: int = 720
    """Of one host: thirty feeds, hourly."""
    a_day: int = 30_000
    """Of all: a thousand feeds hourly, and a quarter as much again."""


@dataclass(frozen=True, slots=True)
class FetchAllowance:
    """How it stands with one host, or with all of them."""

    begun_at: datetime | None = None
    """When the day began in which fetches are counted."""
    fetched: int = 0
    paused_until: datetime | None = None

    def wait(self, most: int, now: datetime) -> timedelta:
        """Return how long to leave it alone; zero: it may be asked now."""
        if self.paused_until is not None and now < self.paused_until:
            return self.paused_until - now
        if self._is_of_today(now) and self.fetched >= most:
            return (self.begun_at or now) + _DAY - now
        return timedelta()

    def taken(self, now: datetime) -> "FetchAllowance":
        """Return it after one more fetch."""
        if self._is_of_today(now):
            return replace(self, fetched=self.fetched + 1)
        return replace(self, begun_at=now, fetched=1)

    def paused(self, until: datetime) -> "FetchAllowance":
        """Return it with a pause; an earlier moment shortens none."""
        later = until if self.paused_until is None else max(until, self.paused_until)
        return replace(self, paused_until=later)

    def _is_of_today(self, now: datetime) -> bool:
        return self.begun_at is not None and self.begun_at <= now < self.begun_at + _DAY
