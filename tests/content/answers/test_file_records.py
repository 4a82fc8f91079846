"""Records of shows that show files introduce: one show, never two."""

from dataclasses import replace
from datetime import date

import pytest

from content.answers.file_records import cited_records, resembling
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim
from fakes.asked import shipped
from fakes.claims import claim, show
from fakes.listed import listed_season, listed_show

PAGE = "https://www.tvmaze.com/shows/1370/marvels-jessica-jones"
DAREDEVIL = show("daredevil", title="Marvel's Daredevil", short="Daredevil")


def citing(url: str, *, show_id: str = "jessica-jones", id_: str = "a-claim") -> Claim:
    one = claim(id_=id_, show_id=show_id)
    return replace(one, source=replace(one.source, url=url))


def cited_by(*claims: Claim) -> dict[str, str]:
    return cited_records(Catalogue.of([show(), DAREDEVIL], claims), "tvmaze")


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "http://www.tvmaze.com/shows/1370",
        "https://tvmaze.com/shows/1370/",
        "https://www.tvmaze.com/shows/1370?x#y",
    ],
)
def test_a_page_that_a_file_cites_is_its_shows_record(url):
    assert cited_by(citing(url)) == {"1370": "jessica-jones"}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.tvmaze.com/shows/1370x",
        "https://www.tvmaze.com/episodes/1370",
        "https://evil.example/https://www.tvmaze.com/shows/1370",
        "https://www.tvmaze.com.evil.example/shows/1370",
        "https://example.org/",
    ],
)
def test_another_page_is_no_record(url):
    assert cited_by(citing(url)) == {}


def test_a_page_that_two_shows_cite_says_nothing():
    assert cited_by(citing(PAGE), citing(PAGE, show_id="daredevil", id_="another")) == {}


def test_a_show_that_cites_two_pages_says_nothing():
    other = citing("https://www.tvmaze.com/shows/1", id_="another")

    assert cited_by(citing(PAGE), other) == {}


def test_what_a_listing_claims_of_its_own_record_is_no_citation():
    assert cited_by(replace(citing(PAGE), origin="tvmaze")) == {}


def test_the_shipped_files_cite_the_records_that_they_do():
    assert cited_records(shipped(), "tvmaze") == {
        "1370": "jessica-jones",
        "2176": "the-defenders",
    }
    assert cited_records(shipped(), "another") == {}


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        ({}, True),
        ({"name": "Jessica Jones"}, True),
        ({"name": "Jessica"}, False),
        ({"network": "CBS"}, False),
        ({"network": None}, False),
        ({"premiered": date(1999, 1, 1)}, False),
        ({"premiered": None}, False),
    ],
)
def test_a_record_resembles_a_show_by_title_network_and_year_together(other, is_alike):
    known = Catalogue.of([show()], [claim(value="2018-03-08")])
    fields = {
        "name": show().title,
        "network": show().network,
        "premiered": date(2018, 3, 8),
    } | other
    record = listed_show(listed_season(1), **fields)

    assert (resembling(record, known) == "jessica-jones") is is_alike
