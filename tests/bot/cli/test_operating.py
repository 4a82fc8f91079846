"""The real program as an operator meets it: locked databases, absent platforms, signals, ports."""

import asyncio
import json
import socket
import sqlite3
from contextlib import closing
from functools import partial

import pytest

from adapters.storage.database import Database
from fakes.discord import FakeDiscord
from fakes.fan_out import FanOut, kill_again_and_again
from fakes.patience import PATIENCE_S
from fakes.processes import violets
from fakes.slack import FakeSlack
from fakes.web_ports import free_port, get


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        world.channel("news")
        yield world
    assert world.violations == []


@pytest.fixture
def on_discord(discord):
    return {"DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base}


@pytest.fixture
async def start(tmp_path):
    async with violets(tmp_path) as begin:
        yield begin


@pytest.mark.waits(6)
async def test_killed_in_the_middle_and_started_again_each_channel_is_told_once(
    start, discord, on_discord, sqlite_url
):
    for number in range(40):
        discord.channel(f"news-{number}")
    database = await Database.open(sqlite_url)
    fan = await FanOut.on(discord, database)

    await kill_again_and_again(fan, partial(start, **on_discord), kills=2, seed=1)

    await database.close()


async def test_a_platform_that_is_not_there_does_not_keep_the_other_from_working(
    start, discord, on_discord
):
    async with FakeSlack() as slack:
        tokens = {
            "SLACK_BOT_TOKEN": slack.workspace.bot_token,
            "SLACK_APP_TOKEN": slack.workspace.app_token,
        }
    port = free_port()
    violet = await start(
        **on_discord,
        **tokens,
        SLACK_API_BASE=f"http://127.0.0.1:{free_port()}/api/",
        VIOLET_HTTP_PORT=str(port),
    )
    await violet.until_said("violet_ready")
    await violet.until_said("connected")
    (channel,) = discord.channels.values()

    asked = await discord.say(channel, "when is jessica jones season 2 out?", mention=True)
    assert "2018" in (await discord.answer_to(asked)).text
    await violet.until_said("platform_unreachable")
    assert len(violet.said("platform_unreachable")) == 1
    status, body = await get(port, "/readyz")
    assert (status, json.loads(body)["faults"]) == (503, ["slack is unreachable"])
    assert (await get(port, "/healthz"))[0] == 200
    assert await violet.end() == 0


async def test_with_no_platform_left_it_ends_with_one_line_and_its_code(start, on_discord):
    violet = await start(**on_discord | {"DISCORD_TOKEN": "not-the-token"})

    assert await violet.process.wait() == 4
    last = violet.log.read_text().splitlines()[-1]
    assert "DISCORD_TOKEN" in last
    assert "Traceback" not in violet.log.read_text()


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("SLACK_APP_TOKEN", "xapp-not-the-token"),
        ("SLACK_APP_TOKEN", "xoxb-not-the-token"),
        ("SLACK_BOT_TOKEN", "xoxb-not-the-token"),
    ],
)
async def test_either_token_of_slack_that_is_refused_ends_it_with_that_code(start, name, token):
    async with FakeSlack() as slack:
        violet = await start(**slack.settings | {name: token})

        assert await violet.process.wait() == 4
    said = violet.log.read_text()
    assert name in said.splitlines()[-1]
    assert "Traceback" not in said
    assert "not-the-token" not in said


async def test_a_signal_while_it_still_connects_is_heeded(start):
    silent = socket.create_server(("127.0.0.1", 0))  # takes connections, and never answers
    violet = await start(
        DISCORD_TOKEN="a-token",
        DISCORD_API_BASE=f"http://127.0.0.1:{silent.getsockname()[1]}/api/v10",
        VIOLET_HTTP_PORT=str(free_port()),
    )
    await violet.until_said("http_listening")

    assert await violet.end() == 0
    silent.close()


async def test_a_signal_while_the_database_does_not_answer_is_heeded(start):
    connected = asyncio.Event()

    async def say_nothing(reader, writer):
        connected.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        violet = await start(
            DISCORD_TOKEN="a-token",
            VIOLET_DATABASE_URL=f"postgresql+asyncpg://violet@127.0.0.1:{port}/violet?ssl=disable",
        )
        await asyncio.wait_for(connected.wait(), PATIENCE_S)

        assert await violet.end() == 0  # and not 3, as where the database is given up


@pytest.mark.waits(8)
async def test_answers_go_on_while_another_program_locks_the_database(
    start, discord, on_discord, sqlite_url, tmp_path
):
    (channel,) = discord.channels.values()
    violet = await start(**on_discord, VIOLET_DATABASE_URL=sqlite_url)
    await violet.until_said("connected")
    await violet.until_said("violet_ready")

    with closing(sqlite3.connect(tmp_path / "violet.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        asked = await discord.say(channel, "when is jessica jones season 2 out?", mention=True)
        assert "8 March 2018" in (await discord.answer_to(asked)).text
        ran = await discord.run_command("when", at=channel, show="jessica-jones", season="2")
        assert "8 March 2018" in ran.text
        await violet.until_said("conversations_delayed")
        other.execute("ROLLBACK")

    # What could not be written is written now, and is there for another run.
    await violet.until(lambda: conversations_in(tmp_path / "violet.db"), "the conversation")
    assert await violet.end() == 0
    again = await start(**on_discord, VIOLET_DATABASE_URL=sqlite_url)
    await again.until_said("violet_ready")
    await again.until_said("connected")
    further = await discord.say(channel, "who directed it?", mention=True)
    assert "Jessica Jones" in (await discord.answer_to(further)).text
    assert not again.said("conversations_lost")
    assert await again.end() == 0


def conversations_in(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT count(*) FROM conversation").fetchone()[0]


async def test_a_second_run_on_one_sqlite_file_is_refused_in_one_line(start, on_discord):
    violet = await start(**on_discord)
    await violet.until_said("violet_ready")

    second = await start(**on_discord)

    assert await second.process.wait() == 3
    (line,) = [one for one in second.log.read_text().splitlines() if not one.startswith("{")]
    assert "in use by another violet run" in line
    assert await violet.end() == 0


async def test_the_metrics_name_no_channel_and_no_token(start, discord, on_discord):
    port = free_port()
    violet = await start(**on_discord, VIOLET_HTTP_PORT=str(port))
    await violet.until_said("violet_ready")

    status, shown = await get(port, "/metrics")

    assert status == 200
    assert 'violet_platform_connected{platform="discord"} 1.0' in shown
    assert 'violet_turn_held{turn="ticks"} 1.0' in shown
    assert [name for name in (*discord.channels, discord.token) if name in shown] == []
    assert (await get(port, "/readyz"))[0] == 200
    assert await violet.end() == 0


async def test_what_anybody_may_reach_stands_apart_from_what_watches(start, on_discord):
    port, public = free_port(), free_port()
    violet = await start(**on_discord, VIOLET_HTTP_PORT=str(port), VIOLET_PUBLIC_PORT=str(public))
    await violet.until_said("violet_ready")

    assert (await get(port, "/healthz"))[0] == 200
    assert await get(public, "/healthz") == (404, "Not Found\n")
    assert "violet_public_connections " in (await get(port, "/metrics"))[1]
    assert await violet.end() == 0


async def test_a_run_answers_with_calendars_at_its_public_port_alone(start, on_discord):
    public = free_port()
    violet = await start(**on_discord, VIOLET_PUBLIC_PORT=str(public))
    await violet.until_said("violet_ready")

    status, body = await get(public, "/calendar/jessica-jones.ics")
    nothing = await get(public, f"/calendar/feed/{'5' * 40}.ics")

    assert status == 200
    assert body.count("BEGIN:VEVENT") >= 2
    assert nothing == (404, "There is nothing here.\nThe address may be old or mistyped.\n")
    assert await violet.end() == 0
    assert "5" * 40 not in violet.log.read_text()
