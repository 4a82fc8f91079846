"""How often a source is called, in memory."""

from collections import defaultdict
from datetime import datetime, timedelta

from bot.ports.listings import CallsMade
from content.listings.call_allowance import CallAllowance


class FakeCallBudget:
    """The port `CallBudget`."""

    def __init__(self) -> None:
        self._left: defaultdict[str, CallAllowance] = defaultdict(CallAllowance)

    async def take(self, source: str, *, now: datetime, for_people: bool) -> timedelta:
        self._left[source], wait = self._left[source].taking(now, for_people=for_people)
        return wait

    async def pause(self, source: str, *, until: datetime) -> None:
        self._left[source] = self._left[source].paused(until)

    async def made(self, source: str, *, now: datetime) -> CallsMade:
        held = self._left[source]
        return CallsMade(today=held.taken_on(now.date()), ever=held.ever)
