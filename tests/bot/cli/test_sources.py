"""`violet sources`, each time in a process of its own, beside a TVmaze of our own."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.storage.database import Database
from fakes.followed import followed
from fakes.tvmaze import FakeTvmaze, Fault, Season
from fakes.tvmaze.__main__ import WallClock


@pytest.fixture
async def tvmaze():
    async with FakeTvmaze(WallClock()) as begun:
        yield begun
    assert begun.violations == []


@pytest.fixture
async def database(sqlite_url):
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def run(violet, tvmaze, sqlite_url):
    """Run a command beside the TVmaze, with the database of the test."""

    async def command(*words, **settings):
        named = {"VIOLET_DATABASE_URL": sqlite_url, "TVMAZE_API_BASE": tvmaze.api_base}
        return await asyncio.to_thread(violet, *words, **named | settings)

    return command


async def follow(database, *shows):
    for one in shows:
        name = one.name.casefold().replace(" ", "-")
        followed_ = followed(
            name,
            title=one.name,
            listing=str(one.id),
            due_at=datetime.now(UTC),
            followed_at=datetime.now(UTC),
            kept=True,
        )
        await database.watchlist.follow(followed_, now=datetime.now(UTC))


def in_future(days=90):
    return datetime.now(UTC).date() + timedelta(days=days)


async def test_every_source_is_listed_also_before_anything_is_followed(violet):
    said = violet("sources")

    assert said.returncode == 0, said.stderr
    files, tvmaze, never = said.stdout.splitlines()
    assert files.startswith("files ")
    assert tvmaze.startswith("tvmaze   0 followed, 0 due")
    assert "never asked" in never


async def test_one_pass_reads_what_is_due_prints_what_changed_and_ends(run, database, tvmaze):
    day = in_future()
    show = tvmaze.shows.show("Dark Winds", seasons=[Season(1, date(2022, 6, 12)), Season(2, day)])
    await follow(database, show)

    first, again = await run("sources", "fetch"), await run("sources", "fetch")

    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert first.stdout.splitlines()[-1] == "1 records read: 2 claims, 0 for editors to decide."
    assert f"Dark Winds: season 2 is listed for {day.day} {day:%B %Y}" in first.stdout
    assert again.stdout == "0 records read: 0 claims, 0 for editors to decide.\n"
    assert tvmaze.paths().count(f"/shows/{show.id}") == 1


async def test_a_pass_over_everything_reads_what_is_not_due_too(run, database, tvmaze):
    shows = [tvmaze.shows.show(name, seasons=[Season(1)]) for name in ("Dark Winds", "Severance")]
    await follow(database, *shows)
    await run("sources", "fetch")

    again = await run("sources", "fetch", "--now")

    assert again.stdout.splitlines()[-1].startswith("2 records read: 0 claims")
    assert tvmaze.paths().count("/schedule/full") == 2


async def test_how_it_stands_is_told_in_words_and_in_json(run, database, tvmaze):
    await follow(database, tvmaze.shows.show("Dark Winds", seasons=[Season(1)]))
    await run("sources", "fetch")

    in_words, in_json = await run("sources"), await run("sources", "--json")

    assert "1 followed, 0 due" in in_words.stdout
    assert "last good answer: 20" in in_words.stdout
    files, source = json.loads(in_json.stdout)
    assert (files["source"], files["faults"]) == ("files", 0)
    assert (source["followed"], source["calls_today"], source["silent_since"]) == (1, 3, None)


async def test_a_source_that_fails_is_said_so_with_the_reason(run, database, tvmaze):
    await follow(database, tvmaze.shows.show("Dark Winds", seasons=[Season(1)]))
    tvmaze.faults.always["/"] = Fault.UNAVAILABLE

    fetched = await run("sources", "fetch")
    standing, doctor = await run("sources"), await run("doctor")

    assert fetched.returncode == 0
    assert "status 503" in fetched.stderr
    assert "silent since" in standing.stdout
    assert "left alone until" in standing.stdout
    assert (doctor.returncode, "FAULT  tvmaze: 1 followed" in doctor.stdout) == (1, True)


async def test_what_was_halted_is_taken_in_again_when_the_operator_says_so(run, database):
    state = await database.watchlist.state("tvmaze")
    halted = replace(state, halted_since=datetime.now(UTC), halted_because="Too much.")
    await database.watchlist.set_state(halted)

    said = await run("sources", "resume", "tvmaze")

    assert "taken in again" in said.stdout
    after = await database.watchlist.state("tvmaze")
    assert after.halted_since is None
    assert after.accepted_until is not None
    assert "already" in (await run("sources", "resume", "tvmaze")).stdout


async def test_what_may_not_be_asked_is_not_and_what_is_no_source_is_said(run, tvmaze):
    none = await run("sources", "fetch", VIOLET_LIVE="")
    unknown = await run("sources", "resume", "imdb")

    assert (none.returncode, unknown.returncode) == (2, 2)
    assert "VIOLET_LIVE" in none.stderr
    assert "tvmaze" in unknown.stderr
    assert tvmaze.requests == []


async def test_a_database_that_cannot_be_used_ends_with_its_code(run):
    said = await run("sources", "fetch", VIOLET_DATABASE_URL="sqlite+aiosqlite:////nowhere/v.db")

    assert said.returncode == 3
