"""Recovering: destinations that refused → told to whoever subscribed, looked at, taken up again."""

from datetime import timedelta

import pytest

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from bot.ports.places import PlaceStanding
from bot.ports.traits import PlatformTraits
from bot.verbs.deliver import deliver
from bot.verbs.recover import note_places, recover
from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Refusal, Rejected
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import StoppedClock
from fakes.storage import record, states_of
from fakes.tellings import at, channel, subscription, telling

NO_PERMISSION = "Violet lacks Send Messages in this channel. An admin can allow it."


class Room:
    def __init__(self, traits: PlatformTraits = DISCORD) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock(at())
        self.messenger = FakeMessenger(traits)
        self.place = channel("news", platform=traits.id)

    async def tick(self, **later: float) -> int:
        """Deliver and recover, some time later; return how many places work again."""
        self.clock.pass_time(timedelta(**later).total_seconds())
        messengers = {self.messenger.traits.id: self.messenger}
        parts = {"clock": self.clock, "outbox": self.store.outbox, "messengers": messengers}
        await deliver(**parts)
        lifted = await recover(
            **parts, subscriptions=self.store.subscriptions, places=self.store.places
        )
        await deliver(**parts)
        return lifted

    async def shows(self, *standings: PlaceStanding) -> int:
        """Let the platform show how places stand; return how many work again."""
        known = {"subscriptions": self.store.subscriptions, "places": self.store.places}
        return await note_places(standings, clock=self.clock, **known)

    @property
    def notices(self) -> list:
        return [post for post in self.messenger.posts if post.destination.person]

    async def news(self, name: str) -> None:
        await record(self.store, telling(name, created_at=self.clock.now()), until=self.clock.now())


@pytest.fixture
async def room():
    """A channel that does not let Violet post, subscribed by Trish."""
    made = Room()
    await made.store.subscriptions.subscribe(subscription(made.place, by="trish"))
    made.messenger.closed["news"] = NO_PERMISSION
    await made.news("first")
    return made


async def test_whoever_subscribed_is_told_once_what_failed_and_the_cure(room):
    for _ in range(5):
        await room.tick(hours=2)
        await room.news(f"{room.clock.now()}")

    (notice,) = room.notices
    assert notice.destination.person == "trish"
    assert notice.destination.workspace == ""
    assert NO_PERMISSION in notice.announcement.lines
    (page,) = notice.announcement.links
    assert page.url == "https://discord.com/channels/fans/news"


async def test_on_slack_the_person_is_one_of_the_same_workspace():
    room = Room(SLACK)
    await room.store.subscriptions.subscribe(subscription(room.place, by="U1"))
    room.messenger.closed["news"] = "archived"
    await room.news("first")

    await room.tick()

    (notice,) = room.notices
    assert (notice.destination.workspace, notice.destination.person) == ("fans", "U1")


async def test_it_resumes_by_itself_and_what_was_refused_is_told(room):
    await room.tick()
    room.messenger.closed.clear()

    early = await room.tick(minutes=14)
    lifted = await room.tick(minutes=1)

    assert (early, lifted) == (0, 1)
    assert room.messenger.said_in("news") == ["The news is first."]
    assert await states_of(room.store, room.place) == {"first": "delivered"}


async def test_nothing_is_posted_to_find_out(room):
    await room.tick()

    await room.tick(minutes=15)

    assert room.messenger.probed == [room.place]
    assert room.messenger.said_in("news") == []


async def test_it_is_looked_at_ever_more_seldom_up_to_every_six_hours(room):
    looks, before = [], 0
    for quarter in range(4 * 30):
        await room.tick(minutes=15 if quarter else 0)
        if len(room.messenger.probed) > before:
            looks.append(quarter / 4)
            before = len(room.messenger.probed)

    assert looks == [0.25, 0.75, 1.75, 3.75, 7.75, 13.75, 19.75, 25.75]


async def test_where_a_look_finds_nothing_and_posting_is_refused_all_the_same_one_notice_is_sent(
    room,
):
    await room.tick()

    async def sees_nothing(_):
        return None

    room.messenger.probe = sees_nothing
    lifted = [await room.tick(minutes=15) for _ in range(4 * 24)]

    assert len(room.notices) == 1
    assert 2 <= sum(lifted) <= 10


async def test_the_next_trouble_is_told_anew(room):
    await room.tick()
    room.messenger.closed.clear()
    await room.tick(minutes=15)
    room.messenger.closed["news"] = "The channel was archived."
    await room.news("second")

    await room.tick(hours=1)

    assert len(room.notices) == 2


async def test_a_person_who_takes_no_messages_is_left_alone(room):
    room.messenger.closed[""] = "That person takes no direct messages."

    for _ in range(4):
        await room.tick(hours=1)

    assert room.notices == []
    assert [place.person for place in room.messenger.probed] == [""] * len(room.messenger.probed)


async def several(room, *names, by="trish"):
    for name in names:
        place = channel(name, platform=room.messenger.traits.id)
        await room.store.subscriptions.subscribe(subscription(place, by=by))
        room.messenger.closed[name] = NO_PERMISSION
        room.messenger.causes[name] = Cause.FORBIDDEN


async def test_one_trouble_of_a_server_is_one_notice_that_names_its_channels(room):
    room.messenger.causes["news"] = Cause.FORBIDDEN
    names = [f"room-{number}" for number in range(11)]
    await several(room, *names)
    places = await room.store.places.subscribed(DISCORD.id, "fans")
    shown = [
        PlaceStanding(
            destination=one.destination, name=one.destination.channel, workspace_name="Fans"
        )
        for one in places
    ]
    await room.store.places.remember(shown)
    await room.news("for-all")

    for _ in range(3):
        await room.tick(minutes=5)

    (notice,) = room.notices
    said = notice.announcement
    assert said.headline == "I cannot post in 12 channels of Fans."
    assert all(f"#{name}" in said.lines[0] for name in ("news", *names))
    assert NO_PERMISSION in said.lines


async def test_what_finds_out_later_of_the_same_trouble_is_not_told_again(room):
    room.messenger.causes["news"] = Cause.FORBIDDEN
    await room.tick()
    await several(room, "late")
    await room.news("second")

    await room.tick(minutes=20)

    assert len(room.notices) == 1


async def test_a_platform_that_shows_all_the_places_has_them_named_before_any_is_posted_to(room):
    await several(room, "quiet")
    quiet = channel("quiet", platform=DISCORD.id)
    silenced = Rejected(
        refusal=Refusal.DESTINATION,
        reason="Silenced.",
        cause=Cause.TIMED_OUT,
        retry_after_s=1200.0,
    )
    for place in (room.place, quiet):
        room.messenger.shown[place] = PlaceStanding(
            destination=place, name=place.channel, refused=silenced
        )
    room.messenger.closed = {"news": "Silenced."}
    room.messenger.causes["news"] = Cause.TIMED_OUT

    await room.tick()

    (notice,) = room.notices
    assert "#news, #quiet" in notice.announcement.lines
    suspension = await room.store.subscriptions.suspension_of(quiet)
    assert suspension.cause is Cause.TIMED_OUT


async def test_it_is_looked_at_when_the_platform_said_that_it_ends(room):
    room.messenger.causes["news"] = Cause.TIMED_OUT
    refused = Rejected(
        refusal=Refusal.DESTINATION,
        reason=NO_PERMISSION,
        cause=Cause.TIMED_OUT,
        retry_after_s=4000.0,
    )
    room.messenger.shown[room.place] = PlaceStanding(destination=room.place, refused=refused)
    await room.tick()

    await room.tick(seconds=3990)
    early = list(room.messenger.probed)
    await room.tick(seconds=20)

    assert early == []
    assert room.messenger.probed == [room.place]


async def test_what_ends_sooner_than_a_look_would_come_is_over_when_it_ends(room):
    room.messenger.causes["news"] = Cause.TIMED_OUT
    refused = Rejected(
        refusal=Refusal.DESTINATION,
        reason=NO_PERMISSION,
        cause=Cause.TIMED_OUT,
        retry_after_s=65.0,
    )
    room.messenger.shown[room.place] = PlaceStanding(destination=room.place, refused=refused)
    await room.tick()
    room.messenger.closed.clear()
    room.messenger.causes.clear()

    early = await room.tick(seconds=60)
    lifted = await room.tick(seconds=10)

    assert (early, lifted) == (0, 1)
    assert len([one for one in room.messenger.posts if not one.destination.person]) == 1


async def test_what_was_deleted_is_never_looked_at_again_and_no_dead_link_is_given(room):
    room.messenger.closed["news"] = "The channel was deleted."
    room.messenger.causes["news"] = Cause.GONE
    named = PlaceStanding(destination=room.place, name="news", workspace_name="Fans", is_sure=False)
    await room.store.places.remember([named])

    for _ in range(40):
        await room.tick(hours=6)
        await room.news(f"{room.clock.now()}")

    (notice,) = room.notices
    assert notice.announcement.headline == "I cannot post in #news of Fans."
    assert notice.announcement.links == ()
    assert not any("look again" in line for line in notice.announcement.lines)
    assert room.messenger.probed == []


async def test_two_channels_that_are_deleted_one_after_the_other_are_both_told(room):
    room.messenger.closed["news"] = "The channel was deleted."
    room.messenger.causes["news"] = Cause.GONE
    await room.tick()
    await several(room, "other")
    room.messenger.closed["other"] = "The channel was deleted."
    room.messenger.causes["other"] = Cause.GONE
    await room.news("second")

    await room.tick(minutes=10)

    assert len(room.notices) == 2


async def test_trouble_of_another_kind_is_told_anew_though_the_first_was_not_over(room):
    room.messenger.causes["news"] = Cause.FORBIDDEN
    await room.tick()
    removed = Rejected(refusal=Refusal.DESTINATION, reason="Removed.", cause=Cause.LEFT)

    await room.shows(PlaceStanding(destination=room.place, refused=removed))
    await room.tick(minutes=1)

    assert [NO_PERMISSION in one.announcement.lines for one in room.notices] == [True, False]
    assert "Removed." in room.notices[1].announcement.lines


async def test_what_the_platform_shows_to_be_over_goes_on_at_once(room):
    room.messenger.causes["news"] = Cause.FORBIDDEN
    await room.tick()
    room.messenger.closed.clear()

    lifted = await room.shows(PlaceStanding(destination=room.place, name="news"))
    await room.tick(seconds=1)

    assert lifted == 1
    assert room.messenger.said_in("news") == ["The news is first."]
    assert room.messenger.probed == []


async def test_what_only_a_post_shows_is_not_taken_for_mended(room):
    await room.tick()

    lifted = await room.shows(PlaceStanding(destination=room.place, name="news"))

    assert lifted == 0
    assert await room.store.subscriptions.suspension_of(room.place) is not None


async def test_a_healthy_channel_is_neither_told_nor_looked_at():
    room = Room()
    await room.store.subscriptions.subscribe(subscription(room.place))
    await room.news("first")

    await room.tick()
    await room.tick(hours=1)

    assert room.messenger.probed == []
    assert room.notices == []
