"""How many files there are, and how many a claim and a question enter on their way."""

import json
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.against.discord_process import discord_process
from benchmarks.against.measures import QUESTION
from benchmarks.against.program import Program, running
from benchmarks.against.subscribed import copied, database, report, subscribe, url_of
from benchmarks.against.trees import BenchError, Tree

ENTERED = Path(__file__).with_name("entered.py")
CLAIM_VERBS = ("notice.py", "deliver.py")
QUESTION_VERBS = ("answer.py",)
_FIRST_QUESTION = "who plays luke cage"
_SETTLED_AFTER_S = 1.0


def size_of(tree: Tree) -> tuple[int, int]:
    """Return how many modules the program has, without its tests, and how many lines."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607
        cwd=tree.root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    names = {name for name in listed if not name.startswith("tests/")}
    files = [tree.root / name for name in names if (tree.root / name).exists()]
    return len(files), sum(len(file.read_text().splitlines()) for file in files)


def ways_of(tree: Tree) -> tuple[frozenset[str], frozenset[str]]:
    """Return the files that a claim enters until it stands on Discord, and a question there.

    Both are the second of their kind, so that what is made only once is not counted.
    """
    with tempfile.TemporaryDirectory(dir=tree.kept) as name, discord_process(1) as discord:
        folder, content = Path(name), Path(name) / "shows"
        content.mkdir()
        file = copied(database(tree), folder / "violet.db")
        subscribe(file, discord.channels)
        written = folder / "entered.json"
        settings = {"VIOLET_DATABASE_URL": url_of(file), "VIOLET_CONTENT": str(content)}
        python = ("-P", str(ENTERED), str(tree.root), str(written))
        with running(tree, folder, "run", python=python, **settings, **discord.settings) as violet:
            violet.until_ready(120)
            discord.ask(_FIRST_QUESTION)
            report(content, season=2)
            violet.until(lambda: discord.told().messages == 1, "tells nothing", 60)

            _begin(violet)
            discord.ask(QUESTION)
            question = _entered(violet, written)
            _begin(violet)
            report(content, season=3)
            violet.until(lambda: discord.told().messages == 2, "tells nothing more", 60)
            claim = _entered(violet, written)
    return (
        files_on_the_way(claim, CLAIM_VERBS, tree.name),
        files_on_the_way(question, QUESTION_VERBS, tree.name),
    )


def _begin(violet: Program) -> None:
    time.sleep(_SETTLED_AFTER_S)
    violet.process.send_signal(signal.SIGUSR1)


def _entered(violet: Program, written: Path) -> Any:
    time.sleep(_SETTLED_AFTER_S)
    violet.process.send_signal(signal.SIGUSR2)
    violet.until(written.exists, "writes no record", 20)
    found = json.loads(written.read_text())
    written.unlink()
    return found


def files_on_the_way(
    tasks: Iterable[Mapping[str, Any]], verbs: tuple[str, ...], name: str
) -> frozenset[str]:
    """Return the files of the tasks that enter those verbs, of their makers, and of what they make.

    So a heartbeat or a countdown that comes in between is left out. What belongs to no task is in.
    """
    by_number = {task["number"]: task for task in tasks}

    def line_of(task: Mapping[str, Any]) -> list[int]:
        """The task itself, and its makers up to the first."""
        found = [task["number"]]
        while (maker := by_number[found[-1]]["made_by"]) is not None:
            found.append(maker)
        return found

    walked = {
        number
        for number, task in by_number.items()
        if any(Path(file).name in verbs for file in task["files"])
    }
    if not walked:
        raise BenchError(f"{name}: nothing entered {' or '.join(verbs)}")
    kept = {0} | {one for number in walked for one in line_of(by_number[number])}
    kept |= {number for number, task in by_number.items() if walked & set(line_of(task))}
    return frozenset(file for number in kept for file in by_number[number]["files"])
