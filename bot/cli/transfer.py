"""Commands that carry subscriptions from one installation to another."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.options import catalogue_of, wait_for
from bot.ports.errors import ContentError, SettingsError
from bot.private_files import write_privately
from bot.settings import read_settings


@click.group()
def subscriptions() -> None:
    """Write subscriptions to a file, or take them in."""


@subscriptions.command("export")
@click.option("--platform", help="Only those of one platform, such as discord.")
@click.option("--workspace", help="Only those of one server or workspace, by its id.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write them to this new file, which nobody else on the machine can read.",
)
def export(platform: str | None, workspace: str | None, output: Path | None) -> None:
    """Print subscriptions as JSON, one a line; nothing is changed."""
    from adapters.storage.database import Database
    from adapters.subscriptions_file import to_text
    from bot.app import KNOWN

    known = [traits.id for traits in KNOWN]
    if platform not in {None, *known}:
        raise SettingsError(f"--platform {platform} is none that I know: {', '.join(known)}")
    settings = read_settings()

    async def work() -> str:
        database = await Database.open(settings.violet_database_url)
        try:
            stored = await database.subscriptions.every()
        finally:
            await database.close()
        return to_text(
            one
            for one in stored
            if platform in {None, one.destination.platform}
            and workspace in {None, one.destination.workspace}
        )

    text = wait_for(work())
    if output is None:
        print(text)
        return
    try:
        write_privately(output, f"{text}\n")
    except FileExistsError:
        raise SettingsError(f"{output} exists already; name a new file") from None
    except OSError as error:
        raise SettingsError(f"{output} cannot be written ({error.strerror})") from None
    print(f"Written to {output}.")


@subscriptions.command("import")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
def import_(path: Path) -> None:
    """Take subscriptions in from the file PATH, or - for standard input.

    All of them are, or with a fault in it none; it can be repeated.
    """
    from adapters.storage.database import Database
    from adapters.subscriptions_file import from_text
    from bot.app import KNOWN

    settings = read_settings()
    reading = from_text(
        _text_of(path), catalogue_of(settings).shows, [traits.id for traits in KNOWN]
    )
    if reading.faults:
        faults = "\n".join(f"{path}, {fault}" for fault in reading.faults)
        raise ContentError(f"{faults}\nNothing was imported.")

    async def work() -> int:
        database = await Database.open(settings.violet_database_url)
        try:
            return await database.subscriptions.take_in(
                reading.subscriptions, now=datetime.now(UTC)
            )
        finally:
            await database.close()

    new = wait_for(work())
    print(f"{len(reading.subscriptions)} subscriptions imported, {new} of them new.")


def _text_of(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({error}); name a file of exported JSON"
        ) from None
