"""Managing feeds: editors choose what is read, and see how it stands."""

import re
from typing import Final

from bot.ports.errors import SourceUnavailableError
from bot.ports.feeds import MOST_FEEDS, Adding, FeedReader, Feeds
from bot.ports.journal import Clock
from bot.ports.platforms import Speaker
from bot.ports.traits import PlatformTraits
from content.commands.parse import ManageFeeds
from content.commands.replies import feeds_read as replies
from content.commands.reply import CommandReply
from content.language.wording import Wording

_NUMBER: Final = re.compile(r"#?(\d{1,9})")
_AROUND: Final = "<>\"'"
"""What people put around an address, so that a platform makes nothing of it."""
_LONGEST: Final = 2_000


async def manage_feeds(
    wanted: ManageFeeds,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    editors: frozenset[str],
    clock: Clock,
    feeds: Feeds,
    reader: FeedReader | None,
) -> CommandReply:
    """Return the feeds that are read, or change one as an editor says; only *editors* may.

    Whoever runs Violet is one. Without a *reader* no feed is read here.

    Raises:
        StorageError: nothing was changed.
    """
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.feeds_for_editors_only(who, wording)
    if reader is None:
        return replies.no_feeds_here(wording)
    if wanted.add is not None:
        return await _add(wanted.add, who, clock, feeds, reader, wording)
    typed = next(
        (one for one in (wanted.pause, wanted.resume, wanted.remove) if one is not None), None
    )
    every = await feeds.every()
    if typed is None:
        return replies.every_feed(every, wording, start=wanted.start)
    number = _NUMBER.fullmatch(typed.strip())
    if number is None:
        return replies.which_feed(wording)
    feed = next((one for one in every if one.number == int(number[1])), None)
    if feed is None:
        return replies.no_such_feed(number[1], wording)
    if wanted.pause is not None:
        is_new = await feeds.pause(feed.number, by=who, now=clock.now())
        return replies.feed_paused(feed, is_new=is_new, wording=wording)
    if wanted.resume is not None:
        is_new = await feeds.resume(feed.number, by=who, now=clock.now())
        return replies.feed_resumed(feed, is_new=is_new, wording=wording)
    is_gone = await feeds.remove(feed.number, by=who, now=clock.now())
    if is_gone:
        return replies.feed_removed(feed, wording)
    return replies.feed_named_by_the_operator(feed, wording)


async def _add(
    typed: str, who: str, clock: Clock, feeds: Feeds, reader: FeedReader, wording: Wording
) -> CommandReply:
    address = typed.strip().strip(_AROUND).partition("#")[0]
    if not address or " " in address or len(address) > _LONGEST:
        return replies.which_feed(wording)
    try:
        found = await reader.find(address)
    except SourceUnavailableError as error:
        return replies.feed_not_reached(str(error), wording)
    if not found:
        return replies.no_feed_there(wording)
    first, *others = found
    adding, feed = await feeds.add(first.url, title=first.title, by=who, now=clock.now())
    if adding is Adding.TOO_MANY:
        return replies.no_room_for_feeds(MOST_FEEDS, wording)
    return replies.feed_added(
        feed, others=[one.url for one in others], is_known=adding is Adding.KNOWN, wording=wording
    )
