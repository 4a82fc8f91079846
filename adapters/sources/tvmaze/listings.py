"""What is listed of followed shows, asked again and again; nobody waits for it."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import Final

import structlog

from adapters.sources.tvmaze.client import NAME, TvmazeClient
from adapters.sources.tvmaze.records import OddRecordError, listed_changes, scheduled_episode
from adapters.sources.tvmaze.taking_in import record_of, senseless
from bot.ports.journal import Clock
from content.listings.records import ListedShow, ListingId, ScheduledEpisode

log = structlog.get_logger()

_AHEAD: Final = timedelta(days=1)
"""How far a change may be in the future; one that is further would never be caught up with."""
_MOST_REFUSED: Final = 20
_REFUSED_SHARE: Final = 0.05
_SHOWN: Final = 5


class TvmazeListings:
    """The `Listings` of TVmaze; every answer may be an hour old."""

    name: Final = NAME

    def __init__(self, client: TvmazeClient, *, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    async def show(self, listing: ListingId) -> ListedShow | None:
        """Return a show with its seasons, as `Listings` says."""
        return record_of(await self._client.show(listing, for_people=False))

    async def updated(self, within: timedelta) -> Mapping[ListingId, datetime]:
        """Return when each show was changed last, of the last day, week or month, or of all time.

        The shortest of these that is not shorter than *within*.
        """
        answer = await self._client.updates(within)
        try:
            changes = listed_changes(answer)
        except OddRecordError as error:
            raise senseless("what has changed", error) from error
        latest = self._clock.now() + _AHEAD
        return {listing: moment for listing, moment in changes.items() if moment <= latest}

    async def schedule(self) -> AsyncGenerator[ScheduledEpisode]:
        """Yield every episode that is to come, as `Listings` says, as they are read.

        Until it is exhausted or closed, TVmaze is asked nothing else: read it fast, and close it
        (`contextlib.aclosing`) where you leave early.
        """
        read, refused, odd = 0, 0, list[str]()
        async with aclosing(self._client.schedule()) as rows:
            async for row in rows:
                oddities: list[str] = []
                try:
                    scheduled = scheduled_episode(row, oddities)
                except OddRecordError as error:
                    refused += 1
                    oddities.append(str(error))
                else:
                    read += 1
                    yield scheduled
                odd += oddities[: _SHOWN - len(odd)]
        if odd:
            log.warning("listing_odd", source=NAME, odd=odd, count=refused)
        if refused and (not read or refused > max(_MOST_REFUSED, _REFUSED_SHARE * read)):
            raise senseless("all that is to come", OddRecordError(odd[0]))
