"""What a listing says of each show, held beside its claims, and how old that is."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import ShowId
from content.facts.listed import listing_then
from content.facts.listing import Listing
from content.facts.packed import PackedListing
from fakes.listed import (
    SEEN_AT,
    SEVERANCE,
    days,
    hours,
    listed_claim,
    listed_value,
    listing_with,
    severance,
)

LISTED = listing_with(listed_value())


def packed(listing: Listing, opened: list[bytes] | None = None) -> PackedListing:
    def unpack(named: bytes, *_: object) -> Listing:
        if opened is not None:
            opened.append(named)
        return listing

    return PackedListing(
        listing.url.encode(), unpack, listing.source, listing.seen_at, listing.is_outdated
    )


def test_a_show_has_the_listing_that_was_put_of_it() -> None:
    catalogue = severance(LISTED)

    assert catalogue.listing(SEVERANCE.id) == LISTED
    assert catalogue.listing(ShowId("loki")) is None

    catalogue.put(ShowClaims(SEVERANCE.id, SEVERANCE, (listed_claim(),)))

    assert catalogue.listing(SEVERANCE.id) is None


def test_a_packed_listing_is_opened_once_for_whoever_asks() -> None:
    opened: list[bytes] = []
    catalogue = severance(None)
    catalogue.put(ShowClaims(SEVERANCE.id, SEVERANCE, (), packed(LISTED, opened)))

    found = [catalogue.listing(SEVERANCE.id) for _ in range(3)]

    assert found == [LISTED] * 3
    assert len(opened) == 1


def test_of_very_many_shows_a_few_listings_stay_open() -> None:
    opened: list[bytes] = []
    catalogue = Catalogue()
    ids = [ShowId(f"show-{number}") for number in range(200)]
    for show in ids:
        catalogue.put(ShowClaims(show, None, (listed_claim(),), packed(LISTED, opened)))

    for show in ids:
        catalogue.listing(show)

    assert len(opened) == 200
    assert len(catalogue._unpacked_listings) <= 64


def test_a_list_of_changes_makes_every_listing_that_it_does_not_name_new_and_puts_none() -> None:
    catalogue = severance(LISTED)
    version = catalogue.version

    catalogue.reached("tvmaze", SEEN_AT + days(3))

    found = catalogue.listing(SEVERANCE.id)
    assert found is not None
    assert found.seen_at == SEEN_AT + days(3)
    assert (catalogue.version, catalogue.changed_since(version)) == (version, ())


def test_a_list_of_changes_says_nothing_for_a_listing_that_it_named() -> None:
    catalogue = severance(listing_with(listed_value(), is_outdated=True))

    catalogue.reached("tvmaze", SEEN_AT + days(3))

    found = catalogue.listing(SEVERANCE.id)
    assert found is not None
    assert found.seen_at == SEEN_AT


@given(st.lists(st.integers(0, 500), max_size=6), st.integers(0, 500))
def test_a_listing_is_as_new_as_the_later_of_its_record_and_the_last_list(
    lists: list[int], read: int
) -> None:
    record = SEEN_AT + timedelta(hours=read)
    catalogue = severance(listing_with(listed_value(), seen_at=record))

    for after in lists:
        catalogue.reached("tvmaze", SEEN_AT + timedelta(hours=after))
        catalogue.reached("tmdb", SEEN_AT + timedelta(hours=900))

    found = catalogue.listing(SEVERANCE.id)
    assert found is not None
    assert found.seen_at == max([record, *(SEEN_AT + timedelta(hours=one) for one in lists)])


@given(st.integers(-40, 40))
def test_a_listing_says_nothing_of_a_day_before_it_was_seen(later: int) -> None:
    asked = SEEN_AT.date() + timedelta(days=later)

    found = listing_then(severance(LISTED), SEVERANCE.id, AsOf.on(asked))

    assert (found is None) is (asked < SEEN_AT.date())


def test_an_hour_of_the_same_day_is_no_past_to_a_listing() -> None:
    catalogue = severance(LISTED)

    assert listing_then(catalogue, SEVERANCE.id, AsOf.at(SEEN_AT - hours(1))) == LISTED
