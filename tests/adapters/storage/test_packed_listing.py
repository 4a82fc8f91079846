"""What is listed of a show, kept as few bytes as it can be, says what it said."""

import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.packed_listing import pack_listing, packed_listing
from bot.ports.errors import StorageError
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.listing import ListedValue, Listing
from content.facts.packed import PackedListing
from fakes.listed import SEEN_AT, days, listed_value, listing_with

MOMENTS = st.integers(0, 20 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
DAYS = st.sampled_from(["2027", "2027-01-15", "2027-01-15T03:00-08:00[America/Los_Angeles]"])
VALUES = st.builds(
    listed_value,
    DAYS,
    season=st.integers(1, 40) | st.just("special"),
    first_seen=MOMENTS,
    last_seen=MOMENTS,
    missing_since=st.none() | MOMENTS,
    is_wavering=st.booleans(),
) | st.builds(
    ListedValue,
    season=st.integers(1, 40),
    kind=st.just(Kind.EPISODE_COUNT),
    value=st.integers(1, 99),
    first_seen=MOMENTS,
    last_seen=MOMENTS,
)
LISTINGS = st.lists(VALUES, max_size=12).flatmap(
    lambda values: st.builds(
        lambda **fields: listing_with(*values, **fields),
        seen_at=st.none() | MOMENTS,
        undated=st.lists(st.integers(1, 40), max_size=3).map(tuple),
        doubted=st.lists(
            st.tuples(st.integers(1, 2030), st.dates().map(PartialDate.on)), max_size=3
        ).map(tuple),
        has_ended=st.booleans(),
        is_outdated=st.booleans(),
    )
)


def packed_of(listing: Listing) -> PackedListing:
    return packed_listing(
        pack_listing(listing), listing.source, listing.seen_at, is_outdated=listing.is_outdated
    )


@given(LISTINGS)
def test_what_was_packed_is_listed(listing) -> None:
    packed = packed_of(listing)

    assert packed.listing == listing
    assert packed == packed_of(listing)


@given(LISTINGS, LISTINGS)
def test_two_are_alike_packed_just_where_they_say_the_same(one, other) -> None:
    is_same = packed_of(one) == packed_of(other)

    assert is_same is (one == other)


def test_a_show_of_ten_seasons_takes_less_than_a_kilobyte() -> None:
    values = [
        value
        for season in range(1, 11)
        for value in (
            listed_value(f"{2016 + season}-03-0{season % 9 + 1}", season=season),
            ListedValue(
                season=season,
                kind=Kind.EPISODE_COUNT,
                value=8 + season,
                first_seen=SEEN_AT - days(season),
                last_seen=SEEN_AT,
            ),
        )
    ]

    assert len(pack_listing(listing_with(*values))) < 1000


def test_bytes_that_were_cut_are_told_as_what_the_database_holds() -> None:
    packed = packed_listing(pack_listing(listing_with(listed_value()))[:-9], "tvmaze", SEEN_AT)

    with pytest.raises(StorageError, match="put a backup in its place"):
        _ = packed.listing


def test_what_was_packed_before_seasons_were_doubted_is_still_read() -> None:
    kept = zlib.compress(
        json.dumps(["TVmaze", "https://www.tvmaze.com/shows/1", [], [3], 0]).encode()
    )

    assert packed_listing(kept, "tvmaze", SEEN_AT).listing == Listing(
        source="tvmaze",
        publisher="TVmaze",
        url="https://www.tvmaze.com/shows/1",
        seen_at=SEEN_AT,
        undated=(3,),
    )
