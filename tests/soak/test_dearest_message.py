"""However a message is made, it costs no more than a few ordinary ones; searched for a minute."""

from benchmarks.dearest import dearest
from benchmarks.flood import AT_MOST

from fakes.fan_out import say

SECONDS = 60.0


def test_no_message_costs_ten_times_an_ordinary_question(seed):
    found = dearest(SECONDS, seed, lambda one: say(f"{one.times:.2f} times: {one.text[:60]!r}"))

    say(f"the dearest costs {found.times:.2f} times as much: {found.text!r}")
    assert found.times <= AT_MOST, repr(found.text)
