"""What goes once it ended long ago, and what stays; held against the fake and both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from content.announcements.announcement import Superseding
from content.announcements.broadcast import Broadcast
from content.announcements.digests import digest_of
from content.announcements.suspension_notices import NamedPlace, suspension_notice
from content.facts.claims import Subject
from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.schedule import DigestFrequency
from fakes.storage import record, states_of, take
from fakes.tellings import at, channel, step, subscription, telling

DATE = "jessica-jones/2/release-date"
KEPT = 90
LOST = Unknown(reason="the answer was lost")
ARCHIVED = Rejected(refusal=Refusal.DESTINATION, reason="archived")


def about(told: Broadcast, what: str = DATE, *, corrects: str | None = None) -> Broadcast:
    said = replace(told.announcement, about=what)
    if corrects:
        said = replace(said, corrects=Superseding(of=(what,), line=corrects))
    return replace(told, announcement=said)


def moved(days: float, name="moved", what=DATE) -> Broadcast:
    said = telling(name, created_at=at(days=days))
    return about(said, what, corrects="It is 24 March now.")


async def prune(store, now, *, kept: float = KEPT) -> int:
    """Remove all that may go; return how much went."""
    gone, before = 0, now - timedelta(days=kept)
    while True:
        pruned = await store.retention.prune(before=before, now=now)
        gone += pruned.gone
        if pruned.is_all:
            return gone


async def settle(store, outcome, *, now=None):
    """Let everything that is due end like that; return what it was."""
    now, told = now or at(), []
    while deliveries := await take(store, now=now):
        for delivery in deliveries:
            await store.outbox.begin(delivery, now=now)
            made = outcome or Delivered(message=delivery.revises or f"m-{delivery.announcement.id}")
            await store.outbox.settle(delivery, made, now=now)
            told.append(delivery)
        if outcome is not None:
            break
    return told


async def tell_anew(store, *tellings, now):
    """Record them once more, as after a restart or an import; return what is sent of that."""
    await record(store, *tellings, until=now)
    return await settle(store, None, now=now)


async def test_what_was_delivered_long_ago_goes_and_is_never_told_again(store, queue):
    places = [channel("one"), channel("two"), channel("three")]
    await queue(telling("old"), places=places)
    await settle(store, None)

    assert await prune(store, at(days=KEPT, seconds=-1)) == 0
    assert await prune(store, at(days=KEPT)) == 3

    assert [await states_of(store, place) for place in places] == [{}, {}, {}]
    assert await tell_anew(store, telling("old"), now=at(days=91)) == []
    assert [one.announcement.id for one in await store.journal.latest(limit=9)] == ["old"]
    assert await store.retention.forgotten(["old", "another"]) == {"old"}


async def end_as(store, state):
    """Let what was told at noon end so."""
    match state:
        case "delivered":
            await settle(store, Delivered(message="m"))
        case "rejected":
            for _ in range(2):  # once more in plain text
                await settle(store, Rejected(refusal=Refusal.OURS, reason="malformed"))
        case "expired":
            assert await take(store, now=at(hours=1)) == []
        case "void":
            await record(store, void=[Subject("jessica-jones", 2)], until=at(hours=1))
        case "paused":
            await store.subscriptions.pause(channel(), None, now=at(hours=1))


@pytest.mark.parametrize("state", ["delivered", "rejected", "expired", "void", "paused"])
async def test_whatever_has_ended_goes(store, queue, state):
    told = step(30, created_at=at(), expires_at=at(hours=1))
    await queue(told)
    await end_as(store, state)
    assert await states_of(store) == {"30-days": state}

    await prune(store, at(days=89))
    assert await states_of(store) == {"30-days": state}
    await prune(store, at(days=92))

    assert await states_of(store) == {}
    assert await tell_anew(store, told, now=at(days=93)) == []


async def leave_as(store, state):
    """Let what was told at noon stand so, and be due no more."""
    match state:
        case "sending":
            (delivery,) = await take(store)
            await store.outbox.begin(delivery, now=at())
        case "unknown":
            await settle(store, LOST)
        case "suspended":
            await settle(store, ARCHIVED)


@pytest.mark.parametrize("state", ["waiting", "sending", "unknown", "held", "suspended"])
async def test_what_has_not_ended_stays_however_old_it_is(store, state):
    digest = DigestFrequency.DAILY if state == "held" else DigestFrequency.NONE
    await store.subscriptions.subscribe(subscription(digest=digest))
    await record(store, telling("old"))
    await leave_as(store, state)

    for days in (91, 365, 2000):
        assert await prune(store, at(days=days)) == 0

    assert await states_of(store) == {"old": state}
    assert await store.retention.forgotten(["old"]) == frozenset()


async def test_what_ended_late_is_kept_for_as_long_from_then_on(store, queue):
    await queue(telling("old"))
    await leave_as(store, "suspended")
    await prune(store, at(days=100))

    await store.subscriptions.lift(channel(), now=at(days=120))
    (late,) = await settle(store, None, now=at(days=120))
    assert late.announcement.id == "old"

    assert await prune(store, at(days=209)) == 0
    assert await prune(store, at(days=217)) == 1


async def test_a_date_that_may_move_stays_for_a_year_and_is_edited_then(store, queue):
    await queue(about(telling("dated")), about(telling("part"), "jessica-jones/2/cast/trish"))
    await settle(store, None)

    assert await prune(store, at(days=300)) == 1
    assert await states_of(store) == {"dated": "delivered"}

    await record(store, moved(300), until=at(days=300))
    news, edit = await settle(store, None, now=at(days=300))
    assert (news.announcement.id, news.reply_to) == ("moved", "m-dated")
    assert (edit.announcement.id, edit.revises) == ("dated", "m-dated")

    for day in (366, 391, 800):
        await prune(store, at(days=day))
    assert await states_of(store) == {}
    assert await tell_anew(store, about(telling("dated")), moved(300), now=at(days=801)) == []


async def test_of_a_date_that_may_move_goes_what_has_no_message(store):
    await store.subscriptions.subscribe(subscription(channel("heard")))
    await store.subscriptions.subscribe(subscription(channel("missed")))
    await store.subscriptions.pause(channel("missed"), None, now=at())
    await record(store, about(telling("dated")))
    await settle(store, None)

    assert await prune(store, at(days=91)) == 1

    assert await states_of(store, channel("heard")) == {"dated": "delivered"}
    assert await states_of(store, channel("missed")) == {}
    assert await store.retention.forgotten(["dated"]) == {"dated"}


async def test_a_countdown_step_stays_until_its_day_is_over(store, queue):
    await queue(about(step(100)), about(step(30)))
    await settle(store, None)

    assert await prune(store, at(days=31), kept=7) == 0
    assert await prune(store, at(days=33), kept=7) == 1
    assert await states_of(store) == {"100-days": "delivered"}
    assert await prune(store, at(days=103), kept=7) == 1


async def test_what_is_being_edited_stays_until_that_is_over(store, queue):
    cast = "jessica-jones/2/cast/trish"
    await queue(about(telling("part"), cast))
    await settle(store, None)
    await record(store, moved(80, what=cast), until=at(days=80))
    (news,) = await take(store, now=at(days=80))
    await store.outbox.begin(news, now=at(days=80))
    await store.outbox.settle(news, ARCHIVED, now=at(days=80))  # the edit waits with it

    assert await prune(store, at(days=100)) == 0
    await store.subscriptions.lift(channel(), now=at(days=100))
    made = await settle(store, None, now=at(days=100))

    assert [one.revises for one in made] == [None, "m-part"]
    assert await prune(store, at(days=108)) == 1
    assert await states_of(store) == {"moved": "delivered"}


@pytest.fixture
async def told_in_a_digest(store):
    """A date and a part that a digest told a day after noon."""
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.DAILY))
    await record(store, about(telling("dated")), about(telling("part"), "a/2/cast/trish"))
    (held,) = await store.outbox.held(now=at(days=1), limit=9)
    post = digest_of(held.news, held.digest, key="the-day", at=at(days=1))
    assert await store.outbox.tell(
        post, held.destination, now=at(days=1), instead_of=held.deliveries
    )
    return post, held


async def test_a_digest_stays_whole_while_a_date_in_it_may_move(store, told_in_a_digest):
    post, _ = told_in_a_digest
    await settle(store, None, now=at(days=1))
    await record(store, moved(2, "out", "a/2/cast/trish"), until=at(days=2))
    await settle(store, None, now=at(days=2))

    await prune(store, at(days=200))
    await record(store, moved(200), until=at(days=200))

    edits = [one for one in await settle(store, None, now=at(days=200)) if one.revises]
    (edit,) = [one for one in edits if one.revises == f"m-{post.id}"]
    assert [line for line, _ in edit.announcement.struck] == [0, 1]


async def test_a_digest_goes_with_all_that_it_tells_and_is_not_made_again(store, told_in_a_digest):
    post, held = told_in_a_digest
    await settle(store, None, now=at(days=1))

    for day in (400, 410):
        await prune(store, at(days=day))

    assert await states_of(store) == {}
    assert await store.retention.forgotten(["dated", "part"]) == {"dated", "part"}
    assert not await store.outbox.tell(
        post, held.destination, now=at(days=411), instead_of=held.deliveries
    )
    again = about(telling("dated")), about(telling("part"), "a/2/cast/trish")
    assert await tell_anew(store, *again, now=at(days=411)) == []
    assert await store.outbox.held(now=at(days=500), limit=9) == []


async def test_what_a_digest_tells_stays_until_the_digest_itself_has_ended(store, told_in_a_digest):
    post, _ = told_in_a_digest
    await settle(store, ARCHIVED, now=at(days=1))

    assert await prune(store, at(days=1, hours=9), kept=0.1) == 0

    assert (await states_of(store))["part"] == "digested"
    await store.subscriptions.lift(channel(), now=at(days=1, hours=9))
    (late,) = await settle(store, None, now=at(days=1, hours=9))
    assert late.announcement.lines == post.lines


async def test_a_notice_is_not_told_a_second_time(store):
    said = suspension_notice(
        [NamedPlace(name="news", page=None)],
        server="Fans",
        cause=Cause.GONE,
        reason="gone",
        key="once",
        at=at(),
    )
    assert await store.outbox.tell(said, channel(), now=at())
    await settle(store, None)

    assert await prune(store, at(days=91)) == 1

    assert not await store.outbox.tell(said, channel(), now=at(days=92))
    assert await settle(store, None, now=at(days=92)) == []


async def test_what_follows_is_told_as_ever(store, queue):
    await queue(telling("old"))
    await settle(store, None)
    await prune(store, at(days=91))

    await record(store, telling("new", created_at=at(days=92)), until=at(days=92))

    (new,) = await settle(store, None, now=at(days=92))
    assert new.announcement.id == "new"
    assert await states_of(store) == {"new": "delivered"}
    assert await prune(store, at(days=183)) == 1


async def test_what_was_made_up_for_late_holds_up_nothing(store, queue):
    """A step missed long ago is queued after what is new, and is older."""
    await queue(telling("new", created_at=at(days=100)), telling("old", created_at=at()))
    await settle(store, None, now=at(days=100))

    assert await prune(store, at(days=189)) == 0
    assert await prune(store, at(days=200)) == 2


async def test_what_the_clock_of_a_rehearsal_told_holds_up_nothing(store, queue):
    await queue(telling("ahead", created_at=at(days=5000)), telling("old"))
    await settle(store, None, now=at(days=5000))

    assert await prune(store, at(days=5091)) == 2
