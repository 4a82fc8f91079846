"""Gathering: what was held for a destination → one announcement → outbox."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.verbs.count_down import count_down
from bot.verbs.deliver import deliver
from bot.verbs.make_digests import make_digests
from content.facts.claims import ShowId, Subject
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.claims import catalogue, claim
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.storage import record, states_of
from fakes.tellings import at, channel, step, subscription, telling


class Room:
    def __init__(self) -> None:
        self.store, self.clock, self.messenger = FakeDatabase(), StoppedClock(at()), FakeMessenger()

    async def subscribe(self, name="general", rhythm=DigestFrequency.DAILY, **wanted):
        one = subscription(channel(name), digest=rhythm, **wanted)
        await self.store.subscriptions.subscribe(one)

    async def tick(self, now: datetime) -> int:
        """Gather and tell at that moment; return how many digests were made."""
        self.clock.moment = now
        made = await make_digests(clock=self.clock, outbox=self.store.outbox)
        await deliver(
            clock=self.clock,
            outbox=self.store.outbox,
            messengers={self.messenger.traits.id: self.messenger},
        )
        return made


def january(day: int, hour: int = 9, minute: int = 1) -> datetime:
    return datetime(2018, 1, day, hour, minute, tzinfo=UTC)


async def test_a_day_of_news_is_one_post_at_the_chosen_hour():
    room = Room()
    await room.subscribe()
    await record(room.store, telling("one"), telling("two"))

    before = await room.tick(january(11, 8, 59))
    made = await room.tick(january(11))
    after = await room.tick(january(11, 9, 2))

    assert (before, made, after) == (0, 1, 0)
    (post,) = room.messenger.posts
    assert post.announcement.headline == "The day in 2 pieces of news"
    assert post.announcement.lines == ("The news is one.", "The news is two.")
    assert await states_of(room.store) | {} == {
        post.announcement.id: "delivered",
        "one": "digested",
        "two": "digested",
    }


async def test_where_nothing_was_held_nothing_is_said():
    room = Room()
    await room.subscribe()

    assert await room.tick(january(11)) == 0
    assert room.messenger.posts == []


async def test_every_channel_has_a_digest_of_its_own_at_its_own_hour():
    room = Room()
    await room.subscribe("morning")
    await room.subscribe("evening", hour=20)
    await room.subscribe("monday", rhythm=DigestFrequency.WEEKLY)
    await room.subscribe("at-once", rhythm=DigestFrequency.NONE)
    await record(room.store, telling())

    told = {}
    for day, hour in ((10, 12), (10, 20), (11, 9), (15, 9)):
        already = len(room.messenger.posts)
        await room.tick(january(day, hour))
        told[day, hour] = [post.destination.channel for post in room.messenger.posts[already:]]

    assert told == {
        (10, 12): ["at-once"],
        (10, 20): ["evening"],
        (11, 9): ["morning"],
        (15, 9): ["monday"],
    }


async def test_the_countdown_of_the_very_hour_is_in_the_digest():
    room = Room()
    await room.subscribe()
    knowledge = FixedKnowledge(catalogue(claim(value="2018-02-10", on="2017-12-09")))
    parts = {
        "clock": room.clock,
        "knowledge": knowledge,
        "journal": room.store.journal,
        "subscriptions": room.store.subscriptions,
    }
    mark = await count_down(None, **parts)
    await record(room.store, telling("news"))

    room.clock.moment = january(11, 9, 0)
    await count_down(mark, **parts)
    await room.tick(january(11, 9, 0))
    early = len(room.messenger.posts)
    await room.tick(january(11, 9, 1))

    assert early == 0
    (post,) = room.messenger.posts
    assert len(post.announcement.lines) == 2
    assert "30 days to go" in post.announcement.lines[1]


async def test_a_step_that_is_stale_by_then_is_left_out():
    room = Room()
    await room.subscribe()
    await record(room.store, step(7, expires_at=at(hours=12)), telling("news"))

    await room.tick(january(11))

    (post,) = room.messenger.posts
    assert post.announcement.lines == ("The news is news.",)


async def test_after_a_downtime_everything_held_is_one_digest():
    room = Room()
    await room.subscribe()
    await record(room.store, telling("one"))
    await record(room.store, telling("two", created_at=at(days=1)), until=at(days=1))

    made = await room.tick(january(14))

    assert made == 1
    (post,) = room.messenger.posts
    assert post.announcement.lines == ("The news is one.", "The news is two.")


async def test_news_of_several_shows_says_so():
    room = Room()
    await room.subscribe()
    other = telling("echo", show="jessica-jones").announcement
    other = replace(other, show="Echo", subject=Subject(ShowId("jessica-jones"), 3))
    await record(room.store, telling("one"), replace(telling("two"), announcement=other))

    await room.tick(january(11))

    assert room.messenger.posts[0].announcement.title == "News of several shows"


async def test_two_processes_that_gather_at_once_make_one_digest():
    room = Room()
    await room.subscribe()
    await record(room.store, telling())
    room.clock.moment = january(11)
    (held,) = await room.store.outbox.held(now=january(11), limit=9)

    made = await make_digests(clock=room.clock, outbox=room.store.outbox)
    late = await room.store.outbox.tell(
        telling("late").announcement, channel(), now=january(11), instead_of=held.deliveries
    )

    assert (made, late) == (1, False)


class Weeks(Room):
    """A room in which premieres are counted down to as well."""

    def __init__(self, *claims) -> None:
        super().__init__()
        self.knowledge = FixedKnowledge(catalogue(*claims))
        self.counted = at()

    async def tick(self, now: datetime) -> int:
        self.clock.moment = now
        self.counted = await count_down(
            self.counted,
            clock=self.clock,
            knowledge=self.knowledge,
            journal=self.store.journal,
            subscriptions=self.store.subscriptions,
        )
        return await super().tick(now)

    @property
    def said(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (post.announcement.headline, post.announcement.lines) for post in self.messenger.posts
        ]


@pytest.fixture
async def weeks():
    """A channel with a weekly digest, and a premiere on a Friday."""
    made = Weeks(claim(value="2018-01-26", on="2017-12-09"))
    await made.store.journal.count(broadcasts=(), counted_from=None, counted_until=made.counted)
    await made.subscribe(rhythm=DigestFrequency.WEEKLY)
    return made


FRIDAY = "Jessica Jones season 2 comes out in {} days, on Friday 26 January 2018."


async def test_a_weekly_digest_says_what_is_ahead_and_the_premiere_is_told_when_it_comes(weeks):
    for day in range(10, 31):
        for hour in range(24):
            await weeks.tick(january(day, hour, 0))
            await weeks.tick(january(day, hour, 1))

    assert weeks.said == [
        ("The week ahead", (FRIDAY.format(11),)),
        ("The week ahead", (FRIDAY.format(4),)),
        ("Jessica Jones season 2 is out now.", ()),
    ]


async def test_the_news_of_the_week_comes_before_what_is_ahead(weeks):
    await record(weeks.store, telling("cast"))

    await weeks.tick(january(15, 9, 0))
    await weeks.tick(january(15))

    assert weeks.said == [
        (
            "The week in one piece of news, and what is ahead",
            ("The news is cast.", FRIDAY.format(11)),
        )
    ]


async def test_after_a_downtime_a_weekly_digest_says_the_right_number_once(weeks):
    await weeks.tick(january(24, 15))
    await weeks.tick(january(24, 16))

    assert weeks.said == [("The week ahead", (FRIDAY.format(2),))]


async def test_a_daily_digest_says_the_step_of_its_day_and_nothing_ahead(weeks):
    await weeks.subscribe("daily")

    for day in range(19, 24):
        await weeks.tick(january(day, 9, 0))
        await weeks.tick(january(day))

    daily = [post for post in weeks.messenger.posts if post.destination == channel("daily")]
    assert [post.announcement.lines for post in daily] == [
        ("7 days to go: Jessica Jones season 2 comes out on Friday 26 January 2018.",),
        ("3 days to go: Jessica Jones season 2 comes out on Friday 26 January 2018.",),
    ]


@pytest.mark.parametrize(
    "vague",
    [
        claim(value="2018-01", on="2017-12-09"),
        claim(value="2018-01-26", on="2017-12-09", stance="reported"),
        claim(value="2018-01-26~", on="2017-12-09"),
    ],
    ids=["month", "reported", "about"],
)
async def test_what_has_no_confirmed_day_is_not_said_to_be_ahead(weeks, vague):
    weeks.knowledge = FixedKnowledge(catalogue(vague))

    for day in (15, 22):
        await weeks.tick(january(day, 9, 0))
        await weeks.tick(january(day))

    assert weeks.said == []


async def test_a_channel_that_wants_no_countdown_is_told_nothing_of_what_is_ahead(weeks):
    await weeks.store.subscriptions.change(channel(), None, PreferencesPatch(steps=()), now=at())

    for day in (15, 22):
        await weeks.tick(january(day, 9, 0))
        await weeks.tick(january(day))

    assert weeks.said == []
