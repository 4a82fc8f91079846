"""The figures of both trees beside each other, a line each."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.against.program import Cost
from benchmarks.against.trees import Tree

BAR = 1.05
"""The present tree's processor time, as a share of the old one's, at most."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the runs of both cost."""

    label: str
    old: Sequence[Cost]
    new: Sequence[Cost]

    @property
    def ratio(self) -> float:
        """Of the least processor time of each: what disturbs a run only ever adds to it."""
        return min(cost.cpu_s for cost in self.new) / min(cost.cpu_s for cost in self.old)

    @property
    def is_missed(self) -> bool:
        """Whether the present tree costs more than the bar allows."""
        return self.ratio > BAR

    def __str__(self) -> str:
        cpu_s = [min(cost.cpu_s for cost in costs) for costs in (self.old, self.new)]
        wall_s = [min(cost.wall_s for cost in costs) for costs in (self.old, self.new)]
        found = "MISSED" if self.is_missed else "ok"
        return _line(
            self.label,
            *_seconds(cpu_s),
            f"{self.ratio:.3f}",
            f"{found} (≤ {BAR})",
            *_seconds(wall_s),
        )


def alternating(
    label: str,
    run: Callable[[Tree, Path], Cost],
    trees: tuple[Tree, Tree],
    *,
    runs: int,
    shown: Callable[[int], None] = lambda _: None,
) -> Comparison:
    """Run the old, the new, the old, the new …, so many times each, every time in a new folder."""
    old: list[Cost] = []
    new: list[Cost] = []
    for _ in range(runs):
        for tree, costs in zip(trees, (old, new), strict=True):
            with tempfile.TemporaryDirectory(dir=tree.kept) as folder:
                costs.append(run(tree, Path(folder)))
            shown(len(old) + len(new))
    return Comparison(label, old, new)


def heading(trees: tuple[Tree, Tree]) -> str:
    """Return the line above the comparisons."""
    names = [tree.name for tree in trees]
    return _line("processor seconds, least of all runs", *names, "ratio", "bar", *_wall(names))


def counted(label: str, found: tuple[int, int]) -> str:
    """Return a line of what was counted in each, which has no bar."""
    old, new = found
    return _line(label, f"{old:,}", f"{new:,}", f"{new / old:.3f}" if old else "")


def _wall(names: Sequence[str]) -> list[str]:
    return [f"wall {name}" for name in names]


def _seconds(values: Sequence[float]) -> list[str]:
    return [f"{value:.3f}" for value in values]


def _line(label: str, old: str, new: str, ratio: str, bar: str = "", *wall: str) -> str:
    columns = "".join(f"  {value:>12}" for value in wall)
    return f"  {label:<46} {old:>10} {new:>10} {ratio:>7}  {bar:<15}{columns}".rstrip()
