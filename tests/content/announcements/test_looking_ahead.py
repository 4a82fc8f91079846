"""What a weekly digest says is ahead."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.announcements.countdowns import (
    countdown,
    posting_moment,
    steps_ahead,
)
from content.announcements.digests import digest_of
from content.announcements.targets import Target
from content.facts.claims import ShowId, Subject
from content.subscriptions.schedule import DigestFrequency, PostingHour, digest_at
from fakes.claims import show
from fakes.tellings import telling

HOME = "America/Los_Angeles"
STEPS = (100, 30, 14, 7, 3, 1, 0)
NINE_UTC = PostingHour("UTC", 9)
INSTANT = timedelta(microseconds=1)


def target(day: date = date(2018, 3, 8), *, season: int = 2, instant: bool = True) -> Target:
    midnight = datetime.combine(day, time(0), ZoneInfo(HOME))
    return Target(
        subject=Subject(ShowId("jessica-jones"), season),
        day=day,
        zone=HOME,
        moment=midnight if instant else None,
    )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ahead(after: str, until: str, *, to=None, at=NINE_UTC, steps=STEPS):
    return steps_ahead([to or target()], [at], steps, after=moment(after), until=moment(until))


def numbers(steps) -> list[tuple[int, int]]:
    return [(step.step, step.days_left) for step in steps]


@pytest.mark.parametrize(
    ("monday", "found"),
    [
        ("2018-01-29", []),
        ("2018-02-05", [(30, 31)]),
        ("2018-02-12", []),
        ("2018-02-19", [(14, 17)]),
        ("2018-02-26", [(7, 10)]),
        ("2018-03-05", [(3, 3), (1, 3)]),
        ("2018-03-12", []),
    ],
)
def test_a_premiere_is_ahead_in_the_week_into_which_a_step_falls(monday, found):
    assert numbers(ahead(f"{monday}T08:59", f"{monday}T09:00")) == found


def test_it_is_told_on_mondays_alone_and_once():
    assert ahead("2018-02-26T09:00", "2018-03-05T08:59") == ()


def test_the_number_is_right_when_it_is_told_also_after_a_downtime():
    (late,) = ahead("2018-02-25T12:00", "2018-02-28T12:00")

    assert (late.step, late.days_left) == (7, 8)
    assert late.due == moment("2018-02-26T09:00")
    # In Los Angeles it is Wednesday until eight o'clock, by the clocks of Greenwich.
    assert late.expires == moment("2018-03-01T08:00")


def test_after_weeks_of_downtime_only_the_last_week_is_told():
    assert numbers(ahead("2018-01-01T12:00", "2018-02-27T12:00")) == [(7, 9)]


@pytest.mark.parametrize("instant", [True, False])
def test_what_comes_out_that_very_day_is_no_longer_ahead(instant):
    monday = target(date(2018, 3, 5), instant=instant)

    assert ahead("2018-03-05T08:59", "2018-03-05T09:00", to=monday) == ()


def test_the_premiere_itself_is_no_step_that_makes_it_be_ahead():
    assert ahead("2018-03-05T08:59", "2018-03-05T09:00", steps=(0,)) == ()


@given(
    st.dates(date(1980, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["UTC", HOME, "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"]),
    st.integers(0, 23),
    st.sampled_from(STEPS[:-1]),
)
@example(date(2001, 11, 30), "America/Los_Angeles", 16, 30)  # its Mondays begin Tuesdays, in UTC
def test_each_step_is_ahead_in_exactly_one_week(day, zone, hour, step):
    at, to = PostingHour(zone, hour), target(day)
    told = posting_moment(to, step, at)
    begin = datetime.combine(day - timedelta(days=step + 15), time(0), UTC)
    end, found = datetime.combine(day + timedelta(days=90), time(0), UTC), []

    monday = digest_at(begin, zone, hour, DigestFrequency.WEEKLY)
    while monday is not None and monday < end:
        found += steps_ahead([to], [at], (step,), after=monday - INSTANT, until=monday)
        monday = digest_at(monday + INSTANT, zone, hour, DigestFrequency.WEEKLY)

    if told is not None:
        (once,) = found
        assert once.due <= told < once.due + timedelta(days=8)
        assert once.days_left >= step


def said(*found):
    return [countdown(step, show()) for step in found]


def test_it_says_the_days_left_and_the_day():
    (week,) = said(*ahead("2018-02-26T08:59", "2018-02-26T09:00"))
    (tomorrow, *_) = said(
        *ahead("2018-03-05T08:59", "2018-03-05T09:00", to=target(date(2018, 3, 6)))
    )

    assert week.headline == (
        "Jessica Jones season 2 comes out in 10 days, on Thursday 8 March 2018."
    )
    assert tomorrow.headline == "Jessica Jones season 2 comes out tomorrow, Tuesday 6 March 2018."
    assert week.looks_ahead
    assert week.step == 7


MONDAY = moment("2018-03-05T09:01")


def test_a_weekly_digest_says_each_premiere_once_after_the_news_and_soonest_first():
    pieces = [
        *said(*ahead("2018-03-05T08:59", "2018-03-05T09:00")),
        *said(
            *ahead("2018-03-05T08:59", "2018-03-05T09:00", to=target(date(2018, 3, 7), season=1))
        ),
        telling("cast").announcement,
    ]

    digest = digest_of(pieces, DigestFrequency.WEEKLY, key="here", at=MONDAY)

    assert digest.headline == "The week in one piece of news, and what is ahead"
    assert digest.lines == (
        "The news is cast.",
        "Jessica Jones season 1 comes out in 2 days, on Wednesday 7 March 2018.",
        "Jessica Jones season 2 comes out in 3 days, on Thursday 8 March 2018.",
    )
    lines = dict(digest.parts)
    assert [lines[piece.id] for piece in pieces] == [2, 2, 1, 0]


def test_where_there_was_no_news_it_says_what_is_ahead_alone():
    pieces = said(*ahead("2018-03-05T08:59", "2018-03-05T09:00"))

    digest = digest_of(pieces, DigestFrequency.WEEKLY, key="here", at=MONDAY)

    assert digest.headline == "The week ahead"
    assert len(digest.lines) == 1


def test_a_digest_of_numbers_alone_is_stale_when_they_are():
    pieces = said(*ahead("2018-03-05T08:59", "2018-03-05T09:00"))
    news = replace(telling("cast").announcement, expires_at=moment("2018-03-20T00:00"))

    alone = digest_of(pieces, DigestFrequency.WEEKLY, key="here", at=MONDAY)
    beside_news = digest_of([*pieces, news], DigestFrequency.WEEKLY, key="here", at=MONDAY)

    assert alone.expires_at == moment("2018-03-06T08:00")
    assert beside_news.expires_at == moment("2018-03-12T09:01")
