"""What each destination wants to hear, and which ones are set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.commands.acts import Act
from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.matching import Hearers
from content.subscriptions.preferences import PreferencesPatch
from content.subscriptions.subscription import Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A destination that refused for good, and gets nothing until the reason is gone."""

    destination: Destination
    reason: str
    """In words for an admin."""
    since: datetime
    """When it first refused; a short recovery between two refusals does not count."""
    refused_at: datetime
    """When it refused last."""
    probes: int
    """How often it was looked at since then."""
    created_by: tuple[str, ...]
    """Whoever subscribed it: the platform's ids of persons."""
    cause: Cause = Cause.OTHER
    name: str | None = None
    """What the channel or thread is called; None: that was never known."""
    workspace_name: str | None = None
    """What its server or workspace is called."""


class Subscriptions(Protocol):
    """Who wants to hear what.

    What an admin does is kept as an *act* together with it, where anything changes; None: it is
    nobody's for whom others have to know.
    """

    async def subscribe(self, subscription: Subscription, *, act: Act | None = None) -> bool:
        """Store it; return False, changing nothing but its preferences, where it stood already.

        One destination has at most one subscription a show (and one for all shows). Whoever
        subscribes a suspended or paused destination again wants to hear from now on.
        """
        ...

    async def change(
        self,
        destination: Destination,
        show: ShowId | None,
        patch: PreferencesPatch,
        *,
        now: datetime,
        act: Act | None = None,
    ) -> int:
        """Change the one for *show*, or with None all of them; return how many there were.

        What was queued and is not wanted any more is void; what was held for a digest that is no
        longer wanted is told at once.
        """
        ...

    async def pause(
        self,
        destination: Destination,
        show: ShowId | None,
        *,
        now: datetime,
        act: Act | None = None,
    ) -> int:
        """Tell nothing of *show*, or with None of anything, from now on; return how many.

        Those that were paused already are not counted. What waits is not told later either.
        """
        ...

    async def resume(
        self, destination: Destination, show: ShowId | None, *, act: Act | None = None
    ) -> int:
        """Tell again what becomes news from now on; return how many had been paused."""
        ...

    async def unsubscribe(
        self, destination: Destination, show: ShowId | None, *, act: Act | None = None
    ) -> int:
        """Remove the one for *show*, or with None all of them; return how many there were.

        What was queued for them and not yet sent is void.
        """
        ...

    async def of(self, destination: Destination) -> Sequence[Subscription]:
        """Return what *destination* hears, in the order in which it subscribed."""
        ...

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, of all destinations."""
        ...

    async def hearing(self, show: ShowId, topic: Topic, stance: Stance) -> Hearers:
        """Return how many destinations hear news of *show* of that *topic* that is so sure.

        Paused ones do not. At most some thousand are looked at of those that hear of the show, and
        of those that hear of every show, so that it costs the same however many there are.
        """
        ...

    async def posting_hours(self) -> Sequence[tuple[str, int]]:
        """Return each (zone, hour) at which anybody wants a countdown, once."""
        ...

    async def episode_hours(self) -> Sequence[tuple[str, int]]:
        """Return each (zone, hour) at which anybody wants, or may want, to hear of episodes."""
        ...

    async def weekly_hours(self) -> Sequence[tuple[str, int]]:
        """Return each (zone, hour) at which anybody wants, or once wanted, a weekly digest."""
        ...

    async def suspension_of(self, destination: Destination) -> Suspension | None:
        """Return why *destination* gets nothing at present; None where it does."""
        ...

    async def suspended(
        self, platforms: Iterable[Platform], *, now: datetime, limit: int
    ) -> Sequence[Suspension]:
        """Return suspensions on *platforms* that are due to be looked at, longest due first.

        A new one is due at once, for its notice; then whenever `probed` said.
        """
        ...

    async def probed(
        self, suspension: Suspension, *, reason: str, again_at: datetime | None
    ) -> None:
        """Write down that it was looked at, and that it is due again at *again_at*.

        None: it is looked at no more, and comes back by `lift` alone, if ever.
        """
        ...

    async def lift(self, destination: Destination, *, now: datetime) -> None:
        """End its suspension; what it missed meanwhile and is still worth telling is told.

        That counts as a look, until something has arrived there.
        """
        ...
