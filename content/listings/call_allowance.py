"""How many calls a source is asked within ten seconds, whoever makes them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

MOST_CALLS: Final = 18
"""TVmaze answers at least 20 in ten seconds for one address. https://www.tvmaze.com/api"""
FOR_PEOPLE: Final = 4
"""Of these: nobody else's call is taken that would leave fewer."""
SPAN: Final = timedelta(seconds=10)
_KEPT: Final = timedelta(seconds=30)
"""How long it is known when calls were taken, before the last one."""
_ASLEEP: Final = timedelta(minutes=1)
"""Whose clock is so much earlier than the last call did not sleep: it has another clock."""
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class CallAllowance:
    """When a source was called of late, of which follows whether it may be called now."""

    calls: tuple[datetime, ...] = ()
    """In order of time, which need not be the order in which they were taken."""
    paused_until: datetime | None = None
    """Before then nobody calls it; None: it never asked for that."""
    ever: int = 0
    """How many calls were taken in all."""
    day: date | None = None
    """The UTC day of the last one."""
    on_day: int = 0
    """How many were taken on that day."""

    def taking(self, now: datetime, *, for_people: bool) -> tuple["CallAllowance", timedelta]:
        """Return what is left once a call is taken, and zero; or the same, and how long to wait.

        No ten seconds of *now*'s clock, both ends included, ever hold more than `MOST_CALLS`, in
        whichever order the processes get here. Whoever looked at the clock so long before that it
        is forgotten what was taken around then is to look again.
        """
        if self.paused_until is not None and now < self.paused_until:
            return self, self.paused_until - now
        latest = self.calls[-1] if self.calls else now
        remembered = latest - (_KEPT - SPAN)
        if latest - _ASLEEP <= now < remembered:
            return self, remembered - now
        most = MOST_CALLS if for_people else MOST_CALLS - FOR_PEOPLE
        near = [call for call in self.calls if abs(call - now) <= SPAN]
        if len(near) >= most:
            return self, near[-most] + SPAN - now + _TICK
        begin = max(latest, now) - _KEPT
        kept = [call for call in self.calls if call >= begin or abs(call - now) <= _KEPT]
        return replace(self._counted(now), calls=tuple(sorted([*kept, now]))), timedelta()

    def taken_on(self, day: date) -> int:
        """Return how many calls were taken on a UTC day, of which it is the last one or today."""
        return self.on_day if day == self.day else 0

    def _counted(self, now: datetime) -> "CallAllowance":
        day = max(now.date(), self.day or now.date())
        return replace(self, ever=self.ever + 1, day=day, on_day=self.taken_on(day) + 1)

    def paused(self, until: datetime) -> "CallAllowance":
        """Return it with nothing taken before then, or before a later moment asked for earlier."""
        return replace(self, paused_until=max(until, self.paused_until or until))
