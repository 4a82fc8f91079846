"""The real program, running in processes of its own, which a test may kill or pause."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


async def until(
    is_so: Callable[[], object], what: Callable[[], str] = lambda: "it", within_s: float = 9
) -> None:
    """Wait until *is_so*; an AssertionError where that takes too long."""
    end = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end, f"did not happen: {what()}"
        await asyncio.sleep(0.02)


@dataclass
class Violet:
    """One process of it."""

    process: asyncio.subprocess.Process
    log: Path

    def said(self, event: str) -> list[dict[str, Any]]:
        """Return every line it has logged of that name."""
        lines = [line for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in map(json.loads, lines) if line["event"] == event]

    def has_begun(self, turn: str) -> bool:
        return turn in [line["turn"] for line in self.said("turn_begun")]

    async def until(self, is_so: Callable[[], object], what: str, within_s: float = 20) -> None:
        """Wait until *is_so*; an AssertionError with the log where that takes too long."""
        await until(is_so, lambda: f"{what}; {self.log.read_text()}", within_s)

    async def until_said(self, event: str, within_s: float = 20) -> None:
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
        return await asyncio.wait_for(self.process.wait(), 15)


@asynccontextmanager
async def violets(folder: Path, *words: str, **settings: str) -> AsyncIterator[Callable[..., Any]]:
    """Give a function that starts one more process with these *settings*; all are ended at last.

    With *words* it is not the whole program, but what Python makes of those.
    """
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VIOLET_", "DISCORD_", "SLACK_"))
    }
    env |= {"PYTHONPATH": str(ROOT), "VIOLET_LOG_FORMAT": "json", "VIOLET_LOG_LEVEL": "info"}
    running: list[Violet] = []

    async def start(**more: str) -> Violet:
        log = folder / f"violet-{len(running)}.log"
        with log.open("w") as file:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, *(words or ("-m", "bot", "run"))),
                cwd=folder,
                env=env | settings | more,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        running.append(Violet(process, log))
        return running[-1]

    try:
        yield start
    finally:
        for one in running:
            if one.process.returncode is None:
                one.process.kill()
                await one.process.wait()
