"""What a listing says of a show right now, and all that is known of one that nobody follows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.listing import ListedValue, Listing
from content.listings.listed_dates import date_seen, day_of
from content.listings.observed import observe
from content.listings.publishers import TVMAZE, publisher_of
from content.listings.records import ListedShow, ListedStatus
from content.listings.sightings import Seen, Sighting

_ENDED: Final = ListedStatus.ENDED.value


def listing_of(
    sightings: Sequence[Sighting],
    *,
    url: str,
    seen_at: datetime | None,
    is_outdated: bool = False,
    source: str = TVMAZE,
) -> Listing:
    """Return what the *source* says of a show.

    *seen_at* is when its record was read, or later a list of changes that does not name it;
    *is_outdated* is whether such a list has named it since.
    """
    dated = {one.season for one in sightings if one.seen is Seen.PREMIERE and not one.missing_since}
    return Listing(
        source=source,
        publisher=publisher_of(source),
        url=url,
        seen_at=seen_at,
        values=tuple(value for one in sightings for value in _values(one)),
        undated=tuple(
            sorted(
                one.season
                for one in sightings
                if one.seen is Seen.EXISTS
                and isinstance(one.season, int)
                and one.missing_since is None
                and one.season not in dated
            )
        ),
        doubted=tuple(sorted(_doubted(sightings))),
        has_ended=any(one.seen is Seen.STATUS and one.value == _ENDED for one in sightings),
        is_outdated=is_outdated,
    )


def catalogue_from(
    record: ListedShow, show: Show, now: datetime, *, source: str = TVMAZE
) -> tuple[Catalogue, Listing]:
    """Return all that a *record* says of a *show* that nobody follows, for one answer."""
    seen = observe((), record, show, now=now, is_import=True, source=source)
    listing = listing_of(seen.sightings, url=record.url, seen_at=now, source=source)
    listing = replace(listing, is_followed=False)
    return Catalogue([show], {show.id: tuple(seen.claims)}, {show.id: listing}), listing


def _doubted(sightings: Sequence[Sighting]) -> Iterator[tuple[int, PartialDate]]:
    """Yield the days of seasons that the record itself contradicts, so that none is held."""
    for one in sightings:
        if one.seen is Seen.PREMIERE and not one.value and isinstance(one.season, int):
            date = date_seen(one.pending or "")
            if date is not None:
                yield one.season, day_of(date)


def _values(sighting: Sighting) -> Iterator[ListedValue]:
    for kind, value in _kinds(sighting):
        yield ListedValue(
            season=sighting.season,
            kind=kind,
            value=value,
            first_seen=sighting.first_seen,
            last_seen=sighting.last_seen,
            missing_since=sighting.missing_since,
            is_wavering=sighting.pending is not None,
        )


def _kinds(sighting: Sighting) -> Iterator[tuple[Kind, Value]]:
    match sighting.seen:
        case Seen.PREMIERE:
            date = date_seen(sighting.value)
            if date is not None:
                yield Kind.RELEASE_DATE, day_of(date)
                if date.moment is not None:
                    yield Kind.RELEASE_TIME, date
        case Seen.EPISODES:
            if sighting.value.isdigit():
                yield Kind.EPISODE_COUNT, int(sighting.value)
        case Seen.EXISTS | Seen.STATUS:
            return
