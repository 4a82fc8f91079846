"""Connections to one database, and transactions that either happen or do not."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from sqlalchemy import URL, Connection, Table, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.storage.faults import name_of, told_plainly
from adapters.storage.stuck import APPLICATION
from adapters.storage.tls import connecting
from adapters.storage.turns import Turns
from bot.ports.errors import StorageError
from bot.private_files import make_private

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

BUSY_S = 5.0
"""Seconds for which a locked database is waited for."""
HOME = (
    "(SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE pg_class.oid = 'delivery'::regclass)"
)
"""The schema on PostgreSQL that the tables are in: the same for all who share them, and theirs."""
QUEUED = (
    f"(CASE {HOME} WHEN 'public' THEN 'violet_queued' ELSE 'violet_queued_' || md5({HOME}) END)"
)
"""The channel on which PostgreSQL tells every process that something was queued.

In `public` it is as it always was, so that earlier versions hear it too.
"""
_CONNECT_S = 10.0
_COMMAND_S = 60.0
_IDLE_MS = 5000
_WAL = "PRAGMA journal_mode = WAL"
_SWITCHES = 10
_KEPT = 5
"""Connections kept open, of people's and of what can wait, each."""
_MORE_FOR_PEOPLE = 5
_BEGIN = "violet_begin"
"""The execution option that says how a transaction begins on SQLite; empty: there is none."""


class Transactions:
    """Reading and writing transactions on one database; made by `to`.

    They are for what people wait for. What nobody waits for is done in those that are `behind`
    them: these have connections of their own, so that however many are at work there, one is free
    here, and where one writes at a time they are overtaken.
    """

    def __init__(
        self,
        url: URL,
        engine: AsyncEngine,
        busy_s: float,
        *,
        bulk: AsyncEngine | None = None,
        ahead: "Transactions | None" = None,
    ) -> None:
        self.url = url
        self.name = name_of(url)
        self.engine = engine
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.in_memory = self.is_sqlite and file_of(url) is None
        self._busy_s = busy_s
        self._writer = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._bare = engine.execution_options(**{_BEGIN: ""})
        self._is_behind = ahead is not None
        self.turns: Turns = ahead.turns if ahead else Turns()
        """Who writes, on SQLite."""
        self._notifies = False
        self.queued: asyncio.Event = ahead.queued if ahead else asyncio.Event()
        """Set once something was queued, on SQLite; PostgreSQL notifies."""
        self.behind: Transactions = (
            self if ahead else Transactions(url, bulk or engine, busy_s, ahead=self)
        )
        """The transactions of what nobody waits for."""

    @classmethod
    def to(cls, address: str, *, busy_s: float = BUSY_S) -> "Transactions":
        """Return them for the database at *address*, not yet connected.

        Raises:
            StorageError: the address has no sense, or its folder is not there.
        """
        url = _checked(address)
        make: Callable[..., AsyncEngine]
        if url.get_backend_name() != "sqlite":
            make = _postgres
        elif file_of(url) is None:  # there one connection is all there is
            return cls(url, _sqlite(url, busy_s), busy_s)
        else:
            make = _sqlite
        people = make(url, busy_s, pool_size=_KEPT, max_overflow=_MORE_FOR_PEOPLE)
        return cls(url, people, busy_s, bulk=make(url, busy_s, pool_size=_KEPT, max_overflow=0))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that sees one state of the database throughout.

        Raises:
            StorageError: the database cannot be read.
        """
        with told_plainly(self.name):
            if self.in_memory:  # one connection, so one transaction at a time
                async with self._alone(), self.engine.begin() as connection:
                    yield connection
            else:
                async with self.engine.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that is stored as a whole at the end, or not at all.

        Raises:
            StorageError: the database cannot be written; nothing was stored.
        """
        with told_plainly(self.name):
            if self.is_sqlite:  # one writer at a time: queues are kinder than polling for the lock
                async with self._alone():
                    self._notifies = False
                    async with self._writer.begin() as connection:
                        yield connection
                    if self._notifies:
                        self.queued.set()
            else:
                async with self.engine.begin() as connection:
                    yield connection

    async def notify(self, connection: AsyncConnection) -> None:
        """Let all who deliver know of what *connection*'s transaction queues, once stored."""
        if self.is_sqlite:
            self._notifies = True
        else:
            await connection.exec_driver_sql(f"SELECT pg_notify({QUEUED}, '')")

    async def write_ahead(self) -> None:
        """Let SQLite's readers and its one writer not wait for one another, from now on.

        The file remembers it (https://sqlite.org/wal.html), but a copy made by `copy_into` does
        not.

        Raises:
            StorageError: another program holds the database.
        """
        if not self.is_sqlite or self.in_memory:
            return
        with told_plainly(self.name):
            async with self._bare.connect() as connection:
                for _ in range(_SWITCHES - 1):
                    try:
                        await connection.exec_driver_sql(_WAL)
                    except OperationalError:
                        # The switch does not wait for whoever is in its way; this does.
                        await connection.exec_driver_sql("BEGIN IMMEDIATE")
                        await connection.exec_driver_sql("COMMIT")
                    else:
                        return
                await connection.exec_driver_sql(_WAL)

    async def copy_into(self, path: Path, name: str) -> None:
        """Write a consistent copy of a SQLite database to *path*, whoever writes meanwhile.

        Nobody else on the machine can read it; *name* is said of it where something is wrong.

        Raises:
            StorageError: the copy cannot be written.
        """
        make_private(path)
        with told_plainly(name):
            if self.in_memory:
                async with self._alone():
                    await self._vacuum_into(path)
            else:
                await self._vacuum_into(path)

    async def _vacuum_into(self, path: Path) -> None:
        """https://sqlite.org/lang_vacuum.html#vacuuminto - it takes no transaction around it."""
        async with self._bare.connect() as connection:
            await connection.exec_driver_sql("VACUUM INTO ?", (str(path),))

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._busy_s):
                await self.turns.take(behind=self._is_behind)
        except TimeoutError:
            raise StorageError(
                f"{self.name} is still writing, or locked by another program; wait and try again"
            ) from None
        try:
            yield
        finally:
            self.turns.end()

    async def close(self) -> None:
        """Close every connection; whatever was not committed has not happened."""
        await self.engine.dispose()
        if self.behind is not self:
            await self.behind.close()


def file_of(url: URL) -> Path | None:
    """Return the file of a SQLite database; None where it lives in memory."""
    if url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def files_beside(file: Path) -> Sequence[Path]:
    """Return *file* and every other that a SQLite database in it may come with."""
    ends = ("", "-wal", "-shm", "-journal", "-running")
    return [file.with_name(f"{file.name}{end}") for end in ends]


def _checked(address: str) -> URL:
    """Never repeats *address*, which may hold a password."""
    example = (
        "write one such as sqlite+aiosqlite:///violet.db or postgresql+asyncpg://USER@HOST/NAME"
    )
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise StorageError(f"VIOLET_DATABASE_URL is no database address; {example}") from None
    if url.drivername not in {"sqlite+aiosqlite", "postgresql+asyncpg"}:
        raise StorageError(
            f"VIOLET_DATABASE_URL begins with {url.drivername}://, which Violet cannot use; "
            f"{example}"
        )
    is_sqlite = url.get_backend_name() == "sqlite"
    if not is_sqlite:
        if "@" in (url.host or ""):
            raise StorageError(
                "VIOLET_DATABASE_URL has an @ too many; write one in a password as %40"
            )
        connecting(url)
    file = file_of(url) if is_sqlite else None
    if file is not None and not file.absolute().parent.is_dir():
        raise StorageError(
            f"{name_of(url)} has no folder {file.absolute().parent}; "
            "make that folder, or correct VIOLET_DATABASE_URL"
        )
    return url


def _sqlite(url: URL, busy_s: float, **pool: int) -> AsyncEngine:
    # The driver begins no transaction of its own: it would begin too late, and not for reading.
    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions
    engine = create_async_engine(
        url, connect_args={"timeout": busy_s, "isolation_level": None}, **pool
    )

    def connected(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


def _postgres(url: URL, busy_s: float, **pool: int) -> AsyncEngine:
    settings = {
        "application_name": APPLICATION,
        "lock_timeout": str(max(1, int(busy_s * 1000))),
        # A process that is paused in the middle of a transaction would lock its rows for ever;
        # `stuck` ends what this does not.
        "idle_in_transaction_session_timeout": str(_IDLE_MS),
        # A plan kept from when the outbox was empty takes minutes once 100,000 deliveries wait.
        "plan_cache_mode": "force_custom_plan",
    }
    url, encrypted = connecting(url)
    return create_async_engine(
        url,
        **pool,
        pool_pre_ping=True,  # a server that was restarted is no reason to fail
        connect_args={
            **encrypted,
            "timeout": _CONNECT_S,
            "command_timeout": _COMMAND_S,
            "server_settings": settings,
        },
    )


Upsert = Union["PostgresInsert", "SqliteInsert"]


def upsert(connection: AsyncConnection, table: Table) -> Upsert:
    """Return an INSERT into *table* that can say what happens ON CONFLICT."""
    return insertion_for(connection.dialect.name, table)


def insertion_for(dialect: str, table: Table) -> Upsert:
    """Return the same, by the name of the dialect."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - not loaded for SQLite

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - not loaded for PostgreSQL

    return sqlite.insert(table)
