"""The migrations make the tables of `tables.py`, on both databases, forwards only."""

import asyncio

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.storage import schema as tables
from adapters.storage.database import Database
from adapters.storage.revisions import config_for

_SQLITE_SCHEMA = """
    SELECT tbl_name, name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version'
"""
_POSTGRES_SCHEMA = """
    SELECT table_name, column_name, concat_ws(' ', ordinal_position, data_type,
           character_maximum_length, is_nullable, column_default, is_identity)
      FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> 'alembic_version'
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes
     WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    UNION ALL
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace
       AND conrelid::regclass::text <> 'alembic_version'
    UNION ALL
    SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
     WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function', proname, prosrc FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace
"""


@pytest.fixture(params=["sqlite", "postgres"])
def new_url(request, tmp_path):
    """Return URLs of databases with nothing in them, of each kind."""
    if request.param == "postgres":
        return request.getfixturevalue("empty_postgres_url")
    numbers = iter(range(99))
    return lambda: f"sqlite+aiosqlite:///{tmp_path / f'new-{next(numbers)}.db'}"


async def on(url, work):
    """Return what *work* gives on a connection to *url*, in a transaction."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def schema(connection):
    query = _SQLITE_SCHEMA if connection.dialect.name == "sqlite" else _POSTGRES_SCHEMA
    return sorted(
        tuple(" ".join(str(word).split()) for word in row)
        for row in connection.execute(text(query))
    )


async def test_a_new_database_is_migrated_to_exactly_the_tables_of_this_version(new_url):
    migrated, made = new_url(), new_url()
    await (await Database.open(migrated)).close()
    await on(made, tables.metadata.create_all)

    assert await on(migrated, schema) == await on(made, schema)


async def test_alembic_sees_no_difference_to_the_tables_of_this_version(new_url):
    url = new_url()
    await (await Database.open(url)).close()

    def differences(connection):
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, tables.metadata)

    assert await on(url, differences) == []
    await on(url, lambda connection: command.check(config_for(connection)))


async def test_the_newest_migration_is_the_one_that_opening_expects(new_url):
    url = new_url()
    await (await Database.open(url)).close()

    def revisions(connection):
        scripts = ScriptDirectory.from_config(config_for(connection))
        return scripts.get_heads(), MigrationContext.configure(connection).get_current_heads()

    assert await on(url, revisions) == ([tables.REVISION], (tables.REVISION,))


async def test_a_database_of_the_first_revision_keeps_what_it_held(new_url):
    url, made = new_url(), new_url()
    await on(url, lambda connection: command.upgrade(config_for(connection), "0001"))
    insert = text("INSERT INTO mark (name, moment) VALUES ('counted', '2018-01-10 12:00:00')")
    await on(url, lambda connection: connection.execute(insert))

    await (await Database.open(url)).close()

    await on(made, tables.metadata.create_all)
    assert await on(url, schema) == await on(made, schema)
    kept = await on(url, lambda connection: connection.execute(text("SELECT name FROM mark")).all())
    assert [row.name for row in kept] == ["counted"]


async def test_a_zone_that_only_the_system_knew_becomes_one_of_the_pinned_data(new_url):
    url = new_url()
    zones = ["localtime", "posix/Asia/Tokyo", "right/UTC", "EST", "Europe/Berlin"]

    def before(connection):
        command.upgrade(config_for(connection), "0004")
        row = "INSERT INTO rhythm (name, zone, hour, digest) VALUES (:zone, :zone, :at, 'weekly')"
        for number, zone in enumerate(zones):
            connection.execute(text(row), {"zone": zone, "at": number})

    await on(url, before)

    await (await Database.open(url)).close()

    found = "SELECT zone FROM rhythm ORDER BY hour"
    kept = await on(url, lambda connection: connection.execute(text(found)).scalars().all())
    assert list(kept) == ["UTC", "Asia/Tokyo", "UTC", "EST", "Europe/Berlin"]


async def test_a_migration_back_is_refused_with_the_cure(new_url):
    url = new_url()
    await (await Database.open(url)).close()

    with pytest.raises(NotImplementedError, match=r"forwards only.*backup"):
        await on(url, lambda connection: command.downgrade(config_for(connection), "base"))

    await (await Database.open(url, upgrade=False)).close()


async def test_several_that_open_a_new_database_at_once_all_find_it_ready(new_url):
    url = new_url()

    opened = await asyncio.gather(*(Database.open(url) for _ in range(4)))

    for database in opened:
        assert list(await database.subscriptions.every()) == []
        await database.close()


async def test_a_migration_that_fails_leaves_nothing_behind(new_url, refused):
    url = new_url()
    in_the_way = "CREATE INDEX ix_conversation_updated_at ON visitors (name)"

    def prepare(connection):
        connection.execute(text("CREATE TABLE visitors (name TEXT)"))
        connection.execute(text(in_the_way))

    await on(url, prepare)
    before = await on(url, schema)

    await refused(url)

    assert await on(url, schema) == before
