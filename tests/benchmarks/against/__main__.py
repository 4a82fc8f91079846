"""`python -m benchmarks.against COMMIT [--runs N] [ask answer planning fan_out ways size]`."""

import argparse
import platform
import signal
import sys
from collections.abc import Sequence

from benchmarks.against.comparing import alternating, counted, heading
from benchmarks.against.measures import MEASURES
from benchmarks.against.trees import BenchError, Tree, both_trees
from benchmarks.against.ways import size_of, ways_of
from benchmarks.table import progress

RUNS = 7
COUNTS = ("size", "ways")


def main(words: Sequence[str] | None = None) -> int:
    """Print every line as it comes; 1 where something could not be measured."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("commit", help="the old commit, such as 9ed1edf or HEAD~3")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each tree is measured")
    parser.add_argument("only", nargs="*", help=f"some of {' '.join([*MEASURES, *COUNTS])}")
    given = parser.parse_intermixed_args(words)
    unknown = [name for name in given.only if name not in [*MEASURES, *COUNTS]]
    if unknown or given.runs < 1:
        parser.error(f"no measure {unknown[0]!r}" if unknown else "it takes one run at least")
    # What is made for the while is removed then, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with both_trees(given.commit) as trees:
            return _measured(trees, given.only or [*MEASURES, *COUNTS], given.runs)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _measured(trees: tuple[Tree, Tree], names: Sequence[str], runs: int) -> int:
    print(f"Python {platform.python_version()} on {platform.machine()}, {platform.system()}")
    print(f"{trees[0].name} and the present tree in turn, {runs} times each\n")
    print(heading(trees), flush=True)
    missed = failed = 0
    for name in names:
        try:
            if name in MEASURES:
                missed += _compared(name, trees, runs)
            else:
                _counted(name, trees)
        except BenchError as error:
            failed += 1
            print(f"  {name} could not be measured: {error}", flush=True)
    print(f"\nbars missed: {missed}", end="")
    print(f"; not measured: {failed}" if failed else "")
    return 1 if failed else 0


def _compared(name: str, trees: tuple[Tree, Tree], runs: int) -> bool:
    """Print it, and return whether its bar was missed."""
    measure = MEASURES[name]
    for tree in trees:
        measure.prepare(tree)
    with progress(name, 2 * runs) as shown:
        found = alternating(measure.label, measure.run, trees, runs=runs, shown=shown)
    print(found, flush=True)
    return found.is_missed


def _counted(name: str, trees: tuple[Tree, Tree]) -> None:
    old, new = trees
    if name == "size":
        labels, found = ("modules, without tests", "lines in them"), (size_of(old), size_of(new))
    else:
        labels = "files a claim enters until it is on Discord", "files a question enters there"
        found = [(len(claim), len(question)) for claim, question in map(ways_of, trees)]
    for label, one, other in zip(labels, *found, strict=True):
        print(counted(label, (one, other)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
