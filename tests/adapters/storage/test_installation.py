"""Whose a database is, and two installations beside one another in one PostgreSQL database."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from adapters.storage.installation import StoredHeartbeats
from adapters.storage.leadership import _lock_of
from bot.ports.errors import ForeignInstallationError
from bot.ports.leadership import TICKS
from fakes.patience import PATIENCE_S
from fakes.postgres import connect
from fakes.processes import until
from fakes.storage import record
from fakes.tellings import channel, subscription, telling


@pytest.fixture
async def opened():
    """Open a database, and close it at last."""
    open_now = []

    async def begin(url):
        open_now.append(await Database.open(url))
        return open_now[-1]

    yield begin
    for database in open_now:
        await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request, opened):
    return await opened(request.getfixturevalue(f"{request.param}_url"))


async def test_the_first_application_on_a_platform_makes_the_database_its_own(database):
    await database.installation.admit(DISCORD.id, "1")
    await database.installation.admit(SLACK.id, "A1")
    await database.installation.admit(DISCORD.id, "1")

    assert await database.installation.applications() == {DISCORD.id: "1", SLACK.id: "A1"}


async def test_another_one_is_refused_in_one_line_that_says_what_to_do(database):
    await database.installation.admit(DISCORD.id, "1")

    with pytest.raises(ForeignInstallationError) as caught:
        await database.installation.admit(DISCORD.id, "2")

    said = str(caught.value)
    assert "on discord to application 1," in said
    assert "application 2;" in said
    assert "VIOLET_DATABASE_URL" in said
    assert "violet db adopt" in said
    assert "\n" not in said
    assert await database.installation.applications() == {DISCORD.id: "1"}


async def test_of_two_that_come_first_at_once_one_is_refused(postgres_url, opened):
    databases = [await opened(postgres_url) for _ in range(2)]

    faults = await asyncio.gather(
        *(one.installation.admit(DISCORD.id, str(number)) for number, one in enumerate(databases)),
        return_exceptions=True,
    )

    assert sorted(type(fault).__name__ for fault in faults) == [
        "ForeignInstallationError",
        "NoneType",
    ]


async def test_a_database_can_be_given_to_another_bot_on_purpose(database):
    assert await database.installation.adopt(DISCORD.id, "1") is None

    assert await database.installation.adopt(DISCORD.id, "2") == "1"

    await database.installation.admit(DISCORD.id, "2")
    with pytest.raises(ForeignInstallationError):
        await database.installation.admit(DISCORD.id, "1")


@pytest.mark.waits(3)
async def test_two_in_two_schemas_have_every_role_at_once(postgres_url, in_own_schema, opened):
    urls = (postgres_url, in_own_schema(), in_own_schema())
    leaderships = [(await opened(url)).leadership for url in urls]
    for one in leaderships:
        await one.open()
        one.want(TICKS)

    await until(lambda: all(one.has(TICKS) for one in leaderships))


@pytest.mark.waits(2)
async def test_what_one_installation_queues_wakes_nobody_of_the_other(
    postgres_url, in_own_schema, opened
):
    ours, same, others = [
        await opened(url) for url in (in_own_schema(), postgres_url, in_own_schema())
    ]
    await ours.subscriptions.subscribe(subscription(channel()))
    waiting = []
    for one in (ours, same, others):
        await one.leadership.open()
        waiting.append(asyncio.create_task(one.leadership.wait(PATIENCE_S)))

    await record(ours, telling(created_at=datetime.now(UTC)), until=datetime.now(UTC))

    told, *others = waiting
    assert await told
    done, left = await asyncio.wait(others, timeout=1.0)  # all would have heard of it by now
    for one in left:
        one.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    assert not done


@pytest.mark.waits(7)
async def test_a_role_that_nobody_of_this_installation_attends_to_is_named(postgres_url, opened):
    database, stranger = await opened(postgres_url), await connect(postgres_url)
    await stranger.execute("SELECT pg_advisory_lock($1)", _lock_of(TICKS, "public"))
    leadership = database.leadership
    heartbeats = StoredHeartbeats(
        database._transactions, leadership.wanted_for, within=timedelta(seconds=5)
    )
    await leadership.open()
    leadership.want(TICKS)

    assert await heartbeats.unattended() == []
    async with asyncio.timeout(PATIENCE_S):
        while await heartbeats.unattended() != [TICKS]:
            await leadership.wait(0.1)
        await stranger.close()
        while await heartbeats.unattended():
            await leadership.wait(0.1)
    await until(lambda: leadership.has(TICKS))


async def test_on_sqlite_everything_is_attended_to(sqlite_url, opened):
    database = await opened(sqlite_url)
    await database.leadership.open()
    database.leadership.want(TICKS)

    assert await database.heartbeats.unattended() == []
