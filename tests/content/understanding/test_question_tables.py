"""Whole tables of questions as fans write them, each asked on a day of its own.

Most were written by people who had not seen the grammar. What each table shows, and where a row
belongs that is new, stands in `tables/README.md`.

A row is read right in all that it says: what is asked, of which show and season, how the answer
stands and what its value is (`*`: whatever it is). A row that is read wrong stands in
`known_misses.tsv`, with what is wrong about it; it is expected to fail, and its line has to go as
soon as it no longer does.

`readings/` holds how every row is read today, in full, so that a change which is to change nothing
can show it, and any other shows in its diff what became of every row. After a change that is meant:

    VIOLET_WRITE_READINGS=1 make test
"""

import itertools
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.claims import SeasonRef
from content.facts.dates import PartialDate
from content.understanding.intents import Intent
from content.understanding.question import Compared, Question
from fakes.question_tables import TABLES, Row, answered, each_table, rows_of, table

HERE = Path(__file__).parent
COLUMNS = ("as_of", "before", "question", "intent", "show", "season", "status", "value")
MOST_KNOWN_MISSES = 23
"""How many rows are read wrong today. It goes down, and never up."""
IS_WRITING = bool(os.environ.get("VIOLET_WRITE_READINGS"))
MOST_OF_A_VALUE = 60
"""Characters of a value that a reading keeps; a list of names tells nothing more behind them."""


def key(row: Row) -> tuple[str, str, str]:
    return row["as_of"], row["before"], row["question"]


KNOWN_MISSES = rows_of(HERE / "known_misses.tsv")


@dataclass(frozen=True)
class Read:
    """One question of a row, as it was read, and what was answered."""

    question: Question
    reply: Reply

    def __str__(self) -> str:
        asked = f"{self.question.intent} {self.question.show or '-'} {self.question.season}"
        value = told(self.reply.value)
        short = value if len(value) <= MOST_OF_A_VALUE else f"{value[:MOST_OF_A_VALUE]}…"
        return f"{asked} -> {self.reply.season or '-'} {self.reply.status} {short}"

    @property
    def more(self) -> str:
        """All else that was read, such as "window=2018-03 names=Krysten Ritter".

        Whether it is an open question shows in the answer; see `test_verdicts.py`.
        """
        found = []
        for field in fields(Question):
            value = getattr(self.question, field.name)
            if field.name not in {"intent", "show", "season", "is_open"} and value != field.default:
                found.append(f"{field.name}={told(value)}")
        return " ".join(found)


def told(value: object) -> str:
    match value:
        case None:
            return "-"
        case PartialDate():
            return value.notation.partition("[")[0]
        case AsOf():
            return value.day.isoformat()
        case Compared():
            return f"{value.show} {value.season}"
        case tuple():
            return ", ".join(map(told, value))
        case _:
            return str(value)


def reads_of(row: Row) -> tuple[Read, ...]:
    return tuple(itertools.starmap(Read, answered(row)))


def wanted(row: Row) -> list[tuple[str, ...]]:
    """What is to be read; two shows side by side are one question about the first."""
    if row["intent"] == "silent":
        return []
    columns = [row[name].split(" ; ") for name in COLUMNS[3:]]
    most = max(map(len, columns))
    every = [column * most if len(column) == 1 else column for column in columns]
    found = list(zip(*every, strict=True))
    return found[:1] if found[0][0] == Intent.COMPARE_RELEASE else found


def is_right(found: Iterable[Read], row: Row) -> bool:
    found, expected = tuple(found), wanted(row)
    return len(found) == len(expected) and all(map(fits, found, expected))


def fits(found: Read, want: tuple[str, ...]) -> bool:
    intent, show, season, status, value = want
    if found.question.intent != intent:
        return False
    if intent == Intent.NOT_TRACKED:
        return True  # a namesake may be told with the show it is no part of, or without
    return (
        show in {"*", found.question.show or "-"}
        and fits_season(found, season)
        and status in {"*", "-", found.reply.status}
        and value in {"*", "-", told(found.reply.value)}
    )


def fits_season(found: Read, season: str) -> bool:
    match season:
        case "*" | "-":
            return True
        case "next":
            return found.question.season in {SeasonRef.NEXT, SeasonRef.UNNAMED}
        case "last":
            return found.question.season is SeasonRef.LAST
        case _:  # one that is not named is the one the answer is about
            asked = found.question.season
            meant = asked if isinstance(asked, int) else found.reply.season
            return season == str(meant or "series")


@pytest.mark.parametrize("name", each_table())
def test_every_row_is_read_right_and_as_before(name: str) -> None:
    table_rows = table(name)
    found = [reads_of(row) for row in table_rows]
    known = {key(row) for row in KNOWN_MISSES if row["table"] == name}

    assert not wrongs(table_rows, found, known)
    assert not changes(name, table_rows, found)


def wrongs(
    table_rows: Sequence[Row], found: list[tuple[Read, ...]], known: set[object]
) -> list[str]:
    wrong = []
    for row, one in zip(table_rows, found, strict=True):
        right = is_right(one, row)
        if right and key(row) in known:
            wrong.append(f"{row['question']!r} is read right; remove it from known_misses.tsv")
        elif not right and key(row) not in known:
            labels = " ".join(row[name] for name in COLUMNS[3:])
            wrong.append(f"{row['question']!r}: {labels}, read as {summary(one)}")
    return wrong


def changes(name: str, table_rows: Sequence[Row], found: list[tuple[Read, ...]]) -> list[str]:
    """Return which rows are read otherwise than they were; none while they are written down."""
    path = HERE / "readings" / f"{name}.tsv"
    now = [
        f"{row['question']}\t{summary(one)}\t{' ; '.join(read.more for read in one).strip(' ;')}"
        for row, one in zip(table_rows, found, strict=True)
    ]
    if IS_WRITING:
        path.write_text("\n".join(["question\tread as\tand with", *now, ""]), encoding="utf-8")
    _, *before = path.read_text(encoding="utf-8").splitlines()
    return sorted(set(now) - set(before)) if now != before else []


def summary(found: Iterable[Read]) -> str:
    return " ; ".join(map(str, found)) or "silence"


def test_no_question_stands_in_two_rows() -> None:
    counts = Counter(key(row) for name in TABLES for row in table(name))

    assert not [asked for asked, count in counts.items() if count > 1]


def test_every_known_miss_is_a_row_and_there_are_ever_fewer() -> None:
    every = {(name, *key(row)) for name in TABLES for row in table(name)}
    lost = [row["question"] for row in KNOWN_MISSES if (row["table"], *key(row)) not in every]

    assert not lost
    assert all(row["wrong"] for row in KNOWN_MISSES)
    assert len(KNOWN_MISSES) == MOST_KNOWN_MISSES, "lower MOST_KNOWN_MISSES to what is left"


def test_what_each_table_shows_is_written_down() -> None:
    text = (HERE / "tables" / "README.md").read_text(encoding="utf-8")

    assert [name for name in TABLES if f"| `{name}` |" not in text] == []


def test_follow_ups_and_silence_and_two_questions_have_tables_of_their_own() -> None:
    misplaced = [
        f"{row['question']!r} in {name}"
        for name in TABLES
        for row in table(name)
        if place_of(row) not in {None, name} and name != "quoted_in_rules"
    ]

    assert not misplaced


def place_of(row: Row) -> str | None:
    if len(wanted(row)) > 1:
        return "two_questions"
    if row["before"]:
        return "follow_ups"
    return "not_for_violet" if row["intent"] == "silent" else None
