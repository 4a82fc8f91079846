"""What a listing alone says: told as what is listed, and never as what has happened."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.beliefs import Status
from content.facts.believe import believe
from content.facts.catalogue import Catalogue
from content.facts.changes import change_between
from content.facts.claims import Authority, Claim, ShowId, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.changes import told
from content.language.wording import ENGLISH, wording_for
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.claims import catalogue, claim, show

SEVERANCE = show("severance", title="Severance", short="Severance", network="Apple TV+", drop=None)


def listed(value: str = "2027-01-15", *, season: int = 3, on: str = "2026-11-30") -> Claim:
    return claim(
        Kind.RELEASE_DATE,
        value,
        on=on,
        stance=Stance.REPORTED,
        show_id="severance",
        season=season,
        authority=Authority.AGGREGATOR,
        by="TVmaze",
        publisher="TVmaze",
    )


def asked(words: str, day: str, *claims: Claim) -> Reply:
    return asked_of(catalogue(*claims, shows=(SEVERANCE,)), words, day)


def asked_of(known: Catalogue, words: str, day: str) -> Reply:
    as_of = AsOf.parse(day)
    [question] = read_message(words, known, as_of, conversation=Conversation()).questions
    return answer_question(question, known, as_of)


def test_a_listed_day_ahead_is_said_to_be_listed() -> None:
    said = asked("when is severance season 3 out", "2026-12-01", listed())

    assert said.headline == (
        "TVmaze lists Severance season 3 as coming out on Friday 15 January 2027."
    )
    assert [source.publisher for source in said.sources] == ["TVmaze"]


@pytest.mark.parametrize(
    "words",
    [
        "is severance season 3 out",
        "when did severance season 3 come out",
        "did severance s3 come out in january",
        "how many days since severance s3 came out",
        "has severance season 3 finished filming",
        "is severance season 3 on apple tv",
        "was severance s3 out on 15 january",
    ],
)
def test_a_listed_day_that_has_passed_is_no_event(words: str) -> None:
    said = asked(words, "2027-02-01", listed())

    assert said.verdict != "yes"
    assert "came out" not in said.text
    assert "filming is over" not in said.text


def test_a_word_that_it_came_out_makes_it_an_event() -> None:
    word = claim(Kind.RELEASE_DATE, "2027-01-15", on="2027-01-16", show_id="severance", season=3)

    said = asked("is severance season 3 out", "2027-02-01", listed(), word)

    assert said.verdict == "yes"
    assert "came out on Friday 15 January 2027" in said.text


def test_a_listed_season_need_not_be_ordered() -> None:
    said = asked("is severance renewed for season 3", "2026-12-01", listed())

    assert said.verdict is None
    assert said.headline.startswith("It seems so: TVmaze lists")


def test_what_was_listed_and_has_passed_counts_as_the_season_before() -> None:
    past = listed("2025-01-17", season=2, on="2025-01-17")

    said = asked("when is severance out", "2026-12-01", past, listed())

    assert said.season == 3


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_news_of_a_listing_names_it_in_every_language(language: str) -> None:
    subject = Subject(ShowId("severance"), 3)
    was, now = listed(), listed("2027-03-05", on="2026-12-01")
    before = believe([was], subject, Kind.RELEASE_DATE, date(2026, 11, 30))
    after = believe([was, now], subject, Kind.RELEASE_DATE, date(2026, 12, 1))
    change = change_between(before, after, date(2026, 12, 1))
    assert change is not None

    words = told(change, "Severance season 3", wording_for(language))

    assert "TVmaze" in words
    assert told(change, "Severance season 3", ENGLISH) == (
        "TVmaze now lists Severance season 3 as coming out on Friday 5 March 2027, "
        "and no longer on Friday 15 January 2027."
    )


def belief_of(*claims: Claim) -> tuple[Status, str | None]:
    subject = Subject(ShowId("severance"), 3)
    found = believe(claims, subject, Kind.RELEASE_DATE, date(2027, 12, 31))
    return found.status, found.date.edtf if found.date else None


@given(st.integers(2000, 2100), st.integers(1, 400))
def test_a_listings_first_of_january_is_no_more_exact_than_the_year(year: int, days: int) -> None:
    said = date(year - 1, 6, 1)
    outlet = claim(
        Kind.RELEASE_DATE,
        str(year),
        on=said,
        stance=Stance.REPORTED,
        show_id="severance",
        season=3,
        authority=Authority.OUTLET,
    )
    later = listed(f"{year}-01-01", on=(said + timedelta(days=days)).isoformat())
    subject = Subject(ShowId("severance"), 3)

    found = believe([outlet, later], subject, Kind.RELEASE_DATE, date(year + 2, 1, 1))

    assert found.date == PartialDate.parse(str(year))


def test_a_listings_other_day_makes_a_year_more_exact() -> None:
    outlet = claim(
        Kind.RELEASE_DATE,
        "2027",
        on="2026-06-01",
        stance=Stance.REPORTED,
        show_id="severance",
        season=3,
        authority=Authority.OUTLET,
    )

    assert belief_of(outlet, listed("2027-03-05")) == (Status.CURRENT, "2027-03-05")


def test_a_page_that_names_nobody_may_correct_itself() -> None:
    def page(value: str, on: str) -> Claim:
        return claim(
            Kind.RELEASE_DATE,
            value,
            on=on,
            stance=Stance.REPORTED,
            show_id="severance",
            season=3,
            authority=Authority.OUTLET,
            publisher="TVLine",
        )

    revised = belief_of(page("2027-01-14", "2026-11-30"), page("2027-03-01", "2026-12-01"))

    assert revised == (Status.CURRENT, "2027-03-01")


@given(st.permutations([0, 1, 2, 3]))
def test_of_moves_on_one_day_the_last_one_seen_stands(order: list[int]) -> None:
    days = ["2027-01-15", "2027-03-05", "2027-01-15", "2027-02-12"]
    moves = [
        claim(
            Kind.RELEASE_DATE,
            day,
            on="2026-12-01",
            stance=Stance.REPORTED,
            show_id="severance",
            season=3,
            authority=Authority.AGGREGATOR,
            by="TVmaze",
            publisher="TVmaze",
            id_=f"tvmaze-severance-3-release-date-20261201t0{number}0000z",
        )
        for number, day in enumerate(days)
    ]

    assert belief_of(*(moves[number] for number in order)) == (Status.CURRENT, "2027-02-12")
