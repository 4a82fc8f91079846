"""Ending the sessions of whoever fell asleep in the middle of a statement."""

import asyncio

import asyncpg
import pytest
from structlog.testing import capture_logs

from adapters.storage.database import Database
from adapters.storage.stuck import end_stuck
from fakes.patience import PATIENCE_S
from fakes.processes import until


@pytest.fixture
async def connect(postgres_url):
    """Connect to PostgreSQL as a program of that name does."""
    opened = []

    async def connected(name):
        plain = postgres_url.replace("+asyncpg", "")
        opened.append(await asyncpg.connect(plain, server_settings={"application_name": name}))
        return opened[-1]

    yield connected
    for connection in opened:
        await connection.close(timeout=1)


async def fall_silent(connection):
    """Lock a table, then say the first half of a statement."""
    await connection.execute("BEGIN; LOCK TABLE subscription IN EXCLUSIVE MODE")
    await connection.prepare("DELETE FROM subscription WHERE id = $1")


async def state_of(awake, pid):
    query = "SELECT state || ', ' || wait_event FROM pg_stat_activity WHERE pid = $1"
    return await awake.fetchval(query, pid)


async def test_one_that_fell_silent_within_a_statement_is_ended_and_its_locks_with_it(connect):
    asleep, awake = await connect("violet"), await connect("violet leadership")
    await fall_silent(asleep)
    pid = asleep.get_server_pid()
    before = await state_of(awake, pid)

    with capture_logs() as logs:
        ended = await end_stuck(awake, 0.0)
    await awake.execute("SET lock_timeout = '5s'; LOCK TABLE subscription IN EXCLUSIVE MODE")

    assert before == "active, ClientRead"
    assert ended == [pid]
    assert [(line["event"], line["pid"]) for line in logs] == [("stuck_session_ended", pid)]
    await until(asleep.is_closed)


@pytest.mark.waits(5)
async def test_every_running_process_sees_to_it(connect, postgres_url):
    database, asleep = await Database.open(postgres_url), await connect("violet")
    await fall_silent(asleep)

    await database.leadership.open()

    await until(asleep.is_closed)
    await database.close()


@pytest.mark.parametrize(("name", "after_s"), [("somebody else", 0.0), ("violet", 60.0)])
async def test_whoever_is_not_ours_or_has_only_just_fallen_silent_is_left_alone(
    connect, name, after_s
):
    asleep, awake = await connect(name), await connect("violet leadership")
    await fall_silent(asleep)

    assert await end_stuck(awake, after_s) == []


async def test_whoever_waits_for_a_lock_or_thinks_within_a_transaction_is_left_alone(connect):
    holder, waiting, awake = [await connect("violet") for _ in range(3)]
    await holder.execute("BEGIN; LOCK TABLE subscription IN EXCLUSIVE MODE")
    locking = asyncio.create_task(
        waiting.execute("BEGIN; LOCK TABLE subscription IN EXCLUSIVE MODE")
    )
    async with asyncio.timeout(PATIENCE_S):
        while await state_of(awake, waiting.get_server_pid()) != "active, relation":
            pass  # asked again

    ended = await end_stuck(awake, 0.0)
    await holder.execute("ROLLBACK")

    assert ended == []
    await locking
