"""Feeds as they are read by what runs: nothing is loaded or opened before one is asked for."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.ports.feeds import FoundFeed
from content.articles.feed import Feed, FeedAnswer
from content.articles.items import RawItem

if TYPE_CHECKING:
    from adapters.sources.feeds.reader import WebFeedReader
    from adapters.sources.web.fetcher import Fetcher


class OpenedFeeds:
    """The port `FeedReader` over one guarded fetcher for all of a process.

    Loading what fetches and reads feeds takes a while, which nobody who reads none pays.
    """

    def __init__(self, *, private_hosts: Collection[str], contact: str | None) -> None:
        self._private_hosts = private_hosts
        self._contact = contact
        self._fetcher: Fetcher | None = None
        self._reader: WebFeedReader | None = None

    async def read(self, feed: Feed, *, whole: bool, now: datetime) -> FeedAnswer:
        """Ask for it once, as `FeedReader` says."""
        return await (await self._opened()).read(feed, whole=whole, now=now)

    async def plain(self, items: Sequence[RawItem]) -> Sequence[str]:
        """Return the text of each, as `FeedReader` says."""
        return await (await self._opened()).plain(items) if items else []

    async def find(self, address: str) -> Sequence[FoundFeed]:
        """Return the feeds there, as `FeedReader` says."""
        return await (await self._opened()).find(address)

    async def fetcher(self) -> "Fetcher":
        """Return the fetcher of this process, for what feeds lead to."""
        await self._opened()
        if self._fetcher is None:  # it is opened with the reader
            raise RuntimeError("the reader of feeds has no fetcher")
        return self._fetcher

    async def close(self) -> None:
        """Ask nothing more, and close every connection, where there is one."""
        if self._reader is not None:
            self._reader.close()
        if self._fetcher is not None:
            await self._fetcher.close()

    async def _opened(self) -> "WebFeedReader":
        if self._reader is None:
            await asyncio.to_thread(_load)
        if self._reader is None:  # nobody else was quicker meanwhile
            from adapters.sources.feeds.reader import WebFeedReader  # noqa: PLC0415  costly
            from adapters.sources.web.fetcher import Fetcher  # noqa: PLC0415  costly

            self._fetcher = Fetcher(contact=self._contact, private_hosts=self._private_hosts)
            self._reader = WebFeedReader(self._fetcher)
        return self._reader


def _load() -> None:
    """Load what is costly beside the loop, before it is needed there."""
    import adapters.sources.feeds.reader  # noqa: PLC0415, F401
