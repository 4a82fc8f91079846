"""Subscribing channels on Slack."""

import pytest

from adapters.slack.traits import SLACK
from content.subscriptions.destination import Destination
from fakes.slack import Fault

SUBSCRIBE = "/violet updates subscribe jessica jones in Europe/Berlin at 18"


@pytest.mark.usefixtures("connector")
async def test_a_channel_is_subscribed_by_command_and_only_the_admin_sees_it(slack, subscriptions):
    home = slack.workspace

    said = await slack.answer(SUBSCRIBE, user=home.admin)

    (kept,) = await subscriptions.every()
    assert said.only_for == home.admin
    assert "Jessica Jones" in said.shown
    assert kept.destination == Destination(
        platform=SLACK.id, workspace=home.team, channel=home.general
    )
    assert (kept.show, kept.preferences.zone, kept.preferences.hour) == (
        "jessica-jones",
        "Europe/Berlin",
        18,
    )
    assert kept.created_by == home.admin


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("who", ["fan", "guest", "visitor"])
@pytest.mark.parametrize("typed", [SUBSCRIBE, "/violet updates unsubscribe"])
async def test_whoever_is_no_admin_here_changes_nothing(slack, subscriptions, who, typed):
    await slack.answer(SUBSCRIBE, user=slack.workspace.admin)
    before = await subscriptions.every()

    said = await slack.answer(typed, user=getattr(slack.workspace, who))

    assert "Only admins and owners" in said.shown
    assert await subscriptions.every() == before


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("before", [",", "- ", ": ", "<@U0VIOLET01> "])
async def test_what_stands_before_a_command_makes_nobody_an_admin(slack, subscriptions, before):
    typed = SUBSCRIBE.replace("/violet ", f"/violet {before}")

    said = await slack.answer(typed, user=slack.workspace.fan)

    assert "Only admins and owners" in said.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("fault", [Fault.http(503), Fault.refused("internal_error")])
async def test_where_slack_does_not_say_who_is_an_admin_nobody_is(slack, subscriptions, fault):
    slack.fail_next(fault, method="users.info")

    said = await slack.answer(SUBSCRIBE, user=slack.workspace.admin)

    assert "Slack did not answer me" in said.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_a_public_channel_is_joined_when_it_is_subscribed(slack, subscriptions):
    home = slack.workspace

    await slack.answer(SUBSCRIBE, user=home.admin, channel=home.elsewhere)

    assert len(await subscriptions.every()) == 1
    assert home.bot_user in home.channels[home.elsewhere].members


@pytest.mark.usefixtures("connector")
async def test_a_private_channel_takes_an_invitation_first(slack, subscriptions):
    home = slack.workspace

    said = await slack.answer(SUBSCRIBE, user=home.admin, channel=home.private)

    assert "/invite @Violet" in said.shown
    assert await subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_what_a_channel_hears_is_listed_and_taken_away(slack, subscriptions):
    home = slack.workspace
    await slack.answer(SUBSCRIBE, user=home.admin)

    listed = await slack.answer("/violet updates list")
    gone = await slack.answer("/violet updates unsubscribe jessica jones", user=home.admin)

    assert "Jessica Jones" in listed.shown
    assert "Europe/Berlin" in listed.shown
    assert "no longer hears about Jessica Jones" in gone.shown
    assert await subscriptions.every() == []
