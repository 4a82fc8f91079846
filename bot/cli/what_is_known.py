"""All that is known at the command line: the show files, and what the database holds too."""

import sys
from pathlib import Path
from typing import Any

from bot.cli.options import catalogue_of, wait_for
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.settings import Settings


def known_catalogue(settings: Settings) -> Any:
    """Return what the show files say, what is followed in listings and what editors recorded.

    A database that does not exist is not made. Where one cannot be read, that is said on the
    standard error, and the show files are all that is known.

    Raises:
        ContentError: a file holds faults, one a line.
    """
    files = catalogue_of(settings)
    if not _may_hold_claims(settings.violet_database_url):
        return files
    try:
        return wait_for(_with_held(files, settings.violet_database_url))
    except (SourceUnavailableError, StorageError) as error:
        said = str(error).rstrip(".")
        print(f"{said}. This is known from the show files alone.", file=sys.stderr)
        return files


def _may_hold_claims(url: str) -> bool:
    """Whether a database may hold claims; where none is there, nothing that reads it is loaded."""
    scheme, _, rest = url.partition("://")
    if not scheme.startswith("sqlite"):
        return True
    path = Path(rest.partition("?")[0].removeprefix("/"))
    if not path.is_file():
        return False
    from adapters.storage.glance import may_hold_claims

    return may_hold_claims(path)


async def _with_held(files: Any, url: str) -> Any:
    from adapters.storage.database import Database
    from bot.ports.sources import ClaimSource, Fetched
    from bot.runtime.knowledge import Catalogues
    from bot.verbs.fetch import fetch
    from content.facts.claims import FILES

    database = await Database.open(url, upgrade=False)
    try:
        held: list[ClaimSource] = [database.followed_claims, database.recorded_claims]
        knowledge = Catalogues([FILES, *(source.name for source in held)])
        read = Fetched(changed=tuple(files.parts), is_whole=True, cursor="")
        await knowledge.take_in(FILES, read)
        for source in held:
            await fetch(source, knowledge=knowledge)
        return knowledge.catalogue
    finally:
        await database.close()
