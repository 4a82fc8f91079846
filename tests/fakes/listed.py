"""Records of a listing with every default, so that a test states only what matters."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import Authority, Claim, Season, Show, ShowId, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.listing import ListedValue, Listing
from content.listings.observed import Observed, observe
from content.listings.records import (
    ListedEpisode,
    ListedSeason,
    ListedShow,
    ListedStatus,
    ListingId,
)
from content.listings.sightings import Sighting
from fakes.claims import claim, show

SEEN_AT = datetime(2026, 12, 1, 5, 34, tzinfo=UTC)
THE_BEAR = Show(
    id=ShowId("the-bear"),
    title="The Bear",
    short="The Bear",
    network="FX",
    zone="America/New_York",
)


SEVERANCE = show("severance", title="Severance", short="Severance", network="Apple TV+", drop=None)


def listed_claim(value: str = "2027-01-15", *, season: int = 3, on: str = "2026-11-30") -> Claim:
    """Return what TVmaze says of a season of Severance."""
    return claim(
        Kind.RELEASE_TIME if "T" in value else Kind.RELEASE_DATE,
        value,
        on=on,
        stance=Stance.REPORTED,
        show_id="severance",
        season=season,
        authority=Authority.AGGREGATOR,
        by="TVmaze",
        publisher="TVmaze",
    )


def listed_value(value: str = "2027-01-15", *, season: Season = 3, **fields: Any) -> ListedValue:
    given = {"first_seen": SEEN_AT - days(30), "last_seen": SEEN_AT} | fields
    kind = Kind.RELEASE_TIME if "T" in value else Kind.RELEASE_DATE
    return ListedValue(season=season, kind=kind, value=PartialDate.parse(value), **given)


def listing_with(*values: ListedValue, **fields: Any) -> Listing:
    """Return what TVmaze says of Severance, as seen on 1 December 2026."""
    given = {
        "source": "tvmaze",
        "publisher": "TVmaze",
        "url": "https://www.tvmaze.com/shows/44933/severance",
        "seen_at": SEEN_AT,
    } | fields
    return Listing(values=values, **given)


def severance(listing: Listing | None, *claims: Claim) -> Catalogue:
    """Return a catalogue of Severance, of which *claims* are made and *listing* is held."""
    catalogue = Catalogue()
    catalogue.put(ShowClaims(SEVERANCE.id, SEVERANCE, claims or (listed_claim(),), listing))
    return catalogue


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def listed_season(
    number: int = 2, premiere: date | str | None = None, **fields: Any
) -> ListedSeason:
    day = date.fromisoformat(premiere) if isinstance(premiere, str) else premiere
    return ListedSeason(number=number, premiere=day, **fields)


def listed_episode(
    season: int = 2,
    day: date | str | None = None,
    *,
    number: int | None = 1,
    moment: datetime | None = None,
    is_special: bool = False,
) -> ListedEpisode:
    return ListedEpisode(
        id=f"{season}-{number}",
        season=season,
        number=number,
        name="",
        is_special=is_special,
        day=date.fromisoformat(day) if isinstance(day, str) else day,
        moment=moment,
    )


def listed_show(*seasons: ListedSeason, name: str = "The Bear", **fields: Any) -> ListedShow:
    """Return a record; without *seasons* it was not asked for any."""
    fields = {
        "listing": ListingId("52703"),
        "url": "https://www.tvmaze.com/shows/52703/the-bear",
        "network": "FX",
        "country": "US",
        "zone": "America/New_York",
        "status": ListedStatus.RUNNING,
        "premiered": date(2022, 6, 23),
        "updated": SEEN_AT,
        "seasons": seasons or None,
    } | fields
    return ListedShow(name=name, **fields)


class Looking:
    """A show whose record is looked at again and again."""

    def __init__(self, *, show: Show = THE_BEAR, known: tuple[Claim, ...] = ()) -> None:
        self.show = show
        self.known = known
        self.sightings: tuple[Sighting, ...] = ()
        self.claims: list[Claim] = []
        self.proposals: list[Any] = []
        self.was_looked_at = False

    def at(
        self, record: ListedShow | None, after: timedelta = timedelta(0), **fields: Any
    ) -> Observed:
        seen = observe(
            self.sightings,
            record,
            self.show,
            now=SEEN_AT + after,
            is_import=not self.was_looked_at,
            known=(*self.known, *self.claims),
            **fields,
        )
        self.was_looked_at = True
        self.sightings = seen.sightings
        self.claims += seen.claims
        self.proposals += seen.proposals
        return seen


def said(claims: Any) -> list[str]:
    """Each claim in a line: season, kind, value, stance."""
    return [f"{claim.subject.season} {claim.kind} {claim.value} {claim.stance}" for claim in claims]
