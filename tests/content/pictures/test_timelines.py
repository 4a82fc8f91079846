from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.claims import Action, Authority, ShowId, Subject
from content.facts.dates import PartialDate
from content.language.wording import wording_for
from content.pictures.axis import Axis, Span
from content.pictures.timeline import timeline_of
from content.show_files.folders import read_catalogue, shipped_shows
from fakes.claims import catalogue, claim

SUBJECT = Subject(ShowId("jessica-jones"), 2)
LATER = date(2018, 4, 1)
SHIPPED = read_catalogue([shipped_shows()]).sound


def story(*claims, until=LATER, **how):
    return timeline_of(catalogue(*claims), SUBJECT, until=until, **how)


def rows(timeline):
    return [(one.reported, one.value, one.note) for one in timeline.entries]


def test_the_story_is_told_from_the_first_guess_to_the_day():
    told = story(
        claim(value="2018/..", on="2016-07-28"),
        claim(value="2018", on="2016-10-24"),
        claim(value="2018-early", on="2017-04-03", stance="speculated"),
        claim(value="2018-03-08", on="2017-12-09"),
    )

    assert rows(told) == [
        ("28 July 2016", "not before 2018", "first told"),
        ("24 October 2016", "2018", "made more exact"),
        ("3 April 2017", "early 2018", "a guess beside what is known"),
        ("9 December 2017", "8 March 2018", "made more exact"),
    ]


def test_the_more_exactly_a_date_is_known_the_narrower_it_is():
    told = story(
        claim(value="2018", on="2016-10-24"),
        claim(value="2018-03", on="2017-01-01"),
        claim(value="2018-03-08", on="2017-12-09"),
    )

    widths = [one.span.end - one.span.begin for one in told.entries]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 10 * widths[1] > 100 * widths[2]


def test_what_has_no_end_goes_on_beyond_the_picture():
    (entry,) = story(claim(value="2018/..", on="2016-07-28"), until=date(2017, 1, 1)).entries

    assert (entry.span.end, entry.span.is_open_after) == (1.0, True)


def test_a_move_shows_where_the_date_was_before():
    *_, moved = story(
        claim(value="2018-03-08", on="2017-12-09"), claim(value="2018-06-01", on="2018-01-09")
    ).entries

    assert moved.note == "moved later"
    assert moved.came_from.end < moved.span.begin


def test_a_withdrawal_shows_what_was_taken_away():
    *_, gone = story(
        claim(value="2018-03-08"), claim(value=None, on="2018-01-09", action=Action.WITHDRAWS)
    ).entries

    assert (gone.value, gone.note, gone.is_end) == ("8 March 2018", "withdrawn", True)


def test_of_forty_claims_on_one_day_four_are_shown_beside_the_change_and_the_rest_counted():
    many = [claim(value="2018", publisher=f"Page {number}") for number in range(40)]

    told = story(*many)

    assert [one.besides for one in told.entries] == ["", "", "", "", "and 35 more that day"]


def test_of_a_long_story_the_latest_is_shown_and_what_is_left_out_is_counted():
    first = date(2017, 1, 1)
    many = [
        claim(value=(first + timedelta(days=600 + day)).isoformat(), on=first + timedelta(days=day))
        for day in range(100)
    ]

    told = story(*many, most=10)

    assert len(told.entries) == 10
    assert told.left_out == "90 earlier days are not shown"
    assert told.entries[-1].reported == "10 April 2017"


def test_a_show_without_dates_has_an_empty_story():
    told = story()

    assert told.entries == ()
    assert told.empty == "Nothing has been said of a release date."
    assert "Nothing has been said" in told.alt


def test_a_claim_that_names_no_date_has_no_span():
    (entry,) = story(
        claim(value="XXXX", on="2016-07-28", stance="denied", authority=Authority.EXECUTIVE)
    ).entries

    assert entry.span is None


def test_it_is_told_in_the_language_that_is_asked_for():
    told = story(claim(value="2018-03"), wording=wording_for("fr"))

    assert told.season == "Saison 2"
    assert rows(told) == [("9 décembre 2017", "mars 2018", "première annonce")]


@pytest.mark.parametrize("show", list(SHIPPED.shows))
def test_every_shipped_story_lies_within_its_picture(show):
    for season in SHIPPED.seasons(show):
        told = timeline_of(SHIPPED, Subject(show, season), until=date(2026, 6, 1))
        for one in told.entries:
            assert one.span is None or 0 <= one.span.begin <= one.span.end <= 1
            assert one.reported
            assert one.value or one.is_end
        assert len(told.alt) <= 500


@given(st.lists(st.dates(), min_size=1, max_size=4), st.booleans())
def test_any_dates_at_all_lie_on_their_axis(days, is_open):
    first, last = min(days), max(days)
    text = f"{first.isoformat()}/{'..' if is_open else last.isoformat()}"
    held = PartialDate.parse(text)
    axis = Axis.over(days)

    span = Span.of(held, axis)

    assert 0 <= span.begin <= span.end <= 1
    assert 1 <= len(axis.ticks()) <= 8 or (axis.last - axis.first).days < 93
    assert all(0 <= tick.at <= 1 for tick in axis.ticks())
