"""What is new in the feeds, from the wire to what editors decide: once, whatever breaks off."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.sources.feeds.opening import OpenedFeeds
from adapters.sources.pages.opening import FetchedArticles
from adapters.sources.pages.reader import ReadabilityPages
from adapters.sources.web.fetcher import Fetcher
from adapters.storage.database import Database
from bot.runtime.knowledge import Catalogues
from bot.runtime.newsroom import PAGES_A_DAY, EditorsNewsroom, PageDesk
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from bot.verbs.read_feeds import read_feeds
from content.articles.article import Article
from content.articles.fetch_allowance import FetchLimits
from content.articles.items import DayBasis, ItemId, NewsItem
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.feeds.documents import Told
from fakes.feeds.server import FakeFeedServer
from fakes.newsroom import FixedKnowledge
from fakes.sources import FakeSource
from fakes.tellings import channel, subscription
from fakes.tvmaze.time import SimulatedTime
from fakes.web_servers import Names, Routes

SEVERANCE = show("severance", title="Severance", short="Severance")
PUBLIC = "93.184.215.14"
SAYS = "Apple has announced that season 3 of Severance premieres on 5 March 2027."
EDITOR = Destination(platform="discord", workspace="", channel="", person="7")


def told(html=f"<p>{SAYS}</p>", number=1, **how):
    link = f"https://outlet.example/news/{number}"
    return Told(**{"title": "Severance gets a date", "link": link, "html": html} | how)


class Desk:
    """One process that reads feeds, over a database that may outlive it."""

    def __init__(self, server, reader, database, time):
        self.server, self.reader, self.database, self.time = server, reader, database, time
        source = FakeSource()
        source.holds(catalogue(shows=(SEVERANCE,)))
        self.files = source
        sources = [source, database.editor_claims, database.recorded_claims]
        self.sources = sources
        self.knowledge = Catalogues([one.name for one in sources])
        self.noticed = None
        self.pages = None

    def room(self, pages=None):
        return EditorsNewsroom(
            clock=self.time,
            knowledge=self.knowledge,
            proposals=self.database.proposals,
            stories=self.database.stories,
            outbox=self.database.outbox,
            editors=[EDITOR],
            pages=pages,
        )

    def page_desk(self, *, library="readability", **limits):
        port = int(self.server.place.rpartition(":")[2])
        self.pages = self.pages or Fetcher(
            resolve=Names({"outlet.example": [PUBLIC]}), dial=Routes({(PUBLIC, 80): port})
        )
        articles = FetchedArticles(self._opened, ReadabilityPages(), library=library)
        limits = FetchLimits(**limits) if limits else PAGES_A_DAY
        return PageDesk(articles, self.database.feeds, limits)

    async def _opened(self):
        return self.pages

    async def learn(self):
        for one in self.sources:
            await fetch(one, knowledge=self.knowledge)
        before = self.noticed or NoticeState(await self.database.journal.open())
        self.noticed = await notice(
            before,
            clock=self.time,
            knowledge=self.knowledge,
            journal=self.database.journal,
            stories=self.database.stories,
        )
        return 0 if self.noticed is before else self.noticed.told

    async def look(self, room=None):
        self.time.pass_time(7200)
        return await read_feeds(
            self.database.feeds,
            self.reader,
            room or self.room(),
            clock=self.time,
            chance=random.Random(1).random,  # noqa: S311
        )

    async def waiting(self):
        return (await self.database.proposals.waiting(limit=9)).oldest

    async def accept(self):
        (one,) = await self.waiting()
        outcome = await self.database.proposals.decide(
            one.number, accepted=True, by="discord:7", now=self.time.now()
        )
        return outcome.stands.proposal


@pytest.fixture
async def server():
    async with FakeFeedServer() as running:
        yield running
    assert running.violations == []


@pytest.fixture
async def desk(server, sqlite_url):
    reader = OpenedFeeds(private_hosts=[server.place], contact=None)
    database, time = await Database.open(sqlite_url), SimulatedTime()
    desk = Desk(server, reader, database, time)
    await desk.learn()
    await database.subscriptions.subscribe(subscription(channel(), show=ShowId("severance")))
    await database.feeds.name([server.url("/feed")], now=time.now())
    yield desk
    await reader.close()
    if desk.pages:
        await desk.pages.close()
    await database.close()


async def test_an_article_waits_with_its_words_and_is_told_once_when_it_is_accepted(desk, server):
    server.feed("/feed", [told(), told("<p>Nothing of that.</p>", 2, title="Other news")])

    assert (await desk.look()).new == 2
    (one,) = await desk.waiting()
    assert one.proposal.quote == SAYS
    assert str(one.proposal.claim.value) == "2027-03-05"
    assert one.proposal.claim.source.basis == "feed"
    assert await desk.learn() == 0

    assert await desk.accept() == one.proposal
    assert await desk.learn() == 1
    assert await desk.learn() == 0
    assert len(await desk.database.outbox.reports(channel(), limit=9)) == 1


async def test_what_is_fetched_twice_or_told_by_another_outlet_is_one_proposal(desk, server):
    served = server.feed("/feed", [told()])
    await desk.look()
    served.says([told(), told(number=3, title="Severance: when it is back")])
    await desk.look()

    assert len(await desk.waiting()) == 1
    await desk.accept()
    served.says([told(), told(number=4, title="Severance, again")])
    await desk.look()
    assert await desk.waiting() == []


class Killed(BaseException):
    """The process ends here."""


class Dies:
    """A newsroom whose process ends before or after it takes anything."""

    def __init__(self, room, *, after):
        self.room, self.after = room, after

    async def take(self, items):
        if self.after:
            await self.room.take(items)
        raise Killed


@pytest.mark.parametrize("after", [False, True])
async def test_killed_between_storing_and_settling_nothing_is_lost_or_doubled(
    desk, server, sqlite_url, after
):
    server.feed("/feed", [told()])
    with pytest.raises(Killed):
        await desk.look(Dies(desk.room(), after=after))
    assert len(await desk.waiting()) == after

    database = await Database.open(sqlite_url)
    again = Desk(server, desk.reader, database, desk.time)
    await again.learn()
    await again.look()
    assert len(await again.waiting()) == 1
    assert list(await database.feeds.waiting(limit=9)) == []

    await again.accept()
    await database.close()  # killed after the decision, before anybody heard of it
    last = Desk(server, desk.reader, desk.database, desk.time)
    assert await last.learn() == 1
    assert await last.learn() == 0


async def test_what_an_article_says_of_a_season_is_weighed_against_what_is_held(desk, server):
    held = claim(show_id="severance", season=3, value="2027-03-05", publisher="Apple")
    desk.files.holds(catalogue(held, shows=(SEVERANCE,)))
    await desk.learn()
    server.feed("/feed", [told("<p>Severance season 3 premieres on 12 March 2027.</p>")])
    await desk.look()

    assert str((await desk.accept()).claim.value) == "2027-03-12"
    await desk.learn()
    held = {one.origin for one in desk.knowledge.catalogue.about(ShowId("severance"))}
    assert "newsdesk" in held


async def test_what_an_article_says_again_waits_for_nobody_and_is_counted(desk, server):
    held = claim(show_id="severance", season=3, value="2027-03-05", publisher="Apple")
    desk.files.holds(catalogue(held, shows=(SEVERANCE,)))
    await desk.learn()
    room = desk.room()
    server.feed("/feed", [told("<p>Severance season 3 premieres on 5 March 2027.</p>")])

    await desk.look(room)

    assert await desk.waiting() == []
    assert room.restated == 1


async def test_a_feed_that_is_gone_is_told_to_each_editor_once(desk, server):
    served = server.feed("/feed", [told()])
    await desk.look()
    served.status = 410
    await desk.look()
    (feed,) = await desk.database.feeds.every()

    assert feed.paused_at is not None
    assert len(await desk.database.outbox.reports(EDITOR, limit=9)) == 1
    for trouble in feed.told:
        await desk.room().hear_of(feed, trouble)
    assert len(await desk.database.outbox.reports(EDITOR, limit=9)) == 1


def item(text, id_="1", basis=DayBasis.FEED):
    article = Article(
        url="https://outlet.example/1",
        publisher="The Outlet",
        published=PartialDate.parse("2026-12-01"),
        title="Severance gets a date",
        text=text,
    )
    return NewsItem(
        id=ItemId(id_),
        feed="https://outlet.example/feed",
        guid=id_,
        article=article,
        basis=basis,
        first_seen=datetime(2026, 12, 1, 12, tzinfo=UTC),
        is_backlog=True,
    )


def room_of(memory):
    return EditorsNewsroom(
        clock=SimulatedTime(),
        knowledge=FixedKnowledge(catalogue(shows=(SEVERANCE,))),
        proposals=memory.proposals,
        stories=memory.stories,
        outbox=memory.outbox,
    )


async def test_a_day_that_nobody_says_is_a_doubt_and_the_backlog_is_proposed_too():
    memory = FakeDatabase()
    await room_of(memory).take([item(SAYS, basis=DayBasis.FIRST_SEEN)])

    (one,) = (await memory.proposals.waiting(limit=9)).oldest
    assert one.proposal.claim.source.basis == "first-seen"
    assert any("Nobody says when" in doubt for doubt in one.proposal.doubts)


async def test_a_proposal_is_the_same_whether_all_shows_are_read_against_or_those_named():
    memory = FakeDatabase()
    await room_of(memory).take([item("The weather is fine.", "0"), item(SAYS)])
    assert (await memory.proposals.waiting(limit=9)).count == 1


async def test_a_headline_is_told_once_and_a_first_fetch_tells_none():
    memory = FakeDatabase()
    await memory.subscriptions.subscribe(subscription(show=None, topics={Topic.HEADLINES}))
    room, first = room_of(memory), item(SAYS)

    await room.take([first])
    silent = list(memory.journal.queued)
    await room.take([replace(first, is_backlog=False)])
    await room.take([replace(first, is_backlog=False)])

    assert silent == []
    assert [row.announcement.headline for row in memory.journal.queued] == ["Severance gets a date"]


SUMMARY = "<p>Severance has a date at last. We have all there is to know \u2026</p>"
WHOLE = (
    "<p>Severance has a date at last, and the people who make it have told us a few things about "
    "it, among them where it was shot, who is in it, and how long it took them to get there.</p>"
    f"<p>{SAYS}</p><p>Its makers were glad to be done with it, they said, and so are we.</p>"
)


def told_in_short(number=1, **how):
    link = f"http://outlet.example/page/{number}"
    return told(**{"html": SUMMARY, "number": number, "link": link} | how)


def serve_page(server, number=1, html=WHOLE, **how):
    served = server.feed(f"/page/{number}", content_type="text/html", **how)
    served.body = f"<html><body><article><h1>News</h1>{html}</article></body></html>".encode()
    return served


async def test_of_a_show_that_is_followed_the_page_is_read_where_its_feed_sums_it_up(desk, server):
    page = serve_page(server)
    server.feed("/feed", [told_in_short()])

    await desk.look(desk.room(desk.page_desk()))
    (one,) = await desk.waiting()

    assert one.proposal.quote == SAYS
    assert one.proposal.claim.source.url == "http://outlet.example/page/1"
    assert page.asked == 1


async def test_no_page_is_fetched_for_a_show_that_nobody_follows_nor_for_a_whole_text(desk, server):
    serve_page(server, 1)
    serve_page(server, 2)
    stranger = "<p>Moon Harvest has a date \u2026</p>"
    server.feed(
        "/feed",
        [
            told_in_short(1, title="Moon Harvest", html=stranger),
            told_in_short(2, html=f"<p>{SAYS} {'It is a good show. ' * 60}</p>"),
        ],
    )

    await desk.look(desk.room(desk.page_desk()))

    assert [path for path in server.paths if path.startswith("/page")] == []
    assert len(await desk.waiting()) == 1


async def test_without_what_reads_pages_the_text_of_the_feed_is_read(desk, server):
    page = serve_page(server)
    server.feed("/feed", [told_in_short(html=f"<p>{SAYS}</p>")])

    await desk.look(desk.room(desk.page_desk(library="a_library_that_is_not_installed")))

    assert page.asked == 0
    assert len(await desk.waiting()) == 1


@pytest.mark.parametrize(
    "how", [{"status": 404}, {"status": 503}, {"drips": True}, {"html": ""}, {"html": "<p>Hi</p>"}]
)
async def test_a_page_that_cannot_be_read_leaves_what_the_feed_says(desk, server, how):
    if how.get("drips"):
        served = serve_page(server)
        served.cut_at = 20
    else:
        serve_page(server, **how)
    server.feed("/feed", [told_in_short(html=f"<p>{SAYS}</p>")])

    await desk.look(desk.room(desk.page_desk()))
    (one,) = await desk.waiting()

    assert one.proposal.quote == SAYS


async def test_a_host_is_asked_for_so_many_pages_a_day_and_no_more(desk, server):
    for number in range(1, 6):
        serve_page(server, number)
    items = [told_in_short(number, title=f"Severance, {number}") for number in range(1, 6)]
    server.feed("/feed", items)

    await desk.look(desk.room(desk.page_desk(host_a_day=2)))

    assert len([path for path in server.paths if path.startswith("/page")]) == 2
