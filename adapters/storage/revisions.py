"""Which revision a database is at, and bringing it to the newest one."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import Connection, inspect, select, table, text
from sqlalchemy import column as named
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.engine import Transactions, file_of, files_beside
from adapters.storage.tls import is_elsewhere
from bot.ports.errors import StorageError
from bot.private_files import make_private, narrow

if TYPE_CHECKING:
    from alembic.config import Config

log = structlog.get_logger()

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_VERSION: Final = table("alembic_version", named("version_num"))
_OURS: Final = re.compile(r"\d{4}")
_MIGRATING: Final = 0x56696F6C6574
"""The advisory lock of whoever migrates a PostgreSQL database: the bytes of "Violet"."""


async def make_ready(transactions: Transactions, *, upgrade: bool) -> None:
    """Make sure that the database is at the revision of this program, migrated where need be.

    With *upgrade* false nothing is made or migrated.

    Raises:
        StorageError: it cannot be used as it is; it was not changed.
    """
    file = file_of(transactions.url) if transactions.is_sqlite else None
    if not upgrade and file is not None and not file.exists():
        raise StorageError(
            f"{transactions.name} does not exist yet; violet run makes it, and so does "
            "violet db upgrade"
        )
    if upgrade and file is not None:
        make_private(file)
    async with transactions.reading() as connection:
        if not transactions.is_sqlite:
            await _warn_of_eavesdroppers(transactions, connection)
        revision = await _revision(connection, transactions)
    if upgrade and file is not None:  # not before: it may be another program's
        narrowed = narrow(files_beside(file))
        if narrowed:
            log.warning("files_narrowed", files=[one.name for one in narrowed])
    is_newest = revision == schema.REVISION
    if not upgrade and not is_newest:
        has = f"is of an earlier Violet (revision {revision})" if revision else "is empty"
        raise StorageError(f"{transactions.name} {has}; run violet db upgrade")
    if upgrade:
        await transactions.write_ahead()
    if not is_newest:
        await _migrate(transactions)


async def _warn_of_eavesdroppers(transactions: Transactions, connection: AsyncConnection) -> None:
    url = transactions.url
    if not (url.password or "password" in url.query) or not is_elsewhere(url):
        return
    is_encrypted = await connection.scalar(
        text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    )
    if not is_encrypted:
        log.warning(
            "database_not_encrypted",
            host=url.host,
            cure="the password and all that is stored go there in clear; let the server offer TLS, "
            "and write ?sslmode=verify-full in VIOLET_DATABASE_URL",
        )


async def _migrate(transactions: Transactions) -> None:
    """Apply what the database lacks in one transaction; whoever else wants to waits for that."""
    async with transactions.writing() as connection:
        if not transactions.is_sqlite:
            await connection.execute(text("SET LOCAL lock_timeout = '50s'"))
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING}
            )
        if await _revision(connection, transactions) != schema.REVISION:
            await connection.run_sync(_upgrade)


async def _revision(connection: AsyncConnection, transactions: Transactions) -> str | None:
    """Return the revision of the tables there; None where there are none yet.

    Other tables may stand beside them in PostgreSQL, whose databases are shared; a file is not.

    Raises:
        StorageError: what is there is a later Violet's, or another program's.
    """
    name = transactions.name
    names = await connection.run_sync(_table_names)
    if _VERSION.name not in names:
        foreign = names if transactions.is_sqlite else names & set(schema.metadata.tables)
        if foreign:
            raise _of_another_program(name, f"a table {min(foreign)}")
        return None
    revision: str | None = await connection.scalar(select(_VERSION.c.version_num))
    if revision is not None and not is_ours(revision):
        raise _of_another_program(name, f"revision {revision}")
    if revision is not None:
        refuse_later(revision, name)
    return revision


def is_ours(revision: str) -> bool:
    """Whether *revision* is written as those of Violet are."""
    return _OURS.fullmatch(revision) is not None


def refuse_later(revision: str, name: str) -> None:
    """Refuse the database of that *name* where its revision is not known yet.

    Raises:
        StorageError: it is a later Violet's.
    """
    if revision > schema.REVISION:
        raise StorageError(
            f"{name} is from a later Violet (revision {revision}, this one knows "
            f"{schema.REVISION}); install that version again, or put an earlier backup in its place"
        )


def _table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _of_another_program(name: str, what: str) -> StorageError:
    return StorageError(
        f"{name} belongs to another program (it has {what} that is not Violet's); "
        "correct VIOLET_DATABASE_URL"
    )


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - costly, and seldom needed

    command.upgrade(config_for(connection), "head")


def config_for(connection: Connection) -> "Config":
    """Return what Alembic's own commands need to work on *connection*, inside its transaction."""
    from alembic.config import Config  # noqa: PLC0415 - costly, and seldom needed

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
