"""How often something may be done for each person and each community, in this process's memory."""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

_MOST_REMEMBERED: Final = 10_000
"""Of whom it is remembered; whoever came longest ago begins anew."""

Limits = Sequence[tuple[int, timedelta]]
"""How many in how long; each holds."""


class RollingQuota:
    """The port `Quota`: so many in any stretch of so long, by what kind of name it is taken for."""

    def __init__(self, limits: Mapping[str, Limits]) -> None:
        """Hold *limits* by the kind that stands before the colon of a name: "person:…"."""
        self._limits = limits
        self._taken: dict[str, deque[datetime]] = {}

    def take(self, *whom: str, now: datetime) -> bool:
        """Take one for all of *whom*, or for none of them."""
        if not all(self._has_room(one, now) for one in whom):
            return False
        for one in whom:
            taken = self._taken.pop(one, deque())
            taken.append(now)
            self._taken[one] = taken
        while len(self._taken) > _MOST_REMEMBERED:
            del self._taken[next(iter(self._taken))]
        return True

    def _has_room(self, one: str, now: datetime) -> bool:
        limits = self._limits[one.partition(":")[0]]
        longest = max((span for _, span in limits), default=timedelta())
        taken = self._taken.get(one, deque())
        while taken and taken[0] <= now - longest:
            taken.popleft()
        return all(sum(at > now - span for at in taken) < count for count, span in limits)
