"""What `Outbox` promises, held against the fake and against both databases."""

from adapters.slack.traits import SLACK
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import states_of, take
from fakes.tellings import at, channel, step, telling


def names(deliveries):
    return [delivery.announcement.id for delivery in deliveries]


def channels(deliveries):
    return [delivery.destination.channel for delivery in deliveries]


async def test_nothing_is_due_where_nothing_was_queued(store):
    assert list(await take(store)) == []


async def test_what_is_due_is_taken_begun_and_delivered_once(store, queue):
    await queue(telling())

    (delivery,) = await take(store)
    begun = await store.outbox.begin(delivery, now=at(seconds=1))
    await store.outbox.settle(delivery, Delivered(message="m1"), now=at(seconds=2))

    assert begun
    assert (delivery.attempts, delivery.is_unknown, delivery.first_tried_at) == (0, False, None)
    assert list(await take(store, now=at(days=99))) == []
    (report,) = await store.outbox.reports(channel(), limit=9)
    assert (report.state, report.reason, report.at) == ("delivered", None, at(seconds=2))


async def test_nothing_is_taken_before_it_is_due(store, queue):
    await queue(telling(created_at=at(hours=1)))

    assert list(await take(store, now=at(minutes=59))) == []
    assert names(await take(store, now=at(hours=1))) == ["a-date"]


async def test_only_the_platforms_asked_for_are_served(store, queue):
    await queue(telling(), places=[channel("here"), channel("there", platform=SLACK.id)])

    assert channels(await take(store, platforms=[SLACK.id])) == ["there"]
    assert list(await take(store, platforms=[])) == []
    assert channels(await take(store)) == ["here"]


async def test_oldest_first_and_one_in_flight_at_each_place(store, queue):
    await queue(
        telling("second", created_at=at(minutes=-1)),
        telling("first", created_at=at(minutes=-2)),
        places=[channel("a"), channel("b")],
    )

    taken = await take(store)
    meanwhile = await take(store)

    assert sorted(channels(taken)) == ["a", "b"]
    assert list(meanwhile) == []
    for delivery in taken:
        await store.outbox.begin(delivery, now=at())
        await store.outbox.settle(delivery, Delivered(message="m"), now=at())
    rest = await take(store)
    assert sorted(channels(rest)) == ["a", "b"]
    assert {*names(taken)} | {*names(rest)} == {"first", "second"}


async def test_of_more_than_the_limit_the_oldest_are_taken(store, queue):
    await queue(telling("young", created_at=at(minutes=-1)), places=[channel("a")])
    await store.subscriptions.unsubscribe(channel("a"), None)
    await queue(telling("old", created_at=at(minutes=-9)), places=[channel("b"), channel("c")])

    assert names(await take(store, limit=0)) == []
    assert names(await take(store, limit=2)) == ["old", "old"]


async def test_every_workspace_has_its_first_channel_served_before_any_has_its_second(store, queue):
    big = [channel(f"big-{n}", workspace="big") for n in range(5)]
    small = [channel(f"small-{n}", workspace=f"small-{n}") for n in range(3)]
    direct = [channel(f"direct-{n}", workspace="") for n in range(2)]
    await queue(telling(), places=[*big, *small, *direct])

    taken = await take(store, limit=6)

    assert sorted(channels(taken)) == sorted(
        ["big-0", "small-0", "small-1", "small-2", "direct-0", "direct-1"]
    )
    assert channels(await take(store, limit=2)) == ["big-1", "big-2"]


async def test_a_lease_that_runs_out_before_the_try_is_given_to_the_next_as_it_was(store, queue):
    await queue(telling())
    (first,) = await take(store, lease_s=60)

    assert list(await take(store, now=at(seconds=59))) == []
    (second,) = await take(store, now=at(seconds=60))

    assert second.id == first.id
    assert second.key == first.key
    assert second.lease != first.lease
    assert not second.is_unknown


async def test_a_lease_that_runs_out_after_the_try_began_comes_back_as_unknown(store, queue):
    await queue(telling())
    (first,) = await take(store, lease_s=60)
    await store.outbox.begin(first, now=at(seconds=5))

    (second,) = await take(store, now=at(seconds=60))

    assert second.is_unknown
    assert second.attempts == 1
    assert second.first_tried_at == at(seconds=5)
    assert await states_of(store) == {"a-date": "unknown"}


async def test_nothing_is_sent_under_a_lease_that_ran_out(store, queue):
    await queue(telling())
    (late,) = await take(store, lease_s=60)

    assert not await store.outbox.begin(late, now=at(seconds=60))
    (again,) = await take(store, now=at(seconds=60))
    assert not again.is_unknown


async def test_nothing_is_sent_under_a_lease_that_somebody_else_has_now(store, queue):
    await queue(telling())
    (late,) = await take(store, lease_s=60)
    (now_held,) = await take(store, now=at(seconds=61))

    assert not await store.outbox.begin(late, now=at(seconds=62))
    assert await store.outbox.begin(now_held, now=at(seconds=62))


async def test_who_lost_the_lease_can_only_say_that_it_is_there(store, queue):
    await queue(telling())
    (late,) = await take(store, lease_s=60)
    await store.outbox.begin(late, now=at())
    (now_held,) = await take(store, now=at(seconds=61))

    for outcome in (
        Rejected(refusal=Refusal.DESTINATION, reason="gone"),
        Rejected(refusal=Refusal.OURS, reason="bad"),
        Unknown(reason="no answer"),
    ):
        await store.outbox.settle(late, outcome, now=at(seconds=62))
        assert await states_of(store) == {"a-date": "unknown"}
    await store.outbox.settle(late, Delivered(message="m1"), now=at(seconds=63))

    assert await states_of(store) == {"a-date": "delivered"}
    assert not await store.outbox.begin(now_held, now=at(seconds=64))
    await queue(telling("next"))
    assert names(await take(store, now=at(seconds=65))) == ["next"]


async def test_who_lost_the_lease_does_not_free_the_place_for_a_second_delivery(store, queue):
    await queue(telling("first"), telling("next"))
    (late,) = await take(store, lease_s=60)
    (now_held,) = await take(store, now=at(seconds=61))
    await store.outbox.begin(now_held, now=at(seconds=62))

    assert not await store.outbox.begin(late, now=at(seconds=63))
    await store.outbox.settle(late, Unknown(reason="no answer"), now=at(seconds=63))

    assert list(await take(store, now=at(seconds=64))) == []
    await store.outbox.settle(now_held, Delivered(message="m"), now=at(seconds=65))
    assert names(await take(store, now=at(seconds=66))) == ["next"]


async def test_what_has_expired_is_settled_as_such_and_never_taken(store, queue):
    await queue(step(7, expires_at=at(hours=12)), step(3, expires_at=at(days=4)))

    taken = await take(store, now=at(hours=12))

    assert names(taken) == ["3-days"]
    assert await states_of(store) == {"7-days": "expired", "3-days": "waiting"}


async def test_what_is_being_sent_as_it_expires_may_still_be_settled(store, queue):
    await queue(step(7, expires_at=at(seconds=30)))
    (delivery,) = await take(store, lease_s=60)
    await store.outbox.begin(delivery, now=at())

    assert list(await take(store, now=at(seconds=31))) == []
    assert await states_of(store) == {"7-days": "sending"}
    await store.outbox.settle(delivery, Delivered(message="m"), now=at(seconds=32))

    assert await states_of(store) == {"7-days": "delivered"}


async def test_why_tells_the_latest_first_and_no_more_than_asked(store, queue):
    await queue(*(telling(f"{n}", created_at=at(minutes=n)) for n in (1, 3, 2)))

    assert [report.announcement for report in await store.outbox.reports(channel(), limit=2)] == [
        "3",
        "2",
    ]
    assert list(await store.outbox.reports(channel("elsewhere"), limit=2)) == []


async def test_why_names_the_message_that_arrived(store, queue):
    await queue(telling("a"), telling("b"))
    (delivery,) = await take(store, limit=1)
    await store.outbox.begin(delivery, now=at())
    await store.outbox.settle(delivery, Delivered(message="m-1"), now=at())

    told = {
        report.state: report.message for report in await store.outbox.reports(channel(), limit=9)
    }

    assert told == {"delivered": "m-1", "waiting": None}


async def test_the_key_of_a_delivery_is_its_own_and_short(store, queue):
    await queue(telling("first"), telling("second"), places=[channel("a"), channel("b")])
    keys = set()
    for _ in range(2):
        for delivery in await take(store):
            keys.add(delivery.key)
            await store.outbox.begin(delivery, now=at())
            await store.outbox.settle(delivery, Delivered(message="m"), now=at())

    assert len(keys) == 4
    assert all(len(key) <= 25 for key in keys)
