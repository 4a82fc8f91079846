"""Values in order, of which one is put in or taken out without moving all others."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Final, Generic, TypeVar

Value = TypeVar("Value")

_LONGEST: Final = 1000
"""Values that stand in one run; more are cut in two."""


class Ordered(Generic[Value]):
    """Values in runs of moderate length, each run and the runs among them in order."""

    def __init__(self, order: Callable[[Value], Any], values: Iterable[Value] = ()) -> None:
        """Hold *values* by their *order*, which no two share."""
        self._order = order
        self._runs: list[list[Value]] = []
        self._ends: list[Any] = []
        """The order of the last value of each run."""
        for value in values:
            self.put(value)

    def put(self, value: Value) -> None:
        """Take in *value*, which is not in yet."""
        order = self._order(value)
        if not self._runs:
            self._runs.append([])
            self._ends.append(order)
        number = min(bisect_left(self._ends, order), len(self._runs) - 1)
        run = self._runs[number]
        insort(run, value, key=self._order)
        if len(run) > _LONGEST:
            half = len(run) // 2
            self._runs[number : number + 1] = run[:half], run[half:]
            self._ends.insert(number, self._order(run[half - 1]))
            number += 1
        self._ends[number] = self._order(self._runs[number][-1])

    def drop(self, value: Value) -> None:
        """Take out *value*, or what has its order; it is in."""
        order = self._order(value)
        number = bisect_left(self._ends, order)
        run = self._runs[number]
        del run[bisect_left(run, order, key=self._order)]
        if run:
            self._ends[number] = self._order(run[-1])
        else:
            del self._runs[number], self._ends[number]

    def between(self, begin: Any, end: Any = None) -> Iterator[Value]:
        """Yield the values from the order *begin* on and before the order *end*; None: all.

        The beginning of an order stands before whatever begins so.
        """
        (first, at), (last, stop) = self._place(begin), self._place(end)
        for number in range(first, min(last + 1, len(self._runs))):
            run = self._runs[number]
            yield from run[at if number == first else 0 : stop if number == last else None]

    def count(self, begin: Any, end: Any = None) -> int:
        """Return how many values there are `between` the two."""
        (first, at), (last, stop) = self._place(begin), self._place(end)
        return max(0, sum(map(len, self._runs[first:last])) + stop - at)

    def _place(self, order: Any) -> tuple[int, int]:
        """The run in which *order* would stand, and where in it."""
        number = len(self._runs) if order is None else bisect_left(self._ends, order)
        if number == len(self._runs):
            return number, 0
        return number, bisect_left(self._runs[number], order, key=self._order)

    def __len__(self) -> int:
        return sum(map(len, self._runs))

    def __iter__(self) -> Iterator[Value]:
        return chain.from_iterable(self._runs)
