from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.listings.due import next_look, until_caught_up
from content.listings.records import ListedStatus, ListingId
from fakes.listed import SEEN_AT, Looking, days, hours, listed_season, listed_show

ID = ListingId("52703")


def due(record, sightings, now=SEEN_AT, listing=ID):
    return next_look(listing, record, sightings, now) - now


def test_a_premiere_within_three_days_is_looked_at_every_three_hours():
    near = listed_show(listed_season(2, "2026-12-04"))
    far = listed_show(listed_season(2, "2026-12-20"))

    assert hours(3) <= due(near, Looking().at(near).sightings) < hours(3.25)
    assert due(far, Looking().at(far).sightings) > days(13)


def test_a_value_that_was_seen_once_is_looked_at_when_the_hour_is_over():
    looking = Looking()
    looking.at(listed_show(listed_season(2, "2027-03-04")))
    moved = listed_show(listed_season(2, "2027-03-11"))
    looking.at(moved, days(1))

    now = SEEN_AT + days(1)
    assert due(moved, looking.sightings, now) == hours(1)
    assert due(moved, looking.sightings, now + hours(0.5)) == hours(0.5)
    assert hours(6) <= due(moved, looking.sightings, now + hours(2)) <= hours(18)


def test_a_record_that_is_gone_is_asked_for_now_and_then():
    assert days(3) <= due(None, ()) <= days(11)


@given(st.lists(st.integers(1, 90_000), min_size=300, max_size=300, unique=True))
def test_shows_that_were_read_together_are_not_due_together(numbers):
    record = listed_show()
    waits = sorted(due(record, (), listing=ListingId(str(number))) for number in numbers)

    assert days(35) <= waits[0]
    assert waits[-1] <= days(105)
    assert all(later - waits[at] > days(1) for at, later in enumerate(waits[60:]))


def test_ten_thousand_running_shows_make_fewer_than_a_hundred_and_fifty_calls_a_day():
    record = listed_show()
    calls = 0
    for number in range(0, 10_000, 100):
        listing, at = ListingId(str(number)), SEEN_AT
        while (at := next_look(listing, record, (), at)) < SEEN_AT + days(700):
            calls += 1

    assert calls * 100 / 700 < 150


def test_a_show_that_has_ended_is_looked_at_more_seldom():
    ended = listed_show(status=ListedStatus.ENDED)

    assert due(ended, ()) >= days(105) > timedelta(0)


def test_a_record_older_than_its_change_is_looked_at_soon_and_then_ever_more_seldom():
    waits = [until_caught_up(SEEN_AT - age, SEEN_AT) for age in (hours(0.5), hours(2), days(4))]

    assert waits == [hours(4 / 60), hours(0.5), days(1)]
    assert until_caught_up(SEEN_AT + days(1), SEEN_AT) == hours(4 / 60)
