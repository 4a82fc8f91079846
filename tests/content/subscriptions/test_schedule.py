from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.subscriptions.schedule import (
    DigestFrequency,
    digest_at,
    last_digest_at,
    quiet_until,
    told_hour,
)

ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"]
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants the bounds without a zone
HOURS = st.integers(0, 23)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "quiet", "until"),
    [
        ("2018-01-10T21:59", "UTC", (22, 7), None),
        ("2018-01-10T22:00", "UTC", (22, 7), "2018-01-11T07:00"),
        ("2018-01-11T06:59", "UTC", (22, 7), "2018-01-11T07:00"),
        ("2018-01-11T07:00", "UTC", (22, 7), None),
        ("2018-01-11T13:00", "UTC", (12, 14), "2018-01-11T14:00"),
        ("2018-01-11T14:00", "UTC", (12, 14), None),
        ("2018-01-11T13:00", "UTC", (9, 9), None),
        # Half past three in Kolkata, which is five hours and a half ahead.
        ("2018-01-10T22:00", "Asia/Kolkata", (0, 8), "2018-01-11T02:30"),
        # Clocks in Berlin go from two to three: the night is an hour shorter.
        ("2018-03-24T22:00", "Europe/Berlin", (22, 7), "2018-03-25T05:00"),
        # They go from three to two: it is an hour longer.
        ("2018-10-27T22:00", "Europe/Berlin", (22, 7), "2018-10-28T06:00"),
        # The hour at which the quiet ends does not exist that night; three o'clock takes its place.
        ("2018-03-24T23:30", "Europe/Berlin", (22, 2), "2018-03-25T01:00"),
        # The date line: Samoa had no 30 December 2011.
        ("2011-12-30T09:00", "Pacific/Apia", (22, 7), "2011-12-30T17:00"),
    ],
)
def test_quiet_hours_end_by_the_clock_of_the_place(now, zone, quiet, until):
    ends = quiet_until(moment(now), zone, quiet)

    assert ends == (moment(until) if until else None)


@pytest.mark.parametrize(
    ("hour", "quiet", "told"),
    [
        (23, None, 23),
        (23, (22, 7), 21),
        (22, (22, 7), 21),
        (2, (22, 7), 21),
        (3, (22, 7), 7),
        (6, (22, 7), 7),
        (7, (22, 7), 7),
        (21, (22, 7), 21),
        (0, (0, 8), 23),
        (12, (12, 14), 11),
        (13, (12, 14), 14),
        (17, (17, 16), 16),
        (9, (9, 9), 9),
    ],
)
def test_what_is_wanted_at_a_quiet_hour_is_told_at_the_nearest_other(hour, quiet, told):
    assert told_hour(hour, quiet) == told


@given(HOURS, HOURS, HOURS)
def test_no_hour_at_which_something_is_told_is_quiet(hour, begin, end):
    noon = datetime(2018, 1, 10, told_hour(hour, (begin, end)), tzinfo=UTC)

    assert quiet_until(noon, "UTC", (begin, end)) is None


@given(MOMENTS, ZONES, HOURS, HOURS)
def test_when_the_quiet_hours_end_it_is_no_longer_quiet(now, zone, begin, end):
    ends = quiet_until(now, zone, (begin, end))

    if ends is not None:
        assert now < ends < now + timedelta(hours=26)
        assert quiet_until(ends, zone, (begin, end)) in {None, ends}


@pytest.mark.parametrize(
    ("now", "zone", "hour", "digest", "due"),
    [
        ("2018-01-10T08:59", "UTC", 9, DigestFrequency.DAILY, "2018-01-10T09:00"),
        ("2018-01-10T09:00", "UTC", 9, DigestFrequency.DAILY, "2018-01-10T09:00"),
        ("2018-01-10T09:01", "UTC", 9, DigestFrequency.DAILY, "2018-01-11T09:00"),
        ("2018-01-10T09:01", "UTC", 9, DigestFrequency.WEEKLY, "2018-01-15T09:00"),
        ("2018-01-15T09:00", "UTC", 9, DigestFrequency.WEEKLY, "2018-01-15T09:00"),
        ("2018-01-15T09:01", "UTC", 9, DigestFrequency.WEEKLY, "2018-01-22T09:00"),
        ("2018-01-14T20:00", "Pacific/Auckland", 9, DigestFrequency.WEEKLY, "2018-01-14T20:00"),
        ("2018-01-10T00:00", "Asia/Kolkata", 9, DigestFrequency.DAILY, "2018-01-10T03:30"),
        # Two o'clock is skipped in Berlin that night, and repeated in the other.
        ("2018-03-24T22:00", "Europe/Berlin", 2, DigestFrequency.DAILY, "2018-03-25T01:00"),
        ("2018-10-27T22:00", "Europe/Berlin", 2, DigestFrequency.DAILY, "2018-10-28T00:00"),
        ("2018-10-28T00:30", "Europe/Berlin", 2, DigestFrequency.DAILY, "2018-10-29T01:00"),
        ("2018-01-10T09:00", "UTC", 9, DigestFrequency.NONE, None),
    ],
)
def test_a_digest_comes_at_the_hour_of_the_place(now, zone, hour, digest, due):
    assert digest_at(moment(now), zone, hour, digest) == (moment(due) if due else None)


@given(MOMENTS, ZONES, HOURS, st.sampled_from([DigestFrequency.DAILY, DigestFrequency.WEEKLY]))
def test_a_digest_is_never_in_the_past_and_never_far_off(now, zone, hour, digest):
    due = digest_at(now, zone, hour, digest)

    assert due is not None
    assert now <= due <= now + timedelta(days=9)
    if digest is DigestFrequency.WEEKLY:
        local = due.astimezone(ZoneInfo(zone))
        assert local.weekday() == 0 or local.hour != hour


@pytest.mark.parametrize(
    ("now", "zone", "last"),
    [
        ("2018-01-15T09:00", "UTC", "2018-01-15T09:00"),
        ("2018-01-15T08:59", "UTC", "2018-01-08T09:00"),
        ("2018-01-21T23:00", "UTC", "2018-01-15T09:00"),
        # The week in which clocks in Berlin go back is an hour longer than the others.
        ("2018-10-29T07:59", "Europe/Berlin", "2018-10-22T07:00"),
        ("2018-10-29T08:00", "Europe/Berlin", "2018-10-29T08:00"),
    ],
)
def test_the_last_digest_of_a_week_was_on_its_monday(now, zone, last):
    assert last_digest_at(moment(now), zone, 9, DigestFrequency.WEEKLY) == moment(last)


@given(MOMENTS, ZONES, HOURS, st.sampled_from([DigestFrequency.DAILY, DigestFrequency.WEEKLY]))
def test_between_the_last_digest_and_the_next_there_is_none(now, zone, hour, digest):
    last = last_digest_at(now, zone, hour, digest)

    assert last is not None
    assert last <= now
    following = digest_at(last + timedelta(microseconds=1), zone, hour, digest)
    assert following is not None
    assert following > now


def test_without_digests_there_was_no_last_one():
    assert last_digest_at(moment("2018-01-15T09:00"), "UTC", 9, DigestFrequency.NONE) is None
