"""The app removed from a workspace, or its tokens revoked: nothing is kept that acts there."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import select

from adapters.slack.doctor import examine_workspaces
from adapters.slack.traits import SLACK
from adapters.storage import schema
from bot.ports.errors import PlatformError
from bot.ports.workspaces import WorkspaceStanding
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, tell_all
from fakes.slack import FakeSlack, Fault
from fakes.slack.telling import delivery
from fakes.slack_by_oauth import Hosted
from fakes.storage import record
from fakes.tellings import subscription, telling

QUESTION = "when is jessica jones season 2 out?"
UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"bot": ["U0VIOLET01"]}}
ORDERS = [
    ("uninstalled",),
    ("revoked",),
    ("uninstalled", "revoked"),
    ("revoked", "uninstalled"),
    ("uninstalled", "uninstalled", "revoked", "revoked"),
]


@pytest.fixture
async def violet(slack: FakeSlack, opened_sqlite):
    async with Hosted(slack, opened_sqlite) as violet:
        await violet.install(slack.workspace)
        slack.oauth.ahead_s += 3_600
        yield violet


def revoked(slack, kind="bot"):
    return {"type": "tokens_revoked", "tokens": {kind: [slack.workspace.bot_user]}}


async def remove(slack, words=("uninstalled", "revoked"), at=None):
    """Somebody removes the app; Slack says so in some order."""
    slack.oauth.revoke_team(slack.workspace.team)
    for word in words:
        event = UNINSTALLED if word == "uninstalled" else revoked(slack)
        await slack.tell_of(event, at=at)


async def departed_from(violet):
    async with violet.database._transactions.reading() as connection:
        return set(await connection.scalars(select(schema.departed.c.workspace)))


async def renamed(database, table, name):
    async with database._transactions.writing() as connection:
        await connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")


def news_for(slack):
    home = slack.workspace
    place = Destination(platform=SLACK.id, workspace=home.team, channel=home.general)
    return delivery(destination=place)


@pytest.mark.parametrize("order", ORDERS)
async def test_its_tokens_go_at_once_in_whatever_order_slack_says_so(violet, slack, order):
    await remove(slack, order)

    assert await violet.tokens_of(slack.workspace) is None
    assert await departed_from(violet) == {slack.workspace.team}
    assert violet.connector.installations.standings[WorkspaceStanding.REMOVED] == 1
    assert slack.callbacks.statuses == [200] * len(order)


async def test_nothing_is_sent_there_any_more_and_the_others_go_on(violet, slack):
    other = slack.at(slack.add_team(2))
    await violet.install(other.workspace)
    await remove(slack)
    before = len(slack.calls)

    refused = await violet.connector.messenger.send(news_for(slack))
    await other.mention(QUESTION)

    assert refused.refusal is Refusal.DESTINATION
    assert "8 March 2018" in (await other.said()).shown
    assert [name for name, _ in slack.calls[before:]] == ["chat.postMessage"]


async def test_it_stays_removed_over_a_restart(violet, slack):
    await remove(slack)
    await violet.connector.stop()
    violet.connector = violet.make()
    await violet.connector.start()

    assert await violet.connector.find(slack.workspace.team) is None
    assert violet.connector.installations.standings[WorkspaceStanding.REMOVED] == 1


async def test_it_is_shown_to_whoever_watches_and_by_doctor(violet, slack):
    await remove(slack)

    found = await examine_workspaces(violet.workspaces, api_base=slack.api_base, now=violet.now())
    (note,) = violet.entrance.notes()
    assert note == "slack: workspaces that removed the app, or revoked its tokens: 1"
    assert [one.what for one in found if not one.ok] == [
        "Slack: workspaces that removed the app, or revoked its tokens: 1"
    ]


async def test_tokens_of_a_person_that_were_revoked_change_nothing(violet, slack):
    await slack.tell_of(revoked(slack, "oauth"))
    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown
    assert await departed_from(violet) == set()


@pytest.mark.parametrize("error", ["account_inactive", "token_revoked"])
async def test_a_removal_that_slack_did_not_tell_of_is_noticed_at_the_next_send(
    violet, slack, error
):
    slack.fail_next(Fault.refused(error))
    slack.fail_next(Fault.refused(error), method="auth.test")

    outcome = await violet.connector.messenger.send(news_for(slack))

    assert outcome.refusal is Refusal.DESTINATION
    assert await violet.tokens_of(slack.workspace) is None
    assert await departed_from(violet) == {slack.workspace.team}


async def test_a_stumble_of_slacks_costs_no_tokens(violet, slack):
    """What Slack says once by mistake, and not again, is not believed."""
    slack.fail_next(Fault.refused("token_revoked"))
    await violet.connector.messenger.send(news_for(slack))

    outcome = await violet.connector.messenger.send(news_for(slack))

    assert isinstance(outcome, Delivered)
    assert await departed_from(violet) == set()


@pytest.mark.parametrize("error", ["invalid_auth", "internal_error", "org_login_required"])
async def test_nothing_else_that_slack_refuses_with_costs_tokens(violet, slack, error):
    slack.fail_next(*[Fault.refused(error)] * 3)
    slack.fail_next(*[Fault.refused(error)] * 3, method="auth.test")
    for _ in range(3):
        await violet.connector.messenger.send(news_for(slack))

    assert await violet.tokens_of(slack.workspace) is not None


async def test_installed_again_she_answers_and_all_is_as_it_was(violet, slack):
    home, subscriptions = slack.workspace, violet.database.subscriptions
    here = news_for(slack).destination
    await subscriptions.subscribe(subscription(here))
    await record(violet.database, telling("first", created_at=NOW), until=NOW)
    await remove(slack)
    clock = violet.connector._router.clock
    await tell_all(violet.database, violet.connector.messenger, clock)
    suspended = await subscriptions.suspension_of(here)

    await violet.install(home)

    assert suspended is not None
    assert await subscriptions.suspension_of(here) is None
    await tell_all(violet.database, violet.connector.messenger, clock)
    assert len(slack.bot_messages()) == 1
    assert await departed_from(violet) == set()
    await slack.mention(QUESTION)
    await slack.until(lambda: len(slack.bot_messages()) == 2)


async def test_an_old_word_of_a_removal_does_not_undo_a_new_installation(violet, slack):
    """Slack repeats what was not acknowledged for minutes; meanwhile somebody installs again."""
    removed_at = slack.oauth.now()
    slack.oauth.revoke_team(slack.workspace.team)
    slack.oauth.ahead_s += 20
    await violet.install(slack.workspace)

    await slack.tell_of(UNINSTALLED, at=removed_at)
    await slack.tell_of(revoked(slack), at=removed_at)

    await slack.mention(QUESTION)
    assert "8 March 2018" in (await slack.said()).shown
    assert await departed_from(violet) == set()


@pytest.mark.parametrize(
    "fault", [Fault.http(503), Fault.refused("internal_error"), Fault.rate_limited(1)]
)
async def test_an_old_word_beside_a_stumble_of_slacks_undoes_nothing_either(violet, slack, fault):
    """Where Slack does not say how it is now, it is asked when it says that word again."""
    removed_at = slack.oauth.now()
    slack.oauth.revoke_team(slack.workspace.team)
    slack.oauth.ahead_s += 20
    await violet.install(slack.workspace)
    slack.fail_next(fault, method="auth.test")

    await slack.tell_of(UNINSTALLED, at=removed_at)

    assert slack.callbacks.statuses == [503, 200]
    assert await violet.tokens_of(slack.workspace) is not None
    assert await departed_from(violet) == set()


async def test_where_it_cannot_be_stored_slack_is_told_to_say_it_again(violet, slack):
    slack.oauth.revoke_team(slack.workspace.team)
    rename = partial(renamed, violet.database)
    await rename("workspace", "away")
    slack.callbacks.before_again = partial(rename, "away", "workspace")

    await slack.tell_of(UNINSTALLED)

    assert slack.callbacks.statuses == [503, 200]
    assert await violet.tokens_of(slack.workspace) is None


async def test_an_organisation_that_removes_her_removes_her_from_all_its_workspaces(violet, slack):
    one, two = (slack.add_team(number, enterprise="E0ORG00001") for number in (2, 3))
    await violet.install(one, org_wide=True)
    slack.oauth.ahead_s += 3_600
    there = slack.at(two)
    there.is_org_wide = True
    slack.oauth.revoke_team("", "E0ORG00001")

    await there.tell_of(UNINSTALLED)

    assert await violet.tokens_of(one, org_wide=True) is None
    assert await departed_from(violet) == {one.team, two.team}
    await slack.mention(QUESTION)
    assert "8 March 2018" in (await slack.said()).shown


class TestOneWorkspace:
    """The same where an operator set the tokens: what is left to do is up to them."""

    @pytest.fixture
    def memory(self) -> FakeDatabase:
        return FakeDatabase()

    @pytest.fixture
    async def connector(self, make_connector, slack, memory):
        connector = make_connector(privacy=memory.privacy, subscriptions=memory.subscriptions)
        await connector.start()
        await slack.until(lambda: slack.sockets.count == 2)
        return connector

    async def ended(self, connector):
        with pytest.raises(
            PlatformError, match=r"install (it|the app) again\. Then set SLACK_BOT_TOKEN"
        ):
            await asyncio.wait_for(connector.wait(), 5)

    @pytest.mark.parametrize(
        "event", [UNINSTALLED, {"type": "tokens_revoked", "tokens": {"bot": ["U"]}}]
    )
    async def test_it_ends_with_what_to_do(self, connector, slack, memory, event):
        slack.revoked = "account_inactive"

        await slack.tell_of(event)

        await self.ended(connector)
        assert {team for _, team in memory.privacy.departed} == {slack.workspace.team}

    async def test_it_is_noticed_at_the_next_send(self, connector, slack):
        slack.revoked = "token_revoked"

        await connector.messenger.send(news_for(slack))

        await self.ended(connector)

    async def test_an_old_word_of_a_removal_changes_nothing(self, connector, slack, memory):
        await slack.tell_of(UNINSTALLED)
        await slack.mention(QUESTION)

        assert "8 March 2018" in (await slack.said()).shown
        assert memory.privacy.departed == {}
        assert connector._lost is None

    async def test_back_in_the_workspace_all_that_is_of_it_stays(
        self, make_connector, slack, memory
    ):
        await memory.privacy.leave(SLACK.id, slack.workspace.team, now=NOW)

        connector = make_connector(privacy=memory.privacy)
        await connector.start()
        await slack.mention(QUESTION)
        await slack.said()

        assert memory.privacy.departed == {}
