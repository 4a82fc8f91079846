"""The whole program in two processes, each with a shard of Discord's, on one database."""

import asyncio

import pytest

from fakes.discord import FakeDiscord
from fakes.fan_out import holder_of
from fakes.processes import violets

OF_A_COMMAND = 20
"""What kind of message says how a command went."""
WORDS = "when is jessica jones season 3"


@pytest.fixture
async def discord():
    async with FakeDiscord(shards=2) as world:
        for number in (0, 1):
            world.channel("news", world.guild(f"on {number}", shard=(number, 2)))
        yield world
    assert world.violations == []


@pytest.mark.waits(20)
async def test_each_answers_in_its_own_servers_and_one_posts_in_all(
    tmp_path, discord, postgres_url
):
    channels = list(discord.channels.values())
    settings = {
        "VIOLET_DATABASE_URL": postgres_url,
        "VIOLET_LIVE": "",
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "DISCORD_SHARD_COUNT": "2",
    }
    async with violets(tmp_path, **settings) as begin:
        processes = [await begin(DISCORD_SHARD_IDS=one) for one in ("0", "1")]
        for one, role in zip(processes, ("0/2", "1/2"), strict=True):
            await one.until(
                lambda one=one, role=role: one.has_begun(f"discord-answers-{role}"), role
            )
            await one.until_said("connected")
        sender = await holder_of("discord-sends", processes)

        asked = [await discord.say(channel, WORDS, mention=True) for channel in channels]
        for one in asked:
            await discord.answer_to(one)
        posted = [await sample(discord, channel) for channel in channels]
        sender.kill()
        await asyncio.wait_for(sender.process.wait(), 15)
        other = next(one for one in processes if one is not sender)
        await holder_of("discord-sends", [other])
        mine = channels[processes.index(other)]
        afterwards = await sample(discord, mine)
        assert await other.end() == 0

    assert [len(discord.answers_to(one)) for one in asked] == [1, 1]
    assert [len(one) for one in posted] == [1, 1]
    assert len(afterwards) == 1
    assert sorted(one["shard"] for one in discord.gateway.identified) == [[0, 2], [1, 2]]


async def sample(discord, channel):
    """Let an admin have a sample posted, and return what is posted because of it."""
    before = discord.said_in(channel)

    def new():
        posted = [one for one in discord.said_in(channel) if one.kind != OF_A_COMMAND]
        return [one for one in posted if one not in before]

    await discord.run_command("updates test", at=channel, show="jessica-jones")
    await discord.until(new, "the sample", within_s=20)
    return new()
