"""Whether the claims that we ship carry every fact of the table they were made from."""

import csv
from pathlib import Path

import pytest

from content.facts.claims import Claim, Season
from content.facts.dates import DateError, PartialDate
from content.facts.kinds import Kind, Shape
from fakes.asked import shipped

FACTS = Path(__file__).resolve().parents[4] / "shared" / "domain" / "facts.tsv"
EVERY_SHOW = "(all Netflix Marvel shows)"
SHOWS = {
    "Marvel's Jessica Jones": "jessica-jones",
    "Marvel's The Defenders": "the-defenders",
    "Marvel's Daredevil": "daredevil",
    "Marvel's Luke Cage": "luke-cage",
    "Marvel's Iron Fist": "iron-fist",
    "Marvel's The Punisher": "the-punisher",
    "Daredevil: Born Again": "daredevil-born-again",
    "The Punisher (Special Presentation)": "the-punisher-special",
    "Wonder Man": "wonder-man",
    "Echo": "echo",
    "Agatha All Along": "agatha-all-along",
    "Loki": "loki",
}
KINDS = {
    "cancellation-rumour": "cancellation",
    "release-date@FR": "release-date",
    "release-date@ROW": "release-date",
}
"""Kinds of the table that we say otherwise."""
SAID_OTHERWISE = {
    "F112": "31 November does not exist, so the hoax is a rumour of a renewal without a day",
    "F189": "that nobody knows is said of the absence, not of the cast",
    "F196": "wrapped by that day, which is what the table's own precision says",
    "F201": "the rest of the world is no market; its day is told beside that of the Americas",
}
"""Facts that we do not carry with the table's kind and value, and why."""

pytestmark = pytest.mark.skipif(
    not FACTS.exists(), reason="../shared/domain/facts.tsv is not beside this checkout"
)


def facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return shipped().claims


def test_the_table_is_of_the_shows_that_we_ship() -> None:
    assert {fact["show"] for fact in facts()} == {*SHOWS, EVERY_SHOW}


@pytest.mark.parametrize("show", [*SHOWS, EVERY_SHOW])
def test_every_fact_of_a_show_has_a_claim_that_cites_its_page(
    show: str, claims: tuple[Claim, ...]
) -> None:
    about = SHOWS.get(show)
    cited = {claim.source.url for claim in claims if about in {None, claim.subject.show}}

    missing = {
        fact["id"]: fact["url"]
        for fact in facts()
        if fact["show"] == show and fact["url"] not in cited
    }

    assert missing == {}


@pytest.mark.parametrize("show", SHOWS)
def test_every_fact_is_carried_with_its_season_its_kind_and_its_date(
    show: str, claims: tuple[Claim, ...]
) -> None:
    mine = [fact for fact in facts() if fact["show"] == show and fact["id"] not in SAID_OTHERWISE]

    lost = {fact["id"]: fact["value"] for fact in mine if not _is_carried(fact, claims)}

    assert lost == {}


def test_every_page_is_dated_as_the_table_dates_it(claims: tuple[Claim, ...]) -> None:
    dated = {fact["url"]: (fact["published"], fact["published_src"]) for fact in facts()}

    wrong = {
        claim.id: (claim.source.published.notation, claim.source.basis)
        for claim in claims
        if (claim.source.published.notation, claim.source.basis)
        != dated.get(claim.source.url, (claim.source.published.notation, claim.source.basis))
    }

    assert wrong == {}


def _is_carried(fact: dict[str, str], claims: tuple[Claim, ...]) -> bool:
    kind = Kind(KINDS.get(fact["kind"], fact["kind"]))
    season = _season(fact["season"])
    found = [
        claim
        for claim in claims
        if claim.source.url == fact["url"]
        and claim.subject.show == SHOWS[fact["show"]]
        and claim.subject.season == season
        and claim.kind is kind
    ]
    try:
        value = _value(kind, fact["value"])
    except DateError:
        value = None  # the table tells it in words
    return any(value is None or claim.value == value for claim in found)


def _season(text: str) -> Season:
    if text.startswith("S") and text[1:].isdigit():
        return int(text[1:])
    return "special" if text == "special" else "series"


def _value(kind: Kind, text: str) -> PartialDate | int | None:
    match kind.shape:
        case Shape.DATE | Shape.EVENT:
            return PartialDate.parse(text)
        case Shape.COUNT:
            return int(text)
        case Shape.TEXT:
            return None
