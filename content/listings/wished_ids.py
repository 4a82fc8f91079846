"""Under which id a show of a listing is known, where another has the one that it would have."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from content.facts.claims import Claim, ClaimId, ShowId
from content.listings.records import ListingId


def wished_ids(wish: ShowId, year: int | None, listing: ListingId) -> Iterator[ShowId]:
    """Yield the ids that it may have, best first, without end."""
    yield wish
    if year is not None:
        yield ShowId(f"{wish}-{year}")
    yield ShowId(f"{wish}-{listing}")
    for number in count(2):
        yield ShowId(f"{wish}-{listing}-{number}")


def claim_about(claim: Claim, show: ShowId, source: str) -> Claim:
    """Return what *source* made of its listing as a claim about *show*, whatever its wish was.

    Its id holds the show's, as ``tvmaze-{show}-…``, so that no two shows ever share one.
    """
    before, after = f"{source}-{claim.subject.show}-", f"{source}-{show}-"

    def named(id_: ClaimId) -> ClaimId:
        return ClaimId(after + id_.removeprefix(before)) if id_.startswith(before) else id_

    return replace(
        claim,
        id=named(claim.id),
        subject=replace(claim.subject, show=show),
        retracts=tuple(named(one) for one in claim.retracts),
    )
