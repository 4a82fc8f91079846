"""Reminders of one person on Slack."""

import pytest

from adapters.slack.traits import SLACK
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, tell_all
from fakes.slack import Fault
from fakes.storage import record
from fakes.tellings import step


def directly_to(slack, person):
    return Destination(platform=SLACK.id, workspace=slack.workspace.team, channel="", person=person)


@pytest.mark.usefixtures("connector")
async def test_anybody_is_reminded_by_command(slack, subscriptions):
    said = await slack.answer("/violet remind jessica jones season 2", user=slack.workspace.fan)

    (kept,) = await subscriptions.every()
    assert said.only_for == slack.workspace.fan
    assert kept.destination == directly_to(slack, slack.workspace.fan)
    assert (kept.preferences.steps, kept.preferences.topics) == (
        (7, 1, 0),
        {Topic.RELEASE, Topic.COUNTDOWN},
    )


@pytest.mark.usefixtures("connector")
async def test_reminders_are_listed_and_stopped(slack, subscriptions):
    await slack.answer("/violet remind jessica jones")

    listed = await slack.answer("/violet remind")
    stopped = await slack.answer("/violet remind stop jessica jones")

    assert "Jessica Jones" in listed.shown
    assert "not remind you" in stopped.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("asked", ["command", "mention"])
async def test_a_date_can_be_reminded_of_by_a_button(slack, subscriptions, asked):
    if asked == "command":
        answer = await slack.answer("/violet when jessica jones season 2")
    else:
        await slack.mention("when is jessica jones season 2 out?")
        answer = await slack.said()

    pressed = await slack.press(answer, "remind", user=slack.workspace.guest)

    (kept,) = await subscriptions.every()
    assert pressed.only_for == slack.workspace.guest
    assert "I will remind you of Jessica Jones" in pressed.shown
    assert kept.destination == directly_to(slack, slack.workspace.guest)


async def test_the_button_works_after_a_restart(make_connector, slack, subscriptions):
    first = make_connector()
    await first.start()
    answer = await slack.answer("/violet when jessica jones season 2")
    await first.stop()
    await make_connector().start()

    await slack.press(answer, "remind")

    assert len(await subscriptions.every()) == 1


@pytest.mark.usefixtures("connector")
async def test_what_is_not_about_a_release_has_no_button(slack):
    answer = await slack.answer("/violet filming jessica jones")

    assert "remind" not in str(answer.blocks)


async def test_a_reminder_arrives_as_a_direct_message_and_nowhere_else(
    make_connector, slack, clock
):
    memory, home = FakeDatabase(), slack.workspace
    connector = make_connector(subscriptions=memory.subscriptions, outbox=memory.outbox)
    await connector.start()
    await slack.answer("/violet remind jessica jones", user=home.fan)
    due = step(7, created_at=NOW, posting_hour=("UTC", 9), headline="7 days to go.")
    await record(memory, due, until=NOW)

    await tell_all(memory, connector.messenger, clock)

    (said,) = slack.bot_messages(home.im(home.fan).id)
    assert "7 days to go" in said.shown
    assert slack.bot_messages() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("by", ["command", "button"])
async def test_reminders_come_at_the_persons_own_hour(slack, subscriptions, by):
    home = slack.workspace
    home.users[home.fan]["tz"] = "America/Los_Angeles"

    if by == "command":
        said = await slack.answer("/violet remind jessica jones", user=home.fan)
    else:
        answer = await slack.answer("/violet when jessica jones season 2", user=home.fan)
        said = await slack.press(answer, "remind", user=home.fan)

    (kept,) = await subscriptions.every()
    assert kept.preferences.zone == "America/Los_Angeles"
    assert "09:00 in your own time zone, America/Los_Angeles" in said.shown


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus"])
async def test_where_slack_names_no_zone_that_is_said_and_the_bots_is_taken(
    slack, subscriptions, zone
):
    if zone is not None:
        slack.workspace.users[slack.workspace.fan]["tz"] = zone

    said = await slack.answer("/violet remind jessica jones")

    (kept,) = await subscriptions.every()
    assert kept.preferences.zone == "UTC"
    assert "I do not know your time zone, so countdowns come at 09:00 UTC." in said.shown


@pytest.mark.usefixtures("connector")
async def test_where_slack_does_not_answer_somebody_is_reminded_all_the_same(slack, subscriptions):
    slack.fail_next(Fault.http(503), method="users.info")

    said = await slack.answer("/violet remind jessica jones")

    assert len(await subscriptions.every()) == 1
    assert "I do not know your time zone" in said.shown


@pytest.mark.usefixtures("connector")
async def test_somebody_is_asked_about_once_however_often_they_want_to_be_reminded(slack):
    for show in ("jessica jones", "daredevil", "jessica jones"):
        await slack.answer(f"/violet remind {show}")

    assert sum(method == "users.info" for method, _ in slack.calls) == 1
