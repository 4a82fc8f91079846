"""The port `ScheduledEvents`, in memory."""

from dataclasses import replace

from fakes.memory import Memory


class FakeScheduledEvents:
    """The port `ScheduledEvents`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._kept = {}

    async def wishes(self, platform):
        return sorted(
            {
                (one.destination.workspace, one.show)
                for one in self._memory.subscriptions
                if one.preferences.events
                and one.paused_at is None
                and one.destination.platform == platform
                and one.destination.workspace
            },
            key=lambda wish: (wish[0], wish[1] or ""),
        )

    async def every(self, platform):
        found = [one for one in self._kept.values() if one.platform == platform]
        return sorted(found, key=lambda one: (one.workspace, str(one.event.subject)))

    async def troubles(self, platform, workspace):
        every = await self.every(platform)
        return [one for one in every if one.workspace == workspace and one.reason]

    async def hurry(self, platform, workspace, *, now):
        for one in await self.troubles(platform, workspace):
            await self.keep(replace(one, due_at=min(one.due_at, now)))

    async def keep(self, event):
        self._kept[event.platform, event.workspace, event.event.subject] = event

    async def forget(self, event):
        self._kept.pop((event.platform, event.workspace, event.event.subject), None)
