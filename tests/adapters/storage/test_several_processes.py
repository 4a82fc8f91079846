"""Several processes of the real program on one PostgreSQL, told apart by nobody on Discord."""

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url

from adapters.storage.database import Database
from bot.ports import Destination, Platform, Subscription
from content.claims import ShowId
from fakes.discord import FakeDiscord
from fakes.processes import until, violets
from fakes.tellings import telling

CHANNELS = 60


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        world.limits.enforced = True
        for number in range(CHANNELS):
            world.channel(f"news-{number}")
        yield world
        assert world.violations == []
        assert world.limits.refused == 0


@pytest.fixture
async def start(discord, postgres_url, tmp_path):
    async with violets(
        tmp_path,
        VIOLET_DATABASE_URL=postgres_url,
        DISCORD_TOKEN=discord.token,
        DISCORD_API_BASE=discord.api_base,
    ) as begin:
        yield begin


@pytest.fixture
async def database(postgres_url):
    opened = await Database.open(postgres_url)
    yield opened
    await opened.close()


async def subscribe_all(database, discord):
    for channel in discord.channels.values():
        here = Destination(
            platform=Platform.DISCORD, workspace=channel.guild.id, channel=channel.id
        )
        await database.subscriptions.subscribe(
            Subscription(
                destination=here, show=ShowId("jessica-jones"), created_at=datetime.now(UTC)
            )
        )


async def tell(database, name="a-date"):
    """Queue one piece of news for everybody, as a process that noticed it would."""
    now = datetime.now(UTC)
    assert await database.news_book.record(
        claims=(),
        shows=(),
        tellings=[telling(name, created_at=now)],
        void=(),
        noticed_from=(await database.news_book.open()).noticed_until,
        noticed_until=now,
    )


def told(discord):
    """Return how often each channel was told something."""
    return Counter(
        {name: len(discord.said_in(channel)) for name, channel in discord.channels.items()}
    )


async def holder_of(turn, processes, within_s=20.0):
    """Return the process whose turn it is."""

    def holders():
        return [one for one in processes if one.process.returncode is None and one.has_begun(turn)]

    await until(holders, lambda: f"somebody's turn {turn}", within_s)
    return holders()[0]


async def is_all_told(discord, database, times=1, within_s=20.0):
    await discord.until(
        lambda: sum(told(discord).values()) >= CHANNELS * times, "telling all", within_s=within_s
    )
    end = time.monotonic() + 5
    while (await database.overview.look(now=datetime.now(UTC))).open:
        assert time.monotonic() < end, "something is left over"
        await asyncio.sleep(0.05)
    assert set(told(discord).values()) == {times}


async def test_of_three_processes_one_is_killed_in_the_middle_and_each_channel_is_told_once(
    start, discord, database
):
    await subscribe_all(database, discord)
    processes = [await start() for _ in range(3)]
    sender = await holder_of("discord-sends", processes)
    await sender.until_said("connected")

    await tell(database)
    await discord.until(lambda: sum(told(discord).values()) >= CHANNELS // 4, "a part of it")
    sender.kill()
    killed_at = time.monotonic()
    others = [one for one in processes if one is not sender]
    await holder_of("discord-sends", others, within_s=10)

    assert time.monotonic() - killed_at < 10
    await is_all_told(discord, database)
    assert [await one.end() for one in others] == [0, 0]


async def test_a_process_that_was_paused_finds_its_turn_over_and_sends_nothing_more(
    start, discord, database
):
    await subscribe_all(database, discord)
    processes = [await start() for _ in range(2)]
    sender = await holder_of("discord-sends", processes)
    await sender.until_said("connected")
    (other,) = [one for one in processes if one is not sender]

    await tell(database)
    await discord.until(lambda: sum(told(discord).values()) >= CHANNELS // 4, "a part of it")
    sender.pause()
    paused_at = time.monotonic()
    await holder_of("discord-sends", [other], within_s=10)
    assert time.monotonic() - paused_at < 10
    await other.until_said("announcement_delivered")
    sender.go_on()
    await sender.until_said("turns_lost")

    await is_all_told(discord, database)
    assert [await one.end() for one in processes] == [0, 0]


async def test_connections_that_the_server_ends_are_made_anew_and_nothing_is_lost(
    start, discord, database, postgres_url
):
    await subscribe_all(database, discord)
    process = await start()
    await process.until_said("connected")

    await tell(database)
    await discord.until(lambda: sum(told(discord).values()) >= CHANNELS // 4, "a part of it")
    await database.close()
    await end_sessions(postgres_url)
    again = await Database.open(postgres_url)

    await is_all_told(discord, again)
    await tell(again, "another-date")
    await is_all_told(discord, again, times=2)
    await again.close()
    assert await process.end() == 0


async def test_whoever_takes_over_the_ticks_notices_what_is_new_once(
    start, discord, database, tmp_path
):
    await subscribe_all(database, discord)
    content = tmp_path / "mine"
    content.mkdir()
    processes = [await start(VIOLET_CONTENT=str(content)) for _ in range(2)]
    ticker = await holder_of("ticks", processes)
    for one in processes:
        await one.until_said("violet_ready")
    (other,) = [one for one in processes if one is not ticker]

    ticker.kill()
    await holder_of("ticks", [other], within_s=10)
    (content / "moved.toml").write_text(
        'show = "jessica-jones"\n'
        "[[claim]]\n"
        'id = "test-moved"\nseason = 3\nkind = "release-date"\nvalue = "2031-03-24"\n'
        'stance = "confirmed"\nauthority = "platform"\nsays = "it comes back"\n'
        'source = { publisher = "T", url = "https://example.org/", published = "2026-11-24" }\n'
    )
    await is_all_told(discord, database)


async def end_sessions(url):
    """End every session on that database but our own, as a restart of the server would."""
    import asyncpg  # noqa: PLC0415  only this test speaks to the server itself

    parts = make_url(url)
    server = await asyncpg.connect(
        host=parts.host,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        database="postgres",
    )
    ended = await server.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1",
        parts.database,
    )
    await server.close()
    assert ended > 0
