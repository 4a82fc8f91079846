"""Publishing on Discord: each post of an announcement channel once, within its ten an hour."""

import pytest

from adapters.discord.traits import DISCORD
from bot.verbs.deliver import deliver
from bot.verbs.publish import publish
from content.announcements.samples import sample_id, sample_of
from content.subscriptions.destination import Destination
from fakes.discord import CROSSPOSTED, NEWS, Fault
from fakes.storage import record
from fakes.tellings import subscription, telling

BEFORE = [Fault.INTERNAL, Fault.UNAVAILABLE, Fault.TIMED_OUT, Fault.CLOSED]
AFTER = [Fault.INTERNAL_AFTER, Fault.UNAVAILABLE_AFTER, Fault.TIMED_OUT_AFTER, Fault.CLOSED_AFTER]


@pytest.fixture(autouse=True)
def news(world):
    """An announcement channel that another server's channel follows."""
    source = world.channel("announcements", kind=NEWS)
    world.following.add(source, world.channel("elsewhere", world.guild("Others")))
    return source


@pytest.fixture
def place(news):
    return Destination(platform=DISCORD.id, workspace=news.guild.id, channel=news.id)


@pytest.fixture
async def tell(opened_sqlite, place, connector, clock):
    """Record news for the channel, and deliver it."""
    await opened_sqlite.subscriptions.subscribe(subscription(place, show=None))
    count = 0

    async def told(number=1, **how):
        nonlocal count
        for _ in range(number):
            count += 1
            clock.pass_time(1)
            one = telling(f"news-{count}", created_at=clock.now(), **how)
            assert await record(opened_sqlite, one, until=clock.now())
        await deliver(
            clock=clock,
            outbox=opened_sqlite.outbox,
            messengers={DISCORD.id: connector.messenger},
        )

    return told


@pytest.fixture
def go_on(world, opened_sqlite, connector, clock):
    """Publish what is due once so many seconds have passed."""

    async def gone_on(seconds=0.0):
        clock.pass_time(seconds)
        world.clock.ahead_s += seconds
        tried = 0
        while tries := await publish(
            DISCORD.id,
            clock=clock,
            publications=opened_sqlite.publications,
            publisher=connector.follower,
        ):
            tried += tries
        return tried

    return gone_on


def published(world, channel):
    return [one for one in world.said_in(channel) if one.flags & CROSSPOSTED]


def crossposts(world):
    return sum(one.path.endswith("/crosspost") for one in world.requests)


async def test_a_post_in_an_announcement_channel_reaches_who_follows_it(world, news, tell, go_on):
    (follower,) = world.following.followers(news)

    await tell()
    await go_on()
    await go_on(3600)

    assert len(published(world, news)) == 1
    assert [one.text for one in follower.messages] == [world.said_in(news)[0].text]
    assert crossposts(world) == 1


async def test_a_post_in_a_plain_channel_is_not_published(
    world, channel, opened_sqlite, tell, go_on
):
    plain = Destination(platform=DISCORD.id, workspace=channel.guild.id, channel=channel.id)
    await opened_sqlite.subscriptions.subscribe(subscription(plain, show=None))

    await tell()

    assert await go_on() == 1
    assert world.said_in(channel)


@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
async def test_a_lost_answer_publishes_it_once_and_once_only(world, news, tell, go_on, fault):
    (follower,) = world.following.followers(news)
    world.faults.coming_to_publishing.append(fault)

    await tell()
    await go_on()
    await go_on(60)

    assert len(published(world, news)) == len(follower.messages) == 1
    assert crossposts(world) == (1 if fault.is_after_acceptance else 2)


@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
async def test_a_lost_answer_to_the_post_itself_is_published_once(world, news, tell, go_on, fault):
    (follower,) = world.following.followers(news)
    world.faults.next_sends(fault)

    await tell()
    await go_on(100)
    await tell(0)
    await go_on()

    assert len(world.said_in(news)) == len(follower.messages) == 1


async def test_what_a_crash_left_midway_is_looked_at_before_it_is_published_again(
    world, news, tell, go_on, opened_sqlite, clock, connector
):
    await tell()
    (waiting,) = await opened_sqlite.publications.waiting(DISCORD.id, now=clock.now(), limit=9)
    (midway,) = waiting.waiting
    assert await opened_sqlite.publications.begin(midway, now=clock.now())
    await connector.follower.publish(midway)

    await go_on(30)

    assert crossposts(world) == 1
    assert len(published(world, news)) == 1
    assert await opened_sqlite.publications.waiting(DISCORD.id, now=clock.now(), limit=9) == []


async def test_of_many_ten_an_hour_are_published_and_none_is_refused(world, news, tell, go_on):
    await tell(13)

    await go_on()
    first = len(published(world, news))
    await go_on(3700)

    assert (first, len(published(world, news))) == (10, 13)
    assert world.limits.refused == 0


async def test_what_somebody_else_published_in_the_hour_is_waited_out(world, news, tell, go_on):
    await tell()
    world.following.published[news.id] += [world.clock.now()] * 10

    await go_on()
    assert published(world, news) == []
    await go_on(600)
    assert world.limits.refused == 1
    await go_on(3100)

    assert len(published(world, news)) == 1


async def test_what_was_published_by_hand_is_as_it_should_be(world, news, tell, go_on):
    await tell()
    world.said_in(news)[0].flags |= CROSSPOSTED

    await go_on()
    await go_on(600)

    assert crossposts(world) == 1


async def test_what_was_deleted_meanwhile_is_not_asked_for_again(world, news, tell, go_on):
    await tell()
    world.said_in(news)[0].deleted = True

    await go_on()
    await go_on(600)

    assert crossposts(world) == 1


async def test_what_is_stale_by_then_stands_in_its_own_channel_alone(world, tell, go_on):
    await tell()

    await go_on(25 * 3600)

    assert crossposts(world) == 0


async def test_an_edit_reaches_followers_too(world, news, tell, go_on, connector, delivery):
    await tell()
    await go_on()
    (post,) = published(world, news)
    (follower,) = world.following.followers(news)

    await connector.messenger.revise(
        delivery(
            destination=Destination(platform=DISCORD.id, workspace=news.guild.id, channel=news.id),
            revises=post.id,
        )
    )

    assert [one.text for one in follower.messages] == [post.text]
    assert "violet=key-1" in post.embeds[0]["url"]


async def test_a_sample_is_for_whoever_asked_and_not_for_those_who_follow(
    connector, world, news, delivery, announcement, clock
):
    await world.until(lambda: connector._client.get_channel(int(news.id)), "the channel")
    sample = sample_of(announcement(), sample_id("here"), clock.now())

    told = await connector.messenger.send(delivery(news))
    tested = await connector.messenger.send(delivery(news, key="key-2", announcement=sample))

    assert [one.is_to_publish for one in (told, tested)] == [True, False]
