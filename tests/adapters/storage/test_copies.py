"""Copying a database, and what is subscribed in one into another."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import create_engine, insert

from adapters.storage import schema
from adapters.storage.database import Database
from bot.ports.errors import StorageError
from fakes.claims import claim
from fakes.storage import record
from fakes.tellings import at, channel, subscription, telling


def journal_mode(file):
    connection = sqlite3.connect(file)
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    connection.close()
    return mode


async def test_a_copy_holds_all_that_was_committed_and_can_be_opened(sqlite_url, tmp_path):
    database = await Database.open(sqlite_url)
    await database.subscriptions.subscribe(subscription())

    await database.backup(tmp_path / "copy.db")
    await database.close()

    copy = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}")
    assert len(await copy.subscriptions.every()) == 1
    assert await copy.subscriptions.subscribe(subscription(channel("other")))
    assert journal_mode(tmp_path / "copy.db") == journal_mode(tmp_path / "violet.db") == "wal"
    await copy.close()


async def test_a_copy_made_while_others_write_is_of_one_moment(sqlite_url, tmp_path):
    database, writer = await Database.open(sqlite_url), await Database.open(sqlite_url)
    await database.subscriptions.subscribe(subscription(show=None))
    copied = asyncio.Event()

    async def write():
        number = 0
        while not copied.is_set():
            number += 1
            name = f"claim-{number}"
            await record(writer, telling(name), claims=[claim(id_=name)], until=at(seconds=number))
        return number

    writing = asyncio.create_task(write())
    for number in range(3):
        await database.backup(tmp_path / f"copy-{number}.db")
    copied.set()
    assert await writing > 0

    for number in range(3):
        copy = sqlite3.connect(tmp_path / f"copy-{number}.db")
        counts = [
            copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own names
            for name in ("claim", "announcement", "delivery")
        ]
        assert len(set(counts)) == 1
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        copy.close()
    await database.close()
    await writer.close()


async def test_a_copy_never_overwrites_a_file(sqlite_url, tmp_path):
    database = await Database.open(sqlite_url)
    there = tmp_path / "copy.db"
    there.write_text("precious")

    with pytest.raises(StorageError, match=r"copy\.db"):
        await database.backup(there)

    assert there.read_text() == "precious"
    await database.close()


async def test_a_copy_that_cannot_be_written_says_so_and_leaves_nothing(sqlite_url, tmp_path):
    database = await Database.open(sqlite_url)

    for folder in ("no-folder", "violet.db"):
        with pytest.raises(StorageError, match=r"copy\.db cannot be"):
            await database.backup(tmp_path / folder / "copy.db")

    await database.close()
    assert [left.name for left in tmp_path.iterdir()] == ["violet.db"]


async def test_a_database_in_memory_can_be_copied_too(tmp_path):
    database = await Database.open("sqlite+aiosqlite:///:memory:")
    await database.subscriptions.subscribe(subscription())

    await database.backup(tmp_path / "copy.db")
    await database.close()

    copy = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}", upgrade=False)
    assert len(await copy.subscriptions.every()) == 1
    await copy.close()


async def test_for_postgresql_its_own_tool_is_named(postgres_url, tmp_path):
    database = await Database.open(postgres_url)

    with pytest.raises(StorageError, match="pg_dump"):
        await database.backup(tmp_path / "copy.db")

    await database.close()


async def test_subscriptions_are_copied_and_what_stands_there_stays(database, make_sqlite):
    other = await Database.open(make_sqlite("other.db"))
    for name in ("a", "b"):
        await other.subscriptions.subscribe(subscription(channel(name), hour=7))
    await database.subscriptions.subscribe(subscription(channel("b"), hour=20))

    for _ in range(2):
        assert await database.copy_subscriptions_from(other) == 2

    kept = {
        one.destination.channel: (one.show, one.preferences)
        for one in await database.subscriptions.every()
    }
    like_a = subscription(hour=7)
    assert kept["a"] == (like_a.show, like_a.preferences)
    assert kept["b"][1].hour == 20
    assert len(kept) == 2
    await other.close()


async def test_many_subscriptions_are_copied_whole(database, tmp_path, make_sqlite):
    file = tmp_path / "other.db"
    other = await Database.open(make_sqlite("other.db"))
    await other.subscriptions.subscribe(subscription(channel("0")))
    with create_engine(f"sqlite:///{file}").begin() as connection:
        (first,) = connection.execute(schema.subscription.select()).mappings()
        places = [
            {"platform": "discord", "workspace": "w", "channel": f"{n}", "thread": ""}
            for n in range(1, 2500)
        ]
        connection.execute(insert(schema.destination), places)
        connection.execute(
            insert(schema.subscription),
            [dict(first) | {"id": n, "destination_id": n} for n in range(2, 2501)],
        )

    assert await database.copy_subscriptions_from(other) == 2500

    several = await database.subscriptions.every()
    assert len({one.destination for one in several}) == 2500
    await other.close()
