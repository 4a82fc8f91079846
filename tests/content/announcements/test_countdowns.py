from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.countdowns import (
    hours_between,
    posting_moment,
    step_due,
    steps_between,
)
from content.announcements.targets import Target
from content.facts.claims import ShowId, Subject
from content.subscriptions.schedule import PostingHour

STEPS = (100, 30, 14, 7, 3, 1, 0)
HOME = "America/Los_Angeles"
ZONES = ["UTC", HOME, "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"]
NINE_UTC = PostingHour("UTC", 9)


def target(day: date = date(2018, 3, 8), *, instant: bool = True) -> Target:
    midnight = datetime.combine(day, time(0), ZoneInfo(HOME))
    return Target(
        subject=Subject(ShowId("jessica-jones"), 2),
        day=day,
        zone=HOME,
        moment=midnight if instant else None,
    )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due(after: str, until: str, *, at=NINE_UTC, to=None):
    found = steps_between([to or target()], [at], STEPS, after=moment(after), until=moment(until))
    return [(step.step, step.days_left, step.due.strftime("%m-%d %H:%M")) for step in found]


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_every_step_is_said_on_exactly_one_day(premiere):
    days = [premiere - timedelta(days=back) for back in range(-3, 120)]

    said = [step for day in days if (step := step_due(premiere, day, STEPS)) is not None]

    assert sorted(said) == sorted(STEPS)


@given(
    st.dates(date(1980, 1, 1), date(2090, 1, 1)),
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.sampled_from(STEPS),
)
def test_a_step_is_told_when_the_home_zone_is_that_many_days_before(day, zone, hour, step):
    to = target(day)

    told = posting_moment(to, step, PostingHour(zone, hour))

    if told is not None:
        assert (day - told.astimezone(ZoneInfo(HOME)).date()).days == step


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.integers(1, 30 * 60),
)
def test_nothing_is_told_at_an_hour_that_has_not_come(day, zone, hour, tick_minutes):
    to, at, tick = target(day), PostingHour(zone, hour), timedelta(minutes=tick_minutes)
    now = datetime.combine(day - timedelta(days=5), time(0), UTC)

    while now.date() <= day + timedelta(days=1):
        looked_at = hours_between([at], now, now + tick)
        found = steps_between([to], looked_at, STEPS, after=now, until=now + tick)
        assert found == steps_between([to], [at], STEPS, after=now, until=now + tick)
        now += tick * 7


def test_a_short_tick_looks_only_at_the_hours_that_came_in_it():
    hours = [PostingHour("UTC", hour) for hour in range(24)]

    looked_at = hours_between(hours, moment("2018-03-01 08:59:58"), moment("2018-03-01 09:00:03"))

    assert looked_at == (NINE_UTC,)


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.integers(1, 36),
)
def test_however_often_it_ticks_each_step_is_due_once(day, zone, hour, tick_hours):
    to = target(day)
    tick = timedelta(hours=tick_hours)
    now = datetime.combine(day - timedelta(days=103), time(0), UTC)
    found = []
    while now.date() <= day + timedelta(days=2):
        found += steps_between([to], [PostingHour(zone, hour)], STEPS, after=now, until=now + tick)
        now += tick

    said = [step.step for step in found]
    assert len(said) == len(set(said))
    assert said.count(0) == (1 if tick_hours <= 24 else said.count(0))
    left = [step.days_left for step in found]
    assert left == sorted(left, reverse=True)
    assert len(left) == len(set(left))


def test_the_steps_to_jessica_jones_fall_on_their_days():
    found = due("2017-12-09T00:00", "2017-12-10T00:00")
    found += [
        step
        for day in range(100)
        for step in due(
            f"{date(2017, 12, 10) + timedelta(days=day)}T00:00",
            f"{date(2017, 12, 11) + timedelta(days=day)}T00:00",
        )
    ]

    assert found == [
        (30, 30, "02-06 09:00"),
        (14, 14, "02-22 09:00"),
        (7, 7, "03-01 09:00"),
        (3, 3, "03-05 09:00"),
        (1, 1, "03-07 09:00"),
        (0, 0, "03-08 08:00"),
    ]


def test_the_premiere_is_told_at_its_instant_and_not_a_minute_before():
    assert due("2018-03-08T07:00", "2018-03-08T07:59") == []
    assert due("2018-03-08T07:59", "2018-03-08T08:00") == [(0, 0, "03-08 08:00")]


def test_a_premiere_without_an_instant_is_told_at_the_posting_hour():
    assert due("2018-03-08T00:00", "2018-03-08T23:00", to=target(instant=False)) == [
        (0, 0, "03-08 09:00")
    ]


def test_after_a_downtime_the_right_number_is_said_once():
    assert due("2018-02-28T12:00", "2018-03-02T10:00") == [(7, 6, "03-01 09:00")]


def test_a_number_with_a_step_of_its_own_waits_for_it():
    assert due("2018-02-28T12:00", "2018-03-05T08:00") == []
    assert due("2018-03-05T08:00", "2018-03-05T09:00") == [(3, 3, "03-05 09:00")]


def test_a_downtime_over_several_steps_says_only_the_last():
    assert due("2018-01-01T00:00", "2018-03-06T10:00") == [(3, 2, "03-05 09:00")]


def test_nothing_is_said_of_a_premiere_that_passed_in_a_downtime():
    assert due("2018-01-01T00:00", "2018-03-10T00:00") == []


@pytest.mark.parametrize(
    ("zone", "hour", "told"),
    [
        # Lord Howe's clocks go back by half an hour on 1 April 2018.
        ("Australia/Lord_Howe", 9, "2018-04-01T22:30"),
        ("Asia/Kolkata", 9, "2018-04-02T03:30"),
        # East of the date line, nine in the morning of the 2nd is still the 1st in Los Angeles.
        ("Pacific/Apia", 9, "2018-04-01T20:00"),
        ("America/Los_Angeles", 9, "2018-04-01T16:00"),
    ],
)
def test_half_hour_zones_and_the_date_line(zone, hour, told):
    to = target(date(2018, 4, 2))

    moment_told = posting_moment(to, 1, PostingHour(zone, hour))

    assert moment_told == moment(told)


def test_an_hour_that_daylight_saving_skips_is_told_at_the_moment_in_its_place():
    to = target(date(2018, 3, 12))

    told = posting_moment(to, 1, PostingHour("America/Los_Angeles", 2))

    assert told == moment("2018-03-11T10:00")  # 02:00 does not exist; the clock shows 03:00


def test_an_hour_that_daylight_saving_repeats_is_told_at_the_first_of_the_two():
    to = target(date(2018, 11, 5))

    told = posting_moment(to, 1, PostingHour("America/Los_Angeles", 1))

    assert told == moment("2018-11-04T08:00")


@pytest.mark.parametrize(
    ("zone", "hour", "day", "told"),
    [
        # Berlin: two o'clock is skipped on 25 March, and comes twice on 28 October.
        ("Europe/Berlin", 2, date(2018, 3, 25), "2018-03-25T01:00"),
        ("Europe/Berlin", 2, date(2018, 10, 28), "2018-10-28T00:00"),
        # Lord Howe's clocks jump by half an hour: from 2:00 to 2:30, and back from 2:00 to 1:30.
        ("Australia/Lord_Howe", 2, date(2018, 10, 7), "2018-10-06T15:30"),
        ("Australia/Lord_Howe", 2, date(2018, 4, 1), "2018-03-31T15:30"),
        # Newfoundland is half an hour off the others, and Nepal a quarter.
        ("America/St_Johns", 2, date(2018, 3, 11), "2018-03-11T05:30"),
        ("Asia/Kathmandu", 9, date(2018, 3, 11), "2018-03-11T03:15"),
        # São Paulo skipped its midnight.
        ("America/Sao_Paulo", 0, date(2018, 11, 4), "2018-11-04T03:00"),
    ],
)
def test_an_hour_skipped_or_repeated_in_the_show_s_own_zone(zone, hour, day, told):
    premiere = day + timedelta(days=1)
    to = Target(subject=target().subject, day=premiere, zone=zone, moment=None)

    assert posting_moment(to, 1, PostingHour(zone, hour)) == moment(told)


def test_a_day_that_samoa_skipped_has_no_posting_hour_of_its_own():
    to = Target(subject=target().subject, day=date(2011, 12, 31), zone="Pacific/Apia", moment=None)

    assert posting_moment(to, 1, PostingHour("Pacific/Apia", 9)) is None
    assert posting_moment(to, 2, PostingHour("Pacific/Apia", 9)) == moment("2011-12-29T19:00")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_on_either_side_of_the_date_line_the_number_is_right_in_the_show_s_home(zone):
    told = posting_moment(target(), 1, PostingHour(zone, 9))

    assert told is not None
    assert told.astimezone(ZoneInfo(HOME)).date() == date(2018, 3, 7)


def test_a_step_expires_when_its_number_is_no_longer_true():
    (step,) = steps_between(
        [target()],
        [NINE_UTC],
        STEPS,
        after=moment("2018-03-01T08:00"),
        until=moment("2018-03-01T09:00"),
    )

    assert step.expires == moment("2018-03-02T08:00")  # midnight in Los Angeles
