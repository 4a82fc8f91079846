"""Every date, number and name in an answer is found in a claim that it cites, known by that day.

The rules by which an answer may say more than its claims do are the functions called `may_…`:
each of them works out anew what it allows.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from content.answers.answer import answer_question
from content.facts.as_of import AsOf
from content.facts.claims import SeasonRef
from content.understanding.intents import Intent
from content.understanding.question import Compared, Question
from fakes.asked import Asked, shipped
from fakes.english_dates import MONTHS, WEEKDAYS
from fakes.inventions import (
    faults_of,
    forms_of,
)
from fakes.question_tables import (
    IN_HALVES,
    TABLES,
    Row,
    answered_on,
    asked_in,
    each_table,
    half_of,
    read,
    table,
)

DAYS = (
    *("2015-11-19", "2016-10-05", "2017-04-15", "2017-10-10", "2018-03-08T07:59Z", "2019-02-20"),
    *("2022-02-20", "2023-10-20", "2025-03-10", "2026-01-28", "2026-07-01"),
)


@cache
def in_the_tables(half: str) -> tuple[Question, ...]:
    """All that those tables ask, each once: every row on its own day, and on another in turn."""
    found: dict[Question, None] = {}
    rows = (row for name in half_of(half) for row in table(name))
    for row, day in zip(rows, itertools.cycle(DAYS), strict=False):
        found |= dict.fromkeys(map(in_english, asked_in(row)))
        if not row["before"]:
            found |= dict.fromkeys(map(in_english, read(row["question"], day)))
    return tuple(found)


def in_english(question: Question) -> Question:
    return replace(question, language="en")


@cache
def asked_on(day: str, half: str) -> tuple[Asked, ...]:
    """All that one half of the tables asks, asked on that day."""
    as_of = AsOf.parse(day)
    return tuple(Asked(one, as_of, answered_on(one, as_of)) for one in in_the_tables(half))


def asked_on_its_own_day(row: Row) -> Iterator[Asked]:
    """What one row asks, after what was said before it."""
    as_of = AsOf.parse(row["as_of"])
    for question in map(in_english, asked_in(row)):
        yield Asked(question, as_of, answered_on(question, as_of))


def test_there_are_tables_to_ask():
    assert len(TABLES) > 30, "their folder has moved, and nothing would be asked"


# What a reply may say of dates.


@pytest.mark.parametrize("half", IN_HALVES)
@pytest.mark.parametrize("day", DAYS)
def test_no_answer_says_what_no_claim_known_by_then_says(day: str, half: str) -> None:
    faults = [
        f"{asked.question.intent} {asked.question.show} {asked.question.season}: {fault}"
        for asked in asked_on(day, half)
        for fault in faults_of(asked)
    ]

    assert faults == []


@pytest.mark.parametrize("name", each_table())
def test_no_answer_on_the_day_of_its_question_says_what_no_claim_says(name: str) -> None:
    faults = [
        f"{row['as_of']} {row['question']}: {fault}"
        for row in table(name)
        for asked in asked_on_its_own_day(row)
        for fault in faults_of(asked)
    ]

    assert faults == []


@pytest.mark.parametrize("day", ["2017-04-15", "2019-02-20", "2025-03-10", "2026-01-28"])
def test_no_question_that_could_be_asked_gets_an_invented_answer(day: str) -> None:
    as_of = AsOf.parse(day)
    faults = []
    for question in _every_question():
        asked = Asked(question, as_of, answer_question(question, shipped(), as_of))
        faults += [f"{question}: {fault}" for fault in faults_of(asked)]

    assert faults == []


@pytest.mark.parametrize("day", ["2015-11-19", "2017-04-15", "2019-02-20", "2025-03-10"])
def test_no_comparison_of_two_shows_says_what_no_claim_says(day: str) -> None:
    as_of = AsOf.parse(day)
    faults = []
    for one, other in itertools.permutations(shipped().shows, 2):
        for intent in (Intent.COMPARE_RELEASE, Intent.GAP):
            question = Question(intent=intent, show=one, others=(Compared(other),))
            asked = Asked(question, as_of, answer_question(question, shipped(), as_of))
            faults += [f"{question}: {fault}" for fault in faults_of(asked)]

    assert faults == []


def _every_question() -> Iterator[Question]:
    """Every intent about every show, of the season meant, the second, and the whole series."""
    for intent, show in itertools.product(Intent, shipped().shows):
        about = ABOUT if intent in FOLLOW_UPS else (None,)
        for season, earlier in itertools.product((SeasonRef.UNNAMED, 2, "series"), about):
            yield Question(intent=intent, show=show, season=season, about=earlier)


FOLLOW_UPS = {
    *(Intent.SOURCE, Intent.ANNOUNCED_ON, Intent.CHANGE_HISTORY, Intent.CONFIDENCE),
    *(Intent.DISPUTE, Intent.RUMOUR_CHECK, Intent.ELAPSED),
}
ABOUT = (
    *(None, Intent.FILMING_START, Intent.CAST, Intent.CANCELLATION_STATUS),
    *(Intent.WHERE_TO_WATCH, Intent.EPISODE_COUNT),
)


# Other languages say just what the English answer says.

MONTHS_ELSEWHERE = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
        *("September", "Oktober", "November", "Dezember"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
    ),
}
WEEKDAYS_ELSEWHERE = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}


_THOUSANDS = re.compile("(?<=[0-9])[.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=[0-9]{3}\\b)")
_SPELT = {"midnight": "00:00", "minuit": "00:00", "1. Halbjahr": "", "2. Halbjahr": ""}
"""What one language says in figures, and another in words."""


@cache
def _numbers_and_months(text: str, language: str) -> Counter[str]:
    """Every number and month in a text, whatever its language calls them."""
    plain = _THOUSANDS.sub("", text)
    for spelt, figures in _SPELT.items():
        plain = plain.replace(spelt, figures)
    numbers = re.findall(r"\d+", plain)
    return Counter(numbers) + _named(plain, MONTHS, MONTHS_ELSEWHERE.get(language, ()))


@cache
def _weekdays(text: str, language: str) -> Counter[str]:
    return _named(text, WEEKDAYS, WEEKDAYS_ELSEWHERE.get(language, ()))


def _named(text: str, english: tuple[str, ...], other: tuple[str, ...]) -> Counter[str]:
    """How often each month or weekday is named, in that language or in an English quotation."""
    names = _names(english, other)
    return Counter(names[word] for word in re.findall(r"[^\W\d_]+", text) if word in names)


@cache
def _names(english: tuple[str, ...], other: tuple[str, ...]) -> dict[str, str]:
    names = dict(zip(other, english, strict=False)) | dict(zip(english, english, strict=True))
    return names | {f"{name[:1].upper()}{name[1:]}": names[name] for name in other}


def _said_by_claims(asked: Asked) -> set[str]:
    """Whose words the English answer gives: people and publishers."""
    text, claims = asked.said.text, asked.said.claims
    names = {one for c in claims for one in (c.claimant, c.via, c.source.publisher) if one}
    return {name for name in names if name in text}


@pytest.mark.parametrize("half", IN_HALVES)
@pytest.mark.parametrize("language", ["de", "es", "fr"])
@pytest.mark.parametrize("day", DAYS)
def test_a_translation_has_the_dates_numbers_and_names_of_the_english(
    day: str, language: str, half: str
) -> None:
    faults = []
    for asked in asked_on(day, half):
        other = answer_question(replace(asked.question, language=language), shipped(), asked.as_of)
        numbers = _numbers_and_months(asked.said.text, "en")
        weekdays = _weekdays(asked.said.text, "en")
        if (
            _numbers_and_months(other.text, language) != numbers
            or not _weekdays(other.text, language) <= weekdays  # "since Monday" is English only
        ):
            faults.append(f"{asked.said.text}\n-- in {language}:\n{other.text}")
        if (other.value, other.claims) != (asked.said.value, asked.said.claims):
            faults.append(f"other facts in {language}: {other.text}")
        faults += [
            f"no {name}: {other.text}"
            for name in _said_by_claims(asked)
            if not any(form in other.text for form in forms_of(name))
        ]

    assert faults == []
