"""When a source is left alone, when nothing of it is taken in, and what editors are told."""

from datetime import timedelta

import pytest

from content.listings.backing_off import pause_after
from content.listings.halting import counted, is_calm
from content.listings.troubles import Trouble, TroubleKind, troubles
from fakes.followed import sighting
from fakes.tellings import at

A_DAY = timedelta(days=1)


def test_one_failure_makes_nobody_wait_and_more_wait_twice_as_long_up_to_a_day():
    waits = [pause_after(number, source="tvmaze", since=at()) for number in range(1, 30)]

    assert waits[0] == timedelta()
    assert timedelta(seconds=48) <= waits[1] <= timedelta(seconds=72)
    assert timedelta(minutes=51) <= waits[7] <= timedelta(minutes=77)
    assert timedelta(hours=19) <= waits[-1] <= A_DAY
    assert max(waits) <= A_DAY


def test_those_whom_one_outage_hit_do_not_come_back_in_the_same_second():
    waits = {pause_after(9, source="tvmaze", since=at(seconds=one)) for one in range(50)}

    assert len(waits) == 50


def test_what_changed_is_counted_by_the_minute_for_an_hour():
    changed = counted((), 3, now=at())
    changed = counted(changed, 4, now=at(seconds=30))
    changed = counted(changed, 5, now=at(minutes=50))
    changed = counted(changed, 0, now=at(minutes=55))

    assert changed == ((at(), 7), (at(minutes=50), 5))
    assert counted(changed, 0, now=at(minutes=60)) == ((at(minutes=50), 5),)


def test_it_is_calm_where_hardly_any_value_is_another():
    other = sighting(pending="2019", pending_since=at())

    assert is_calm([])
    assert is_calm([sighting()] * 19 + [other])
    assert not is_calm([sighting()] * 18 + [other])
    assert not is_calm([sighting(missing_since=at())])


@pytest.mark.parametrize(("hours", "kinds"), [(47, []), (48, [TroubleKind.SILENT])])
def test_a_silence_is_told_after_two_days(hours, kinds):
    found = troubles(
        failing_since=at(hours=-hours), halted_since=None, is_misshapen=False, now=at()
    )

    assert [one.kind for one in found] == kinds


@pytest.mark.parametrize("is_misshapen", [True, False])
def test_a_trouble_is_written_and_read_again(is_misshapen):
    (one,) = troubles(failing_since=None, halted_since=at(), is_misshapen=is_misshapen, now=at())

    assert Trouble.read(str(one)) == one
    assert Trouble.read("halted") is None
    assert Trouble.read("silent@soon") is None
