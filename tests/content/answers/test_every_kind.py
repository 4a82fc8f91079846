"""Whatever kind of fact can be recorded can be asked for, in each language that is answered in.

`every_kind.tsv` has a question or more for each kind, on a day on which a show file holds a claim
of it. Whoever adds a kind is told here by name that nobody can ask for it yet.
"""

import csv
from pathlib import Path

import pytest

from content.answers.answer import answer_question
from content.answers.reply import Reply, ReplyStatus
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.asked import shipped
from fakes.claims import catalogue, claim

LANGUAGES = ("en", "es", "de", "fr")
IN_SPANISH = (
    "Krysten Ritter interpreta a Jessica Jones en la temporada 2 de Jessica Jones, según informes."
)
TOLD = {ReplyStatus.KNOWN, ReplyStatus.CONFLICTING, ReplyStatus.CANCELLED}
IN_NO_FILE = {Kind.AVAILABILITY_START}
"""Kinds that no show file has a claim of; a test below asks for each."""

with (Path(__file__).parent / "every_kind.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def asked(words: str, day: str, known: Catalogue) -> Reply:
    as_of = AsOf.parse(day)
    (question,) = read_message(words, known, as_of, conversation=Conversation()).questions
    return answer_question(question, known, as_of)


def told(value: object) -> str:
    match value:
        case PartialDate():
            return value.edtf
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_asked_for_in_every_language(language: str) -> None:
    in_rows = {row["kind"] for row in ROWS if row["language"] == language}

    assert [kind.value for kind in Kind if kind not in IN_NO_FILE and kind not in in_rows] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["question"])
def test_a_question_for_a_kind_reaches_what_is_recorded_of_it(row: dict[str, str]) -> None:
    said = asked(row["question"], row["as_of"], shipped())

    assert (said.intent, str(said.season)) == (row["intent"], row["season"])
    assert told(said.value) == row["value"]
    assert row["kind"] in {cited.kind for cited in said.claims}
    assert said.language == row["language"]
    assert said.status in TOLD


@pytest.mark.parametrize(
    "words",
    [
        "when does jessica jones come to disney+",
        "¿cuándo llega jessica jones a disney?",
        "wann kommt jessica jones zu disney?",
        "quand jessica jones arrive sur disney ?",
    ],
)
def test_when_a_show_comes_to_another_service_is_asked_for(words: str) -> None:
    known = catalogue(
        claim("availability-start", "2022-03-16", season="series", detail="Disney+"),
        claim("release-date", "2018-03-08"),
    )

    said = asked(words, "2022-03-01", known)

    assert (said.intent, str(said.value)) == ("where_to_watch", "2022-03-16")


@pytest.mark.parametrize(
    ("words", "intent", "headline"),
    [
        (
            "what's the rotten tomatoes score of luke cage",
            "reception",
            "Nobody whose word I hold has said how Luke Cage was received.",
        ),
        (
            "what is echo about",
            "premise",
            "Nobody whose word I hold has said what Echo is about.",
        ),
        (
            "what is jessica jones season 3 called",
            "title",
            "Nobody whose word I hold gives Jessica Jones season 3 a title of its own.",
        ),
        (
            "what is the title of luke cage",
            "title",
            "I know it as Marvel's Luke Cage, and no other.",
        ),
        (
            "are the scripts of born again season 2 done",
            "filming_status",
            "Nobody whose word I hold has said how far the scripts of Born Again season 2 are.",
        ),
        ("is iron fist any good", "out_of_scope", None),
        ("is iron fist worth watching", "out_of_scope", None),
        ("what's daredevil season 3 about", "out_of_scope", None),
    ],
)
def test_what_nobody_told_is_said_not_to_be_told(
    words: str, intent: str, headline: str | None
) -> None:
    said = asked(words, "2026-02-01", shipped())

    assert (said.intent, said.value) == (intent, None)
    assert headline in {None, said.headline}


@pytest.mark.parametrize(
    ("words", "day", "headline"),
    [
        (
            "who plays kilgrave",
            "2017-11-10",
            "David Tennant plays Kilgrave in Jessica Jones season 2.",
        ),
        (
            "who does david tennant play",
            "2017-11-10",
            "David Tennant plays Kilgrave in Jessica Jones season 2.",
        ),
        (
            "who plays jessica jones",
            "2018-03-01",
            "Krysten Ritter plays Jessica Jones in Jessica Jones season 2, reportedly.",
        ),
        ("quién interpreta a jessica jones", "2018-03-01", IN_SPANISH),
        ("who plays loki", "2023-11-01", "Tom Hiddleston plays Loki in Loki season 2, reportedly."),
        (
            "who plays kilgrave",
            "2017-04-10",
            "Kilgrave is not in Jessica Jones season 2.",
        ),
    ],
)
def test_who_plays_whom_is_told_by_one_name(words: str, day: str, headline: str) -> None:
    assert asked(words, day, shipped()).headline == headline


PRIVATE = (
    *("delete my data", "what do you know about me?", "do you store my messages", "gdpr request"),
    *("please erase all my personal data", "wipe my data now", "what data do you keep"),
    *("lösche meine daten", "was weißt du über mich?", "bitte lösch alles über mich"),
    *("borra mis datos", "¿qué sabes de mí?", "elimina mis datos personales"),
    *("supprime mes données", "que sais-tu de moi ?", "efface mes données personnelles"),
    *("cancella i miei dati", "apaga os meus dados", "usuń moje dane"),
    *("διέγραψε τα δεδομένα μου", "個人情報を削除して"),
)


@pytest.mark.parametrize("words", PRIVATE)
def test_what_is_kept_of_people_is_told_whatever_was_talked_of(words: str) -> None:
    as_of, known = AsOf.parse("2019-05-01"), shipped()
    talk = read_message("when is jj s3", known, as_of, conversation=Conversation()).conversation

    (question,) = read_message(words, known, as_of, conversation=talk).questions
    said = answer_question(question, known, as_of)

    assert (said.intent, said.show, said.status) == ("privacy", None, "done")
    assert len(said.lines) == 2
    assert said.language != "en" or "after ninety days" in said.lines[1]
