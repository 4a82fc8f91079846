"""What of a claim stands in the words of somebody who says that something is wrong."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.corrections import claim_in_words
from content.show_files.typed_claims import TypedClaim
from fakes.asked import shipped

SAID_AT = datetime(2018, 2, 1, 12, tzinfo=UTC)
PAGE = "https://www.netflix.com/news/1"


def read(words, show="jessica-jones", season=2):
    return claim_in_words(words, show, season, SAID_AT, shipped())


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        (
            f"That's wrong, season 2 comes out on 9 March 2018: {PAGE}.",
            "release-date",
            "2018-03-09",
        ),
        (f"no, it premieres on March 9, 2018 ({PAGE})", "release-date", "2018-03-09"),
        (f"{PAGE} says that it was renewed for a third season", "renewal", None),
    ],
)
def test_what_is_said_to_be_right_is_read_with_its_page(words, kind, value):
    season = 3 if kind == "renewal" else 2

    found = read(words, season=season)

    assert (found.kind, found.value, found.url) == (kind, value, PAGE)


@pytest.mark.parametrize("words", ["That is wrong.", "", "you forgot the trailer"])
def test_nothing_is_made_of_words_that_claim_nothing(words):
    assert read(words) == TypedClaim()


def test_of_a_show_that_is_not_known_only_the_page_is_read():
    for show in (None, "no-such-show"):
        assert read(f"It is out in May: {PAGE}", show=show) == TypedClaim(url=PAGE)


def test_what_is_said_of_another_season_is_not_read():
    assert read("season 3 comes out on 14 June 2019", season=2).kind is None


@given(st.text(max_size=300))
def test_whatever_somebody_writes_is_read(words):
    assert isinstance(read(words), TypedClaim)
