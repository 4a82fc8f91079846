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


def digest_of(rows: list[dict[str, str]]) -> str:
    """Return what tells whether anything of *rows* that is learnt from is another."""
    told = (f"{row['before']}\t{row['question']}\t{row['intent']}\n" for row in rows)
    return hashlib.sha256("".join(sorted(told)).encode()).hexdigest()[:16]


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
