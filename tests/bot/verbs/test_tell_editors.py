"""What editors are told of what newly waits for them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.verbs.tell_editors import tell_editors
from content.facts.claims import Subject
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.followed import proposed
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock

DARK_WINDS = show("dark-winds", title="Dark Winds", short="Dark Winds")
KNOWN = FixedKnowledge(catalogue(claim(id_="held", show_id="dark-winds"), shows=(DARK_WINDS,)))
EDITORS = (
    DISCORD.directly_to_identity("discord:7"),
    SLACK.directly_to_identity("slack:T1/U1"),
)


@pytest.fixture
def database():
    return FakeDatabase()


@pytest.fixture
def clock():
    return StoppedClock(NOW)


async def tell(database, clock, editors=EDITORS):
    return await tell_editors(
        clock=clock, knowledge=KNOWN, proposals=database.proposals, editors=editors
    )


async def told(database, editor=EDITORS[0]):
    reports = await database.outbox.reports(editor, limit=9)
    return [report.headline for report in reports]


async def propose(database, *ids):
    await database.proposals.propose([proposed(id_) for id_ in ids], now=NOW)


async def test_each_editor_is_told_once_how_many_wait_the_first_of_them_and_how_to_open_them(
    database, clock
):
    await propose(database, *"abcde")

    assert [await tell(database, clock) for _ in range(3)] == [5, 0, 0]

    for editor in EDITORS:
        assert await told(database, editor) == ["5 new proposals are waiting for an editor."]
    (notice, _) = (row.announcement for row in database.memory.queued)
    assert [line.startswith("Proposal ") for line in notice.lines] == [True] * 3 + [False] * 2
    assert "Dark Winds season 2, the release date: Thursday 8 March 2018" in notice.lines[0]
    assert notice.lines[3] == "And 2 more."
    assert "In all, 5 are waiting; look through them with" in notice.lines[4]


async def test_what_comes_within_the_hour_is_gathered(database, clock):
    await propose(database, "a")
    await tell(database, clock)

    for minute, id_ in enumerate("bcd"):
        clock.moment = NOW + timedelta(minutes=10 * minute)
        await propose(database, id_)
        assert await tell(database, clock) == 0
    clock.moment = NOW + timedelta(minutes=60)
    assert await tell(database, clock) == 3

    assert (await told(database))[0] == "3 new proposals are waiting for an editor."


async def test_nobody_is_told_of_what_is_drafted_or_decided(database, clock):
    draft = proposed("d")
    other = replace(draft.claim, subject=Subject(draft.claim.subject.show, 3))
    await database.proposals.draft(replace(draft, claim=other), by="discord:7", now=NOW)
    await propose(database, "a")
    (*_, one) = (await database.proposals.waiting(limit=9)).oldest
    await database.proposals.decide(one.number, accepted=False, by="discord:7", now=NOW)

    assert await tell(database, clock) == 0


async def test_what_waits_is_told_once_there_is_an_editor(database, clock):
    await propose(database, "a")

    assert await tell(database, clock, ()) == 0
    assert await tell(database, clock) == 1
    assert await told(database) == ["1 new proposal is waiting for an editor."]


async def test_after_a_restart_nothing_is_told_again(sqlite_url, clock):
    for restart, after in enumerate((0, 0, 61)):
        clock.moment = NOW + timedelta(minutes=after)
        database = await Database.open(sqlite_url)
        try:
            await propose(database, f"a-{restart // 2}")
            await tell(database, clock)
            assert len(await told(database)) == 1 + restart // 2
        finally:
            await database.close()
