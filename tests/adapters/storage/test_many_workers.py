"""Several processes, each with a database object of its own, share the work of telling."""

import asyncio
from collections import Counter

from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from content.subscriptions.outcomes import Delivered
from fakes.patience import PATIENCE_S
from fakes.storage import queue_rest
from fakes.tellings import at, channel, subscription, telling

CHANNELS, TELLINGS = 40, 4
ROUNDS = 20


async def queue(database):
    for number in range(CHANNELS):
        place = channel(f"{number}", workspace=f"house-{number % 7}")
        await database.subscriptions.subscribe(subscription(place))
    await database.journal.record(
        claims=(),
        shows=(),
        broadcasts=[telling(f"news-{number}") for number in range(TELLINGS)],
        void=(),
        noticed_from=None,
        noticed_until=at(),
    )
    await queue_rest(database)


async def test_workers_never_hold_two_deliveries_of_one_place_and_tell_each_once(url):
    first, second = await Database.open(url), await Database.open(url)
    await queue(first)
    held, told, clashes = set(), Counter(), []

    async def work(database):
        while sum(told.values()) < CHANNELS * TELLINGS:
            taken = await database.outbox.lease(
                [DISCORD.id], limit=9, now=at(minutes=1), lease_s=60
            )
            places = {delivery.destination for delivery in taken}
            clashes.extend(places & held)
            held.update(places)
            for delivery in taken:
                assert await database.outbox.begin(delivery, now=at(minutes=1))
                told[delivery.destination, delivery.announcement.id] += 1
                held.discard(delivery.destination)
                await database.outbox.settle(delivery, Delivered(message="m"), now=at(minutes=1))
            await asyncio.sleep(0)

    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*(work(database) for database in (first, second, first, second)))

    assert clashes == []
    assert len(told) == CHANNELS * TELLINGS
    assert set(told.values()) == {1}
    await first.close()
    await second.close()


async def test_of_many_that_take_at_once_each_gets_other_places(url):
    databases = [await Database.open(url) for _ in range(4)]
    await queue(databases[0])

    batches = await asyncio.gather(
        *(
            database.outbox.lease([DISCORD.id], limit=10, now=at(minutes=1), lease_s=60)
            for database in databases
        )
    )

    places = Counter(delivery.destination for batch in batches for delivery in batch)
    assert places
    assert set(places.values()) == {1}
    for database in databases:
        await database.close()


async def test_who_unsubscribes_while_news_is_being_queued_is_not_told(url):
    first, second = await Database.open(url), await Database.open(url)
    for number in range(ROUNDS):
        await first.subscriptions.subscribe(subscription(channel(f"{number}")))

    for number in range(ROUNDS):
        await asyncio.gather(
            first.journal.record(
                claims=(),
                shows=(),
                broadcasts=[telling(f"news-{number}")],
                void=(),
                noticed_from=at(seconds=number - 1) if number else None,
                noticed_until=at(seconds=number),
            ),
            second.subscriptions.unsubscribe(channel(f"{number}"), None),
        )

        reports = await first.outbox.reports(channel(f"{number}"), limit=99)
        assert "waiting" not in {report.state for report in reports}
    assert (await first.journal.open()).noticed_until == at(seconds=ROUNDS - 1)
    await first.close()
    await second.close()
