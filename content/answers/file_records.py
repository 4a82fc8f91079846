"""Which record of a listing is of a show that a show file introduces, so that no twin arises."""

import re
from collections import defaultdict
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import FILES, Show, ShowId
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.packed import PackedClaims
from content.listings.publishers import TVMAZE
from content.listings.records import ListedShow, ListingId
from content.understanding.subjects import names_of
from content.understanding.tokens import look_up_key, normalise

_PAGES: Final = {TVMAZE: re.compile(r"https?://(?:www\.)?tvmaze\.com/shows/(\d{1,12})(?:[/?#]|$)")}


def cited_records(catalogue: Catalogue, source: str) -> dict[ListingId, ShowId]:
    """Return the shows of which a show file cites the record at *source*, by that record.

    One that several shows cite, or a show that cites several, says nothing.
    """
    return dict(
        catalogue.remembered(("cited records", source), lambda: _cited_records(catalogue, source))
    )


def resembling(record: ListedShow, catalogue: Catalogue) -> ShowId | None:
    """Return the show of a show file that *record* seems to be of, by title, network and year.

    It is no proof: an editor says whether it is that one.
    """
    network = look_up_key(record.network or "")
    if record.premiered is None or not network:
        return None
    named = names_of(catalogue).named("".join(normalise(record.name).words))
    alike = {
        name.show
        for name in named
        if _is_titled(catalogue.shows[name.show], record.name)
        and look_up_key(catalogue.shows[name.show].network) == network
        and record.premiered.year in _years(catalogue, name.show)
    }
    return alike.pop() if len(alike) == 1 else None


def _cited_records(catalogue: Catalogue, source: str) -> dict[ListingId, ShowId]:
    page = _PAGES.get(source)
    cited: defaultdict[ListingId, set[ShowId]] = defaultdict(set)
    citing: defaultdict[ShowId, set[ListingId]] = defaultdict(set)
    for show in catalogue.shows if page else ():
        if isinstance(catalogue.held(show), PackedClaims):
            continue  # it is known from a listing alone
        for claim in catalogue.about(show):
            found = page.match(claim.source.url) if page and claim.origin == FILES else None
            if found:
                listing = ListingId(found[1])
                cited[listing].add(show)
                citing[show].add(listing)
    return {
        listing: next(iter(shows))
        for listing, shows in cited.items()
        if len(shows) == 1 and all(len(citing[show]) == 1 for show in shows)
    }


def _is_titled(show: Show, name: str) -> bool:
    return look_up_key(name) in {look_up_key(show.title), look_up_key(show.short)}


def _years(catalogue: Catalogue, show: ShowId) -> set[int]:
    """The years in which a file says that something of it came out."""
    dates = (
        claim.value
        for claim in catalogue.about(show)
        if claim.kind is Kind.RELEASE_DATE and claim.origin == FILES
    )
    days = (date.earliest for date in dates if isinstance(date, PartialDate))
    return {day.year for day in days if day is not None}
