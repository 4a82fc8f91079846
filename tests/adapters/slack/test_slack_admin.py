"""What an admin can do with a channel's news on Slack, in words."""

import pytest

from adapters.slack.traits import SLACK
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.schedule import DigestFrequency
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, tell_all
from fakes.slack import Fault
from fakes.storage import record
from fakes.tellings import telling

SUBSCRIBE = "/violet updates subscribe jessica jones"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
async def connector(make_connector, slack, memory):
    connector = make_connector(outbox=memory.outbox, journal=memory.journal)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


@pytest.mark.usefixtures("connector")
async def test_every_preference_can_be_said_in_words(slack, subscriptions):
    await slack.answer(
        f"{SUBSCRIBE} kinds release, cast stance confirmed steps 30,7,1 in Berlin at 18 "
        "quiet 22-7 digest daily mention here for release "
        "mention <!subteam^S0FANCLUB1|@fans> for cast silent",
        user=slack.workspace.admin,
    )

    (kept,) = await subscriptions.every()
    assert kept.show == "jessica-jones"
    assert kept.preferences.topics == {Topic.RELEASE, Topic.CAST}
    assert (kept.preferences.lowest_stance, kept.preferences.steps) == (
        Stance.CONFIRMED,
        (30, 7, 1),
    )
    assert (kept.preferences.zone, kept.preferences.hour, kept.preferences.quiet) == (
        "Europe/Berlin",
        18,
        (22, 7),
    )
    assert (kept.preferences.digest, kept.preferences.silent) == (DigestFrequency.DAILY, True)
    assert kept.preferences.mentions == ((Topic.RELEASE, "here"), (Topic.CAST, "S0FANCLUB1"))


@pytest.mark.usefixtures("connector")
async def test_another_channel_or_a_thread_can_be_named(slack, subscriptions):
    home = slack.workspace
    post = home.write(home.general, home.fan, "the countdown thread")
    link = f"https://violet-fans.slack.com/archives/{home.general}/p{post.ts.replace('.', '')}"

    await slack.answer(f"{SUBSCRIBE} channel <#{home.elsewhere}|elsewhere>", user=home.admin)
    await slack.answer(f"{SUBSCRIBE} thread <{link}>", user=home.admin)

    assert [one.destination for one in await subscriptions.every()] == [
        Destination(platform=SLACK.id, workspace=home.team, channel=home.elsewhere),
        Destination(platform=SLACK.id, workspace=home.team, channel=home.general, thread=post.ts),
    ]


@pytest.mark.usefixtures("connector")
async def test_a_channel_that_cannot_be_told_is_asked_for_again(slack, subscriptions):
    said = await slack.answer(f"{SUBSCRIBE} channel #general", user=slack.workspace.admin)

    assert "Write #channel" in said.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("kinds gossip", "release, filming"),
        ("in Gotham", "Europe/Berlin"),
        ("at 25", "0 to 23"),
        ("steps 11", "30,7,1,0"),
        ("quiet always", "22-7"),
        ("digest hourly", "daily, weekly"),
        ("stance certain", "confirmed, reported"),
        ("mention @fans for release", "a user group by its id"),
    ],
)
async def test_a_bad_value_is_answered_with_what_can_be_written(slack, subscriptions, words, cure):
    said = await slack.answer(f"{SUBSCRIBE} {words}", user=slack.workspace.admin)

    assert cure in said.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    "typed", ["pause", "resume", "settings digest daily", "list channel #C0ELSEWHER"]
)
async def test_only_an_admin_changes_a_channel_or_looks_into_another(slack, typed):
    said = await slack.answer(f"/violet updates {typed}", user=slack.workspace.fan)

    assert "Only admins and owners" in said.shown


@pytest.mark.usefixtures("connector")
async def test_settings_are_shown_to_everybody_and_changed_one_by_one(slack, subscriptions):
    home = slack.workspace
    await slack.answer(f"{SUBSCRIBE} at 18", user=home.admin)

    await slack.answer("/violet updates settings quiet 22-7", user=home.admin)
    shown = await slack.answer("/violet updates settings jessica jones", user=home.fan)

    (kept,) = await subscriptions.every()
    assert (kept.preferences.hour, kept.preferences.quiet) == (18, (22, 7))
    assert "from 22:00 to 07:00" in shown.shown


@pytest.mark.usefixtures("connector")
async def test_a_channel_is_paused_and_resumed(slack, subscriptions):
    home = slack.workspace
    await slack.answer(SUBSCRIBE, user=home.admin)

    await slack.answer("/violet updates pause", user=home.admin)
    (paused,) = await subscriptions.every()
    await slack.answer("/violet updates resume jessica jones", user=home.admin)

    assert paused.paused_at == NOW
    assert [one.paused_at for one in await subscriptions.every()] == [None]


async def test_why_links_to_what_was_delivered(slack, connector, memory, clock):
    home = slack.workspace
    await slack.answer(SUBSCRIBE, user=home.admin)
    await record(memory, telling(created_at=NOW, headline="It comes in March."), until=NOW)
    await tell_all(memory, connector.messenger, clock)

    said = await slack.answer("/violet updates why jessica jones")

    (post,) = slack.bot_messages()
    link = f"https://violet-fans.slack.com/archives/{home.general}/p{post.ts.replace('.', '')}"
    assert "delivered at 2018-02-01 12:00 UTC" in said.shown
    assert link in str(said.blocks)


@pytest.mark.usefixtures("connector")
async def test_a_preview_posts_nothing(slack):
    await slack.answer(SUBSCRIBE, user=slack.workspace.admin)

    said = await slack.answer("/violet updates preview")

    assert "7 days to go" in said.shown
    assert slack.bot_messages() == []


@pytest.mark.usefixtures("connector")
async def test_the_doctor_finds_nothing_wrong_with_an_open_channel(slack):
    said = await slack.answer("/violet updates doctor")

    assert "I can post here" in said.shown
    assert "I am a member of this channel" in said.shown
    assert slack.bot_messages() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("marks", "cure"),
    [
        ({"is_archived": True}, "archived"),
        ({"is_read_only": True}, "Posting permissions"),
        ({"is_gone": True}, "/invite @Violet"),
    ],
)
async def test_the_doctor_names_what_is_in_the_way_and_how_to_mend_it(slack, marks, cure):
    for name, value in marks.items():
        setattr(slack.workspace.channels[slack.workspace.general], name, value)

    said = await slack.answer("/violet updates doctor")

    assert "I cannot post here" in said.shown
    assert cure in said.shown


@pytest.mark.usefixtures("connector")
async def test_the_doctor_says_where_slack_does_not_answer(slack):
    slack.fail_next(Fault.http(503), method="conversations.info")

    said = await slack.answer("/violet updates doctor")

    assert "Slack does not say" in said.shown
