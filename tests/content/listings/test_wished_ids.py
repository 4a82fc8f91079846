"""Under which id a show of a listing is known."""

from dataclasses import replace
from itertools import islice

from content.facts.claims import ShowId
from content.listings.records import ListingId
from content.listings.wished_ids import claim_about, wished_ids
from fakes.claims import claim


def test_an_id_is_wished_for_alone_then_with_its_year_then_with_its_number():
    with_year = islice(wished_ids(ShowId("echo"), 2024, ListingId("7")), 4)
    without = islice(wished_ids(ShowId("echo"), None, ListingId("7")), 3)

    assert [*with_year] == ["echo", "echo-2024", "echo-7", "echo-7-2"]
    assert [*without] == ["echo", "echo-7", "echo-7-2"]


def test_a_claim_that_is_about_another_id_is_named_for_that_id():
    before = claim(id_="tvmaze-echo-1-release-date-20180110t120000z", show_id="echo")
    retracts = replace(before, retracts=(before.id,))

    after = claim_about(retracts, ShowId("echo-2024"), "tvmaze")

    assert after.id == "tvmaze-echo-2024-1-release-date-20180110t120000z"
    assert after.subject == replace(before.subject, show="echo-2024")
    assert after.retracts == (after.id,)


def test_a_claim_whose_id_holds_no_show_keeps_its_id():
    before = claim(id_="an-editor-says-so", show_id="echo")

    assert claim_about(before, ShowId("echo-2024"), "tvmaze").id == before.id
    assert claim_about(before, ShowId("echo"), "tvmaze") == before
