"""The command that deletes what is kept of a person, a channel or a server."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli.options import wait_for
from bot.cli.terminal import print_text
from bot.ports.errors import SettingsError
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.ports.traits import PlatformTraits
    from content.privacy.whose import Forgotten, Whose


@click.command("forget")
@click.argument("whom", metavar="PLATFORM:ID")
@click.option("--show", "only_shows", is_flag=True, help="Only say how much there is.")
def forget_command(whom: str, *, only_shows: bool) -> None:
    """Delete all that is kept of a person, a channel or a server.

    PLATFORM:ID is discord:ID, slack:TEAM for a workspace, or slack:TEAM/ID for a person or a
    channel of it. What a running Violet has in memory goes within the hour.
    """
    from adapters.storage.database import Database
    from bot.app import KNOWN

    whose = _read(whom, KNOWN)
    settings = read_settings()

    async def work() -> "Forgotten":
        database = await Database.open(settings.violet_database_url)
        try:
            if only_shows:
                return await database.privacy.kept(whose)
            return await database.privacy.forget(whose, now=datetime.now(UTC))
        finally:
            await database.close()

    found = wait_for(work())
    if found.is_nothing:
        print_text(f"Nothing is kept of {whom}.")
        return
    print_text(f"This is kept of {whom}:" if only_shows else f"This was deleted of {whom}:")
    for number, what in _lines(found):
        if number:
            print_text(f"  {number} {what}")
    if not only_shows:
        print_text("Backups hold what they hold; see docs/privacy.md on how to forget there.")


def _lines(found: "Forgotten") -> Sequence[tuple[int, str]]:
    return (
        (found.conversations, "conversations"),
        (found.reminders, "reminders"),
        (found.subscriptions, "subscriptions of channels"),
        (found.deliveries, "deliveries of posts and direct messages"),
        (found.corrections, "corrections"),
        (found.unnamed, "entries that stay without the name"),
    )


def _read(whom: str, known: Sequence["PlatformTraits"]) -> "Whose":
    from content.privacy.whose import EVERYBODY, Party, Whose

    platform, _, named = whom.partition(":")
    traits = next((one for one in known if one.id == platform), None)
    example = "write one such as discord:123, slack:T123 or slack:T123/U456"
    if traits is None or not named.strip():
        raise SettingsError(f"{whom!r} is nobody on a platform that I know; {example}")
    workspace, slash, someone = named.partition("/")
    if not traits.knows_people_by_workspace:
        if slash:
            raise SettingsError(f"{whom!r}: {traits.name} has ids without a workspace; {example}")
        return Whose(platform=traits.id, id=named, parties=EVERYBODY)
    if not slash:
        return Whose(platform=traits.id, id=workspace, parties=frozenset({Party.COMMUNITY}))
    if not workspace or not someone:
        raise SettingsError(f"{whom!r} lacks the workspace or the id; {example}")
    parties = frozenset({Party.PERSON, Party.CHANNEL})
    return Whose(platform=traits.id, id=someone, workspace=workspace, parties=parties)
