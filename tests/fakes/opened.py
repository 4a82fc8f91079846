"""Databases opened for one test after another; loaded as a plugin of pytest.

What SQLAlchemy has compiled belongs to an engine. Where every test makes one anew, compiling the
same statements again is a third of what the store's tests cost; so an engine is kept, without its
connections, from each test to the next.

Whatever a test was about, the numbers that its database keeps are counted anew at its end.
"""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from adapters.storage.database import Database
from adapters.storage.engine import BUSY_S, Transactions
from fakes.tallies import assert_nothing_drifted


@pytest.fixture(scope="session")
def reopened() -> Callable[[str], Database]:
    """Give the migrated database at an address, as a process that begins finds it."""
    kept: dict[str, Transactions] = {}

    def reopen(url: str) -> Database:
        if url not in kept:
            kept[url] = Transactions.to(url)
        engine, bulk = kept[url].engine, kept[url].behind.engine
        return Database(Transactions(make_url(url), engine, BUSY_S, bulk=bulk))

    return reopen


@pytest.fixture(scope="session")
def kept_sqlite(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Empty the one file of this worker that nobody has open, and return its URL."""
    file = tmp_path_factory.mktemp("kept") / "violet.db"

    def emptied() -> str:
        for beside in file.parent.iterdir():
            beside.unlink()
        shutil.copyfile(migrated, file)
        return f"sqlite+aiosqlite:///{file}"

    return emptied


@pytest.fixture
async def opened_sqlite(
    kept_sqlite: Callable[[], str], reopened: Callable[[str], Database]
) -> AsyncIterator[Database]:
    """A database on SQLite, empty of rows, open and alone."""
    database = reopened(kept_sqlite())
    yield database
    try:
        await assert_nothing_drifted(database)
    finally:
        await database.close()


@pytest.fixture
async def opened_postgres(
    postgres_url: str, reopened: Callable[[str], Database]
) -> AsyncIterator[Database]:
    """A database on PostgreSQL, empty of rows, open and alone."""
    database = reopened(postgres_url)
    yield database
    try:
        await assert_nothing_drifted(database)
    finally:
        await database.close()
