"""Feeds read over the wire, from a server that holds to the rules."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from adapters.sources.feeds.reader import WebFeedReader
from adapters.sources.web.exchanges import Bounds
from adapters.sources.web.faults import RefusedAddressError
from adapters.sources.web.fetcher import Fetcher
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.ports.feeds import FoundFeed
from bot.verbs.read_feeds import read_feeds
from content.articles.feed import FeedTrouble
from content.articles.fetch_allowance import FetchLimits
from fakes.feed_store import FakeFeeds, FakeReception
from fakes.feeds.documents import numbered, rss
from fakes.feeds.server import FakeFeedServer
from fakes.tvmaze.time import SimulatedTime

HOUR, DAY = 3600, 86_400


@pytest.fixture
async def server():
    async with FakeFeedServer() as running:
        yield running
    assert running.violations == []


class Desk:
    """All that reads, as one process has it."""

    def __init__(self, server, fetcher):
        self.server = server
        self.time = SimulatedTime()
        self.store = FakeFeeds()
        self.room = FakeReception()
        self.fetcher = fetcher
        self.reader = WebFeedReader(fetcher)

    async def add(self, *paths):
        for path in paths:
            await self.store.add(self.server.url(path), title="", by="", now=self.time.now())

    async def look(self, **how):
        chance = random.Random(1).random  # noqa: S311
        return await read_feeds(
            self.store, self.reader, self.room, clock=self.time, chance=chance, **how
        )

    async def looks(self, count, *, every=2 * HOUR):
        for _ in range(count):
            self.time.pass_time(every)
            await self.look()

    async def the_feed(self):
        (feed,) = await self.store.every()
        return feed


@pytest.fixture
async def desk(server):
    async with Fetcher(private_hosts=[server.place]) as fetcher:
        made = Desk(server, fetcher)
        yield made
        made.reader.close()


async def test_a_new_item_is_handed_on_once(desk, server):
    served = server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    await desk.look()
    served.says([numbered(2), numbered(1)])

    await desk.looks(3)

    assert desk.room.titles == ["News 1", "News 2"]
    assert [item.is_backlog for item in desk.room.taken] == [True, False]
    assert desk.room.taken[1].article.text == "AMC has renewed Dark Winds."
    assert (served.whole, served.unchanged) == (2, 2)


async def test_a_feed_is_asked_at_most_hourly_also_after_a_restart(desk, server):
    server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    for _ in range(24 * 6):
        await desk.look()
        desk.time.pass_time(600)

    assert 20 <= server.requests <= 24


async def test_what_an_editor_adds_twice_is_fetched_once(desk, server):
    server.feed("/feed", [numbered(1)])
    await desk.add("/feed", "/feed")

    await desk.look()

    assert server.requests == 1


async def test_items_dated_or_numbered_anew_are_not_told_again(desk, server):
    served = server.feed("/feed", [numbered(n) for n in range(5)])
    await desk.add("/feed")
    await desk.look()
    now = datetime(2026, 12, 1, 13, tzinfo=UTC)
    served.says([numbered(n, published=now, title=f"News {n} (updated)") for n in range(5)])
    await desk.looks(1)
    served.says([numbered(n, guid=f"urn:new:{n}") for n in range(5)])
    await desk.looks(1)
    served.says(
        [numbered(n, guid=f"urn:new:{n}", link=f"https://new.example/{n}") for n in range(5)]
    )
    await desk.looks(1)

    assert len(desk.room.taken) == 5


async def test_an_item_that_vanishes_and_comes_back_is_not_told_again(desk, server):
    served = server.feed("/feed", [numbered(2), numbered(1)])
    await desk.add("/feed")
    await desk.look()
    served.says([numbered(1)])
    await desk.looks(1)
    served.says([numbered(2), numbered(1)])
    await desk.looks(1)

    assert len(desk.room.taken) == 2


async def test_two_feeds_of_one_outlet_bring_one_item_once(desk, server):
    server.feed("/all", [numbered(1), numbered(2)])
    server.feed("/tv", [numbered(2)])
    await desk.add("/all", "/tv")

    await desk.look()

    assert sorted(desk.room.titles) == ["News 1", "News 2"]


async def test_an_old_validator_is_let_go_of_when_a_new_one_comes(desk, server):
    served = server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    await desk.look()
    served.etag, served.body = "", rss([numbered(1), numbered(2)])
    await desk.looks(1)
    feed = await desk.the_feed()

    assert (feed.validators.etag, bool(feed.validators.last_modified)) == ("", True)


async def test_a_document_that_broke_off_leaves_no_validator(desk, server):
    served = server.feed("/feed", [numbered(n) for n in range(9)])
    whole, served.body = served.body, served.body[:-200]
    await desk.add("/feed")
    await desk.look()
    assert (await desk.the_feed()).validators.etag == ""

    served.body = whole
    await desk.looks(1)

    assert len(desk.room.taken) == 9
    assert (await desk.the_feed()).validators.etag == served.etag


async def test_a_feed_that_says_unchanged_for_ever_is_asked_whole_once_a_week(desk, server):
    served = server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    await desk.look()
    served.body = rss([numbered(1), numbered(2, published=None)])  # under its old validators

    await desk.looks(3, every=DAY)
    assert desk.room.titles == ["News 1"]
    await desk.looks(4, every=DAY)

    assert desk.room.titles == ["News 1", "News 2"]


async def test_a_page_instead_of_a_feed_is_no_empty_feed(desk, server):
    served = server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    await desk.look()
    served.body, served.etag = b"<!DOCTYPE html><html>log in</html>", '"9"'
    served.content_type = "text/html"

    await desk.looks(60)

    feed = await desk.the_feed()
    assert "page for people" in feed.reason
    assert feed.validators.etag == '"1"'
    assert [trouble for _, trouble in desk.room.heard] == [FeedTrouble.SILENT]


@pytest.mark.parametrize("fault", ["cut", "huge", "bomb", "empty"])
async def test_what_may_not_be_taken_in_is_a_failure(desk, server, fault):
    served = server.feed("/feed", [numbered(1)])
    if fault == "cut":
        served.cut_at = 100
    served.body = {
        "cut": served.body,
        "huge": served.body + b" " * 2_000_000,
        "bomb": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + served.body[39:],
        "empty": b"",
    }[fault]
    await desk.add("/feed")

    result = await desk.look()

    feed = await desk.the_feed()
    assert (result.failed, feed.failures, desk.room.taken) == (1, 1, [])
    assert feed.reason


async def test_what_is_gone_is_asked_no_more_and_editors_hear_of_it(desk, server):
    server.feed("/feed", status=410)
    await desk.add("/feed")

    await desk.look()
    await desk.looks(30)

    assert server.requests == 1
    assert [trouble for _, trouble in desk.room.heard] == [FeedTrouble.GONE]


async def test_a_pause_that_is_asked_for_is_kept_for_the_whole_host(desk, server):
    busy = server.feed("/a", [numbered(2)], status=429, headers={"Retry-After": str(2 * DAY)})
    server.feed("/b", [numbered(1)])
    await desk.add("/a", "/b")

    await desk.look()
    await desk.looks(20)
    assert server.requests == 1
    busy.status = 200
    await desk.looks(5)

    assert sorted(desk.room.titles) == ["News 1", "News 2"]


async def test_a_move_for_a_while_is_followed_and_never_believed(desk, server):
    server.feed("/feed", status=302, headers={"Location": server.url("/new")})
    server.feed("/new", [numbered(1)])
    await desk.add("/feed")

    await desk.look()
    await desk.looks(40)

    assert desk.room.titles == ["News 1"]
    assert (await desk.the_feed()).url == server.url("/feed")


async def test_a_move_for_good_is_believed_after_a_day(desk, server):
    server.feed("/feed", status=301, headers={"Location": server.url("/new")})
    server.feed("/new", [numbered(1)])
    await desk.add("/feed")
    await desk.look()
    await desk.looks(11)
    assert (await desk.the_feed()).url == server.url("/feed")

    await desk.looks(2)

    assert (await desk.the_feed()).url == server.url("/new")
    assert desk.room.titles == ["News 1"]


async def test_a_crash_while_items_are_taken_loses_none(desk, server):
    server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    desk.room.fails.append(StorageError("away"))

    with pytest.raises(StorageError):
        await desk.look()
    await desk.look()
    await desk.look()

    assert desk.room.titles == ["News 1"]


async def test_a_crash_after_items_were_taken_hands_the_same_ones_over_again(desk, server):
    server.feed("/feed", [numbered(1)])
    await desk.add("/feed")
    desk.room.fails_after.append(StorageError("away"))

    with pytest.raises(StorageError):
        await desk.look()
    await desk.look()

    first, second = desk.room.taken
    assert first == second


async def test_a_host_is_asked_so_often_a_day(desk, server):
    for number in range(4):
        server.feed(f"/{number}", [numbered(number)])
    await desk.add("/0", "/1", "/2", "/3")

    result = await desk.look(limits=FetchLimits(host_a_day=3))

    assert (result.asked, result.left_alone, server.requests) == (3, 1, 3)


async def test_a_host_that_hangs_keeps_the_round_for_two_of_its_feeds_only(desk, server):
    hanging = [server.feed(f"/{number}", [numbered(number)], hangs=True) for number in range(9)]
    async with (
        FakeFeedServer() as other,
        Fetcher(private_hosts=[server.place, other.place]) as fetcher,
    ):
        other.feed("/feed", [numbered(99)])
        await desk.store.add(other.url("/feed"), title="", by="", now=desk.time.now())
        await desk.add(*(f"/{number}" for number in range(9)))
        desk.reader = WebFeedReader(fetcher, bounds=Bounds(whole_s=0.2))
        result = await desk.look()
        desk.reader.close()

        assert (result.asked, result.new, result.failed, result.left_alone) == (3, 1, 2, 7)
        assert other.violations == []
    for served in hanging:
        served.hangs = False
    desk.reader = WebFeedReader(desk.fetcher)
    again = await desk.look()
    assert again.asked == 0
    desk.time.pass_time(15 * 60)
    again = await desk.look()
    assert (again.asked, again.new, again.failed) == (7, 7, 0)
    await desk.looks(2)
    assert len(desk.room.taken) == 10
    assert desk.room.heard == []
    desk.reader.close()


async def test_a_page_names_its_feeds(desk, server):
    page = b"""<!DOCTYPE html><html><head>
    <link rel="alternate" type="application/rss+xml" title="News" href="/feed?a=1&amp;b=2">
    <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/s.css">
    <LINK REL="ALTERNATE HOME" TYPE="application/atom+xml; charset=utf-8" HREF="//x.example/atom">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head>"""
    server.feed("/", content_type="text/html").body = page
    server.feed("/feed", [numbered(1)])
    server.feed("/text").body = b"nothing"

    assert await desk.reader.find(server.url("/")) == [
        FoundFeed(server.url("/feed?a=1&b=2"), "News"),
        FoundFeed("http://x.example/atom", ""),
    ]
    assert await desk.reader.find(server.url("/feed")) == [
        FoundFeed(server.url("/feed"), "The Outlet")
    ]
    assert await desk.reader.find(server.url("/text")) == []
    with pytest.raises(SourceUnavailableError, match="404"):
        await desk.reader.find(server.url("/none"))
    with pytest.raises(RefusedAddressError):
        await desk.reader.find("ftp://outlet.example/feed")


async def test_a_document_that_takes_too_long_holds_nobody_up(desk, server):
    server.feed("/feed", [numbered(1)])
    impatient = WebFeedReader(desk.reader._fetcher, parse_s=0.0)
    _, feed = await desk.store.add(server.url("/feed"), title="", by="", now=desk.time.now())

    answer = await impatient.read(feed, whole=True, now=desk.time.now())
    impatient.close()

    assert "takes longer" in answer.reason
    assert timedelta() == timedelta(seconds=impatient._parse_s)
