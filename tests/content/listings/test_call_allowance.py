"""How many calls a source is asked within ten seconds, in whichever order they are asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.listings.call_allowance import FOR_PEOPLE, MOST_CALLS, SPAN, CallAllowance

NOON = datetime(2018, 1, 10, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 59_000).map(lambda ms: NOON + timedelta(milliseconds=ms))
ASKED = st.lists(st.tuples(MOMENTS, st.booleans()), max_size=120)


def most_within_ten_seconds(calls):
    ordered = sorted(calls)
    return max(
        (sum(begin <= one <= begin + SPAN for one in ordered) for begin in ordered), default=0
    )


def taken(allowance, asked):
    granted = []
    for now, for_people in asked:
        allowance, wait = allowance.taking(now, for_people=for_people)
        if not wait:
            granted.append((now, for_people))
    return granted


@given(ASKED)
@example([(NOON + timedelta(seconds=s), True) for s in (0, 45, 0, 10) for _ in range(20)])
def test_no_ten_seconds_hold_more_calls_than_are_allowed_in_whichever_order(asked):
    granted = taken(CallAllowance(), asked)

    assert most_within_ten_seconds(now for now, _ in granted) <= MOST_CALLS
    others = [now for now, for_people in granted if not for_people]
    assert most_within_ten_seconds(others) <= MOST_CALLS - FOR_PEOPLE


@given(st.lists(st.integers(0, 2_000), max_size=150), st.booleans())
def test_whoever_waits_as_long_as_told_gets_the_call_where_nobody_else_asks(pauses, for_people):
    allowance, now = CallAllowance(), NOON
    for pause in pauses:
        now += timedelta(milliseconds=pause)
        allowance, wait = allowance.taking(now, for_people=for_people)
        if wait:
            now += wait
            allowance, wait = allowance.taking(now, for_people=for_people)
        assert not wait


def test_some_are_kept_for_people():
    calls = [(NOON, False)] * 20 + [(NOON, True)] * 20

    granted = taken(CallAllowance(), calls)

    assert granted == [(NOON, False)] * 14 + [(NOON, True)] * 4


def test_nobody_calls_during_a_pause_and_no_earlier_one_shortens_it():
    until = NOON + timedelta(minutes=5)
    paused = CallAllowance().paused(until).paused(NOON + timedelta(minutes=1))

    for for_people in (True, False):
        after, wait = paused.taking(NOON, for_people=for_people)
        assert (after, wait) == (paused, timedelta(minutes=5))
        assert paused.taking(until, for_people=for_people)[1] == timedelta()


def test_whoever_slept_with_a_moment_in_hand_is_to_look_at_the_clock_again():
    allowance, _ = CallAllowance().taking(NOON, for_people=True)

    same, wait = allowance.taking(NOON - timedelta(seconds=40), for_people=True)

    assert same == allowance
    assert wait == timedelta(seconds=20)


@pytest.mark.parametrize("hours", [1, -1, 24, -24])
def test_a_clock_that_was_set_keeps_nobody_from_calling(hours):
    elsewhere = NOON + timedelta(hours=hours)

    granted = taken(CallAllowance(), [(NOON, True)] * 30 + [(elsewhere, True)] * 30)

    assert granted == [(NOON, True)] * 18 + [(elsewhere, True)] * 18


def test_what_is_held_stays_small_however_long_it_goes_on():
    allowance, now, most = CallAllowance(), NOON, 0
    for _ in range(1000):
        allowance, wait = allowance.taking(now, for_people=True)
        now += wait
        most = max(most, len(allowance.calls))

    assert most <= 4 * MOST_CALLS
