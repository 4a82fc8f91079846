"""TVmaze as it is used by what runs: nothing is loaded or opened before something is asked."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.ports.journal import Clock
from bot.ports.listings import CallBudget
from content.listings.publishers import TVMAZE
from content.listings.records import ListedShow, ListingId, ScheduledEpisode

if TYPE_CHECKING:
    from adapters.sources.tvmaze.client import TvmazeClient
    from adapters.sources.tvmaze.directory import TvmazeDirectory
    from adapters.sources.tvmaze.listings import TvmazeListings
    from adapters.sources.web.fetcher import Fetcher


class Tvmaze:
    """One client of TVmaze for all of a process, and the ports over it.

    It is the port `Listings` itself, and has a `Directory`. Loading what fetches takes a tenth of
    a second, which nobody who follows nothing pays.
    """

    name: Final = TVMAZE

    def __init__(
        self,
        *,
        api_base: str,
        private_hosts: Collection[str],
        contact: str | None,
        budget: CallBudget,
        clock: Clock,
    ) -> None:
        self._api_base = api_base
        self._private_hosts = private_hosts
        self._contact = contact
        self._budget = budget
        self._clock = clock
        self._fetcher: Fetcher | None = None
        self._client: TvmazeClient | None = None
        self._listings: TvmazeListings | None = None
        self._directory: TvmazeDirectory | None = None

    def directory(self) -> "TvmazeDirectory":
        """Return the port `Directory` over the same client."""
        if self._directory is None:
            from adapters.sources.tvmaze.directory import TvmazeDirectory  # noqa: PLC0415  costly

            self._directory = TvmazeDirectory(self._made(), clock=self._clock)
        return self._directory

    async def close(self) -> None:
        """Ask nothing more, and close the connection, where there is one."""
        if self._directory is not None:
            await self._directory.stop()
        if self._fetcher is not None:
            await self._fetcher.close()

    async def show(self, listing: ListingId) -> ListedShow | None:
        """Return a show with its seasons, as `Listings` says."""
        return await (await self._opened()).show(listing)

    async def updated(self, within: timedelta) -> Mapping[ListingId, datetime]:
        """Return when each show was changed last, as `Listings` says."""
        return await (await self._opened()).updated(within)

    async def schedule(self) -> AsyncGenerator[ScheduledEpisode]:
        """Yield every episode that is to come, as `Listings` says."""
        async for one in (await self._opened()).schedule():
            yield one

    async def _opened(self) -> "TvmazeListings":
        if self._listings is None:
            await asyncio.to_thread(_load)
            from adapters.sources.tvmaze.listings import TvmazeListings  # noqa: PLC0415  costly

            self._listings = TvmazeListings(self._made(), clock=self._clock)
        return self._listings

    def _made(self) -> "TvmazeClient":
        if self._client is None:
            from adapters.sources.tvmaze.client import TvmazeClient  # noqa: PLC0415  costly
            from adapters.sources.web.fetcher import Fetcher  # noqa: PLC0415  costly

            self._fetcher = Fetcher(contact=self._contact, private_hosts=self._private_hosts)
            self._client = TvmazeClient(
                self._fetcher, api_base=self._api_base, budget=self._budget, clock=self._clock
            )
        return self._client


def _load() -> None:
    """Load what is costly beside the loop, before it is needed there."""
    import adapters.sources.tvmaze.listings  # noqa: PLC0415, F401
