"""`/updates test` on Discord: one post, by the way that news takes, and what is said of it."""

import asyncio

import pytest

from adapters.discord.traits import DISCORD
from bot.verbs.deliver import deliver
from fakes.database import FakeDatabase
from fakes.discord import ALL, EMBED, Fault


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
async def connector(make_connector, world, memory, clock):
    """One that also delivers, as long as the test lasts."""
    world.channel("shows", kind=15)
    parts = {"outbox": memory.outbox, "sample_wait_s": 10.0, "memory": memory}
    connector = make_connector(world, posts=memory.forum_posts, **parts)
    await connector.start()

    async def go_on():
        while True:
            messengers = {DISCORD.id: connector.messenger}
            await deliver(clock=clock, outbox=memory.outbox, messengers=messengers)
            await asyncio.sleep(0.01)
            clock.pass_time(0.1)

    delivering = asyncio.create_task(go_on())
    yield connector
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)


@pytest.mark.usefixtures("connector")
async def test_the_post_is_there_once_and_the_reply_leads_to_it(world, channel):
    other = world.channel("elsewhere")

    ran = await world.run_command("updates test", at=other, channel=channel, show="jessica-jones")

    (post,) = world.said_in(channel)
    assert "This is a test" in post.text
    assert post.pings == set()
    assert "The test post arrived in #news" in ran.text.replace("\\", "")
    assert f"https://discord.com/channels/{channel.guild.id}/{channel.id}/{post.id}" in ran.text
    assert ran.is_private


@pytest.mark.usefixtures("connector")
async def test_in_a_forum_it_is_in_the_post_of_its_show_and_the_reply_leads_there(world, channel):
    forum = next(one for one in world.channels.values() if one.name == "shows")

    ran = await world.run_command("updates test", at=channel, channel=forum, show="jessica-jones")

    (post,) = [one for one in world.channels.values() if one.parent is forum]
    assert (post.name, len(world.said_in(post))) == ("Jessica Jones", 1)
    assert f"https://discord.com/channels/{post.guild.id}/{post.id}/{post.id}" in ran.text


@pytest.mark.usefixtures("connector")
async def test_a_role_is_mentioned_where_that_is_asked_for(world, channel):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones", mention="4242")

    await world.run_command("updates test", at=channel, show="jessica-jones", mention=True)
    (post,) = world.said_in(channel)

    assert post.content == "<@&4242>"


@pytest.mark.usefixtures("connector")
async def test_why_discord_refuses_it_is_said(world, channel):
    world.tells_app_permissions = False  # as it was before July 2026
    other = world.channel("unseen", app_permissions=ALL & ~EMBED, is_visible=False)

    ran = await world.run_command("updates test", at=channel, channel=other)

    assert "The test post did not arrive" in ran.text
    assert "Permission" in ran.text or "permission" in ran.text
    assert world.said_in(other) == []


@pytest.mark.usefixtures("connector")
async def test_an_answer_that_is_lost_leaves_one_post(world, channel):
    world.faults.next_sends(Fault.CLOSED_AFTER)

    await world.run_command("updates test", at=channel, show="jessica-jones")

    assert len(world.said_in(channel)) == 1
