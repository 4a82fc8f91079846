"""The port `Stories`, in memory."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.storage.stories import KEPT_FOR
from content.announcements.broadcast import Broadcast
from content.announcements.headlines import ToldStory, outlets_of
from content.facts.claims import ShowId
from fakes.journal import FakeJournal
from fakes.memory import Memory


class FakeStories:
    """The port `Stories`."""

    def __init__(self, memory: Memory, journal: FakeJournal) -> None:
        self._memory = memory
        self._journal = journal

    async def recent(self, shows: Iterable[ShowId], *, since: datetime) -> Sequence[ToldStory]:
        wanted = set(shows)
        return [one for one in self._since(since) if one.story.show in wanted]

    async def began(self, shows: Collection[ShowId] | None, *, since: datetime) -> int:
        return sum(shows is None or one.story.show in shows for one in self._since(since))

    async def growing(self, *, since: datetime) -> Sequence[ToldStory]:
        return [one for one in self._since(since) if outlets_of(one.story) > one.outlets]

    async def keep(
        self, stories: Sequence[ToldStory], broadcasts: Iterable[Broadcast], *, now: datetime
    ) -> bool:
        held = self._memory.stories
        for one in stories:
            before = held.get(one.story.id)
            if (before.revision if before else 0) != one.revision:
                return False
        for one in stories:
            held[one.story.id] = replace(one, revision=one.revision + 1)
        for name, one in list(held.items()):
            if one.story.began < now - KEPT_FOR:
                del held[name]
        self._journal.queue_now(broadcasts, now)
        return True

    def _since(self, since: datetime) -> list[ToldStory]:
        found = [one for one in self._memory.stories.values() if one.story.began >= since]
        return sorted(found, key=lambda one: (one.story.began, one.story.id))
