"""The port `Places`, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.places import KnownPlace, MentionLost, PlaceStanding
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Rejected
from fakes.memory import Memory
from fakes.subscriptions import FakeSubscriptions


class FakePlaces:
    """The port `Places`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._subscriptions = FakeSubscriptions(memory)

    async def subscribed(self, platform: Platform, workspace: str) -> Sequence[KnownPlace]:
        memory = self._memory
        used = {one.destination for one in memory.subscriptions} | set(memory.suspended)
        return [
            KnownPlace(
                destination=one,
                suspension=await self._subscriptions.suspension_of(one),
                name=memory.names.get(one, (None, None))[0],
                workspace_name=memory.names.get(one, (None, None))[1],
                mentions=tuple(
                    dict.fromkeys(
                        whom
                        for wish in memory.subscriptions
                        if wish.destination == one
                        for _, whom in wish.preferences.mentions
                    )
                ),
            )
            for one in memory.destinations
            if (one.platform, one.workspace, one.person) == (platform, workspace, "")
            and one in used
        ]

    async def everywhere(self, platform: Platform) -> Collection[str]:
        places = [one for one in self._memory.destinations if one.platform == platform]
        return {one.workspace for one in places if not one.person and one.workspace}

    async def remember(self, standings: Sequence[PlaceStanding]) -> None:
        for one in standings:
            if one.destination in self._memory.destinations:
                name, server = self._memory.names.get(one.destination, (None, None))
                named = (one.name or name, one.workspace_name or server)
                self._memory.names[one.destination] = named

    async def suspend(self, destination: Destination, refused: Rejected, *, now: datetime) -> None:
        stood = self._memory.suspended.get(destination)
        is_known = destination in self._memory.destinations
        if is_known and (stood is None or stood.cause is not refused.cause):
            self._memory.suspend(destination, refused.reason, now, refused.cause)

    async def rename(self, destination: Destination, channel: str) -> None:
        memory, known = self._memory, set(self._memory.destinations)
        for old in list(memory.destinations):
            new = replace(old, channel=channel)
            is_meant = replace(old, thread="") == replace(destination, thread="")
            if not is_meant or new in known:
                continue
            memory.destinations[memory.destinations.index(old)] = new
            memory.subscriptions = [
                replace(one, destination=new) if one.destination == old else one
                for one in memory.subscriptions
            ]
            for row in memory.queued:
                if row.destination == old:
                    row.destination = new
            for kept in (memory.suspended, memory.refused, memory.look_at, memory.causes):
                if old in kept:
                    kept[new] = kept.pop(old)
            if new in memory.suspended:
                memory.suspended[new] = replace(memory.suspended[new], destination=new)
            if old in memory.names:
                memory.names[new] = memory.names.pop(old)

    async def refuses_messages(self, person: Destination) -> bool:
        return self._memory.causes.get(person) is Cause.DIRECT_CLOSED

    async def drop_mention(
        self, platform: Platform, workspace: str, mention: str
    ) -> Sequence[MentionLost]:
        found: dict[Destination, dict[str, None]] = {}
        for number, one in enumerate(self._memory.subscriptions):
            kept = tuple(pair for pair in one.preferences.mentions if pair[1] != mention)
            here = (one.destination.platform, one.destination.workspace) == (platform, workspace)
            if not here or kept == tuple(one.preferences.mentions):
                continue
            self._memory.subscriptions[number] = replace(
                one, preferences=replace(one.preferences, mentions=kept)
            )
            found.setdefault(one.destination, {}).update(
                dict.fromkeys([one.created_by] if one.created_by else [])
            )
        return [
            MentionLost(
                destination=place,
                name=self._memory.names.get(place, (None, None))[0],
                workspace_name=self._memory.names.get(place, (None, None))[1],
                created_by=tuple(by),
            )
            for place, by in found.items()
        ]
