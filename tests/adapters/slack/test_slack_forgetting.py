"""Being forgotten on Slack: a person, a channel, a workspace."""

import pytest


@pytest.fixture
async def database(make_connector, slack, opened_sqlite):
    """The database of a connector that is started on it."""
    connector = make_connector(memory=opened_sqlite, subscriptions=opened_sqlite.subscriptions)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return opened_sqlite


async def test_forget_me_is_typed_behind_violets_name(slack, database):
    await slack.answer("/violet remind jessica jones", user=slack.workspace.fan)

    said = await slack.answer("/violet forget me", user=slack.workspace.fan)

    assert said.only_for == slack.workspace.fan
    assert "1 reminder." in said.shown
    assert await database.subscriptions.every() == []


async def test_a_mention_in_ones_own_language_does_as_well(slack, database):
    await slack.answer("/violet remind jessica jones", user=slack.workspace.fan)

    await slack.mention("vergiss mich", user=slack.workspace.fan)

    assert "1 Erinnerung." in (await slack.said()).shown
    assert await database.subscriptions.every() == []


async def test_the_answer_what_is_kept_has_a_button(slack, database):
    await slack.answer("/violet remind jessica jones", user=slack.workspace.fan)
    await slack.mention("what do you know about me?")

    pressed = await slack.press(await slack.said(), "forget", user=slack.workspace.fan)

    assert pressed.only_for == slack.workspace.fan
    assert "1 reminder." in pressed.shown
    assert await database.subscriptions.every() == []


async def test_only_an_admin_has_a_channel_or_a_workspace_forgotten(slack, database):
    await slack.answer("/violet updates subscribe all", user=slack.workspace.admin)

    refused = await slack.answer(
        "/violet updates forget everything confirm", user=slack.workspace.fan
    )
    assert len(await database.subscriptions.every()) == 1
    asked = await slack.answer("/violet updates forget", user=slack.workspace.admin)
    said = await slack.answer(
        "/violet updates forget everything confirm", user=slack.workspace.admin
    )

    assert "admin" in refused.shown
    assert "/violet updates forget confirm" in asked.shown
    assert "1 subscription." in said.shown
    assert await database.subscriptions.every() == []
