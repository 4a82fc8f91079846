"""Noticing: source → claims → belief before/after → change → announcement → outbox."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.storage.packed_claims import pack, packed_claims
from bot.verbs.notice import NoticeState, notice
from content.announcements.announcement import CountdownStep
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Action, Claim, ShowId
from content.facts.packed import PackedClaims
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import channel, step, subscription

YEAR = claim(value="2018", on="2016-07-28", id_="year")
DAY = claim(value="2018-03-08", on="2017-12-09", id_="day")
SHOW = ShowId("jessica-jones")
BEFORE = datetime(2017, 12, 8, 12, tzinfo=UTC)


class Newsroom:
    """One look after another, with what was said in between."""

    def __init__(self, *claims: Claim) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock(BEFORE)
        self.known = FixedKnowledge(catalogue(*claims))
        self.noticed: NoticeState | None = None

    async def look(self, *claims: Claim, days: float = 0) -> list[str]:
        """Return what was newly queued by one more look, some days later."""
        self.clock.pass_time(timedelta(days=days).total_seconds())
        if claims:
            self.known.catalogue = catalogue(*claims)
        already = len(self.store.journal.queued)
        before = self.noticed or NoticeState(await self.store.journal.open())
        self.noticed = await notice(
            before,
            clock=self.clock,
            knowledge=self.known,
            journal=self.store.journal,
            stories=self.store.stories,
        )
        return [row.announcement.headline for row in self.store.journal.queued[already:]]


@pytest.fixture
async def newsroom():
    room = Newsroom(YEAR)
    await room.store.subscriptions.subscribe(subscription())
    return room


async def test_a_show_seen_for_the_first_time_is_silent(newsroom):
    assert await newsroom.look() == []
    assert await newsroom.look() == []


async def test_a_date_is_announced_once(newsroom):
    await newsroom.look()

    told = await newsroom.look(YEAR, DAY, days=1)
    again = await newsroom.look(YEAR, DAY, days=1)

    assert told == ["Jessica Jones season 2 comes out on Thursday 8 March 2018."]
    assert again == []


async def test_a_claim_counts_from_the_day_of_its_report(newsroom):
    await newsroom.look()

    early = await newsroom.look(YEAR, DAY)
    on_the_day = await newsroom.look(days=1)

    assert early == []
    assert on_the_day == ["Jessica Jones season 2 comes out on Thursday 8 March 2018."]


async def test_a_blog_repeating_the_date_in_january_is_silent(newsroom):
    blog = claim(value="2018-03-08", on="2018-01-12", authority=3, publisher="HelloGiggles")
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)

    assert await newsroom.look(YEAR, DAY, blog, days=40) == []


async def test_a_lesser_voice_that_contradicts_is_silent(newsroom):
    blog = claim(
        value="2018-05-04", on="2018-01-12", authority=3, stance="reported", publisher="A blog"
    )
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)

    assert await newsroom.look(YEAR, DAY, blog, days=40) == []


async def test_a_date_moved_away_and_back_is_news_both_times(newsroom):
    away = claim(value="2018-03-24", on="2018-01-10")
    back = claim(value="2018-03-08", on="2018-01-20")
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)

    moved = await newsroom.look(YEAR, DAY, away, days=40)
    returned = await newsroom.look(YEAR, DAY, away, back, days=10)

    assert [one.partition(": ")[2] for one in moved] == [
        "the release date has moved later, from 8 March 2018 to 24 March 2018."
    ]
    assert [one.partition(": ")[2] for one in returned] == [
        "the release date has moved earlier, from 24 March 2018 to 8 March 2018."
    ]


async def test_a_moved_date_voids_the_countdown_to_the_old_one(newsroom):
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)
    await newsroom.store.journal.count(
        broadcasts=[step(30)], counted_from=None, counted_until=newsroom.clock.now()
    )

    await newsroom.look(YEAR, DAY, claim(value="2018-03-24", on="2018-01-10"), days=40)

    queued = newsroom.store.journal.queued
    (waiting,) = [row for row in queued if isinstance(row.announcement, CountdownStep)]
    assert (waiting.state, waiting.reason) == ("void", "the date has changed")


async def test_a_retraction_is_told(newsroom):
    back = claim(
        value=None,
        on="2018-01-02",
        action=Action.RETRACTS,
        retracts=("day",),
        says="the date was a mistake",
    )
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)

    (told,) = await newsroom.look(YEAR, DAY, back, days=30)

    assert "8 March" not in told


async def test_a_claim_gone_from_its_file_still_stands(newsroom):
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)

    assert await newsroom.look(YEAR, days=1) == []
    assert await newsroom.look(YEAR, DAY, days=1) == []


async def test_what_a_show_said_long_ago_is_not_told_when_its_file_arrives(newsroom):
    await newsroom.look()
    old = claim(value="2015-04-10", on="2015-04-01", show_id="daredevil", season=1)
    shows = (show(), show("daredevil", title="Marvel's Daredevil", short="Daredevil"))
    newsroom.known.catalogue = catalogue(YEAR, old, shows=shows)
    await newsroom.store.subscriptions.subscribe(subscription(channel("other"), show=None))

    assert await newsroom.look(days=1) == []


async def test_nothing_is_told_twice_when_another_process_looked_first(newsroom):
    await newsroom.look()
    mine = newsroom.noticed
    first = await newsroom.look(YEAR, DAY, days=1)
    newsroom.noticed = mine

    second = await newsroom.look()
    third = await newsroom.look()

    assert (len(first), second, third) == (1, [], [])


async def test_every_subscribed_channel_gets_a_delivery_of_its_own(newsroom):
    await newsroom.store.subscriptions.subscribe(subscription(channel("two"), show=None))
    await newsroom.store.subscriptions.subscribe(subscription(channel("three"), show="daredevil"))
    await newsroom.look()
    await newsroom.look(YEAR, DAY, days=1)

    assert [row.destination.channel for row in newsroom.store.journal.queued] == ["general", "two"]


class PackedNewsroom(Newsroom):
    """The same, with all claims about the show packed, as those of a followed show are."""

    async def look(self, *claims: Claim, days: float = 0) -> list[str]:
        told = await super().look(days=days) if not claims else []
        if claims:
            self.known.catalogue = packed(*claims)
            told = await super().look(days=days)
        return told

    async def start_again(self) -> None:
        """Know what the journal holds, and nothing else."""
        self.noticed = None


def packed(*claims: Claim) -> Catalogue:
    known = Catalogue()
    known.put(ShowClaims(SHOW, show(), packed_claims(pack(claims), "tvmaze")))
    return known


@pytest.fixture
async def packed_newsroom():
    room = PackedNewsroom(YEAR)
    await room.store.subscriptions.subscribe(subscription())
    assert await room.look(YEAR) == []
    return room


async def test_what_is_held_packed_is_news_once_over_a_restart(packed_newsroom):
    newsroom = packed_newsroom
    told = await newsroom.look(YEAR, DAY, days=1)
    await newsroom.start_again()

    again = await newsroom.look(YEAR, DAY, days=1)

    assert told == ["Jessica Jones season 2 comes out on Thursday 8 March 2018."]
    assert again == []


async def test_what_came_while_nobody_looked_is_news_of_what_is_held_packed(packed_newsroom):
    await packed_newsroom.start_again()

    told = await packed_newsroom.look(YEAR, DAY, days=1)

    assert told == ["Jessica Jones season 2 comes out on Thursday 8 March 2018."]


async def test_what_is_held_packed_need_not_be_unpacked_where_it_was_weighed_before(
    packed_newsroom,
):
    known = Catalogue()
    packing = pack([YEAR])
    known.put(ShowClaims(SHOW, show(), PackedClaims(packing, lambda _: pytest.fail("unpacked"))))
    packed_newsroom.known.catalogue = known
    await packed_newsroom.start_again()

    assert await packed_newsroom.look(days=1) == []
