"""The whole program beside a TVmaze and a Discord: a listed change, told once, and who is told."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.storage.database import Database
from fakes.discord import FakeDiscord
from fakes.followed import followed
from fakes.processes import connected_violets
from fakes.tvmaze import FakeTvmaze, Fault, Season
from fakes.tvmaze.__main__ import WallClock


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        yield world
    assert world.violations == []


@pytest.fixture
async def tvmaze():
    async with FakeTvmaze(WallClock()) as begun:
        yield begun
    assert begun.violations == []


@pytest.fixture
def settings(discord, tvmaze, sqlite_url):
    return {
        "VIOLET_DATABASE_URL": sqlite_url,
        "VIOLET_EDITORS": f"discord:{discord.person('trish').id}",
        "TVMAZE_API_BASE": tvmaze.api_base,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
    }


@pytest.fixture
async def start(tmp_path, settings):
    """Start the program, and wait until it is connected."""
    async with connected_violets(tmp_path, **settings) as begin:
        yield begin


@pytest.fixture
def fetch(violet, settings):
    """Read everything that is followed, beside what runs."""

    async def fetched():
        done = await asyncio.to_thread(violet, "sources", "fetch", "--now", **settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return fetched


@pytest.fixture
async def dark_winds(tvmaze, sqlite_url, fetch):
    """A show that is followed and was read once; its second season is not dated."""
    listed = tvmaze.shows.show("Dark Winds", seasons=[Season(1, date(2022, 6, 12)), Season(2)])
    listed.updated -= 60
    now = datetime.now(UTC)
    database = await Database.open(sqlite_url)
    await database.watchlist.follow(
        followed(
            title="Dark Winds", listing=str(listed.id), due_at=now, followed_at=now, kept=True
        ),
        now=now,
    )
    await database.close()
    assert "1 records read" in await fetch()
    return listed


def told(discord, channel):
    """Return what was told there, without what was answered."""
    found = [one for one in discord.said_in(channel) if one.embeds and one.nonce]
    return [one.embeds[0]["title"] for one in found]


@pytest.mark.waits(9)
async def test_a_listed_date_is_told_once_however_often_the_program_is_killed(
    start, fetch, discord, tvmaze, dark_winds
):
    channel = discord.channel("news")
    day = datetime.now(UTC).date() + timedelta(days=90)
    violet = await start()
    ran = await discord.run_command("updates subscribe", at=channel, show="dark-winds")
    assert "now hears about Dark Winds" in ran.text
    violet.kill()
    tvmaze.shows.move_premiere(dark_winds, 2, day)
    assert f"season 2 is listed for {day.day} {day:%B %Y}" in await fetch()

    violet = await start()
    await discord.until(lambda: told(discord, channel), "the news")
    violet.kill()
    violet = await start()
    asked = await discord.run_command("when", at=channel, show="dark-winds", season="2")

    assert f"{day.day} {day:%B %Y}" in asked.text
    assert await violet.end() == 0
    (post,) = told(discord, channel)
    assert "TVmaze" in post
    assert f"{day.day} {day:%B %Y}" in post


@pytest.mark.waits(6)
@pytest.mark.usefixtures("dark_winds")
async def test_an_editor_is_told_once_that_records_have_another_shape(
    start, fetch, discord, tvmaze, sqlite_url
):
    database, now = await Database.open(sqlite_url), datetime.now(UTC)
    for name in ("Severance", "Echo", "Loki"):
        listed = tvmaze.shows.show(name, seasons=[Season(1)])
        more = {"listing": str(listed.id), "due_at": now, "followed_at": now, "kept": True}
        await database.watchlist.follow(followed(f"the-{name.lower()}", **more), now=now)
    await database.close()
    tvmaze.faults.always["/shows/"] = Fault.OTHER_SHAPE
    await fetch()

    direct = discord.direct(discord.person("trish"))
    violet = await start()
    await discord.until(lambda: told(discord, direct), "the notice")
    await fetch()
    await violet.end()

    assert told(discord, direct) == ["I take in nothing more of what TVmaze lists."]
