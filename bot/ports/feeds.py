"""Feeds of news: which are read, how far, and what was found in them that nobody took yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from content.articles.feed import Feed, FeedAnswer, FeedTrouble
from content.articles.fetch_allowance import FetchLimits, GrantedFetches
from content.articles.identity import ItemKeys
from content.articles.items import ItemId, NewsItem, RawItem

MOST_FEEDS: Final = 1_000
"""Feeds that are read at a time; who wants another takes one away."""
KEPT: Final = timedelta(days=180)
"""For so long an item stays known that no feed has any more."""
USUAL_LIMITS: Final = FetchLimits()


class Adding(StrEnum):
    """What came of adding a feed."""

    NEW = "new"
    KNOWN = "known"
    """It is read already; whoever asks, it is fetched once."""
    AGAIN = "again"
    """It was read once, or was paused; it goes on where it was left."""
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed behind an address that somebody named."""

    url: str
    title: str
    """What it, or the page that names it, calls it; may be empty."""


class FeedReader(Protocol):
    """The way to the servers of feeds."""

    async def read(self, feed: Feed, *, whole: bool, now: datetime) -> FeedAnswer:
        """Ask for *feed* once, following a few redirects; *whole*: without a validator.

        Whatever goes wrong is an answer too.
        """
        ...

    async def plain(self, items: Sequence[RawItem]) -> Sequence[str]:
        """Return the text of each as a person reads it, without what is struck out."""
        ...

    async def find(self, address: str) -> Sequence[FoundFeed]:
        """Return the feed at *address*; of a page, those that it names as its own; none: empty.

        Raises:
            SourceUnavailableError: it cannot be asked, or is no address to ask; say so.
        """
        ...


class Newsroom(Protocol):
    """Whoever makes something of what is new in the feeds."""

    async def take(self, items: Sequence[NewsItem]) -> None:
        """Store what becomes of *items*: headlines, proposals, or nothing.

        Nothing is lost: what was not settled afterwards is handed over again, after a crash too. So
        an item may come twice, with the same `id`, and must do nothing the second time: either
        what it makes is named for that id, or it settles the item in its own transaction.

        Raises:
            StorageError: nothing was stored; they come again.
        """
        ...

    async def hear_of(self, feed: Feed, trouble: FeedTrouble) -> None:
        """Tell the editors that *feed* is not read as it should be; `Feed.reason` says why."""
        ...


class Feeds(Protocol):
    """The feeds that are read, and their items.

    Of people it holds who added and who paused a feed.
    """

    async def name(self, urls: Collection[str], *, now: datetime) -> None:
        """Read these for the operator, and no other for him any more.

        What an editor added is read as before.
        """
        ...

    async def add(self, url: str, *, title: str, by: str, now: datetime) -> tuple[Adding, Feed]:
        """Read *url* from now on, and return what came of it.

        One address is one feed, whoever asks. Where there are too many, the feed that comes back is
        none that is read.
        """
        ...

    async def take_in(self, found: Sequence[FoundFeed], *, now: datetime) -> int | None:
        """Read these too, for the operator, and return how many were not read before.

        What is read already stays as it is, be it that it pauses. None: there would be too many,
        and nothing was changed.
        """
        ...

    async def remove(self, number: int, *, by: str, now: datetime) -> bool:
        """Read it no more, whoever added it; False: it is not read, or the operator names it.

        Its items stay known, so that none is news where it is added again.
        """
        ...

    async def pause(self, number: int, *, by: str, now: datetime) -> bool:
        """Ask it no more until somebody lets it go on; False: it is not read, or pauses already."""
        ...

    async def resume(self, number: int, *, by: str, now: datetime) -> bool:
        """Ask it again, now; False: it does not pause."""
        ...

    async def every(self) -> Sequence[Feed]:
        """Return all that are read, in the order in which they were added."""
        ...

    async def due(self, *, now: datetime, limit: int) -> Sequence[Feed]:
        """Return those that are to be asked by *now*, longest due first."""
        ...

    async def hasten_all(self, *, now: datetime) -> int:
        """Let all be due *now* that are not and do not pause; return how many that are.

        How often a host may be asked is kept to all the same.
        """
        ...

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        """Return which of these keys of items were seen in any feed."""
        ...

    async def store(
        self, after: Feed, *, seen: Sequence[ItemKeys] = (), new: Sequence[NewsItem] = ()
    ) -> bool:
        """Store how a feed stands, what was seen in it, and what of that is *new*, all or nothing.

        False: somebody changed the feed meanwhile (its `revision`), and nothing was stored. What
        another feed brought first is not new. A feed that moved to where another one is pauses.

        When a document was read, items that its feed has not had for `KEPT` are forgotten; what a
        feed still has stays known, however seldom it changes.
        """
        ...

    async def store_all(self, after: Sequence[Feed]) -> None:
        """Store how these stand, in which nothing was seen and whose addresses are as before.

        Of what somebody changed meanwhile nothing is stored.
        """
        ...

    async def take_fetches(
        self, wished: Mapping[str, int], *, now: datetime, limits: FetchLimits = USUAL_LIMITS
    ) -> Mapping[str, GrantedFetches]:
        """Take as many fetches of each host as are *wished*, or as many as there is room for."""
        ...

    async def pause_host(self, host: str, *, until: datetime, why: str) -> None:
        """Let nobody ask *host* before then; an earlier moment shortens no pause."""
        ...

    async def waiting(self, *, limit: int) -> Sequence[NewsItem]:
        """Return the oldest of what is new and not settled."""
        ...

    async def settle(self, items: Collection[ItemId], *, now: datetime) -> int:
        """Hold that these were taken, and return how many were not before.

        What was taken longer ago than `KEPT` goes at the same moment.
        """
        ...
