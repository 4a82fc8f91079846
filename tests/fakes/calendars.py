"""The port `Calendars`, in memory."""

from datetime import datetime

from content.commands.acts import Act
from content.subscriptions.destination import Destination
from fakes.memory import Memory


class FakeCalendars:
    """The port `Calendars`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._given: dict[Destination, tuple[str, datetime]] = {}

    async def given_at(self, destination: Destination) -> datetime | None:
        found = self._given.get(destination)
        return found and found[1]

    async def give(
        self, destination: Destination, fingerprint: str, *, renews: bool, act: Act
    ) -> bool:
        if destination in self._given and not renews:
            return False
        self._given[destination] = (fingerprint, act.at)
        self._memory.acts.append(act)
        return True

    async def stop(self, destination: Destination, *, act: Act) -> bool:
        if self._given.pop(destination, None) is None:
            return False
        self._memory.acts.append(act)
        return True

    async def at(self, fingerprint: str) -> Destination | None:
        return next((place for place, one in self._given.items() if one[0] == fingerprint), None)
