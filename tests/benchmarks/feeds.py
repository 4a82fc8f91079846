"""Feeds of 50 items, of which 2 % changed, read by us and by `reader` beside us.

`reader` is in no environment of ours: READER_PYTHON names a Python that has it, or one is made for
this run, and goes with it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.table import Figure

_HERE = Path(__file__).parent / "feed_reading"
_WANTED = ("reader==3.26", "sgmllib3k")


def measure(count: int = 1_000) -> Iterator[Figure]:
    """Yield what each pass costs us, and how many times what it costs `reader`."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = _passes(_reader_python(Path(folder)), "theirs.py", count, Path(folder))
        ours = _passes(sys.executable, "ours.py", count, Path(folder))
    for number, (what, bar) in enumerate(
        [("all of them new", 1.0), ("2 % changed", 1.0), ("none changed", 0.25)]
    ):
        mine, other = ours[number], theirs[number]
        ratio = mine.cpu_s / other.cpu_s
        against = f"{mine.cpu_s:.2f} s, reader {other.cpu_s:.2f} s; "
        against += f"{mine.new} and {other.new} items"
        yield Figure(
            f"{count:,} feeds, {what}: CPU beside reader", ratio, "times", bar, against=against
        )
        more = float(mine.requests - other.requests)
        against = f"{mine.requests} in all, {mine.unchanged} of them unchanged"
        yield Figure("  requests more than reader's", more, "", 0.0, against=against)
    grown, theirs_grown = (one[-1].peak_mb - one[0].begun_mb for one in (ours, theirs))
    yield Figure(
        "memory grown over all passes",
        grown,
        "MB",
        theirs_grown,
        against=f"reader {theirs_grown:.0f} MB",
    )


class _Pass:
    def __init__(self, told: list[float], asked: list[int], begun_mb: float) -> None:
        self.cpu_s, self.peak_mb, self.new = told
        self.requests, self.unchanged = asked
        self.begun_mb = begun_mb


def _passes(python: str, program: str, count: int, folder: Path) -> list[_Pass]:
    """Return what three passes cost: everything, then two changed in a hundred, then none."""
    with ExitStack() as stack:
        server = stack.enter_context(_begun([sys.executable, str(_HERE / "server.py"), str(count)]))
        port = _line(server).strip()
        file = folder / f"{program}.db"
        reading = stack.enter_context(
            _begun([python, str(_HERE / program), port, str(count), str(file)])
        )
        assert _line(reading).strip() == "ready"
        begun_mb = _resident_mb(reading.pid)
        found = []
        for _ in range(3):
            told = json.loads(_asked(reading, "go"))
            is_first = not found
            asked = json.loads(_asked(server, "change" if is_first else "count"))
            found.append(_Pass(told, asked, begun_mb))
        return found


def _begun(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _asked(process: subprocess.Popen[str], what: str) -> str:
    assert process.stdin is not None
    process.stdin.write(what + "\n")
    process.stdin.flush()
    return _line(process)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 / 1_000_000


def _reader_python(folder: Path) -> str:
    if named := os.environ.get("READER_PYTHON"):
        return named
    made = folder / "reader"
    subprocess.run([sys.executable, "-m", "venv", str(made)], check=True)  # noqa: S603
    python = str(made / "bin" / "python")
    subprocess.run(  # noqa: S603
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *_WANTED],
        check=True,
    )
    return python
