"""Typical replies in all four languages, word for word, against golden.toml."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from content.answers.answer import answer_question
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Authority, ShowId
from content.understanding.intents import Intent
from content.understanding.question import Question
from fakes.claims import catalogue, claim, show

JESSICA = ShowId("jessica-jones")
GOLDEN = tomllib.loads((Path(__file__).parent / "golden.toml").read_text(encoding="utf-8"))
DAY = claim("release-date", "2018-03-08", publisher="Netflix")


def ask(intent: Intent, season: Any = 2, **more: Any) -> Question:
    return Question(intent=intent, show=JESSICA, season=season, **more)


CASES: dict[str, tuple[Question, Catalogue, str]] = {
    "a day ahead": (ask(Intent.RELEASE_DATE), catalogue(DAY), "2018-01-01"),
    "a reminder for oneself": (ask(Intent.SUBSCRIBE, for_self=True), catalogue(DAY), "2018-01-01"),
    "no more reminders": (ask(Intent.UNSUBSCRIBE, for_self=True), catalogue(DAY), "2018-01-01"),
    "a day past": (ask(Intent.RELEASE_DATE), catalogue(DAY), "2018-04-01"),
    "a vague date": (
        ask(Intent.RELEASE_DATE),
        catalogue(
            claim(
                "release-date", "2018-21", on="2016-07-28", by="Ted Sarandos", publisher="Tor.com"
            )
        ),
        "2017-01-01",
    ),
    "a bound": (
        ask(Intent.RELEASE_DATE),
        catalogue(claim("release-date", "2018/..", on="2016-07-28", stance="planned")),
        "2017-01-01",
    ),
    "no date yet": (
        ask(Intent.RELEASE_DATE),
        catalogue(
            claim("renewal", "2016-01-17", on="2016-01-17"),
            claim("episode-count", 13, on="2016-01-18"),
            claim("release-date", "2017-late", on="2016-02-01", stance="speculated"),
        ),
        "2017-01-01",
    ),
    "cancelled": (
        ask(Intent.CANCELLATION_STATUS, "series"),
        catalogue(claim("cancellation", "2019-02-18", on="2019-02-18", season="series")),
        "2019-03-01",
    ),
    "withdrawn": (
        ask(Intent.RELEASE_DATE),
        catalogue(
            claim("release-date", "2018-03", on="2017-01-01"),
            claim(
                "release-date",
                None,
                on="2017-06-01",
                action=Action.WITHDRAWS,
                says="the date is off the schedule",
            ),
        ),
        "2017-07-01",
    ),
    "a conflict": (
        ask(Intent.RELEASE_DATE),
        catalogue(
            claim(
                "release-date",
                "2018-03-08",
                on="2017-12-09",
                authority=Authority.OUTLET,
                publisher="Collider",
            ),
            claim(
                "release-date",
                "2018-04-10",
                on="2017-12-10",
                authority=Authority.OUTLET,
                publisher="Variety",
            ),
        ),
        "2018-01-01",
    ),
    "a countdown": (ask(Intent.COUNTDOWN), catalogue(DAY), "2018-03-07"),
    "a range of days": (
        ask(Intent.COUNTDOWN),
        catalogue(claim("release-date", "2018-early", on="2017-01-01", stance="reported")),
        "2017-02-01",
    ),
    "filming": (
        ask(Intent.FILMING_STATUS),
        catalogue(
            claim("filming-start", "2017-04-01", on="2017-04-03"),
            claim("filming-wrap", "2017-09", on="2017-04-03", stance="planned"),
        ),
        "2017-05-01",
    ),
    "somebody who is not in it": (
        ask(Intent.CAST, names=("Krysten Ritter",)),
        catalogue(
            claim("cast-absence", "Krysten Ritter", on="2017-01-01", says="she will not appear")
        ),
        "2017-05-01",
    ),
    "the hour elsewhere": (
        ask(Intent.RELEASE_TIME, zone="Europe/Berlin"),
        catalogue(DAY),
        "2018-01-01",
    ),
    "a season that is none": (ask(Intent.RELEASE_DATE, 9), catalogue(DAY), "2018-01-01"),
    "as known on a past day": (
        ask(Intent.RELEASE_DATE, as_of=AsOf.parse("2018-01-01")),
        catalogue(DAY),
        "2019-01-01",
    ),
    "which changes there were": (
        ask(Intent.CHANGE_HISTORY),
        catalogue(claim("release-date", "2018", on="2016-07-28"), DAY),
        "2018-01-01",
    ),
    "who says so": (ask(Intent.SOURCE), catalogue(DAY), "2018-01-01"),
    "two days": (
        ask(Intent.DISPUTE, about=Intent.FILMING_START),
        catalogue(
            claim(
                "filming-start",
                "2017-04-03",
                on="2017-04-03",
                stance="reported",
                authority=Authority.OUTLET,
                via="On Location Vacations",
            ),
            claim(
                "filming-start",
                "2017-04-10",
                on="2017-04-04",
                stance="reported",
                authority=Authority.OUTLET,
                publisher="Bam Smack Pow",
                via="On Location Vacations",
            ),
        ),
        "2017-05-01",
    ),
    "one page says otherwise": (
        ask(Intent.DISPUTE),
        catalogue(
            DAY,
            claim(
                "release-date",
                "2018-03-06",
                on="2018-01-01",
                stance="reported",
                authority=Authority.OUTLET,
            ),
        ),
        "2018-02-01",
    ),
    "whoever was let go": (
        ask(Intent.SHOWRUNNER),
        catalogue(
            claim("showrunner", "Matt Corman and Chris Ord", on="2017-01-01"),
            claim(
                "showrunner",
                None,
                on="2017-06-01",
                action=Action.WITHDRAWS,
                says="they have been let go",
            ),
        ),
        "2017-07-01",
    ),
    "one country": (
        ask(Intent.RELEASE_DATE, market="FR"),
        catalogue(
            DAY,
            claim("release-date", "2018-03-09", on="2018-01-01", market="FR", publisher="Allociné"),
        ),
        "2018-02-01",
    ),
    "not followed": (
        Question(intent=Intent.NOT_TRACKED, unknown="Firefly"),
        catalogue(shows=(show(), show("echo", short="Echo"))),
        "2018-01-01",
    ),
    "help": (Question(intent=Intent.HELP), catalogue(DAY), "2018-01-01"),
}


@pytest.mark.parametrize("language", ["en", "es", "de", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_a_typical_question_is_answered_word_for_word(name: str, language: str) -> None:
    question, known, day = CASES[name]

    said = answer_question(replace(question, language=language), known, AsOf.parse(day))

    assert said.text == GOLDEN[name][language]


def test_each_golden_answer_has_its_question() -> None:
    assert list(GOLDEN) == list(CASES)


def test_a_language_without_a_catalogue_gets_the_english_answer() -> None:
    question, known, day = CASES["a day ahead"]

    said = answer_question(replace(question, language="zxx"), known, AsOf.parse(day))

    assert said.text == GOLDEN["a day ahead"]["en"]
