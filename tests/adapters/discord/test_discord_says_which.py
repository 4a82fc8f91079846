"""Replies on Discord name what they are about, and say what they did not do."""

import pytest

from fakes.database import FakeDatabase
from fakes.discord import ALL, SEND
from fakes.discord.state import role_payload
from fakes.newsroom import NOW, tell_all
from fakes.storage import record
from fakes.tellings import telling


@pytest.mark.usefixtures("connector")
async def test_a_reply_names_the_channel_where_that_is_another_one(world, channel):
    news = world.channel("fan-news")

    said = {
        name: await world.run_command(f"updates {name}", at=channel, channel=news, **given)
        for name, given in {
            "subscribe": {"show": "jessica-jones"},
            "settings": {},
            "list": {},
            "preview": {},
            "pause": {},
            "resume": {},
            "doctor": {},
            "why": {},
            "unsubscribe": {},
        }.items()
    }

    texts = {name: ran.text.replace("\\", "") for name, ran in said.items()}
    assert texts["subscribe"].startswith("#fan-news now hears about Jessica Jones.")
    assert "I can post in #fan-news." in texts["doctor"]
    assert all("his channel" not in text for text in texts.values())
    assert all("\ue004" not in text for text in texts.values())


@pytest.mark.usefixtures("connector")
async def test_a_reply_about_where_it_stands_says_this_channel(world, channel):
    ran = await world.run_command("updates subscribe", at=channel, show="all", channel=channel)

    assert ran.text.startswith("This channel now hears about every show I follow.")


@pytest.mark.usefixtures("connector")
async def test_a_role_is_shown_as_discord_shows_one_and_notifies_nobody(world, channel):
    ran = await world.run_command("updates subscribe", at=channel, show="all", mention="4242")

    assert "I mention <@&4242> with" in ran.text


@pytest.mark.usefixtures("connector")
async def test_kinds_of_news_for_a_role_that_nobody_chose_are_not_dropped_in_silence(
    world, channel, subscriptions
):
    ran = await world.run_command(
        "updates subscribe", at=channel, show="all", mention_for="release"
    )

    assert "Name one role to mention" in ran.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_steps_without_countdowns_are_said_to_be_of_no_use_everywhere(world, channel):
    ran = await world.run_command(
        "updates subscribe", at=channel, show="all", kinds="release, cast", steps="30,7,1"
    )
    listed = await world.run_command("updates list", at=channel)

    assert "There are no countdowns, not even 30, 7, 1 days before" in ran.text
    assert "no countdowns" in listed.text
    assert "countdown 30" not in listed.text


@pytest.mark.usefixtures("connector")
async def test_quiet_hours_of_no_length_are_asked_back_about(world, channel, subscriptions):
    ran = await world.run_command("updates subscribe", at=channel, show="all", quiet="22-22")

    assert "22-7" in ran.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_the_preview_of_a_show_is_of_that_show_where_every_show_is_heard(world, channel):
    await world.run_command("updates subscribe", at=channel, show="all")

    ran = await world.run_command("updates preview", at=channel, show="daredevil")

    assert "Jessica Jones" not in ran.text


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("before", ["@everyone", "@here"])
async def test_a_question_behind_a_mention_of_everybody_is_heard(world, channel, before):
    asked = await world.say(channel, f"{before} when is jessica jones s2", mention=True)

    answer = await world.answer_to(asked)

    assert "8 March 2018" in answer.text


@pytest.mark.usefixtures("connector")
async def test_a_show_that_is_not_followed_is_said_to_whoever_asked_alone(world, channel):
    ran = await world.run_command("when", at=channel, show="Fargo")

    assert "follow" in ran.text
    assert ran.is_private


@pytest.mark.usefixtures("connector")
async def test_the_newest_news_is_told_however_old_it_is(world, channel, clock):
    clock.pass_time(400 * 24 * 3600)

    ran = await world.run_command("news", at=channel)

    assert "no news since" in ran.text
    assert "The latest:" in ran.text


@pytest.mark.usefixtures("connector")
async def test_who_asks_in_words_to_be_reminded_has_the_button_for_it(world, channel):
    asked = await world.say(channel, "remind me of jessica jones", mention=True)
    answer = await world.answer_to(asked)

    pressed = await world.press(answer, "remind:jessica-jones", by=world.person("malcolm"))

    assert "I will remind you of Jessica Jones" in pressed.text


@pytest.mark.usefixtures("connector")
async def test_who_asks_in_words_for_a_channels_news_has_the_button_for_it(
    world, channel, subscriptions
):
    asked = await world.say(channel, "subscribe to jessica jones", mention=True)
    answer = await world.answer_to(asked)

    await world.press(answer, "follow:jessica-jones")

    assert [one.show for one in await subscriptions.every()] == ["jessica-jones"]


@pytest.mark.usefixtures("connector")
async def test_a_channel_that_is_closed_is_named_where_it_is_another_one(world, channel):
    closed = world.channel("closed", app_permissions=ALL & ~SEND)

    ran = await world.run_command("updates subscribe", at=channel, show="all", channel=closed)

    assert "I cannot post in #closed" in ran.text.replace("\\", "")


async def test_a_post_that_a_moderator_deleted_is_not_linked(world, make_connector, channel, clock):
    memory = FakeDatabase()
    connector = make_connector(
        world,
        subscriptions=memory.subscriptions,
        outbox=memory.outbox,
        journal=memory.journal,
    )
    await connector.start()
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    await record(memory, telling(created_at=NOW, headline="It comes in March."), until=NOW)
    await tell_all(memory, connector.messenger, clock)
    linked = await world.run_command("updates why", at=channel)
    world.said_in(channel)[0].deleted = True

    ran = await world.run_command("updates why", at=channel)

    assert "https://discord.com/channels/" in linked.text
    assert "It comes in March." in ran.text
    assert "https://discord.com/channels/" not in ran.text


async def test_a_role_that_was_deleted_is_mentioned_no_more_and_the_doctor_says_so(
    world, make_connector, channel, delivery
):
    connector = make_connector(world)
    channel.guild.roles = [role_payload("4343", "4343")]
    await connector.start()
    await world.run_command("updates subscribe", at=channel, show="all", mention="4242")

    await connector.messenger.send(delivery(mention="4242"))
    await connector.messenger.send(delivery(mention="4343", key="key-2"))
    ran = await world.run_command("updates doctor", at=channel)

    gone, there = world.said_in(channel)
    assert "<@&" not in gone.content
    assert "<@&4343>" in there.content
    assert "The role that I should mention was deleted" in ran.text
