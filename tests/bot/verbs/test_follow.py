"""Following a show: its claims, what waits for an editor, and under which id."""

from datetime import date

import pytest

from bot.ports.listings import Following
from bot.verbs.follow import follow
from content.listings.records import ListedStatus, ListingId
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.listed import SEEN_AT, listed_season, listed_show
from fakes.newsroom import FixedKnowledge, StoppedClock

CLOCK = StoppedClock(SEEN_AT)
RECORD = listed_show(listed_season(4, "2025-06-25"), listed_season(5), status=ListedStatus.ENDED)


@pytest.fixture
def memory():
    return FakeDatabase()


async def followed_in(memory, record=RECORD, known=None, **more):
    return await follow(
        record,
        source="tvmaze",
        clock=CLOCK,
        knowledge=FixedKnowledge(known or catalogue(shows=(show(),))),
        watchlist=memory.watchlist,
        **more,
    )


async def test_what_the_record_says_is_claimed_at_once(memory):
    came = await followed_in(memory)

    held = await memory.watchlist.followed("the-bear")
    assert came.outcome is Following.NEW
    assert [str(one.value) for one in held.claims] == ["2025-06-25"]
    assert (held.updated, held.seen_at) == (RECORD.updated, SEEN_AT)
    assert held.due_at > SEEN_AT
    assert came.catalogue.about("the-bear") == held.claims


async def test_what_is_doubtful_waits_for_an_editor_under_the_id_of_the_show(memory):
    await followed_in(memory, listed_show(listed_season(1, "2020-01-01")))
    seasons = listed_season(1, "2025-12-24"), listed_season(2, "2027-01-01")
    other = listed_show(*seasons, listing=ListingId("9"))

    await followed_in(memory, other)

    waiting = (await memory.proposals.waiting(limit=9)).oldest
    shows = {one.proposal.claim.subject.show for one in waiting}
    (second,) = [one for one in memory.watchlist._held if one.listing == "9"]
    assert second.show.id == "the-bear-2022"
    assert "the-bear-2022" in shows
    assert all(
        one.proposal.claim.id.startswith(f"tvmaze-{one.proposal.claim.subject.show}-")
        for one in waiting
    )


async def test_the_id_of_a_show_file_is_another_shows(memory):
    known = catalogue(shows=(show("the-bear", title="The Bear", short="The Bear"),))

    came = await followed_in(memory, known=known)

    assert came.show.id == "the-bear-2022"


async def test_a_record_that_joins_a_show_of_a_file_introduces_nothing(memory):
    known = catalogue(claim(value="2018-03-08"), shows=(show(),))
    record = listed_show(listed_season(3, "2027-06-14"), premiered=date(2015, 11, 20))

    came = await followed_in(memory, record, known, joins=show().id, kept=True)

    held = await memory.watchlist.followed("jessica-jones")
    assert came.show == show()
    assert (held.introduces, held.kept, held.listing) == (False, True, record.listing)
    assert {one.subject.show for one in held.claims} == {"jessica-jones"}


async def test_followed_twice_it_is_one_show_with_nothing_lost(memory):
    first = await followed_in(memory)
    again = await followed_in(memory, kept=True)

    assert (again.outcome, again.show.id) == (Following.KNOWN, first.show.id)
    (held,) = memory.watchlist._held
    assert held.kept
