"""A backup of a SQLite database, put in the place of the database."""

import contextlib
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from adapters.storage.database import Database
from adapters.storage.engine import Transactions, file_of, files_beside
from adapters.storage.leadership import SoleLeadership
from adapters.storage.revisions import is_ours, refuse_later
from bot.ports.errors import StorageError
from bot.private_files import make_private

_MARK: Final = "alembic_version"
"""The table by which a database that has been migrated is known."""


async def put_back(url: str, copy: Path) -> tuple[Path | None, int]:
    """Put *copy* in the place of the database at *url*; what stood there is kept beside it.

    Return where that is now, and how many posts are to be looked for before they are sent.

    Raises:
        StorageError: nothing was put anywhere: this is PostgreSQL, which brings a better tool of
            its own, a process runs on the database, or *copy* is none of Violet's.
    """
    transactions = Transactions.to(url)  # which says what is wrong with an address that is none
    file = file_of(transactions.url) if transactions.is_sqlite else None
    if file is None:
        raise StorageError(
            f"{transactions.name} is not restored by Violet; use pg_restore, and then run violet "
            "db restored"
        )
    leadership = SoleLeadership(transactions)
    await leadership.open()
    try:
        growing = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
        try:
            _copied(copy, growing)
            database = await Database.open(f"sqlite+aiosqlite:///{growing}")
            try:
                doubtful = await database.mark_restored(datetime.now(UTC))
            finally:
                await database.close()
            former = _set_aside(file)
            growing.rename(file)
        finally:
            for left in files_beside(growing):
                with contextlib.suppress(OSError):  # gone by its new name, or never made
                    left.unlink()
    finally:
        await leadership.close()
        await transactions.close()
    return former, doubtful


def _copied(copy: Path, to: Path) -> None:
    """Copy a whole database, with what its write-ahead log may still hold."""
    if copy.exists() and not copy.is_file():
        raise StorageError(f"{copy} is no file; name a copy that violet db backup made")
    if not copy.exists():
        raise StorageError(f"{copy} does not exist; name a copy that violet db backup made")
    make_private(to)
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source:
            names = {row[0] for row in source.execute("SELECT name FROM sqlite_master")}
            at = source.execute("SELECT version_num FROM alembic_version") if _MARK in names else ()
            revision = next((str(row[0]) for row in at), "")
            if not is_ours(revision):
                raise StorageError(f"{copy} is no database of Violet's; name a copy of one")
            refuse_later(revision, str(copy))
            with closing(sqlite3.connect(to)) as target:
                source.backup(target)
    except sqlite3.Error as error:
        raise StorageError(f"{copy} cannot be read ({error}); name another copy") from error


def _set_aside(file: Path) -> Path | None:
    """Give what stands there another name, its log with it; nothing is deleted."""
    if not file.exists():
        return None
    former = file.with_name(f"{file.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    if former.exists():
        raise StorageError(f"{former} exists already; try again in a second")
    for end in ("-wal", "-shm", "-journal", ""):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(f"{file.name}{end}").rename(f"{former}{end}")
    return former
