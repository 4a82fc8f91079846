"""Installations with their tokens: kept encrypted, renewed by one process at a time, deleted."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from adapters.secret_box import AesGcmSecretBox
from adapters.slack.traits import SLACK
from adapters.storage import schema
from adapters.storage.database import Database
from bot.ports.errors import SettingsError
from bot.ports.workspaces import (
    LOCKED_FOR,
    InstalledWorkspace,
    WorkspaceKey,
    WorkspaceStanding,
    WorkspaceTokens,
)
from bot.secrets import Secret

NOW = datetime(2018, 3, 8, 8, tzinfo=UTC)
BOX = AesGcmSecretBox(b"k" * 32)
OTHER = AesGcmSecretBox(b"o" * 32)
BOTH = AesGcmSecretBox(b"o" * 32, b"k" * 32)
HERE = WorkspaceKey("", "T0HERE0001")
TOKENS = WorkspaceTokens(
    access=Secret("xoxe.xoxb-1-first"),
    refresh=Secret("xoxe-1-first"),
    expire_at=NOW + timedelta(hours=12),
)
NEXT = WorkspaceTokens(access=Secret("xoxe.xoxb-1-next"), refresh=Secret("xoxe-1-next"))


def installed(key=HERE, **how):
    usual = {
        "key": key,
        "application": "A0VIOLET01",
        "bot": "B0VIOLET01",
        "bot_user": "U0VIOLET01",
        "url": "https://violet-fans.slack.com/",
        "scopes": ("chat:write", "commands"),
        "installed_at": NOW,
        "tokens": TOKENS,
    }
    return InstalledWorkspace(**usual | how)


@pytest.fixture
def workspaces(database):
    return database.workspaces_on(SLACK.id, BOX)


async def stored_in(database):
    async with database._transactions.reading() as connection:
        return [row._asdict() for row in await connection.execute(text("SELECT * FROM workspace"))]


async def test_an_installation_is_read_as_it_was_kept(workspaces):
    await workspaces.keep(installed())

    assert await workspaces.of(HERE) == installed()
    assert await workspaces.of(WorkspaceKey("", "T0OTHER001")) is None


async def test_no_token_stands_in_the_database_as_it_is(workspaces, database):
    await workspaces.keep(installed())

    (row,) = await stored_in(database)
    assert "xoxe" not in str(row)
    assert "first" not in str(row)


async def test_a_workspace_and_its_whole_organisation_are_two_installations(workspaces):
    team, everywhere = WorkspaceKey("E0ORG00001", "T0HERE0001"), WorkspaceKey("E0ORG00001", "")
    await workspaces.keep(installed(team))
    await workspaces.keep(installed(everywhere, tokens=NEXT, teams=("T0HERE0001", "T0OTHER001")))

    assert (await workspaces.of(team)).tokens == TOKENS
    found = await workspaces.of(everywhere)
    assert found.tokens == NEXT
    assert found.every_team == ("T0HERE0001", "T0OTHER001")


async def test_installed_again_there_is_one_with_the_new_tokens(workspaces, database):
    await workspaces.keep(installed())
    await workspaces.keep(installed(tokens=NEXT))

    assert len(await stored_in(database)) == 1
    assert (await workspaces.of(HERE)).tokens == NEXT


async def test_without_a_key_nothing_is_stored(database):
    with pytest.raises(SettingsError, match="VIOLET_ENCRYPTION_KEY"):
        await database.workspaces_on(SLACK.id, None).keep(installed())

    assert await stored_in(database) == []


@pytest.mark.parametrize("column", ["access", "refresh"])
async def test_a_row_that_is_moved_to_another_team_cannot_be_read(workspaces, database, column):
    other = WorkspaceKey("", "T0OTHER001")
    await workspaces.keep(installed())
    await workspaces.keep(installed(other, tokens=NEXT))
    table = schema.workspace
    of_here = select(table.c[column]).where(table.c.team == HERE.team).scalar_subquery()
    async with database._transactions.writing() as connection:
        move = update(table).where(table.c.team == other.team).values({column: of_here})
        await connection.execute(move)

    found = await workspaces.of(other)
    assert (found.tokens, found.standing) == (None, WorkspaceStanding.UNREADABLE)
    assert (await workspaces.of(HERE)).tokens == TOKENS


async def test_an_access_token_is_none_to_refresh_with(workspaces, database):
    await workspaces.keep(installed())
    async with database._transactions.writing() as connection:
        await connection.execute(text("UPDATE workspace SET refresh = access"))

    assert (await workspaces.of(HERE)).standing is WorkspaceStanding.UNREADABLE


async def test_while_the_key_changes_both_read_and_then_the_old_one_can_go(workspaces, database):
    await workspaces.keep(installed())
    with_other = database.workspaces_on(SLACK.id, OTHER)
    before = (await with_other.of(HERE)).standing

    (read,) = await database.workspaces_on(SLACK.id, BOTH).every()

    assert before is WorkspaceStanding.UNREADABLE
    assert read.tokens == TOKENS
    assert (await with_other.of(HERE)).tokens == TOKENS


async def test_of_many_processes_one_renews_a_token(workspaces, url):
    await workspaces.keep(installed())
    others = [await Database.open(url) for _ in range(3)]
    stores = [workspaces, *(one.workspaces_on(SLACK.id, BOX) for one in others)]
    try:
        locked = await asyncio.gather(*(one.lock(HERE, 0, now=NOW) for one in stores * 5))
    finally:
        for one in others:
            await one.close()

    assert sum(locked) == 1


async def test_a_lock_holds_for_a_minute_and_is_over_once_the_tokens_are_renewed(workspaces):
    await workspaces.keep(installed())
    first = await workspaces.lock(HERE, 0, now=NOW)
    soon = await workspaces.lock(HERE, 0, now=NOW + LOCKED_FOR - timedelta(seconds=1))
    renewed = await workspaces.renew(HERE, 0, NEXT)

    again = await workspaces.lock(HERE, 0, now=NOW + LOCKED_FOR)
    assert (first, soon, renewed, again) == (True, False, True, False)
    found = await workspaces.of(HERE)
    assert (found.tokens, found.version) == (NEXT, 1)
    assert await workspaces.lock(HERE, 1, now=NOW)


async def test_whoever_was_to_renew_and_crashed_keeps_nobody_from_it_for_longer(workspaces):
    await workspaces.keep(installed())
    await workspaces.lock(HERE, 0, now=NOW)

    assert await workspaces.lock(HERE, 0, now=NOW + LOCKED_FOR)


async def test_tokens_that_were_renewed_late_do_not_overwrite_newer_ones(workspaces):
    await workspaces.keep(installed())
    await workspaces.renew(HERE, 0, NEXT)

    assert not await workspaces.renew(HERE, 0, TOKENS)
    assert (await workspaces.of(HERE)).tokens == NEXT


async def test_what_cannot_be_renewed_is_used_until_it_expires_and_said_to_be_so(workspaces):
    await workspaces.keep(installed())
    await workspaces.lock(HERE, 0, now=NOW)
    await workspaces.unlock(HERE, 0, ends=True)

    found = await workspaces.of(HERE)
    assert found.standing is WorkspaceStanding.EXPIRING
    assert found.tokens == replace(TOKENS, refresh=None)
    assert not await workspaces.lock(HERE, 0, now=NOW)


async def test_a_removed_one_has_no_token_any_more_and_removing_it_again_does_nothing(
    workspaces, database
):
    await workspaces.keep(installed())
    removed = await workspaces.remove(HERE, now=NOW, unless_after=NOW)

    again = await workspaces.remove(HERE, now=NOW, unless_after=NOW)
    assert (removed, again) == (True, False)
    (row,) = await stored_in(database)
    assert (row["access"], row["refresh"]) == ("", "")
    assert (await workspaces.of(HERE)).standing is WorkspaceStanding.REMOVED
    assert not await workspaces.renew(HERE, 1, NEXT)


async def test_an_old_removal_takes_no_newer_installation_away(workspaces):
    await workspaces.keep(installed(installed_at=NOW))

    assert not await workspaces.remove(HERE, now=NOW, unless_after=NOW - timedelta(seconds=1))
    assert (await workspaces.of(HERE)).tokens == TOKENS


async def test_installed_again_after_a_removal_it_stands_again(workspaces):
    await workspaces.keep(installed())
    await workspaces.remove(HERE, now=NOW, unless_after=NOW)
    await workspaces.keep(installed(tokens=NEXT))

    found = await workspaces.of(HERE)
    assert (found.tokens, found.standing) == (NEXT, WorkspaceStanding.INSTALLED)


async def test_what_is_left_of_a_removed_one_goes_after_a_month(workspaces, database):
    await workspaces.keep(installed())
    await workspaces.remove(HERE, now=NOW, unless_after=NOW)

    await database.privacy.sweep(now=NOW + timedelta(days=29))
    before = await workspaces.every()
    await database.privacy.sweep(now=NOW + timedelta(days=31))
    assert len(before) == 1
    assert await workspaces.every() == []


async def test_a_ticket_is_good_once(workspaces):
    until = NOW + timedelta(minutes=10)
    tries = await asyncio.gather(
        *(workspaces.spend("a ticket", now=NOW, until=until) for _ in range(8))
    )

    assert sum(tries) == 1
    assert await workspaces.spend("another", now=NOW, until=until)


async def test_the_workspaces_of_an_organisation_are_known_after_a_restart(workspaces):
    everywhere = WorkspaceKey("E0ORG00001", "")
    await workspaces.keep(installed(everywhere))
    await workspaces.name_teams(everywhere, ["T0HERE0001", "T0THERE001"])

    assert (await workspaces.of(everywhere)).every_team == ("T0HERE0001", "T0THERE001")
