"""Reminders of one person on Discord."""

import pytest

from adapters.discord.traits import DISCORD
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, tell_all
from fakes.storage import record
from fakes.tellings import step


def directly_to(user):
    return Destination(platform=DISCORD.id, workspace="", channel="", person=user.id)


@pytest.mark.usefixtures("connector")
async def test_a_person_is_reminded_by_command_and_nobody_else_sees_it(
    world, channel, subscriptions
):
    ran = await world.run_command("remind", at=channel, show="jessica-jones", season="2")

    (kept,) = await subscriptions.every()
    assert ran.is_private
    assert kept.destination == directly_to(world.person("trish"))
    assert kept.preferences.steps == (7, 1, 0)
    assert kept.preferences.topics == {Topic.RELEASE, Topic.COUNTDOWN}
    assert "8 March 2018" in ran.text


@pytest.mark.usefixtures("connector")
async def test_reminders_are_listed_and_stopped(world, channel, subscriptions):
    await world.run_command("remind", at=channel, show="jessica-jones")

    listed = await world.run_command("remind", at=channel)
    stopped = await world.run_command("remind", at=channel, show="jessica-jones", stop=True)

    assert "Jessica Jones" in listed.text
    assert "not remind you" in stopped.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_a_date_can_be_reminded_of_by_a_button_that_answers_only_whoever_pressed(
    world, channel, subscriptions
):
    asked = await world.run_command("when", at=channel, show="jessica-jones")

    pressed = await world.press(asked.message, "remind:jessica-jones", by=world.person("malcolm"))

    (kept,) = await subscriptions.every()
    assert pressed.is_private
    assert "I will remind you of Jessica Jones" in pressed.text
    assert kept.destination == directly_to(world.person("malcolm"))


@pytest.mark.usefixtures("connector")
async def test_a_question_in_words_is_answered_with_the_button_too(world, channel):
    said = await world.say(channel, "when is jessica jones season 2 out?", mention=True)
    answer = await world.answer_to(said)

    pressed = await world.press(answer, "remind:jessica-jones")

    assert "I will remind you" in pressed.text


async def test_the_button_works_after_a_restart(make_connector, world, channel, subscriptions):
    first = make_connector(world)
    await first.start()
    asked = await world.run_command("when", at=channel, show="jessica-jones")
    await first.stop()
    await make_connector(world).start()

    await world.press(asked.message, "remind:jessica-jones")

    assert len(await subscriptions.every()) == 1


async def test_no_record_is_kept_of_the_buttons_that_were_sent(connector, world, channel):
    await world.run_command("when", at=channel, show="jessica-jones")

    assert connector._client.persistent_views == []
    assert connector._client._connection._view_store._views == {}


@pytest.mark.usefixtures("connector")
async def test_pressing_twice_keeps_one_reminder(world, channel, subscriptions):
    asked = await world.run_command("when", at=channel, show="jessica-jones")
    await world.press(asked.message, "remind:jessica-jones")

    again = await world.press(asked.message, "remind:jessica-jones")

    assert "already" in again.text
    assert len(await subscriptions.every()) == 1


@pytest.mark.usefixtures("connector")
async def test_what_is_not_about_a_release_has_no_button(world, channel):
    ran = await world.run_command("filming", at=channel, show="jessica-jones")

    assert not ran.message.body.get("components")


@pytest.mark.usefixtures("connector")
async def test_what_is_out_has_no_button_to_be_reminded_of_it(world, channel, clock):
    clock.pass_time(90 * 86_400)

    ran = await world.run_command("when", at=channel, show="jessica-jones", season="2")

    assert not any(key.startswith("remind:") for key in ran.message.buttons)


async def test_a_reminder_arrives_as_a_direct_message_and_nowhere_else(
    make_connector, world, channel, clock
):
    memory = FakeDatabase()
    connector = make_connector(world, subscriptions=memory.subscriptions, outbox=memory.outbox)
    await connector.start()
    await world.run_command("remind", at=channel, show="jessica-jones")
    due = step(7, created_at=NOW, posting_hour=("UTC", 9), headline="7 days to go.")
    await record(memory, due, until=NOW)

    await tell_all(memory, connector.messenger, clock)

    (said,) = world.said_in(world.direct(world.person("trish")))
    assert "7 days to go" in said.text
    assert world.said_in(channel) == []
