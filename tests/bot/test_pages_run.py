"""The whole program with its public port alone, and an answer on Discord that leads there."""

import pytest

from fakes.discord import FakeDiscord
from fakes.processes import connected_violets
from fakes.web_ports import free_port, get


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        yield world
    assert world.violations == []


@pytest.mark.waits(6)
async def test_answers_lead_to_the_page_of_the_show(tmp_path, discord, sqlite_url):
    port, channel = free_port(), discord.channel("news")
    settings = {
        "VIOLET_DATABASE_URL": sqlite_url,
        "VIOLET_PUBLIC_PORT": str(port),
        "VIOLET_PUBLIC_URL": f"http://localhost:{port}",
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
    }
    async with connected_violets(tmp_path, **settings) as begin:
        violet = await begin()
        said = await discord.run_command("when", at=channel, show="jessica-jones", season="2")
        listed = await get(port, "/")
        shown = await get(port, "/shows/jessica-jones")
        watched = await get(port, "/metrics")
        assert await violet.end() == 0

    link = f"(http://localhost:{port}/shows/jessica-jones)"
    assert link in said.text
    assert (listed[0], shown[0], watched[0]) == (200, 200, 404)
    assert "/shows/jessica-jones" in listed[1]
    assert "8 March 2018" in shown[1]
