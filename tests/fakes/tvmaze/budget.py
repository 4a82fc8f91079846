"""A `CallBudget` in memory, which counts as strictly as the one in the database."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports.listings import CallsMade


@dataclass
class CountedBudget:
    """So many calls in ten seconds, some of them for people; one source is as good as another."""

    calls: int = 18
    for_people: int = 4
    within: timedelta = timedelta(seconds=10)
    taken: list[datetime] = field(default_factory=list)
    """When each call was taken."""
    paused_until: datetime | None = None

    def __post_init__(self) -> None:
        self._latest: deque[datetime] = deque()

    async def take(self, source: str, *, now: datetime, for_people: bool) -> timedelta:
        assert source
        if self.paused_until is not None and now < self.paused_until:
            return self.paused_until - now
        while self._latest and self._latest[0] <= now - self.within:
            self._latest.popleft()
        most = self.calls if for_people else self.calls - self.for_people
        if len(self._latest) >= most:
            return self._latest[len(self._latest) - most] + self.within - now
        self._latest.append(now)
        self.taken.append(now)
        return timedelta(0)

    async def pause(self, source: str, *, until: datetime) -> None:
        assert source
        self.paused_until = max(until, self.paused_until or until)

    async def made(self, source: str, *, now: datetime) -> CallsMade:
        assert source
        today = sum(one.date() == now.date() for one in self.taken)
        return CallsMade(today=today, ever=len(self.taken))
