"""Following on Discord: one publish for every follower, and each piece of news in one way only."""

import asyncio
import random
from dataclasses import replace

import pytest

from adapters.discord.traits import DISCORD
from bot.ports.following import Followable
from bot.verbs.deliver import deliver
from bot.verbs.keep_following import HomeState, keep_following
from bot.verbs.publish import publish
from content.privacy.whose import Party, Whose
from content.subscriptions.destination import Destination
from content.subscriptions.following import FollowState, Home
from content.subscriptions.preferences import USUAL
from fakes.discord import ALL, MANAGE_CHANNELS, MANAGE_WEBHOOKS, Fault
from fakes.discord.happenings import Happenings
from fakes.newsroom import two_shows
from fakes.storage import record
from fakes.tellings import subscription, telling

AFTER = [Fault.INTERNAL_AFTER, Fault.UNAVAILABLE_AFTER, Fault.TIMED_OUT_AFTER, Fault.CLOSED_AFTER]
BEFORE = [Fault.INTERNAL, Fault.UNAVAILABLE, Fault.TIMED_OUT, Fault.CLOSED]
SHOW = "jessica-jones"
INSTANT = replace(USUAL, instant=True)


class Newsroom:
    """All that a sending process does, at the pace of a test."""

    def __init__(self, world, database, connector, clock, home):
        self.world, self.database, self.connector, self.clock = world, database, connector, clock
        self.guild = home
        self.home = Home(platform=DISCORD.id, workspace=home.id, zone="UTC")
        self.state = HomeState()
        self.count = 0

    async def keep(self):
        return await keep_following(
            DISCORD.id,
            home=self.home,
            clock=self.clock,
            subscriptions=self.database.subscriptions,
            follows=self.database.follows,
            follower=self.connector.follower,
            catalogue=two_shows().catalogue,
            state=self.state,
        )

    async def record(self, **how):
        self.count += 1
        self.clock.pass_time(1)
        one = telling(f"news-{self.count}", created_at=self.clock.now(), **how)
        assert await record(self.database, one, until=self.clock.now())

    async def send(self):
        await deliver(
            clock=self.clock,
            outbox=self.database.outbox,
            messengers={DISCORD.id: self.connector.messenger},
        )

    async def publish(self):
        while await publish(
            DISCORD.id,
            clock=self.clock,
            publications=self.database.publications,
            publisher=self.connector.follower,
        ):
            pass

    async def go_on(self, seconds=0.0):
        """Let everything happen that is due once so many seconds have passed."""
        self.clock.pass_time(seconds)
        self.world.clock.ahead_s += seconds
        for _ in range(4):
            await self.keep()
            await self.send()
            await self.publish()

    async def subscribe(self, place, show=SHOW, preferences=INSTANT, **how):
        one = replace(subscription(place, show=show, **how), preferences=preferences)
        await self.database.subscriptions.subscribe(one)

    async def unsubscribe(self, place, show=SHOW):
        await self.database.subscriptions.unsubscribe(place, show)

    async def states(self, place):
        return [one.state for one in await self.database.follows.of(place)]

    def channel_of(self, show):
        (found,) = [
            one for one in self.guild.channels if (one.topic or "").endswith(f"[violet:{show}]")
        ]
        return found


@pytest.fixture
def home_locale():
    return "en-US"


@pytest.fixture(autouse=True)
def home(world, home_locale):
    made = world.guild("Violet at home")
    made.locale = home_locale
    return made


@pytest.fixture
def target_locale(home_locale):
    return home_locale


@pytest.fixture(autouse=True)
def target(world, target_locale):
    guild = world.guild("Fans of hers")
    guild.locale = target_locale
    return world.channel("fans", guild)


@pytest.fixture
def place(target):
    return Destination(platform=DISCORD.id, workspace=target.guild.id, channel=target.id)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request):
    return request.getfixturevalue(f"opened_{request.param}")


@pytest.fixture
async def room(world, home, database, make_connector, clock):
    followable = Followable(
        home=Home(platform=DISCORD.id, workspace=home.id, zone="UTC"),
        follows=database.follows,
    )
    connector = make_connector(
        world,
        home=followable.home,
        followable=followable,
        subscriptions=database.subscriptions,
        outbox=database.outbox,
        journal=database.journal,
        retention=database.retention,
        audit=database.audit,
    )
    await connector.start()
    return Newsroom(world, database, connector, clock, home)


def followers_requests(world):
    return sum(one.path.endswith("/followers") for one in world.requests)


def told(messages):
    """Which news stands in these, in whichever way it came."""
    return [one.embeds[0]["title"].replace("\\", "") for one in messages]


async def test_a_channel_follows_that_of_its_show_and_is_sent_nothing(room, target, place, world):
    await room.subscribe(place)
    await room.go_on()

    await room.record()
    await room.go_on()

    assert await room.states(place) == [FollowState.FOLLOWED]
    assert world.said_in(target) == []
    assert len(target.messages) == 1
    assert {one.topic for one in room.guild.channels} == {
        "News of every show. Follow this channel to have it in yours. [violet:]",
        "News of Jessica Jones. Follow this channel to have it in yours. [violet:jessica-jones]",
    }


@pytest.mark.parametrize("home_locale", ["de"])
async def test_a_channel_at_home_says_what_it_is_in_the_language_of_its_server(room, place, target):
    await room.subscribe(place)
    await room.go_on()
    await room.record(headline="Season 2 comes out tomorrow, 8 March 2018.")
    await room.go_on()

    how = "Folge diesem Kanal, um sie in deinem zu haben."
    assert {one.topic for one in room.guild.channels} == {
        f"Neuigkeiten über jede Serie. {how} [violet:]",
        f"Neuigkeiten über Jessica Jones. {how} [violet:jessica-jones]",
    }
    (post,) = target.messages
    assert "Tage sind nach UTC gemeint." in post.text


@pytest.mark.parametrize("target_locale", ["de"])
async def test_a_server_of_another_language_is_sent_what_it_can_read(room, target, place, world):
    await room.connector._client.wait_until_ready()
    asked = await world.run_command("updates subscribe", at=target, show=SHOW, instant=True)
    await room.go_on()
    await room.record()
    await room.go_on()
    listed = await world.run_command("updates list", at=target)

    assert await room.states(place) == [FollowState.REFUSED]
    assert followers_requests(world) == 0
    assert len(world.said_in(target)) == len(target.messages) == 1
    assert "in another language" in asked.text
    assert "in another language" in listed.text


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [
        ("subscribe", {"instant": True}),
        ("settings", {"digest": "weekly"}),
        ("pause", {}),
        ("unsubscribe", {}),
        ("test", {}),
    ],
)
async def test_what_a_channel_at_home_tells_is_for_no_admin_to_change(
    room, target, place, world, verb, wanted
):
    await room.subscribe(place)
    await room.go_on()
    before = await room.database.subscriptions.every()

    ran = await world.run_command(f"updates {verb}", at=room.channel_of(SHOW), show=SHOW, **wanted)
    await room.go_on()
    await room.record()
    await room.go_on()

    assert "a channel of mine that others follow" in ran.text
    assert await room.database.subscriptions.every() == before
    assert len(target.messages) == 1
    assert world.said_in(target) == []


async def test_one_publish_reaches_every_follower(room, world):
    others = [world.channel(f"fans-{number}", world.guild(f"G{number}")) for number in range(30)]
    await room.subscribe(
        Destination(platform=DISCORD.id, workspace=others[0].guild.id, channel=others[0].id)
    )
    await room.go_on()
    for one in others[1:]:
        world.following.add(room.channel_of(SHOW), one)
    world.requests.clear()

    await room.record()
    await room.send()
    await room.publish()

    every = [one.path for one in world.requests]
    in_show = [path for path in every if room.channel_of(SHOW).id in path]
    assert len(in_show) == 2
    assert all(len(one.messages) == 1 for one in others)


@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
async def test_a_lost_answer_to_the_follow_makes_one_follow(room, target, place, world, fault):
    await room.subscribe(place)
    await room.go_on()
    await room.unsubscribe(place)
    await room.go_on()
    world.faults.coming_to_following.append(fault)
    await room.subscribe(place)

    await room.go_on()
    await room.go_on(60)
    await room.record()
    await room.go_on()

    assert len(world.following.webhooks) == 1
    assert len(target.messages) == 1


@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
async def test_a_lost_answer_to_making_a_channel_makes_one_channel(room, place, world, fault):
    await room.go_on()
    world.faults.coming_to_following.append(fault)
    await room.subscribe(place)

    await room.go_on()
    await room.go_on(700)

    room.channel_of(SHOW)
    assert await room.states(place) == [FollowState.FOLLOWED]


@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
async def test_a_lost_answer_to_the_end_ends_it_once(room, place, world, fault):
    await room.subscribe(place)
    await room.go_on()
    world.faults.coming_to_following.append(fault)

    await room.unsubscribe(place)
    await room.go_on()
    await room.go_on(60)

    assert world.following.webhooks == {}
    assert await room.states(place) == []


async def test_what_is_still_to_be_published_as_a_channel_begins_to_follow_comes_once(
    room, target, place, world
):
    other = world.channel("other", target.guild)
    await room.subscribe(
        Destination(platform=DISCORD.id, workspace=other.guild.id, channel=other.id)
    )
    await room.go_on()
    await room.subscribe(place, preferences=USUAL)
    await room.record()
    await room.subscribe(place, preferences=INSTANT)

    await room.go_on()
    await room.go_on(60)

    assert len(target.messages) == 1
    assert len(other.messages) == 1


async def test_what_was_published_before_a_channel_follows_is_sent_to_it(
    room, target, place, world
):
    other = world.channel("other", target.guild)
    await room.subscribe(
        Destination(platform=DISCORD.id, workspace=other.guild.id, channel=other.id)
    )
    await room.go_on()
    world.faults.slow_s[target.id] = 0.0
    await room.subscribe(place, preferences=USUAL)
    await room.record()
    await room.go_on()
    await room.subscribe(place, preferences=INSTANT)
    await room.go_on()

    assert len(world.said_in(target)) == len(target.messages) == 1


async def test_what_is_still_to_be_published_as_a_follow_ends_is_sent_where_it_is_wanted(
    room, target, place, world
):
    await room.subscribe(place)
    await room.go_on()
    source = room.channel_of(SHOW)
    world.following.published[source.id] += [world.clock.now()] * 10
    await room.record()
    await room.send()
    await room.publish()
    assert target.messages == []

    await room.subscribe(place, preferences=USUAL)
    await room.go_on()
    await room.go_on(4000)

    assert len(world.said_in(target)) == len(target.messages) == 1


async def test_a_channel_that_is_unsubscribed_meanwhile_gets_nothing_more(room, target, place):
    await room.subscribe(place)
    await room.go_on()
    await room.record()
    await room.send()

    await room.unsubscribe(place)
    await room.go_on()

    assert target.messages == []


@pytest.mark.parametrize(
    "preferences",
    [
        replace(INSTANT, hour=18),
        replace(INSTANT, quiet=(22, 7)),
        replace(INSTANT, steps=(30, 7)),
        replace(INSTANT, zone="Europe/Berlin"),
    ],
)
async def test_who_wants_it_in_another_way_is_sent_it(room, target, place, world, preferences):
    await room.subscribe(place, preferences=preferences)

    await room.go_on()
    await room.record()
    await room.go_on()

    assert await room.states(place) == []
    assert len(world.said_in(target)) == 1


async def test_pausing_ends_the_follow_and_resuming_begins_it_again(room, target, place, clock):
    await room.subscribe(place)
    await room.go_on()
    await room.database.subscriptions.pause(place, SHOW, now=clock.now())
    await room.go_on()
    paused = await room.states(place)
    await room.record()
    await room.go_on()

    await room.database.subscriptions.resume(place, SHOW)
    await room.go_on()
    await room.record()
    await room.go_on()

    assert paused == []
    assert await room.states(place) == [FollowState.FOLLOWED]
    assert len(target.messages) == 1


async def test_without_the_permission_everything_is_sent(room, world):
    closed = world.channel("closed", world.guild("Closed"))
    closed.app_permissions = ALL & ~MANAGE_WEBHOOKS
    place = Destination(platform=DISCORD.id, workspace=closed.guild.id, channel=closed.id)
    await room.subscribe(place)

    await room.go_on()
    await room.record()
    await room.go_on()

    (follow,) = await room.database.follows.of(place)
    assert follow.state is FollowState.REFUSED
    assert "Manage Webhooks" in follow.reason
    assert len(world.said_in(closed)) == 1


async def test_sixteen_webhooks_are_too_many(room, target, place, world):
    for number in range(15):
        world.following.add(world.channel(f"n{number}", kind=5), target)
    await room.subscribe(place)

    await room.go_on()
    await room.record()
    await room.go_on()

    (follow,) = await room.database.follows.of(place)
    assert "15 webhooks" in follow.reason
    assert len(world.said_in(target)) == 1


async def test_what_an_admin_followed_by_hand_is_not_followed_twice(room, target, place, world):
    await room.subscribe(place)
    await room.go_on()
    await room.unsubscribe(place)
    await room.go_on()
    world.following.add(room.channel_of(SHOW), target, world.person("owner"))

    await room.subscribe(place)
    await room.go_on()
    await room.record()
    await room.go_on()

    assert len(target.messages) == 1


async def test_where_somebody_ended_it_by_hand_it_is_noticed_and_begins_anew(
    room, target, place, world
):
    await room.connector._client.wait_until_ready()
    await room.subscribe(place)
    await room.go_on()
    (before,) = world.following.webhooks

    await Happenings(world).removes_webhooks(target)
    async with asyncio.timeout(9):
        while True:
            (follow,) = await room.database.follows.of(place)
            if follow.is_doubtful:
                break
            await asyncio.sleep(0.01)
    await room.go_on()
    await room.record()
    await room.go_on()

    (after,) = world.following.webhooks
    assert after != before
    assert await room.states(place) == [FollowState.FOLLOWED]
    assert len(target.messages) == 1
    assert world.said_in(target) == []


async def test_webhooks_of_their_own_change_nothing(room, target, place, world):
    await room.subscribe(place)
    await room.go_on()
    (before,) = world.following.webhooks

    await room.database.follows.doubt(place)
    await room.go_on()
    await room.record()
    await room.go_on()

    (follow,) = await room.database.follows.of(place)
    assert (follow.state, follow.webhook) == (FollowState.FOLLOWED, before)
    assert list(world.following.webhooks) == [before]
    assert len(target.messages) == 1


async def test_without_manage_channels_at_home_everything_is_sent(room, target, place, home, world):
    home.rights = ALL & ~MANAGE_CHANNELS
    await room.subscribe(place)

    for _ in range(5):
        await room.go_on(5)
    await room.record()
    await room.go_on()

    asked = [
        one for one in world.requests if one.method == "POST" and one.path.endswith("channels")
    ]
    assert len(asked) == 1
    assert len(world.said_in(target)) == 1


async def test_who_hears_every_show_follows_one_channel_alone(room, target, place):
    await room.subscribe(place, show=None)
    await room.subscribe(place)

    await room.go_on()
    await room.record()
    await room.go_on()

    assert [one.show for one in await room.database.follows.of(place)] == [None]
    assert len(target.messages) == 1


async def test_one_show_told_in_another_way_keeps_every_show_from_being_followed(
    room, target, place
):
    await room.subscribe(place, show=None)
    await room.go_on()
    before = await room.states(place)

    await room.subscribe(place, preferences=replace(USUAL, silent=True))
    await room.record()
    await room.go_on()

    assert before == [FollowState.FOLLOWED]
    assert await room.states(place) == []
    assert len(target.messages) == 1


async def test_what_a_crash_left_midway_is_gone_on_with(room, target, place, world, clock):
    await room.subscribe(place)
    await room.subscribe(place)
    await room.keep()
    await room.unsubscribe(place)
    await room.go_on()
    (channel,) = [
        one for one in await room.database.follows.channels(room.home) if one.show == SHOW
    ]
    await room.subscribe(place)
    assert await room.database.follows.begin(place, channel, now=clock.now())
    (begun,) = await room.database.follows.of(place)
    await room.connector.follower.follow(begun)

    await room.record()
    await room.send()
    await room.publish()
    midway = list(target.messages)
    await room.go_on()

    assert midway == []
    assert len(world.following.webhooks) == len(target.messages) == 1


async def test_a_home_channel_that_was_deleted_is_made_again_and_followed(
    room, target, place, world
):
    await room.subscribe(place)
    await room.go_on()
    lost = room.channel_of(SHOW)
    lost.deleted = True
    lost.topic = None  # so that the test finds the new one
    for key in list(world.following.webhooks):
        del world.following.webhooks[key]

    await room.go_on(700)
    await room.record()
    await room.go_on()

    assert room.channel_of(SHOW) is not lost
    assert len(target.messages) == 1


async def test_a_home_that_is_named_no_more_is_followed_no_more(room, target, place, world):
    await room.subscribe(place)
    await room.go_on()

    room.home = None
    await room.go_on()
    await room.record()
    await room.go_on()

    assert world.following.webhooks == {}
    assert len(world.said_in(target)) == 1


async def test_a_mix_of_shows_comes_each_in_its_own_way_once(room, target, place, world):
    await room.subscribe(place)
    await room.subscribe(place, show="daredevil", preferences=replace(USUAL, silent=True))
    await room.go_on()

    await room.record()
    await room.record(show="daredevil")
    await room.go_on()

    assert len(world.said_in(target)) == 1
    assert len(target.messages) == 2


async def test_what_is_told_at_home_names_the_zone_of_its_days(room, place, target):
    await room.subscribe(place)
    await room.go_on()

    await room.record(headline="Season 2 comes out tomorrow, 8 March 2018.")
    await room.go_on()

    (post,) = target.messages
    assert "Days are meant as in UTC." in post.text


async def test_an_admin_is_told_how_it_comes_at_each_step(room, target, world, place):
    ran = await world.run_command("updates subscribe", at=target, show=SHOW, instant=True)
    assert "Within a minute" in ran.text
    assert ran.is_private

    await room.go_on()
    listed = await world.run_command("updates list", at=target)
    checked = await world.run_command("updates doctor", at=target)
    assert "News of Jessica Jones comes at once" in listed.text
    assert "News of Jessica Jones comes at once" in checked.text

    changed = await world.run_command("updates settings", at=target, show=SHOW, hour=18)
    assert "Within a minute" in changed.text
    assert "follows my channel no more" in changed.text
    assert "others: hour" in changed.text
    await room.go_on()
    assert await room.states(place) == []

    back = await world.run_command("updates settings", at=target, show=SHOW, hour=9)
    await room.go_on()
    assert "Within a minute" in back.text
    assert await room.states(place) == [FollowState.FOLLOWED]

    gone = await world.run_command("updates unsubscribe", at=target, show=SHOW)
    await room.go_on()
    assert "follows my channel no more" in gone.text
    assert world.following.webhooks == {}


async def test_why_says_that_it_came_by_following_and_that_nobody_tells_who_got_it(
    room, target, world
):
    await world.run_command("updates subscribe", at=target, show=SHOW, instant=True)
    await room.go_on()
    await room.record()

    queued = await world.run_command("updates why", at=target)
    await room.send()
    posted = await world.run_command("updates why", at=target)
    await room.publish()
    published = await world.run_command("updates why", at=target)

    assert "on its way by the channel" in queued.text
    assert "published next" in posted.text
    assert "came by the channel that" in published.text
    assert "Nobody tells me who received it" in published.text


@pytest.mark.usefixtures("room")
async def test_who_may_not_have_it_followed_is_told_what_to_allow(world):
    closed = world.channel("closed", world.guild("Closed"))
    closed.app_permissions = ALL & ~MANAGE_WEBHOOKS

    ran = await world.run_command("updates subscribe", at=closed, show=SHOW, instant=True)

    assert "I lack Manage Webhooks" in ran.text
    assert "I post here by myself" in ran.text


async def test_a_thread_stays_with_posts_of_its_own(room, target, world):
    thread = world.channel("thread", target.guild, kind=11, parent=target)

    ran = await world.run_command(
        "updates subscribe", at=target, channel=thread, show=SHOW, instant=True
    )
    await room.go_on()
    await room.record()
    await room.go_on()

    assert "nothing can be followed by a thread" in ran.text
    assert len(world.said_in(thread)) == 1


async def test_a_server_that_is_forgotten_follows_nothing_more(room, target, place, world):
    await room.subscribe(place)
    await room.go_on()

    await room.database.privacy.forget(
        Whose(
            platform=DISCORD.id,
            id=place.workspace,
            parties=frozenset({Party.COMMUNITY}),
        ),
        now=room.clock.now(),
    )
    await room.go_on()

    assert world.following.webhooks == {}
    assert await room.states(place) == []
    assert target.messages == []


async def test_a_channel_that_nobody_follows_makes_room_for_another_show(
    room, target, place, world
):
    room.state.most_channels = 2
    await room.subscribe(place)
    await room.go_on()
    await room.unsubscribe(place)
    await room.subscribe(place, show="daredevil")
    await room.go_on()
    before = await room.states(place)

    await room.go_on(700)
    await room.record(show="daredevil")
    await room.go_on()

    assert before == []
    assert await room.states(place) == [FollowState.FOLLOWED]
    standing = [one.topic for one in room.guild.channels if not one.deleted]
    assert len(standing) == 2
    assert len(target.messages) == 1
    assert world.said_in(target) == []


async def test_a_server_that_put_violet_out_is_not_asked_again_and_again(
    room, target, place, world
):
    await room.subscribe(place)
    await room.go_on()
    await room.connector._client.wait_until_ready()
    target.app_permissions = 0
    guild = target.guild
    await world.gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild_id=guild.id)
    await room.unsubscribe(place)

    for _ in range(4):
        await room.go_on(7 * 3600)

    # The second time at the latest the gateway has told that it was put out.
    assert len([one for one in world.requests if one.method == "DELETE"]) <= 2
    assert await room.states(place) == []


async def test_what_cannot_be_ended_goes_on_once_and_is_said(room, target, place, world):
    await room.subscribe(place)
    await room.go_on()
    target.app_permissions = ALL & ~MANAGE_WEBHOOKS

    await room.subscribe(place, preferences=replace(INSTANT, hour=18))
    await room.go_on()
    await room.record()
    await room.go_on()
    ran = await world.run_command("updates list", at=target)

    assert len(target.messages) == 1
    assert "I could not end" in ran.text
    deletes = [one for one in world.requests if one.method == "DELETE"]
    assert len(deletes) == 1


async def test_where_nothing_is_set_up_it_is_said_and_everything_is_posted(
    world, make_connector, channel
):
    connector = make_connector(world)
    await connector.start()

    ran = await world.run_command("updates subscribe", at=channel, show=SHOW, instant=True)

    assert "There are no channels of mine to be followed" in ran.text


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_changed_while_news_is_on_its_way_each_piece_comes_once(
    room, target, place, world, seed
):
    chance = random.Random(seed)  # noqa: S311  a test's chance, the same at every run
    wishes = [INSTANT, INSTANT, USUAL, replace(USUAL, silent=True), replace(INSTANT, hour=3)]
    faults = [*BEFORE, *AFTER]
    await room.subscribe(place)

    for _ in range(40):
        match chance.randrange(8):
            case 0 | 1:
                await room.record()
            case 2:
                await room.subscribe(place, preferences=chance.choice(wishes))
            case 3:
                coming = (world.faults.coming_to_following, world.faults.coming_to_publishing)
                chance.choice((*coming, world.faults.coming)).append(chance.choice(faults))
            case 4:
                await room.keep()
            case 5:
                await room.send()
            case 6:
                await room.publish()
            case 7:
                seconds = chance.choice([1, 10, 100])
                room.clock.pass_time(seconds)
                world.clock.ahead_s += seconds
    for _ in range(12):
        await room.go_on(400)

    standing = [one for one in target.messages if not one.deleted]
    assert sorted(told(standing)) == sorted(f"The news is news-{n + 1}." for n in range(room.count))
