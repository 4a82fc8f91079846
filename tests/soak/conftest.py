"""A Discord that enforces its limits, and the program beside it, for as long as it takes."""

import os
import random
from pathlib import Path

import pytest

from adapters.storage.database import Database
from fakes.discord import FakeDiscord
from fakes.fan_out import FanOut, say
from fakes.processes import anew, violets

HERE = Path(__file__).parent
CHANNELS = 500


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.soak)


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        world.limits.enforced = True
        for number in range(CHANNELS):
            world.channel(f"news-{number}")
        yield world
        assert world.violations == []


@pytest.fixture
def seed():
    """Another one at every run, and said; `SOAK_SEED` repeats what came of one."""
    chosen = int(os.environ.get("SOAK_SEED") or random.randrange(10**6))  # noqa: S311
    say(f"SOAK_SEED={chosen}")
    return chosen


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
async def fan_out(discord):
    """Subscribe every channel in the database at a URL, and watch what is told."""
    made: list[FanOut] = []

    async def opened(url: str) -> FanOut:
        made.append(await FanOut.on(discord, await Database.open(url), say))
        return made[-1]

    yield opened
    for fan in made:
        await fan.database.close()


@pytest.fixture
def run(discord, tmp_path):
    """Make what starts processes of the program on a database."""

    def on(url: str, **more: str):
        return violets(
            tmp_path,
            begin=anew,
            VIOLET_DATABASE_URL=url,
            DISCORD_TOKEN=discord.token,
            DISCORD_API_BASE=discord.api_base,
            **more,
        )

    return on
