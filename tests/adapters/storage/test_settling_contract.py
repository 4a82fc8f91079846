"""How a delivery stands after a try, held against the fake and against both databases."""

from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import states_of, take
from fakes.tellings import at, channel, subscription, telling


def names(deliveries):
    return [delivery.announcement.id for delivery in deliveries]


def channels(deliveries):
    return [delivery.destination.channel for delivery in deliveries]


async def test_what_may_be_there_is_looked_at_again_later_and_stays_unknown(store, queue):
    await queue(telling())
    (delivery,) = await take(store)
    await store.outbox.begin(delivery, now=at())
    await store.outbox.settle(delivery, Unknown(reason="the answer was lost"), now=at())

    assert list(await take(store, now=at(seconds=1))) == []
    (again,) = await take(store, now=at(seconds=10))
    await store.outbox.settle(
        again, Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=30), now=at()
    )
    (third,) = await take(store, now=at(seconds=30))

    assert again.is_unknown
    assert third.is_unknown
    (report,) = await store.outbox.reports(channel(), limit=9)
    assert report.reason == "a limit"


async def test_a_limit_is_waited_out_and_then_it_is_as_new(store, queue):
    await queue(telling())
    (delivery,) = await take(store)
    await store.outbox.begin(delivery, now=at())

    await store.outbox.settle(
        delivery, Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=90), now=at()
    )

    assert list(await take(store, now=at(seconds=89))) == []
    (again,) = await take(store, now=at(seconds=90))
    assert (again.is_unknown, again.first_tried_at) == (False, None)
    assert again.attempts == 1


async def test_a_try_that_is_refused_says_nothing_of_an_earlier_one_that_may_be_there(store, queue):
    await queue(telling())
    (delivery,) = await take(store)
    await store.outbox.begin(delivery, now=at())
    await store.outbox.settle(delivery, Unknown(reason="the answer was lost"), now=at())
    (again,) = await take(store, now=at(seconds=10))
    await store.outbox.begin(again, now=at(seconds=10))

    await store.outbox.settle(
        again,
        Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=30),
        now=at(seconds=10),
    )

    (third,) = await take(store, now=at(seconds=40))
    assert third.is_unknown
    assert third.first_tried_at == at()


async def test_what_was_not_even_asked_was_no_try(store, queue):
    await queue(telling())
    (delivery,) = await take(store)
    await store.outbox.begin(delivery, now=at())

    crowded = Rejected(
        refusal=Refusal.LATER, reason="too many wait", retry_after_s=3, is_crowded=True
    )
    await store.outbox.settle(delivery, crowded, now=at())

    (again,) = await take(store, now=at(seconds=3))
    assert (again.attempts, again.first_tried_at, again.is_unknown) == (0, None, False)


async def test_what_waits_for_a_limit_does_not_hold_up_the_next_news(store, queue):
    await queue(telling("slow"))
    (slow,) = await take(store)
    await store.outbox.begin(slow, now=at())
    await store.outbox.settle(
        slow, Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=90), now=at()
    )
    await queue(telling("next"))

    assert names(await take(store, now=at(seconds=3))) == ["next"]


async def test_a_place_that_refuses_for_good_gets_nothing_until_it_subscribes_again(store, queue):
    await queue(telling("first"), telling("second"), places=[channel("gone"), channel("fine")])
    for delivery in await take(store):
        await store.outbox.begin(delivery, now=at())
        outcome = (
            Rejected(refusal=Refusal.DESTINATION, reason="the channel was deleted")
            if delivery.destination.channel == "gone"
            else Delivered(message="m")
        )
        await store.outbox.settle(delivery, outcome, now=at())

    assert channels(await take(store, now=at(minutes=5))) == ["fine"]
    await queue(telling("third"), places=[channel("fine")])
    assert await states_of(store, channel("gone")) == dict.fromkeys(
        ("first", "second", "third"), "suspended"
    )

    await store.subscriptions.subscribe(subscription(channel("gone"), show=None))
    back = await take(store, now=at(minutes=6))
    assert ("gone", "first") in [(d.destination.channel, d.announcement.id) for d in back]


async def test_what_we_got_wrong_suspends_nobody(store, queue):
    await queue(telling("first"), telling("second"))
    for is_plain in (False, True):
        (first,) = await take(store)
        assert (first.announcement.id, first.is_plain) == ("first", is_plain)
        await store.outbox.begin(first, now=at())
        await store.outbox.settle(first, Rejected(refusal=Refusal.OURS, reason="bad"), now=at())

    assert names(await take(store)) == ["second"]
    assert await states_of(store) == {"first": "rejected", "second": "waiting"}


async def test_what_may_be_there_is_looked_for_before_it_is_tried_in_plain_text(store, queue):
    await queue(telling())
    (delivery,) = await take(store)
    await store.outbox.begin(delivery, now=at())
    await store.outbox.settle(delivery, Unknown(reason="the answer was lost"), now=at())
    (again,) = await take(store, now=at(seconds=10))
    await store.outbox.begin(again, now=at(seconds=10))

    bad = Rejected(refusal=Refusal.OURS, reason="bad")
    await store.outbox.settle(again, bad, now=at(seconds=10))

    (third,) = await take(store, now=at(seconds=10))
    assert (third.is_plain, third.is_unknown, third.first_tried_at) == (True, True, at())


async def test_a_reason_with_stray_bytes_is_written_down_all_the_same(store, queue):
    await queue(telling())
    (delivery,) = await take(store)
    await store.outbox.begin(delivery, now=at())

    await store.outbox.settle(delivery, Unknown(reason="no\0 answer ☂"), now=at())

    (report,) = await store.outbox.reports(channel(), limit=1)
    assert report.reason == "no answer ☂"
