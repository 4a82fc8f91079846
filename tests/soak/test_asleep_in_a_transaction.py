"""A process that falls asleep in the middle of a transaction."""

import asyncio

import pytest
from sqlalchemy import text

from adapters.storage.database import Database
from bot.ports.errors import StorageError
from fakes.tellings import channel, subscription

ASLEEP_S = 5.5


async def test_it_does_not_lock_its_rows_for_ever(postgres_url):
    asleep, awake = await Database.open(postgres_url), await Database.open(postgres_url)
    place = channel()
    await awake.subscriptions.subscribe(subscription(place))

    async def sleep_in_the_middle():
        async with asleep.outbox._transactions.writing() as connection:
            await connection.execute(text("LOCK TABLE subscription IN EXCLUSIVE MODE"))
            await asyncio.sleep(ASLEEP_S)

    sleeping = asyncio.create_task(sleep_in_the_middle())
    await asyncio.sleep(1)
    assert await awake.subscriptions.unsubscribe(place, None) == 1

    with pytest.raises(StorageError):
        await sleeping
    await asleep.close()
    await awake.close()
