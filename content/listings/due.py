"""When a show's record is to be read next.

The list of changes makes a show due at once; this is what else does, so that what the list leaves
out is found, and a day that is near is never held by an old answer.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from content.listings.listed_dates import is_premiere_soon
from content.listings.looks import CACHE_LIFE
from content.listings.records import ListedShow, ListedStatus, ListingId
from content.listings.sightings import Seen, Sighting

_SOON: Final = timedelta(days=3)
_NEAR: Final = timedelta(hours=3)
_WAITING: Final = timedelta(hours=12)
"""For a value that has stood the hour, and waits for something else."""
_GONE: Final = timedelta(days=7)
_SWEEP: Final = timedelta(days=70)
_SWEEP_ENDED: Final = timedelta(days=210)
"""10,000 shows that all run make 143 calls a day, which leaves room for what changed."""
_CATCHING_UP: Final = timedelta(minutes=4)
"""What answers meanwhile is the cache, which costs them nothing."""
_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)


def next_look(
    listing: ListingId, record: ListedShow | None, sightings: Sequence[Sighting], now: datetime
) -> datetime:
    """Return when a *record* is to be read again, that was read *now*; None: it is gone.

    Shows that were read together are read again one by one, always at the same part of a period.
    """
    waits = [one.pending_since for one in sightings if one.pending_since is not None]
    soonest = min((since + CACHE_LIFE for since in waits if since + CACHE_LIFE > now), default=None)
    if soonest is not None:
        return soonest
    if record is None:
        return _in_turn(listing, now, _GONE)
    if any(_is_near(one, now) for one in sightings):
        return now + _NEAR + _share(listing) * timedelta(minutes=10)
    if waits:
        return _in_turn(listing, now, _WAITING)
    is_over = record.status is ListedStatus.ENDED
    return _in_turn(listing, now, _SWEEP_ENDED if is_over else _SWEEP)


def until_caught_up(listed: datetime, now: datetime) -> timedelta:
    """Return how long to wait where a record is older than its *listed* change.

    It may be for as long as an answer is kept; what lasts longer is looked at ever more seldom.
    """
    lasts: timedelta = now - listed
    return _CATCHING_UP if lasts <= CACHE_LIFE else lasts / 4


def _is_near(sighting: Sighting, now: datetime) -> bool:
    return sighting.seen is Seen.PREMIERE and any(
        is_premiere_soon(value, now.date(), _SOON)
        for value in (sighting.value, sighting.pending)
        if value
    )


def _in_turn(listing: ListingId, now: datetime, period: timedelta) -> datetime:
    """Return the moment of the show's own in a *period*, half of one away at least."""
    begun = (now + period / 2 - _EPOCH) // period
    moment = _EPOCH + begun * period + _share(listing) * period
    return moment if moment >= now + period / 2 else moment + period


def _share(listing: ListingId) -> float:
    """Return where in a period a show is, from 0 to 1, the same at any time."""
    digest = hashlib.sha256(listing.encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48
