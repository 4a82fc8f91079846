"""What happens to servers, channels and roles on Discord: told once, mended, taken up again."""

import asyncio

import pytest

from adapters.discord.channels import destination_from
from adapters.discord.traits import DISCORD
from bot.verbs.deliver import deliver
from bot.verbs.recover import recover
from content.facts.kinds import Topic
from content.subscriptions.causes import Cause
from fakes.database import FakeDatabase
from fakes.discord import ALL, SEND
from fakes.discord.happenings import Happenings
from fakes.storage import record
from fakes.tellings import subscription, telling

PATIENCE_S = 9.0


class Room:
    """A connector, what it remembers, and somebody who subscribes."""

    def __init__(self, world, clock, memory, connector) -> None:
        self.world, self.clock, self.memory, self.connector = world, clock, memory, connector
        self.happens = Happenings(world)
        self.trish = world.person("trish")

    async def subscribe(self, *channels, **wanted) -> None:
        for channel in channels:
            mine = subscription(place_of(channel), by=self.trish.id, **wanted)
            await self.memory.subscriptions.subscribe(mine)

    async def tick(self, **later) -> None:
        self.clock.pass_time(later.get("seconds", 0))
        messengers = {DISCORD.id: self.connector.messenger}
        parts = {"clock": self.clock, "outbox": self.memory.outbox, "messengers": messengers}
        await deliver(**parts)
        known = {"subscriptions": self.memory.subscriptions, "places": self.memory.places}
        await recover(**parts, **known)
        await deliver(**parts)

    async def news(self, name: str = "first") -> None:
        now = self.clock.now()
        await record(self.memory, telling(name, created_at=now), until=now)
        await self.tick()

    def notices(self) -> list[str]:
        return [one.text for one in self.world.said_in(self.world.direct(self.trish))]

    async def until(self, is_so) -> None:
        """Wait until the bot has taken note of what the gateway told."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                if await is_so():
                    return
                await asyncio.sleep(0.01)

    async def is_ready(self) -> bool:
        """Whether the gateway has told of all servers, so that another is certainly not ours."""
        return self.connector._client.is_ready()

    async def until_suspended(self, channel, cause: Cause) -> None:
        async def is_suspended() -> bool:
            found = await self.memory.subscriptions.suspension_of(place_of(channel))
            return found is not None and found.cause is cause

        await self.until(is_suspended)

    async def until_well(self, channel) -> None:
        async def is_well() -> bool:
            return await self.memory.subscriptions.suspension_of(place_of(channel)) is None

        await self.until(is_well)


def place_of(channel):
    parent = int(channel.parent.id) if channel.parent else None
    return destination_from(int(channel.guild.id), int(channel.id), parent)


@pytest.fixture
async def room(make_connector, world, clock):
    memory = FakeDatabase()
    connector = make_connector(world, memory=memory, subscriptions=memory.subscriptions)
    for number in range(11):
        world.channel(f"room-{number}")
    await connector.start()
    return Room(world, clock, memory, connector)


async def test_a_timeout_is_one_notice_for_all_channels_of_the_server_with_its_cure(room, world):
    channels = list(world.channels.values())
    await room.subscribe(*channels)
    await room.happens.times_out(channels[0].guild, minutes=20)
    await room.news()

    for _ in range(3):
        await room.tick(seconds=100)

    (said,) = room.notices()
    assert "I cannot post in 12 channels of Fans." in said
    assert "#room-10" in said
    assert "#news" in said
    assert "put in timeout" in said
    assert "Remove Timeout" in said
    refused = [one for one in world.requests if one.path.endswith("/messages")]
    assert len(refused) <= 13  # one of the news each at most, and the notice


async def test_a_timeout_that_is_ended_lets_the_news_go_on_at_once(room, world, channel):
    await room.subscribe(channel)
    await room.happens.times_out(channel.guild, minutes=20)
    await room.until_suspended(channel, Cause.TIMED_OUT)
    await room.news()
    assert world.said_in(channel) == []

    await room.happens.times_out(channel.guild)
    await room.until_well(channel)
    await room.tick()

    assert len(world.said_in(channel)) == 1


async def test_a_kick_is_told_as_one_and_an_invitation_mends_it(room, world, channel):
    other = world.channel("later")
    await room.subscribe(channel, other)
    await room.happens.renames(channel, "announcements")
    await room.happens.kicks(channel.guild)
    await room.until_suspended(channel, Cause.LEFT)
    await room.until_suspended(other, Cause.LEFT)
    await room.news()

    (said,) = room.notices()
    assert "of Fans" in said
    assert "removed from that server" in said
    assert "permission" not in said
    await room.until(room.is_ready)
    asked = len([one for one in world.requests if channel.id in one.path])
    for _ in range(4):
        await room.tick(seconds=7 * 3600)
    assert len([one for one in world.requests if channel.id in one.path]) == asked

    await room.happens.invites(channel.guild)
    await room.until_well(channel)
    await room.tick()

    assert len(world.said_in(channel)) == 1


async def test_a_deleted_channel_is_named_without_a_link_and_asked_for_no_more(
    room, world, channel
):
    await room.subscribe(channel)
    await room.happens.deletes(channel)
    await room.until_suspended(channel, Cause.GONE)
    await room.news()

    for _ in range(8):
        await room.tick(seconds=6 * 3600)
        await room.news(f"{room.clock.now()}")

    (said,) = room.notices()
    assert "I cannot post in #news of Fans." in said
    assert "The channel was deleted." in said
    assert f"/{channel.id}" not in said
    assert [one for one in world.requests if channel.id in one.path] == []


async def test_one_that_was_deleted_unnoticed_is_found_out_once_and_named_from_memory(
    room, world, channel
):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    await room.happens.deletes(channel, told=False)
    await room.news()

    for _ in range(8):
        await room.tick(seconds=6 * 3600)
        await room.news(f"{room.clock.now()}")

    (said,) = room.notices()
    assert "#news of Fans" in said
    posts = [one for one in world.requests if one.path == f"/channels/{channel.id}/messages"]
    assert len(posts) == 1


async def test_a_deleted_thread_is_told_as_one(room, world, channel):
    thread = world.channel("spoilers", kind=11, parent=channel)
    await room.happens.locks(thread, locked=False)
    await room.subscribe(thread)
    await room.happens.deletes(thread)
    await room.until_suspended(thread, Cause.GONE)
    await room.tick()

    (said,) = room.notices()
    assert "The thread was deleted." in said


async def test_a_thread_that_is_unlocked_goes_on(room, world, channel):
    thread = world.channel("spoilers", kind=11, parent=channel, is_locked=True, is_archived=True)
    await room.subscribe(thread)
    await room.news()
    await room.until_suspended(thread, Cause.ARCHIVED)

    await room.happens.locks(thread, locked=False)
    await room.until_well(thread)
    await room.tick()

    assert len(world.said_in(thread)) == 1


async def test_a_permission_that_is_lost_is_named_and_what_is_granted_again_goes_on_at_once(
    room, world, channel
):
    await room.subscribe(channel)
    await room.happens.permits(channel, ALL & ~SEND)
    await room.until_suspended(channel, Cause.FORBIDDEN)
    await room.news()
    (said,) = room.notices()

    await room.happens.permits(channel, ALL)
    await room.until_well(channel)
    await room.tick()

    assert "Violet lacks Send Messages" in said
    assert len(world.said_in(channel)) == 1
    assert len(room.notices()) == 1


async def test_a_deleted_role_is_mentioned_no_more_and_whoever_chose_it_is_told_once(
    room, world, channel
):
    await room.subscribe(channel, mentions=((Topic.RELEASE, "4711"),))
    await room.happens.deletes_role(channel.guild, "4711")

    async def is_dropped() -> bool:
        (mine,) = await room.memory.subscriptions.of(place_of(channel))
        return not mine.preferences.mentions

    await room.until(is_dropped)
    await room.happens.deletes_role(channel.guild, "4711")
    await room.news()

    (said,) = room.notices()
    assert "4711 in Fans: it was deleted." in said
    assert "I mentioned it in #news." in said
    assert "/updates settings" in said
    (post,) = world.said_in(channel)
    assert "<@&" not in post.text


async def test_a_role_that_went_unnoticed_is_noticed_by_the_next_post(room, world, channel):
    await room.subscribe(channel, mentions=((Topic.RELEASE, "999"),))
    await room.news()

    async def is_dropped() -> bool:
        (mine,) = await room.memory.subscriptions.of(place_of(channel))
        return not mine.preferences.mentions

    await room.until(is_dropped)
    await room.tick()

    (said,) = room.notices()
    assert "a role" in said
    assert len(world.said_in(channel)) == 1


async def test_whoever_takes_no_direct_messages_is_told_so_when_they_ask_again(
    room, world, channel
):
    room.trish.takes_messages = False
    first = await world.run_command("remind", at=channel, show="jessica-jones", by=room.trish)
    await room.news()

    again = await world.run_command("remind", at=channel, show="jessica-jones", by=room.trish)
    room.trish.takes_messages = True
    await room.news("second")
    mended = await world.run_command("remind", at=channel, show="jessica-jones", by=room.trish)

    assert "I will remind you" in first.text
    assert "you take no direct messages" in again.text
    assert "remind you" in mended.text
    assert "take no direct messages" not in mended.text
    assert len(room.notices()) == 1
