"""Which process has which role, and how it hears that something was queued."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.ports.errors import StorageError
from bot.ports.leadership import TICKS, roles_on, sends_on
from fakes.processes import until
from fakes.storage import record
from fakes.tellings import channel, subscription, telling


@pytest.fixture
async def open_leadership(postgres_url):
    """Open the leadership of one more process on PostgreSQL."""
    opened = []

    async def begin():
        database = await Database.open(postgres_url)
        opened.append(database)
        await database.leadership.open()
        return database.leadership

    yield begin
    for database in opened:
        await database.close()


@pytest.mark.waits(5)
async def test_one_process_at_a_time_has_a_role_and_leaves_it_to_the_next(open_leadership):
    first, second = await open_leadership(), await open_leadership()
    first.want(TICKS)
    await until(lambda: first.has(TICKS))
    second.want(TICKS, sends_on(SLACK))
    await until(lambda: second.has(sends_on(SLACK)))

    assert not second.has(TICKS)
    assert not first.has(sends_on(SLACK))
    await first.close()
    assert not first.has(TICKS)
    await until(lambda: second.has(TICKS))


async def test_a_role_that_begins_is_not_used_for_more_than_a_second(open_leadership):
    leadership = await open_leadership()
    loop = asyncio.get_running_loop()
    began = loop.time()

    leadership.want(sends_on(DISCORD))
    await until(lambda: leadership.has(sends_on(DISCORD)))

    assert loop.time() - began > 1


@pytest.mark.waits(5)
async def test_a_session_that_the_server_ends_is_made_anew(open_leadership, postgres_url):
    leadership = await open_leadership()
    leadership.want(TICKS)
    await until(lambda: leadership.has(TICKS))

    engine = create_async_engine(postgres_url)
    async with engine.connect() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'violet leadership' AND datname = current_database()"
            )
        )
    await engine.dispose()

    await until(lambda: not leadership.has(TICKS))
    await until(lambda: leadership.has(TICKS))


async def test_a_transaction_of_a_process_that_sleeps_is_ended_by_the_server(postgres_url):
    database = await Database.open(postgres_url)

    async with database.outbox._transactions.writing() as connection:
        ends_after = await connection.scalar(text("SHOW idle_in_transaction_session_timeout"))

    assert ends_after == "5s"
    await database.close()


async def test_what_one_process_queues_rings_in_the_other(postgres_url, open_leadership):
    leadership, database = await open_leadership(), await Database.open(postgres_url)
    await database.subscriptions.subscribe(subscription(channel()))
    waiting = asyncio.create_task(leadership.wait(5))

    await record(database, telling(created_at=datetime.now(UTC)), until=datetime.now(UTC))

    assert await waiting
    await database.close()


async def test_what_is_queued_rings_and_what_is_not_does_not(sqlite_url):
    database = await Database.open(sqlite_url)
    now = datetime.now(UTC)

    await record(database, until=now)
    silent = await database.leadership.wait(0.05)
    await database.journal.record(
        claims=(), shows=(), broadcasts=[telling()], void=(), noticed_from=now, noticed_until=now
    )

    assert not silent
    assert await database.leadership.wait(5)
    assert not await database.leadership.wait(0.05)
    await database.close()


async def test_a_second_process_on_one_sqlite_file_is_refused_kindly(sqlite_url):
    first, second = await Database.open(sqlite_url), await Database.open(sqlite_url)
    await first.leadership.open()

    with pytest.raises(StorageError, match="in use by another violet run") as caught:
        await second.leadership.open()
    assert "\n" not in str(caught.value)

    await first.close()
    await second.leadership.open()
    assert all(second.leadership.has(role) for role in roles_on([DISCORD, SLACK]))
    await second.close()


async def test_a_database_in_memory_is_nobody_elses():
    databases = [await Database.open("sqlite+aiosqlite://") for _ in range(2)]

    for database in databases:
        await database.leadership.open()
        assert database.leadership.has(TICKS)

    for database in databases:
        await database.close()
