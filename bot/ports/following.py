"""Which channels follow one of ours, and how the platform is asked for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.ports.publishing import Publisher
from content.announcements.announcement import AnnouncementId
from content.facts.claims import ShowId
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.following import Follow, Home, Published
from content.subscriptions.outcomes import Rejected, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeChannel:
    """A channel of ours that others follow."""

    destination: Destination
    show: ShowId | None
    """What is told there; None: every show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followable:
    """The channels of ours that others may follow, and who does."""

    home: Home
    follows: "Follows"


class Follows(Protocol):
    """Who follows what, as it was written down.

    As long as a follow may be there, what the followed channel tells is not sent to whoever
    follows it; and what was recorded and not yet published when a follow begins, or ends, comes
    in the one way or the other, never in both or in neither.
    """

    async def channels(self, home: Home) -> Sequence[HomeChannel]:
        """Return the channels that are kept in *home*."""
        ...

    async def keep_channel(self, home: Home, channel: HomeChannel, *, now: datetime) -> None:
        """Write down that there is *channel*, which hears its news from now on."""
        ...

    async def lose_channel(self, home: Home, channel: HomeChannel, *, now: datetime) -> None:
        """Write down that *channel* is no more: whoever followed it is sent everything again."""
        ...

    async def to_look_at(
        self,
        platform: Platform,
        home: Home | None,
        *,
        has_room: bool,
        now: datetime,
        limit: int,
    ) -> Sequence[Destination]:
        """Return up to *limit* channels that follow what they should not, or the other way.

        Unless *home* *has_room*, only shows count that have their channel by now.
        """
        ...

    async def of(self, destination: Destination) -> Sequence[Follow]:
        """Return what *destination* follows, or is to follow."""
        ...

    async def followers(self, home: Home, show: ShowId | None) -> int:
        """Return how many follow the channel of *show*."""
        ...

    async def begin(self, destination: Destination, to: HomeChannel, *, now: datetime) -> bool:
        """Write down that *destination* is going to follow, before the platform is asked.

        False: something that would come in both ways is being sent at this moment.
        """
        ...

    async def begin_end(self, follow: Follow, *, now: datetime) -> None:
        """Write down that it is going to be ended, before the platform is asked."""
        ...

    async def followed(self, follow: Follow, webhook: str, *, now: datetime) -> None:
        """Write down that it is there."""
        ...

    async def doubt(self, destination: Destination) -> None:
        """Write down that somebody may have ended what *destination* follows."""
        ...

    async def still(self, follow: Follow, reason: str, *, look_at: datetime) -> None:
        """Write down why it could not be begun or ended yet, and when that is tried again."""
        ...

    async def refused(
        self, follow: Follow, reason: str, *, look_at: datetime, now: datetime
    ) -> None:
        """Write down that it is not there, and why; everything is sent from now on."""
        ...

    async def ended(self, follow: Follow, *, now: datetime) -> None:
        """Write down that it is no more; everything that is wanted is sent from now on."""
        ...

    async def published(
        self, follow: Follow, news: Iterable[AnnouncementId]
    ) -> Mapping[AnnouncementId, Published]:
        """Return how each of *news* stands in the channel that is followed."""
        ...


class Follower(Publisher, Protocol):
    """A platform on which channels follow others."""

    async def find_channels(self, home: Home) -> Mapping[ShowId | None, str] | Rejected | Unknown:
        """Return the ids of all channels that were made in *home*, by their shows."""
        ...

    async def make_channel(
        self, home: Home, show: ShowId | None, title: str
    ) -> str | Rejected | Unknown:
        """Make a channel of *show*, and return its id; never repeated."""
        ...

    async def remove_channel(self, channel: Destination) -> Rejected | Unknown | None:
        """Delete a channel of ours; None: it is no more. Safe to repeat."""
        ...

    async def follow(self, follow: Follow) -> str | Rejected | Unknown:
        """Let the channel follow, and return the id of what brings it there; never repeated."""
        ...

    async def find_follow(self, follow: Follow) -> str | Rejected | Unknown | None:
        """Return the id of what brings it there; None: the channel certainly does not follow."""
        ...

    async def unfollow(self, follow: Follow) -> Rejected | Unknown | None:
        """End it; None: it is no more. Safe to repeat."""
        ...


@runtime_checkable
class FollowingChannels(Protocol):
    """What a platform knows of a channel that is to follow another one."""

    async def why_it_cannot_follow(
        self, destination: Destination, home: Home, wording: Wording = ENGLISH
    ) -> str | None:
        """Return what an admin has to allow there, or why nothing helps; None: it can."""
        ...


@runtime_checkable
class FollowedConnector(Protocol):
    """A connector to a platform on which channels follow others."""

    @property
    def follower(self) -> Follower:
        """Through which channels follow others, and get what is published there."""
        ...
