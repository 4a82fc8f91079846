"""What the second reader learns from: each part of each row of the tables, and what it asks."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.intents import Intent
from content.understanding.ngrams import masked_words, ngrams_of
from content.understanding.question import Conversation
from content.understanding.second_reader import SILENCE
from content.understanding.understand import PartRead, steps_of

_MARK: Final = 6
"""By how many hexadecimal digits a row is told from others."""
TABLES: Final = Path(__file__).parents[1] / "content" / "understanding" / "tables"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message, as the second reader sees it."""

    words: tuple[str, ...]
    before: Conversation
    label: str
    ruled: str
    """What it asks by the grammar alone."""
    step: PartRead

    @property
    def ngrams(self) -> tuple[str, ...]:
        """What is counted of it."""
        return tuple(ngrams_of(self.words, self.before))


def table_rows() -> list[dict[str, str]]:
    """Return every row of every table."""
    found: list[dict[str, str]] = []
    for path in sorted(TABLES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


def told_of(rows: list[dict[str, str]]) -> str:
    """Return what tells each of *rows* again, by what is learnt from it."""
    return "".join(sorted(map(_mark_of, rows)))


def unlearnt(rows: list[dict[str, str]], made_from: str) -> list[str]:
    """Return the questions of *rows* that are none of those that a file was *made_from*."""
    learnt = {made_from[at : at + _MARK] for at in range(0, len(made_from), _MARK)}
    return [row["question"] for row in rows if _mark_of(row) not in learnt]


def _mark_of(row: dict[str, str]) -> str:
    learnt = f"{row['before']}\t{row['question']}\t{row['intent']}"
    return hashlib.sha256(learnt.encode()).hexdigest()[:_MARK]


def few_of(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return a sixteenth of *rows*."""
    return rows[::16]


def parts_of(rows: list[dict[str, str]]) -> list[Part]:
    """Return the parts of *rows* of which it is known what each asks."""
    catalogue = read_catalogue([shipped_shows()]).catalogue
    return [part for row in rows for part in _parts(row, catalogue)]


def _parts(row: dict[str, str], catalogue: Catalogue) -> Iterator[Part]:
    """The parts of one message; of several, each asks what the grammar says, if it reads all right.

    The grammar alone reads what was said before, so that nothing learnt teaches itself.
    """
    as_of, talk = AsOf.parse(row["as_of"]), Conversation()
    for words in filter(None, row["before"].split(" || ")):
        _, talk = steps_of(words, catalogue, as_of, talk, by_grammar_alone=True)
    steps, _ = steps_of(row["question"], catalogue, as_of, talk, by_grammar_alone=True)
    wanted = row["intent"].split(" ; ")
    if len(steps) == 1 and len(set(wanted)) == 1:
        yield _part(steps[0], wanted[0])
        return
    found = dict.fromkeys(one.intent.value for step in steps for one in step.questions)
    if len(found) > 1:
        found.pop(Intent.SMALLTALK.value, None)  # a greeting before a question is left alone
    if (list(found) or [SILENCE]) == list(dict.fromkeys(wanted)):
        for step in steps:
            if step.ruled.intent is None:
                yield _part(step, SILENCE)
            elif step.questions:
                yield _part(step, step.ruled.intent.value)


def _part(step: PartRead, label: str) -> Part:
    ruled = step.ruled.intent.value if step.ruled.intent and step.questions else SILENCE
    return Part(masked_words(step.heard), step.before, label, ruled, step)
