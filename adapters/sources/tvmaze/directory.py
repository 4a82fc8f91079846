"""Any show by its name, while a person waits."""

import asyncio
import unicodedata
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Final, Generic, TypeVar

import structlog

from adapters.sources.tvmaze.client import NAME, TvmazeClient
from adapters.sources.tvmaze.memory import Memory
from adapters.sources.tvmaze.records import OddRecordError, all_readable, listed_show, visible_name
from adapters.sources.tvmaze.taking_in import record_of, senseless
from bot.ports.journal import Clock
from content.listings.records import ListedShow, ListingId

log = structlog.get_logger()

_MOST_HITS: Final = 10
_LONGEST_TYPED: Final = 250
"""Longer than any show's name; what is behind it finds nothing."""
_SEARCHES: Final = 1_000
_SHOWS: Final = 500
"""What is remembered at most: some 20 kB a search, and as much a show with many seasons."""

_T = TypeVar("_T")


class TvmazeDirectory:
    """The `Directory` of TVmaze; for an hour it remembers what it found, be it nothing."""

    name: Final = NAME

    def __init__(
        self, client: TvmazeClient, *, clock: Clock, most_searches: int = _SEARCHES
    ) -> None:
        """Remember no more than *most_searches*; the oldest goes first."""
        self._client = client
        self._clock = clock
        self._searches: Memory[Sequence[ListedShow]] = Memory(most_searches)
        self._shows: Memory[ListedShow | None] = Memory(_SHOWS)
        self._searching: _AtOnce[Sequence[ListedShow]] = _AtOnce()
        self._looking: _AtOnce[ListedShow | None] = _AtOnce()

    async def search(self, typed: str) -> Sequence[ListedShow]:
        """Return the shows that may be called *typed*, as `Directory` says."""
        words = visible_name(typed, _LONGEST_TYPED)
        found = self.remembered(typed)
        if found is not None:
            return found
        return await self._searching.do(_folded(words), partial(self._search, words))

    def remembered(self, typed: str) -> Sequence[ListedShow] | None:
        """Return what `search` would, from memory alone; what is no name finds nothing."""
        key = _folded(visible_name(typed, _LONGEST_TYPED))
        if not key:
            return ()
        found = self._searches.get(key, now=self._clock.now())
        return found[0] if found else None

    async def show(self, listing: ListingId) -> ListedShow | None:
        """Return a show with its seasons, as `Directory` says; it may be an hour old."""
        found = self._shows.get(listing, now=self._clock.now())
        return found[0] if found else await self._looking.do(listing, partial(self._show, listing))

    async def stop(self) -> None:
        """Ask nothing more; whoever waits is not answered."""
        await self._searching.stop()
        await self._looking.stop()

    async def _search(self, words: str) -> Sequence[ListedShow]:
        odd: list[str] = []
        answer = await self._client.search(words)
        try:
            shows = all_readable(answer, _found_show, odd, "the shows that were found")
        except OddRecordError as error:
            raise senseless("a search", error) from error
        if odd:
            log.warning("listing_odd", source=NAME, odd=odd[:5], count=len(odd))
        found = tuple({one.listing: one for one in shows}.values())[:_MOST_HITS]
        self._searches.put(_folded(words), found, now=self._clock.now())
        return found

    async def _show(self, listing: ListingId) -> ListedShow | None:
        show = record_of(await self._client.show(listing, for_people=True))
        now = self._clock.now()
        self._shows.put(listing, show, now=now)
        if show is not None:
            self._shows.put(show.listing, show, now=now)
        return show


class _AtOnce(Generic[_T]):
    """One doing for all who want the same at the same time."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Task[_T]] = {}

    async def do(self, what: str, make: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Return what comes of *what*; whoever gives up takes it from nobody else."""
        task = self._under_way.get(what)
        if task is None:
            task = self._under_way[what] = asyncio.create_task(make())
            task.add_done_callback(partial(self._done, what))
        return await asyncio.shield(task)

    async def stop(self) -> None:
        """Give up what is under way."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, what: str, task: asyncio.Task[_T]) -> None:
        del self._under_way[what]
        if not task.cancelled():
            task.exception()  # seen, be it that nobody waits for it any more


def _found_show(row: Any, odd: list[str]) -> ListedShow:
    if not isinstance(row, dict):
        raise OddRecordError("a hit is no object")
    return listed_show(row.get("show"), odd, has_seasons=False)


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
