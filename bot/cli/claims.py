"""The command that prints what editors have claimed, as show files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bot.cli.commands import ListedCommands
from bot.cli.options import catalogue_of, wait_for
from bot.cli.terminal import hand_on, print_text
from bot.ports.errors import SettingsError
from bot.ports.sources import Fetched
from bot.settings import Settings, read_settings
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Show, ShowId


@click.group("claims", cls=ListedCommands)
def claims_group() -> None:
    """What editors have recorded in chat."""


@claims_group.command("export")
@click.argument("show", nargs=-1)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a file a show into FOLDER instead of printing one.",
)
def export_claims(show: Sequence[str], folder: Path | None) -> None:
    """Print what editors claim of SHOW in the format of show files; nothing is changed.

    A file holds one show: of several, name one, or write each into a folder with --to.
    """
    from content.show_files.written_claims import show_file_of

    settings = read_settings()
    catalogue = catalogue_of(settings)
    written = {
        one: "\n".join(show_file_of(one, introduced, claims)) + "\n"
        for one, (introduced, claims) in _exported(settings, catalogue).items()
    }
    if show:
        wanted = " ".join(show).casefold()
        chosen = [one for one in written if wanted in _names(one, catalogue)]
        if not chosen:
            known = ", ".join(written) or "no show"
            raise SettingsError(f"editors claim nothing of {wanted}; they do of {known}")
        written = {one: written[one] for one in chosen}
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for one, text in written.items():
            (folder / f"{one}.toml").write_text(text, encoding="utf-8")
        print_text(f"{len(written)} files written to {folder}")
        return
    if len(written) > 1:
        raise SettingsError(
            f"editors claim something of {', '.join(written)}; name one, or add --to FOLDER"
        )
    hand_on("".join(written.values()))


def _names(show: ShowId, catalogue: Catalogue) -> set[str]:
    held = catalogue.shows.get(show)
    return {show, *((held.title.casefold(), held.short.casefold()) if held else ())}


def _exported(
    settings: Settings, catalogue: Catalogue
) -> Mapping[ShowId, tuple[Show | None, Sequence[Claim]]]:
    """Return what editors claim of each show, with the show itself where no file defines it.

    What they took back of another source than the files comes with it, so that whatever is
    retracted in the file is there.
    """
    recorded, followed = wait_for(_stored(settings))
    listed = {part.id: part for part in followed.changed}
    found: dict[ShowId, tuple[Show | None, list[Claim]]] = {}
    for claim in recorded:
        show = claim.subject.show
        part = listed.get(show)
        introduced = part.show if part and show not in catalogue.shows else None
        _, claims = found.setdefault(show, (introduced, []))
        others = part.unpacked if part and claim.retracts else ()
        known = {one.id for one in claims}
        claims += [one for one in others if one.id in claim.retracts and one.id not in known]
        claims.append(claim)
    return found


async def _stored(settings: Settings) -> tuple[Sequence[Claim], Fetched]:
    from adapters.storage.database import Database

    database = await Database.open(settings.violet_database_url)
    try:
        recorded = [one.claim for one in await database.editor_claims.every()]
        return recorded, await database.followed_claims.fetch(None)
    finally:
        await database.close()
