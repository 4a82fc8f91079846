"""Telling: outbox → messenger → platform message → settled."""

import asyncio
import gc
import sqlite3
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from bot.ports.errors import StorageError
from bot.runtime.clock import SystemClock
from bot.verbs.deliver import deliver
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.dispatch import Broadcast
from fakes.messenger import FakeMessenger
from fakes.processes import until
from fakes.storage import record
from fakes.tellings import at, channel, subscription, telling


async def test_everything_that_is_due_is_told_and_each_channel_is_told_once():
    room = Broadcast()
    await room.queue(telling("one"), telling("two"), channels=30)

    taken = await room.tell()
    again = await room.tell()

    assert (taken, again) == (60, 0)
    assert len({(post.destination, post.announcement.id) for post in room.messenger.posts}) == 60


async def test_one_channel_gets_its_news_one_after_another_in_order():
    room = Broadcast(slow_s={"0": 0.01})
    await room.queue(*(telling(f"{n}", created_at=at(seconds=n - 9)) for n in range(5)))

    await room.tell()

    assert room.messenger.said_in("0") == [f"The news is {n}." for n in range(5)]


async def test_no_more_is_in_flight_than_allowed():
    room = Broadcast(slow_s={f"{n}": 0.01 for n in range(40)})
    await room.queue(channels=40)

    await room.tell(limit=7)

    assert room.messenger.most_in_flight == 7
    assert len(room.messenger.posts) == 40


async def test_of_very_many_some_begin_in_each_turn_of_the_loop():
    room, found = Broadcast(), []
    await room.queue(channels=130)
    telling_all = asyncio.create_task(room.tell(limit=200))
    while not telling_all.done():
        found.append(len(room.messenger.asked_for_a_slot))
        await asyncio.sleep(0)

    assert max(later - before for before, later in pairwise(found)) == 50
    assert await telling_all == 130


async def test_slow_channels_hold_up_no_other():
    others_are_told = asyncio.Event()
    room = Broadcast(held={f"{n}": others_are_told for n in range(12)})
    await room.queue(channels=60)

    telling_all = asyncio.create_task(room.tell(limit=15))
    await until(lambda: len(room.messenger.posts) == 48)
    others_are_told.set()

    assert await telling_all == 60
    assert len(room.messenger.posts) == 60


async def test_a_channel_that_was_told_to_wait_waits_alone():
    def busy(delivery):
        is_first = delivery.destination.channel == "0" and not delivery.attempts
        wait = Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=30)
        return wait if is_first else None

    room = Broadcast(fault=busy)
    await room.queue(channels=5)

    await room.tell()
    first = len(room.messenger.posts)
    room.clock.pass_time(30)
    await room.tell()

    assert (first, len(room.messenger.posts)) == (4, 5)


async def test_what_may_have_arrived_is_looked_for_before_it_is_sent_again():
    room = Broadcast()
    await room.queue()

    def lose(delivery):
        room.messenger.posts.append(delivery)
        return Unknown(reason="the answer was lost")

    room.messenger.fault = lose
    await room.tell()
    room.messenger.fault = lambda _: None
    room.clock.pass_time(60)
    await room.tell()

    assert len(room.messenger.posts) == 1
    assert len(room.messenger.looked_for) == 1
    assert await room.states() == {"a-date": "delivered"}


async def test_a_messenger_that_breaks_leaves_it_unknown_and_the_others_told():
    def broken(delivery):
        if delivery.destination.channel == "1":
            raise RuntimeError("a fault of ours")

    room = Broadcast(fault=broken)
    await room.queue(channels=3)

    with capture_logs() as logs:
        await room.tell()

    assert len(room.messenger.posts) == 2
    assert await room.states("1") == {"a-date": "unknown"}
    assert [line["event"] for line in logs].count("delivery_failed") == 1


async def test_a_message_that_we_got_wrong_is_told_plainly_and_the_operator_hears_of_it_once():
    def faulty(delivery):
        wrong = Rejected(refusal=Refusal.OURS, reason="embed too long")
        return None if delivery.is_plain else wrong

    room = Broadcast(fault=faulty)
    await room.queue(channels=4)

    with capture_logs() as logs:
        await room.tell()

    assert [post.is_plain for post in room.messenger.posts] == [True] * 4
    errors = [line for line in logs if line["log_level"] == "error"]
    assert [line["event"] for line in errors] == ["announcement_malformed"]
    assert await room.store.subscriptions.suspension_of(channel("0", workspace="house-0")) is None


async def test_a_message_that_is_wrong_even_plainly_is_given_up():
    room = Broadcast(fault=lambda _: Rejected(refusal=Refusal.OURS, reason="bad"))
    await room.queue()

    taken = await room.tell()

    assert taken == 2
    assert await room.states() == {"a-date": "rejected"}


async def test_a_platform_that_refuses_everything_is_not_asked_for_every_channel():
    room = Broadcast(fault=lambda _: Rejected(refusal=Refusal.PLATFORM, reason="token revoked"))
    await room.queue(channels=50)

    taken = await room.tell(limit=5)

    assert taken <= 10
    assert await room.store.subscriptions.suspension_of(channel("0", workspace="house-0")) is None


async def test_where_a_platform_is_crowded_less_is_taken_in_hand():
    room = Broadcast()

    def crowded(delivery):
        if len(room.messenger._flying) > 4 and not delivery.attempts:
            return Rejected(refusal=Refusal.LATER, reason="x", retry_after_s=60, is_crowded=True)
        return None

    room.messenger.fault = crowded
    room.messenger.slow_s = {f"{n}": 0.01 for n in range(200)}
    await room.queue(channels=200)

    await room.tell(limit=30)

    assert len(room.messenger.posts) > 120


async def test_once_draining_nothing_more_is_taken_and_what_is_in_flight_arrives():
    room = Broadcast(slow_s={f"{n}": 0.05 for n in range(20)})
    await room.queue(channels=20)
    draining = asyncio.Event()

    telling_all = asyncio.create_task(room.tell(limit=5, draining=draining))
    await room.messenger.begun.wait()
    draining.set()

    assert await telling_all == 5
    assert len(room.messenger.posts) == 5


async def test_what_is_cut_off_midway_is_looked_for_by_the_next():
    room = Broadcast(slow_s={"0": 30.0})
    await room.queue()
    telling_it = asyncio.create_task(room.tell())
    await room.messenger.begun.wait()

    telling_it.cancel()
    await asyncio.gather(telling_it, return_exceptions=True)
    room.messenger.slow_s = {}
    room.clock.pass_time(61)
    await room.tell()

    assert len(room.messenger.looked_for) == 1
    assert len(room.messenger.posts) == 1


async def test_a_database_that_fails_ends_the_telling_and_no_send_midway():
    room = Broadcast(slow_s={"1": 0.05})

    class Failing:
        def __getattr__(self, name):
            return getattr(room.store.outbox, name)

        async def settle(self, delivery, outcome, *, now):
            if delivery.destination.channel == "0":
                raise StorageError("the disk is full")
            await room.store.outbox.settle(delivery, outcome, now=now)

    room.outbox = Failing()
    await room.queue(channels=2)

    with pytest.raises(StorageError, match="disk"):
        await room.tell(lease_s=5)

    assert await room.states("1") == {"a-date": "delivered"}


async def test_an_outcome_that_the_database_does_not_take_at_once_is_not_forgotten():
    room = Broadcast()

    class FailingTwice:
        failures = 0

        def __getattr__(self, name):
            return getattr(room.store.outbox, name)

        async def settle(self, delivery, outcome, *, now):
            if self.failures < 2:
                self.failures += 1
                raise StorageError("the database is locked")
            await room.store.outbox.settle(delivery, outcome, now=now)

    room.outbox = FailingTwice()
    await room.queue()

    with capture_logs() as logs:
        taken = await room.tell()
    again = await room.tell()

    assert (taken, again, len(room.messenger.posts)) == (1, 0, 1)
    assert room.messenger.looked_for == []
    assert await room.states() == {"a-date": "delivered"}
    events = [line["event"] for line in logs if line["event"].startswith("settling")]
    assert events == ["settling_delayed", "settling_resumed"]


async def test_where_several_fail_at_once_the_fault_is_raised_once_and_nothing_more_is_said():
    room, unseen = Broadcast(), []

    class Gone:
        def __getattr__(self, name):
            return getattr(room.store.outbox, name)

        async def begin(self, *_, **__):
            raise StorageError("the database is gone")

    room.outbox = Gone()
    await room.queue(channels=3)
    asyncio.get_running_loop().set_exception_handler(lambda _, said: unseen.append(said))

    with pytest.raises(StorageError, match="gone"):
        await room.tell()
    gc.collect()

    assert unseen == []
    assert room.messenger.posts == []


async def test_nothing_due_is_nothing_told():
    assert await Broadcast().tell() == 0


async def test_a_real_database_is_told_from_alike(sqlite_url):
    database = await Database.open(sqlite_url)
    clock = SystemClock()
    for number in range(40):
        await database.subscriptions.subscribe(subscription(channel(f"{number}")))
    await record(database, telling(created_at=clock.now()), until=clock.now())
    messenger = FakeMessenger(slow_s={f"{n}": 0.02 for n in range(0, 40, 3)}, closed={"7": "gone"})

    taken = await deliver(clock=clock, outbox=database.outbox, messengers={DISCORD.id: messenger})

    assert (taken, len(messenger.posts)) == (40, 39)
    assert isinstance(await messenger.find(messenger.posts[0]), Delivered)
    await database.close()


async def test_a_database_that_is_locked_meanwhile_delays_the_news_and_loses_nothing(
    tmp_path, sqlite_url
):
    database = await Database.open(sqlite_url, busy_s=0.1)
    clock, messenger, channels = (
        SystemClock(),
        FakeMessenger(),
        [f"{number}" for number in range(20)],
    )
    for name in channels:
        await database.subscriptions.subscribe(subscription(channel(name)))
    await record(database, telling(created_at=clock.now()), until=clock.now())
    lock = sqlite3.connect(tmp_path / "violet.db", isolation_level=None)

    def locked(_):
        if not messenger.posts:
            lock.execute("BEGIN IMMEDIATE")
            asyncio.get_running_loop().call_later(0.5, lock.execute, "ROLLBACK")

    messenger.fault = locked
    faults = 0
    with capture_logs() as logs:
        while sum((await database.backlog.read([DISCORD.id], now=clock.now())).open.values()):
            try:
                await deliver(
                    clock=clock, outbox=database.outbox, messengers={DISCORD.id: messenger}
                )
            except StorageError:
                faults += 1  # the next tick takes over what this one held
                await database.outbox.take_over(DISCORD.id, now=clock.now(), begun_s=0)

    lock.close()
    assert faults or "settling_delayed" in [log["event"] for log in logs]
    assert sorted(post.destination.channel for post in messenger.posts) == sorted(channels)
    await database.close()
