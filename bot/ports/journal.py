"""What time it is, what was learnt by then, and what was queued because of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final, Protocol

from content.announcements.broadcast import Broadcast
from content.facts.claims import Claim, ShowId, Subject


class Clock(Protocol):
    """The only thing that knows what time it is."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC; it never goes back."""
        ...

    def seconds_within(self, wall_s: float) -> float:
        """Return how many of its own seconds pass in *wall_s* seconds on the wall."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What the journal held when it was opened."""

    claims: tuple[Claim, ...]
    """Every claim recorded, in its latest revision, with its `recorded_at` and its `origin`.

    Those about the shows of *weighed* are not among them: `Journal.recorded` has them.
    """
    shows: frozenset[ShowId]
    """Every show ever seen."""
    weighed: Mapping[ShowId, str] = field(default_factory=dict)
    """The fingerprint of the packed claims that each show had when it was weighed last."""
    noticed_until: datetime | None
    """Up to when claims were weighed for news; None: never."""
    counted_until: datetime | None
    """Up to when countdown steps were weighed; None: never."""
    aired_until: datetime | None = None
    """Up to when episodes were weighed; None: never."""


NOTHING_WEIGHED: Final[Mapping[ShowId, str]] = MappingProxyType({})


class Journal(Protocol):
    """What we knew when we last looked, and what is queued because of it."""

    async def open(self) -> Learnt:
        """Return all that was learnt so far."""
        ...

    async def recorded(self, shows: Iterable[ShowId]) -> Mapping[ShowId, tuple[Claim, ...]]:
        """Return every claim recorded about each of *shows*, as in `Learnt`; none: no entry."""
        ...

    async def record(
        self,
        *,
        claims: Iterable[Claim],
        shows: Iterable[ShowId],
        broadcasts: Iterable[Broadcast],
        void: Iterable[Subject],
        noticed_from: datetime | None,
        noticed_until: datetime,
        weighed: Mapping[ShowId, str] = NOTHING_WEIGHED,
    ) -> bool:
        """Store *claims*, *shows* and *broadcasts*, and move the mark, in one short transaction.

        Of a show in *weighed*, by the fingerprint of its packed claims, nothing is learnt when the
        journal is opened.

        Countdown deliveries about *void* that were not sent yet are void. Deliveries are made for
        the subscriptions of this moment, one a destination, however many of its subscriptions
        match: the one for the show itself decides how it is told. What comes in quiet hours waits
        for their end, what is wanted in a digest is held for it, what is paused is written down
        as such. An announcement recorded before is not queued again.

        The first destinations are queued at once, the others by `fan_out`. Until that comes to
        them their subscriptions may change: it is told as it was wanted at this moment, unless it
        is not wanted any more.

        Where an announcement corrects earlier ones, those that were not sent yet are void, and
        the messages of the others are queued to be edited. False: another process moved the mark
        from *noticed_from* first, and nothing was stored.
        """
        ...

    async def count(
        self,
        *,
        broadcasts: Iterable[Broadcast],
        counted_from: datetime | None,
        counted_until: datetime,
    ) -> bool:
        """Queue countdown *broadcasts* and move the countdown mark, in one transaction.

        The same promises as `record`.
        """
        ...

    async def air(
        self,
        *,
        broadcasts: Iterable[Broadcast],
        aired_from: datetime | None,
        aired_until: datetime,
    ) -> bool:
        """Queue *broadcasts* of episodes and move their mark, in one transaction.

        The same promises as `record`. One that corrects others is told to nobody: it only stands
        in the messages of those.
        """
        ...

    async def fan_out(self, *, now: datetime) -> bool:
        """Queue for the next destinations what was recorded; return whether any are left.

        A batch is stored as a whole or not at all, and any process may go on with the next one.
        False also while another process is queueing one.

        Raises:
            StorageError: nothing of this batch was stored; what was queued before stays.
        """
        ...

    async def latest(self, *, limit: int) -> Sequence[Broadcast]:
        """Return what was last told to whoever wanted it, newest first, digests apart."""
        ...
