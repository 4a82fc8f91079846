"""Nobody else on the machine reads what Violet writes, whatever the umask."""

import asyncio
import json
import os
import sqlite3
import stat
import sys

import pytest

from adapters.storage.database import Database
from bot.ports.errors import StorageError
from bot.private_files import make_private, narrow, open_to_others, write_privately
from fakes.processes import PROGRAM, environment
from fakes.tellings import subscription

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no such modes here")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder):
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


@pytest.mark.usefixtures("umask")
async def test_a_database_and_all_that_lies_beside_it_is_its_owners_alone(tmp_path):
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path}/violet.db")
    await database.leadership.open()
    await database.subscriptions.subscribe(subscription())

    await database.backup(tmp_path / "copy.db")

    assert set(modes(tmp_path)) == {
        *("violet.db", "violet.db-wal", "violet.db-shm", "violet.db-running", "copy.db")
    }
    assert set(modes(tmp_path).values()) == {0o600}
    await database.close()


async def test_what_an_earlier_violet_left_open_to_others_is_closed_at_the_start(
    tmp_path, sqlite_url, capsys
):
    database = await Database.open(sqlite_url)
    await database.leadership.open()
    for file in tmp_path.iterdir():
        file.chmod(0o666)

    again = await Database.open(sqlite_url)

    assert set(modes(tmp_path).values()) == {0o600}
    said = capsys.readouterr().out
    assert said.count("files_narrowed") == 1
    await again.close()
    await (await Database.open(sqlite_url)).close()
    assert "files_narrowed" not in capsys.readouterr().out
    await database.close()


async def test_whoever_only_looks_changes_no_mode(tmp_path, sqlite_url):
    (tmp_path / "violet.db").chmod(0o644)

    await (await Database.open(sqlite_url, upgrade=False)).close()

    assert modes(tmp_path)["violet.db"] == 0o644


async def test_exported_subscriptions_are_their_owners_alone(tmp_path, sqlite_url, violet):
    database = await Database.open(sqlite_url)
    await database.subscriptions.subscribe(subscription())
    await database.close()
    words = (*PROGRAM, "subscriptions", "export", "-o", "out.json")

    done = await asyncio.create_subprocess_exec(
        *(sys.executable, *words), cwd=tmp_path, env=environment(), umask=0
    )

    assert await done.wait() == 0
    assert modes(tmp_path)["out.json"] == 0o600
    shown = await asyncio.to_thread(violet, "subscriptions", "export")
    assert (tmp_path / "out.json").read_text() == shown.stdout
    assert json.loads(shown.stdout)["subscriptions"]
    again = await asyncio.to_thread(violet, *words[2:])
    assert (again.returncode, again.stderr) == (2, "out.json exists already; name a new file\n")
    elsewhere = await asyncio.to_thread(violet, *words[2:-1], "no/where.json")
    assert "no/where.json cannot be written" in elsewhere.stderr


@pytest.mark.usefixtures("sqlite_url")
def test_the_doctor_says_what_others_can_read(tmp_path, violet):
    (tmp_path / ".env").write_text("VIOLET_FEEDS_FILE=\nDISCORD_TOKEN=\n")
    (tmp_path / ".env").chmod(0o644)
    assert "others on this machine" not in violet("doctor", VIOLET_LIVE="").stdout

    (tmp_path / ".env").write_text(f"VIOLET_ENCRYPTION_KEY={'Zz0-' * 5}{'Ab1_9' * 4}xyz")
    (tmp_path / "violet.db").chmod(0o640)
    tmp_path.chmod(0o770)
    done = violet("doctor", VIOLET_LIVE="", VIOLET_ENCRYPTION_KEY=os.urandom(32).hex())

    assert done.returncode == 1
    assert "FAULT  .env: others on this machine can read it; chmod 600 .env" in done.stdout
    assert "FAULT  violet.db: others on this machine can read it; violet db" in done.stdout
    assert f"chmod go-w {tmp_path}" in done.stdout


def test_files_that_cannot_be_made_are_left_to_whoever_opens_them(tmp_path):
    make_private(tmp_path / "none" / "file")

    assert open_to_others([tmp_path / "none"]) == narrow([tmp_path / "none"]) == []
    with pytest.raises(FileNotFoundError):
        write_privately(tmp_path / "none" / "file", "x")


@pytest.mark.parametrize("revision", [None, "4f2a9c"])
async def test_a_database_of_another_program_is_left_as_it_is(tmp_path, revision):
    file = tmp_path / "recipes.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE recipe (name)")
    if revision is not None:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        connection.commit()
    connection.close()
    file.chmod(0o644)
    before = file.read_bytes()

    with pytest.raises(StorageError, match="belongs to another program"):
        await Database.open(f"sqlite+aiosqlite:///{file}")

    assert file.stat().st_mode & 0o777 == 0o644
    assert file.read_bytes() == before
