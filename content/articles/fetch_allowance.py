"""How often one host, and all together, may still be asked in a day, however many ask for it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)
_FULL: Final = "as often as may be in a day was asked already"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What is asked of strangers at most."""

    host_a_day: int = 720
    """Of one host: thirty feeds, hourly."""
    a_day: int = 30_000
    """Of all: a thousand feeds hourly, and a quarter as much again."""


@dataclass(frozen=True, slots=True)
class GrantedFetches:
    """How often a host may be asked now, of as often as was wished."""

    count: int
    wait: timedelta
    """How long to leave it alone after that; zero where all that was wished is granted."""
    why: str = ""
    """Why not all is granted, for an operator; empty: it is."""


@dataclass(frozen=True, slots=True)
class FetchAllowance:
    """How it stands with one host, or with all of them."""

    begun_at: datetime | None = None
    """When the day began in which fetches are counted."""
    fetched: int = 0
    paused_until: datetime | None = None
    paused_for: str = ""
    """Why, for an operator."""

    def room(self, most: int, now: datetime) -> int:
        """Return how often it may be asked now, of at most *most* a day."""
        if self.is_paused(now):
            return 0
        return max(0, most - self.fetched) if self._is_of_today(now) else most

    def wait(self, now: datetime) -> timedelta:
        """Return how long to leave it alone where there is no room."""
        if self.paused_until is not None and now < self.paused_until:
            return self.paused_until - now
        return (self.begun_at or now) + _DAY - now if self._is_of_today(now) else timedelta()

    def is_paused(self, now: datetime) -> bool:
        """Whether nobody may ask it now, however seldom it was asked."""
        return self.paused_until is not None and now < self.paused_until

    def taken(self, count: int, now: datetime) -> "FetchAllowance":
        """Return it after so many fetches more."""
        if self._is_of_today(now):
            return replace(self, fetched=self.fetched + count)
        return replace(self, begun_at=now, fetched=count)

    def paused(self, until: datetime, why: str) -> "FetchAllowance":
        """Return it with a pause; an earlier moment shortens none."""
        if self.paused_until is not None and until <= self.paused_until:
            return self
        return replace(self, paused_until=until, paused_for=why)

    def _is_of_today(self, now: datetime) -> bool:
        return self.begun_at is not None and self.begun_at <= now < self.begun_at + _DAY


def granted_fetches(
    wished: int, theirs: FetchAllowance, ours: FetchAllowance, limits: FetchLimits, now: datetime
) -> GrantedFetches:
    """Return how many of the *wished* fetches of a host are within *theirs* and all *ours*."""
    rooms = (theirs.room(limits.host_a_day, now), ours.room(limits.a_day, now))
    count = min(wished, *rooms)
    full = [one for one, room in zip((theirs, ours), rooms, strict=True) if room < wished]
    wait = max((one.taken(0, now).wait(now) for one in full), default=timedelta())
    if count == wished:
        return GrantedFetches(count, timedelta())
    return GrantedFetches(count, wait, theirs.paused_for if theirs.is_paused(now) else _FULL)
