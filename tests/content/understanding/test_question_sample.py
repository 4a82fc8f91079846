"""The sample of questions that may lie beside us: every one is understood.

It says nothing of days, so that each question is asked after what it must have been asked after.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef, ShowId
from content.understanding.intents import Intent
from content.understanding.question import Conversation, Question
from content.understanding.understand import read_message

SAMPLE = Path(__file__).parents[4] / "shared" / "domain" / "questions.tsv"
AFTER_JJ2 = Conversation(
    show=ShowId("jessica-jones"), season=2, intent=Intent.RELEASE_DATE, about=Intent.RELEASE_DATE
)
SHOWS = {
    "Marvel's Jessica Jones": "jessica-jones",
    "Marvel's Daredevil": "daredevil",
    "Marvel's Luke Cage": "luke-cage",
    "Marvel's Daredevil + Marvel's Luke Cage": "daredevil",
    "Marvel's Iron Fist": "iron-fist",
    "Marvel's The Defenders": "the-defenders",
    "Marvel's The Punisher": "the-punisher",
    "Daredevil: Born Again": "daredevil-born-again",
    "Wonder Man": "wonder-man",
    "Agatha All Along": "agatha-all-along",
}
CONTEXT = {
    "when did we find out the date": "jessica-jones",
    "wasn't it supposed to be october": "the-punisher",
    "are all the directors really women": "jessica-jones",
    "where did you get april 3rd from, i read april 10": "jessica-jones",
    "When do new episodes come out?": "wonder-man",
    "who dies in season 2": "jessica-jones",
    "no i meant the netflix one": "daredevil-born-again",
    "is krysten ritter directing an episode": None,
}
"""What was spoken of before, for questions of the sample that name no show."""


def expected_of(row: dict[str, str]) -> tuple[str, str, str]:
    """Return the intent, show and season that a row asks for; `-`, `~`: none, any."""
    show = SHOWS.get(row["show"], "-")
    if row["show"] == "(from context)" or row["question"] == "and luke cage?":
        show = "jessica-jones" if show == "-" else show
    intent = "release_date" if row["intent"].startswith("(") else row["intent"]
    return intent, show, row["season"].split("+")[0]


def talk_before(row: dict[str, str]) -> Conversation:
    if row["show"] == "(from context)" or row["question"] == "and luke cage?":
        return AFTER_JJ2
    spoken_of = CONTEXT.get(row["question"])
    if spoken_of is None:
        return Conversation()
    return Conversation(show=ShowId(spoken_of), intent=Intent.RELEASE_DATE)


def is_right(found: tuple[Question, ...], intent: str, show: str, season: str) -> bool:
    if intent == "not_addressed":
        return not found
    if len(found) != 1 or found[0].intent != intent:
        return False
    if show == "-" or intent in {Intent.NOT_TRACKED, Intent.OUT_OF_SCOPE}:
        return True
    return found[0].show == show and fits_season(found[0], season)


def fits_season(found: Question, wanted: str) -> bool:
    match wanted:
        case "~" | "any" | "?" | "-":
            return True
        case "next":  # a follow-up carries the season that was spoken of
            return found.season in {SeasonRef.NEXT, SeasonRef.UNNAMED, AFTER_JJ2.season}
        case "last":
            return found.season is SeasonRef.LAST
        case _:  # the sample gives the number that an open question has on its day
            is_open = wanted.isdigit() and found.season is SeasonRef.UNNAMED
            return is_open or str(found.season) == wanted


def told(questions: Iterable[Question]) -> str:
    return "; ".join(f"{q.intent} {q.show} {q.season}" for q in questions) or "silence"


def sample() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def misses_of(rows: Iterable[dict[str, str]], catalogue: Catalogue, as_of: AsOf) -> list[str]:
    wrong = []
    for row in rows:
        question, expected = row["question"], expected_of(row)
        found = read_message(question, catalogue, as_of, conversation=talk_before(row)).questions
        if not is_right(found, *expected):
            wrong.append(f"{question!r}: {expected}, read as {told(found)}")
    return wrong


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of questions is not beside us")
def test_every_question_of_the_sample_is_understood(shipped: Catalogue, today: AsOf) -> None:
    assert misses_of(sample(), shipped, today) == []
