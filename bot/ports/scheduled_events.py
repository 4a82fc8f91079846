"""Events in servers' own calendars: which are wanted and kept, and how a platform takes them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from content.announcements.scheduled_events import KeptEvent
from content.facts.claims import ShowId
from content.language.wording import Wording
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Outcome


class ScheduledEvents(Protocol):
    """What is wanted and kept of events; it outlives every run."""

    async def wishes(self, platform: Platform) -> Sequence[tuple[str, ShowId | None]]:
        """Return each server that wants events, with the show of whose premieres; None: of all.

        What is paused wants none.
        """
        ...

    async def every(self, platform: Platform) -> Sequence[KeptEvent]:
        """Return every event that is kept in mind."""
        ...

    async def troubles(self, platform: Platform, workspace: str) -> Sequence[KeptEvent]:
        """Return those of a server whose last try failed."""
        ...

    async def hurry(self, platform: Platform, workspace: str, *, now: datetime) -> None:
        """Have what failed in a server tried again now, since something changed there."""
        ...

    async def keep(self, event: KeptEvent) -> None:
        """Write down how it stands now, in the place of how it stood."""
        ...

    async def forget(self, event: KeptEvent) -> None:
        """Keep it in mind no more."""
        ...


class EventCalendar(Protocol):
    """The calendars of one platform's servers; nothing raises for what a platform can do."""

    @property
    def is_ours(self) -> bool:
        """Whether it is for this process to write there now."""
        ...

    def wording(self, workspace: str) -> Wording | None:
        """Return the language of a server, in which its events are; None: not known yet."""
        ...

    async def make(self, event: KeptEvent) -> Outcome:
        """Make it; Delivered has the platform's own id of it.

        Unknown: it may be there, and is looked for before it is made again.
        """
        ...

    async def find(self, event: KeptEvent) -> Outcome | None:
        """Look for it by its key; None: it certainly is not there."""
        ...

    async def edit(self, event: KeptEvent) -> Outcome:
        """Edit it to what it is now; safe to repeat. Rejected(MESSAGE): it was deleted there."""
        ...

    async def delete(self, event: KeptEvent) -> Outcome:
        """Delete it; safe to repeat. Rejected(MESSAGE): it was deleted before."""
        ...


@runtime_checkable
class HoldsEvents(Protocol):
    """A messenger of a platform whose servers have calendars."""

    @property
    def calendar(self) -> EventCalendar:
        """Those calendars."""
        ...


def calendar_of(messenger: object) -> EventCalendar | None:
    """Return the calendars of the platform that *messenger* sends to; None: it has none."""
    return messenger.calendar if isinstance(messenger, HoldsEvents) else None
