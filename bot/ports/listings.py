"""Listings of shows: where any show is found by name, what is followed there, and what was seen."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from content.facts.claims import Claim, Show, ShowId
from content.facts.proposals import Proposal
from content.listings.halting import ChangedBy
from content.listings.records import ListedShow, ListingId, ScheduledEpisode
from content.listings.sightings import Sighting


class Directory(Protocol):
    """Where a show is found by its name, while a person waits."""

    @property
    def name(self) -> str:
        """The source's name, such as ``tvmaze``."""
        ...

    async def search(self, typed: str) -> Sequence[ListedShow]:
        """Return the shows that may be called *typed*, likeliest first, at most ten.

        Their seasons were not asked for. What was found within the hour is found again in memory.

        Raises:
            SourceUnavailableError: it cannot be reached, or has no room for a call; say so.
        """
        ...

    def remembered(self, typed: str) -> Sequence[ListedShow] | None:
        """Return what `search` would, from memory alone; None: it is not there."""
        ...

    async def show(self, listing: ListingId) -> ListedShow | None:
        """Return a show with its seasons; None: there is none of that number any more.

        A show that was merged into another is returned as that one, with its number.

        Raises:
            SourceUnavailableError: it cannot be reached, or has no room for a call; say so.
        """
        ...


class Listings(Protocol):
    """One source of listings, as it is asked again and again; nobody waits for it."""

    @property
    def name(self) -> str:
        """The source's name, under which its claims are recorded; fixed for ever."""
        ...

    async def show(self, listing: ListingId) -> ListedShow | None:
        """Return a show with its seasons, as `Directory.show` does, after all people who wait.

        Raises:
            SourceUnavailableError: it cannot be reached, refuses, or says what makes no sense.
        """
        ...

    async def updated(self, within: timedelta) -> Mapping[ListingId, datetime]:
        """Return when each show of which anything changed *within* that time was changed last.

        It may name a change that `show` does not show yet.

        Raises:
            SourceUnavailableError: see `show`.
        """
        ...

    def schedule(self) -> AsyncIterator[ScheduledEpisode]:
        """Return every episode that is to come, of all shows, one by one.

        Raises:
            SourceUnavailableError: see `show`; also in the middle, and then nothing follows from
                what did not come.
        """
        ...


class CallBudget(Protocol):
    """How many calls a source is still asked, by all processes of this installation together."""

    async def take(self, source: str, *, now: datetime, for_people: bool) -> timedelta:
        """Take one call to *source*, or say how long to wait before trying to take it again.

        Zero: it is taken, and may be made at once. Some are kept for people who wait.
        """
        ...

    async def pause(self, source: str, *, until: datetime) -> None:
        """Let nobody call *source* before then: it asked for that."""
        ...

    async def made(self, source: str, *, now: datetime) -> "CallsMade":
        """Return how many calls to *source* were taken."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsMade:
    """How many calls a source was asked, by all processes together."""

    today: int
    """On this UTC day."""
    ever: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A show that is followed in a listing, with all that was taken in of it."""

    show: Show
    source: str
    """The name of the listing's source."""
    listing: ListingId
    url: str
    """The record's page."""
    year: int | None = None
    """The year in which it began, for its id where another show has that; None: not known."""
    introduces: bool = True
    """Whether it is known from the listing alone; False: a show file introduces it."""
    claims: tuple[Claim, ...] = ()
    """All that was claimed because of the listing, oldest first."""
    sightings: tuple[Sighting, ...] = ()
    seen_at: datetime | None = None
    """When the record was read last, aware; None: never."""
    updated: datetime | None = None
    """The record's own `updated`, when it was read last."""
    listed: datetime | None = None
    """The latest `updated` that the list of changes gave."""
    due_at: datetime
    """When it is to be read next."""
    gone_since: datetime | None = None
    """Since when there is no such record any more."""
    followed_at: datetime
    followed_by: str = ""
    """`PlatformTraits.identity` of whoever followed it first; empty: the operator."""
    community: str = ""
    """``platform:workspace`` of where that was; empty: at the command line."""
    kept: bool = False
    """Whether the operator follows it, be it that nobody subscribes."""


class Following(StrEnum):
    """What came of following a show."""

    NEW = "new"
    KNOWN = "known"
    """It was followed already; whoever asked, it is one show."""
    TOO_MANY_TODAY = "too-many-today"
    """That community has followed as many new shows as it may in a day."""
    TOO_MANY = "too-many"
    """That community has followed as many new shows as it may."""


MOST_A_DAY = 50
"""New shows that a community may follow in 24 hours."""
MOST = 200
"""New shows that a community may follow in all, as long as it still subscribes to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source stands; what is in it outlives a restart."""

    source: str
    asked_at: datetime | None = None
    """When it was asked last, aware; None: never."""
    good_at: datetime | None = None
    """When it answered well last."""
    failing_since: datetime | None = None
    """Since when no answer has been good; None: the last one was."""
    failures: int = 0
    """Answers in a row that were not good."""
    reason: str | None = None
    """Why the last answer was not good, in words for an operator."""
    paused_until: datetime | None = None
    """Until when it asked not to be asked."""
    changes_at: datetime | None = None
    """When its list of changes was read last."""
    schedule_at: datetime | None = None
    """When its schedule was read whole last."""
    halted_since: datetime | None = None
    """Since when nothing is taken in, since too much changed at once or its shape did."""
    halted_because: str | None = None
    """Why that is, and what to do, in words for an operator."""
    is_misshapen: bool = False
    """Whether that is since its shape changed, and not since too much did."""
    unreadable: frozenset[ListingId] = frozenset()
    """The records that had not the shape they should have, since one had it."""
    changed: ChangedBy = ()
    """How many values were others or gone, of late."""
    accepted_until: datetime | None = None
    """Until when everything is taken in, however much it is; the operator said so."""
    claims: int = 0
    """How many claims were made because of it in all."""
    told: frozenset[str] = frozenset()
    """Of what the editors were told, and have not been told that it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchCounts:
    """How much of a source is watched: what the operator keeps or anybody subscribes to."""

    followed: int
    due: int
    """Of these, how many are to be read by now."""
    next_at: datetime | None
    """When the next of the others is to be read; None: there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """How a source stands, all processes together."""

    state: SourceState
    counts: WatchCounts
    calls: CallsMade


class Watchlist(Protocol):
    """The shows that are followed in listings, and how far each was read.

    Of people it holds who followed a show first, and where (`Followed.followed_by`, `community`).
    """

    async def follow(self, followed: Followed, *, now: datetime) -> tuple[Following, ShowId]:
        """Follow a show, and return what came of it, with the id under which it is known.

        The id of *followed* is a wish: where another show has it, its year is added, and where
        that is taken too, the listing's number; its claims then are about that id, and named for
        it. A show file's id is none (`Followed.introduces`): that show is followed in one record.
        Ids of show files are known here once `notice` saw them; whoever makes the wish knows more.

        A record is followed once, whoever asks; where the operator does, it is kept from then on.
        The limits count new shows alone, and none of the operator's.

        Raises:
            StorageError: nothing was stored.
        """
        ...

    async def unfollow(self, show: ShowId) -> bool:
        """Let the operator follow it no more; return whether he did.

        It is still read as long as anybody subscribes to it; its claims are kept.
        """
        ...

    async def known(self, source: str, listing: ListingId) -> ShowId | None:
        """Return the show that a record is followed as; None: it is not."""
        ...

    async def every(self, source: str) -> Sequence[Followed]:
        """Return all that was ever followed, by name, without claims and sightings."""
        ...

    async def followed(self, show: ShowId) -> Followed | None:
        """Return what is held of one show; None: it is followed in no listing."""
        ...

    async def due(self, source: str, *, now: datetime, limit: int) -> Sequence[Followed]:
        """Return those that are to be read by *now*, longest due first.

        Only what the operator keeps or anybody subscribes to, reminders included, is due.
        """
        ...

    async def next_due(self, source: str) -> datetime | None:
        """Return when the first that anybody wants is to be read, be it past; None: none is."""
        ...

    async def counts(self, source: str, *, now: datetime) -> WatchCounts:
        """Return how much is followed that anybody wants, and how much of it is due."""
        ...

    async def hasten(self, source: str, *, now: datetime) -> int:
        """Let all be due *now* that anybody wants and that is not; return how many that are."""
        ...

    async def mark_changed(
        self, source: str, changed: Mapping[ListingId, datetime], *, now: datetime
    ) -> int:
        """Hold what the list of changes says, and let those be due whose record is older.

        Returns how many are due because of it.
        """
        ...

    async def store(
        self, after: Followed, *, new: Sequence[Claim] = (), proposals: Sequence[Proposal] = ()
    ) -> bool:
        """Store what was read of a show: claims, sightings, proposals and when it is due again.

        One transaction. False: it was followed no more, or read by another process meanwhile
        (its `seen_at` is later), and nothing was stored.

        No claim that is held is ever lost by it, nor what the list of changes gave meanwhile; who
        follows it stays as it is.
        """
        ...

    async def sightings(self, source: str) -> int:
        """Return how many sightings are held of *source*."""
        ...

    async def state(self, source: str) -> SourceState:
        """Return how *source* stands; one that was never asked, as such."""
        ...

    async def set_state(self, state: SourceState) -> None:
        """Hold how a source stands."""
        ...
