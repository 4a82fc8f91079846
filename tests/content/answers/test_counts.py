"""How many days or weeks lie between two days, and which of two came first.

`counts.tsv` has questions as fans write them, with the value and the first sentence of the answer.
"""

import csv
from pathlib import Path

import pytest

from content.answers.answer import answer_question
from content.facts.as_of import AsOf
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.asked import shipped

Row = dict[str, str]


def rows() -> list[Row]:
    path = Path(__file__).with_name("counts.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['as_of']} {row['question']}")
def test_days_are_counted_between_what_was_asked(row: Row) -> None:
    at = AsOf.parse(row["as_of"])
    reading = read_message(row["question"], shipped(), at, conversation=Conversation())
    (question,) = reading.questions

    said = answer_question(question, shipped(), at)

    value, first = str(said.to_json()["value"]), said.headline
    assert (value, first) == (row["value"], row["first_sentence"])
