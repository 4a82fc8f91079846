"""Today and tomorrow are said by the channel's clock, whatever day it is at the show's home."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.announcements.countdowns import (
    countdown,
    steps_ahead,
    steps_between,
)
from content.announcements.targets import Target
from content.facts.claims import ShowId, Subject
from content.subscriptions.preference_values import STEPS_OFFERED
from content.subscriptions.schedule import PostingHour
from fakes.claims import show
from fakes.english_dates import dates_in

HOME = "America/Los_Angeles"
ZONES = [
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/New_York",
    HOME,
    "Pacific/Apia",
    "Pacific/Honolulu",
]
INSTANT = timedelta(microseconds=1)


def target(day: date, at: time | None) -> Target:
    moment = datetime.combine(day, at, ZoneInfo(HOME)) if at else None
    return Target(subject=Subject(ShowId("jessica-jones"), 2), day=day, zone=HOME, moment=moment)


def posts(to: Target, at: PostingHour, first: datetime, days: int) -> list[str]:
    found = []
    for hour in range(24 * days):
        until = first + timedelta(hours=hour)
        after = until - timedelta(hours=1)
        due = steps_between([to], [at], (7, 1, 0), after=after, until=until)
        found += [countdown(step, show()).headline for step in due]
    return found


def told(at: str, hour: time | None) -> list[str]:
    zone, posting = at.split("@")
    first = datetime(2026, 1, 25, tzinfo=UTC)
    to = target(date(2026, 1, 27), hour)
    return posts(to, PostingHour(zone, int(posting)), first, 5)


IN_TOKYO = "Wednesday 28 January 2026 (Tokyo time)."
AT_HOME = "Tuesday 27 January 2026 (Los Angeles time); there, that is"
NAME = "Jessica Jones season 2"


@pytest.mark.parametrize(
    ("at", "hour", "first", "then"),
    [
        (
            "Asia/Tokyo@9",
            time(18),
            f"1 day to go: {NAME} comes out tomorrow, {IN_TOKYO}",
            f"{NAME} is out now.",
        ),
        (
            "Asia/Tokyo@9",
            time(0),
            f"{NAME} comes out today, Tuesday 27 January 2026 (Tokyo time).",
            f"{NAME} is out now.",
        ),
        (
            "Asia/Tokyo@9",
            None,
            f"1 day to go: {NAME} comes out on {AT_HOME} tomorrow.",
            f"{NAME} comes out on {AT_HOME} today.",
        ),
        (
            "Asia/Tokyo@20",
            time(18),
            f"2 days to go: {NAME} comes out on {IN_TOKYO}",
            f"{NAME} is out now.",
        ),
        (
            "America/New_York@9",
            None,
            f"1 day to go: {NAME} comes out tomorrow, Tuesday 27 January 2026.",
            f"{NAME} comes out today, Tuesday 27 January 2026.",
        ),
    ],
)
def test_a_post_names_the_zone_where_the_days_differ(
    at: str, hour: time | None, first: str, then: str
) -> None:
    assert told(at, hour) == [first, then]


PREMIERES = st.builds(
    target,
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.one_of(st.none(), st.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0))),
)
HOURS = st.builds(PostingHour, st.sampled_from(ZONES), st.integers(0, 23))


def is_true(words: str, to: Target, zone: str, at: datetime) -> bool:
    """Whether the day that is named, and what it is called, are so in *zone* at that moment."""
    here, home = (at.astimezone(ZoneInfo(one)).date() for one in (zone, HOME))
    (day,) = {date.fromisoformat(notation) for _, notation in dates_in(words)}
    there = to.moment.astimezone(ZoneInfo(zone)).date() if to.moment else to.day
    is_of_home = "(Los Angeles time)" in words or (here == home and there == to.day)
    if day != (to.day if is_of_home else there):
        return False
    left = re.search(r"(\d+) days?( to go|,)", words)
    today = home if is_of_home else here
    if "today" in words:
        return day == today
    if "tomorrow" in words:
        return day == today + timedelta(1)
    return left is not None and (day - today).days == int(left[1])


@given(to=PREMIERES, at=HOURS, step=st.sampled_from(STEPS_OFFERED))
def test_no_post_calls_a_day_what_it_is_not_where_it_is_read(
    to: Target, at: PostingHour, step: int
) -> None:
    around = datetime.combine(to.day - timedelta(step), time(12), UTC)
    after, until = around - timedelta(hours=30), around + timedelta(hours=30)
    steps = steps_between([to], [at], (step,), after=after, until=until)
    steps = tuple(one for one in steps if one.posting_hour)
    assume(steps)
    on_time = steps_between([to], [at], (step,), after=steps[0].due - INSTANT, until=steps[0].due)

    for one in on_time:
        words = countdown(one, show()).headline
        assert "out now" in words or is_true(words, to, at.zone, one.at), words
        assert one.due < one.expires <= one.due + timedelta(days=1, hours=1)
        if one.days_left <= 1:
            assert is_still(one.expires - INSTANT, one.due, at.zone)


def is_still(moment: datetime, due: datetime, zone: str) -> bool:
    """Whether it is the day that it was, in the reader's zone and at home."""
    return all(
        moment.astimezone(ZoneInfo(one)).date() == due.astimezone(ZoneInfo(one)).date()
        for one in (zone, HOME)
    )


@given(to=PREMIERES, at=HOURS)
def test_no_weekly_digest_calls_a_day_what_it_is_not(to: Target, at: PostingHour) -> None:
    until = datetime.combine(to.day, time(12), UTC)
    for back in range(1, 9):
        hour = until - timedelta(days=back)
        for one in steps_ahead([to], [at], (1, 7), after=hour - timedelta(days=1), until=hour):
            words = countdown(one, show()).headline
            assert "out now" in words or is_true(words, to, at.zone, one.at), words
