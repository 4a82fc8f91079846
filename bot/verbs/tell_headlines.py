"""Telling stories: item of a feed → story → headline → outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.ports.errors import StorageError
from bot.ports.journal import Clock
from bot.ports.sources import Knowledge
from bot.ports.stories import Stories
from content.announcements.announcement import Headline
from content.announcements.broadcast import Broadcast
from content.announcements.headlines import ToldStory, edited, story_told
from content.announcements.in_languages import in_every_language
from content.announcements.superseding import GATHERED_FOR
from content.articles.items import NewsItem
from content.articles.stories import TOLD_OVER, StoryId, story_with, tellings_of
from content.facts.claims import Show
from content.facts.proposals import Proposal

_TRIES: Final = 3
"""As often another process may be quicker."""


async def tell_headlines(
    item: NewsItem,
    proposals: Sequence[Proposal] = (),
    *,
    clock: Clock,
    knowledge: Knowledge,
    stories: Stories,
) -> int:
    """Take in an item that was handed on; return how many new stories it began and told.

    *proposals* are what was read in it. A story that others told before is only noted, and put
    into its post by `gather_outlets`. An item that was taken in already tells nothing, so this is
    safe to repeat after a crash.

    Raises:
        StorageError: nothing was stored; take the item in again.
    """
    catalogue = knowledge.catalogue
    tellings = tellings_of(item, catalogue, proposals)
    if not tellings:
        return 0
    for _ in range(_TRIES):
        now = clock.now()
        shows = {one.gist.show for one in tellings}
        held = {one.story.id: one for one in await stories.recent(shows, since=now - TOLD_OVER)}
        changed: dict[StoryId, ToldStory] = {}
        broadcasts: list[Broadcast] = []
        for telling in tellings:
            story, is_new = story_with([one.story for one in held.values()], telling, now)
            if is_new:
                said = story_told(story, catalogue.shows[story.show])
                broadcasts.append(Broadcast(announcement=said))
                changed[story.id] = ToldStory(story=story)
            elif story != held[story.id].story:
                changed[story.id] = held[story.id].with_story(story)
        if not changed or await stories.keep([*changed.values()], broadcasts, now=now):
            return len(broadcasts)
    raise StorageError("the stories of these shows change too often; take the item in again")


async def gather_outlets(*, clock: Clock, knowledge: Knowledge, stories: Stories) -> int:
    """Put into the posts of stories who else tells them by now; return into how many.

    Of each story at most once an hour, and never two days after it was told.

    Raises:
        StorageError: nothing was stored; look again.
    """
    now, catalogue = clock.now(), knowledge.catalogue
    growing = await stories.growing(since=now - GATHERED_FOR)
    due = [one for one in growing if one.is_edit_due(now) and one.story.show in catalogue.shows]
    if not due:
        return 0
    after = [edited(one, catalogue.shows[one.story.show], now)[0] for one in due]
    broadcasts = [
        Broadcast(announcement=_grown(one, catalogue.shows[one.story.show], now)) for one in due
    ]
    stored = await stories.keep(after, broadcasts, now=now)
    return len(after) if stored else 0


def _grown(told: ToldStory, show: Show, now: datetime) -> Headline:
    return in_every_language(lambda wording: edited(told, show, now, wording)[1])
