"""What an editor types into a form of few inputs, and what such a form is filled with."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.commands.newsdesk import (
    read_show_and_season,
    read_where_from,
    show_and_season_in_words,
    where_from_in_lines,
)
from content.show_files.typed_claims import TypedClaim

PAGE = "https://example.org/a?b=1&value=2"
_TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
_LINE = st.lists(_TEXT, min_size=1, max_size=5).map(" ".join)
_OTHERS = ("publisher", "url", "reported", "authority", "claimant", "market", "detail", "says")


@pytest.mark.parametrize(
    "text",
    [
        f"{PAGE}\npublisher: Netflix\nreported: 14 June 2019",
        f"{PAGE}\nNetflix\nreported on 14 June 2019",
        f"{PAGE}, publisher Netflix, reported 14 June 2019",
        f"Netflix {PAGE} Reported: 14 June 2019",
        f"reported 14 June 2019\nurl: {PAGE}\nPublisher:Netflix",
    ],
)
def test_where_a_claim_is_from_is_typed_in_lines_or_in_words(text):
    read = read_where_from(text)

    assert read == TypedClaim(url=PAGE, publisher="Netflix", reported="14 June 2019")


@given(st.dictionaries(st.sampled_from(_OTHERS), _LINE))
@example({"says": '"Not before 2019."'})
def test_what_a_form_is_filled_with_reads_as_it_was(parts):
    claim = TypedClaim(**parts)

    assert read_where_from(where_from_in_lines(claim)) == claim


def test_the_inputs_of_their_own_are_not_repeated_among_the_others():
    claim = TypedClaim(kind="renewal", value="yes", stance="denied", url=PAGE)

    assert where_from_in_lines(claim) == PAGE


@pytest.mark.parametrize(
    ("words", "show", "season"),
    [
        ("Jessica Jones season 3", "Jessica Jones", "3"),
        ("jessica jones s3", "jessica jones", "3"),
        ("The Punisher special", "The Punisher", "special"),
        ("Babylon 5 season 1", "Babylon 5", "1"),
        ("Echo", "Echo", None),
        ("24", "24", None),
        ("", None, None),
    ],
)
def test_a_show_and_its_season_share_an_input(words, show, season):
    assert read_show_and_season(words) == (show, season)
    assert read_show_and_season(show_and_season_in_words(show, season)) == (show, season)
