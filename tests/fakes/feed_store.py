"""The feeds that are read, in memory."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports.errors import SourceUnavailableError
from bot.ports.feeds import KEPT, MOST_FEEDS, USUAL_LIMITS, Adding, FoundFeed
from content.articles.feed import Feed, FeedTrouble
from content.articles.fetch_allowance import (
    FetchAllowance,
    FetchLimits,
    GrantedFetches,
    granted_fetches,
)
from content.articles.identity import ItemKeys
from content.articles.items import ItemId, NewsItem
from content.commands.acts import Act, ActKind


@dataclass
class _Held:
    feed: Feed
    named: bool = False
    added: bool = False

    @property
    def is_wanted(self) -> bool:
        return self.named or self.added


class FakeFeeds:
    """The port `Feeds`."""

    def __init__(self, acts: list[Act] | None = None, *, at_most: int = MOST_FEEDS) -> None:
        self._acts = [] if acts is None else acts
        self._at_most = at_most
        self._held: dict[int, _Held] = {}
        self._keys: dict[str, tuple[int, datetime]] = {}
        self._items: dict[ItemId, tuple[NewsItem, datetime | None]] = {}
        self._hosts: defaultdict[str, FetchAllowance] = defaultdict(FetchAllowance)

    async def name(self, urls: Collection[str], *, now: datetime) -> None:
        for url in urls:
            self._ensure(url, "", "", now)
        for held in self._held.values():
            named = held.feed.url in urls
            if named != held.named:
                held.named = named
                self._change(held)

    async def add(self, url: str, *, title: str, by: str, now: datetime) -> tuple[Adding, Feed]:
        held = self._at(url)
        if held is not None and held.is_wanted and held.feed.paused_at is None:
            if not held.added:
                before, held.added = held.feed, True
                self._change(held, added_by=by)
                self._keep(ActKind.FEED_ADDED, held, by, now)
                return Adding.KNOWN, before
            return Adding.KNOWN, held.feed
        if (held is None or not held.is_wanted) and len(await self.every()) >= self._at_most:
            fresh = Feed(number=0, url=url, title=title, added_by=by, added_at=now, due_at=now)
            return Adding.TOO_MANY, fresh
        is_new = held is None
        held = held or self._ensure(url, title, by, now)
        held.added = True
        self._change(held, added_by=by)
        self._begin_anew(held, now)
        self._keep(ActKind.FEED_ADDED, held, by, now)
        return (Adding.NEW if is_new else Adding.AGAIN), held.feed

    async def take_in(self, found: Sequence[FoundFeed], *, now: datetime) -> int | None:
        read = {one.url for one in await self.every()}
        fresh = {one.url: one.title for one in found if one.url not in read}
        if len(read) + len(fresh) > self._at_most:
            return None
        for url, title in fresh.items():
            held = self._at(url) or self._ensure(url, title, "", now)
            held.added = True
            self._change(held, added_by="")
            self._begin_anew(held, now)
        return len(fresh)

    async def remove(self, number: int, *, by: str, now: datetime) -> bool:
        held = self._held.get(number)
        if held is None or not held.added:
            return False
        held.added = False
        self._change(held)
        self._keep(ActKind.FEED_REMOVED, held, by, now)
        return not held.named

    async def pause(self, number: int, *, by: str, now: datetime) -> bool:
        held = self._held.get(number)
        if held is None or not held.is_wanted or held.feed.paused_at is not None:
            return False
        self._change(held, paused_at=now, paused_by=by)
        self._keep(ActKind.FEED_PAUSED, held, by, now)
        return True

    async def resume(self, number: int, *, by: str, now: datetime) -> bool:
        held = self._held.get(number)
        if held is None or held.feed.paused_at is None:
            return False
        self._begin_anew(held, now)
        self._keep(ActKind.FEED_RESUMED, held, by, now)
        return True

    def _keep(self, kind: ActKind, held: _Held, by: str, now: datetime) -> None:
        self._acts.append(Act(kind=kind, by=by, at=now, detail=held.feed.place))

    async def every(self) -> Sequence[Feed]:
        return [held.feed for held in self._held.values() if held.is_wanted]

    async def due(self, *, now: datetime, limit: int) -> Sequence[Feed]:
        due = [one for one in await self.every() if one.due_at <= now and one.paused_at is None]
        return sorted(due, key=lambda one: (one.due_at, one.number))[: max(0, limit)]

    async def hasten_all(self, *, now: datetime) -> int:
        later = [
            held
            for held in self._held.values()
            if held.is_wanted and held.feed.due_at > now and held.feed.paused_at is None
        ]
        for held in later:
            self._change(held, due_at=now)
        return len(later)

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(key for key in keys if key in self._keys)

    async def store(
        self, after: Feed, *, seen: Sequence[ItemKeys] = (), new: Sequence[NewsItem] = ()
    ) -> bool:
        held = self._held.get(after.number)
        if held is None or held.feed.revision != after.revision:
            return False
        other = self._at(after.url)
        if other is not None and other is not held:
            if other.is_wanted:
                reason = f"it has moved to where feed {other.feed.number} is, which is read already"
                after = replace(
                    after,
                    url=held.feed.url,
                    paused_at=after.asked_at,
                    paused_by="",
                    reason=reason,
                )
            else:
                del self._held[other.feed.number]
        kept = {"added_by": held.feed.added_by, "added_at": held.feed.added_at}
        held.feed = replace(after, revision=after.revision + 1, **kept)
        if seen and after.parsed_at is not None:
            self._see(after.number, seen, new, after.parsed_at)
        return True

    def _see(
        self, number: int, seen: Sequence[ItemKeys], new: Sequence[NewsItem], now: datetime
    ) -> None:
        by_item = {one.item: one for one in seen}
        for item in new:
            if self._keys.keys().isdisjoint(by_item[item.id].keys):
                self._items.setdefault(item.id, (item, None))
        for key in (key for one in seen for key in (*one.keys, one.by_title)):
            first, _ = self._keys.get(key, (number, now))
            self._keys[key] = first, now
        self._keys = {
            key: (feed, seen_at)
            for key, (feed, seen_at) in self._keys.items()
            if feed != number or seen_at >= now - KEPT
        }

    async def store_all(self, after: Sequence[Feed]) -> None:
        for one in after:
            await self.store(one)

    async def take_fetches(
        self, wished: Mapping[str, int], *, now: datetime, limits: FetchLimits = USUAL_LIMITS
    ) -> Mapping[str, GrantedFetches]:
        granted = {}
        for host, count in wished.items():
            theirs, ours = self._hosts[host], self._hosts[""]
            one = granted[host] = granted_fetches(count, theirs, ours, limits, now)
            self._hosts[host] = theirs.taken(one.count, now)
            self._hosts[""] = ours.taken(one.count, now)
        return granted

    async def pause_host(self, host: str, *, until: datetime, why: str) -> None:
        self._hosts[host] = self._hosts[host].paused(until, why)

    async def waiting(self, *, limit: int) -> Sequence[NewsItem]:
        waits = [item for item, taken_at in self._items.values() if taken_at is None]
        return waits[: max(0, limit)]

    async def settle(self, items: Collection[ItemId], *, now: datetime) -> int:
        count = 0
        for id_ in items:
            item, taken_at = self._items.get(id_, (None, now))
            if item is not None and taken_at is None:
                self._items[id_] = item, now
                count += 1
        return count

    def _at(self, url: str) -> _Held | None:
        return next((held for held in self._held.values() if held.feed.url == url), None)

    def _ensure(self, url: str, title: str, by: str, now: datetime) -> _Held:
        if held := self._at(url):
            return held
        number = max(self._held, default=0) + 1
        feed = Feed(number=number, url=url, title=title, added_by=by, added_at=now, due_at=now)
        held = self._held[number] = _Held(feed)
        return held

    def _begin_anew(self, held: _Held, now: datetime) -> None:
        self._change(
            held,
            paused_at=None,
            paused_by="",
            due_at=now,
            failing_since=None,
            failures=0,
            reason="",
            waits_for="",
            told=frozenset(),
        )

    def _change(self, held: _Held, **values: object) -> None:
        held.feed = replace(held.feed, revision=held.feed.revision + 1, **values)  # type: ignore[arg-type]


class FakeReception:
    """The port `Newsroom`: holds what it was given, and fails when told to."""

    def __init__(self) -> None:
        self.taken: list[NewsItem] = []
        self.heard: list[tuple[Feed, FeedTrouble]] = []
        self.fails: list[BaseException] = []
        self.fails_after: list[BaseException] = []

    async def take(self, items: Sequence[NewsItem]) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.taken.extend(items)
        if self.fails_after:
            raise self.fails_after.pop(0)

    async def hear_of(self, feed: Feed, trouble: FeedTrouble) -> None:
        self.heard.append((feed, trouble))

    @property
    def titles(self) -> list[str]:
        return [item.article.title for item in self.taken]


FEED = "https://outlet.example/feed/"
PAGES = {
    FEED: [FoundFeed(FEED, "The Outlet")],
    "outlet.example": [FoundFeed(FEED, "The Outlet"), FoundFeed(f"{FEED}comments", "Comments")],
    "https://outlet.example/about": [],
}


class FakeFinder:
    """The port `FeedReader`, as far as feeds are found by it."""

    async def find(self, address: str) -> Sequence[FoundFeed]:
        if address not in PAGES:
            raise SourceUnavailableError(f"{address} does not answer; try again later")
        return PAGES[address]
