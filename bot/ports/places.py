"""The places where something is told, as their platforms show them by themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.subscriptions import Suspension
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A channel or thread that something is subscribed for, or was suspended in."""

    destination: Destination
    suspension: Suspension | None
    name: str | None
    workspace_name: str | None
    mentions: tuple[str, ...] = ()
    """Whom its subscriptions mention: the platform's ids of roles or groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStanding:
    """How a place stands, as its platform shows it."""

    destination: Destination
    name: str | None = None
    """What the channel or thread is called; None: it does not show that."""
    workspace_name: str | None = None
    refused: Rejected | None = None
    """Why nothing can be told there; None: as far as it shows, everything can."""
    is_sure: bool = True
    """Whether *refused* was looked at at all; otherwise the place is left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLost:
    """A role that a place mentioned and that is gone."""

    destination: Destination
    name: str | None
    workspace_name: str | None
    created_by: tuple[str, ...]
    """Whoever subscribed it so."""


class Places(Protocol):
    """What is kept of places beside what they want to hear."""

    async def subscribed(self, platform: Platform, workspace: str) -> Sequence[KnownPlace]:
        """Return the places of a server or workspace; people are none."""
        ...

    async def everywhere(self, platform: Platform) -> Collection[str]:
        """Return each server or workspace of *platform* that has a place."""
        ...

    async def remember(self, standings: Sequence[PlaceStanding]) -> None:
        """Keep the names among *standings*, of those places that are known."""
        ...

    async def suspend(self, destination: Destination, refused: Rejected, *, now: datetime) -> None:
        """Tell nothing there from now on, as after a refusal; unknown places are left alone.

        One that is suspended for the same kind of trouble already stays as it is.
        """
        ...

    async def rename(self, destination: Destination, channel: str) -> None:
        """Know *destination* and its threads by another id of its channel from now on."""
        ...

    async def refuses_messages(self, person: Destination) -> bool:
        """Whether *person* took no direct message when one was last sent."""
        ...

    async def drop_mention(
        self, platform: Platform, workspace: str, mention: str
    ) -> Sequence[MentionLost]:
        """Mention *mention* nowhere in *workspace* any more; return the places that did."""
        ...
