"""Whether the article that Violet began with is carried, statement by statement."""

from datetime import date

from content.facts.claims import Authority, ShowId, Stance
from fakes.asked import shipped

_CATALOGUE = shipped()
_URL = "https://www.soda.com/news/netflixs-jessica-jones-begins-filming-season-2/"


def test_every_statement_of_the_first_article_is_a_claim_with_its_own_hedge() -> None:
    told = {
        (str(claim.subject), claim.kind.value): claim.stance
        for claim in _CATALOGUE.claims
        if claim.source.url == _URL
    }

    assert told == {
        ("jessica-jones/series", "network"): Stance.CONFIRMED,
        ("jessica-jones/series", "cast"): Stance.CONFIRMED,
        ("jessica-jones/series", "character"): Stance.REPORTED,
        ("jessica-jones/series", "premise"): Stance.REPORTED,
        ("jessica-jones/series", "reception"): Stance.REPORTED,
        ("jessica-jones/1", "reception"): Stance.REPORTED,
        ("jessica-jones/2", "release-date"): Stance.REPORTED,
        ("jessica-jones/2", "filming-start"): Stance.REPORTED,
        ("jessica-jones/2", "filming-order"): Stance.EXPECTED,
        ("jessica-jones/2", "filming-location"): Stance.REPORTED,
        ("jessica-jones/2", "code-name"): Stance.REPORTED,
        ("jessica-jones/2", "director"): Stance.REPORTED,
        ("jessica-jones/2", "cast"): Stance.REPORTED,
        ("the-defenders/series", "network"): Stance.CONFIRMED,
        ("the-defenders/1", "release-date"): Stance.REPORTED,
        ("the-defenders/1", "filming-order"): Stance.EXPECTED,
        ("the-defenders/1", "cast"): Stance.CONFIRMED,
    }


def test_the_first_article_counts_from_the_day_after_the_filming_that_it_tells_of() -> None:
    told = [claim for claim in _CATALOGUE.claims if claim.source.url == _URL]

    assert {claim.known_from for claim in told} == {date(2017, 4, 4)}


def test_what_the_street_notices_say_weighs_more_than_a_page_and_less_than_the_studio() -> None:
    notices = [
        c for c in _CATALOGUE.about(ShowId("jessica-jones")) if c.claimant == "street notices"
    ]

    assert {claim.authority for claim in notices} == {Authority.NOTICE}
    assert {claim.kind.value for claim in notices} == {
        "filming-start",
        "filming-location",
        "code-name",
    }


def test_the_article_never_says_more_than_reported_of_the_shoot() -> None:
    shoot = {
        claim.stance
        for claim in _CATALOGUE.claims
        if claim.source.url == _URL and claim.kind.value.startswith(("filming-", "code-name"))
    }

    assert shoot == {Stance.REPORTED, Stance.EXPECTED}
