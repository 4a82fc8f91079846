"""What becomes of deliveries that another process had in hand, once it sends no more."""

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from content.subscriptions.outcomes import Delivered
from fakes.storage import states_of, take
from fakes.tellings import at, channel, telling


async def test_what_was_not_begun_is_due_at_once_and_no_more_the_other_ones(store, queue):
    await queue(telling())
    (theirs,) = await take(store)

    ended = await store.outbox.take_over(DISCORD.id, now=at(seconds=3))

    (ours,) = await take(store, now=at(seconds=3))
    assert ended == 1
    assert (ours.id, ours.is_unknown) == (theirs.id, False)
    assert not await store.outbox.begin(theirs, now=at(seconds=4))
    assert await store.outbox.begin(ours, now=at(seconds=4))


async def test_what_was_begun_is_looked_for_after_a_while(store, queue):
    await queue(telling())
    (theirs,) = await take(store)
    await store.outbox.begin(theirs, now=at(seconds=2))

    await store.outbox.take_over(DISCORD.id, now=at(seconds=3), begun_s=5)

    assert list(await take(store, now=at(seconds=7))) == []
    (ours,) = await take(store, now=at(seconds=8))
    assert ours.is_unknown
    assert ours.first_tried_at == at(seconds=2)


async def test_what_was_begun_may_also_keep_its_lease(store, queue):
    await queue(telling())
    (theirs,) = await take(store)
    await store.outbox.begin(theirs, now=at(seconds=2))

    assert await store.outbox.take_over(DISCORD.id, now=at(seconds=3)) == 0

    await store.outbox.settle(theirs, Delivered(message="m"), now=at(seconds=4))
    assert await states_of(store) == {"a-date": "delivered"}


async def test_the_other_platforms_keep_what_they_have(store, queue):
    await queue(telling(), places=[channel("there", platform=SLACK.id)])
    (theirs,) = await take(store)

    assert await store.outbox.take_over(DISCORD.id, now=at(seconds=3), begun_s=0) == 0

    assert await store.outbox.begin(theirs, now=at(seconds=4))


async def test_a_late_arrival_of_the_other_process_is_still_written_down(store, queue):
    await queue(telling())
    (theirs,) = await take(store)
    await store.outbox.begin(theirs, now=at(seconds=2))
    await store.outbox.take_over(DISCORD.id, now=at(seconds=3), begun_s=0)

    await store.outbox.settle(theirs, Delivered(message="m"), now=at(seconds=4))

    assert list(await take(store, now=at(days=1))) == []
    assert await states_of(store) == {"a-date": "delivered"}
