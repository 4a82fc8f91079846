"""The ports `Audit` and `ServerAdmins`, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from content.commands.acts import Act, ActKind
from content.commands.powers import NO_CHOICE, AdminChoice
from content.subscriptions.destination import Destination
from fakes.memory import Memory
from fakes.tellings import at, channel


def act_of(kind: ActKind = ActKind.SUBSCRIBED, by: str = "discord:7", **wanted: Any) -> Act:
    """An act, in the channel of most tests."""
    return Act(kind=kind, by=by, **{"at": at(), "destination": channel()} | wanted)


class FakeAudit:
    """The port `Audit`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def at(self, destination: Destination, *, limit: int) -> Sequence[Act]:
        places = (destination, replace(destination, channel="", thread="", person=""))
        mine = [one for one in self._memory.acts if one.destination in places]
        return mine[::-1][:limit]

    async def on_newsdesk(self, *, limit: int) -> Sequence[Act]:
        return [one for one in self._memory.acts if one.destination is None][::-1][:limit]


class FakeServerAdmins:
    """The port `ServerAdmins`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, destination: Destination) -> AdminChoice:
        key = (destination.platform, destination.workspace)
        return self._memory.admins.get(key, NO_CHOICE)

    async def choose(self, destination: Destination, choice: AdminChoice, *, act: Act) -> None:
        self._memory.admins[destination.platform, destination.workspace] = choice
        self._memory.acts.append(act)
