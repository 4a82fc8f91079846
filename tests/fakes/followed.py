"""Builders of shows that are followed in a listing, with every default."""

from dataclasses import replace
from datetime import datetime

from bot.ports.listings import Followed
from content.facts.claims import Claim, Season
from content.facts.proposals import Proposal
from content.listings.records import ListingId
from content.listings.sightings import Seen, Sighting
from fakes.claims import claim, show
from fakes.tellings import at

SOURCE = "tvmaze"


def followed(
    id_: str = "dark-winds",
    *,
    listing: str = "7",
    title: str = "",
    due_at: datetime | None = None,
    followed_at: datetime | None = None,
    **rest: object,
) -> Followed:
    """Return a show that is followed since noon, and due then, unless the test says otherwise."""
    return Followed(
        **{  # type: ignore[arg-type]
            "show": show(id_, title=title or id_, short=title or id_),
            "source": SOURCE,
            "listing": ListingId(listing),
            "url": f"https://www.tvmaze.com/shows/{listing}",
            "due_at": due_at or at(),
            "followed_at": followed_at or at(),
        }
        | rest
    )


def listed_claim(id_: str, show_id: str = "dark-winds", value: str = "2018-03-08") -> Claim:
    return replace(claim(id_=id_, show_id=show_id, value=value), origin=SOURCE)


def proposed(id_: str = "a-season", show_id: str = "dark-winds", *, found_at=None) -> Proposal:
    return Proposal(
        claim=listed_claim(id_, show_id),
        quote="TVmaze lists a “season 3” — 第二季",
        doubts=("No day is listed.", "It may be a mistake."),
        found_at=found_at or at(),
    )


def sighting(value: str = "2018-03-08", *, season: Season = 2, **rest: object) -> Sighting:
    return Sighting(
        **{  # type: ignore[arg-type]
            "season": season,
            "seen": Seen.PREMIERE,
            "value": value,
            "first_seen": at(),
            "last_seen": at(),
        }
        | rest
    )
