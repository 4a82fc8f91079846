"""A PostgreSQL server that is really stopped, is away for a moment, and is started again.

This is short; `tests/soak` holds the same against the whole program.
"""

import asyncpg
import pytest
from structlog.testing import capture_logs

from adapters.storage.database import Database
from adapters.storage.faults import storage_error
from bot.ports.errors import StorageError
from bot.ports.leadership import TICKS
from fakes.processes import until
from fakes.storage import record
from fakes.tellings import at, channel, subscription, telling


@pytest.fixture
async def open_database(own_postgres):
    opened = []

    async def begin():
        opened.append(await Database.open(own_postgres.url))
        return opened[-1]

    yield begin
    for database in opened:
        await database.close()


@pytest.mark.waits(5)
async def test_leadership_wake_up_and_transactions_come_back_with_it(own_postgres, open_database):
    ours, theirs = await open_database(), await open_database()
    await ours.subscriptions.subscribe(subscription(show=None))
    await ours.leadership.open()
    ours.leadership.want(TICKS)
    await until(lambda: ours.leadership.has(TICKS))

    with capture_logs() as logs:
        await own_postgres.stop("immediate")
        with pytest.raises(StorageError, match=r"cannot be reached|has closed the connection"):
            await theirs.subscriptions.subscribe(subscription(channel("another")))
        await until(lambda: not ours.leadership.has(TICKS))
        await own_postgres.start()
        await until(lambda: ours.leadership.has(TICKS))

    assert await record(theirs, telling(), until=at(seconds=1))
    assert await ours.leadership.wait(5)
    events = [line["event"] for line in logs]
    assert events[0] == "turns_lost"
    assert events[-2:] == ["turn_begun", "turns_recovered"]
    reasons = [line["reason"] for line in logs if line["event"] == "turns_lost"]
    wanted = ("has closed the connection", "cannot be reached", "is starting or stopping")
    assert [one for one in reasons if not any(words in one for words in wanted)] == []


@pytest.mark.parametrize(
    "found",
    [
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.InternalClientError(
            "cannot switch to state 11; another operation (2) is in progress"
        ),
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
    ],
)
def test_a_connection_that_was_closed_is_told_plainly_however_the_driver_finds_it(found):
    assert "has closed the connection" in str(storage_error(found, "The database"))
