"""What keeps Violet from posting somewhere is said before anything is saved, and by the doctor."""

import pytest

from fakes.discord import ALL, CONNECT, EMBED, MANAGE_THREADS, SEND, SEND_IN_THREADS, VIEW
from fakes.discord.happenings import Happenings
from fakes.discord.state import WHILE_TIMED_OUT

SHOW = {"show": "jessica-jones"}
TEXT, VOICE, THREAD, PRIVATE_THREAD, STAGE, FORUM = 0, 2, 11, 12, 13, 15


@pytest.fixture
def make_place(world, channel):
    """Make a place of a kind; it is there before anybody connects."""

    def make(kind, allowed=ALL, **wanted):
        parent = channel if kind in {THREAD, PRIVATE_THREAD} else None
        return world.channel("place", kind=kind, parent=parent, app_permissions=allowed, **wanted)

    return make


@pytest.mark.parametrize(
    ("kind", "denied", "named"),
    [
        (TEXT, VIEW, "View Channel"),
        (TEXT, SEND, "Send Messages"),
        (TEXT, EMBED, "Embed Links"),
        (THREAD, SEND_IN_THREADS, "Send Messages in Threads"),
        (VOICE, CONNECT, "Connect"),
        (STAGE, CONNECT, "Connect"),
        (VOICE, SEND, "Send Messages"),
        (FORUM, SEND, "Create Posts"),
        (FORUM, SEND_IN_THREADS, "Send Messages in Posts"),
        (FORUM, EMBED, "Embed Links"),
    ],
)
async def test_what_is_missing_is_named_in_the_words_of_that_kind_of_channel(
    make_connector, make_place, world, channel, subscriptions, kind, denied, named
):
    place = make_place(kind, ALL & ~denied)
    await make_connector(world).start()

    ran = await world.run_command("updates subscribe", at=channel, channel=place, **SHOW)
    checked = await world.run_command("updates doctor", at=channel, channel=place)

    assert f"I lack {named}. " in ran.text
    assert f"turn on {named}." in ran.text
    assert "Nothing was saved" in ran.text
    assert await subscriptions.every() == []
    assert f"I lack {named}. " in checked.text
    assert "I cannot post" in checked.text


@pytest.mark.parametrize("kind", [TEXT, VOICE, STAGE, THREAD, PRIVATE_THREAD, FORUM])
async def test_every_kind_of_channel_can_be_subscribed(
    make_connector, make_place, world, channel, subscriptions, kind
):
    place = make_place(kind)
    await make_connector(world).start()

    ran = await world.run_command("updates subscribe", at=channel, channel=place, **SHOW)
    checked = await world.run_command("updates doctor", at=channel, channel=place)

    assert "now hears about Jessica Jones" in ran.text
    assert len(await subscriptions.every()) == 1
    assert "I can post" in checked.text


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("command", "options"),
    [("subscribe", SHOW), ("settings", {"hour": 12}), ("resume", {})],
)
async def test_a_timeout_is_said_to_be_that_and_who_ends_it(
    world, channel, subscriptions, command, options
):
    await world.run_command("updates subscribe", at=channel, **SHOW)
    before = await subscriptions.every()
    await Happenings(world).times_out(channel.guild, days=2)
    until = channel.guild.silenced_until

    ran = await world.run_command(f"updates {command}", at=channel, **options)
    checked = await world.run_command("updates doctor", at=channel)

    said = ran.text.replace("\\", "")
    assert f"I am timed out in this server until {until:%Y-%m-%d %H:%M} UTC" in said
    assert "Remove Timeout" in said
    assert "I lack" not in said
    assert await subscriptions.every() == before
    assert "I am timed out in this server" in checked.text
    assert "I lack" not in checked.text


@pytest.mark.usefixtures("connector")
async def test_a_timeout_that_is_over_is_in_nobodys_way(world, channel):
    await Happenings(world).times_out(channel.guild, days=2)
    await Happenings(world).times_out(channel.guild)

    ran = await world.run_command("updates subscribe", at=channel, **SHOW)

    assert channel.allowed != channel.allowed & WHILE_TIMED_OUT
    assert "now hears about Jessica Jones" in ran.text


@pytest.mark.parametrize(("allowed", "is_closed"), [(ALL & ~MANAGE_THREADS, True), (ALL, False)])
async def test_a_private_thread_that_violet_is_not_in_is_said_how_to_open(
    make_connector, make_place, world, channel, subscriptions, allowed, is_closed
):
    place = make_place(PRIVATE_THREAD, allowed, is_visible=False)
    await make_connector(world).start()

    ran = await world.run_command("updates subscribe", at=channel, channel=place, **SHOW)

    assert ("mention me there to add me" in ran.text) is is_closed
    assert (await subscriptions.every() == []) is is_closed


@pytest.mark.usefixtures("connector")
async def test_what_is_only_looked_at_is_shown_whatever_stands_in_the_way(world, channel):
    await world.run_command("updates subscribe", at=channel, **SHOW)
    await Happenings(world).times_out(channel.guild, days=2)

    shown = await world.run_command("updates settings", at=channel)
    paused = await world.run_command("updates pause", at=channel)

    assert "Jessica Jones" in shown.text
    assert "Paused" in paused.text
