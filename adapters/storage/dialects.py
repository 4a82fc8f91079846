"""The one statement that SQLAlchemy spells differently for each database."""

from typing import TYPE_CHECKING, Union

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

Upsert = Union["PostgresInsert", "SqliteInsert"]


def upsert(connection: AsyncConnection, table: Table) -> Upsert:
    """Return an INSERT into *table* that can say what happens ON CONFLICT."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - not loaded for SQLite

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - not loaded for PostgreSQL

    return sqlite.insert(table)
