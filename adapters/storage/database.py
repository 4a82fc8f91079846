"""One database, with all that is kept in it."""

import contextlib
import re
import uuid
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, select, table, text
from sqlalchemy import column as named
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import rehearsal, schema
from adapters.storage.backlog import StoredBacklog
from adapters.storage.claims import RecordedClaims, StoredJournal
from adapters.storage.conversations import StoredConversations
from adapters.storage.corrections import StoredCorrections
from adapters.storage.engine import BUSY_S, Transactions, file_of
from adapters.storage.leadership import SharedLeadership, SoleLeadership
from adapters.storage.outbox import StoredOutbox
from adapters.storage.subscriptions import StoredSubscriptions
from bot.ports.errors import StorageError

_VERSION: Final = table("alembic_version", named("version_num"))
_OURS: Final = re.compile(r"\d{4}")
_MIGRATING: Final = 0x56696F6C6574
"""The advisory lock of whoever migrates a PostgreSQL database: the bytes of "Violet"."""


class Database:
    """A database at the revision of this program; made by `open`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self.journal = StoredJournal(transactions)
        self.recorded_claims = RecordedClaims(transactions)
        self.outbox = StoredOutbox(transactions)
        self.subscriptions = StoredSubscriptions(transactions)
        self.conversations = StoredConversations(transactions)
        self.corrections = StoredCorrections(transactions)
        self.backlog = StoredBacklog(transactions)
        self.leadership = (
            SoleLeadership(transactions)
            if transactions.is_sqlite
            else SharedLeadership(transactions.url, transactions.name)
        )
        """Opened by whoever runs for long, and by nobody else."""

    @classmethod
    async def open(cls, url: str, *, upgrade: bool = True, busy_s: float = BUSY_S) -> "Database":
        """Return the database at *url*, made or migrated first where that is needed.

        With *upgrade* false nothing is made or migrated. A locked database is waited for during
        *busy_s* seconds.

        Raises:
            StorageError: it cannot be used as it is; it was not changed.
        """
        transactions = Transactions.to(url, busy_s=busy_s)
        try:
            await _make_ready(transactions, upgrade=upgrade)
        except BaseException:
            await transactions.close()
            raise
        return cls(transactions)

    async def close(self) -> None:
        """Close every connection; whatever was not committed has not happened."""
        await self.leadership.close()
        await self._transactions.close()

    async def backup(self, path: Path) -> None:
        """Make a consistent copy as *path*, also while other processes write.

        Raises:
            StorageError: *path* exists already, cannot be written, or this is PostgreSQL, which
                brings a better tool of its own.
        """
        if not self._transactions.is_sqlite:
            raise StorageError(
                f"{self._transactions.name} is not copied by Violet; use pg_dump, which copies it "
                "consistently while Violet runs"
            )
        _refuse_to_overwrite(path)
        # Until it is whole it has another name, so that half a copy is never taken for one.
        growing = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        try:
            await self._transactions.copy_into(growing)
            _refuse_to_overwrite(path)
            growing.rename(path)
        finally:
            with contextlib.suppress(OSError):  # gone by its new name, or never begun
                growing.unlink()

    async def copy_subscriptions_from(self, other: "Database") -> int:
        """Add what *other*'s destinations want to hear; return how many subscriptions it has.

        What stands here already stays as it is.
        """
        return await other.subscriptions.copy_to(self.subscriptions)

    async def begin_rehearsal(self, now: datetime) -> None:
        """Look at everything anew from *now*, the rehearsal's start.

        What ordinary runs left unsent is kept for the next one of them.
        """
        await rehearsal.begin(self._transactions, now)

    async def end_rehearsal(self, now: datetime) -> None:
        """Where rehearsals went before, void what they left unsent and begin afresh from *now*.

        Nothing is done to a database that was not rehearsed in.
        """
        await rehearsal.end(self._transactions, now)


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise StorageError(f"{path} exists already; name a new file, so that none is overwritten")


async def _make_ready(transactions: Transactions, *, upgrade: bool) -> None:
    file = file_of(transactions.url) if transactions.is_sqlite else None
    if not upgrade and file is not None and not file.exists():
        raise StorageError(
            f"{transactions.name} does not exist yet; violet run makes it, and so does "
            "violet db upgrade"
        )
    async with transactions.reading() as connection:
        revision = await _revision(connection, transactions.name)
    is_newest = revision == schema.REVISION
    if not upgrade and not is_newest:
        has = f"is of an earlier Violet (revision {revision})" if revision else "is empty"
        raise StorageError(f"{transactions.name} {has}; run violet db upgrade")
    if upgrade:
        await transactions.write_ahead()
    if not is_newest:
        await _migrate(transactions)


async def _migrate(transactions: Transactions) -> None:
    """Bring it to the newest revision in one transaction; whoever else wants to waits for it."""
    from adapters.storage.upgrading import upgrade  # noqa: PLC0415 - costly, and seldom needed

    async with transactions.writing() as connection:
        if not transactions.is_sqlite:
            await connection.execute(text("SET LOCAL lock_timeout = '50s'"))
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING}
            )
        if await _revision(connection, transactions.name) != schema.REVISION:
            await connection.run_sync(upgrade)


async def _revision(connection: AsyncConnection, name: str) -> str | None:
    """Return the revision of the tables there; None where there are none yet.

    Raises:
        StorageError: what is there is a later Violet's, or another program's.
    """
    names = await connection.run_sync(_table_names)
    if _VERSION.name not in names:
        foreign = names & set(schema.metadata.tables)
        if foreign:
            raise _of_another_program(name, f"a table {min(foreign)}")
        return None
    revision: str | None = await connection.scalar(select(_VERSION.c.version_num))
    if revision is not None and not _OURS.fullmatch(revision):
        raise _of_another_program(name, f"revision {revision}")
    if revision is not None and revision > schema.REVISION:
        raise StorageError(
            f"{name} is from a later Violet (revision {revision}, this one knows "
            f"{schema.REVISION}); install that version again, or put an earlier backup in its place"
        )
    return revision


def _table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _of_another_program(name: str, what: str) -> StorageError:
    return StorageError(
        f"{name} belongs to another program (it has {what} that is not Violet's); "
        "correct VIOLET_DATABASE_URL"
    )
