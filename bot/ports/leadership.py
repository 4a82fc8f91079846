"""What several processes share out among themselves, and what is measured of their work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, NewType, Protocol

from bot.ports.traits import PlatformTraits
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Outcome

Role = NewType("Role", str)
"""Something that one process at a time does, of all that share a database."""

TICKS: Final = Role("ticks")
"""Noticing, counting, gathering and pruning."""
SOURCES: Final = Role("sources")
"""Asking the sources of listings and of news, so that each is asked by one process."""


_NO_PARTS: Final[Mapping[Platform, str]] = MappingProxyType({})


def answers_on(traits: PlatformTraits, part: str = "") -> Role | None:
    """Return the role of listening to people there; None where every process may.

    *part* names those of them that one process listens to, where several share them out.
    """
    of_a_part = f"-{part}" if part else ""
    return Role(f"{traits.id}-answers{of_a_part}") if traits.one_answers else None


def sends_on(traits: PlatformTraits) -> Role | None:
    """Return the role of sending there; None where every process may."""
    return Role(f"{traits.id}-sends") if traits.one_sends else None


def roles_on(
    platforms: Iterable[PlatformTraits], parts: Mapping[Platform, str] = _NO_PARTS
) -> Sequence[Role]:
    """Return every role that there is on these *platforms*, those that are on none first.

    *parts* names the people that are listened to here, of platforms where processes share them out.
    """
    theirs = [
        role
        for traits in platforms
        for role in (answers_on(traits, parts.get(traits.id, "")), sends_on(traits))
    ]
    return [TICKS, SOURCES, *(role for role in theirs if role)]


class Leadership(Protocol):
    """Which roles are this process's."""

    def want(self, *roles: Role) -> None:
        """Try for *roles* from now on: at once, and again whenever they are lost."""
        ...

    def has(self, role: Role) -> bool:
        """Return whether *role* is this process's at this very moment.

        It asks nobody, so that it can be asked before every single send. A process that was
        paused finds that the role is lost before anybody else has it, and whoever had it before
        has been silent for more than a second when the next one begins.
        """
        ...


class WakeUp(Protocol):
    """Told when something is queued, by whichever process."""

    async def wait(self, timeout_s: float) -> bool:
        """Return whether something was queued since the last call, at the latest after *timeout_s*.

        It may be missed, and may be said for nothing: it saves waiting, and nothing depends on it.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Queueing:
    """What was recorded and is still being queued for whoever wants it."""

    announcements: int
    """How many there are; of very many only the first thousand are counted."""
    since: datetime
    """When the oldest of them was recorded."""
    reached: float
    """How far that one has come through all destinations, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How the work stands in the database, for all processes together."""

    oldest_due: Mapping[Platform, datetime]
    """Since when the longest waiting delivery of a platform could have been sent; none: absent."""
    open: Mapping[Platform, int]
    """How many deliveries are still to be made."""
    subscriptions: int
    suspended: Mapping[Platform, int]
    """How many destinations get nothing until the reason is gone."""
    queueing: Queueing | None = None
    """None where all that was recorded is queued."""


class BacklogReader(Protocol):
    """What can be seen of the work from outside."""

    async def read(self, platforms: Iterable[Platform], *, now: datetime) -> Backlog:
        """Return how it stands, exactly, at a cost that does not grow with how much there is.

        Raises:
            StorageError: the database cannot be reached.
        """
        ...


class Meter(Protocol):
    """Counts what is done; nothing that it is told decides anything."""

    def told(self, platform: Platform, outcome: Outcome, *, seconds: float) -> None:
        """Count a try to tell something, which took so many seconds on the wall."""
        ...

    def answered_plainly(self, platform: Platform) -> None:
        """Count an answer that was given in its text alone, its rendering having been refused."""
        ...

    def watch(self, name: str, what: str, count: Callable[[], int]) -> None:
        """Ask *count* whenever anybody wants to know *what* it counts; the last one of a name."""
        ...

    def ticked(self, job: str, *, lag_s: float, seconds: float, is_well: bool) -> None:
        """Count a run of *job*, begun *lag_s* later than it should have been."""
        ...
