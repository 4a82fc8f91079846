"""Telling stories: item of a feed → story → headline → outbox → the one post, which grows."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.ports.errors import StorageError
from bot.verbs.fan_out import fan_out
from bot.verbs.make_digests import make_digests
from bot.verbs.tell_headlines import gather_outlets, tell_headlines
from content.articles.article import Article
from content.articles.items import DayBasis, ItemId, NewsItem
from content.facts.claims import Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from content.subscriptions.schedule import DigestFrequency
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import FixedKnowledge, StoppedClock, tell_all
from fakes.tellings import channel, subscription
from reading.shows import shows_of_articles

HEARING = frozenset({Topic.HEADLINES})
NOW = datetime(2027, 1, 12, 9, tzinfo=UTC)
TABLE = Path(__file__).parents[2] / "content" / "articles" / "stories.tsv"
TITLES = [
    line.split("\t")[1]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.startswith("one\t")
]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def item(title, number=0, *, is_backlog=False):
    outlet = f"Outlet{number}"
    article = Article(
        url=f"https://{outlet.casefold()}.example/a",
        publisher=outlet,
        published=PartialDate.parse("2027-01-12"),
        title=title,
        text="A text that nobody sees.",
    )
    return NewsItem(
        id=ItemId(f"item-{number}"),
        feed="https://news.example/feed",
        guid="",
        article=article,
        basis=DayBasis.FEED,
        first_seen=NOW,
        is_backlog=is_backlog,
    )


class Room:
    """Everything from an item to the platform."""

    def __init__(self, store):
        self.store, self.messenger = store, FakeMessenger()
        self.clock = StoppedClock(NOW)
        self.ports = {
            "clock": self.clock,
            "knowledge": FixedKnowledge(shows_of_articles()),
            "stories": store.stories,
        }

    async def hears(self, place=None, **wanted):
        usual = {"topics": HEARING, "show": "nightjar"}
        await self.store.subscriptions.subscribe(subscription(place, **(usual | wanted)))

    async def reads(self, *items):
        for one in items:
            await tell_headlines(one, **self.ports)
        await self.lives()

    async def lives(self):
        await gather_outlets(**self.ports)
        while await fan_out(clock=self.clock, journal=self.store.journal):
            pass
        await make_digests(clock=self.clock, outbox=self.store.outbox)
        while await tell_all(self.store, self.messenger, self.clock):
            pass

    async def passes(self, time, every=10 * MINUTE):
        for _ in range(time // every):
            self.clock.moment += every
            await self.lives()

    @property
    def posts(self):
        return [post.announcement.headline for post in self.messenger.posts]

    @property
    def edits(self):
        return [edit.announcement.lines for edit in self.messenger.edits]


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def room(request):
    if request.param == "fake":
        return Room(FakeDatabase())
    return Room(request.getfixturevalue(f"opened_{request.param}"))


async def test_a_story_is_one_post_and_grows_by_one_edit_an_hour(room):
    await room.hears()

    edited_at = []
    for number, title in enumerate(TITLES):
        await room.reads(item(title, number))
        edited_at += [room.clock.moment] * (len(room.edits) - len(edited_at))
        room.clock.moment += 25 * MINUTE
    await room.passes(2 * HOUR, every=HOUR)

    assert len(TITLES) == 20
    assert room.posts == [TITLES[0]]
    assert len(edited_at) > 3
    assert all(later - one >= HOUR for one, later in pairwise(edited_at))
    assert room.edits[0] == ("Also told by Outlet1, Outlet2, Outlet3.",)
    (line,) = room.edits[-1]
    assert line.endswith("Outlet7, Outlet8 and 11 more.")
    assert {edit.revises for edit in room.messenger.edits} == {room.messenger.edits[0].revises}
    assert {edit.key for edit in room.messenger.edits} == {room.messenger.posts[0].key}


async def test_what_comes_within_an_hour_is_one_edit(room):
    await room.hears()
    await room.reads(*(item(title, number) for number, title in enumerate(TITLES[:6])))
    assert room.edits == []

    await room.passes(3 * HOUR)

    assert room.edits == [("Also told by Outlet1, Outlet2, Outlet3, Outlet4, Outlet5.",)]


async def test_after_two_days_the_post_stays_as_it_is(room):
    await room.hears()
    await room.reads(item(TITLES[0]))
    await room.passes(48 * HOUR, every=HOUR)

    await room.reads(item(TITLES[1], 1))
    await room.passes(3 * HOUR)

    assert (room.posts, room.edits) == ([TITLES[0]], [])


async def test_an_item_that_comes_again_after_a_crash_tells_nothing_twice(room):
    await room.hears()
    await room.reads(item(TITLES[0]), item(TITLES[0]), item(TITLES[1], 1), item(TITLES[1], 1))
    await room.passes(2 * HOUR)

    await room.reads(item(TITLES[0]), item(TITLES[1], 1))
    await room.passes(2 * HOUR)

    assert (room.posts, len(room.edits)) == ([TITLES[0]], 1)


async def test_the_first_fetch_of_a_feed_tells_none(room):
    await room.hears()

    await room.reads(item(TITLES[0], is_backlog=True))

    assert room.posts == []


async def test_a_date_that_moves_away_and_back_is_two_stories(room):
    await room.hears()

    await room.reads(item(TITLES[0]), item("Nightjar Season 2 Moved Back to March", 1))

    assert room.posts == [TITLES[0], "Nightjar Season 2 Moved Back to March"]


async def test_only_who_chose_headlines_of_the_show_and_what_is_reported_hears_them(room):
    await room.hears(channel("C1"))
    await room.hears(channel("C2"), show=None)
    await room.hears(channel("C3"), show="loki")
    await room.hears(channel("C4"), topics=frozenset(Topic) - HEARING)
    await room.hears(channel("C5"), lowest_stance=Stance.CONFIRMED)

    await room.reads(item(TITLES[0]))

    assert {post.destination for post in room.messenger.posts} == {channel("C1"), channel("C2")}


async def test_a_digest_gathers_a_headline_and_is_never_edited(room):
    await room.hears(digest=DigestFrequency.DAILY)
    await room.reads(item(TITLES[0]))
    await room.passes(2 * HOUR, every=HOUR)
    await room.reads(item(TITLES[1], 1))

    await room.passes(46 * HOUR, every=HOUR)

    (post,) = room.messenger.posts
    assert post.announcement.lines == (f"{TITLES[0]} (Outlet0 (outlet0.example))",)
    assert room.edits == []


async def test_what_waits_for_the_end_of_quiet_hours_is_told_and_then_grows(room):
    await room.hears(quiet=(8, 20))
    await room.reads(item(TITLES[0]), item(TITLES[1], 1))
    await room.passes(5 * HOUR)
    assert room.posts == []

    await room.passes(8 * HOUR)

    assert room.posts == [TITLES[0]]
    assert room.edits == [("Also told by Outlet1.",)]


async def test_a_late_edit_takes_the_place_of_those_that_were_not_made(room):
    await room.hears()
    await room.reads(item(TITLES[0]), item(TITLES[1], 1))
    for number in range(2, 6):
        room.clock.moment += HOUR + MINUTE
        await gather_outlets(**room.ports)
        await fan_out(clock=room.clock, journal=room.store.journal)
        await tell_headlines(item(TITLES[number], number), **room.ports)

    await room.passes(HOUR + 10 * MINUTE)

    assert room.edits == [
        ("Also told by Outlet1, Outlet2, Outlet3, Outlet4.",),
        ("Also told by Outlet1, Outlet2, Outlet3, Outlet4, Outlet5.",),
    ]


async def test_a_show_that_nobody_follows_makes_no_story(room):
    await room.hears(show=None)

    await room.reads(item("Severance Renewed for Season 3"))

    assert room.posts == []
    assert await room.store.stories.growing(since=NOW - 48 * HOUR) == []


async def test_a_story_that_always_changes_elsewhere_first_is_a_fault_that_is_told(room):
    class Contested:
        recent = room.store.stories.recent

        async def keep(self, *_, **__):
            return False

    with pytest.raises(StorageError):
        await tell_headlines(item(TITLES[0]), **(room.ports | {"stories": Contested()}))
