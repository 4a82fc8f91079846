"""Opening, copying and closing a database."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.storage import schema
from adapters.storage.database import Database
from bot.ports.errors import StorageError
from bot.ports.platforms import Speaker
from content.understanding.question import Conversation
from fakes.claims import claim
from fakes.storage import record
from fakes.tellings import at, channel, subscription, telling


async def set_revision(url, revision):
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        change = text("UPDATE alembic_version SET version_num = :revision")
        await connection.execute(change, {"revision": revision})
    await engine.dispose()


@pytest.fixture
def at_revision():
    """Pretend that the tables at a URL are those of another revision."""
    changed = []

    async def change(url, revision):
        changed.append(url)
        await set_revision(url, revision)

    yield change
    for url in changed:  # the server's database serves other tests too
        if url.startswith("postgresql"):
            asyncio.run(set_revision(url, schema.REVISION))


async def test_what_was_stored_is_there_after_closing_and_opening(url):
    first = await Database.open(url)
    await first.subscriptions.subscribe(subscription())
    await record(first, telling(), claims=[claim(id_="dated")])
    speaker = Speaker(destination=channel(), person="trish")
    await first.conversations.remember(speaker, Conversation(season=2), now=at())
    await first.close()

    second = await Database.open(url, upgrade=False)

    assert [kept.id for kept in (await second.journal.open()).claims] == ["dated"]
    assert len(await second.subscriptions.every()) == 1
    assert len(await second.outbox.reports(channel(), limit=9)) == 1
    assert await second.conversations.recall(speaker, now=at()) == Conversation(season=2)
    await second.close()


async def test_a_database_in_memory_works_like_any_other():
    database = await Database.open("sqlite+aiosqlite:///:memory:")

    await database.subscriptions.subscribe(subscription())
    await asyncio.gather(*(database.subscriptions.every() for _ in range(5)))

    assert len(await database.subscriptions.every()) == 1
    await database.close()


async def test_without_leave_to_upgrade_none_is_made(tmp_path, refused):
    file = tmp_path / "violet.db"

    said = await refused(f"sqlite+aiosqlite:///{file}", upgrade=False)

    assert "violet db upgrade" in said
    assert list(tmp_path.iterdir()) == []


async def test_a_database_of_an_earlier_violet_names_the_cure(url, at_revision, refused):
    await (await Database.open(url)).close()
    await at_revision(url, "0000")

    said = await refused(url, upgrade=False)

    assert "earlier Violet" in said
    assert "violet db upgrade" in said


async def test_a_database_of_a_later_violet_is_refused_and_left_alone(url, at_revision, refused):
    await (await Database.open(url)).close()
    await at_revision(url, "9999")

    for upgrade in (True, False):
        said = await refused(url, upgrade=upgrade)
        assert "later Violet" in said
        assert "9999" in said


@pytest.mark.parametrize("upgrade", [True, False])
@pytest.mark.parametrize(
    "tables_made",
    [
        "CREATE TABLE claim (id INTEGER)",
        "CREATE TABLE recipe (id INTEGER)",
        "CREATE TABLE alembic_version (version_num TEXT)",
    ],
)
async def test_another_programs_database_is_refused_and_left_alone(
    tmp_path, refused, tables_made, upgrade
):
    file = tmp_path / "theirs.db"
    with sqlite3.connect(file) as theirs:
        theirs.execute(tables_made)
        if "alembic" in tables_made:
            theirs.execute("INSERT INTO alembic_version VALUES ('a1b2c3d4e5f6')")
    theirs.close()
    before = file.read_bytes()

    said = await refused(f"sqlite+aiosqlite:///{file}", upgrade=upgrade)

    assert "another program" in said
    assert "VIOLET_DATABASE_URL" in said
    assert file.read_bytes() == before
    assert [left.name for left in tmp_path.iterdir()] == ["theirs.db"]


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path, refused):
    file = tmp_path / "notes.txt"
    file.write_text("my notes " * 100)

    said = await refused(f"sqlite+aiosqlite:///{file}")

    assert "notes.txt" in said
    assert file.read_text() == "my notes " * 100


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
@pytest.mark.parametrize("mode", ["delete", "wal"])
async def test_a_locked_database_is_waited_for_and_then_refused(tmp_path, refused, lock, mode):
    file = tmp_path / "violet.db"
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute(f"PRAGMA journal_mode = {mode}")
    holder.execute(f"BEGIN {lock}")

    said = await refused(f"sqlite+aiosqlite:///{file}", busy_s=0.2)

    holder.execute("ROLLBACK")
    assert "locked" in said
    assert holder.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    holder.close()


async def test_a_write_that_waits_too_long_says_so_and_stores_nothing(tmp_path, sqlite_url):
    database = await Database.open(sqlite_url, busy_s=0.2)
    holder = sqlite3.connect(tmp_path / "violet.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError, match="locked"):
        await database.subscriptions.subscribe(subscription())
    holder.execute("ROLLBACK")
    holder.close()

    assert list(await database.subscriptions.every()) == []
    assert await database.subscriptions.subscribe(subscription())
    await database.close()


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("nonsense", "no database address"),
        ("mysql://user:hush@here/violet", "mysql"),
        ("sqlite:///violet.db", "sqlite"),
        ("sqlite+aiosqlite:////nowhere/at/all/violet.db", "/nowhere/at/all"),
        ("postgresql+asyncpg://user:hush@127.0.0.1:9/violet", "127.0.0.1:9"),
    ],
)
async def test_an_address_that_leads_nowhere_is_refused_without_its_password(
    address, word, refused
):
    said = await refused(address)

    assert word in said
    assert "hush" not in said


async def test_a_database_missing_on_the_server_is_named_with_its_cure(postgres_url, refused):
    nowhere = make_url(postgres_url).set(database="violet_nowhere")

    said = await refused(nowhere.render_as_string(hide_password=False))

    assert "violet_nowhere" in said
    assert "createdb" in said


async def test_what_a_claim_said_before_stays_on_record(database):
    await record(database, claims=[claim(value="2018", id_="dated")], until=at())
    for minutes in (1, 2):
        said_now = claim(value="2018-03-08", id_="dated")
        await record(database, claims=[said_now], until=at(minutes=minutes))

    async with database.journal._transactions.reading() as connection:
        query = schema.claim.select().order_by(schema.claim.c.id)
        kept = (await connection.execute(query)).all()

    assert [(row.revision, row.recorded_at) for row in kept] == [(1, at()), (2, at(minutes=1))]
    assert '"2018"' in kept[0].payload


async def test_a_moment_without_a_zone_is_refused(database):
    naive = datetime(2018, 1, 10, 12, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(StorageError, match="no zone"):
        await database.subscriptions.subscribe(replace(subscription(), created_at=naive))

    assert list(await database.subscriptions.every()) == []
