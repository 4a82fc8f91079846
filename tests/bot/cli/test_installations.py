"""Two bots, and one database: the real program with real fake platforms."""

import asyncio
import json
from functools import partial

import pytest

from fakes.discord import FakeDiscord
from fakes.processes import violets
from fakes.slack import FakeSlack
from fakes.web_ports import free_port, get


def on(discord):
    return {"DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base}


def words_of(violet):
    return [line for line in violet.log.read_text().splitlines() if not line.startswith("{")]


@pytest.fixture
async def bots():
    """Two applications on Discord."""
    async with FakeDiscord() as first, FakeDiscord() as second:
        second.application_id = second.bot.id = second.ids.make()
        second.users = {second.bot.id: second.bot}
        for world in (first, second):
            world.channel("news")
        assert first.application_id != second.application_id
        yield first, second
    assert first.violations == second.violations == []


@pytest.fixture
async def start(tmp_path):
    async with violets(tmp_path) as begin:
        yield begin


@pytest.mark.waits(4)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_a_bot_that_finds_anothers_database_says_so_and_ends(request, kind, start, bots):
    first, second = bots
    url = request.getfixturevalue(f"{kind}_url")
    violet = await start(**on(first), VIOLET_DATABASE_URL=url)
    await violet.until_said("connected")
    await violet.end()

    other = await start(**on(second), VIOLET_DATABASE_URL=url)

    assert await other.process.wait() == 3
    (line,) = words_of(other)
    assert first.application_id in line
    assert second.application_id in line
    assert "violet db adopt" in line
    assert not other.said("connected")
    assert second.token not in other.log.read_text()


@pytest.mark.waits(4)
async def test_it_ends_while_the_other_is_there_and_a_second_one_of_that_stays(
    start, bots, postgres_url
):
    first, second = bots
    begin = partial(start, VIOLET_DATABASE_URL=postgres_url)
    violet = await begin(**on(first))
    await violet.until_said("connected")

    other, beside = await begin(**on(second)), await begin(**on(first))

    assert await other.process.wait() == 3
    await beside.until_said("violet_ready")
    assert beside.process.returncode is None
    assert violet.process.returncode is None


@pytest.mark.waits(4)
async def test_two_bots_in_two_schemas_of_one_database_are_both_at_work(
    start, bots, postgres_url, in_own_schema
):
    begun = []
    for world, url in zip(bots, (postgres_url, in_own_schema()), strict=True):
        port = free_port()
        violet = await start(**on(world), VIOLET_DATABASE_URL=url, VIOLET_HTTP_PORT=str(port))
        begun.append((world, violet, port))

    for world, violet, port in begun:
        await violet.until_said("connected")
        (channel,) = world.channels.values()
        asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)
        assert "2018" in (await world.answer_to(asked)).text
        await violet.until(lambda one=violet: one.has_begun("ticks"), "it ticks")
        status, body = await get(port, "/readyz")
        assert (status, json.loads(body)["faults"]) == (200, [])


@pytest.mark.waits(14)
async def test_a_bot_that_replaces_another_takes_its_database_on_purpose(
    start, bots, violet, postgres_url
):
    first, second = bots
    old = await start(**on(first), VIOLET_DATABASE_URL=postgres_url)
    await old.until_said("connected")

    # In a thread of its own: the fake platform answers in this one.
    done = await asyncio.to_thread(
        partial(violet, "db", "adopt", **on(second), VIOLET_DATABASE_URL=postgres_url)
    )
    new = await start(**on(second), VIOLET_DATABASE_URL=postgres_url)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"application {second.application_id}'s; it was {first.application_id}'s" in done.stdout
    assert await old.process.wait() == 3
    assert "belongs to another bot" in words_of(old)[-1]
    await new.until_said("connected")


async def test_who_the_database_belongs_to_is_told_by_the_doctor(start, bots, violet, sqlite_url):
    first, second = bots
    running = await start(**on(first), VIOLET_DATABASE_URL=sqlite_url)
    await running.until_said("connected")
    await running.end()

    well, ill = [
        await asyncio.to_thread(
            partial(violet, "doctor", **on(one), VIOLET_DATABASE_URL=sqlite_url)
        )
        for one in bots
    ]

    owned = f"on Discord the database is application {first.application_id}'s"
    assert owned in well.stdout
    assert well.returncode == 0, well.stdout
    assert owned in ill.stdout
    assert second.application_id in ill.stdout
    assert ill.returncode == 1


async def test_the_app_of_slack_is_known_too(start, sqlite_url):
    async with FakeSlack() as slack:
        begin = partial(
            start,
            SLACK_BOT_TOKEN=slack.workspace.bot_token,
            SLACK_APP_TOKEN=slack.workspace.app_token,
            SLACK_API_BASE=slack.api_base,
            VIOLET_DATABASE_URL=sqlite_url,
        )
        violet = await begin()
        await violet.until_said("slack_connected")
        await violet.end()
        slack.workspace.app = "A0OTHER0001"

        other = await begin()

        assert await other.process.wait() == 3
        assert "on slack to application A0VIOLET01" in words_of(other)[-1]
        assert slack.violations == []


def test_without_a_bot_there_is_nobody_to_give_a_database_to(violet):
    done = violet("db", "adopt")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
