"""Every countdown step is told while it is true, or said not to be: quiet hours, digests, zones."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.ports.platforms import SubscriptionRequest
from bot.verbs.count_down import count_down
from bot.verbs.deliver import deliver
from bot.verbs.forecast_posts import forecast_posts
from bot.verbs.make_digests import make_digests
from bot.verbs.subscribe import change_settings
from content.announcements.announcement import DigestPost
from content.announcements.forecast import foreseen
from content.commands.acts import ActKind
from content.subscriptions.schedule import DigestFrequency, quiet_until
from fakes.audit import act_of
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.rooms import Room
from fakes.tellings import channel, subscription

NEW_YORK = "America/New_York"
ZONES = (NEW_YORK, "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland")
STEPS = (3, 2, 1, 0)
TICK = timedelta(minutes=30)
GATHERED = timedelta(minutes=1)
"""How long after its hour a digest is made."""
IN_WORDS = {3: "3 days to go", 2: "2 days to go", 1: "tomorrow", 0: "out"}


def says(headline: str, left: int, *, zones_differ: bool) -> bool:
    """Whether it says so many days; of an hour in another zone, the days are those there."""
    if left == 1 and zones_differ and "there, that is" not in headline:
        return any(words in headline for words in ("tomorrow", "today", "2 days to go", "out now"))
    return IN_WORDS[left] in headline


@dataclass
class Journey:
    """A channel, from some days before a premiere to the day after it, tick by tick."""

    subscription: object
    home: str
    premiere: date
    drop: time | None

    def __post_init__(self) -> None:
        self.store, self.messenger = FakeDatabase(), FakeMessenger()
        midnight = datetime.combine(self.premiere, time(0), ZoneInfo(self.home)).astimezone(UTC)
        self.begin, self.end = midnight - timedelta(days=5), midnight + timedelta(days=3)
        self.clock = StoppedClock(self.begin)
        self.known = catalogue(
            claim(value=self.premiere.isoformat()), shows=(show(zone=self.home, drop=self.drop),)
        )

    async def goes(self) -> list[tuple[datetime, str]]:
        """Return when what was told of the countdown."""
        await self.store.subscriptions.subscribe(self.subscription)
        counted, told, hour = self.begin, [], self.begin
        while hour <= self.end:
            counted = await count_down(
                counted,
                clock=self.clock,
                knowledge=FixedKnowledge(self.known),
                journal=self.store.journal,
                subscriptions=self.store.subscriptions,
            )
            self.clock.moment = hour + GATHERED
            await make_digests(clock=self.clock, outbox=self.store.outbox)
            already = len(self.messenger.posts)
            await deliver(
                clock=self.clock,
                outbox=self.store.outbox,
                messengers={self.messenger.traits.id: self.messenger},
            )
            for post in self.messenger.posts[already:]:
                said = post.announcement
                lines = said.lines if isinstance(said, DigestPost) else (said.headline,)
                told += [(hour, line) for line in lines]
            self.clock.moment = hour = hour + TICK
        return told

    async def settings(self) -> str:
        self.clock.moment = self.begin
        shown = await change_settings(
            SubscriptionRequest(destination=channel(), by="an-admin", show=None),
            act=act_of(ActKind.CHANGED),
            clock=self.clock,
            knowledge=FixedKnowledge(self.known),
            subscriptions=self.store.subscriptions,
        )
        return shown.text

    def foreseen(self) -> list:
        steps = foreseen(self.known, [self.subscription], now=self.begin, days=8)
        return [step for step, _ in steps]

    def previewed(self) -> list[tuple[datetime, str]]:
        posts = forecast_posts(
            self.known, [self.subscription], first=self.begin.date(), last=self.end.date()
        )
        return [(post.at, post.announcement.headline) for post in posts]


def journey(*, home=NEW_YORK, premiere=date(2018, 3, 8), drop=None, **wanted) -> Journey:
    return Journey(subscription(channel(), steps=STEPS, **wanted), home, premiere, drop)


NIGHT_AFTER = date(2018, 3, 12)
"""The day after the night in which New York's clocks skip two o'clock."""
HOURS = st.integers(0, 23)


@settings(max_examples=25, deadline=None)
@given(
    home=st.sampled_from(ZONES),
    zone=st.sampled_from(ZONES),
    hour=HOURS,
    quiet=st.none() | st.tuples(HOURS, HOURS),
    digest=st.sampled_from([DigestFrequency.NONE, DigestFrequency.DAILY]),
    # The days around which clocks are changed in one zone or another, and some in between.
    premiere=st.dates(date(2018, 3, 8), date(2018, 4, 4))
    | st.dates(date(2018, 9, 28), date(2018, 11, 8)),
    drop=st.none() | HOURS.map(time),
)
@example(NEW_YORK, NEW_YORK, 23, (22, 7), DigestFrequency.NONE, date(2018, 3, 8), None)
@example(NEW_YORK, NEW_YORK, 23, (22, 7), DigestFrequency.DAILY, date(2018, 3, 8), time(0))
@example("Pacific/Auckland", NEW_YORK, 4, (3, 9), DigestFrequency.NONE, date(2018, 3, 14), None)
@example("Asia/Kolkata", NEW_YORK, 13, None, DigestFrequency.NONE, date(2018, 3, 8), None)
@example("Asia/Kolkata", NEW_YORK, 5, (3, 2), DigestFrequency.NONE, date(2018, 3, 12), time(3))
def test_every_step_is_told_while_it_is_true_or_said_not_to_be(
    home, zone, hour, quiet, digest, premiere, drop
):
    way = journey(
        home=home, zone=zone, hour=hour, quiet=quiet, digest=digest, premiere=premiere, drop=drop
    )

    told = asyncio.run(way.goes())
    said_lost = asyncio.run(way.settings())

    assert told == [
        (one.at, one.announcement.headline) for one in way.foreseen() if not one.is_lost
    ]
    assert way.previewed() == told
    for step in way.foreseen():
        at, headline = step.at, step.announcement.headline
        assert ((at, headline) in told) is not (f"too late: {headline}" in said_lost)
        assert says(headline, step.announcement.step, zones_differ=zone != home)
    assert {step.announcement.step for step in way.foreseen()} == set(STEPS)
    for at, headline in told:
        left = (premiere - at.astimezone(ZoneInfo(home)).date()).days
        assert says(headline, max(left, 0), zones_differ=zone != home)
        if quiet and digest is DigestFrequency.NONE:
            assert quiet_until(at, zone, quiet) is None


async def test_an_hour_that_lies_in_quiet_hours_is_said_to_be_moved_and_stays_chosen():
    room = Room()

    told = await room.types(
        "updates subscribe Jessica Jones in America/New_York at 23 quiet 22-7 steps 7,3,2,1,0"
    )
    ahead = await room.types("updates preview")

    moved = "The hour chosen, 23:00, lies within that; 21:00 is the nearest that does not."
    assert moved in told
    assert "Countdowns come at 21:00 America/New_York" in told
    assert "2018-03-01 21:00 America/New_York: 7 days to go" in ahead
    (stored,) = await room.subscriptions()
    assert stored.preferences.hour == 23


async def test_without_the_quiet_hours_the_hour_chosen_holds_again():
    room = Room()
    await room.types("updates subscribe Jessica Jones in America/New_York at 23 quiet 22-7")

    told = await room.types("updates settings Jessica Jones quiet off")

    assert "Countdowns come at 23:00 America/New_York" in told
    assert "lies within" not in told


async def test_a_step_that_can_never_be_told_is_named_at_once():
    """Clocks skip the one hour that is not quiet, and by the next one the day is over."""
    way = journey(hour=5, quiet=(3, 2), zone=NEW_YORK, home="Asia/Kolkata", premiere=NIGHT_AFTER)
    await way.store.subscriptions.subscribe(way.subscription)

    assert "Not told, since it would come too late: 1 day to go" in await way.settings()


@pytest.mark.parametrize("digest", DigestFrequency)
async def test_every_digest_keeps_out_of_quiet_hours_too(digest):
    way = journey(
        hour=23,
        quiet=(22, 7),
        zone=NEW_YORK,
        digest=digest,
        premiere=date(2018, 3, 8),
        drop=time(3),
    )

    told = await way.goes()

    hours = {at.astimezone(ZoneInfo(NEW_YORK)).hour for at, _ in told}
    assert hours == {21, 7}
    assert way.previewed() == told


async def test_one_subscription_to_the_show_and_one_to_every_show_tell_each_step_once():
    way = journey(hour=9)
    every = subscription(channel(), show=None, steps=(3, 2, 1, 0), hour=21)
    await way.store.subscriptions.subscribe(every)

    told = await way.goes()

    both = await way.store.subscriptions.of(channel())
    found = foreseen(way.known, both, now=way.begin, days=8)
    assert [at.hour for at, _ in told] == [9, 9, 9, 9]
    assert told == [(step.at, step.announcement.headline) for step, _ in found]
    posts = forecast_posts(way.known, both, first=way.begin.date(), last=way.end.date())
    assert [(post.at, post.announcement.headline) for post in posts] == told
