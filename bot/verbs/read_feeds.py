"""Reading feeds: what is due → what is new there → the newsroom, each item once."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from bot.ports.feeds import USUAL_LIMITS, FeedReader, Feeds, Newsroom
from bot.ports.journal import Clock
from content.articles.feed import GOOD, Feed, FeedAnswer, FeedOutcome, FeedTrouble
from content.articles.feed_schedule import HostPause, after_answer, asks_whole, host_pause
from content.articles.fetch_allowance import FetchLimits, GrantedFetches
from content.articles.identity import ItemKeys
from content.articles.items import NewsItem
from content.articles.new_items import handed_on, news_item, seen_in

_HOSTS_AT_ONCE: Final = 8
_HANDED_AT_ONCE: Final = 50
_STORED_AT_ONCE: Final = 50


@dataclass
class FeedsRead:
    """What one pass came to."""

    asked: int = 0
    unchanged: int = 0
    new: int = 0
    """Items that were stored as new; of those an earlier pass left, none."""
    failed: int = 0
    left_alone: int = 0
    """Feeds that were due, and whose host is not to be asked now."""
    troubles: list[tuple[Feed, FeedTrouble]] = field(default_factory=list)


@dataclass(frozen=True)
class _Pass:
    feeds: Feeds
    reader: FeedReader
    newsroom: Newsroom
    clock: Clock
    chance: Callable[[], float]
    result: FeedsRead
    stand: list[Feed] = field(default_factory=list)
    """How those feeds stand that are still to be stored."""


async def read_feeds(
    feeds: Feeds,
    reader: FeedReader,
    newsroom: Newsroom,
    *,
    clock: Clock,
    chance: Callable[[], float],
    limit: int = 200,
    limits: FetchLimits = USUAL_LIMITS,
) -> FeedsRead:
    """Ask for what is due, at most *limit* feeds, and hand on what is new; safe to repeat.

    A host is asked for one feed at a time. *chance* gives one number from 0 to 1 after another.

    Raises:
        StorageError: what was not stored is done again by the next pass.
    """
    one = _Pass(feeds, reader, newsroom, clock, chance, FeedsRead())
    await _hand_on(one)
    by_host: defaultdict[str, list[Feed]] = defaultdict(list)
    for feed in await feeds.due(now=clock.now(), limit=limit):
        by_host[_host(feed)].append(feed)
    wished = {host: len(theirs) for host, theirs in by_host.items()}
    granted = await feeds.take_fetches(wished, now=clock.now(), limits=limits)
    turns = asyncio.Semaphore(_HOSTS_AT_ONCE)
    try:
        async with asyncio.TaskGroup() as group:
            for host, theirs in by_host.items():
                group.create_task(_ask_host(one, theirs, granted[host], turns))
    except ExceptionGroup as faults:
        raise faults.exceptions[0] from faults
    await feeds.store_all(one.stand)
    await _hand_on(one)
    return one.result


async def _ask_host(
    one: _Pass, theirs: Sequence[Feed], granted: GrantedFetches, turns: asyncio.Semaphore
) -> None:
    """Ask for a host's feeds, one by one, until it is to be left alone.

    Each has a turn of its own, so that no host with many slow ones keeps others waiting for all.
    """
    left, wait, why, silent = list(theirs), granted.wait, granted.why, 0
    for _ in range(granted.count):
        async with turns:
            is_silence, pause = await _ask(one, left.pop(0), silent=silent)
        silent += is_silence
        if pause is not None:
            wait, why = pause.length, pause.why
            break
    one.result.left_alone += len(left)
    for feed in left:
        await _hold(one, replace(feed, due_at=one.clock.now() + wait, waits_for=why))


async def _ask(one: _Pass, before: Feed, *, silent: int) -> tuple[bool, HostPause | None]:
    """Ask for a feed; return whether its host was silent, and how it is then to be left alone.

    *silent* counts for how many others of its feeds it was.
    """
    asked_at = one.clock.now()
    answer = await one.reader.read(before, whole=asks_whole(before, asked_at), now=asked_at)
    now = one.clock.now()
    after, trouble = after_answer(before, answer, now=now, chance=one.chance())
    one.result.asked += 1
    pause = host_pause(answer, after, silent=silent + answer.is_silence)
    if pause is not None:
        await one.feeds.pause_host(_host(before), until=now + pause.length, why=pause.why)
    if trouble is not None:
        # Before it is stored: rather twice, after a crash, than never.
        await one.newsroom.hear_of(after, trouble)
        one.result.troubles.append((after, trouble))
    if answer.outcome is not FeedOutcome.READ:
        one.result.unchanged += answer.outcome is FeedOutcome.UNCHANGED
        one.result.failed += answer.outcome not in GOOD
        await (_hold(one, after) if after.url == before.url else one.feeds.store(after))
        return answer.is_silence, pause
    keys, new = await _new_in(one, before, after, answer)
    if await one.feeds.store(after, seen=keys, new=new):
        one.result.new += len(new)
    return False, None


async def _hold(one: _Pass, after: Feed) -> None:
    """Store how a feed stands, with many others; those of a pass that dies are asked again."""
    one.stand.append(after)
    if len(one.stand) >= _STORED_AT_ONCE:
        stand = [*one.stand]
        one.stand.clear()
        await one.feeds.store_all(stand)


async def _new_in(
    one: _Pass, before: Feed, after: Feed, answer: FeedAnswer
) -> tuple[Sequence[ItemKeys], Sequence[NewsItem]]:
    now = after.parsed_at or one.clock.now()
    seen = seen_in(after, answer.items, now=now)
    asked = {key for item in seen for key in (*item.keys.keys, item.keys.by_title)}
    known = await one.feeds.known(asked)
    chosen = handed_on(before, seen, known, now=now)
    texts = await one.reader.plain([item.raw for item in chosen])
    is_backlog = before.parsed_at is None
    new = [
        news_item(after, item, text, is_backlog=is_backlog, now=now)
        for item, text in zip(chosen, texts, strict=True)
    ]
    return [item.keys for item in seen], new


async def _hand_on(one: _Pass) -> None:
    """Hand on all that waits, also what a crash left."""
    while items := await one.feeds.waiting(limit=_HANDED_AT_ONCE):
        await one.newsroom.take(items)
        await one.feeds.settle([item.id for item in items], now=one.clock.now())


def _host(feed: Feed) -> str:
    try:
        return urlsplit(feed.url).netloc.lower()
    except ValueError:
        return ""
