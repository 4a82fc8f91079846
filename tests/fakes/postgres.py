"""Databases on a PostgreSQL server, for whichever test wants one; loaded as a plugin of pytest."""

import asyncio
import os
import uuid
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.storage import schema
from adapters.storage.database import Database

SERVER = make_url(
    os.environ.get("VIOLET_TEST_POSTGRES_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432")
)


def finish(work: Coroutine[Any, Any, Any]) -> Any:
    """Run *work* to its end beside whichever loop may be running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def on_server(*statements: str) -> None:
    engine = create_async_engine(SERVER.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            for statement in statements:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


@pytest.fixture(scope="session")
def empty_postgres_url():
    """Make databases with nothing in them on the test server; skip, saying so, without one."""
    names = []
    try:
        finish(on_server("SELECT 1"))
    except Exception as error:  # noqa: BLE001 - whatever it is, there is no server to test with
        pytest.skip(
            f"no PostgreSQL answers at {SERVER!r} ({type(error).__name__}); start one, or set "
            "VIOLET_TEST_POSTGRES_URL"
        )

    def make() -> str:
        names.append(f"violet_test_{uuid.uuid4().hex[:12]}")
        finish(on_server(f"CREATE DATABASE {names[-1]}"))
        return SERVER.set(database=names[-1]).render_as_string(hide_password=False)

    yield make
    finish(on_server(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names)))


@pytest.fixture(scope="session")
def shared_postgres_url(empty_postgres_url):
    url = empty_postgres_url()

    async def migrate() -> None:
        await (await Database.open(url)).close()

    finish(migrate())
    return url


@pytest.fixture
def postgres_url(shared_postgres_url):
    """A migrated database on PostgreSQL, empty of rows."""

    async def clear() -> None:
        engine = create_async_engine(shared_postgres_url)
        names = ", ".join(schema.metadata.tables)
        async with engine.begin() as connection:
            await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        await engine.dispose()

    finish(clear())
    return shared_postgres_url


async def end_sessions(url: str) -> int:
    """End every session on that database, as a restart of the server would; return how many."""
    parts = make_url(url)
    server = await asyncpg.connect(
        host=parts.host,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        database="postgres",
    )
    ended: int = await server.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1",
        parts.database,
    )
    await server.close()
    return ended
