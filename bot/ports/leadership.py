"""What several processes share out among themselves, and what is measured of their work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Outcome


class Role(StrEnum):
    """Something that one process at a time does, of all that share a database."""

    TICKS = "ticks"
    """Noticing, counting and gathering."""
    DISCORD_ANSWERS = "discord-answers"
    """Two connections to Discord's gateway would both hear, and answer, every question."""
    DISCORD_SENDS = "discord-sends"
    """Discord limits what one token may send, whichever process sends it."""
    SLACK_SENDS = "slack-sends"


class Leadership(Protocol):
    """Whose turn it is."""

    def want(self, *turns: Role) -> None:
        """Try for *turns* from now on: at once, and again whenever they are lost."""
        ...

    def has(self, turn: Role) -> bool:
        """Return whether it is this process's turn at this very moment.

        It asks nobody, so that it can be asked before every single send. A process that was
        paused finds that its turn is over before anybody else's begins, and whoever had the turn
        before has been silent for more than a second when another's begins.
        """
        ...


class WakeUp(Protocol):
    """Rung when something is queued, by whichever process."""

    async def wait(self, timeout_s: float) -> bool:
        """Return whether it rang since the last call, at the latest after *timeout_s*.

        It may fail to ring, and may ring for nothing: it saves waiting, and nothing depends on it.
        """
        ...


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


class BacklogReader(Protocol):
    """What can be seen of the work from outside."""

    async def look(self, *, now: datetime) -> Backlog:
        """Return how it stands.

        Raises:
            StorageError: the database cannot be reached.
        """
        ...


class Meter(Protocol):
    """Counts what is done; nothing that it is told decides anything."""

    def told(self, platform: Platform, outcome: Outcome, *, seconds: float) -> None:
        """Count a try to tell something, which took so many seconds on the wall."""
        ...

    def ticked(self, job: str, *, lag_s: float, seconds: float, is_well: bool) -> None:
        """Count a run of *job*, begun *lag_s* later than it should have been."""
        ...
