"""What an admin can do with a channel's news on Discord."""

from datetime import timedelta

import pytest

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.language.platforms.discord import lacking_when_posting
from content.subscriptions.outcomes import Refusal, Rejected
from content.subscriptions.schedule import DigestFrequency
from fakes.database import FakeDatabase
from fakes.discord import ALL, ATTACH, HISTORY, SEND
from fakes.newsroom import NOW, tell_all
from fakes.storage import record, take
from fakes.tellings import telling


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
async def connector(make_connector, world, memory):
    connector = make_connector(world, outbox=memory.outbox, journal=memory.journal)
    await connector.start()
    return connector


@pytest.mark.usefixtures("connector")
async def test_every_preference_can_be_said_when_subscribing(world, channel, subscriptions):
    ran = await world.run_command(
        "updates subscribe",
        at=channel,
        show="jessica-jones",
        kinds="release, cast",
        stance="confirmed",
        steps="30,7,1",
        zone="berlin",
        hour=18,
        quiet="22-7",
        digest="daily",
        mention="4242",
        mention_for="release",
        silent=True,
        count_on="listings",
    )

    (kept,) = await subscriptions.every()
    assert ran.is_private
    assert kept.preferences.topics == {Topic.RELEASE, Topic.CAST}
    assert kept.preferences.lowest_stance is Stance.CONFIRMED
    assert kept.preferences.steps == (30, 7, 1)
    assert (kept.preferences.zone, kept.preferences.hour, kept.preferences.quiet) == (
        "Europe/Berlin",
        18,
        (22, 7),
    )
    assert (kept.preferences.digest, kept.preferences.silent) == (DigestFrequency.DAILY, True)
    assert kept.preferences.counts_on_listings
    assert kept.preferences.mentions == ((Topic.RELEASE, "4242"),)
    assert "22:00 to 07:00" in ran.text


@pytest.mark.usefixtures("connector")
async def test_each_preference_can_be_changed_later_and_the_rest_stays(
    world, channel, subscriptions
):
    await world.run_command(
        "updates subscribe", at=channel, show="all", steps="30,7", mention="4242", quiet="22-7"
    )

    shown = await world.run_command("updates settings", at=channel)
    await world.run_command("updates settings", at=channel, quiet="off", mention_for="none")

    (kept,) = await subscriptions.every()
    assert "30, 7 days before" in shown.text
    assert (kept.preferences.quiet, kept.preferences.mentions, kept.preferences.steps) == (
        None,
        (),
        (30, 7),
    )


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("given", "cure"),
    [
        ({"kinds": "gossip"}, "release, filming"),
        ({"steps": "soon"}, "30,7,1,0"),
        ({"zone": "Mars/Olympus"}, "Europe/Berlin"),
        ({"quiet": "at night"}, "22-7"),
        ({"mention": "4242", "mention_for": "gossip"}, "release, filming"),
    ],
)
async def test_a_bad_value_is_answered_with_what_can_be_written(
    world, channel, subscriptions, given, cure
):
    ran = await world.run_command("updates subscribe", at=channel, show="all", **given)

    assert cure in ran.text.replace("\\", "")
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_everyone_is_no_role_to_mention(world, channel, subscriptions):
    ran = await world.run_command(
        "updates subscribe", at=channel, show="all", mention=channel.guild.id
    )

    assert "do not mention" in ran.text
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_a_role_that_nobody_may_mention_is_said_to_be_one(world, subscriptions):
    quiet = world.channel("quiet", app_permissions=ALL & ~(1 << 17))

    heard = await world.run_command("updates subscribe", at=quiet, show="all", mention="4242")
    ran = await world.run_command("updates settings", at=quiet, mention="4242/unheard")

    assert "notify nobody" not in heard.text
    assert "notify nobody" in ran.text
    assert len(await subscriptions.every()) == 1


@pytest.mark.usefixtures("connector")
async def test_a_channel_is_paused_and_resumed(world, channel, subscriptions):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")

    paused = await world.run_command("updates pause", at=channel, show="jessica-jones")
    (kept,) = await subscriptions.every()
    resumed = await world.run_command("updates resume", at=channel)

    assert "Paused" in paused.text
    assert kept.paused_at == NOW
    assert "again" in resumed.text
    assert [one.paused_at for one in await subscriptions.every()] == [None]


@pytest.mark.usefixtures("connector")
async def test_a_preview_names_each_countdown_and_shows_how_news_looks(world, channel):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones", steps="7,0")

    ran = await world.run_command("updates preview", at=channel)

    said = ran.text.replace("\\", "")
    assert "2018-03-01 09:00 UTC: 7 days to go" in said
    assert "is out now" in said
    assert len(ran.message.embeds) == 2
    assert world.said_in(channel) == []


async def test_why_links_to_what_was_delivered(world, connector, memory, channel, clock):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    await record(memory, telling(created_at=NOW, headline="It comes in March."), until=NOW)
    await tell_all(memory, connector.messenger, clock)

    ran = await world.run_command("updates why", at=channel)

    (post,) = world.said_in(channel)
    assert "It comes in March. — delivered at 2018-02-01 12:00 UTC" in ran.text.replace("\\", "")
    assert f"https://discord.com/channels/{channel.guild.id}/{channel.id}/{post.id}" in ran.text


@pytest.mark.usefixtures("connector")
async def test_why_says_that_a_piece_of_news_was_not_sure_enough(world, channel, memory):
    await world.run_command(
        "updates subscribe", at=channel, show="jessica-jones", stance="confirmed"
    )
    rumour = telling(created_at=NOW, stance=Stance.RUMOURED, headline="It may come in May.")
    await record(memory, rumour, until=NOW)

    ran = await world.run_command("updates why", at=channel, news="may come")

    assert "rumoured only, and this channel wants at least confirmed" in ran.text


@pytest.mark.usefixtures("connector")
async def test_the_doctor_says_what_is_allowed_and_what_comes_next(world, channel):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")

    ran = await world.run_command("updates doctor", at=channel)

    said = ran.text.replace("\\", "")
    assert ran.is_private
    assert "I can post here" in said
    assert "View Channel, Send Messages, Embed Links" in said
    assert "Thursday, 2018-02-01 12:00 in UTC" in said
    assert "Next, unless there is news before: 30 days to go" in said
    assert world.said_in(channel) == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(("lacking", "named"), [(SEND, "Send Messages"), (HISTORY, "History")])
async def test_the_doctor_names_what_is_missing_and_how_to_grant_it(world, channel, lacking, named):
    closed = world.channel("closed", app_permissions=ALL & ~lacking)

    ran = await world.run_command("updates doctor", at=channel, channel=closed)

    assert f"I lack {named}" in ran.text or f"I lack Read Message {named}" in ran.text
    assert "channel's settings" in ran.text
    assert ("I cannot post in #closed" in ran.text.replace("\\", "")) == (lacking == SEND)


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("picture", [True, False])
async def test_the_doctor_says_why_countdowns_come_without_the_pictures_that_are_wanted(
    world, channel, picture
):
    bare = world.channel("bare", app_permissions=ALL & ~ATTACH)
    await world.run_command("updates subscribe", at=bare, show="all", picture=picture)

    ran = await world.run_command("updates doctor", at=channel, channel=bare)

    assert ("Attach Files" in ran.text) is picture


@pytest.mark.usefixtures("connector")
async def test_the_doctor_says_why_a_channel_is_set_aside(world, channel, memory, clock):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    await record(memory, telling(created_at=NOW), until=NOW)
    (delivery,) = await take(memory, now=NOW)
    await memory.outbox.begin(delivery, now=NOW)
    gone = Rejected(refusal=Refusal.DESTINATION, reason="The channel was deleted.")
    await memory.outbox.settle(delivery, gone, now=NOW + timedelta(seconds=1))
    clock.pass_time(60)

    ran = await world.run_command("updates doctor", at=channel)

    assert "Set aside since 2018-02-01 12:00 UTC: The channel was deleted." in ran.text.replace(
        "\\", ""
    )


@pytest.mark.usefixtures("connector")
async def test_why_nothing_arrives_is_said_in_the_language_of_whoever_asks(
    world, channel, memory, clock
):
    reader = world.person("luke")
    reader.locale = "de"
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    await record(memory, telling(created_at=NOW), until=NOW)
    (delivery,) = await take(memory, now=NOW)
    await memory.outbox.begin(delivery, now=NOW)
    reason = lacking_when_posting(("Embed Links",))
    forbidden = Rejected(refusal=Refusal.DESTINATION, reason=reason)
    await memory.outbox.settle(delivery, forbidden, now=NOW + timedelta(seconds=1))
    clock.pass_time(60)

    ran = await world.run_command("updates why", at=channel, by=reader)

    assert "Violet fehlt in diesem Kanal: Embed Links. Ein Admin kann" in ran.text.replace("\\", "")
    assert "An admin can allow it" not in ran.text


@pytest.mark.usefixtures("connector")
async def test_kinds_are_suggested_one_after_another(world, channel):
    first = await world.complete("updates subscribe", "kinds", at=channel, kinds="")
    then = await world.complete("updates subscribe", "kinds", at=channel, kinds="release, ca")

    assert first[0]["value"] == "all"
    assert [one["value"] for one in then] == ["release, cast"]
