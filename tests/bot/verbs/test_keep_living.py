"""Keeping: the one message of a channel that says how many days are left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.traits import SLACK
from bot.verbs.keep_living import Kept, keep_living
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered
from fakes.claims import catalogue, claim
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import channel, subscription

HERE = channel("C0GENERAL1", workspace="T0VIOLET01", platform=SLACK.id)
DAY = claim(value="2018-03-08", on="2017-12-09")


def march(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2018, 3, day, hour, minute, tzinfo=UTC)


class Living:
    """One look after another, with what was told in between."""

    def __init__(self, *claims) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock(march(1))
        self.knowledge = FixedKnowledge(catalogue(*(claims or (DAY,))))
        self.kept: Kept = {}

    async def wants(self, place=HERE, **wanted) -> None:
        await self.store.subscriptions.subscribe(subscription(place, living=True, **wanted))

    async def told(self, now: datetime) -> list[tuple[str, bool]]:
        """Return what is told at *now*, and whether by an edit."""
        self.clock.moment = now
        self.kept = await keep_living(
            self.kept,
            [SLACK.id],
            clock=self.clock,
            knowledge=self.knowledge,
            subscriptions=self.store.subscriptions,
            outbox=self.store.outbox,
        )
        due = await self.store.outbox.lease([SLACK.id], limit=10, now=now, lease_s=60)
        for one in due:
            await self.store.outbox.begin(one, now=now)
            await self.store.outbox.settle(one, Delivered(message="m1"), now=now)
        return [(one.announcement.headline, one.revises is not None) for one in due]


@pytest.fixture
def living():
    return Living()


async def test_it_is_posted_at_once_and_says_each_day_at_its_hour_what_is_so(living):
    await living.wants()

    first = await living.told(march(1, 15))
    too_early = await living.told(march(2, 8, 59))
    edited = [await living.told(march(day)) for day in range(2, 10)]

    said = "to go: Jessica Jones season 2 comes out on Thursday 8 March 2018."
    assert first == [(f"7 days {said}", False)]
    assert too_early == []
    assert edited[0] == [(f"6 days {said}", True)]
    assert edited[4] == [(f"2 days {said}", True)]
    assert edited[5][0][0].startswith("1 day to go:")
    assert edited[6] == [("Jessica Jones season 2 is out now.", True)]
    assert edited[7] == []


async def test_after_a_restart_nothing_is_said_twice_and_after_a_downtime_what_is_so(living):
    await living.wants()
    await living.told(march(1))
    living.kept = {}

    assert await living.told(march(1, 10)) == []
    (edit,) = await living.told(march(5, 11))
    assert edit[0].startswith("3 days to go")


@pytest.mark.parametrize(
    "wanted",
    [
        {"living": False},
        {"topics": frozenset({Topic.RELEASE})},
        {"show": "echo"},
        {"lowest_stance": Stance.CONFIRMED},
    ],
)
async def test_only_whoever_wants_it_of_that_show_and_as_sure_has_one(wanted):
    reported = Living(replace(DAY, stance=Stance.REPORTED))
    await reported.store.subscriptions.subscribe(subscription(HERE, **{"living": True} | wanted))

    assert await reported.told(march(1)) == []


async def test_a_paused_channel_has_none(living):
    await living.wants()
    await living.store.subscriptions.pause(HERE, None, now=march(1))

    assert await living.told(march(1, 10)) == []


async def test_a_channel_that_hears_of_every_show_and_of_one_has_one_message(living):
    await living.wants(show=None)
    await living.wants()

    assert len(await living.told(march(1))) == 1


async def test_its_hour_is_that_of_the_channel(living):
    await living.wants(zone="America/Los_Angeles", hour=9)
    await living.told(march(1, 18))

    assert await living.told(march(2, 16)) == []
    assert len(await living.told(march(2, 17))) == 1


async def test_of_what_lies_far_ahead_there_is_none():
    far = Living(claim(value="2019-08-08", on="2017-12-09"))
    await far.wants()

    assert await far.told(march(1)) == []
    assert await far.told(march(1) + timedelta(days=160)) != []
