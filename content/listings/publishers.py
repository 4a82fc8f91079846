"""Who publishes a source's listings, as people call it."""

from typing import Final

from content.listings.records import ListingId

TVMAZE: Final = "tvmaze"
"""The name of the source, under which its claims are recorded."""
_PUBLISHERS: Final = {TVMAZE: "TVmaze"}


def publisher_of(source: str) -> str:
    """Return what people call the publisher of a *source* of listings."""
    return _PUBLISHERS.get(source, source)


def record_page(source: str, listing: ListingId) -> str:
    """Return the page of a record; "" where that is not known of the *source*."""
    return f"https://www.tvmaze.com/shows/{listing}" if source == TVMAZE else ""
