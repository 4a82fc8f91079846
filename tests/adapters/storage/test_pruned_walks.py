"""In whatever order things are told, pruned, corrected and recorded again, each is told once."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.announcements.announcement import Superseding
from content.announcements.digests import digest_of
from content.facts.kinds import Kind
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.schedule import DigestFrequency
from fakes.database import FakeDatabase
from fakes.storage import record, take
from fakes.tellings import NOON, channel, step, subscription, telling

PLACES = {
    channel("at-once"): DigestFrequency.NONE,
    channel("daily"): DigestFrequency.DAILY,
    channel("others", workspace="others"): DigestFrequency.NONE,
}
AT_ONCE = [place for place, digest in PLACES.items() if digest is DigestFrequency.NONE]
"""Where nothing is lost with a digest that came too late."""
ABOUT = [f"jessica-jones/2/{kind}" for kind in (Kind.RELEASE_DATE, Kind.RUNTIME)]
DAY = timedelta(days=1)
KEPT = 7 * DAY
_LATER = Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=5)
_GONE = Rejected(refusal=Refusal.DESTINATION, reason="archived")
_LOST = Unknown(reason="lost")


class Walker:
    """One store, and what arrived in each channel."""

    def __init__(self, store):
        self.store, self.now, self.told = store, NOON, []
        self.messages = Counter()

    async def subscribe(self):
        for place, digest in PLACES.items():
            await self.store.subscriptions.subscribe(subscription(place, show=None, digest=digest))

    async def tell(self, about, corrects):
        name = f"{len(self.told)}"
        said = telling(name, created_at=self.now)
        news = replace(said.announcement, about=about)
        if corrects:
            news = replace(news, corrects=Superseding(of=(about,), line=f"Now: {name}."))
        await self._record(replace(said, announcement=news))

    async def count_down(self, days):
        stale = self.now + DAY
        told = step(days, name=f"{len(self.told)}", created_at=self.now, expires_at=stale)
        await self._record(replace(told, announcement=replace(told.announcement, about=ABOUT[0])))

    async def _record(self, told):
        self.told.append(told)
        await record(self.store, told, until=self.now)

    async def tell_anew(self):
        """Record all there ever was, as after a restart from an earlier mark."""
        await record(self.store, *self.told, until=self.now)

    async def gather(self):
        for held in await self.store.outbox.held(now=self.now, limit=9):
            key = f"{held.destination.channel}-{held.news[-1].id}"
            post = digest_of(held.news, held.digest, key=key, at=self.now)
            await self.store.outbox.tell(
                post, held.destination, now=self.now, instead_of=held.deliveries
            )

    async def send(self, outcome, most):
        """Let what is due end so, and return how many that was; what was lost had arrived."""
        taken = (await take(self.store, now=self.now))[:most]
        for delivery in taken:
            await self.store.outbox.begin(delivery, now=self.now)
            end = outcome
            if outcome is None or delivery.is_unknown:  # it is looked for, and found
                end = Delivered(message=delivery.revises or self._post(delivery))
            elif isinstance(outcome, Unknown) and not delivery.revises:
                self._post(delivery)
            await self.store.outbox.settle(delivery, end, now=self.now)
        return len(taken)

    def _post(self, delivery):
        said = delivery.announcement
        parts = [name for name, _ in getattr(said, "parts", ())] or [said.id]
        if not delivery.is_unknown:
            self.messages.update((delivery.destination, name) for name in parts)
        return f"m-{said.id}"

    async def send_all(self):
        """Let all that is still worth telling arrive."""
        await self.lift()
        while await self.send(None, 9):
            await self.lift()

    async def lift(self):
        for place in PLACES:
            await self.store.subscriptions.lift(place, now=self.now)

    async def prune(self, batches):
        for _ in range(batches):
            await self.store.retention.prune(before=self.now - KEPT, now=self.now)

    async def wait(self, hours):
        self.now += timedelta(hours=hours)


def walk_of(chance: random.Random):
    """Return what is done, one after another: mostly telling, sending, waiting and pruning."""
    outcomes = [None, None, None, None, _LOST, _LATER, _GONE]
    deeds = {
        Walker.tell: (10, lambda: (chance.choice(ABOUT), chance.random() < 0.4)),
        Walker.count_down: (4, lambda: (chance.choice([30, 7, 1]),)),
        Walker.send: (24, lambda: (chance.choice(outcomes), chance.choice([1, 9]))),
        Walker.wait: (20, lambda: (chance.choice([1, 24, 24, 24 * 8, 24 * 40, 24 * 200]),)),
        Walker.prune: (16, lambda: (chance.choice([1, 1, 9]),)),
        Walker.tell_anew: (6, tuple),
        Walker.gather: (8, tuple),
        Walker.lift: (6, tuple),
    }
    weights = [weight for weight, _ in deeds.values()]
    chosen = chance.choices(list(deeds), weights, k=70)
    end = [(Walker.wait, 24), (Walker.gather,), (Walker.send_all,)]
    again = [(Walker.tell_anew,), (Walker.wait, 24 * 500), (Walker.prune, 9), (Walker.tell_anew,)]
    walk = [(deed, *deeds[deed][1]()) for deed in chosen]
    return [(Walker.subscribe,), *walk, *end, *again, *end]


def is_taken_back(news, later):
    return any(one.corrects and news.about in one.corrects.of for one in later)


@pytest.fixture(scope="module")
def make_walkers(kept_sqlite, reopened):
    """Make a walker of each kind, with nothing behind them."""

    async def made():
        return Walker(FakeDatabase()), Walker(reopened(kept_sqlite()))

    return made


@settings(max_examples=settings().max_examples // 10)
@given(seed=st.integers(0, 2**32))
def test_each_channel_is_told_each_thing_once_wherever_the_walk_leads(aside, make_walkers, seed):
    async def walked():
        fake, real = await make_walkers()
        try:
            for deed, *how in walk_of(random.Random(seed)):  # noqa: S311  no secret
                await deed(fake, *how)
                await deed(real, *how)
        finally:
            await real.store.close()
        for walker in (fake, real):
            assert set(walker.messages.values()) <= {1}
            news = [told.announcement for told in walker.told if told.audience.step is None]
            for number, one in enumerate(news):
                if not is_taken_back(one, news[number + 1 :]):
                    assert {walker.messages[place, one.id] for place in AT_ONCE} == {1}

    aside.finish(walked())
