"""Subscribing channels on Discord."""

import pytest

from adapters.discord.traits import DISCORD
from content.subscriptions.destination import Destination
from fakes.discord import ALL, EMBED, SEND, SEND_IN_THREADS, VIEW


@pytest.mark.usefixtures("connector")
async def test_a_channel_is_subscribed_by_command_and_only_the_admin_sees_it(
    world, channel, subscriptions
):
    ran = await world.run_command(
        "updates subscribe", at=channel, show="jessica-jones", zone="Europe/Berlin", hour=18
    )

    (kept,) = await subscriptions.every()
    assert ran.is_private
    assert "Jessica Jones" in ran.text
    assert kept.destination == Destination(
        platform=DISCORD.id, workspace=channel.guild.id, channel=channel.id
    )
    assert (kept.show, kept.preferences.zone, kept.preferences.hour) == (
        "jessica-jones",
        "Europe/Berlin",
        18,
    )
    assert kept.created_by == world.person("trish").id


@pytest.mark.usefixtures("connector")
async def test_another_channel_or_a_thread_can_be_subscribed(world, channel, subscriptions):
    other = world.channel("other")
    thread = world.channel("thread", kind=11, parent=other)

    await world.run_command("updates subscribe", at=channel, show="all", channel=other)
    await world.run_command("updates subscribe", at=channel, show="all", channel=thread)

    assert [
        (one.destination.channel, one.destination.thread) for one in await subscriptions.every()
    ] == [
        (other.id, ""),
        (other.id, thread.id),
    ]
    assert [one.show for one in await subscriptions.every()] == [None, None]


async def test_a_subscription_from_within_a_thread_is_the_threads(
    make_connector, world, channel, subscriptions
):
    thread = world.channel("thread", kind=11, parent=channel)
    await make_connector(world).start()

    await world.run_command("updates subscribe", at=thread, show="jessica-jones")

    (kept,) = await subscriptions.every()
    assert (kept.destination.channel, kept.destination.thread) == (channel.id, thread.id)


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize(
    ("lacking", "named"), [(VIEW, "View Channel"), (SEND, "Send Messages"), (EMBED, "Embed Links")]
)
async def test_a_channel_closed_to_violet_is_refused_by_name_and_nothing_is_saved(
    make_connector, world, channel, subscriptions, lacking, named, tells
):
    world.tells_app_permissions = tells
    closed = world.channel("closed", app_permissions=ALL & ~lacking)
    await make_connector(world).start()

    ran = await world.run_command(
        "updates subscribe", at=channel, show="jessica-jones", channel=closed
    )

    assert ran.is_private
    assert named in ran.text
    assert "channel's settings" in ran.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_a_thread_needs_its_own_permission(world, channel, subscriptions):
    thread = world.channel(
        "thread", kind=11, parent=channel, app_permissions=ALL & ~SEND_IN_THREADS & ~SEND
    )

    ran = await world.run_command(
        "updates subscribe", at=channel, show="jessica-jones", channel=thread
    )

    assert "Send Messages in Threads" in ran.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_what_a_channel_hears_is_listed_and_taken_away(world, channel, subscriptions):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")

    listed = await world.run_command("updates list", at=channel)
    gone = await world.run_command("updates unsubscribe", at=channel, show="jessica-jones")

    assert listed.is_private
    assert gone.is_private
    assert "Jessica Jones" in listed.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_every_show_can_be_chosen(world, channel):
    choices = await world.complete("updates subscribe", "show", at=channel, show="")

    assert choices[0] == {"name": "Every show", "value": "all"}


@pytest.mark.usefixtures("connector")
async def test_a_zone_is_suggested_by_its_city(world, channel):
    choices = await world.complete("updates subscribe", "zone", at=channel, zone="new york")

    assert choices == [{"name": "America/New_York", "value": "America/New_York"}]


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("typed", ["pacific", "Pacific time", "los angeles"])
async def test_a_clock_is_the_zone_that_most_people_mean(world, channel, typed):
    choices = await world.complete("updates subscribe", "zone", at=channel, zone=typed)

    assert choices[0]["value"] == "America/Los_Angeles"


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("typed", ["localtime", "factory", "est"])
async def test_what_is_no_place_is_no_zone_to_choose(world, channel, typed):
    choices = await world.complete("updates subscribe", "zone", at=channel, zone=typed)

    assert all("/" in one["value"] for one in choices)
