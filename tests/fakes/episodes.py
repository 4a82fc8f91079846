"""The port `EpisodeLog`, in memory."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.ports.episodes import JUST_NOW
from content.facts.claims import ShowId
from content.facts.kinds import Topic
from content.listings.airings import (
    KEPT_FOR,
    EpisodeSighting,
    is_surely_ahead,
    seen_again,
    vanished,
)
from content.listings.records import ListedEpisode
from fakes.memory import Memory


class FakeEpisodes:
    """The port `EpisodeLog`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def saw(
        self,
        source: str,
        seen: Mapping[ShowId, Sequence[ListedEpisode]],
        *,
        now: datetime,
        age: timedelta = JUST_NOW,
        is_whole: bool = False,
    ) -> int:
        held = self._memory.episodes
        known = {one.show for one in held.values() if one.source == source}
        before = dict(held)
        listed = {
            (source, episode.id): (show, episode)
            for show, episodes in seen.items()
            for episode in episodes
        }
        for key, (show, episode) in listed.items():
            found = seen_again(
                before.get(key),
                episode,
                source=source,
                show=show,
                now=now,
                as_of=now - age,
                is_import=show not in known,
            )
            if found is not None:
                held[key] = found
        for key, one in before.items():
            is_meant = one.source == source and one.show in seen and key not in listed
            if is_whole and is_meant and is_surely_ahead(one, now):
                held[key] = vanished(one, now=now, as_of=now - age)
        moved = [key for key, one in before.items() if held[key].moved_at != one.moved_at]
        for key, one in list(held.items()):
            if one.episode.day is not None and one.episode.day < (now - KEPT_FOR).date():
                del held[key]
        return len(moved)

    async def airing(
        self, first: date, last: date, *, moved_after: datetime | None = None
    ) -> Sequence[EpisodeSighting]:
        wanted = {
            one.show
            for one in self._memory.subscriptions
            if Topic.EPISODES in one.preferences.topics
        }
        found = [
            one
            for one in self._memory.episodes.values()
            if (None in wanted or one.show in wanted)
            and any(day and first <= day <= last for day in _days_of(one))
            and (moved_after is None or (one.moved_at and one.moved_at > moved_after))
        ]
        return sorted(found, key=lambda one: (one.show, one.episode.id))


def _days_of(one: EpisodeSighting) -> tuple[date | None, ...]:
    return one.episode.day, one.was.day if one.was else None
