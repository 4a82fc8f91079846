"""What is listed of a show at the time of a question; a listing holds no past of its own."""

from datetime import UTC, datetime, time

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.listing import Listing


def listing_then(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> Listing | None:
    """Return what a listing says of *show*.

    None: it is followed in none, or *as_of* is a day before the listing was looked at last. What
    it said on that day, nobody kept; claims alone tell.
    """
    return catalogue.listing(show) if is_listing_known(catalogue, show, as_of) else None


def is_listing_known(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> bool:
    """Whether there is any of `listing_then`."""
    seen_at = catalogue.listing_seen_at(show)
    return seen_at is not None and seen_at.date() <= as_of.day


def looked_at(as_of: AsOf) -> datetime:
    """Return the moment at which it is judged how old a listing is: of a whole day the first."""
    if not as_of.whole_day:
        return as_of.moment
    return datetime.combine(as_of.day, time.min, UTC)
