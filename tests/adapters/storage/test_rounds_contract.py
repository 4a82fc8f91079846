"""Tries that begin and end at once stand as if each had been written down by itself."""

import asyncio

from sqlalchemy import text

from bot.ports.errors import StorageError
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import record, states_of, take
from fakes.tellings import at, channel, subscription, telling

OUTCOMES = (
    Delivered(message="m"),
    Unknown(reason="the answer was lost"),
    Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=30),
    Rejected(refusal=Refusal.LATER, reason="too many", retry_after_s=1, is_crowded=True),
    Rejected(refusal=Refusal.DESTINATION, reason="the channel is gone"),
    Rejected(refusal=Refusal.OURS, reason="a bad embed"),
    Rejected(refusal=Refusal.PLATFORM, reason="the token"),
)
REFUSES_ONE = """\
CREATE TRIGGER refuses BEFORE UPDATE OF message ON delivery WHEN NEW.message = 'bad'
BEGIN SELECT RAISE(ABORT, 'no'); END
"""
PLACES = [channel(f"{number}") for number in range(3 * len(OUTCOMES))]


async def begin_all(store, deliveries):
    return await asyncio.gather(*(store.outbox.begin(one, now=at(seconds=1)) for one in deliveries))


async def settle_all(store, deliveries, outcomes):
    ended = zip(deliveries, outcomes, strict=False)
    await asyncio.gather(*(store.outbox.settle(d, o, now=at(seconds=2)) for d, o in ended))


async def stand(store):
    return {
        place.channel: [
            (report.state, report.reason, report.message, report.until)
            for report in await store.outbox.reports(place, limit=9)
        ]
        for place in PLACES
    }


async def test_every_outcome_at_once_leaves_what_each_leaves_alone(store, queue):
    await queue(telling(), places=PLACES)
    deliveries = await take(store)
    begun = await begin_all(store, deliveries)
    await settle_all(store, deliveries, OUTCOMES * 3)
    at_once = await stand(store)

    assert begun == [True] * len(PLACES)
    kinds = [at_once[one.destination.channel] for one in deliveries]
    for number in range(len(OUTCOMES)):
        assert kinds[number] == kinds[number + len(OUTCOMES)] == kinds[number + 2 * len(OUTCOMES)]
    states = [report[0][0].value for report in kinds[: len(OUTCOMES)]]
    expected = ["delivered", "unknown", "waiting", "waiting", "suspended", "waiting", "waiting"]
    assert states == expected


async def test_what_ended_lets_its_destination_have_the_next_at_once(store, queue):
    await queue(telling("one"), telling("two"), places=PLACES)
    first = await take(store)
    await begin_all(store, first)

    await settle_all(store, first, [Delivered(message="m")] * len(first))
    second = await take(store)

    assert len(first) == len(second) == len(PLACES)
    assert {one.announcement.id for one in second} == {"two"}


async def test_a_lease_that_is_lost_begins_nothing_and_the_others_begin(store, queue):
    await queue(telling(), places=PLACES[:4])
    old = await take(store, lease_s=10)
    new = await take(store, now=at(seconds=11), limit=2, lease_s=60)

    begun = await asyncio.gather(
        *(store.outbox.begin(one, now=at(seconds=12)) for one in (*old, *new))
    )

    assert begun == [False] * 4 + [True] * 2


async def test_the_word_that_it_arrived_counts_beside_a_lease_that_was_lost(store, queue):
    await queue(telling(), places=PLACES[:1])
    (old,) = await take(store, lease_s=10)
    await store.outbox.begin(old, now=at(seconds=1))
    (new,) = await take(store, now=at(seconds=11))

    await asyncio.gather(
        store.outbox.settle(new, Unknown(reason="lost"), now=at(seconds=12)),
        store.outbox.settle(old, Delivered(message="m"), now=at(seconds=12)),
    )

    assert await states_of(store, PLACES[0]) == {"a-date": "delivered"}


async def test_a_round_that_cannot_be_stored_leaves_every_try_as_it_was(opened_sqlite):
    for place in PLACES[:3]:
        await opened_sqlite.subscriptions.subscribe(subscription(place, show=None))
    await record(opened_sqlite, telling())
    deliveries = await take(opened_sqlite)
    async with opened_sqlite._transactions.writing() as connection:
        await connection.execute(text(REFUSES_ONE))
    await begin_all(opened_sqlite, deliveries)

    outcomes = [Delivered(message=words) for words in ("good", "bad", "good")]
    told = await asyncio.gather(
        *(
            opened_sqlite.outbox.settle(one, outcome, now=at(seconds=2))
            for one, outcome in zip(deliveries, outcomes, strict=True)
        ),
        return_exceptions=True,
    )

    assert [type(one) for one in told] == [StorageError] * 3
    stands = [await states_of(opened_sqlite, one) for one in PLACES[:3]]
    assert stands == [{"a-date": "sending"}] * 3


async def test_a_try_is_waited_for_from_its_beginning_to_its_end(opened_sqlite):
    for place in PLACES[:2]:
        await opened_sqlite.subscriptions.subscribe(subscription(place, show=None))
    await record(opened_sqlite, telling())
    outbox = opened_sqlite.outbox
    first, second = await take(opened_sqlite)
    waited_for = [outbox._is_any_tried()]
    await begin_all(opened_sqlite, [first, second])

    waited_for.append(outbox._is_any_tried())
    await outbox.settle(first, Delivered(message="m"), now=at(seconds=2))
    waited_for.append(outbox._is_any_tried())
    await outbox.settle(second, Unknown(reason="lost"), now=at(seconds=2))
    waited_for.append(outbox._is_any_tried())

    assert waited_for == [False, True, True, False]
