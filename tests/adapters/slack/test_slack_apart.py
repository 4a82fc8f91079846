"""Two workspaces in one Violet: whatever is done in one reaches nothing of the other."""

from typing import get_args

import pytest
from sqlalchemy import Text, select

from adapters.slack.traits import SLACK
from adapters.storage import schema
from content.commands.parse import Command, read_command
from content.subscriptions.destination import Destination
from fakes.newsroom import NOW, tell_all
from fakes.slack import FakeSlack
from fakes.slack.telling import delivery
from fakes.slack_by_oauth import Hosted
from fakes.storage import record
from fakes.tellings import telling

QUESTION = "when is jessica jones season 2 out?"
TYPED = (
    *("help", "ask is it out", "when jessica jones", "look up frieren", "remind daredevil"),
    *("remind", "remind stop jessica jones", "forget me", "history jessica jones", "upcoming"),
    *("updates subscribe daredevil", "updates settings hour 9", "updates settings"),
    *("updates unsubscribe jessica jones", "updates pause", "updates resume", "updates list"),
    *("updates preview", "updates why", "updates doctor", "updates audit", "updates admins none"),
    *("updates admins", "updates forget", "updates forget confirm"),
    *("updates forget everything", "updates forget everything confirm", "updates test"),
    *("updates calendar", "updates calendar renew", "updates calendar stop"),
    *("newsdesk review", "newsdesk feeds", "newsdesk record", "newsdesk retract a reason b"),
    *("newsdesk history jessica jones", "newsdesk review done 1", "newsdesk review amend 1"),
)


@pytest.fixture
async def violet(slack: FakeSlack, opened_sqlite):
    async with Hosted(slack, opened_sqlite) as violet:
        yield violet


@pytest.fixture
async def there(violet, slack):
    """A workspace in which much is kept."""
    home = slack.workspace
    await violet.install(home)
    for typed in ("updates subscribe jessica jones", "updates settings hour 7"):
        await slack.answer(f"/violet {typed}", user=home.admin)
    await slack.answer("/violet remind jessica jones", user=home.fan)
    for written in (QUESTION, "add fact: jessica jones season 4 is confirmed"):
        await slack.mention(written)
        await slack.said()
    await record(violet.database, telling("first", created_at=NOW), until=NOW)
    return slack


@pytest.fixture
async def here(violet, slack, there):
    """Another one, with somebody in it who may do everything there."""
    assert there is slack
    other = slack.at(slack.add_team(2))
    await violet.install(other.workspace)
    return other


async def rows_of(violet, team):
    """Return every row of the database in which *team* stands, or that belongs to one of those."""
    found = {}
    async with violet.database._transactions.reading() as connection:
        places = schema.destination
        ids = set(await connection.scalars(select(places.c.id).where(places.c.workspace == team)))
        for table in schema.metadata.sorted_tables:
            texts = [column.name for column in table.c if isinstance(column.type, Text)]
            found[table.name] = sorted(
                str(row)
                for row in (await connection.execute(select(table))).all()
                if getattr(row, "destination_id", None) in ids
                or any(team in str(getattr(row, name)) for name in texts)
            )
    return {name: rows for name, rows in found.items() if rows}


def places_in(channel):
    """Return each way in which a command can name a channel of another workspace."""
    return (
        "",
        f" channel <#{channel}|general>",
        f" channel https://violet-fans.slack.com/archives/{channel}",
        f" channel https://violet-fans.slack.com/archives/{channel}/p1512821234000200",
    )


def test_these_are_all_commands():
    assert {type(read_command(typed)) for typed in TYPED} == set(get_args(Command))


@pytest.mark.parametrize("typed", TYPED)
async def test_no_command_of_one_reaches_what_is_kept_of_the_other(violet, here, there, typed):
    home = there.workspace
    before = await rows_of(violet, home.team)

    said = [
        (await here.answer(f"/violet {typed}{where}", user=here.workspace.admin)).shown
        for where in places_in(home.general)
        if not where or typed.startswith("updates ")
    ]

    assert len(before["subscription"]) == 2
    assert {"destination", "workspace", "conversation", "suggestion", "audit"} <= before.keys()
    assert await rows_of(violet, home.team) == before
    assert home.team not in str(said)
    assert home.fan not in str(said)
    assert home.admin not in str(said)


async def test_one_that_is_forgotten_leaves_all_of_the_other(violet, here, there):
    before = await rows_of(violet, there.workspace.team)
    for _ in range(2):
        await here.answer("/violet forget me", user=here.workspace.admin)
        await here.answer("/violet updates forget everything confirm", user=here.workspace.admin)

    assert await rows_of(violet, there.workspace.team) == before


async def test_a_message_pressed_or_a_form_sent_there_is_about_there(violet, here):
    await here.mention(QUESTION)
    answer = await here.said()
    await here.press(answer, "remind", user=here.workspace.fan)

    kept = [one for one in await violet.database.subscriptions.every() if one.destination.person]
    assert {one.destination.workspace for one in kept} == {"T0VIOLET01", "T0VIOLET02"}


async def test_news_goes_out_by_the_token_of_its_workspace_alone(violet, here, there, slack):
    await here.answer("/violet updates subscribe jessica jones", user=here.workspace.admin)
    await record(violet.database, telling("second", created_at=NOW), until=NOW)
    clock = violet.connector._router.clock

    await tell_all(violet.database, violet.connector.messenger, clock)

    for one in (here, there):
        posted = [said for said in one.bot_messages() if said.is_news]
        assert posted
    assert slack.violations == []


async def test_the_tokens_of_one_cannot_post_in_the_other(violet, here, there):
    """Not even a destination that names a channel of the other one reaches it."""
    wrong = Destination(
        platform=SLACK.id, workspace=here.workspace.team, channel=there.workspace.general
    )
    outcome = await violet.connector.messenger.send(delivery(destination=wrong))

    assert "no longer shows me this channel" in outcome.reason
    assert [one for one in there.bot_messages() if one.is_news] == []


async def test_somebody_of_another_company_in_a_shared_channel_is_nobodys_admin(
    violet, here, there
):
    """The admin of one workspace writes in a channel that both share, by way of the other."""
    home, visitor = there.workspace, here.workspace.admin
    home.users[visitor] = here.workspace.users[visitor] | {"is_stranger": True, "is_admin": True}
    before = await rows_of(violet, home.team)

    said = await there.answer("/violet updates pause", user=visitor)

    assert "Only admins and owners" in said.shown
    assert await rows_of(violet, home.team) == before


async def test_an_event_is_answered_by_whose_installation_slack_says_it_came(here, there):
    """In a shared channel the event says the sender's team, and beside it the one we are in."""
    home = there.workspace
    typed = await there.mention(QUESTION, team=here.workspace.team, user_team=here.workspace.team)

    assert "8 March 2018" in (await there.said()).shown
    assert typed.payload["authorizations"][0]["team_id"] == home.team
    assert here.bot_messages() == []


async def test_a_payload_that_names_the_other_channel_reads_and_writes_its_own_team(
    violet, here, there
):
    payload_channel = there.workspace.general
    before = await rows_of(violet, there.workspace.team)

    await here.command(
        "/violet updates subscribe daredevil", user=here.workspace.admin, channel=payload_channel
    )
    await here.answer("/violet help")

    assert await rows_of(violet, there.workspace.team) == before
