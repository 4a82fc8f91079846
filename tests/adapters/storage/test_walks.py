"""Whatever is done in whatever order, the fake and a database let each delivery stand alike.

Each step that a delivery's state takes is held to the table of transitions: by the fake itself,
and in the database by the guard that every test's has.
"""

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.announcements.digests import digest_of
from content.facts.claims import ShowId, Subject
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.database import FakeDatabase
from fakes.storage import record, take
from fakes.tellings import NOON, channel, step, subscription, telling

PLACES = [channel("0"), channel("1"), channel("2", workspace="others")]
SHOW = ShowId("jessica-jones")
OUTCOMES = [
    Delivered(message="m"),
    Unknown(reason="lost"),
    Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=5),
    Rejected(refusal=Refusal.LATER, reason="crowded", retry_after_s=1, is_crowded=True),
    Rejected(refusal=Refusal.DESTINATION, reason="archived"),
    Rejected(refusal=Refusal.OURS, reason="malformed"),
    Rejected(refusal=Refusal.PLATFORM, reason="revoked"),
]


DIGESTS = [DigestFrequency.NONE, DigestFrequency.NONE, *DigestFrequency]
QUIET = [None, None, (11, 13)]


class Walker:
    """One store, and what was taken from it."""

    def __init__(self, store):
        self.store, self.now, self.count, self.taken = store, NOON, 0, []

    async def subscribe(self, place, digest, quiet):
        wanted = subscription(place, digest=digest, quiet=quiet)
        await self.store.subscriptions.subscribe(wanted)

    async def change(self, place, digest):
        patch = PreferencesPatch(digest=digest)
        await self.store.subscriptions.change(place, None, patch, now=self.now)

    async def pause(self, place):
        await self.store.subscriptions.pause(place, None, now=self.now)

    async def resume(self, place):
        await self.store.subscriptions.resume(place, None)

    async def unsubscribe(self, place):
        await self.store.subscriptions.unsubscribe(place, None)

    async def lift(self, place):
        await self.store.subscriptions.lift(place, now=self.now)

    async def tell(self, days):
        """Record news, or a countdown step that is stale an hour later."""
        self.count += 1
        if days is None:
            told = telling(f"{self.count}", created_at=self.now)
        else:
            stale = self.now + timedelta(hours=1)
            told = step(days, name=f"{self.count}", created_at=self.now, expires_at=stale)
        await record(self.store, told, until=self.now)

    async def move(self):
        """Record that the date has moved."""
        await record(self.store, void=[Subject(SHOW, 2)], until=self.now)

    async def lease(self, lease_s, begins):
        """Take what is due, and begin to send it, or only look for it."""
        for delivery in await take(self.store, now=self.now, lease_s=lease_s):
            if begins or not delivery.is_unknown:
                await self.store.outbox.begin(delivery, now=self.now)
            self.taken.append(delivery)

    async def settle(self, which, outcome):
        """Settle one of those that were taken, however late."""
        if self.taken:
            self.taken.sort(key=lambda delivery: delivery.key)
            delivery = self.taken.pop(int(which * len(self.taken)))
            await self.store.outbox.settle(delivery, outcome, now=self.now)

    async def gather(self):
        for held in await self.store.outbox.held(now=self.now, limit=9):
            last = f"{held.news[-1].id}-{held.destination.channel}"
            post = digest_of(held.news, held.digest, key=last, at=self.now)
            await self.store.outbox.tell(
                post, held.destination, now=self.now, instead_of=held.deliveries
            )

    async def wait(self, seconds):
        self.now += timedelta(seconds=seconds)

    async def standings(self):
        found = [await self.store.outbox.reports(place, limit=99) for place in PLACES]
        return [
            sorted((one.announcement, one.state, one.reason, one.until) for one in reports)
            for reports in found
        ]


def walk_of(chance: random.Random):
    """Return what is done, one after another: mostly telling, taking and settling."""

    def some():
        return chance.choice(PLACES)

    deeds = {
        Walker.subscribe: (4, lambda: (some(), chance.choice(DIGESTS), chance.choice(QUIET))),
        Walker.tell: (12, lambda: (chance.choice([None, None, 7, 0]),)),
        Walker.lease: (16, lambda: (chance.choice([2.0, 60.0]), chance.random() < 0.7)),
        Walker.settle: (24, lambda: (chance.random(), chance.choice(OUTCOMES))),
        Walker.wait: (16, lambda: (chance.choice([1, 10, 10, 4000, 80_000]),)),
        Walker.gather: (4, tuple),
        Walker.move: (1, tuple),
        Walker.change: (1, lambda: (some(), chance.choice(DIGESTS))),
        Walker.pause: (1, lambda: (some(),)),
        Walker.resume: (2, lambda: (some(),)),
        Walker.unsubscribe: (1, lambda: (some(),)),
        Walker.lift: (4, lambda: (some(),)),
    }
    begin = [(Walker.subscribe, place, chance.choice(DIGESTS), None) for place in PLACES]
    weights = [weight for weight, _ in deeds.values()]
    chosen = chance.choices(list(deeds), weights, k=60)
    return begin + [(deed, *deeds[deed][1]()) for deed in chosen]


@pytest.fixture(scope="module")
def make_walkers(kept_sqlite, reopened):
    """Make a walker of each kind, with nothing behind them."""

    async def made():
        return Walker(FakeDatabase()), Walker(reopened(kept_sqlite()))

    return made


@settings(max_examples=settings().max_examples // 6)
@given(seed=st.integers(0, 2**32))
def test_each_delivery_stands_alike_wherever_the_walk_leads(aside, make_walkers, seed):
    async def walked():
        fake, real = await make_walkers()
        done = []
        try:
            for deed, *how in walk_of(random.Random(seed)):  # noqa: S311  no secret
                done.append((deed.__name__, *how))
                await deed(fake, *how)
                await deed(real, *how)
                assert await fake.standings() == await real.standings(), done
        finally:
            await real.store.close()

    aside.finish(walked())
