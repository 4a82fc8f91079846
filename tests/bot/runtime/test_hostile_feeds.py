"""Feeds that misbehave, from the wire to what is told: nothing twice, nothing lost."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from adapters.sources.feeds.opening import OpenedFeeds
from adapters.storage.database import Database
from bot.cli.feed_reports import feed_lines
from bot.runtime.knowledge import Catalogues
from bot.runtime.newsroom import EditorsNewsroom
from bot.verbs.fetch import fetch
from bot.verbs.read_feeds import read_feeds
from content.articles.feed import MOST_ITEMS
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from fakes.claims import catalogue, show
from fakes.feeds.documents import numbered, rss
from fakes.feeds.server import FakeFeedServer
from fakes.sources import FakeSource
from fakes.tellings import channel, subscription
from fakes.tvmaze.time import START, SimulatedTime

EDITOR = Destination(platform="discord", workspace="", channel="", person="7")
CITIES = ("Lisbon", "Oslo", "Vienna", "Madrid", "Dublin", "Prague", "Athens", "Warsaw")
DAY = 86_400


def news(number, **how):
    """An item whose headline is a story, and whose words are a proposal of its own."""
    day = START.date() + timedelta(days=90 + number)
    said = f"{day.day} {day:%B %Y}"
    city = CITIES[number % len(CITIES)]
    html = f"<p>Apple has announced that season {number + 3} of Severance premieres on {said}.</p>"
    return numbered(
        number, **{"title": f"Severance visits {city} in episode {number}", "html": html} | how
    )


class Desk:
    """One process that reads the one feed of a real server into a real database."""

    def __init__(self, server, reader, database):
        self.server, self.reader, self.database = server, reader, database
        self.time = SimulatedTime()
        source = FakeSource()
        source.holds(catalogue(shows=(show("severance", title="Severance", short="Severance"),)))
        self.sources = [source, database.editor_claims, database.recorded_claims]
        self.knowledge = Catalogues([one.name for one in self.sources])

    async def look(self, *, after=0):
        self.time.pass_time(after)
        room = EditorsNewsroom(
            clock=self.time,
            knowledge=self.knowledge,
            proposals=self.database.proposals,
            stories=self.database.stories,
            outbox=self.database.outbox,
            editors=[EDITOR],
        )
        chance = random.Random(1).random  # noqa: S311
        return await read_feeds(
            self.database.feeds, self.reader, room, clock=self.time, chance=chance
        )

    async def looks(self, count, *, every=7200):
        for _ in range(count):
            await self.look(after=every)

    async def proposed(self):
        return (await self.database.proposals.waiting(limit=0)).count

    async def posts(self):
        return len(await self.database.outbox.reports(channel(), limit=500))

    async def notices(self):
        reports = await self.database.outbox.reports(EDITOR, limit=50)
        return [one.headline for one in reports]

    async def feed(self):
        (one,) = await self.database.feeds.every()
        return one

    async def standing(self):
        """What `violet sources` says of the feed."""
        return "\n".join(feed_lines(await self.feed()))

    async def comes_to(self):
        return await self.posts(), await self.proposed()


@pytest.fixture
async def server():
    async with FakeFeedServer() as running:
        yield running
    assert running.violations == []


@pytest.fixture
async def desk(server, sqlite_url):
    reader = OpenedFeeds(private_hosts=[server.place], contact=None)
    database = await Database.open(sqlite_url)
    made = Desk(server, reader, database)
    for one in made.sources:
        await fetch(one, knowledge=made.knowledge)
    headlines = subscription(channel(), show=None, topics={Topic.HEADLINES})
    await database.subscriptions.subscribe(headlines)
    await database.feeds.name([server.url("/feed")], now=made.time.now())
    yield made
    await reader.close()
    await database.close()


@pytest.fixture
async def told(desk, server):
    """A feed that was read before, and then brought three pieces of news."""
    served = server.feed("/feed", [numbered(99, title="Other news")])
    await desk.look()
    served.says([news(2), news(1), news(0)])
    await desk.look(after=7200)
    assert await desk.comes_to() == (3, 3)
    return served


async def test_five_thousand_items_at_once_are_read_to_the_hundredth_and_once(desk, server):
    served = server.feed("/feed", [numbered(99_999, title="Other news")])
    await desk.look()
    flood = [numbered(n, title=f"Weather {n}", html="<p>Rain.</p>") for n in range(10, 5_000)]
    served.says([news(0), *flood])
    first = await desk.look(after=7200)
    served.says([*flood[50:90], *flood[:50], news(0)])
    again = await desk.look(after=7200)

    assert first.new == MOST_ITEMS
    assert again.new == 0
    assert await desk.comes_to() == (1, 1)


async def test_a_first_fetch_of_five_thousand_proposes_twenty_and_posts_none(desk, server):
    server.feed("/feed", [news(n) for n in range(5_000)])

    assert (await desk.look()).new == 20
    await desk.looks(3)

    assert await desk.comes_to() == (0, 20)


LATER = datetime(2026, 12, 1, 18, tzinfo=UTC)
AGAIN = {
    "repeated": lambda n: [news(n), news(n), news(n)],
    "re-dated": lambda n: [news(n, published=LATER)],
    "dated tomorrow": lambda n: [news(n, published=datetime(2026, 12, 2, 1, tzinfo=UTC))],
    "dated 2041": lambda n: [news(n, published=datetime(2041, 1, 1, tzinfo=UTC))],
    "dated 1970": lambda n: [news(n, published=datetime(1970, 1, 1, tzinfo=UTC))],
    "undated": lambda n: [news(n, published=None)],
    "re-numbered": lambda n: [news(n, guid=f"urn:uuid:{n}")],
    "without guids": lambda n: [news(n, guid=None)],
    "moved": lambda n: [news(n, link=f"https://new.example/{n}", guid=f"https://new.example/?{n}")],
    "moved but one": lambda n: [
        news(n, link=f"https://new.example/{n}", guid=f"https://new.example/?{n}") if n else news(n)
    ],
    "edited": lambda n: [news(n, title=f"Severance visits {CITIES[n]} in episode {n} (updated)")],
    "with campaigns": lambda n: [news(n, link=f"http://www.outlet.example/news/{n}/?utm_source=x")],
    "one guid": lambda n: [news(n, guid="https://outlet.example/one-and-the-same")],
}


@pytest.mark.parametrize("how", AGAIN)
async def test_what_comes_again_in_another_guise_is_not_told_again(desk, told, how):
    for _ in range(3):
        told.says([item for n in range(3) for item in AGAIN[how](n)])
        await desk.look(after=7200)
        told.says([news(n) for n in range(3)])
        await desk.look(after=7200)

    assert await desk.comes_to() == (3, 3)
    assert "silent" not in await desk.standing()


@pytest.mark.parametrize("how", AGAIN)
async def test_what_is_new_among_what_comes_again_is_told_once(desk, told, how):
    told.says([news(3), *(item for n in range(3) for item in AGAIN[how](n))])
    await desk.looks(3)

    assert await desk.comes_to() == (4, 4)


async def test_two_items_with_one_guid_are_both_told_and_once(desk, told):
    both = [news(n, guid="https://outlet.example/?p=1000") for n in (3, 4)]
    told.says(both)
    await desk.looks(2)
    told.says([*reversed(both), news(0)])
    await desk.looks(2)
    told.says(both[:1])
    await desk.looks(2)

    assert await desk.comes_to() == (5, 5)


@pytest.mark.parametrize("year", [1970, 2041])
async def test_an_item_dated_out_of_this_world_is_news_of_the_day_it_came(desk, told, year):
    told.says([news(3, published=datetime(year, 1, 1, tzinfo=UTC)), news(0)])
    await desk.looks(3)

    assert await desk.comes_to() == (4, 4)
    waiting = (await desk.database.proposals.waiting(limit=9)).oldest
    bases = [one.proposal.claim.source.basis for one in waiting]
    assert sorted(bases) == ["feed", "feed", "feed", "first-seen"]


async def test_a_304_for_ever_is_seen_through_within_a_week(desk, told):
    told.last_modified = "Tue, 01 Jan 2041 00:00:00 GMT"
    told.says([news(n) for n in range(3)])
    told.last_modified = "Tue, 01 Jan 2041 00:00:00 GMT"
    await desk.look(after=7200)
    told.body = rss([news(3, published=None), news(0)])
    whole = told.whole
    await desk.looks(5, every=DAY)
    assert (told.whole, await desk.comes_to()) == (whole, (3, 3))
    await desk.looks(3, every=DAY)

    assert told.whole == whole + 1
    assert await desk.comes_to() == (4, 4)


BAD = {
    "cut off": (lambda s: s.body[:-300], "application/rss+xml"),
    "a challenge": (
        lambda _: b"<!DOCTYPE html><title>Just a moment...</title><noscript>Enable JavaScript",
        "text/html; charset=UTF-8",
    ),
    "a challenge said to be a feed": (
        lambda _: b"<html><head><title>Attention Required!</title></head></html>",
        "application/rss+xml",
    ),
    "empty": (lambda _: b"", "application/rss+xml"),
    "blank": (lambda _: b"\r\n \r\n", "text/xml"),
    "a bomb": (
        lambda s: (
            b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
            + s.body.partition(b"?>")[2].replace(b"Severance", b"&b;")
        ),
        "application/rss+xml",
    ),
}


@pytest.mark.parametrize("bad", BAD)
async def test_what_is_no_whole_feed_loses_nothing_of_what_comes_after(desk, told, bad):
    make, kind = BAD[bad]
    told.says([news(4), news(3), news(0)])
    whole, etag = told.body, told.etag
    told.body, told.content_type, told.is_feed = make(told), kind, False
    await desk.looks(1)
    sound = (await desk.feed()).validators.etag
    assert sound != etag
    told.body, told.content_type, told.is_feed = whole, "application/rss+xml", True
    await desk.looks(2, every=DAY)

    assert await desk.comes_to() == (5, 5)
    assert await desk.notices() == []


@pytest.mark.parametrize("bad", [one for one in BAD if one != "cut off"])
async def test_what_is_no_feed_for_days_is_told_once_and_said(desk, told, bad):
    make, told.content_type = BAD[bad]
    told.says([news(0)])
    told.body, told.is_feed = make(told), False
    await desk.looks(2, every=DAY)
    assert await desk.notices() == []
    assert "silent since 2026-12-02" in await desk.standing()
    await desk.looks(8, every=DAY)

    assert await desk.notices() == ["The feed “The Outlet” has not been read for days."]
    assert await desk.comes_to() == (3, 3)


@pytest.mark.parametrize("said", ["iso-8859-1", "us-ascii", "no-such", ""])
async def test_a_mislabelled_charset_changes_no_word_and_makes_nothing_new(desk, told, said):
    odd = "Severance\u2019s \u0141\u00f3d\u017a \u201cfinale\u201d is here"
    again = [news(0, title="S\u00e9verance \u2014 Gr\u00f6\u00dfe: Severance"), news(1), news(2)]
    told.says(again)
    await desk.look(after=7200)
    before = await desk.comes_to()
    told.says([news(3, title=odd), *again])
    told.content_type = f"text/xml; charset={said}" if said else "text/xml"
    told.body = told.body.replace(b'encoding="UTF-8"', f'encoding="{said or "cp1252"}"'.encode())
    await desk.looks(2)

    assert await desk.comes_to() == (before[0] + 1, before[1] + 1)
    reports = await desk.database.outbox.reports(channel(), limit=9)
    assert odd in [one.headline for one in reports]


async def test_what_is_gone_pauses_tells_once_and_says_so(desk, told, server):
    told.status = 410
    await desk.looks(1)
    asked = server.requests
    await desk.looks(20, every=DAY)

    assert server.requests == asked
    assert await desk.notices() == ["The feed “The Outlet” is gone for good."]
    assert "paused since 2026-12-01" in await desk.standing()
    assert "status 410" in await desk.standing()
    assert await desk.comes_to() == (3, 3)


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_what_is_shut_is_asked_daily_told_after_three_days_and_goes_on(
    desk, told, server, status
):
    told.status = status
    await desk.look(after=7200)
    asked = server.requests
    await desk.looks(36)
    assert server.requests - asked == 3
    assert await desk.notices() == ["The feed “The Outlet” has not been read for days."]
    await desk.looks(60)
    assert len(await desk.notices()) == 1
    assert f"status {status}" in await desk.standing()
    told.status = 200
    told.says([news(3, published=desk.time.now()), news(0)])
    await desk.looks(13)

    assert await desk.comes_to() == (4, 4)
    assert "silent" not in await desk.standing()


async def test_a_move_is_adopted_the_third_time_and_never_to_what_is_no_feed(desk, told, server):
    told.status, told.headers = 301, {"Location": server.url("/new")}
    new = server.feed("/new", content_type="text/html")
    new.body = b"<!DOCTYPE html><html>Welcome to our new site</html>"
    await desk.looks(6, every=DAY)
    assert (await desk.feed()).url == server.url("/feed")
    assert len(await desk.notices()) == 1
    new.content_type, new.etag = "application/rss+xml", '"50"'
    new.says([news(3, published=desk.time.now()), *map(news, range(3))])
    await desk.looks(1, every=DAY)
    assert (await desk.feed()).url == server.url("/feed")
    assert f"gone for good to {server.place}/new" in await desk.standing()
    await desk.looks(2, every=DAY)
    assert "gone for good" not in await desk.standing()

    assert (await desk.feed()).url == server.url("/new")
    assert f"{server.place}/new" in await desk.standing()
    assert await desk.comes_to() == (4, 4)
    assert len(await desk.notices()) == 1


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_where_it_is_for_now_is_followed_and_never_adopted(desk, told, server, status):
    told.status, told.headers = status, {"Location": server.url("/new")}
    server.feed("/new", [news(n) for n in range(4)])
    await desk.looks(10, every=DAY)

    assert (await desk.feed()).url == server.url("/feed")
    assert await desk.comes_to() == (4, 4)
    assert await desk.notices() == []
