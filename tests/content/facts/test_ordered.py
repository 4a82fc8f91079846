"""Values that are kept in order while they come and go."""

from hypothesis import given
from hypothesis import strategies as st

from content.facts.ordered import Ordered

NUMBERS = st.integers(0, 9)
PAIRS = st.tuples(NUMBERS, NUMBERS)


@given(st.lists(PAIRS, max_size=40), st.integers(0, 20), PAIRS)
def test_values_stand_in_order_however_they_came_and_went(values, dropped, asked):
    held, plain = Ordered(lambda one: one), set()
    for value in values:
        if value in plain:
            held.drop(value)
        else:
            held.put(value)
        plain ^= {value}
    for value in sorted(plain)[:dropped]:
        held.drop(value)
        plain.discard(value)

    assert [*held] == sorted(plain)
    assert len(held) == len(plain)
    assert [*held.between(asked[:1])] == [one for one in sorted(plain) if one[0] >= asked[0]]
    between = [one for one in sorted(plain) if (asked[0],) <= one < (asked[1],)]
    assert [*held.between(asked[:1], asked[1:])] == between
    assert held.count(asked[:1], asked[1:]) == len(between)
    assert held.count((-1,)) == len(plain)


def test_very_many_values_are_found_by_their_place():
    numbers = [n * 7919 % 10007 for n in range(10007)]
    held = Ordered(lambda one: one, numbers)

    for number in numbers[::3]:
        held.drop(number)
    left = sorted(set(numbers) - set(numbers[::3]))

    assert [*held] == left
    assert [held.count(-1, one) for one in left[::97]] == [*range(0, len(left), 97)]
    assert [*held.between(left[1500], left[4100])] == left[1500:4100]
    assert held.count(left[1500], left[4100]) == 2600
