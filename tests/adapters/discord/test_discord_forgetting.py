"""Being forgotten on Discord: a person, a channel, a server that Violet was removed from."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters.discord.traits import DISCORD
from adapters.storage import schema
from content.subscriptions.destination import Destination
from fakes.newsroom import NOW
from fakes.patience import PATIENCE_S
from fakes.tellings import subscription


@pytest.fixture
async def database(opened_sqlite, make_connector, world):
    """The database of a connector that is started on it."""
    parts = {"memory": opened_sqlite, "subscriptions": opened_sqlite.subscriptions}
    await make_connector(world, **parts).start()
    return opened_sqlite


async def left(database, guild: str) -> None:
    """Wait until it is noted that Violet is not in that server."""
    query = select(schema.departed.c.workspace)
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with database._transactions.reading() as connection:
                if guild in set(await connection.scalars(query)):
                    return
            await asyncio.sleep(0.02)


async def test_forget_me_is_a_command_of_its_own_and_says_what_went(world, channel, database):
    await world.run_command("remind", at=channel, show="jessica-jones")
    await world.run_command("when", at=channel, show="jessica-jones")

    ran = await world.run_command("forget me", at=channel)

    assert ran.is_private
    assert "I have deleted everything that I kept of you." in ran.text
    assert "1 reminder." in ran.text
    assert "1 conversation." in ran.text
    assert await database.subscriptions.every() == []


async def test_a_mention_and_a_direct_message_do_as_well(world, channel, database):
    await world.run_command("remind", at=channel, show="jessica-jones")

    said = await world.say(channel, "Forget me!", mention=True)

    assert "1 reminder." in str(await world.answer_to(said))
    assert await database.subscriptions.every() == []


async def test_the_answer_what_is_kept_has_a_button_for_whoever_presses_it(
    world, channel, database
):
    malcolm = world.person("malcolm")
    await world.run_command("remind", at=channel, show="jessica-jones", by=malcolm)
    await world.run_command("remind", at=channel, show="jessica-jones")
    said = await world.say(channel, "what do you know about me?", mention=True)

    pressed = await world.press(await world.answer_to(said), "forget:en", by=malcolm)

    (stands,) = await database.subscriptions.every()
    assert pressed.is_private
    assert "1 reminder." in pressed.text
    assert stands.destination.person == world.person("trish").id


async def test_a_channel_is_forgotten_once_that_is_confirmed(world, channel, database):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")

    first = await world.run_command("updates forget", at=channel)
    assert len(await database.subscriptions.every()) == 1
    ran = await world.run_command("updates forget", at=channel, confirm=True)

    assert "1 subscription." in first.text
    assert "confirm:True" in first.text
    assert "I have deleted everything that I kept of this channel." in ran.text
    assert await database.subscriptions.every() == []


async def test_a_server_is_forgotten_with_all_its_channels(world, channel, database):
    other = world.channel("other", channel.guild)
    for place in (channel, other):
        await world.run_command("updates subscribe", at=place, show="jessica-jones")

    ran = await world.run_command("updates forget", at=channel, everything=True, confirm=True)

    assert "2 subscriptions." in ran.text
    assert await database.subscriptions.every() == []


async def test_a_server_that_removed_violet_is_forgotten_after_a_month(world, channel, database):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    guild = channel.guild.id

    await world.gateway.dispatch("GUILD_DELETE", {"id": guild}, guild_id=guild)
    await left(database, guild)
    await database.privacy.sweep(now=NOW + timedelta(days=31))

    assert await database.subscriptions.every() == []


async def test_a_server_that_is_only_down_was_not_left(world, channel, database):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    guild = channel.guild.id

    away = {"id": guild, "unavailable": True}
    await world.gateway.dispatch("GUILD_DELETE", away, guild_id=guild)
    said = await world.say(channel, "when is jessica jones season 2 out?", mention=True)
    await world.answer_to(said)
    await database.privacy.sweep(now=NOW + timedelta(days=31))

    assert len(await database.subscriptions.every()) == 1


async def test_a_server_that_was_left_while_violet_was_down_is_noted_at_her_start(
    opened_sqlite, make_connector, world
):
    gone = Destination(platform=DISCORD.id, workspace="12345", channel="678")
    await opened_sqlite.subscriptions.subscribe(subscription(gone))
    parts = {"memory": opened_sqlite, "subscriptions": opened_sqlite.subscriptions}
    await make_connector(world, **parts).start()

    await left(opened_sqlite, "12345")
    await opened_sqlite.privacy.sweep(now=NOW + timedelta(days=31))

    assert await opened_sqlite.subscriptions.every() == []
