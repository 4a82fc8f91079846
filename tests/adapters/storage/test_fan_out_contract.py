"""What is recorded reaches everybody in batches, as if it had been queued for all at once."""

import random
from dataclasses import replace

import pytest

from adapters.storage.claims import StoredJournal
from content.announcements.announcement import Superseding
from content.facts.claims import ShowId, Subject
from content.facts.kinds import Topic
from content.subscriptions.outcomes import Delivered, Refusal, Rejected
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.schedule import DigestFrequency
from fakes.database import FakeDatabase
from fakes.journal import FakeJournal
from fakes.storage import record, states_of, take
from fakes.tellings import ALL_TOPICS, at, channel, step, subscription, telling

SHOW = ShowId("jessica-jones")
PLACES = [channel(f"{number}") for number in range(5)]
FIRST, SECOND, *_, LAST = PLACES
DATE = "jessica-jones/2/release-date"


def about(told, *, corrects=None):
    said = replace(told.announcement, about=DATE)
    if corrects:
        said = replace(said, corrects=Superseding(of=(DATE,), line=corrects))
    return replace(told, announcement=said)


MOVED = about(telling("moved", created_at=at(minutes=1)), corrects="It is 24 March now.")


def in_batches_of(two: int, store):
    """Let *store* queue for so many destinations in a batch."""
    if isinstance(store, FakeDatabase):
        store.journal = FakeJournal(store.journal._memory, at_a_time=two)
    else:
        store.journal = StoredJournal(store._transactions, at_a_time=two)
    return store


@pytest.fixture
async def store(store):
    """Five channels that are subscribed, and two of them in a batch."""
    for place in PLACES:
        await store.subscriptions.subscribe(subscription(place))
    return in_batches_of(2, store)


async def fan_out(store, *, now=None):
    """Queue all that is left; return how many batches that took."""
    batches = 1
    while await store.journal.fan_out(now=now or at()):
        batches += 1
    return batches


async def told(store, *, now=None):
    """Let everything due arrive; return which channel was told what, in order."""
    found = []
    while deliveries := await take(store, now=now or at(days=2)):
        for one in deliveries:
            assert await store.outbox.begin(one, now=now or at(days=2))
            message = Delivered(message=f"m-{one.announcement.id}-{one.destination.channel}")
            await store.outbox.settle(one, message, now=now or at(days=2))
            found.append((one.destination.channel, one.announcement.id, one.revises))
    return found


async def test_the_first_are_queued_at_once_and_the_others_batch_by_batch(store):
    await record(store, telling())

    first = await take(store)
    assert {one.destination for one in first} <= set(PLACES)
    assert len(first) == 2
    assert await store.journal.fan_out(now=at())
    assert len(await take(store)) == 2
    assert not await store.journal.fan_out(now=at())
    assert len(await take(store)) == 1


async def test_everybody_is_told_once_whoever_goes_on_and_how_often(store):
    await record(store, telling())
    await fan_out(store)
    await fan_out(store)
    await record(store, telling(), until=at(seconds=1))
    await fan_out(store)

    assert sorted(await told(store)) == [(place.channel, "a-date", None) for place in PLACES]


async def test_several_announcements_are_queued_in_the_order_of_their_recording(store):
    await record(store, telling("one"), telling("two"))
    await fan_out(store)

    everything = await told(store)

    assert len(everything) == 10
    for place in PLACES:
        mine = [name for where, name, _ in everything if where == place.channel]
        assert mine == ["one", "two"]


async def test_who_unsubscribes_before_the_batch_is_not_told(store):
    await record(store, telling())
    await store.subscriptions.unsubscribe(LAST, None)
    await fan_out(store)

    assert len(await told(store)) == 4
    assert (await states_of(store, LAST)) == {"a-date": "void"}


async def test_who_unsubscribes_and_comes_back_before_the_batch_is_not_told(store):
    await record(store, telling())
    await store.subscriptions.unsubscribe(LAST, None)
    await store.subscriptions.subscribe(subscription(LAST))
    await fan_out(store)

    assert (LAST.channel, "a-date", None) not in await told(store)


async def test_who_subscribes_before_the_last_batch_hears_only_of_what_comes_later(store):
    new = channel("new")
    await record(store, telling())
    await store.subscriptions.subscribe(subscription(new))
    await fan_out(store)
    await record(store, telling("later"), until=at(seconds=1))
    await fan_out(store)

    assert await states_of(store, new) == {"later": "waiting"}


async def test_who_subscribes_to_more_before_the_batch_hears_of_it_later(store):
    await record(store, telling(show="daredevil"))
    await store.subscriptions.subscribe(subscription(LAST, show=None))
    await fan_out(store)

    assert await states_of(store, LAST) == {}


async def test_who_is_taken_in_before_the_last_batch_hears_only_of_what_comes_later(store):
    new = channel("new")
    await record(store, telling())
    if not isinstance(store, FakeDatabase):
        await store.subscriptions.take_in([subscription(new), subscription(LAST)], now=at())
        await fan_out(store)

        assert await states_of(store, new) == {}
        assert await states_of(store, LAST) == {"a-date": "waiting"}


async def test_what_is_wanted_no_more_before_the_batch_is_void(store):
    await record(store, telling())
    patch = PreferencesPatch(topics=frozenset({Topic.CAST}))
    await store.subscriptions.change(LAST, None, patch, now=at())
    await fan_out(store)

    assert await states_of(store, LAST) == {"a-date": "void"}


async def test_what_is_wanted_since_the_recording_is_not_told(store):
    patch = PreferencesPatch(topics=frozenset({Topic.CAST}))
    await store.subscriptions.change(LAST, None, patch, now=at())
    await record(store, telling())
    patch = PreferencesPatch(topics=ALL_TOPICS)
    await store.subscriptions.change(LAST, None, patch, now=at())
    await fan_out(store)

    assert await states_of(store, LAST) == {}


async def test_quiet_hours_and_digests_are_those_of_the_recording(store):
    quiet, daily = PLACES[2], PLACES[3]
    await store.subscriptions.subscribe(subscription(quiet, quiet=(11, 14)))
    await store.subscriptions.subscribe(subscription(daily, digest=DigestFrequency.DAILY))
    await record(store, telling())
    await fan_out(store, now=at(hours=5))

    reports = [(await store.outbox.reports(place, limit=1))[0] for place in (quiet, daily, LAST)]
    assert [one.state for one in reports] == ["waiting", "held", "waiting"]
    assert [one.until for one in reports[:2]] == [at(hours=2), at(hours=21)]


async def test_new_quiet_hours_move_nothing_that_was_recorded_before(store):
    await record(store, telling())
    await store.subscriptions.change(LAST, None, PreferencesPatch(quiet=(11, 14)), now=at())
    await fan_out(store)

    (report,) = await store.outbox.reports(LAST, limit=1)
    assert (report.state, report.reason) == ("waiting", None)


async def test_each_announcement_has_the_hours_of_its_own_recording(store):
    for place in PLACES:
        await store.subscriptions.subscribe(subscription(place, quiet=(11, 14)))
    await record(store, telling("in-them", created_at=at()), until=at())
    later = at(hours=4)
    await record(store, telling("after-them", created_at=later), until=later)
    await fan_out(store, now=later)

    for place in PLACES:
        after, within = await store.outbox.reports(place, limit=2)
        assert (within.until, after.until) == (at(hours=2), later)


async def test_a_change_before_the_batch_looks_at_the_hours_of_that_recording(store):
    await store.subscriptions.subscribe(subscription(LAST, quiet=(11, 14)))
    await record(store, telling("one", created_at=at()), until=at())
    later = at(days=1)
    await record(store, telling("two", created_at=later), until=later)
    await store.subscriptions.change(LAST, None, PreferencesPatch(silent=True), now=later)
    await fan_out(store, now=later)

    two, one = await store.outbox.reports(LAST, limit=2)
    assert (one.until, two.until) == (at(hours=2), at(hours=26))


async def test_who_pauses_before_the_batch_is_not_told_and_sees_why(store):
    await record(store, telling())
    await store.subscriptions.pause(LAST, None, now=at())
    await fan_out(store)

    assert await states_of(store, LAST) == {"a-date": "paused"}
    assert len(await told(store)) == 4


async def test_who_resumes_before_the_batch_is_not_told_what_was_recorded_in_the_pause(store):
    await store.subscriptions.pause(LAST, None, now=at())
    await record(store, telling())
    await store.subscriptions.resume(LAST, None)
    await fan_out(store)

    assert await states_of(store, LAST) == {"a-date": "paused"}


async def test_a_place_that_works_again_before_the_batch_is_told(store):
    await record(store, telling("refused"))
    await fan_out(store)
    for one in await take(store):
        await store.outbox.begin(one, now=at())
        refused = one.destination == LAST
        outcome = (
            Rejected(refusal=Refusal.DESTINATION, reason="no")
            if refused
            else Delivered(message="m")
        )
        await store.outbox.settle(one, outcome, now=at())
    await record(store, telling("missed"), until=at(seconds=1))
    await store.subscriptions.lift(LAST, now=at(seconds=2))
    await fan_out(store)

    assert await states_of(store, LAST) == {"refused": "waiting", "missed": "waiting"}


async def test_whoever_asks_why_before_the_batch_learns_what_comes_of_it(store):
    await record(store, telling())

    assert await states_of(store, LAST) == {"a-date": "waiting"}
    await fan_out(store)
    assert len(await told(store)) == 5


async def test_a_step_that_is_over_before_the_batch_is_explained_and_not_told(store):
    await record(store, step(7, expires_at=at(hours=1)))
    await fan_out(store, now=at(hours=1))

    assert len(await told(store, now=at(minutes=59))) == 2
    assert await states_of(store, LAST) == {"7-days": "expired"}


async def test_a_correction_before_the_batch_leaves_only_what_is_so_now(store):
    await record(store, about(telling("dated")))
    before = await told(store)
    await record(store, MOVED, until=at(minutes=1))
    await fan_out(store, now=at(minutes=1))
    after = await told(store)

    assert len(before) == 2
    assert sorted(one for one in after if one[2] is None) == [
        (place.channel, "moved", None) for place in PLACES
    ]
    edits = sorted(one for one in after if one[2] is not None)
    assert edits == sorted((where, name, f"m-{name}-{where}") for where, name, _ in before)
    assert await states_of(store, LAST) == {"moved": "delivered"}


async def test_what_is_taken_back_is_sent_nowhere_from_then_on(store):
    await record(store, about(telling("dated")), about(step(30)))
    await fan_out(store)
    taken = await take(store, limit=2)
    await record(store, MOVED, until=at(seconds=20))

    assert len(taken) == 2
    assert not any([await store.outbox.begin(one, now=at(seconds=30)) for one in taken])
    while True:
        is_left = await store.journal.fan_out(now=at(seconds=30))
        told_now = await told(store, now=at(minutes=10))
        assert {name for _, name, _ in told_now} <= {"moved"}
        if not is_left:
            break
    for place in PLACES:
        assert await states_of(store, place) == {
            "dated": "void",
            "30-days": "void",
            "moved": "delivered",
        }


async def test_what_is_taken_back_is_in_no_digest_from_then_on(store):
    for place in PLACES:
        await store.subscriptions.subscribe(subscription(place, digest=DigestFrequency.DAILY))
    await record(store, about(telling("dated")))
    await fan_out(store)
    (*others, held) = await store.outbox.held(now=at(days=1), limit=9)
    await record(store, MOVED, until=at(minutes=1))

    assert len(others) == 4
    assert all(
        "dated" not in {news.id for news in one.news}
        for one in await store.outbox.held(now=at(days=1), limit=9)
    )
    digest = telling("digest").announcement
    assert not await store.outbox.tell(
        digest, held.destination, now=at(days=1), instead_of=held.deliveries
    )
    await fan_out(store)
    for place in PLACES:
        assert await states_of(store, place) == {"dated": "void", "moved": "held"}


async def test_countdowns_to_a_date_that_moved_end_everywhere(store):
    await record(store, step(30), step(7))
    await fan_out(store)
    await record(store, void=[Subject(SHOW, 2)], until=at(minutes=1))

    assert await told(store) == []
    await fan_out(store)
    for place in PLACES:
        assert await states_of(store, place) == {"30-days": "void", "7-days": "void"}


async def test_a_countdown_to_a_date_that_moved_is_queued_nowhere_else(store):
    await record(store, step(30))
    await record(store, void=[Subject(SHOW, 2)], until=at(minutes=1))
    await fan_out(store)

    assert await told(store) == []


async def test_the_first_hear_a_correction_at_once_and_not_what_waited_there(store):
    await record(store, about(telling("dated")), about(step(30)), about(step(7)))
    await fan_out(store)
    await record(store, MOVED, until=at(minutes=1))

    heard = await take(store, now=at(minutes=1))
    assert {one.announcement.id for one in heard} == {"moved"}
    assert FIRST in {one.destination for one in heard}


async def reported(store, place):
    """Return how each announcement stands there, why, and until when."""
    return {
        report.announcement: (report.state, report.reason, report.until)
        for report in await store.outbox.reports(place, limit=99)
    }


WISHES = [
    {},
    {"topics": frozenset({Topic.CAST})},
    {"quiet": (11, 14)},
    {"digest": DigestFrequency.DAILY},
    {"steps": (30,)},
]


@pytest.mark.parametrize("seed", range(6))
async def test_it_is_as_if_all_were_queued_at_once(store, seed):
    chance = random.Random(seed)  # noqa: S311  a test's chance, the same at every run
    at_once = FakeDatabase()
    for place in PLACES:
        await at_once.subscriptions.subscribe(subscription(place))
    for number in range(40):
        place, now = chance.choice(PLACES), at(minutes=number)
        show, wish = chance.choice([None, SHOW]), chance.choice(WISHES)
        what = chance.randrange(9)
        news = chance.choice(
            [
                telling(f"{number}", created_at=now),
                telling(f"{number}", created_at=now, topic=Topic.CAST),
                telling(f"{number}", created_at=now, show="daredevil"),
                step(30, name=f"{number}", created_at=now),
                step(7, name=f"{number}", created_at=now, posting_hour=("UTC", 9)),
            ]
        )
        for one in (at_once, store):
            subscriptions = one.subscriptions
            match what:
                case 0 | 1 | 2:
                    assert await record(one, news, until=now)
                case 3:
                    await subscriptions.subscribe(
                        replace(subscription(place, show=show, **wish), created_at=now)
                    )
                case 4:
                    await subscriptions.unsubscribe(place, show)
                case 5:
                    await subscriptions.pause(place, show, now=now)
                case 6:
                    await subscriptions.resume(place, show)
                case 7:
                    await subscriptions.change(place, show, PreferencesPatch(**wish), now=now)
        if what == 8:
            await store.journal.fan_out(now=now)
    await fan_out(store, now=at(hours=1))

    for place in PLACES:
        assert await reported(store, place) == await reported(at_once, place)
