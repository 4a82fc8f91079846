"""What a place will be told in days to come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from content.announcements.forecast import foreseen_steps
from content.announcements.targets import targets_of
from content.facts.as_of import AsOf
from content.subscriptions.schedule import DigestFrequency, PostingHour, Schedule
from fakes.claims import catalogue, claim

NOW = datetime(2018, 2, 1, 12, tzinfo=UTC)
KNOWN = catalogue(claim(value="2018-03-08"))
SCHEDULE = Schedule(
    at=PostingHour("Europe/Berlin", 18), steps=(30, 7, 0), quiet=None, digest=DigestFrequency.NONE
)


def foreseen(rhythm=SCHEDULE, days=100):
    targets = targets_of(KNOWN, AsOf.at(NOW))
    return foreseen_steps(KNOWN, targets, rhythm, after=NOW, until=NOW + timedelta(days=days))


def test_each_step_is_foreseen_at_its_hour_and_the_premiere_at_its_instant():
    assert [(one.announcement.step, one.at) for one in foreseen()] == [
        (30, datetime(2018, 2, 6, 17, tzinfo=UTC)),
        (7, datetime(2018, 3, 1, 17, tzinfo=UTC)),
        (0, datetime(2018, 3, 8, 8, tzinfo=UTC)),
    ]
    assert not any(one.is_lost or one.is_gathered for one in foreseen())


def test_what_is_beyond_the_days_looked_at_is_left_out():
    assert [one.announcement.step for one in foreseen(days=10)] == [30]


def test_quiet_hours_put_the_premiere_off():
    quiet = replace(SCHEDULE, quiet=(8, 12))

    assert foreseen(quiet)[-1].at == datetime(2018, 3, 8, 11, tzinfo=UTC)


def test_a_step_that_quiet_hours_outlast_is_lost():
    quiet = replace(SCHEDULE, steps=(7,), quiet=(17, 16))

    (step,) = foreseen(quiet)

    assert step.is_lost


def test_a_daily_digest_gathers_the_steps_but_not_the_premiere():
    gathered = foreseen(replace(SCHEDULE, digest=DigestFrequency.DAILY))

    assert [(one.is_gathered, one.is_lost) for one in gathered] == [
        (True, False),
        (True, False),
        (False, False),
    ]


def test_a_weekly_digest_says_on_mondays_what_is_ahead_and_a_premiere_is_told_at_once():
    weekly = replace(
        SCHEDULE,
        digest=DigestFrequency.WEEKLY,
        steps=(30, 7, 3, 1, 0),
        at=PostingHour("Europe/Berlin", 9),
    )

    found = [(one.at, one.announcement.headline, one.is_gathered) for one in foreseen(weekly)]

    day = "Jessica Jones season 2 comes out in {} days, on Thursday 8 March 2018."
    assert found == [
        (datetime(2018, 2, 5, 8, tzinfo=UTC), day.format(31), True),
        (datetime(2018, 2, 26, 8, tzinfo=UTC), day.format(10), True),
        (datetime(2018, 3, 5, 8, tzinfo=UTC), day.format(3), True),
        (datetime(2018, 3, 8, 8, tzinfo=UTC), "Jessica Jones season 2 is out now.", False),
    ]
    assert not any(one.is_lost for one in foreseen(weekly))
