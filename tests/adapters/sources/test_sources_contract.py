"""What `ClaimSource` promises, held against the fake, show files, and what a database holds."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from adapters.sources.toml import TomlSource
from adapters.storage.database import Database
from bot.ports.listings import Following
from content.facts.claims import Claim
from content.facts.proposals import Proposal
from fakes.claims import claim
from fakes.database import FakeDatabase
from fakes.followed import followed
from fakes.sources import FakeSource

NUMBERS = count()
AT = datetime(2018, 1, 1, tzinfo=UTC)


class ShowFiles:
    """Files of one folder, a claim a file."""

    def __init__(self, folder: Path) -> None:
        self.source = TomlSource([folder])
        self._folder = folder

    async def add(self, one: Claim) -> None:
        (self._folder / f"{one.id}.toml").write_text(
            f'show = "{one.subject.show}"\n[[claim]]\nid = "{one.id}"\nseason = 2\n'
            f'kind = "{one.kind.value}"\nvalue = "{one.value}"\nstance = "confirmed"\n'
            f'authority = "platform"\nsays = "{one.says}"\n'
            'source = { publisher = "T", url = "https://example.org/", published = "2017-12-09" }\n'
        )


class Recorded:
    """A database in which a source's claims are recorded."""

    def __init__(self, database: Database) -> None:
        self.source = database.recorded_claims
        self._journal = database.journal

    async def add(self, one: Claim) -> None:
        await record(self._journal, replace(one, origin="a-listing"))


class FollowedShows:
    """A store in which shows are followed in a listing."""

    def __init__(self, store: Any) -> None:
        self.source = store.followed_claims
        self._watchlist = store.watchlist

    async def add(self, one: Claim) -> None:
        show = one.subject.show
        held = await self._watchlist.followed(show)
        if held is None:
            first = followed(show, listing=show, claims=(one,))
            assert (await self._watchlist.follow(first, now=AT))[0] is Following.NEW
        else:
            assert await self._watchlist.store(held, new=[one])


class Accepted:
    """A store in which editors accept what was read."""

    def __init__(self, store: Any) -> None:
        self.source = store.editor_claims
        self._proposals = store.proposals

    async def add(self, one: Claim) -> None:
        read = Proposal(claim=replace(one, origin="articles"), quote="", doubts=(), found_at=AT)
        await self._proposals.propose([read], now=AT)
        (waits,) = (await self._proposals.waiting(limit=9)).oldest
        assert (await self._proposals.decide(waits.number, accepted=True, by="", now=AT)).is_done


@dataclass
class Faked:
    source: FakeSource

    def __post_init__(self) -> None:
        self._said: list[Claim] = []

    async def add(self, one: Claim) -> None:
        self._said.append(one)
        mine = [said for said in self._said if said.subject.show == one.subject.show]
        self.source.says(*mine)


async def record(journal, *claims):
    before = (await journal.open()).noticed_until
    after = AT if before is None else before.replace(second=before.second + 1)
    assert await journal.record(
        claims=claims, shows=(), broadcasts=(), void=(), noticed_from=before, noticed_until=after
    )


@pytest.fixture(
    params=[
        *("fake", "files", "sqlite", "postgres"),
        *("followed-fake", "followed-sqlite", "followed-postgres"),
        *("accepted-fake", "accepted-sqlite", "accepted-postgres"),
    ]
)
async def place(request, tmp_path):
    """A source, and the way in which claims get into it."""
    if request.param == "fake":
        yield Faked(FakeSource())
    elif request.param == "files":
        yield ShowFiles(tmp_path)
    elif request.param == "followed-fake":
        yield FollowedShows(FakeDatabase())
    elif request.param == "accepted-fake":
        yield Accepted(FakeDatabase())
    else:
        url = f"sqlite+aiosqlite:///{tmp_path / 'violet.db'}"
        if request.param.endswith("postgres"):
            url = request.getfixturevalue("postgres_url")
        database = await Database.open(url)
        kinds = {"followed": FollowedShows, "accepted": Accepted}
        yield kinds.get(request.param.partition("-")[0], Recorded)(database)
        await database.close()


def about(show):
    return claim(id_=f"of-{show}-{next(NUMBERS):04}", show_id=show, value="2018-03-08")


def claims_in(fetched):
    return {part.id: [one.id for one in part.unpacked] for part in fetched.changed if part.unpacked}


async def test_without_a_cursor_everything_comes(place):
    one, other = about("jessica-jones"), about("daredevil")
    await place.add(one)
    await place.add(other)

    fetched = await place.source.fetch(None)

    assert claims_in(fetched) == {"jessica-jones": [one.id], "daredevil": [other.id]}


async def test_at_its_own_cursor_nothing_comes(place):
    await place.add(about("jessica-jones"))
    cursor = (await place.source.fetch(None)).cursor

    again = await place.source.fetch(cursor)

    assert (claims_in(again), again.is_whole, again.cursor) == ({}, False, cursor)


async def test_a_show_that_changed_comes_with_all_that_is_claimed_of_it(place):
    first, second = about("jessica-jones"), about("jessica-jones")
    await place.add(first)
    cursor = (await place.source.fetch(None)).cursor

    await place.add(second)
    fetched = await place.source.fetch(cursor)

    assert claims_in(fetched) == {"jessica-jones": [first.id, second.id]}


async def test_a_cursor_of_another_time_is_as_good_as_none(place):
    one = about("jessica-jones")
    await place.add(one)

    assert claims_in(await place.source.fetch("what is this")) == {"jessica-jones": [one.id]}


async def test_a_fetch_can_be_repeated(place):
    await place.add(about("jessica-jones"))

    assert await place.source.fetch(None) == await place.source.fetch(None)


async def test_only_files_that_were_written_are_read_again(tmp_path):
    place, one, other = ShowFiles(tmp_path), about("jessica-jones"), about("daredevil")
    await place.add(one)
    await place.add(other)
    before = {part.id: part.unpacked for part in (await place.source.fetch(None)).changed}

    await place.add(replace(one, says="a little more than that"))
    (tmp_path / f"{other.id}.toml").touch()
    again = {part.id: part.unpacked for part in (await place.source.fetch(None)).changed}
    (tmp_path / f"{one.id}.toml").unlink()
    last = {part.id: part.unpacked for part in (await place.source.fetch(None)).changed}

    assert [claim.says for claim in again["jessica-jones"]] == ["a little more than that"]
    assert again["daredevil"] == before["daredevil"]
    assert last.keys() == {"daredevil"}
    assert last["daredevil"][0] is again["daredevil"][0]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_claims_of_files_are_no_claims_of_another_source(kind, request, tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'violet.db'}"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
    database = await Database.open(url)
    listed = replace(about("jessica-jones"), origin="a-listing")
    await record(database.journal, about("jessica-jones"), listed)

    fetched = await database.recorded_claims.fetch(None)
    learnt = await database.journal.open()

    assert claims_in(fetched) == {"jessica-jones": [listed.id]}
    (part,) = fetched.changed
    assert [one.origin for one in part.unpacked] == ["a-listing"]
    assert [one.origin for one in learnt.claims] == ["files", "a-listing"]
    await database.close()
