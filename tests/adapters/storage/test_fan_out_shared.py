"""Batches of one recording that several processes share, and that end in the middle."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select, update

from adapters.storage import schema
from adapters.storage.claims import StoredJournal
from adapters.storage.database import Database
from adapters.storage.fan_out import AT_FIRST
from adapters.storage.preferences import columns_of_all
from bot.ports.errors import StorageError
from content.announcements.announcement import Superseding
from content.subscriptions.preferences import Preferences
from fakes.patience import PATIENCE_S
from fakes.storage import record, states_of
from fakes.tellings import NOON, at, channel, subscription, telling

PART = "jessica-jones/2/cast/trish"


@dataclass
class Paused:
    """Transactions of which each that writes waits, when all is done, before it ends."""

    inner: Any
    is_done: asyncio.Event = field(default_factory=asyncio.Event)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def behind(self):
        return self

    def reading(self):
        return self.inner.reading()

    @asynccontextmanager
    async def writing(self):
        async with self.inner.writing() as connection:
            yield connection
            self.is_done.set()
            await self.may_end.wait()

    async def notify(self, connection):
        await self.inner.notify(connection)


@dataclass
class Failing:
    """Transactions that all fail when everything but the end is done."""

    inner: Any

    @property
    def behind(self):
        return self

    def reading(self):
        return self.inner.reading()

    @asynccontextmanager
    async def writing(self):
        async with self.inner.writing() as connection:
            yield connection
            raise StorageError("the disk is full")

    async def notify(self, connection):
        await self.inner.notify(connection)


async def subscribe_many(database, count):
    """Subscribe so many channels, twenty in a guild, as the program itself would store them."""
    columns = columns_of_all(Preferences())
    async with database._transactions.writing() as connection:
        places = [
            {
                "platform": "discord",
                "workspace": f"{number // 20}",
                "channel": f"{number}",
                "thread": "",
            }
            for number in range(count)
        ]
        await connection.execute(insert(schema.destination), places)
        numbers = await connection.scalars(select(schema.destination.c.id))
        rows = [
            {
                "destination_id": number,
                "show": "jessica-jones" if number % 3 else "",
                "rhythm": "",
                "created_by": "",
                "created_at": NOON,
                **columns,
            }
            for number in numbers
        ]
        await connection.execute(insert(schema.subscription), rows)


def about(told, *, corrects=None):
    said = replace(told.announcement, about=PART)
    if corrects:
        said = replace(said, corrects=Superseding(of=(PART,), line=corrects))
    return replace(told, announcement=said)


async def queued(database):
    """Return how many deliveries there are, and for how many destinations."""
    table = schema.delivery.c
    async with database._transactions.reading() as connection:
        query = select(func.count(), func.count(table.destination_id.distinct()))
        return tuple((await connection.execute(query.select_from(schema.delivery))).one())


async def fan_out(journal):
    """Queue until nothing is left, as every process does; return for how many batches."""
    batches = 0
    while await journal.fan_out(now=at()):
        batches += 1
        await asyncio.sleep(0)
    return batches


@pytest.fixture
async def two(url):
    """Two processes with one database, in which seven channels are subscribed."""
    both = [await Database.open(url) for _ in range(2)]
    for number in range(7):
        await both[0].subscriptions.subscribe(subscription(channel(f"{number}")))
    for one in both:
        one.journal = StoredJournal(one._transactions, at_a_time=2)
    yield both
    for one in both:
        await one.close()


async def test_ten_thousand_are_queued_once_each_whoever_shares_the_batches(url):
    both = [await Database.open(url) for _ in range(2)]
    await subscribe_many(both[0], 10_000)
    assert await record(both[0], telling())
    assert await queued(both[0]) == (AT_FIRST, AT_FIRST)

    async with asyncio.timeout(PATIENCE_S):
        while await queued(both[0]) != (10_000, 10_000):
            await asyncio.gather(*(fan_out(one.journal) for one in both))

    async with both[0]._transactions.reading() as connection:
        ranks = await connection.scalar(select(func.max(schema.delivery.c.rank)))
    assert ranks == 20
    for one in both:
        await one.close()


async def test_what_one_leaves_another_goes_on_with(two):
    first, second = two
    await record(first, telling())
    assert await first.journal.fan_out(now=at())
    await fan_out(second.journal)

    assert await queued(first) == (7, 7)


async def test_a_batch_that_cannot_be_stored_leaves_those_before_it_and_where_to_go_on(two):
    first, second = two
    await record(first, telling())
    failing = StoredJournal(Failing(first._transactions), at_a_time=2)
    with pytest.raises(StorageError):
        await failing.fan_out(now=at())

    assert await queued(first) == (2, 2)
    await fan_out(second.journal)
    assert await queued(first) == (7, 7)


async def test_nothing_is_pruned_that_a_correction_still_comes_to(two):
    first, second = two
    await record(first, about(telling("cast")))
    await fan_out(first.journal)
    async with first._transactions.writing() as connection:
        table = schema.delivery
        await connection.execute(update(table).values(state="sending"))
        await connection.execute(update(table).values(state="delivered", message="m"))
    long_after = at(days=91)
    await record(first, about(telling("corrected"), corrects="It is not so."), until=long_after)

    pruned = await second.retention.prune(before=at(days=1), now=long_after)
    assert pruned.gone == 0
    await fan_out(first.journal)

    table = schema.delivery.c
    async with first._transactions.reading() as connection:
        edits = await connection.scalar(select(func.count(table.id)).where(table.revises != 0))
    assert edits == 7


@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
async def test_on_postgres_nobody_elses_change_waits_for_a_batch(two):
    first, second = two
    await record(first, telling())
    paused = Paused(first._transactions)
    batch = asyncio.create_task(StoredJournal(paused, at_a_time=2).fan_out(now=at()))
    await paused.is_done.wait()

    async with asyncio.timeout(PATIENCE_S):
        assert not await second.journal.fan_out(now=at())
        await second.subscriptions.subscribe(subscription(channel("new")))
        await second.subscriptions.unsubscribe(channel("6"), None)
        await second.subscriptions.unsubscribe(channel("0"), None)
        await record(second, telling("later"), until=at(seconds=1))
        assert len(await second.outbox.lease(["discord"], limit=9, now=at(), lease_s=9)) == 1
    paused.may_end.set()
    await batch
    await fan_out(second.journal)

    assert await states_of(second, channel("6")) == {"a-date": "void"}
    assert await states_of(second, channel("new")) == {"later": "waiting"}


@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
async def test_on_postgres_who_unsubscribes_within_a_batch_is_told_nothing(two):
    first, second = two
    await record(first, telling())
    paused = Paused(first._transactions)
    batch = asyncio.create_task(StoredJournal(paused, at_a_time=2).fan_out(now=at()))
    await paused.is_done.wait()
    leaving = asyncio.create_task(second.subscriptions.unsubscribe(channel("3"), None))
    await asyncio.wait({leaving}, timeout=0.2)
    paused.may_end.set()
    await batch
    await leaving
    await fan_out(second.journal)

    assert await states_of(second, channel("3")) == {"a-date": "void"}


@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
async def test_on_postgres_who_subscribes_while_it_is_recorded_comes_before_or_after(two):
    first, second = two
    paused = Paused(second._transactions)
    journal = StoredJournal(paused, at_a_time=2)
    second.journal = journal
    recording = asyncio.create_task(record(second, telling()))
    await paused.is_done.wait()
    new = subscription(channel("new"))
    subscribing = asyncio.create_task(first.subscriptions.subscribe(new))
    await asyncio.wait({subscribing}, timeout=0.2)
    assert not subscribing.done()
    paused.may_end.set()
    await recording
    await subscribing
    await fan_out(first.journal)

    assert await states_of(first, channel("new")) == {}
    assert await queued(first) == (7, 7)


async def test_a_batch_is_no_longer_for_many_things_that_nobody_wants(two):
    first, _ = two
    many = [telling(f"{number}", show="another-show") for number in range(3 * 20)]
    first.journal = StoredJournal(first._transactions)
    await record(first, *many)

    assert await fan_out(first.journal) == 1
    assert await queued(first) == (0, 0)


async def test_who_changes_what_they_hear_waits_for_nothing_that_they_do_not_hear(two):
    first, _ = two
    other = [telling(f"{number}", show="another-show") for number in range(9)]
    await record(first, telling(), *other)
    statements = []

    def seen(_connection, _cursor, statement, *_):
        statements.append(statement.split()[:3])

    engine = first._transactions.engine.sync_engine
    event.listen(engine, "before_cursor_execute", seen)
    await first.subscriptions.subscribe(subscription(channel("6")))
    await first.subscriptions.subscribe(subscription(channel("new")))
    event.remove(engine, "before_cursor_execute", seen)

    assert statements.count(["INSERT", "INTO", "delivery"]) == 1
    assert await states_of(first, channel("6")) == {"a-date": "waiting"}
