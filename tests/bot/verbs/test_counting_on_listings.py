"""Counting down to days that are only listed, for whoever counts on listings."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verbs.count_down import count_down
from bot.verbs.forecast_posts import forecast_posts
from bot.verbs.notice import NoticeState, notice
from content.announcements.countdowns import (
    countdown,
    posting_moment,
    steps_ahead,
    steps_between,
)
from content.announcements.forecast import foreseen
from content.announcements.targets import targets_near, targets_of
from content.facts.as_of import AsOf
from content.facts.catalogue import ShowClaims
from content.facts.claims import Claim, Stance
from content.facts.listing import Listing
from content.facts.packed import PackedListing
from content.subscriptions.outcomes import Delivered
from content.subscriptions.schedule import PostingHour
from fakes.claims import claim
from fakes.database import FakeDatabase
from fakes.listed import (
    SEEN_AT,
    SEVERANCE,
    days,
    hours,
    listed_claim,
    listed_value,
    listing_with,
    severance,
)
from fakes.newsroom import FixedKnowledge, StoppedClock, make_router
from fakes.rooms import Room
from fakes.storage import take
from fakes.tellings import channel, subscription

LISTED = listing_with(listed_value())
CONFIRMED = claim(value="2027-01-15", on="2026-12-20", show_id="severance", season=3, by="Apple")


def utc(day: int, hour: int = 0, *, month: int = 1) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


class Counting:
    """A channel that counts on listings and one that does not, with one count after another."""

    def __init__(self, start: datetime, listing: Listing | None = LISTED, *claims: Claim) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock(start)
        self.catalogue = severance(listing, *claims)
        self.catalogue.reached("tvmaze", start)
        self.mark: datetime | None = None
        self.noticed: NoticeState | None = None

    @classmethod
    async def begun(
        cls, start: datetime, listing: Listing | None = LISTED, *claims: Claim
    ) -> "Counting":
        counting = cls(start, listing, *claims)
        for name, counts in (("sure", False), ("listings", True)):
            wanted = subscription(channel(name), show="severance", counts_on_listings=counts)
            await counting.store.subscriptions.subscribe(wanted)
        await counting.count()
        return counting

    async def count(
        self, until: datetime | None = None, *, reached: datetime | None = None
    ) -> list[tuple[str, str]]:
        """Return what became due up to *until*, as (channel, headline)."""
        if until is not None:
            self.clock.moment = until
            self.catalogue.reached("tvmaze", reached or until)
        already = len(self.store.journal.queued)
        self.mark = await count_down(
            self.mark,
            clock=self.clock,
            knowledge=FixedKnowledge(self.catalogue),
            journal=self.store.journal,
            subscriptions=self.store.subscriptions,
        )
        queued = self.store.journal.queued[already:]
        return [(row.destination.channel, row.announcement.headline) for row in queued]

    async def notice(self) -> None:
        self.noticed = await notice(
            self.noticed or NoticeState(await self.store.journal.open()),
            clock=self.clock,
            knowledge=FixedKnowledge(self.catalogue),
            journal=self.store.journal,
            stories=self.store.stories,
        )

    def put(self, listing: Listing, *claims: Claim) -> None:
        self.catalogue.put(
            ShowClaims(SEVERANCE.id, SEVERANCE, claims or (listed_claim(),), listing)
        )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (8, "7 days to go: TVmaze lists Severance season 3 for Friday 15 January 2027."),
        (14, "1 day to go: TVmaze lists Severance season 3 for tomorrow, Friday 15 January 2027."),
        (15, "TVmaze lists Severance season 3 for today, Friday 15 January 2027."),
    ],
)
async def test_a_step_to_a_listed_day_says_that_it_is_listed(day: int, said: str) -> None:
    counting = await Counting.begun(utc(day, 8))

    assert await counting.count(utc(day, 17)) == [("listings", said)]
    assert await counting.count(utc(day, 18)) == []


async def test_it_is_only_reported_and_links_to_the_listing() -> None:
    counting = await Counting.begun(utc(8, 8))
    await counting.count(utc(8, 17))

    [queued] = counting.store.journal.queued

    assert queued.announcement.stance is Stance.REPORTED
    assert [source.publisher for source in queued.announcement.sources] == ["TVmaze"]


async def test_whoever_wants_confirmed_news_alone_hears_no_listed_day() -> None:
    counting = await Counting.begun(utc(8, 8))
    sure = subscription(
        channel("listings"),
        show="severance",
        counts_on_listings=True,
        lowest_stance=Stance.CONFIRMED,
    )
    await counting.store.subscriptions.subscribe(sure)

    assert await counting.count(utc(8, 17)) == []


async def test_a_confirmed_day_is_counted_down_to_for_everybody() -> None:
    counting = await Counting.begun(utc(8, 8), LISTED, listed_claim(), CONFIRMED)

    told = await counting.count(utc(8, 17))

    assert sorted(told) == [
        (name, "7 days to go: Severance season 3 comes out on Friday 15 January 2027.")
        for name in ("listings", "sure")
    ]


@pytest.mark.parametrize(
    "listing",
    [
        None,
        listing_with(listed_value(missing_since=SEEN_AT)),
        listing_with(listed_value(is_wavering=True)),
        listing_with(listed_value("2027-01-16")),
        listing_with(listed_value(first_seen=utc(8, 17) - days(7) + timedelta(minutes=1))),
        listing_with(listed_value(), seen_at=None),
    ],
    ids=["none", "missing", "wavering", "elsewhere", "new", "never-read"],
)
async def test_no_countdown_runs_to_a_day_that_a_listing_does_not_stand_for(
    listing: Listing | None,
) -> None:
    counting = await Counting.begun(utc(8, 8), listing)

    assert await counting.count(utc(8, 17)) == []


async def test_no_countdown_runs_while_nobody_could_look_for_two_days() -> None:
    counting = await Counting.begun(utc(5, 8))

    assert await counting.count(utc(8, 17), reached=utc(6, 16)) == []

    again = await Counting.begun(utc(5, 8))

    assert len(await again.count(utc(8, 17), reached=utc(6, 18))) == 1


async def test_a_listed_hour_makes_no_instant_at_which_it_is_out() -> None:
    at = "2027-01-15T03:00-08:00[America/Los_Angeles]"
    timed = listing_with(listed_value(), listed_value(at))
    counting = await Counting.begun(utc(15, 8), timed, listed_claim(), listed_claim(at))

    told = [await counting.count(utc(15, hour)) for hour in (9, 11, 12, 17)]

    assert [line for lines in told for line in lines] == [
        ("listings", "TVmaze lists Severance season 3 for today, Friday 15 January 2027.")
    ]


async def test_what_waits_is_void_once_the_day_is_listed_no_more() -> None:
    counting = await Counting.begun(utc(8, 8))
    await counting.notice()
    await counting.count(utc(8, 17))

    counting.put(listing_with(listed_value(missing_since=utc(8, 17))))
    await counting.notice()

    [row] = counting.store.journal.queued
    assert (row.state, row.reason) == ("void", "the date has changed")


async def test_what_waits_stays_where_the_listing_says_what_it_said() -> None:
    counting = await Counting.begun(utc(8, 8))
    await counting.notice()
    await counting.count(utc(8, 17))

    counting.put(listing_with(listed_value(), has_ended=True))
    await counting.notice()

    [row] = counting.store.journal.queued
    assert row.state == "waiting"


async def test_what_was_told_is_corrected_once_the_day_moves() -> None:
    counting = await Counting.begun(utc(8, 8))
    await counting.notice()
    await counting.count(utc(8, 17))
    [told] = await take(counting.store, now=utc(8, 17))
    await counting.store.outbox.begin(told, now=utc(8, 17))
    await counting.store.outbox.settle(told, Delivered(message="m1"), now=utc(8, 17))
    counting.clock.moment = utc(9, 8)

    moved = listing_with(listed_value("2027-03-05", first_seen=utc(9, 7)), seen_at=utc(9, 7))
    counting.put(moved, listed_claim(), listed_claim("2027-03-05", on="2027-01-09"))
    await counting.notice()

    edits = [row for row in counting.store.journal.queued if row.revises is not None]
    assert [row.revises.message for row in edits if row.revises] == ["m1"]
    assert "Friday 5 March 2027" in edits[0].announcement.headline
    assert await counting.count(utc(13, 17)) == []


async def test_what_waits_is_void_after_a_restart_too() -> None:
    counting = await Counting.begun(utc(8, 8))
    await counting.notice()
    await counting.count(utc(8, 17))

    counting.catalogue = severance(listing_with(listed_value(missing_since=utc(8, 17))))
    counting.noticed = None
    await counting.notice()

    [row] = counting.store.journal.queued
    assert row.state == "void"


def test_a_tick_opens_the_listings_of_what_is_near_alone() -> None:
    opened: list[bytes] = []

    def unpack(packed: bytes, *_: object) -> Listing:
        opened.append(packed)
        return LISTED

    catalogue = severance(None)
    held = PackedListing(b"listing", unpack, "tvmaze", SEEN_AT, is_outdated=False)
    catalogue.put(ShowClaims(SEVERANCE.id, SEVERANCE, (listed_claim(),), held))
    catalogue.reached("tvmaze", utc(8, 17))

    assert targets_near(catalogue, (7, 1, 0), after=utc(3, 16), until=utc(3, 17)) == ()
    assert opened == []
    assert len(targets_near(catalogue, (7, 1, 0), after=utc(8, 16), until=utc(8, 17))) == 1
    assert opened == [b"listing"]


@pytest.mark.parametrize(
    ("zone", "number", "said"),
    [
        ("UTC", 100, "100 days to go: TVmaze lists Severance season 3 for Friday 15 January 2027."),
        (
            "Asia/Tokyo",
            7,
            (
                "7 days to go: TVmaze lists Severance season 3 for Friday 15 January 2027 "
                "(Los Angeles time)."
            ),
        ),
        (
            "Asia/Tokyo",
            1,
            (
                "1 day to go: TVmaze lists Severance season 3 for Friday 15 January 2027 "
                "(Los Angeles time); there, that is tomorrow."
            ),
        ),
        (
            "Asia/Tokyo",
            0,
            (
                "TVmaze lists Severance season 3 for Friday 15 January 2027 (Los Angeles time); "
                "there, that is today."
            ),
        ),
    ],
)
def test_a_listed_day_is_said_by_the_clock_of_whoever_hears_it(
    zone: str, number: int, said: str
) -> None:
    [target] = targets_of(severance(LISTED, listed_claim(on="2026-09-01")), AsOf.at(SEEN_AT))
    at = PostingHour(zone, 9)
    due = posting_moment(target, number, at)
    assert due is not None
    since = replace(target, counts_from=None)

    [step] = steps_between(
        [since], [at], (number,), after=due - timedelta(microseconds=1), until=due
    )

    assert countdown(step, SEVERANCE).headline == said


@pytest.mark.parametrize(
    ("monday", "said"),
    [
        (11, "TVmaze lists Severance season 3 for Friday 15 January 2027, in 4 days."),
        (4, "TVmaze lists Severance season 3 for Friday 15 January 2027, in 11 days."),
    ],
)
def test_a_weekly_digest_says_which_listed_day_is_ahead(monday: int, said: str) -> None:
    [target] = targets_of(severance(LISTED), AsOf.at(SEEN_AT))
    hour = PostingHour("UTC", 9)

    steps = steps_ahead([target], [hour], (7, 3), after=utc(monday, 8), until=utc(monday, 9))

    assert [countdown(step, SEVERANCE).headline for step in steps] == [said]
    assert {countdown(step, SEVERANCE).stance for step in steps} == {Stance.REPORTED}


@given(
    st.integers(0, 60),
    st.integers(-10, 60),
    st.integers(0, 72),
    st.sampled_from([{}, {"missing_since": SEEN_AT}, {"is_wavering": True}]),
)
def test_a_target_is_listed_just_where_the_listing_says_that_a_countdown_may_run(
    first_seen: int, day: int, unreached: int, gone: dict[str, Any]
) -> None:
    now = SEEN_AT + days(day)
    value = listed_value(first_seen=SEEN_AT - days(first_seen), **gone)
    listing = listing_with(value, seen_at=now - hours(unreached))
    catalogue = severance(listing, listed_claim(on="2026-10-01"))
    until = AsOf.at(now)
    steps = tuple(range(100))

    found = targets_near(catalogue, steps, after=now - hours(1), until=now)

    is_near = now.date() <= date(2027, 1, 16) and not gone
    may = is_near and unreached <= 48 and now - value.first_seen >= days(7)
    assert bool(found) is may
    assert bool(targets_of(catalogue, until)) is is_near


def test_what_is_foreseen_are_the_steps_from_when_a_countdown_may_run() -> None:
    new = listing_with(listed_value(first_seen=SEEN_AT))
    wants = subscription(show="severance", counts_on_listings=True, steps=(45, 30, 7, 0))
    sure = subscription(show="severance", steps=(45, 30, 7, 0))
    catalogue = severance(new)

    found = foreseen(catalogue, [wants], now=SEEN_AT, days=100)

    assert [step.announcement.step for step, _ in found] == [30, 7, 0]
    assert foreseen(catalogue, [sure], now=SEEN_AT, days=100) == []


def test_nothing_of_a_past_day_is_foreseen_because_of_what_is_listed_now() -> None:
    assert targets_of(severance(LISTED), AsOf.on(SEEN_AT.date() - days(1))) == ()
    assert len(targets_of(severance(LISTED), AsOf.on(SEEN_AT.date()))) == 1


class SeveranceRoom(Room):
    """A room in which Severance is followed, and listed for 15 January."""

    def __init__(self) -> None:
        super().__init__()
        self.clock.moment = SEEN_AT
        self.router = make_router(
            clock=self.clock,
            knowledge=FixedKnowledge(severance(LISTED)),
            subscriptions=self.memory.subscriptions,
            outbox=self.memory.outbox,
            journal=self.memory.journal,
            retention=self.memory.retention,
        )


async def test_a_preview_has_the_steps_of_whoever_counts_on_listings() -> None:
    room = SeveranceRoom()
    await room.types("updates subscribe severance steps 30,7,0 count on listings")

    said = await room.types("updates preview")

    assert [line for line in said.splitlines() if "TVmaze lists" in line][:3] == [
        (
            "2026-12-16 09:00 UTC: 30 days to go: TVmaze lists Severance season 3 for "
            "Friday 15 January 2027."
        ),
        (
            "2027-01-08 09:00 UTC: 7 days to go: TVmaze lists Severance season 3 for "
            "Friday 15 January 2027."
        ),
        "2027-01-15 09:00 UTC: TVmaze lists Severance season 3 for today, Friday 15 January 2027.",
    ]
    assert "left out" not in said


async def test_a_preview_of_confirmed_days_says_that_listed_ones_are_left_out() -> None:
    room = SeveranceRoom()
    await room.types("updates subscribe severance")

    said = await room.types("updates preview")

    assert (
        "Days that are only listed are left out; to count down to them: "
        "updates settings count on listings"
    ) in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("count on listings", "Countdowns run to days that are only listed, too, and say so."),
        (
            "count on listings stance confirmed",
            "Countdowns run to confirmed days alone: a listed one is less sure than confirmed.",
        ),
    ],
)
async def test_settings_say_what_countdowns_run_to(typed: str, said: str) -> None:
    room = SeveranceRoom()
    await room.types("updates subscribe severance")

    assert said in await room.types(f"updates settings {typed}")
    assert "only listed" not in await room.types("updates settings count on confirmed")


async def test_what_is_no_listing_is_not_counted_on() -> None:
    room = SeveranceRoom()

    said = await room.types("updates subscribe severance count on rumours")

    assert "What may countdowns run to? Write one of: confirmed, listings." in said


@pytest.mark.parametrize("first", [date(2026, 12, 1), date(2026, 10, 1)])
def test_what_is_told_from_day_to_day_is_foreseen_as_it_is_listed_now(first: date) -> None:
    wants = subscription(show="severance", counts_on_listings=True, steps=(60, 7, 0))
    new = severance(LISTED, listed_claim(on="2026-09-01"))

    posts = forecast_posts(new, [wants], first=first, last=date(2027, 1, 31))

    assert [post.step for post in posts if post.step is not None] == [7, 0]
