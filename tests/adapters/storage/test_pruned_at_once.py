"""Several that prune at once, and whoever records, sends or corrects meanwhile."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import func, select, update

from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.retention import StoredRetention
from content.announcements.announcement import Superseding
from content.subscriptions.outcomes import Delivered
from fakes.storage import queue_rest, record, states_of, take
from fakes.tellings import at, channel, subscription, telling

PLACES = [channel(f"{number}") for number in range(5)]
TELLINGS = [telling(f"{number}") for number in range(60)]
PART = "jessica-jones/2/cast/trish"
OLD = {"before": at(days=1), "now": at(days=91)}


def about(told, *, corrects=None):
    said = replace(told.announcement, about=PART)
    if corrects:
        said = replace(said, corrects=Superseding(of=(PART,), line=corrects))
    return replace(told, announcement=said)


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


async def deliver_all(database):
    async with database.outbox._transactions.writing() as connection:
        queued = schema.delivery
        await connection.execute(update(queued).values(state="sending"))
        await connection.execute(update(queued).values(state="delivered", message="m"))


@pytest.fixture
async def told(url):
    """A database in which sixty things were told to five channels."""
    database = await Database.open(url)
    for place in PLACES:
        await database.subscriptions.subscribe(subscription(place))
    await record(database, *TELLINGS)
    await queue_rest(database)
    await deliver_all(database)
    yield database
    await database.close()


async def test_whoever_prunes_at_once_removes_each_thing_once_and_nothing_is_told_again(told, url):
    others = [await Database.open(url, upgrade=False) for _ in range(3)]

    async def prune_all(database):
        gone = 0
        while not (pruned := await database.retention.prune(**OLD)).is_all:
            gone += pruned.gone
        return gone

    async def record_anew():
        for number in range(5):
            await record(told, *TELLINGS, until=at(days=91, seconds=number))
            assert await take(told, now=at(days=91)) == []

    *gone, _ = await asyncio.gather(*map(prune_all, [told, *others]), record_anew())
    # One that found all that was due in others' hands may have left before they were done.
    gone.append(await prune_all(told))

    assert sum(gone) == 300
    assert [await states_of(told, place) for place in PLACES] == [{}] * 5
    async with told.outbox._transactions.reading() as connection:
        kept = await connection.scalar(select(func.count()).select_from(schema.announcement))
    assert kept == 60
    for database in others:
        await database.close()


async def test_a_correction_that_comes_while_a_batch_goes_edits_nothing_that_went(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, about(telling("part")))
    await deliver_all(database)
    paused = Paused(database.outbox._transactions)
    pruning = asyncio.create_task(StoredRetention(paused).prune(**OLD))
    await paused.is_done.wait()

    moved = about(telling("moved", created_at=at(days=91)), corrects="It is Patsy now.")
    correcting = asyncio.create_task(record(database, moved, until=at(days=91)))
    done, _ = await asyncio.wait({correcting}, timeout=0.2)
    assert not done
    paused.may_end.set()

    assert (await pruning).gone == 1
    assert await correcting
    (news,) = await take(database, now=at(days=91))
    assert (news.announcement.id, news.revises, news.reply_to) == ("moved", None, None)


async def test_a_batch_that_comes_while_a_correction_is_recorded_leaves_what_is_edited(
    postgres_url,
):
    database = await Database.open(postgres_url, upgrade=False)
    await database.subscriptions.subscribe(subscription())
    await record(database, about(telling("part")), telling("other"))
    await deliver_all(database)
    learnt = await database.journal.open()
    paused = Paused(database.outbox._transactions)
    paused.notify = paused.inner.notify
    moved = about(telling("moved", created_at=at(days=91)), corrects="It is Patsy now.")
    correcting = asyncio.create_task(
        type(database.journal)(paused).record(
            claims=(),
            shows=(),
            broadcasts=[moved],
            void=(),
            noticed_from=learnt.noticed_until,
            noticed_until=at(days=91),
        )
    )
    await paused.is_done.wait()

    pruned = await database.retention.prune(**OLD)
    paused.may_end.set()
    assert await correcting
    again = await database.retention.prune(**OLD)

    assert (pruned.gone, again.gone) == (1, 0)
    news, edit = [await next_one(database, at(days=91)) for _ in range(2)]
    assert (news.announcement.id, news.reply_to) == ("moved", "m")
    assert (edit.announcement.id, edit.revises) == ("part", "m")
    await database.close()


async def next_one(database, now):
    (delivery,) = await take(database, now=now)
    await database.outbox.begin(delivery, now=now)
    await database.outbox.settle(delivery, Delivered(message="n"), now=now)
    return delivery
