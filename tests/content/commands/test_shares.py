"""How much each may have: so much at once, and then one more each so long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.commands.parse import Ask, Help, LookUpWords, ManageFeeds, Review, read_command
from content.commands.shares import SHARES, Allowance, Errand, errand_of, size_of, units_of

NOW = datetime(2018, 2, 1, 12, tzinfo=UTC)
ALLOWANCES = st.builds(
    Allowance, st.integers(1, 50), st.integers(1, 5000).map(lambda ms: timedelta(milliseconds=ms))
)
STEPS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 8)), min_size=1, max_size=80)


@given(ALLOWANCES, STEPS)
def test_in_no_stretch_is_more_taken_than_all_of_it_and_what_refilled_meanwhile(allowance, steps):
    full_at, now, taken = None, NOW, []
    for wait_ms, units in steps:
        now += timedelta(milliseconds=wait_ms)
        after = allowance.after(full_at, units, now)
        if after is not None:
            full_at = after
            taken.append((now, min(units, allowance.at_once)))

    for place, (begin, _) in enumerate(taken):
        total = 0
        for at, units in taken[place:]:
            total += units
            assert total <= allowance.at_once + (at - begin) / allowance.every


@given(ALLOWANCES, STEPS, st.integers(1, 1000))
def test_whoever_waits_until_it_has_refilled_may_have_anything(allowance, steps, units):
    full_at, now = None, NOW
    for wait_ms, one in steps:
        now += timedelta(milliseconds=wait_ms)
        full_at = allowance.after(full_at, one, now) or full_at

    assert allowance.after(full_at, units, now + allowance.refills_in) is not None


@pytest.mark.parametrize(
    ("typed", "errand"),
    [
        ("help", Errand.QUESTION),
        ("when jessica jones", Errand.QUESTION),
        ("is it out yet?", Errand.QUESTION),
        ("look up frieren", Errand.QUESTION),
        ("remind jessica jones", Errand.REMINDER),
        ("updates pause", Errand.ORDER),
        ("updates subscribe daredevil", Errand.ORDER),
        ("updates list", Errand.ORDER),
        ("updates doctor", Errand.ORDER),
        ("updates test", Errand.ORDER),
        ("newsdesk review", Errand.DESK),
        ("newsdesk retract a-claim", Errand.DESK),
        ("newsdesk history daredevil", Errand.DESK),
        ("newsdesk feeds", Errand.FEED),
    ],
)
def test_each_command_is_an_errand(typed, errand):
    assert errand_of(read_command(typed)) is errand


def test_of_each_errand_there_is_a_share():
    assert set(SHARES) == set(Errand)


def test_what_is_long_to_read_takes_more():
    assert size_of(Ask("x" * 2000)) == size_of(LookUpWords("x" * 2000)) == 2000
    assert {size_of(one) for one in (Help(), Review(), ManageFeeds())} == {0}
    assert (units_of(0), units_of(140), units_of(2000)) == (1, 1, 5)
