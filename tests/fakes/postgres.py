"""Databases on a PostgreSQL server, for whichever test wants one; loaded as a plugin of pytest."""

import os
import uuid
from collections.abc import Callable, Iterator

import asyncpg
import pytest
from sqlalchemy import delete, make_url

from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.stuck import APPLICATION
from fakes.aside import Aside
from fakes.transitions import POSTGRES

SERVER = make_url(
    os.environ.get("VIOLET_TEST_POSTGRES_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432")
)
# For few rows that is far quicker than TRUNCATE, which makes the file of every table anew.
_EMPTY = ";".join(
    [
        *(str(delete(one)) for one in reversed(schema.metadata.sorted_tables)),
        "SELECT setval(seqrelid, 1, false) FROM pg_sequence",
    ]
)


class Session:
    """One on a database, opened when something is to be done there, and kept."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: asyncpg.Connection | None = None

    async def do(self, *statements: str) -> None:
        """Run each of them in a transaction of its own."""
        if self._connection is None or self._connection.is_closed():  # a test may have ended it
            self._connection = await connect(self._url)
        for statement in statements:
            await self._connection.execute(statement)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()


@pytest.fixture(scope="session")
def empty_postgres_url(aside: Aside) -> Iterator[Callable[[], str]]:
    """Make databases with nothing in them on the test server; skip, saying so, without one."""
    names: list[str] = []
    server = Session(url_of("postgres"))
    try:
        aside.finish(server.do("SELECT 1"))
    except Exception as error:  # noqa: BLE001 - whatever it is, there is no server to test with
        pytest.skip(
            f"no PostgreSQL answers at {SERVER!r} ({type(error).__name__}); start one, or set "
            "VIOLET_TEST_POSTGRES_URL"
        )

    def make() -> str:
        names.append(f"violet_test_{uuid.uuid4().hex[:12]}")
        aside.finish(server.do(f"CREATE DATABASE {names[-1]}"))
        return url_of(names[-1])

    yield make
    aside.finish(server.do(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names)))
    aside.finish(server.close())


@pytest.fixture(scope="session")
def emptied_postgres_url(
    aside: Aside, empty_postgres_url: Callable[[], str]
) -> Iterator[Callable[[], str]]:
    """Empty the one migrated database there is, and return its URL."""
    url = empty_postgres_url()
    aside.finish(migrate(url))
    session = Session(url)
    aside.finish(session.do(*POSTGRES))

    def emptied() -> str:
        aside.finish(session.do(_EMPTY))
        return url

    yield emptied
    aside.finish(session.close())


@pytest.fixture
def postgres_url(emptied_postgres_url: Callable[[], str]) -> str:
    """A migrated database on PostgreSQL, empty of rows."""
    return emptied_postgres_url()


@pytest.fixture
def in_own_schema(aside: Aside, postgres_url: str) -> Iterator[Callable[[], str]]:
    """Make users of the one database, each with an empty schema of its own; return their URLs."""
    names: list[str] = []
    session = Session(postgres_url)

    def make() -> str:
        names.append(f"violet_test_{uuid.uuid4().hex[:12]}")
        name, password = names[-1], SERVER.password or "not-a-secret"
        aside.finish(
            session.do(
                f"CREATE ROLE {name} LOGIN PASSWORD '{password}'",
                f"CREATE SCHEMA AUTHORIZATION {name}",
                f"ALTER ROLE {name} SET search_path = {name}",
            )
        )
        url = make_url(postgres_url).set(username=name, password=password)
        return url.render_as_string(hide_password=False)

    yield make
    for name in names:
        aside.finish(session.do(f"DROP OWNED BY {name} CASCADE", f"DROP ROLE {name}"))
    aside.finish(session.close())


async def migrate(url: str) -> None:
    await (await Database.open(url)).close()


def url_of(database: str) -> str:
    return SERVER.set(database=database).render_as_string(hide_password=False)


async def connect(url: str) -> asyncpg.Connection:
    parts = make_url(url)
    return await asyncpg.connect(
        host=parts.host,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        database=parts.database,
    )


async def end_sessions(url: str) -> int:
    """End every session on that database, as a restart of the server would.

    Return how many of those were Violet's.
    """
    server = await connect(url_of("postgres"))
    ended = await server.fetch(
        "SELECT application_name, pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = $1",
        make_url(url).database,
    )
    await server.close()
    return sum(one["application_name"].startswith(APPLICATION) for one in ended)
