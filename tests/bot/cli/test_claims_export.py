"""What editors recorded, printed as show files that hold no fault."""

import asyncio
import subprocess
import sys

import pytest

from adapters.storage.database import Database
from content.facts.editor_claims import retraction_of
from fakes.claims import claim
from fakes.followed import followed, listed_claim
from fakes.processes import PROGRAM, environment
from fakes.tellings import at

DATED = claim(id_="newsdesk-jessica-jones-3-release-date-20180201-120000", season=3)
LISTED = listed_claim("tvmaze-dark-winds-2-release-date")


@pytest.fixture
def typed(tmp_path, sqlite_url):
    async def type_in(*words: str):
        return await asyncio.to_thread(
            subprocess.run,
            [sys.executable, *PROGRAM, *words],
            cwd=tmp_path,
            env=environment(VIOLET_DATABASE_URL=sqlite_url),
            capture_output=True,
            text=True,
            check=False,
        )

    return type_in


@pytest.fixture
async def recorded(sqlite_url):
    async def store(*claims, shows=()):
        database = await Database.open(sqlite_url)
        try:
            for one in shows:
                await database.watchlist.follow(one, now=at())
            for one in claims:
                await database.editor_claims.record(one, by="discord:7", now=at())
        finally:
            await database.close()

    return store


async def test_what_is_exported_is_a_show_file_without_a_fault(typed, recorded, tmp_path):
    await recorded(DATED, retraction_of(DATED, "A mix-up.", at(hours=1)))

    exported = await typed("claims", "export")
    (tmp_path / "mine.toml").write_text(exported.stdout)
    checked = await typed("check", "mine.toml")

    assert exported.returncode == 0, exported.stderr
    assert exported.stdout.startswith('show = "jessica-jones"\n')
    assert "discord:7" not in exported.stdout
    assert checked.stdout == "0 shows, 2 claims, 0 faults\n"


async def test_a_show_that_only_a_listing_has_is_defined_with_what_is_taken_back(
    typed, recorded, tmp_path
):
    back = retraction_of(LISTED, "The listing was wrong.", at(hours=1))
    await recorded(DATED, back, shows=[followed(claims=(LISTED,))])

    exported = await typed("claims", "export", "--to", "mine")
    checked = await typed("check", "mine")
    named = await typed("claims", "export", "dark-winds")

    assert exported.stdout == "2 files written to mine\n"
    assert checked.stdout == "1 shows, 3 claims, 0 faults\n"
    assert named.stdout == (tmp_path / "mine" / "dark-winds.toml").read_text()
    assert "[show]" in named.stdout


async def test_of_several_shows_one_is_to_be_named(typed, recorded):
    await recorded(DATED, claim(id_="another", show_id="daredevil"))

    several = await typed("claims", "export")
    none = await typed("claims", "export", "no", "such", "show")

    assert (several.returncode, none.returncode) == (2, 2)
    assert "jessica-jones, daredevil; name one, or add --to FOLDER" in several.stderr
    assert "editors claim nothing of no such show" in none.stderr


async def test_where_nothing_was_recorded_nothing_is_printed(typed):
    exported = await typed("claims", "export")

    assert (exported.returncode, exported.stdout) == (0, "")
