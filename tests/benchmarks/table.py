"""One line a figure: what was measured, and what it is held against."""

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    """The bar, in the same unit; None where the figure is only stated."""
    at_least: bool = False
    """Whether the bar is a floor rather than a ceiling."""
    against: str = ""
    """The baseline, and how many times better or worse it did in this run."""

    @property
    def is_missed(self) -> bool:
        """Whether the bar was not reached."""
        if self.limit is None:
            return False
        return self.value < self.limit if self.at_least else self.value > self.limit

    def __str__(self) -> str:
        bar = ""
        if self.limit is not None:
            sign = "≥" if self.at_least else "≤"
            bar = f"  {'MISSED' if self.is_missed else 'ok'} ({sign} {_number(self.limit)})"
        tail = f"  {self.against}" if self.against else ""
        return f"  {self.name:<58} {_number(self.value):>12} {self.unit:<8}{bar}{tail}"


def times_us(work: Callable[[], object], *, runs: int) -> list[float]:
    """Return how many microseconds each of *runs* took, on this thread's clock."""
    found = []
    for _ in range(runs):
        began = time.perf_counter_ns()
        work()
        found.append((time.perf_counter_ns() - began) / 1000)
    return found


def median_and_p99(values: Iterable[float]) -> tuple[float, float]:
    """Return the median and the 99th percentile."""
    ordered = sorted(values)
    place = min(len(ordered) - 1, int(len(ordered) * 0.99))
    return statistics.median(ordered), ordered[place]


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far a long measurement has come; on a terminal only."""
    shown = Progress(console=Console(file=sys.stderr), disable=not sys.stderr.isatty())
    with shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.update(task, completed=done)


def resident_mb() -> float:
    """Return the memory of this process that is in use now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1_000_000


def _number(value: float) -> str:
    if value >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.3f}" if value < 1 else f"{value:,.2f}"
