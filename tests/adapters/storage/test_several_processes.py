"""Several processes of the real program on one PostgreSQL, told apart by nobody on Discord.

These are short; `tests/soak` holds the same at full length.
"""

import pytest

from adapters.storage.database import Database
from fakes.discord import FakeDiscord
from fakes.fan_out import FanOut, kill_one_and_pause_one
from fakes.postgres import end_sessions
from fakes.processes import violets

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
async def fan(discord, postgres_url):
    database = await Database.open(postgres_url)
    yield await FanOut.on(discord, database)
    await database.close()


@pytest.mark.waits(20)
async def test_one_of_three_is_killed_and_one_paused_and_each_channel_is_told_once(start, fan):
    await kill_one_and_pause_one(fan, start, pause_s=0.0)


@pytest.mark.waits(6)
async def test_connections_that_the_server_ends_are_made_anew_and_nothing_is_lost(
    start, fan, postgres_url
):
    process = await start()
    await process.until_said("connected")

    await fan.tell()
    await fan.until_told(1 / 4)
    assert await end_sessions(postgres_url) > 0

    await fan.is_over()
    assert await process.end() == 0
