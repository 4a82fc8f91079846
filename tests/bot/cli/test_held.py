"""What is held in the database, as the command line answers from it beside the show files."""

import asyncio
import json
import socket
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.storage.database import Database
from bot.ports.listings import SourceState
from fakes.claims import claim
from fakes.followed import followed, sighting
from fakes.listed import SEVERANCE, listed_claim
from fakes.storage import record

DAY = datetime.now(UTC).date() + timedelta(days=200)
"""Ahead whenever the test runs."""
SAID = f"{DAY:%A} {DAY.day} {DAY:%B %Y}"
WHEN = "when is severance season 3 out"


@pytest.fixture
async def database(sqlite_url):
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def typed(violet):
    async def run(*words, **rest):
        return await asyncio.to_thread(violet, *words, **rest)

    return run


@pytest.fixture
def file(sqlite_url):
    return Path(sqlite_url.partition(":///")[2])


async def follow(database, *, read_ago=timedelta(minutes=9), on="2026-11-20"):
    """Follow Severance, whose third season is listed for `DAY`."""
    now = datetime.now(UTC)
    value = DAY.isoformat()
    seen_at = now - read_ago
    await database.watchlist.follow(
        followed(
            "severance",
            listing="44933",
            show=SEVERANCE,
            claims=(replace(listed_claim(value, on=on), origin="tvmaze"),),
            sightings=(sighting(value, season=3, first_seen=seen_at, last_seen=seen_at),),
            seen_at=seen_at,
            updated=seen_at,
            listed=seen_at,
            due_at=now,
            followed_at=seen_at,
            kept=True,
        ),
        now=now,
    )


async def test_a_followed_show_is_answered_about_wherever_it_is_asked(typed, database):
    await follow(database)

    in_words = await typed("ask", WHEN)
    in_json = await typed("ask", "--json", WHEN)
    in_lines = await typed("ask", "--jsonl", stdin=json.dumps({"question": WHEN}))
    in_its_channel = await typed("ask", "--show", "severance", "when is season 3 out")
    explained = await typed("ask", "--explain", WHEN)

    assert in_words.stdout.startswith(f"TVmaze lists Severance season 3 as coming out on {SAID}.")
    assert in_its_channel.stdout == in_words.stdout
    for done in (in_json, in_lines):
        (reply,) = json.loads(done.stdout)["replies"]
        assert (reply["show"], reply["season"], reply["value"]) == ("severance", 3, DAY.isoformat())
    assert "severance" in explained.stdout
    assert {one.stderr for one in (in_words, in_json, in_lines, in_its_channel, explained)} == {""}


async def test_its_facts_its_history_and_what_would_be_posted_are_shown(typed, database):
    await follow(database)
    network = claim(value=DAY.isoformat(), on="2026-11-21", show_id="severance", season=3)
    await record(database, claims=[replace(network, origin="a-feed")])

    facts = await typed("facts", "severance")
    history = await typed("history", "severance")
    first, last = (DAY - timedelta(days=40)).isoformat(), DAY.isoformat()
    preview = await typed("preview", "--from", first, "--to", last, "--show", "severance")

    assert "TVmaze" in facts.stdout, facts.stderr
    assert f"{DAY.day} {DAY:%B %Y}" in facts.stdout
    assert [line[:10] for line in history.stdout.splitlines() if line[0] != " "] == [
        "2026-11-20",
        "2026-11-21",
    ], history.stderr
    assert "Severance season 3" in preview.stdout, preview.stderr


async def test_what_is_said_depends_on_when_the_listing_was_last_known_to_say_so(typed, database):
    await follow(database, read_ago=timedelta(days=9))

    before = await typed("ask", WHEN)
    reached = SourceState(source="tvmaze", changes_at=datetime.now(UTC))
    await database.watchlist.set_state(reached)
    now = await typed("ask", WHEN)

    assert before.stdout.startswith("TVmaze listed Severance season 3"), before.stderr
    assert "could not be reached since" in before.stdout
    assert now.stdout.startswith("TVmaze lists Severance season 3"), now.stderr
    assert "could not be reached" not in now.stdout


async def test_before_the_day_on_which_it_was_listed_nothing_is_known_of_it(typed, database):
    await follow(database, on="2026-11-20")

    before = await typed("ask", "--as-of", "2026-11-19", WHEN)
    after = await typed("ask", "--as-of", "2026-11-20", WHEN)

    assert f"{DAY.day} {DAY:%B}" not in before.stdout
    assert f"{DAY.day} {DAY:%B}" in after.stdout, after.stderr


async def test_a_claim_that_another_source_brought_is_known(typed, database):
    brought = claim("episode-count", 99, on="2026-01-09", season=4, id_="brought", by="A paper")
    await record(database, claims=[replace(brought, origin="a-feed")])

    asked = await typed("ask", "how many episodes does jessica jones season 4 have")

    assert "99 episodes" in asked.stdout, asked.stderr


async def test_a_show_that_is_not_followed_is_offered_beside_one_that_is(typed, database):
    await follow(database)

    asked = await typed("ask", "when is ghosts out")

    assert asked.stdout.startswith("I don't follow ghosts.")
    assert asked.stdout.splitlines()[-1] == "I can look it up at TVmaze: ask again with --look-up"


@pytest.mark.parametrize(
    ("revision", "why"),
    [("0012", "is of an earlier Violet"), ("9999", "is from a later Violet")],
)
async def test_another_versions_database_is_left_out_and_that_is_said(
    typed, database, file, revision, why
):
    await follow(database)
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("UPDATE alembic_version SET version_num = ?", [revision])
        theirs.commit()

    await the_files_are_answered_from(typed, why)


@pytest.mark.waits(2)
async def test_a_locked_database_is_left_out_and_that_is_said(typed, database, file):
    await follow(database)
    await database.close()
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("PRAGMA locking_mode = EXCLUSIVE")
        theirs.execute("BEGIN EXCLUSIVE")

        await the_files_are_answered_from(typed, "is locked by another program")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql+asyncpg://postgres@127.0.0.1:9/violet", "cannot be reached"),
        ("mysql://somewhere", "which Violet cannot use"),
    ],
)
async def test_a_database_that_is_not_there_is_left_out_and_that_is_said(typed, url, why):
    await the_files_are_answered_from(typed, why, VIOLET_DATABASE_URL=url)


@pytest.mark.waits(7)
async def test_a_database_that_does_not_answer_is_left_out_and_that_is_said(typed):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, and never answers
        url = f"postgresql+asyncpg://postgres@127.0.0.1:{silent.getsockname()[1]}/violet"

        await the_files_are_answered_from(typed, "does not answer", VIOLET_DATABASE_URL=url)


async def test_a_file_that_is_no_database_is_left_out_and_that_is_said(typed, tmp_path):
    (tmp_path / "violet.db").write_text("my notes " * 100)

    await the_files_are_answered_from(typed, "is no SQLite database")


async def the_files_are_answered_from(typed, why, **settings):
    asked = await typed("ask", "when is jj s2 out", **settings)
    lines = await typed(
        "ask", "--jsonl", stdin=json.dumps({"question": "when is jj s2 out"}), **settings
    )

    for done in (asked, lines):
        assert "8 March 2018" in done.stdout
        assert done.returncode == 0
        (line,) = done.stderr.splitlines()
        assert line.startswith("Only the show files are read, nothing that is followed: ")
        assert why in line


@pytest.mark.parametrize("name", ["none.db", "folder/none.db"])
async def test_where_no_database_is_none_is_made(typed, tmp_path, name):
    asked = await typed(
        "ask", "when is jj s2 out", VIOLET_DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path / name}"
    )

    assert ("8 March 2018" in asked.stdout, asked.stderr) == (True, "")
    assert list(tmp_path.iterdir()) == []


async def test_of_very_many_shows_only_those_asked_about_are_unpacked(typed, database, file):
    await follow(database)
    with closing(sqlite3.connect(file)) as stored:
        stored.executescript(MANY)

    asked = await typed("ask", WHEN)
    another = await typed("ask", "when is quorvex 77 out")

    assert asked.stdout.startswith("TVmaze lists Severance season 3"), asked.stderr
    assert "cannot be read" in another.stderr  # its name is known, and it alone was unpacked


MANY = """
    CREATE TEMP TABLE more AS
      WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < 600)
      SELECT followed.*, number FROM followed, n;
    UPDATE more SET
      id = id + number,
      show = 'quorvex-' || number,
      listing = 'q' || number,
      changed = changed + number,
      claims = x'00',
      standing = x'00',
      payload = json_set(
        payload, '$.id', 'quorvex-' || number,
        '$.title', 'Quorvex ' || number, '$.short', 'Quorvex ' || number
      );
    ALTER TABLE more DROP COLUMN number;
    INSERT INTO followed SELECT * FROM more;
"""
"""Six hundred shows more, what is claimed of which cannot be read."""


async def test_a_show_that_is_none_is_answered_with_a_few_of_very_many(typed, database, file):
    await follow(database)
    with closing(sqlite3.connect(file)) as stored:
        stored.executescript(MANY)

    said = await typed("facts", "zyxoria")

    assert said.returncode == 2
    assert "jessica-jones" in said.stderr
    assert said.stderr.endswith(" and 583 more\n")


async def test_what_is_followed_in_postgres_is_known(typed, postgres_url):
    database = await Database.open(postgres_url)
    await follow(database)
    await database.close()

    asked = await typed("ask", WHEN, VIOLET_DATABASE_URL=postgres_url)

    assert asked.stdout.startswith("TVmaze lists Severance season 3"), asked.stderr
