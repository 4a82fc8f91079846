"""A backup that an operator puts back: nothing that was told meanwhile is told a second time."""

import asyncio
import shutil
import sqlite3
from datetime import UTC, datetime

import pytest

from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from content.subscriptions.destination import Destination
from fakes.discord import FakeDiscord
from fakes.fan_out import MOVED
from fakes.patience import PATIENCE_S
from fakes.processes import connected_violets
from fakes.tellings import subscription


@pytest.fixture
async def discord():
    async with FakeDiscord() as world:
        world.channel("news")
        yield world
    assert world.violations == []


@pytest.fixture
def on_discord(discord, tmp_path):
    (tmp_path / "shows").mkdir()
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "VIOLET_CONTENT": str(tmp_path / "shows"),
        "VIOLET_LIVE": "",
    }


async def subscribe(url, channel):
    place = Destination(platform=DISCORD.id, workspace=channel.guild.id, channel=channel.id)
    database = await Database.open(url)
    await database.subscriptions.subscribe(subscription(place))
    await database.close()


async def live_again(discord, tmp_path, settings, url, back_up, restore):
    """Tell news after a backup, put that back, and run on until its news was looked for."""
    (channel,) = discord.channels.values()
    await subscribe(url, channel)
    async with connected_violets(tmp_path, VIOLET_DATABASE_URL=url, **settings) as start:
        first = await start()
        await until_noticed(url)
        await back_up()
        (tmp_path / "shows" / "moved.toml").write_text(MOVED)
        await first.until(lambda: len(discord.said_in(channel)) == 1, "told")
        assert await first.end() == 0
        said = await restore()
        second = await start()
        await until_looked_for(url)
        assert await second.end() == 0
    return said, discord.said_in(channel)


async def until_noticed(url):
    """Wait until the first look, which is silent, is over."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            database = await Database.open(url)
            learnt = await database.journal.open()
            await database.close()
            if learnt.noticed_until is not None:
                return
            await asyncio.sleep(0.1)


async def until_looked_for(url):
    async with asyncio.timeout(PATIENCE_S):
        while True:
            database = await Database.open(url)
            report = await database.restored_report(datetime.now(UTC))
            await database.close()
            if report.told == 1:
                return
            await asyncio.sleep(0.1)


async def run(*words):
    done = await asyncio.create_subprocess_exec(*words)
    assert await done.wait() == 0


@pytest.mark.waits(25)
async def test_news_of_after_the_backup_is_not_told_again_on_sqlite(
    discord, on_discord, tmp_path, sqlite_url, violet
):
    async def back_up():
        done = await asyncio.to_thread(
            violet, "db", "backup", "copy.db", VIOLET_DATABASE_URL=sqlite_url
        )
        assert done.returncode == 0, done.stderr

    async def restore():
        done = await asyncio.to_thread(
            violet, "db", "restore", "copy.db", VIOLET_DATABASE_URL=sqlite_url
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    said, told = await live_again(discord, tmp_path, on_discord, sqlite_url, back_up, restore)

    assert len(told) == 1
    assert "What stood there is " in said
    assert "copy.db is restored." in said
    doctor = await asyncio.to_thread(violet, "doctor", VIOLET_DATABASE_URL=sqlite_url)
    assert "1 were found or told since, 0 are to be looked for, and 0 could not" in doctor.stdout


@pytest.mark.waits(25)
async def test_news_of_after_the_dump_is_not_told_again_on_postgresql(
    discord, on_discord, tmp_path, empty_postgres_url, violet
):
    if not shutil.which("pg_dump"):
        pytest.skip("there is no pg_dump here; install PostgreSQL's client")
    url = empty_postgres_url()
    plain, dump = url.replace("+asyncpg", ""), str(tmp_path / "violet.dump")
    await (await Database.open(url)).close()

    async def back_up():
        await run("pg_dump", "--format=custom", f"--file={dump}", plain)

    async def restore():
        await run("pg_restore", "--clean", "--if-exists", f"--dbname={plain}", dump)
        done = await asyncio.to_thread(violet, "db", "restored", VIOLET_DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
        return done.stdout

    said, told = await live_again(discord, tmp_path, on_discord, url, back_up, restore)

    assert len(told) == 1
    assert "Deliveries that may have been made since the backup: 0;" in said


@pytest.fixture
def copied(violet, sqlite_url):
    """A database that a copy was made of, and that went on since."""

    async def go_on(name):
        database = await Database.open(sqlite_url)
        await database.subscriptions.subscribe(subscription(show=name))
        await database.close()

    asyncio.run(go_on("jessica-jones"))
    assert violet("db", "backup", "copy.db", VIOLET_DATABASE_URL=sqlite_url).returncode == 0
    asyncio.run(go_on("wonder-man"))
    return sqlite_url


async def shows_in(url):
    database = await Database.open(url, upgrade=False)
    try:
        return {one.show for one in await database.subscriptions.every()}
    finally:
        await database.close()


def test_what_stood_there_is_kept_beside_it(violet, copied, tmp_path):
    done = violet("db", "restore", "copy.db", VIOLET_DATABASE_URL=copied)

    assert done.returncode == 0, done.stderr
    (former,) = tmp_path.glob("violet.db.before-*")
    assert asyncio.run(shows_in(copied)) == {"jessica-jones"}
    assert asyncio.run(shows_in(f"sqlite+aiosqlite:///{former}")) == {"jessica-jones", "wonder-man"}
    assert asyncio.run(shows_in(f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}")) == {"jessica-jones"}
    assert (tmp_path / "violet.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("none.db", "does not exist"),
        ("words.db", "cannot be read"),
        ("other.db", "other.db is no database of Violet's"),
        ("migrated.db", "migrated.db is no database of Violet's"),
        ("later.db", "later.db is from a later Violet"),
        ("folder", "folder is no file"),
    ],
)
def test_what_is_no_copy_replaces_nothing(violet, copied, tmp_path, file, said):
    (tmp_path / "words.db").write_text("words of no database, " * 99)
    sqlite_of_another(tmp_path / "other.db")
    sqlite_of_another(tmp_path / "migrated.db", revision="4f2a9c")
    sqlite_of_another(tmp_path / "later.db", revision="9999")
    (tmp_path / "folder").mkdir()
    before = sorted(one.name for one in tmp_path.iterdir())

    done = violet("db", "restore", file, VIOLET_DATABASE_URL=copied)

    assert done.returncode == 3
    assert said in done.stderr
    assert asyncio.run(shows_in(copied)) == {"jessica-jones", "wonder-man"}
    assert {one.name for one in tmp_path.iterdir()} - set(before) <= {"violet.db-running"}


def sqlite_of_another(path, revision=None):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name)")
    if revision is not None:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        connection.commit()
    connection.close()


async def test_nothing_is_restored_under_a_violet_that_runs(copied_aside, violet):
    """Neither by a copy nor by saying so."""
    database = await Database.open(copied_aside)
    await database.leadership.open()
    for words in (("db", "restore", "copy.db"), ("db", "restored")):
        done = await asyncio.to_thread(violet, *words, VIOLET_DATABASE_URL=copied_aside)
        assert done.returncode == 3
        assert "in use by another violet run" in done.stderr
    await database.close()


@pytest.fixture
async def copied_aside(sqlite_url, tmp_path):
    database = await Database.open(sqlite_url)
    await database.backup(tmp_path / "copy.db")
    await database.close()
    return sqlite_url


async def test_nor_under_one_on_postgresql(postgres_url, violet):
    database = await Database.open(postgres_url)
    await database.leadership.open()

    restored = await asyncio.to_thread(violet, "db", "restored", VIOLET_DATABASE_URL=postgres_url)
    copied = await asyncio.to_thread(
        violet, "db", "restore", "x.db", VIOLET_DATABASE_URL=postgres_url
    )

    await database.close()
    assert (restored.returncode, copied.returncode) == (3, 3)
    assert "in use by another violet run" in restored.stderr
    assert "pg_restore" in copied.stderr
