"""The tables of questions as fans write them, each row read once for all who ask it.

Reading five thousand messages is most of what the tests cost that walk them. So the tables are in
two halves, and whatever walks one of those is in a row for one worker.
"""

import csv
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.understanding.question import Conversation, Question
from content.understanding.understand import read_message
from fakes.asked import shipped

UNDERSTANDING = Path(__file__).parents[1] / "content" / "understanding"
TABLES = tuple(sorted(path.stem for path in (UNDERSTANDING / "tables").glob("*.tsv")))
HALVES = ("one", "other")
IN_HALVES = [pytest.param(half, marks=pytest.mark.xdist_group(f"tables-{half}")) for half in HALVES]

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def table(name: str) -> tuple[Row, ...]:
    return tuple(rows_of(UNDERSTANDING / "tables" / f"{name}.tsv"))


def asked_in(row: Row) -> tuple[Question, ...]:
    """What a row asks, on its own day and after what was said before it."""
    return read(row["question"], row["as_of"], row["before"])


def answered(row: Row) -> tuple[tuple[Question, Reply], ...]:
    """What a row asks, and what is said to it."""
    as_of = AsOf.parse(row["as_of"])
    return tuple((one, answered_on(one, as_of)) for one in asked_in(row))


@cache
def read(words: str, day: str, before: str = "") -> tuple[Question, ...]:
    as_of, talk = AsOf.parse(day), Conversation()
    for earlier in filter(None, before.split(" || ")):
        talk = read_message(earlier, shipped(), as_of, conversation=talk).conversation
    return read_message(words, shipped(), as_of, conversation=talk).questions


@cache
def answered_on(question: Question, as_of: AsOf) -> Reply:
    return answer_question(question, shipped(), as_of)


@cache
def half_of(half: str) -> tuple[str, ...]:
    """Return the tables of one half; both have about as many rows."""
    halves: dict[str, list[str]] = {name: [] for name in HALVES}
    rows = dict.fromkeys(HALVES, 0)
    for name in sorted(TABLES, key=lambda name: -len(table(name))):
        fewer = min(HALVES, key=rows.__getitem__)
        halves[fewer].append(name)
        rows[fewer] += len(table(name))
    return tuple(halves[half])


def each_table() -> list[ParameterSet]:
    """Return the name of each table, in the row of its half."""
    return [
        pytest.param(name, marks=pytest.mark.xdist_group(f"tables-{half}"))
        for half in HALVES
        for name in half_of(half)
    ]
