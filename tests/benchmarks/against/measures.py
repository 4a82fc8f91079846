"""What is measured of both trees: start, answers, planning and fan-out."""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.against.discord_process import Told, discord_process
from benchmarks.against.program import Cost, Program, finished, running
from benchmarks.against.subscribed import copied, count, database, report, subscribe, url_of
from benchmarks.against.trees import BenchError, Tree

QUESTION = "when is jj s2 out"
QUESTIONS = (Path(__file__).with_name("questions.txt")).read_text().splitlines()
STARTS, PASSES = 5, 10
"""Of what is over soon, a run is the best of so many: the more, the less a busy machine matters."""
MANY, CHANNELS = 100_000, 2_000
_CHANNELS_OF_A_SERVER = 20
_FASTEST = "50"
"""Sends a second: more than Discord permits cannot be set."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured."""

    label: str
    prepare: Callable[[Tree], object]
    """Makes what every run uses, at no cost."""
    run: Callable[[Tree, Path], Cost]
    """Measures once, in an empty folder."""


def _ask(tree: Tree, folder: Path) -> Cost:
    costs = []
    for _ in range(STARTS):
        cost, answer = finished(tree, folder, "ask", QUESTION)
        if not answer.strip():
            raise BenchError(f"{tree.name}: violet ask says nothing")
        costs.append(cost)
    return _best(costs)


def _answer(tree: Tree, folder: Path) -> Cost:
    lines = "".join(json.dumps({"question": words}) + "\n" for words in QUESTIONS)
    with running(tree, folder, "ask", "--jsonl") as violet:
        _answered(violet, lines)  # the first time round, much is made that is kept
        costs = []
        for _ in range(PASSES):
            cpu_s, began = violet.cpu_s(), time.perf_counter()
            _answered(violet, lines)
            costs.append(Cost(violet.cpu_s() - cpu_s, time.perf_counter() - began))
        return _best(costs)


def _best(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.cpu_s)


def _answered(violet: Program, lines: str) -> None:
    """Have all of them answered; they fit into a pipe, so that nobody waits for us."""
    assert violet.process.stdin is not None
    assert violet.process.stdout is not None
    with suppress(BrokenPipeError):  # then there is no answer
        violet.process.stdin.write(lines)
        violet.process.stdin.flush()
    for words in QUESTIONS:
        answer = violet.process.stdout.readline()
        if not answer or "error" in json.loads(answer):
            raise BenchError(f"{violet.tree.name}: no answer to {words!r}: {answer}{violet.said()}")


def _subscribed(tree: Tree) -> Path:
    file = tree.kept / "many.db"
    if not file.exists():
        copied(database(tree), file)
        per = _CHANNELS_OF_A_SERVER
        subscribe(file, ((f"server-{n // per}", f"channel-{n}") for n in range(MANY)))
    return file


def _planning(tree: Tree, folder: Path) -> Cost:
    file = copied(_subscribed(tree), folder / "violet.db")
    content = folder / "shows"
    content.mkdir()
    settings = {"VIOLET_DATABASE_URL": url_of(file), "VIOLET_CONTENT": str(content)}
    with running(tree, folder, "run", VIOLET_ROLES="ticks", **settings) as violet:
        return _cost_of_news(violet, content, lambda: count(file, "delivery") == MANY, within_s=90)


def _fan_out(tree: Tree, folder: Path) -> Cost:
    content = folder / "shows"
    content.mkdir()
    with discord_process(CHANNELS) as discord:
        file = copied(database(tree), folder / "violet.db")
        subscribe(file, discord.channels)
        settings = {"VIOLET_DATABASE_URL": url_of(file), "VIOLET_CONTENT": str(content)}
        pace = {"DISCORD_SENDS_PER_SECOND": _FASTEST}
        with running(tree, folder, "run", **settings, **pace, **discord.settings) as violet:
            cost = _cost_of_news(
                violet, content, lambda: discord.told().channels == CHANNELS, within_s=300
            )
        if discord.told() != Told(messages=CHANNELS, channels=CHANNELS):
            raise BenchError(f"{tree.name}: {discord.told()} of {CHANNELS} channels")
        return cost


def _cost_of_news(
    violet: Program, content: Path, is_over: Callable[[], bool], *, within_s: float
) -> Cost:
    """Return what a claim costs, from its file until *is_over* and the program has ended."""
    violet.until_ready()
    cpu_s, began = violet.cpu_s(), time.perf_counter()
    report(content)
    violet.until(is_over, "does not come to the end", within_s)
    wall_s = time.perf_counter() - began
    return Cost(violet.end() - cpu_s, wall_s)


def _warm(tree: Tree) -> None:
    finished(tree, tree.kept, "ask", QUESTION)


MEASURES = {
    "ask": Measure(f'violet ask "{QUESTION}", best of {STARTS}', _warm, _ask),
    "answer": Measure(
        f"{len(QUESTIONS)} answers of a warm process, best of {PASSES}", _warm, _answer
    ),
    "planning": Measure(f"a claim recorded for {MANY:,}, SQLite", _subscribed, _planning),
    "fan_out": Measure(f"a claim told in {CHANNELS:,} channels of Discord", database, _fan_out),
}
