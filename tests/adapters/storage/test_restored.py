"""A backup that was put back: what may have been told since is looked for, and told once."""

from datetime import timedelta

import pytest

from adapters.discord.traits import DISCORD
from bot.verbs.deliver import deliver
from bot.verbs.make_digests import make_digests
from content.subscriptions.outcomes import Unknown
from content.subscriptions.schedule import DigestFrequency
from fakes.messenger import FakeMessenger
from fakes.newsroom import StoppedClock
from fakes.storage import queue_rest, record, states_of
from fakes.tellings import at, channel, subscription, telling

RESTORED = at(hours=6)


@pytest.fixture
def discord():
    return FakeMessenger(DISCORD)


@pytest.fixture
def tell(discord):
    async def told(database, now):
        await make_digests(clock=StoppedClock(now), outbox=database.outbox)
        messengers = {DISCORD.id: discord}
        while await deliver(clock=StoppedClock(now), outbox=database.outbox, messengers=messengers):
            pass

    return told


async def subscribed(database, **wanted):
    await database.subscriptions.subscribe(subscription(show=None, **wanted))


async def test_what_was_told_after_the_backup_is_found_and_not_told_again(database, discord, tell):
    await subscribed(database)
    await record(database, telling("a"), until=at())
    (lost,) = await database.outbox.lease([DISCORD.id], limit=1, now=at(), lease_s=60)
    discord.posts.append(lost)  # by the life that the backup does not know of

    assert await database.mark_restored(RESTORED) == 1
    await tell(database, RESTORED)

    assert discord.said_in("general") == ["The news is a."]
    assert [one.first_tried_at for one in discord.looked_for] == [at()]
    assert await states_of(database) == {"a": "delivered"}
    assert (await database.restored_report(RESTORED)).told == 1


async def test_what_was_not_told_after_the_backup_is_told_once(database, discord, tell):
    await subscribed(database)
    await record(database, telling("a"), until=at())

    await database.mark_restored(RESTORED)
    for minutes in range(3):
        await tell(database, RESTORED + timedelta(minutes=minutes))

    assert discord.said_in("general") == ["The news is a."]
    assert len(discord.looked_for) == 1


async def test_what_sources_say_again_within_a_day_is_looked_for_too(database, discord, tell):
    await subscribed(database)
    await database.mark_restored(RESTORED)
    again, later = RESTORED + timedelta(hours=23), RESTORED + timedelta(hours=25)
    await record(database, telling("again", created_at=again), until=again)
    await tell(database, again)
    await record(database, telling("later", created_at=later), until=later)
    await tell(database, later)

    assert [one.announcement.id for one in discord.looked_for] == ["again"]
    assert discord.said_in("general") == ["The news is again.", "The news is later."]


async def test_what_was_not_due_yet_is_not_looked_for(database, discord, tell):
    await subscribed(database, quiet=(10, 22), zone="UTC")
    await record(database, telling("a"), until=at())

    assert await database.mark_restored(RESTORED) == 0
    await tell(database, at(hours=10))

    assert discord.looked_for == []
    assert discord.said_in("general") == ["The news is a."]


async def test_what_nobody_can_look_for_is_too_late_and_counted(database, discord, tell):
    await subscribed(database)
    await record(database, telling("a"), until=at())
    await database.mark_restored(RESTORED)

    async def find(_):
        return Unknown(reason="the history may not be read")

    discord.find = find
    await tell(database, RESTORED)
    assert (await database.restored_report(RESTORED)).open == 1
    await tell(database, RESTORED + timedelta(days=2))

    assert discord.posts == []
    report = await database.restored_report(RESTORED + timedelta(days=2))
    assert (report.told, report.open, report.left_out) == (0, 0, 1)
    assert await database.restored_report(RESTORED + timedelta(days=30)) is None


async def test_a_digest_of_before_is_looked_for_and_what_it_may_have_told_is_left_out(
    database, discord, tell
):
    await subscribed(database, digest=DigestFrequency.DAILY, hour=13, zone="UTC")
    await record(database, telling("a"), until=at())
    await database.mark_restored(RESTORED)
    again = RESTORED + timedelta(minutes=1)
    await record(database, telling("b", created_at=again), until=again)
    await tell(database, RESTORED + timedelta(minutes=2))
    await tell(database, at(days=1, hours=2))

    assert [len(one.announcement.lines) for one in discord.looked_for] == [1]
    assert len(discord.posts) == 1
    assert (await states_of(database))["b"] == "expired"
    assert (await database.restored_report(again)).left_out == 1


async def test_what_a_digest_gathers_later_is_told_as_ever(database, discord, tell):
    await subscribed(database, digest=DigestFrequency.DAILY, hour=13, zone="UTC")
    await database.mark_restored(RESTORED)
    later = RESTORED + timedelta(hours=2)
    await record(database, telling("c", created_at=later), until=later)

    await tell(database, at(days=1, hours=2))

    assert [one.announcement.lines for one in discord.posts] == [("The news is c.",)]


async def test_what_waits_for_a_suspended_channel_is_looked_for_once_it_is_back(
    database, discord, tell
):
    await subscribed(database)
    discord.closed["general"] = "it is archived"
    await record(database, telling("a"), until=at())
    await tell(database, at())
    await database.mark_restored(RESTORED)
    discord.closed.clear()

    await database.subscriptions.lift(channel(), now=RESTORED)
    await tell(database, RESTORED)

    assert [one.announcement.id for one in discord.looked_for] == ["a"]
    assert discord.said_in("general") == ["The news is a."]


async def test_what_was_still_to_be_queued_is_looked_for(database, discord, tell):
    for number in range(120):
        await database.subscriptions.subscribe(subscription(channel(f"c{number}"), show=None))
    await record(database, telling("a"), until=at())

    await database.mark_restored(RESTORED)
    await queue_rest(database)
    await tell(database, RESTORED)

    assert len(discord.looked_for) == len(discord.posts) == 120


async def test_without_a_restore_nothing_is_looked_for(database, discord, tell):
    await subscribed(database)
    await record(database, telling("a"), until=at())
    await tell(database, at())

    assert discord.looked_for == []
    assert await database.restored_report(at()) is None
