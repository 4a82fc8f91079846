"""What is kept of people, in memory: conversations, subscriptions, posts and corrections."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from content.privacy.whose import Forgotten, Whose
from content.subscriptions.destination import Destination, Platform
from fakes.corrections import FakeCorrections
from fakes.memory import Memory


class FakePrivacy:
    """The port `Privacy`."""

    def __init__(self, memory: Memory, corrections: FakeCorrections) -> None:
        self._memory = memory
        self._corrections = corrections
        self.departed: dict[tuple[Platform, str], datetime] = {}

    async def kept(self, whose: Whose) -> Forgotten:
        return self._found(whose, None, goes=False)

    async def forget(
        self,
        whose: Whose,
        *,
        own: Destination | None = None,
        now: datetime,  # noqa: ARG002  the port's name
    ) -> Forgotten:
        return self._found(whose, own, goes=True)

    async def leave(self, platform: Platform, workspace: str, *, now: datetime) -> None:
        self.departed.setdefault((platform, workspace), now)

    async def has_left(self, platform: Platform, workspace: str) -> bool:
        return (platform, workspace) in self.departed

    async def come_back(self, platform: Platform, workspace: str) -> None:
        self.departed.pop((platform, workspace), None)

    async def present_in(
        self, platform: Platform, workspaces: Iterable[str], *, now: datetime
    ) -> None:
        here = set(workspaces)
        for one in [one for one in self.departed if one[1] in here]:
            del self.departed[one]
        places = {one.destination for one in self._memory.subscriptions}
        for workspace in (
            {one.workspace for one in places if one.platform == platform} - here - {""}
        ):
            await self.leave(platform, workspace, now=now)

    async def sweep(self, *, now: datetime) -> Mapping[str, int]:  # noqa: ARG002  the port's name
        return {}

    def _found(self, whose: Whose, own: Destination | None, *, goes: bool) -> Forgotten:
        memory, notes = self._memory, self._corrections.kept
        talks = [one for one in memory.spoken if whose.includes(one.destination, one.person)]
        wishes = [
            one
            for one in memory.subscriptions
            if one.destination == own or whose.includes(one.destination, "")
        ]
        posts = [
            one
            for one in memory.queued
            if one.destination == own or whose.includes(one.destination, "")
        ]
        corrected = [
            one
            for one in notes
            if whose.includes(one.correction.speaker.destination, one.correction.speaker.person)
        ]
        if goes:
            for talk in talks:
                del memory.spoken[talk]
            for wish in wishes:
                memory.subscriptions.remove(wish)
            for post in posts:
                memory.queued.remove(post)
            for note in corrected:
                notes.remove(note)
        return Forgotten(
            conversations=len(talks),
            reminders=sum(one.destination.person != "" for one in wishes),
            subscriptions=sum(one.destination.person == "" for one in wishes),
            deliveries=len(posts),
            corrections=len(corrected),
        )
