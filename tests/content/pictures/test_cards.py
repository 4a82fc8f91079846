from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.as_of import AsOf
from content.facts.claims import Action, Authority, ShowId, Subject
from content.facts.kinds import Kind
from content.language.wording import wording_for
from content.pictures.card import card_of, step_card
from content.pictures.names import drawable_names
from fakes.claims import catalogue, claim, show

SUBJECT = Subject(ShowId("jessica-jones"), 2)


def card(*claims, on="2017-12-31", zone=None, language="en"):
    at = AsOf.parse(on)
    return card_of(catalogue(*claims), SUBJECT, at, zone=zone, wording=wording_for(language))


def test_days_are_counted_to_a_confirmed_day():
    drawn = card(claim(value="2018-03-08", by="Netflix"))

    assert (drawn.large, drawn.beside, drawn.is_number) == ("67", "days to go", True)
    assert drawn.when == "Thursday 8 March 2018"
    assert drawn.source == "Netflix, in Collider, 9 December 2017"
    assert drawn.band is None


@pytest.mark.parametrize(
    ("on", "large", "beside"),
    [
        ("2018-03-07", "1", "day to go"),
        ("2018-03-08T07:59Z", "1", "day to go"),
        ("2018-03-08", "Out", ""),
        ("2018-03-09", "Out", ""),
    ],
)
def test_a_card_ends_its_counting_when_it_is_out(on, large, beside):
    drawn = card(claim(value="2018-03-08"), on=on)

    assert (drawn.large, drawn.beside) == (large, beside)


@pytest.mark.parametrize(
    ("value", "large"),
    [
        ("2018", "2018"),
        ("2018-03", "March 2018"),
        ("2018-early", "Early 2018"),
        ("2018-22", "Summer 2018"),
        ("2018/..", "Not before 2018"),
        ("2018-03-10/2018-03-11", "The weekend of 10\N{EN DASH}11 March 2018"),
        ("2018-03-08~", "About 8 March 2018"),
    ],
)
def test_a_range_is_a_band_and_no_number(value, large):
    drawn = card(claim(value=value, on="2017-01-01"))

    assert not drawn.is_number
    assert drawn.large == large
    assert drawn.beside == "no day yet"
    assert drawn.band is not None
    assert 0 <= drawn.band.span.begin < drawn.band.span.end <= 1
    assert drawn.band.span.is_open_after is (value == "2018/..")


def test_nothing_is_counted_to_a_day_that_is_not_confirmed():
    drawn = card(claim(value="2018-03-08", stance="reported"))

    assert (drawn.large, drawn.beside, drawn.is_number) == ("8 March 2018", "reported", False)


def test_what_was_withdrawn_has_no_date():
    drawn = card(
        claim(value="2018-03-08"), claim(value=None, on="2017-12-20", action=Action.WITHDRAWS)
    )

    assert (drawn.large, drawn.beside) == ("No date any more", "withdrawn")


def test_a_show_without_dates_says_so():
    assert card().large == "No date yet"


def test_a_show_that_was_cancelled_says_so():
    ended = claim(Kind.CANCELLATION, None, season="series", by="Netflix")

    drawn = card(ended)

    assert (drawn.large, drawn.source) == ("Cancelled", "Netflix, in Collider, 9 December 2017")


def test_a_card_is_in_the_language_and_the_zone_of_whoever_sees_it():
    drawn = card(claim(value="2018-03-08"), language="de", zone="Pacific/Auckland")
    behind = card(claim(value="2018-03-08"), language="de", zone="Pacific/Honolulu")

    assert (drawn.beside, drawn.when) == ("Tage noch", "Donnerstag, 8. März 2018")
    assert (behind.large, behind.when) == ("66", "Mittwoch, 7. März 2018")


def test_what_is_read_out_says_all_that_is_seen():
    drawn = card(claim(value="2018-03-08", by="Netflix"))

    assert drawn.alt == (
        "Jessica Jones · Season 2. 67 days to go. Thursday 8 March 2018. "
        "Netflix, in Collider, 9 December 2017."
    )


@given(st.text(max_size=2000))
def test_what_is_read_out_has_an_end(title):
    drawn = replace(card(), names=(title,))

    assert len(drawn.alt) <= 500


def test_a_name_of_plain_letters_is_always_there():
    japanese = show("sousou-no-frieren", title="葬送のフリーレン", short="葬送のフリーレン")

    assert drawable_names(japanese) == ("葬送のフリーレン", "Sousou No Frieren")


def test_a_listed_day_is_said_to_be_listed():
    drawn = step_card(
        show(),
        2,
        day=date(2018, 3, 8),
        days_left=7,
        listed_by="TVmaze",
        citing=(claim(authority=Authority.AGGREGATOR, publisher="TVmaze"),),
    )

    assert (drawn.large, drawn.beside) == ("7", "days to go · as TVmaze lists")


def test_where_today_is_another_day_there_no_number_is_shown():
    drawn = step_card(show(), 2, day=date(2018, 3, 8), days_left=None, zone="America/Los_Angeles")

    assert (drawn.large, drawn.is_number) == ("Thursday 8 March 2018 (Los Angeles time)", False)
