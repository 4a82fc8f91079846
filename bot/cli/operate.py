"""Commands that run Violet and look after her: run, doctor, db, and setting a platform up."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.commands import ListedCommands
from bot.cli.options import as_of_option, refuse_unreadable_languages, wait_for, with_as_of
from bot.cli.terminal import print_json, print_lines, print_text
from bot.environment import wants_colours
from bot.ports.errors import SettingsError
from bot.settings import Settings, read_settings
from bot.settings_of_slack import slack_url


@click.group(cls=ListedCommands)
def db() -> None:
    """Migrate, copy or restore the database."""


@click.command("run")
@with_as_of
@click.option(
    "--speed", default=1.0, show_default=True, help="Seconds of a rehearsal in one on the wall."
)
@click.option("--really", is_flag=True, help="Let a rehearsal reach the real platforms.")
def run_command(as_of: str | None, speed: float, really: bool) -> None:
    """Run on every platform that has a token; with none, at this terminal.

    With --as-of it is a rehearsal: the clock starts there, and each claim becomes known on the
    day on which it was reported.
    """
    settings = read_settings()
    set_up_log(settings)
    from bot.app import run as run_app
    from bot.runtime.rehearsal import Rehearsal

    if as_of is None and (speed != 1.0 or really):
        raise SettingsError("--speed and --really are for a rehearsal; give --as-of WHEN too")
    if not 0 < speed <= 1_000_000:
        raise SettingsError(f"--speed {speed:g} makes no sense; give more than 0, at most 1000000")
    rehearsal = None
    if as_of is not None:
        at = as_of_option(as_of)
        start = (
            at.moment if not at.whole_day else datetime.combine(at.day, datetime.min.time(), UTC)
        )
        rehearsal = Rehearsal(start=start, speed=speed, really=really)
    refuse_unreadable_languages()
    wait_for(run_app(settings, rehearsal))


@click.command()
def doctor() -> None:
    """Check settings, content, database, zone data and tokens, and say what to do."""
    from bot.cli.doctor import examine_installation

    settings = read_settings()
    set_up_log(replace(settings, violet_log_level=settings.violet_log_level or "warning"))
    healthy = True
    for finding in wait_for(examine_installation(settings)):
        print_text(finding)
        healthy = healthy and finding.ok
    if not healthy:
        sys.exit(1)


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the newest version; safe to repeat."""
    from adapters.storage.database import Database

    settings = read_settings()

    async def work() -> None:
        await (await Database.open(settings.violet_database_url)).close()

    wait_for(work())
    print_text("The database is at the newest version.")


@db.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
def db_backup(path: Path) -> None:
    """Make a consistent copy as PATH, which must not exist, also while Violet runs."""
    from adapters.storage.database import Database

    settings = read_settings()

    async def work() -> None:
        database = await Database.open(settings.violet_database_url, upgrade=False)
        try:
            await database.backup(path)
        finally:
            await database.close()

    wait_for(work())
    print_text(f"Copied to {path}.")


@db.command("restore")
@click.argument("copy", type=click.Path(path_type=Path))
def db_restore(copy: Path) -> None:
    """Put COPY, made by `violet db backup`, in the place of a SQLite database.

    Violet must not run. What stood there is kept beside it under another name. What was due by now
    may have been told since the copy was made: it is looked for before it is sent.
    """
    from adapters.storage.backups import put_back

    former, doubtful = wait_for(put_back(read_settings().violet_database_url, copy))
    if former is not None:
        print_text(f"What stood there is {former} now.")
    print_text(f"{copy} is restored. {_to_be_looked_for(doubtful)}")


@db.command("restored")
def db_restored() -> None:
    """Say that the database was restored from a backup by other means, such as pg_restore.

    Violet must not run. What was due by now may have been told since the backup was made: it is
    looked for before it is sent.
    """
    from adapters.storage.database import Database

    settings = read_settings()

    async def work() -> int:
        database = await Database.open(settings.violet_database_url)
        try:
            return await database.mark_restored(datetime.now(UTC))
        finally:
            await database.close()

    print_text(_to_be_looked_for(wait_for(work())))


def _to_be_looked_for(doubtful: int) -> str:
    return (
        f"Deliveries that may have been made since the backup: {doubtful}; Violet looks for each "
        "before she sends it, and for what sources say again. violet doctor says how far she is."
    )


@db.command("adopt")
def db_adopt() -> None:
    """Give the database to the bots of the tokens that are set, for good.

    It is for whoever replaces a bot by another one; processes of the former one end by themselves.
    """
    from adapters.storage.database import Database
    from bot.app import platforms_of

    settings = read_settings()

    async def work() -> list[str]:
        made = [one for one in platforms_of(settings) if one.identify]
        bots = [(one.traits, await one.identify()) for one in made if one.identify]
        database = await Database.open(settings.violet_database_url)
        try:
            said = []
            for traits, ours in bots:
                if ours is None:
                    said.append(f"{traits.name} does not say which application the token is of.")
                    continue
                former = await database.installation.adopt(traits.id, ours)
                was = f"; it was {former}'s" if former not in {None, ours} else ""
                said.append(f"On {traits.name} the database is application {ours}'s{was}.")
            return said
        finally:
            await database.close()

    said = wait_for(work())
    if not said:
        raise SettingsError("no token is set, so there is no bot to give the database to")
    print_lines(said)


@click.command("slack-manifest")
@click.option(
    "--http",
    "public",
    metavar="URL",
    help="For an app that any workspace may install: URL is the address at which Slack and people "
    "reach VIOLET_PUBLIC_PORT, such as https://violet.example.",
)
def slack_manifest_command(public: str | None) -> None:
    """Print the manifest from which Slack makes the app, in one paste.

    It is for one workspace, whose requests come through sockets, unless --http is given.
    """
    from adapters.slack.manifest import slack_manifest as manifest

    try:
        url = None if public is None else slack_url(public)
    except ValueError as error:
        raise SettingsError(f"--http {error}") from None
    print_json(manifest(url), indent=2)


@click.command("discord-invite")
@click.argument("application", required=False)
def discord_invite(application: str | None) -> None:
    """Print the link that invites Violet to a Discord server with what it needs.

    APPLICATION is the application's id; by default the token's own.
    """
    from adapters.discord.invite import application_of, invite_link

    token = read_settings().discord_token
    if application is None and token is not None:
        application = application_of(token.text)
    if application is None:
        raise SettingsError("give the application's id, or set DISCORD_TOKEN to read it from there")
    print_text(invite_link(application))


def set_up_log(settings: Settings) -> None:
    """Log to standard error: less of it, and prettier, where Violet talks at this terminal."""
    from bot.app import KNOWN, platforms_of
    from bot.runtime.logs import set_up_logging

    at_terminal = all(maker.traits.is_the_operators for maker in platforms_of(settings))
    level = settings.violet_log_level or ("warning" if at_terminal else "info")
    pretty = settings.violet_log_format == "pretty" or (
        settings.violet_log_format == "auto" and sys.stderr.isatty()
    )
    chatty = [logger for traits in KNOWN for logger in traits.loggers]
    colours = wants_colours(os.environ, at_terminal=sys.stderr.isatty())
    set_up_logging(
        level=level, pretty=pretty, colours=colours, secrets=settings.secrets, chatty=chatty
    )
