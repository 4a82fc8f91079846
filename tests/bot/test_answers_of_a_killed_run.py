"""The whole program, killed between accepting a question and answering it: one answer."""

import asyncio
import secrets
from datetime import date

import pytest

from fakes.discord import FakeDiscord
from fakes.discord.interactions import COMMAND, command_payload
from fakes.discord.refusals import RefusedError
from fakes.patience import PATIENCE_S
from fakes.processes import connected_violets
from fakes.tvmaze import FakeTvmaze, Fault, Season
from fakes.tvmaze.__main__ import WallClock

WORDS = "when is jessica jones season 3"
KEY = secrets.token_urlsafe(32)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        world.channel("news")
        yield world
    assert world.violations == []


@pytest.fixture
def channel(discord):
    return next(iter(discord.channels.values()))


@pytest.fixture
async def tvmaze():
    async with FakeTvmaze(WallClock()) as begun:
        yield begun


@pytest.fixture
async def start(tmp_path, discord, tvmaze, url):
    settings = {
        "VIOLET_DATABASE_URL": url,
        "VIOLET_ENCRYPTION_KEY": KEY,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "TVMAZE_API_BASE": tvmaze.api_base,
    }
    async with connected_violets(tmp_path, **settings) as begin:
        yield begin


@pytest.mark.waits(8)
@pytest.mark.parametrize("comes", [False, True])
async def test_a_question_in_words_is_answered_once(start, discord, channel, comes):
    violet = await start()
    path = f"/channels/{channel.id}/messages"

    def kill(request):
        if (request.method, request.path) == ("POST", path):
            violet.kill()
            if not comes:
                raise RefusedError(500, 0, "cut", closes=True)

    discord.on_request = kill
    asked = await discord.say(channel, WORDS, mention=True)
    await asyncio.wait_for(violet.process.wait(), PATIENCE_S)
    came = len(discord.said_in(channel))
    discord.on_request = None
    tries = len(discord.requests)

    after = await start()
    await discord.until(
        lambda: any((one.method, one.path) == ("POST", path) for one in discord.requests[tries:]),
        "the answer after the restart",
    )
    later = await discord.say(channel, WORDS, mention=True)
    await discord.answer_to(later)
    assert await after.end() == 0

    assert came == int(comes)
    assert len(discord.answers_to(asked)) == 1
    assert len(discord.said_in(channel)) == 2


@pytest.mark.waits(12)
@pytest.mark.parametrize("comes", [False, True])
async def test_a_command_that_was_told_to_wait_is_answered_once(
    start, discord, channel, tvmaze, comes
):
    tvmaze.shows.show("Dark Winds", seasons=[Season(1, date(2022, 6, 12)), Season(2)])
    violet = await start()
    tvmaze.faults.always["/"] = Fault.HANGS
    asked = discord._interaction(COMMAND, channel, None)
    options = {"show": "Dark Winds", "season": "1"}
    await discord._act(asked, command_payload(discord, asked, "when", options))
    await discord.until(lambda: asked.answered_with == 5, "to be told to wait")

    def kill(request):
        if request.path.endswith("/messages/@original"):
            violet.kill()
            if not comes:
                raise RefusedError(500, 0, "cut", closes=True)

    discord.on_request = kill
    await asyncio.wait_for(violet.process.wait(), PATIENCE_S)
    discord.on_request = None
    tvmaze.faults.always.clear()
    tries = len(discord.requests)

    after = await start()
    await discord.until(
        lambda: any(one.path.endswith("@original") for one in discord.requests[tries:]),
        "the answer after the restart",
    )
    assert await after.end() == 0

    assert asked.message is not None
    assert "12 June 2022" in asked.text
    assert asked.follow_ups == []
    assert discord.said_in(channel) == [asked.message]


@pytest.mark.waits(8)
async def test_the_token_of_an_interaction_stands_nowhere_in_the_clear(
    start, discord, channel, tvmaze, tmp_path
):
    tvmaze.shows.show("Dark Winds", seasons=[Season(1, date(2022, 6, 12))])
    violet = await start()
    tvmaze.faults.always["/"] = Fault.HANGS
    asked = discord._interaction(COMMAND, channel, None)
    payload = command_payload(discord, asked, "when", {"show": "Dark Winds", "season": "1"})
    await discord._act(asked, payload)
    await discord.until(lambda: asked.answered_with == 5, "to be told to wait")
    violet.kill()
    await asyncio.wait_for(violet.process.wait(), PATIENCE_S)

    written = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.is_file())

    assert b"violet_ready" in written
    assert asked.token.encode() not in written
