"""What a rehearsal does to a database, and what an ordinary run finds afterwards."""

import pytest

from adapters.storage.claims import StoredJournal
from bot.ports.platforms import Speaker
from content.answers.correction_notes import CorrectionNote
from content.facts.claims import ShowId
from content.subscriptions.outcomes import Delivered
from fakes.claims import claim
from fakes.storage import record, states_of, take
from fakes.tellings import at, channel, subscription, telling

SHOW = ShowId("jessica-jones")
PLACES = [channel(f"{number}") for number in range(5)]


@pytest.fixture
async def rehearsed(database):
    """A database in which an ordinary run left news, and a rehearsal of the year before began."""
    await database.subscriptions.subscribe(subscription(show=None))
    await record(database, telling("ordinary"), claims=[claim(id_="dated")], shows=[SHOW])
    await database.begin_rehearsal(at(days=-365))
    return database


async def test_a_rehearsal_sets_both_marks_to_its_start_and_keeps_what_was_learnt(rehearsed):
    learnt = await rehearsed.journal.open()

    assert (learnt.noticed_until, learnt.counted_until) == (at(days=-365), at(days=-365))
    assert [kept.id for kept in learnt.claims] == ["dated"]
    assert learnt.shows == {SHOW}


async def test_a_rehearsal_of_a_new_database_begins_at_its_start(database):
    await database.begin_rehearsal(at(days=-365))

    learnt = await database.journal.open()
    assert (learnt.noticed_until, learnt.counted_until) == (at(days=-365), at(days=-365))


async def test_an_ordinary_run_begins_afresh_and_what_the_rehearsal_left_is_void(rehearsed):
    await record(rehearsed, telling("rehearsed", created_at=at(days=-364)), until=at(days=-364))

    await rehearsed.end_rehearsal(at(days=1))

    learnt = await rehearsed.journal.open()
    assert (learnt.noticed_until, learnt.counted_until) == (None, None)
    assert await states_of(rehearsed) == {"ordinary": "waiting", "rehearsed": "void"}
    (left,) = await take(rehearsed, now=at(days=1))
    assert left.announcement.id == "ordinary"


async def test_a_rehearsal_neither_tells_nor_expires_what_ordinary_runs_left(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, telling("ordinary", expires_at=at(hours=1)), until=at())

    await database.begin_rehearsal(at(days=99))
    assert list(await take(database, now=at(days=100))) == []
    await database.end_rehearsal(at())

    (left,) = await take(database, now=at())
    assert left.announcement.id == "ordinary"
    assert not left.is_unknown


async def test_what_was_on_its_way_before_a_rehearsal_is_looked_for_after_it(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, telling("ordinary"), until=at())
    (sending,) = await take(database, now=at())
    await database.outbox.begin(sending, now=at())

    await database.begin_rehearsal(at(days=-365))
    await record(database, telling("rehearsed", created_at=at(days=-364)), until=at(days=-364))
    (told,) = await take(database, now=at(days=-364))
    assert told.announcement.id == "rehearsed"
    await database.end_rehearsal(at(days=1))

    (left,) = await take(database, now=at(days=1))
    assert (left.announcement.id, left.is_unknown) == ("ordinary", True)


async def test_what_was_told_in_a_rehearsal_stays_told(rehearsed):
    news = telling("rehearsed", created_at=at(days=-364))
    await record(rehearsed, news, until=at(days=-364))
    (told,) = await take(rehearsed, now=at(days=-364))
    await rehearsed.outbox.begin(told, now=at(days=-364))
    await rehearsed.outbox.settle(told, Delivered(message="m"), now=at(days=-364))

    await rehearsed.begin_rehearsal(at(days=-365))
    await record(rehearsed, news, until=at(days=-364))

    assert list(await take(rehearsed, now=at(days=-364))) == []
    await rehearsed.end_rehearsal(at(days=1))
    assert (await states_of(rehearsed))["rehearsed"] == "delivered"


async def test_a_rehearsal_that_was_killed_is_taken_up_by_the_next_from_its_own_time(rehearsed):
    await record(rehearsed, telling("lost", created_at=at(days=-360)), until=at(days=-360))
    (taken,) = await take(rehearsed, now=at(days=-355))
    await rehearsed.outbox.begin(taken, now=at(days=-355))
    await record(rehearsed, telling("late", created_at=at(days=-350)), until=at(days=-350))

    await rehearsed.begin_rehearsal(at(days=-365))

    assert list(await take(rehearsed, now=at(days=-361))) == []
    (lost,) = await take(rehearsed, now=at(days=-360))
    assert (lost.announcement.id, lost.is_unknown) == ("lost", True)
    await rehearsed.outbox.settle(lost, Delivered(message="m"), now=at(days=-360))
    assert list(await take(rehearsed, now=at(days=-351))) == []
    (late,) = await take(rehearsed, now=at(days=-350))
    assert (late.announcement.id, late.is_unknown) == ("late", False)


async def test_an_ordinary_run_after_an_ordinary_run_goes_on_where_that_one_was(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, telling("ordinary"), until=at())

    await database.end_rehearsal(at(days=1))

    assert (await database.journal.open()).noticed_until == at()
    assert await states_of(database) == {"ordinary": "waiting"}


async def test_a_rehearsal_is_ended_once(rehearsed):
    await rehearsed.end_rehearsal(at(days=1))
    await record(rehearsed, telling("since"), until=at(days=2))

    await rehearsed.end_rehearsal(at(days=3))

    assert (await rehearsed.journal.open()).noticed_until == at(days=2)
    assert await states_of(rehearsed) == {"ordinary": "waiting", "since": "waiting"}


async def test_what_waits_for_the_editors_waits_through_a_rehearsal(rehearsed):
    by = Speaker(destination=channel(), person="trish")
    for words, moment in (("ordinary", at()), ("rehearsed", at(days=-364))):
        await rehearsed.corrections.keep(CorrectionNote(words), by, message=words, now=moment)

    await rehearsed.end_rehearsal(at(days=1))

    found = await rehearsed.corrections.waiting(limit=9)
    assert [one.note.words for one in found.oldest] == ["ordinary", "rehearsed"]


@pytest.fixture
async def in_batches(database):
    """A database with five channels, two of which are queued for in a batch."""
    for place in PLACES:
        await database.subscriptions.subscribe(subscription(place))
    database.journal = StoredJournal(database._transactions, at_a_time=2)
    return database


async def test_a_rehearsal_tells_and_expires_nothing_of_what_was_still_being_queued(
    in_batches,
):
    ordinary = telling("ordinary", expires_at=at(hours=1))
    await record(in_batches, ordinary, until=at())

    await in_batches.begin_rehearsal(at(days=99))
    assert not await in_batches.journal.fan_out(now=at(days=99))
    assert list(await take(in_batches, now=at(days=100))) == []
    await in_batches.end_rehearsal(at())

    left = await take(in_batches)
    assert {one.destination for one in left} == set(PLACES)


async def test_what_a_rehearsal_was_queueing_is_told_nowhere_once_it_has_ended(in_batches):
    await in_batches.begin_rehearsal(at(days=-365))
    rehearsed = telling("rehearsed", created_at=at(days=-364))
    await record(in_batches, rehearsed, until=at(days=-364))
    await in_batches.end_rehearsal(at())

    assert not await in_batches.journal.fan_out(now=at())
    assert list(await take(in_batches)) == []
