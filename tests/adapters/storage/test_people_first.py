"""What a person waits for comes before what nobody waits for, on connections of its own."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import text

from adapters.storage.database import Database
from bot.ports.platforms import Speaker
from content.understanding.question import Conversation, Intent
from fakes.storage import record
from fakes.tellings import at, channel, subscription, telling

BULK_CONNECTIONS = 5
FAN = Speaker(destination=channel("general"), person="a-fan")


@pytest.fixture
async def told(opened_sqlite):
    """A database on SQLite with a subscriber, and a note of which transaction is at work."""
    await opened_sqlite.subscriptions.subscribe(subscription(channel("general")))
    return opened_sqlite


async def stand(work, turns):
    """Begin *work*, of which the first thing is to stand in one of the queues of *turns*."""
    before = turns.waiting
    task = asyncio.create_task(work)
    await asyncio.sleep(0)
    assert turns.waiting == before + 1
    return task


async def done_in_order(waiting):
    order = []
    for name, task in waiting.items():
        task.add_done_callback(lambda _, name=name: order.append(name))
    await asyncio.gather(*waiting.values())
    return order


@pytest.mark.parametrize(
    "bulk",
    [
        lambda db: db.journal.count(broadcasts=[telling()], counted_from=None, counted_until=at()),
        lambda db: db.outbox.lease(["discord"], limit=9, now=at(), lease_s=9),
        lambda db: db.outbox.take_over("discord", now=at()),
        lambda db: db.outbox.tell(telling().announcement, channel("general"), now=at()),
        lambda db: db.outbox._begin([]),
        lambda db: db.outbox._settle([]),
        lambda db: db.subscriptions.take_in([], now=at()),
    ],
    ids=["count", "lease", "take-over", "tell", "begin", "settle", "take-in"],
)
async def test_who_subscribes_or_asks_overtakes_whatever_is_done_in_bulk(told, bulk):
    turns = told._transactions.turns
    new = subscription(channel("new"))
    about = Conversation(about=Intent.CAST)
    await turns.take()
    waiting = {
        "bulk": await stand(bulk(told), turns),
        "subscribe": await stand(told.subscriptions.subscribe(new), turns),
        "remember": await stand(told.conversations.remember(FAN, about, now=at()), turns),
    }

    turns.end()

    assert await done_in_order(waiting) == ["subscribe", "remember", "bulk"]


async def test_what_is_queued_goes_on_between_people_who_never_stop_coming(told):
    news = asyncio.create_task(record(told, telling()))
    came = 0
    coming = [
        asyncio.create_task(told.conversations.remember(FAN, Conversation(), now=at()))
        for _ in range(3)
    ]
    while not news.done():
        await asyncio.wait(coming, return_when=asyncio.FIRST_COMPLETED)
        left = [one for one in coming if not one.done()]
        came += len(coming) - len(left)
        coming = left + [
            asyncio.create_task(told.conversations.remember(FAN, Conversation(), now=at()))
            for _ in range(3 - len(left))
        ]
        assert came < 1000
    await asyncio.gather(*coming)

    assert await news
    assert len(await told.outbox.lease(["discord"], limit=9, now=at(), lease_s=9)) == 1


async def test_a_person_reads_and_writes_while_every_connection_for_bulk_work_is_taken(database):
    behind = database._transactions.behind
    async with AsyncExitStack() as taken:
        for _ in range(BULK_CONNECTIONS):
            await (await taken.enter_async_context(behind.reading())).execute(text("SELECT 1"))

        assert await database.conversations.recall(FAN, now=at()) == Conversation()
        assert await database.subscriptions.subscribe(subscription(channel("general")))
        assert len(await database.subscriptions.of(channel("general"))) == 1
        assert await database.outbox.reports(channel("general"), limit=9) == []


async def test_in_memory_there_is_one_connection_and_people_are_first_in_its_queue():
    database = await Database.open("sqlite+aiosqlite://")
    turns = database._transactions.turns
    await turns.take()
    leased = await stand(database.outbox.lease(["discord"], limit=9, now=at(), lease_s=9), turns)
    asked = await stand(database.conversations.recall(FAN, now=at() + timedelta(hours=1)), turns)

    turns.end()

    assert await done_in_order({"lease": leased, "recall": asked}) == ["recall", "lease"]
    await database.close()
