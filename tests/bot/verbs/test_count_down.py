"""Counting: belief + today → step due → announcement → outbox."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.verbs.count_down import count_down
from content.facts.claims import Claim
from fakes.claims import catalogue, claim
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import channel, subscription

DAY = claim(value="2018-03-08", on="2017-12-09")


class Countdown:
    """One count after another, with what was queued in between."""

    def __init__(self, start: datetime, *claims: Claim) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock(start)
        self.knowledge = FixedKnowledge(catalogue(*(claims or (DAY,))))
        self.mark: datetime | None = None

    async def count(self, until: datetime | None = None) -> list[tuple[str, str]]:
        """Return what became due up to *until*, as (channel, headline)."""
        if until is not None:
            self.clock.moment = until
        already = len(self.store.journal.queued)
        self.mark = await count_down(
            self.mark,
            clock=self.clock,
            knowledge=self.knowledge,
            journal=self.store.journal,
            subscriptions=self.store.subscriptions,
        )
        queued = self.store.journal.queued[already:]
        return [(row.destination.channel, row.announcement.headline) for row in queued]


def utc(day: int, hour: int = 0, *, month: int = 3) -> datetime:
    return datetime(2018, month, day, hour, tzinfo=UTC)


@pytest.fixture
async def march():
    counting = Countdown(utc(1, 8))
    await counting.store.subscriptions.subscribe(subscription())
    await counting.count()
    return counting


async def test_the_first_count_tells_nothing_of_the_past():
    counting = Countdown(utc(7, 12))
    await counting.store.subscriptions.subscribe(subscription())

    assert await counting.count() == []
    assert await counting.count(utc(7, 13)) == []


async def test_a_step_is_told_at_the_channel_s_own_hour_and_once(march):
    told = await march.count(utc(1, 9))
    again = await march.count(utc(1, 10))

    assert told == [
        ("general", "7 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.")
    ]
    assert again == []


async def test_after_a_downtime_the_right_number_is_said_once(march):
    told = await march.count(utc(6, 12))

    assert told == [
        ("general", "2 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.")
    ]


async def test_the_premiere_is_told_at_its_instant(march):
    await march.count(utc(8, 7) + timedelta(minutes=59))
    told = await march.count(utc(8, 8))

    assert told == [("general", "Jessica Jones season 2 is out now.")]


async def test_a_premiere_missed_by_more_than_a_day_is_not_called_new(march):
    assert await march.count(utc(10, 12)) == []


async def test_two_channels_hear_it_at_their_own_hours(march):
    evening = subscription(channel("berlin"), zone="Europe/Berlin", hour=20)
    await march.store.subscriptions.subscribe(evening)
    await march.count(utc(5, 8))

    early = await march.count(utc(5, 9))
    late = await march.count(utc(5, 19))

    assert [place for place, _ in early] == ["general"]
    assert [place for place, _ in late] == ["berlin"]


async def test_a_step_that_a_channel_did_not_ask_for_is_not_told_there():
    counting = Countdown(utc(1, 8))
    await counting.store.subscriptions.subscribe(subscription(steps=(30, 1)))
    await counting.count()

    assert await counting.count(utc(1, 10)) == []
    assert len(await counting.count(utc(7, 10))) == 1


@pytest.mark.parametrize(
    "vague",
    [
        claim(value="2018-03", on="2017-12-09"),
        claim(value="2018-03-08", on="2017-12-09", stance="reported"),
        claim(value="2018-03-08~", on="2017-12-09"),
        claim(value="2018/..", on="2017-12-09"),
    ],
    ids=["month", "reported", "about", "bound"],
)
async def test_nothing_below_a_confirmed_day_is_counted_down_to(vague):
    counting = Countdown(utc(1, 8), vague)
    await counting.store.subscriptions.subscribe(subscription())
    await counting.count()

    for day in range(1, 10):
        assert await counting.count(utc(day, 23)) == []


async def test_a_date_that_is_withdrawn_is_counted_down_to_no_more(march):
    gone = claim(value=None, on="2018-03-02", action="withdraws")
    march.knowledge.catalogue = catalogue(DAY, gone)

    assert await march.count(utc(5, 10)) == []


async def test_two_processes_with_one_mark_tell_a_step_once(march):
    other = Countdown(utc(1, 8))
    other.store, other.clock, other.mark = march.store, march.clock, march.mark

    first = await march.count(utc(1, 9))
    second = await other.count()

    assert (len(first), second) == (1, [])
    assert other.mark == march.mark


async def test_a_step_that_few_want_is_told_on_its_own_day():
    counting = Countdown(utc(1, 8))
    await counting.store.subscriptions.subscribe(subscription(channel("rare"), steps=(6,)))
    await counting.store.subscriptions.subscribe(subscription(channel("usual")))
    await counting.count()
    await counting.count(utc(1, 9))

    assert await counting.count(utc(2, 9)) == [
        ("rare", "6 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.")
    ]


async def test_a_missed_step_that_few_want_is_not_made_up_for():
    counting = Countdown(utc(1, 8))
    await counting.store.subscriptions.subscribe(subscription(channel("rare"), steps=(6, 5)))
    await counting.count()

    told = await counting.count(utc(3, 12))

    assert told == [
        ("rare", "5 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.")
    ]
