"""How much work one message makes, counted: a long one makes hardly more than a few short ones."""

from collections.abc import Callable, Hashable
from typing import Any

import pytest
from benchmarks.flood import FLOODS, ORDINARY

from content.answers.answer import answer_question, told_once
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.attention import MOST_WORDS
from content.understanding.entities import Utterance, hear
from content.understanding.question import Conversation
from content.understanding.tokens import MOST_CHARACTERS
from content.understanding.understand import MOST_QUESTIONS, read_message, steps_of
from fakes.asked import shipped

DAY = AsOf.parse("2018-03-01")
FEW = 10
"""Times as much as an ordinary message, at most."""


class Counting(Catalogue):
    """The shipped shows, and how often anything is looked up in them."""

    def __init__(self) -> None:
        own = shipped()
        super().__init__(own.shows.values(), {show: own.about(show) for show in own.shows})
        self.count = 0

    def remembered_of(self, show: ShowId, key: Hashable, make: Callable[[], Any]) -> Any:
        self.count += 1
        return super().remembered_of(show, key, make)


def look_ups(words: str, catalogue: Counting) -> int:
    before = catalogue.count
    read = read_message(words, catalogue, DAY, conversation=Conversation())
    told_once(answer_question(one, catalogue, DAY) for one in read.questions)
    return catalogue.count - before


def full(piece: str) -> str:
    return (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]


@pytest.mark.parametrize("piece", FLOODS.values(), ids=FLOODS)
def test_a_flood_looks_up_little_more_than_a_few_questions(piece: str) -> None:
    catalogue = Counting()
    for one in ORDINARY:
        look_ups(one, catalogue)  # so that nothing is worked out for the first time
    ordinary = sum(look_ups(one, catalogue) for one in ORDINARY) / len(ORDINARY)
    look_ups(full(piece), catalogue)

    assert look_ups(full(piece), catalogue) <= FEW * ordinary


@pytest.mark.parametrize("piece", FLOODS.values(), ids=FLOODS)
def test_a_flood_has_few_parts_and_asks_few_questions(piece: str) -> None:
    steps, _ = steps_of(full(piece), shipped(), DAY, Conversation())
    read = read_message(full(piece), shipped(), DAY, conversation=Conversation())

    assert sum(len(step.heard.tokens) for step in steps) <= 2 * MOST_WORDS
    assert len(read.questions) <= MOST_QUESTIONS


def test_what_is_made_of_a_message_is_made_once_however_many_ask_for_it() -> None:
    made: list[Utterance] = []

    def words(heard: Utterance) -> int:
        made.append(heard)
        return len(heard.tokens)

    heard = hear("no, jj is out, no", shipped(), DAY.day)
    part = heard.part(0, 1)

    assert [heard.once(words), heard.once(words), part.once(words)] == [5, 5, 1]
    assert made == [heard, part]
