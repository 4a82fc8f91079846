"""Whatever is done in whatever order, what is kept count of is what there is, in both databases."""

import asyncio
import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage import schema
from adapters.storage.claims import StoredJournal
from adapters.storage.tallies import SUBSCRIPTIONS, tallies
from content.announcements.digests import digest_of
from content.facts.claims import ShowId, Subject
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.schedule import DigestFrequency
from fakes.storage import record, take
from fakes.tallies import assert_nothing_drifted
from fakes.tellings import NOON, at, channel, step, subscription, telling

PLACES = [
    *(channel(f"{number}") for number in range(4)),
    channel("there", platform=SLACK.id),
]
OUTCOMES = [
    *[Delivered(message="m")] * 3,
    Unknown(reason="lost"),
    Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=5),
    Rejected(refusal=Refusal.DESTINATION, reason="archived"),
    Rejected(refusal=Refusal.OURS, reason="malformed"),
]
DAY = timedelta(days=1)


class History:
    """What happens to one database."""

    def __init__(self, database, chance):
        self.database, self.chance = database, chance
        self.database.journal = StoredJournal(database._transactions, at_a_time=2)
        self.now, self.count, self.taken = NOON, 0, []

    def wish(self):
        digest = self.chance.choice([DigestFrequency.NONE, *DigestFrequency])
        return subscription(self.place(), show=None, digest=digest)

    def place(self):
        return self.chance.choice(PLACES)

    async def subscribe(self):
        await self.database.subscriptions.subscribe(self.wish())

    async def take_in(self):
        wishes = [self.wish() for _ in range(3)]
        await self.database.subscriptions.take_in(wishes, now=self.now)

    async def unsubscribe(self):
        await self.database.subscriptions.unsubscribe(self.place(), None)

    async def pause(self):
        await self.database.subscriptions.pause(self.place(), None, now=self.now)

    async def resume(self):
        await self.database.subscriptions.resume(self.place(), None)

    async def lift(self):
        await self.database.subscriptions.lift(self.place(), now=self.now)

    async def tell(self):
        self.count += 1
        told = telling(f"{self.count}", created_at=self.now, expires_at=self.now + 7 * DAY)
        if self.chance.random() < 0.3:
            stale = self.now + timedelta(hours=1)
            told = step(7, name=f"{self.count}", created_at=self.now, expires_at=stale)
        await record(self.database, told, until=self.now)

    async def void(self):
        moved = [Subject(ShowId("jessica-jones"), 2)]
        await record(self.database, void=moved, until=self.now)

    async def fan_out(self):
        await self.database.journal.fan_out(now=self.now)

    async def lease(self):
        """Take what is due, and begin to send it, or only look for it."""
        lease_s = self.chance.choice([2.0, 60.0])
        for delivery in await take(self.database, now=self.now, lease_s=lease_s):
            if not delivery.is_unknown or self.chance.random() < 0.7:
                await self.database.outbox.begin(delivery, now=self.now)
            self.taken.append(delivery)

    async def settle(self):
        if self.taken:
            delivery = self.taken.pop(self.chance.randrange(len(self.taken)))
            outcome = self.chance.choice(OUTCOMES)
            await self.database.outbox.settle(delivery, outcome, now=self.now)

    async def take_over(self):
        await self.database.outbox.take_over(DISCORD.id, now=self.now, begun_s=1.0)

    async def gather(self):
        for held in await self.database.outbox.held(now=self.now, limit=9):
            last = f"{held.news[-1].id}-{held.destination.channel}"
            post = digest_of(held.news, held.digest, key=last, at=self.now)
            await self.database.outbox.tell(
                post, held.destination, now=self.now, instead_of=held.deliveries
            )

    async def wait(self):
        self.now += timedelta(seconds=self.chance.choice([1, 10, 4000, 80_000, 800_000]))

    async def prune(self):
        await self.database.retention.prune(before=self.now - 2 * DAY, now=self.now)

    async def rehearse(self):
        await self.database.begin_rehearsal(self.now)

    async def end_rehearsal(self):
        await self.database.end_rehearsal(self.now)

    async def go_on(self, deeds):
        """Do so many things, and count anew after each."""
        weights = {
            **dict.fromkeys([History.settle], 24),
            **dict.fromkeys([History.tell, History.fan_out, History.lease, History.wait], 10),
            **dict.fromkeys([History.subscribe, History.prune], 5),
            **dict.fromkeys([History.unsubscribe, History.take_in, History.gather], 3),
            **dict.fromkeys([History.pause, History.resume, History.lift, History.void], 2),
            **dict.fromkeys([History.take_over, History.rehearse, History.end_rehearsal], 1),
        }
        chosen = self.chance.choices(list(weights), list(weights.values()), k=deeds)
        for deed in [History.subscribe] * 4 + chosen:
            await deed(self)
            await assert_nothing_drifted(self.database)


@settings(max_examples=settings().max_examples // 10)
@given(seed=st.integers(0, 2**32))
def test_nothing_drifts_whatever_happens(aside, kept_sqlite, reopened, seed):
    async def lived():
        database = reopened(kept_sqlite())
        try:
            await History(database, random.Random(seed)).go_on(80)  # noqa: S311  no secret
        finally:
            await database.close()

    aside.finish(lived())


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_drifts_in_either_database(database, seed):
    await History(database, random.Random(seed)).go_on(120)  # noqa: S311  no secret


async def test_what_is_rolled_back_was_never_counted(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, telling())

    async with database._transactions.engine.begin() as connection:
        await connection.execute(delete(schema.delivery))
        await connection.execute(delete(schema.subscription))
        await connection.rollback()

    await assert_nothing_drifted(database)
    standing = await database.backlog.read([DISCORD.id], now=at())
    assert (standing.subscriptions, standing.open) == (1, {DISCORD.id: 1})


async def test_a_statement_by_hand_is_counted_too(database):
    for place in PLACES:
        await database.subscriptions.subscribe(subscription(place))
    await record(database, telling())

    async with database._transactions.writing() as connection:
        await connection.execute(update(schema.destination).values(suspended_at=at()))
        await connection.execute(update(schema.delivery).values(state="void"))
        await connection.execute(delete(schema.subscription))

    standing = await database.backlog.read([DISCORD.id], now=at())
    assert (standing.subscriptions, standing.open) == (0, {})
    assert standing.suspended == {DISCORD.id: 4, SLACK.id: 1}


async def test_many_at_once_wait_for_no_tally_and_lose_nothing(database):
    others = [channel(f"{number}") for number in range(60)]

    await asyncio.gather(
        *(database.subscriptions.subscribe(subscription(place)) for place in others)
    )

    async with database._transactions.reading() as connection:
        assert (await tallies(connection))[SUBSCRIPTIONS] == {"": 60}


async def test_one_who_writes_holds_up_no_other(opened_postgres):
    database = opened_postgres
    async with database._transactions.writing() as connection:
        await connection.execute(delete(schema.subscription))
        await connection.execute(update(schema.destination).values(suspended_at=at()))
        await database.subscriptions.subscribe(subscription(channel("meanwhile")))
        await connection.rollback()

    await assert_nothing_drifted(database)


async def test_parts_are_folded_by_whoever_adds_to_them(opened_postgres):
    database = opened_postgres
    await database.subscriptions.subscribe(subscription())
    async with database._transactions.writing() as connection:
        for number in range(600):
            suspended_at = None if number % 2 else at()
            await connection.execute(update(schema.destination).values(suspended_at=suspended_at))

    async with database._transactions.reading() as connection:
        parts = await connection.scalar(select(func.count()).select_from(schema.tally))
    assert parts < 256 + 8
