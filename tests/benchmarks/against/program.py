"""The program `violet` of a tree, run as people run it, and what that costs."""

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.against.trees import BenchError, Tree

VIOLET = ("-m", "bot")
_LOOK_EVERY_S = 0.1
_ENDS_WITHIN_S = 30.0
_LINES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    cpu_s: float
    """Of all its processors, in the program itself and in the kernel for it."""
    wall_s: float


def finished(
    tree: Tree, folder: Path, *words: str, written: str = "", **settings: str
) -> tuple[Cost, str]:
    """Run `violet` with *words* to its end; return what that cost, and what was printed.

    Raises:
        BenchError: it failed.
    """
    before, began = _of_children_s(), time.perf_counter()
    done = subprocess.run(  # noqa: S603  our own program, our own words
        [tree.python, *VIOLET, *words],
        cwd=folder,
        env=tree.env(settings),
        input=written,
        capture_output=True,
        text=True,
        check=False,
    )
    cost = Cost(_of_children_s() - before, time.perf_counter() - began)
    if done.returncode:
        raise BenchError(f"violet {' '.join(words)} failed in {tree.name}: {_end_of(done.stderr)}")
    return cost, done.stdout


@dataclass(slots=True)
class Program:
    """One that runs, until it is told to end."""

    tree: Tree
    process: subprocess.Popen[str]
    log: Path

    def cpu_s(self) -> float:
        """Return what it has cost so far."""
        clock = ctypes.c_int()
        if ctypes.CDLL(None).clock_getcpuclockid(self.process.pid, ctypes.byref(clock)):
            raise BenchError(f"{self.tree.name}: the program has ended: {_end_of(self.said())}")
        return time.clock_gettime(clock.value)

    def said(self) -> str:
        """Return what it has logged."""
        return self.log.read_text()

    def until_ready(self, within_s: float = 60.0) -> None:
        """Wait until it says that it is."""
        self.until(lambda: '"violet_ready"' in self.said(), "is not ready", within_s)

    def until(self, is_so: Callable[[], object], otherwise: str, within_s: float) -> None:
        """Wait until *is_so*.

        Raises:
            BenchError: that took too long, or the program has ended.
        """
        end = time.monotonic() + within_s
        while not is_so():
            if self.process.poll() is not None or time.monotonic() > end:
                raise BenchError(f"{self.tree.name}: violet {otherwise}: {_end_of(self.said())}")
            time.sleep(_LOOK_EVERY_S)

    def end(self) -> float:
        """Let it end as an operator does; return what all of its life has cost.

        Raises:
            BenchError: it failed, or does not end.
        """
        before = _of_children_s()
        self.process.terminate()
        try:
            code = self.process.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            raise BenchError(f"{self.tree.name}: violet does not end") from None
        if code:
            raise BenchError(f"{self.tree.name}: violet ended with {code}: {_end_of(self.said())}")
        return _of_children_s() - before


@contextmanager
def running(
    tree: Tree, folder: Path, *words: str, python: Sequence[str] = VIOLET, **settings: str
) -> Iterator[Program]:
    """Start `violet` with *words*, which reads and writes pipes; it is ended at last.

    *python* is what comes before the words on Python's own command line.
    """
    log = folder / "violet.log"
    quiet = {"VIOLET_LOG_FORMAT": "json", "VIOLET_LOG_LEVEL": "info"}
    with (
        log.open("w") as file,
        subprocess.Popen(  # noqa: S603  our own program, our own words
            [tree.python, *python, *words],
            cwd=folder,
            env=tree.env(quiet | settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        ) as process,
    ):
        try:
            yield Program(tree, process, log)
        finally:
            if process.poll() is None:
                process.kill()


def _of_children_s() -> float:
    """Return what all children have cost that have ended and were waited for."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def _end_of(text: str) -> str:
    return os.linesep.join(text.strip().splitlines()[-_LINES_SHOWN:])
