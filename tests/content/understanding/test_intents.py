"""The table of intents: whoever adds an intent is told by name what it still lacks."""

import csv
from pathlib import Path

from content.answers.answer import ANSWERS, OfSeason
from content.understanding.intents import INTENTS, Intent
from content.understanding.rules import RULES

TABLES = Path(__file__).parent / "tables"
NEVER_READ = {Intent.NOT_ADDRESSED}
"""What stands for silence towards other programs; no message is read as it."""


def named(missing: set[Intent]) -> list[str]:
    return sorted(one.name for one in missing)


def test_every_intent_has_a_row() -> None:
    assert named(set(Intent) - INTENTS.keys()) == []


def test_every_intent_has_an_answer() -> None:
    assert named(set(Intent) - ANSWERS.keys()) == []


def test_every_intent_is_read_by_a_rule() -> None:
    decided = {rule.intent for rule in RULES}

    assert named(set(Intent) - decided - NEVER_READ) == []


def test_every_intent_is_asked_in_a_table_of_questions() -> None:
    asked = set()
    for path in TABLES.glob("*.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                asked |= set(row["intent"].split(" ; "))

    assert sorted({intent.value for intent in set(Intent) - NEVER_READ} - asked) == []


def test_an_intent_needs_a_show_where_its_answer_is_about_a_season() -> None:
    wrong = [
        intent.name
        for intent, row in INTENTS.items()
        if row.needs_show is not isinstance(ANSWERS[intent], OfSeason)
    ]

    assert wrong == []


def test_an_intent_is_about_a_fact_or_leans_on_another_or_compares_or_needs_no_show() -> None:
    wrong = [
        intent.name
        for intent, row in INTENTS.items()
        if [bool(row.kinds), row.leans, row.compares, not row.needs_show].count(True) != 1
    ]

    assert wrong == []


def test_each_command_asks_one_thing() -> None:
    verbs = [row.verb for row in INTENTS.values() if row.verb]

    assert len(set(verbs)) == len(verbs)
