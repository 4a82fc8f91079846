"""A directory of shows in memory: what it was asked, and what keeps it from answering."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ports.errors import SourceUnavailableError
from content.listings.records import ListedShow, ListingId


class FakeDirectory:
    """The port `Directory`; it finds each show by any word of its name, and forgets nothing."""

    name = "tvmaze"

    def __init__(self, *shows: ListedShow) -> None:
        self.shows = {show.listing: show for show in shows}
        self.calls: list[str] = []
        self.fault: str | None = None
        self._searches: dict[str, Sequence[ListedShow]] = {}

    async def search(self, typed: str) -> Sequence[ListedShow]:
        found = self.remembered(typed)
        if found is None:
            self._call(f"search {typed}")
            words = set(typed.casefold().split())
            found = [
                replace(show, seasons=None)
                for show in self.shows.values()
                if not words.isdisjoint(show.name.casefold().split())
            ][:10]
            self._searches[typed] = found
        return found

    def remembered(self, typed: str) -> Sequence[ListedShow] | None:
        return self._searches.get(typed)

    async def show(self, listing: ListingId) -> ListedShow | None:
        self._call(f"show {listing}")
        return self.shows.get(listing)

    def _call(self, what: str) -> None:
        self.calls.append(what)
        if self.fault:
            raise SourceUnavailableError(self.fault)
