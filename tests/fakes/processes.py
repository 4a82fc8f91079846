"""The real program, in processes of its own, which a test may kill or pause; a plugin of pytest."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fakes.forks import Fork
from fakes.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
PROGRAM = ("-m", "bot")
"""What Python is to run."""


def environment(**settings: str) -> dict[str, str]:
    """Return this process's own, with these of Violet's settings and no others."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VIOLET_", "DISCORD_", "SLACK_"))
    }
    return kept | {"PYTHONPATH": str(ROOT)} | settings


async def until(
    is_so: Callable[[], object],
    what: Callable[[], str] = lambda: "it",
    within_s: float = PATIENCE_S,
) -> None:
    """Wait until *is_so*; an AssertionError where that takes too long."""
    end = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end, f"did not happen: {what()}"
        await asyncio.sleep(0.02)


Process = Fork | asyncio.subprocess.Process
Begin = Callable[[Sequence[str], Path, Mapping[str, str], Sequence[int]], Awaitable[Process]]
"""Begin a process with these words, in this folder and environment, with these three files."""


@dataclass
class Violet:
    """One process of it."""

    process: Process
    log: Path

    def said(self, event: str) -> list[dict[str, Any]]:
        """Return every line it has logged of that name."""
        lines = [line for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in map(json.loads, lines) if line["event"] == event]

    def has_begun(self, role: str) -> bool:
        return role in [line["turn"] for line in self.said("turn_begun")]

    async def until(
        self, is_so: Callable[[], object], what: str, within_s: float = PATIENCE_S
    ) -> None:
        """Wait until *is_so*; an AssertionError with the log where that takes too long."""
        await until(is_so, lambda: f"{what}; {self.log.read_text()}", within_s)

    async def until_said(self, event: str, within_s: float = PATIENCE_S) -> None:
        await self.until(
            lambda: self.said(event) or self.process.returncode is not None, event, within_s
        )
        assert self.said(event), self.log.read_text()

    def kill(self) -> None:
        self.process.kill()

    def pause(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    async def end(self) -> int:
        """Let it end as an operator does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), PATIENCE_S)


async def forked(
    words: Sequence[str], folder: Path, env: Mapping[str, str], streams: Sequence[int]
) -> Fork:
    """Begin one that has loaded the program already."""
    return await asyncio.to_thread(Fork, words, folder, env, streams)


async def anew(
    words: Sequence[str], folder: Path, env: Mapping[str, str], streams: Sequence[int]
) -> asyncio.subprocess.Process:
    """Begin one as an operator does."""
    stdin, stdout, stderr = streams
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *words), cwd=folder, env=env, stdin=stdin, stdout=stdout, stderr=stderr
    )


@contextmanager
def silent_into(log: Path) -> Iterator[tuple[int, int, int]]:
    """Give the streams of one that is told nothing, and says all into that file."""
    with Path(os.devnull).open() as nothing, log.open("w") as file:
        yield nothing.fileno(), file.fileno(), file.fileno()


@asynccontextmanager
async def violets(
    folder: Path, *words: str, begin: Begin = forked, **settings: str
) -> AsyncIterator[Callable[..., Any]]:
    """Give a function that starts one more process with these *settings*; all are ended at last.

    With *words* it is not the whole program, but what Python makes of those.
    """
    env = environment(VIOLET_LOG_FORMAT="json", VIOLET_LOG_LEVEL="info") | settings
    running: list[Violet] = []

    async def start(**more: str) -> Violet:
        log = folder / f"violet-{len(running)}.log"
        with silent_into(log) as streams:
            process = await begin(words or (*PROGRAM, "run"), folder, env | more, streams)
        running.append(Violet(process, log))
        return running[-1]

    try:
        yield start
    finally:
        for one in running:
            if one.process.returncode is None:
                one.process.kill()
                await one.process.wait()


@asynccontextmanager
async def connected_violets(
    folder: Path, **settings: str
) -> AsyncIterator[Callable[[], Awaitable[Violet]]]:
    """Give a function that starts one more whole program, and waits until it is connected."""
    async with violets(folder, **settings) as begin:

        async def start() -> Violet:
            violet: Violet = await begin()
            await violet.until_said("violet_ready")
            await violet.until_said("connected")
            return violet

        yield start


@pytest.fixture
def violet(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `violet` with some words to its end, in the folder of the test."""

    def run(*words: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        command, told = (*PROGRAM, *words), os.pipe()
        with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as faults:
            streams = (told[0], said.fileno(), faults.fileno())
            process = Fork(command, tmp_path, environment(**settings), streams)
            os.close(told[0])
            with contextlib.suppress(BrokenPipeError), open(told[1], "w") as file:  # noqa: PTH123
                file.write(stdin)  # which not every command reads
            code = process.join()
            said.seek(0)
            faults.seek(0)
            return subprocess.CompletedProcess(command, code, said.read(), faults.read())

    return run
