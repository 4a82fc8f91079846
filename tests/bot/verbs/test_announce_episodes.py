"""Airing: what a listing says is to air → airing due → announcement → outbox."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.verbs.announce_episodes import announce_episodes
from bot.verbs.count_down import count_down
from bot.verbs.fan_out import fan_out
from bot.verbs.forecast_posts import forecast_posts
from bot.verbs.preview_channel import preview_channel
from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.listings.publishers import TVMAZE
from content.subscriptions.schedule import DigestFrequency
from fakes.airing import listed
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import FixedKnowledge, StoppedClock, tell_all
from fakes.tellings import channel, subscription

HEARING = frozenset({Topic.EPISODES})
BOTH = frozenset({Topic.EPISODES, Topic.COUNTDOWN})
SHOWS = (show(zone="America/New_York", drop=None),)
PREMIERE = claim(value="2026-12-01", on="2026-11-01", season=3)
TONIGHT = "Jessica Jones season 3 episode 5 airs tonight at 21:00, as TVmaze lists it."


def utc(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


class Evening:
    """One look after another, with what was queued in between."""

    def __init__(self, store, start=None, *claims):
        self.store, self.clock = store, StoppedClock(start or utc(1, 8))
        self.knowledge = FixedKnowledge(catalogue(*claims, shows=SHOWS))
        self.mark = None

    async def look(self, until=None):
        self.clock.moment = until or self.clock.moment
        self.mark = await announce_episodes(self.mark, episodes=self.store.episodes, **self.ports)
        while await fan_out(clock=self.clock, journal=self.store.journal):
            pass
        return await self.headlines()

    async def headlines(self, place=None):
        reports = await self.store.outbox.reports(place or channel(), limit=100)
        return [report.headline for report in reports][::-1]

    @property
    def ports(self):
        return {
            "clock": self.clock,
            "knowledge": self.knowledge,
            "journal": self.store.journal,
            "subscriptions": self.store.subscriptions,
        }

    async def hears(self, place=None, topics=HEARING, **wanted):
        await self.store.subscriptions.subscribe(subscription(place, topics=topics, **wanted))

    async def lists(self, *episodes, now=None, **how):
        now = now or self.clock.moment
        await self.store.episodes.saw(TVMAZE, {ShowId("jessica-jones"): episodes}, now=now, **how)


@pytest.fixture
async def evening(store):
    one = Evening(store)
    await one.hears()
    await one.lists(listed(5, moment="2026-12-01 21:00"))
    await one.look()
    return one


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request):
    if request.param == "fake":
        return FakeDatabase()
    return request.getfixturevalue(f"opened_{request.param}")


async def test_an_episode_is_told_at_the_channel_s_hour_and_once(evening):
    assert await evening.look(utc(1, 8, 59)) == []
    assert await evening.look(utc(1, 9)) == [TONIGHT]
    assert await evening.look(utc(1, 9, 1)) == [TONIGHT]
    assert await evening.look(utc(2, 9)) == [TONIGHT]


async def test_the_first_look_tells_nothing_of_the_past(store):
    one = Evening(store, utc(1, 10))
    await one.hears()
    await one.lists(listed(5, moment="2026-12-01 21:00"))

    assert await one.look() == []
    assert await one.look(utc(1, 11)) == []


async def test_a_look_that_is_lost_is_made_again_and_tells_nothing_twice(evening):
    before = evening.mark
    await evening.look(utc(1, 9))
    evening.mark = before  # another process, or this one after a crash

    assert await evening.look(utc(1, 9, 1)) == [TONIGHT]
    assert evening.mark == utc(1, 9)


async def test_nobody_who_did_not_ask_for_episodes_hears_of_any(evening):
    usual = channel("usual")
    await evening.store.subscriptions.subscribe(
        subscription(usual, topics=frozenset(Topic) - HEARING)
    )
    sure = channel("sure")
    await evening.hears(sure, lowest_stance=Stance.CONFIRMED)

    await evening.look(utc(1, 9))

    assert await evening.headlines(usual) == []
    assert await evening.headlines(sure) == []


async def test_each_channel_hears_it_at_its_own_hour_in_its_own_words(evening):
    berlin = channel("berlin")
    await evening.hears(berlin, zone="Europe/Berlin", hour=18)

    await evening.look(utc(1, 16, 59))
    assert await evening.headlines(berlin) == []
    await evening.look(utc(1, 17))

    assert await evening.headlines(berlin) == [TONIGHT.replace("21:00", "22:00")]


async def test_after_a_downtime_it_is_told_only_if_it_is_still_ahead(evening):
    assert await evening.look(utc(1, 20)) == [TONIGHT]


async def test_after_it_aired_it_is_not_told(evening):
    assert await evening.look(utc(1, 22)) == []


async def test_a_paused_channel_hears_nothing(evening):
    await evening.store.subscriptions.pause(channel(), None, now=utc(1, 8))
    await evening.look(utc(1, 9))

    (report,) = await evening.store.outbox.reports(channel(), limit=10)
    assert report.state == "paused"


async def test_quiet_hours_move_the_hour_and_never_lose_an_episode(store):
    one = Evening(store)
    await one.hears(hour=9, quiet=(8, 12))
    await one.lists(listed(5, moment="2026-12-01 21:00"))
    await one.look(utc(1, 6))

    assert await one.look(utc(1, 7)) == [TONIGHT]


@pytest.mark.parametrize(
    ("digest", "day", "state"),
    [
        (DigestFrequency.DAILY, 1, "held"),
        (DigestFrequency.WEEKLY, 7, "held"),  # a Monday
        (DigestFrequency.WEEKLY, 1, "waiting"),
    ],
)
async def test_a_digest_gathers_it_unless_it_would_be_stale_by_then(store, digest, day, state):
    one = Evening(store, utc(day, 8))
    await one.hears(digest=digest)
    await one.lists(listed(5, f"2026-12-{day:02}", f"2026-12-{day:02} 21:00"))
    await one.look()
    await one.look(utc(day, 9))

    (report,) = await store.outbox.reports(channel(), limit=10)
    assert report.state == state


async def test_the_premiere_is_told_by_the_countdown_where_that_is_heard(store):
    one = Evening(store, utc(1, 8), PREMIERE)
    alone = channel("alone")
    await one.hears(topics=BOTH, zone="America/New_York", hour=9)
    await one.hears(alone, zone="America/New_York", hour=9)
    no_step = channel("no-step")
    await one.hears(no_step, topics=BOTH, steps=(7, 1), zone="America/New_York", hour=9)
    await one.lists(listed(1), listed(2))
    await one.look()
    counted = await count_down(None, **one.ports)
    await one.look(utc(1, 14))
    await count_down(counted, **one.ports)

    episodes = (
        "Jessica Jones season 3 episodes 1 and 2 air today, Tuesday 1 December 2026, "
        "as TVmaze lists them."
    )
    assert await one.headlines() == [
        "Jessica Jones season 3 comes out today, Tuesday 1 December 2026."
    ]
    assert await one.headlines(alone) == [episodes]
    assert await one.headlines(no_step) == [episodes]


async def test_what_has_moved_is_edited_where_it_was_told_and_told_on_its_new_day(evening):
    await evening.look(utc(1, 9))
    messenger = FakeMessenger()
    await tell_all(evening.store, messenger, evening.clock)
    await evening.lists(listed(5, "2026-12-03", "2026-12-03 21:00"), now=utc(1, 12))

    await evening.look(utc(1, 12, 1))
    await tell_all(evening.store, messenger, evening.clock)

    (edit,) = messenger.edits
    assert (
        edit.announcement.superseded
        == "Since then, TVmaze has moved it: it is listed on Thursday 3 December 2026."
    )
    assert await evening.look(utc(3, 9)) == [TONIGHT, TONIGHT]


async def test_what_was_not_told_yet_is_told_as_it_is_listed_by_then(evening):
    await evening.lists(listed(5, moment="2026-12-01 22:00"), now=utc(1, 8, 30))

    assert await evening.look(utc(1, 9)) == [TONIGHT.replace("21:00", "22:00")]


async def test_what_is_no_longer_listed_is_not_told(evening):
    await evening.lists(now=utc(1, 8, 30), is_whole=True)

    assert await evening.look(utc(1, 9)) == []


async def test_what_was_not_seen_for_two_days_is_not_told(store):
    one = Evening(store, utc(3, 8))
    await one.hears()
    await one.lists(listed(5, "2026-12-03", "2026-12-03 21:00"), now=utc(1, 8))
    await one.look()

    assert await one.look(utc(3, 9)) == []


async def test_previews_say_what_is_to_air_as_it_will_be_told(evening):
    ports = {name: port for name, port in evening.ports.items() if name != "journal"}
    reply = await preview_channel(
        channel(),
        None,
        episodes=evening.store.episodes,
        stories=evening.store.stories,
        default_zone="UTC",
        **ports,
    )
    seen = await evening.store.episodes.airing(utc(1).date(), utc(2).date())
    every = await evening.store.subscriptions.every()
    known = evening.knowledge.catalogue
    days = {"first": utc(1).date(), "last": utc(3).date()}
    foretold = list(forecast_posts(known, every, episodes=seen, **days))

    assert reply.lines[0] == f"2026-12-01 09:00 UTC: {TONIGHT}"
    assert [(one.at, one.announcement.headline) for one in foretold] == [(utc(1, 9), TONIGHT)]


async def test_nothing_is_looked_at_where_nobody_hears_episodes(store):
    one = Evening(store)
    await one.lists(listed(5, moment="2026-12-01 21:00"))
    mark = await one.look()

    one.clock.pass_time(60)
    await one.look()

    assert (mark, one.mark) == ([], utc(1, 8))
    one.clock.pass_time(timedelta(hours=2).total_seconds())
    await one.look()
    assert one.mark == one.clock.moment
    assert await store.journal.latest(limit=10) == []
