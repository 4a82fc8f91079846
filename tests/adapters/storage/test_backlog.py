"""What is counted for whoever watches over Violet, in both databases."""

from datetime import timedelta

from sqlalchemy import update

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage import schema
from adapters.storage.claims import StoredJournal
from bot.ports.leadership import Backlog, Queueing
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import record, take
from fakes.tellings import at, channel, subscription, telling


async def test_nothing_at_all_stands_as_nothing(database):
    standing = await database.backlog.read([DISCORD.id, SLACK.id], now=at())

    assert standing == Backlog(oldest_due={}, open={}, subscriptions=0, suspended={})


async def test_what_waits_is_counted_and_how_long_the_oldest_of_it_could_have_been_sent(database):
    slack = channel("there", platform=SLACK.id)
    for place in (channel(), slack):
        await database.subscriptions.subscribe(subscription(place))
    await record(database, telling("old"), telling("young", created_at=at(minutes=3)))

    standing = await database.backlog.read([DISCORD.id, SLACK.id], now=at(minutes=5))

    assert standing.oldest_due == {DISCORD.id: at(), SLACK.id: at()}
    assert standing.open == {DISCORD.id: 2, SLACK.id: 2}
    assert standing.subscriptions == 2


async def test_what_is_in_hand_or_yet_to_come_is_not_late(database):
    await database.subscriptions.subscribe(subscription(channel()))
    await record(database, telling("now"), telling("later", created_at=at(hours=9)))

    (delivery,) = await take(database)
    in_hand = await database.backlog.read([DISCORD.id, SLACK.id], now=at(seconds=1))
    await database.outbox.begin(delivery, now=at(seconds=1))
    await database.outbox.settle(delivery, Delivered(message="m"), now=at(seconds=2))
    told = await database.backlog.read([DISCORD.id, SLACK.id], now=at(seconds=3))

    assert (in_hand.oldest_due, in_hand.open) == ({}, {DISCORD.id: 2})
    assert (told.oldest_due, told.open) == ({}, {DISCORD.id: 1})


async def test_a_suspended_destination_is_counted_and_makes_nothing_late(database):
    await database.subscriptions.subscribe(subscription(channel()))
    await record(database, telling("refused"), telling("next"))

    (delivery,) = await take(database)
    await database.outbox.begin(delivery, now=at())
    gone = Rejected(refusal=Refusal.DESTINATION, reason="gone")
    await database.outbox.settle(delivery, gone, now=at())

    standing = await database.backlog.read([DISCORD.id, SLACK.id], now=at() + timedelta(hours=1))
    assert standing.suspended == {DISCORD.id: 1}
    assert standing.oldest_due == {}


async def test_what_may_have_arrived_at_a_suspended_destination_makes_nothing_late(database):
    await database.subscriptions.subscribe(subscription(channel()))
    await record(database, telling("lost"), telling("refused", created_at=at(seconds=1)))
    for outcome in (
        Unknown(reason="lost"),
        Rejected(refusal=Refusal.DESTINATION, reason="gone"),
    ):
        (delivery,) = await take(database, now=at(seconds=1))
        await database.outbox.begin(delivery, now=at(seconds=1))
        await database.outbox.settle(delivery, outcome, now=at(seconds=1))

    standing = await database.backlog.read([DISCORD.id], now=at(hours=1))

    assert (standing.oldest_due, standing.open) == ({}, {})


async def test_behind_very_many_that_are_passed_over_something_counts_as_due(database):
    await database.subscriptions.subscribe(subscription(channel()))
    names = [f"{number}" for number in range(150)]
    await record(
        database, *(telling(one, created_at=at(seconds=int(one))) for one in names), until=at()
    )
    while await database.journal.fan_out(now=at()):
        pass
    async with database._transactions.writing() as connection:
        await connection.execute(update(schema.destination).values(suspended_at=at()))

    standing = await database.backlog.read([DISCORD.id], now=at(hours=1))

    assert standing.oldest_due == {DISCORD.id: at(seconds=99)}


async def test_how_far_the_oldest_announcement_was_queued_is_seen(database):
    database.journal = StoredJournal(database._transactions, at_a_time=1)
    for number in range(4):
        await database.subscriptions.subscribe(subscription(channel(f"{number}")))
    await record(database, telling("a"), telling("b"), until=at(minutes=1))

    begun = await database.backlog.read([DISCORD.id], now=at(minutes=2))
    while await database.journal.fan_out(now=at(minutes=2)):
        pass
    over = await database.backlog.read([DISCORD.id], now=at(minutes=2))

    assert begun.queueing == Queueing(announcements=2, since=at(minutes=1), reached=0.25)
    assert over.queueing is None
