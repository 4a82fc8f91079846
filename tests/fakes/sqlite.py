"""Databases on SQLite, for whichever test wants one; loaded as a plugin of pytest."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.storage.database import Database
from fakes.aside import Aside
from fakes.transitions import SQLITE


@pytest.fixture(scope="session")
def migrated(aside: Aside, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this version, empty of rows: made once, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "violet.db"

    async def migrate() -> None:
        database = await Database.open(f"sqlite+aiosqlite:///{file}")
        async with database.outbox._transactions.writing() as connection:
            await connection.exec_driver_sql(SQLITE)
        await database.close()

    aside.finish(migrate())
    return file


@pytest.fixture
def make_sqlite(migrated: Path, tmp_path: Path) -> Callable[[str], str]:
    """Make migrated databases, empty of rows, in the folder of the test; return their URLs."""

    def make(name: str) -> str:
        shutil.copy(migrated, tmp_path / name)
        return f"sqlite+aiosqlite:///{tmp_path / name}"

    return make


@pytest.fixture
def sqlite_url(make_sqlite: Callable[[str], str]) -> str:
    """A migrated database on SQLite, empty of rows."""
    return make_sqlite("violet.db")
