"""What is known beyond the show files: what the database holds of followed shows, and of claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.cli.options import catalogue_of, wait_for
from bot.cli.terminal import print_beside
from bot.ports.errors import SourceUnavailableError, StorageError
from bot.settings import Settings

if TYPE_CHECKING:
    from content.facts.catalogue import Catalogue

_SQLITE: Final = "sqlite+aiosqlite:///"
_BUSY_S: Final = 0.5
"""Seconds for which a locked database is waited for: somebody waits for an answer."""
_OPENED_WITHIN_S: Final = 3.0
_TABLES: Final = ("followed", "claim_origin")
"""Where neither has a row, nothing is known but what the show files say."""


def held_catalogue(settings: Settings) -> "Catalogue":
    """Return all that is known: by the show files, and by what the database holds.

    A database that cannot be read is left out, which is said on standard error.

    Raises:
        ContentError: a language or the rules of questions cannot be read.
    """
    files: Catalogue = catalogue_of(settings)
    if not _may_hold_more(settings.violet_database_url):
        return files
    try:
        return wait_for(_with_held(settings.violet_database_url, files))
    except (StorageError, SourceUnavailableError) as error:
        print_beside(f"Only the show files are read, nothing that is followed: {error}")
        return files


def _may_hold_more(url: str) -> bool:
    """Whether the database has to be opened, as far as can be told without what opens it.

    That takes longer to load than a question takes to be answered, and most hold nothing.
    """
    if not url.startswith(_SQLITE):
        return True
    file = Path(url.removeprefix(_SQLITE).partition("?")[0])
    if not file.is_file():
        return False
    import sqlite3
    from contextlib import closing

    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S)
        ) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            return any(
                connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608 - ours
                for table in _TABLES
                if table in tables
            )
    except sqlite3.Error:
        return True  # opening it says in plain words what is wrong


async def _with_held(url: str, files: "Catalogue") -> "Catalogue":
    """Return what *files* hold with what the database at *url* does.

    Raises:
        StorageError: it cannot be used as it is, or does not answer.
        SourceUnavailableError: it cannot be read now.
    """
    import asyncio

    from adapters.storage.database import Database
    from bot.ports.sources import Fetched
    from bot.runtime.knowledge import Catalogues
    from content.facts.claims import FILES
    from content.understanding.known_names import known_to

    try:
        async with asyncio.timeout(_OPENED_WITHIN_S):
            database = await Database.open(url, upgrade=False, busy_s=_BUSY_S)
    except TimeoutError:
        raise StorageError(
            "the database does not answer; check VIOLET_DATABASE_URL, and that it is running"
        ) from None
    try:
        followed, recorded = database.followed_claims, database.recorded_claims
        knowledge = Catalogues([FILES, followed.name, recorded.name])
        files_say = Fetched(changed=files.parts, is_whole=True, cursor="")
        await knowledge.take_in(FILES, files_say)
        await knowledge.take_in(recorded.name, await recorded.fetch(None))
        # A listing names no people and no places: where very many shows are followed, this index
        # need not follow them, for which all that is claimed of each would have to be unpacked.
        known_to(knowledge.catalogue)
        await knowledge.hold(followed.name, await followed.fetch(None))
    finally:
        await database.close()
    return knowledge.catalogue
