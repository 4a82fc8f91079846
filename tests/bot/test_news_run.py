"""The whole program beside a server of feeds and a Discord: from an article to one post."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.storage.database import Database
from fakes.discord import FakeDiscord
from fakes.feeds.documents import Told
from fakes.feeds.server import FakeFeedServer
from fakes.patience import PATIENCE_S
from fakes.processes import connected_violets

SHOW = "wonder-man"


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        yield world
    assert world.violations == []


@pytest.fixture
async def server():
    async with FakeFeedServer() as running:
        yield running
    assert running.violations == []


@pytest.fixture
def settings(discord, server, sqlite_url):
    return {
        "VIOLET_DATABASE_URL": sqlite_url,
        "VIOLET_EDITORS": f"discord:{discord.person('trish').id}",
        "VIOLET_LIVE": "feeds",
        "VIOLET_FEEDS": server.url("/feed"),
        "VIOLET_PRIVATE_HOSTS": server.place,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
    }


@pytest.fixture
async def start(tmp_path, settings):
    """Start the program, and wait until it is connected."""
    async with connected_violets(tmp_path, **settings) as begin:
        yield begin


@pytest.fixture
def dated():
    """An article of today that dates a season, and that day in words."""
    now = datetime.now(UTC)
    day = (now + timedelta(days=94)).date()
    said = f"{day.day} {day:%B %Y}"
    told = Told(
        title="Wonder Man season 3 gets a date",
        link="https://outlet.example/news/1",
        guid="https://outlet.example/?p=1",
        published=now.replace(microsecond=0),
        html="<p>Disney+ has announced that season 3 of <i>Wonder Man</i> premieres on "
        f"{said}.</p>",
    )
    return told, said


def told_in(discord, channel):
    """Return what was told there, without what was answered."""
    found = [one for one in discord.said_in(channel) if one.embeds and one.nonce]
    return [one.embeds[0]["title"] for one in found]


async def waiting_in(url):
    database = await Database.open(url)
    try:
        return (await database.proposals.waiting(limit=9)).oldest
    finally:
        await database.close()


async def until_waiting(url):
    async with asyncio.timeout(PATIENCE_S):
        while not (found := await waiting_in(url)):  # noqa: ASYNC110  it is another process's
            await asyncio.sleep(0.1)
    return found


@pytest.mark.waits(15)
async def test_an_article_is_told_once_after_an_editor_has_accepted_it(
    start, discord, server, dated, sqlite_url
):
    article, day = dated
    server.feed("/feed", [article, Told(title="Other news", link="https://outlet.example/news/2")])
    channel, trish = discord.channel("news"), discord.person("trish")
    violet = await start()
    await discord.run_command("updates subscribe", at=channel, show=SHOW)

    (waits,) = await until_waiting(sqlite_url)
    listed = await discord.run_command("newsdesk review", at=channel, by=trish)
    before = told_in(discord, channel)
    accepted = await discord.run_command(
        "newsdesk review", at=channel, by=trish, accept=waits.number
    )
    violet.kill()
    violet = await start()
    await discord.until(lambda: told_in(discord, channel), "the news")
    violet.kill()
    violet = await start()
    again = await discord.run_command("newsdesk review", at=channel, by=trish)
    asked = await discord.run_command("when", at=channel, show=SHOW, season="3")
    assert await violet.end() == 0

    assert f"Disney+ has announced that season 3 of Wonder Man premieres on {day}" in listed.text
    assert before == []
    assert "Accepted: Wonder Man season 3" in accepted.text
    (post,) = told_in(discord, channel)
    assert day in post
    assert day in asked.text
    assert "No correction is waiting." in again.text


@pytest.mark.waits(15)
async def test_an_editor_is_told_once_in_a_direct_message_what_newly_waits(
    start, discord, server, dated, sqlite_url
):
    article, _ = dated
    server.feed("/feed", [article])
    trish = discord.person("trish")
    violet = await start()

    await until_waiting(sqlite_url)
    direct = discord.direct(trish)
    await discord.until(lambda: discord.said_in(direct), "the notice")
    violet.kill()
    violet = await start()
    await discord.run_command("newsdesk review", at=direct, by=trish)
    assert await violet.end() == 0

    (notice,) = told_in(discord, direct)
    assert notice == "1 new proposal is waiting for an editor."
