"""Following a channel of Violet's own instead of being sent: who can, and what they follow.

A home server holds one channel of every show, and channels of one show each. What is published
there reaches every channel that follows it, all alike: so whoever follows wants what is told there,
and as it is told there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from content.facts.claims import ShowId
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preference_fields import FIELDS
from content.subscriptions.preferences import USUAL, Preferences
from content.subscriptions.publishing import PublicationState
from content.subscriptions.subscription import Subscription

MOST_CHANNELS: Final = 400
"""Channels in the home server; Discord lets a server have 500, and some are the operator's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The server whose channels others follow."""

    platform: Platform
    workspace: str
    zone: str
    """IANA zone of what is told there."""

    @property
    def preferences(self) -> Preferences:
        """What is told there, and how."""
        return replace(USUAL, zone=self.zone)


class FollowState(StrEnum):
    """How the following of one channel by another stands; the values are what databases hold."""

    BEGUN = "begun"
    """It is being asked for; nothing is sent meanwhile, and nothing published."""
    FOLLOWED = "followed"
    ENDING = "ending"
    """It is being ended; nothing is sent meanwhile, and nothing published."""
    REFUSED = "refused"
    """The platform does not let it follow; everything is sent."""

    @property
    def is_brought(self) -> bool:
        """Whether what is published reaches the channel, so that it is not sent."""
        return self is not FollowState.REFUSED

    @property
    def is_under_way(self) -> bool:
        """Whether it is not known yet how the latest request ended."""
        return self in {FollowState.BEGUN, FollowState.ENDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A channel that follows one of ours."""

    destination: Destination
    home: str
    """The platform's id of the channel that is followed."""
    show: ShowId | None
    """What is told there; None: every show."""
    state: FollowState
    webhook: str
    """The platform's id of what brings it there; empty while that is not known."""
    reason: str
    """Why it could not be begun or ended, in words for an admin; empty: it could."""
    attempts: int
    since: datetime
    look_at: datetime

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody may have ended it, so that it is looked for."""
        return self.state is FollowState.FOLLOWED and not self.webhook


@dataclass(frozen=True, slots=True)
class Published:
    """How the publishing of a piece of news in a channel of ours stands."""

    state: PublicationState
    at: datetime
    """Since when, or with what waits, since when it is posted."""
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a channel follows, as its subscriptions want it."""

    shows: frozenset[ShowId | None]
    """The channels to follow, by their shows; None: that of every show."""
    unlike: Mapping[ShowId | None, tuple[str, ...]]
    """Of each subscription that wants to follow and cannot, which preferences are its own."""
    beside: frozenset[ShowId | None]
    """Those that cannot since another subscription of the channel is told in another way."""


def unlike_home(preferences: Preferences, home: Home) -> tuple[str, ...]:
    """Return the keys of the preferences that are not those of *home*."""
    return tuple(
        field.key
        for field in FIELDS
        if field.name != "instant"
        and getattr(preferences, field.name) != getattr(home.preferences, field.name)
    )


def plan_of(subscriptions: Sequence[Subscription], home: Home) -> Plan:
    """Return what the one channel that has these *subscriptions* follows.

    What is paused is told nothing. A thread or a person follows nothing. Whoever follows the
    channel of every show follows no other: they would be told twice.
    """
    active = [one for one in subscriptions if one.paused_at is None]
    wanting = [one for one in active if one.preferences.instant]
    unlike = {one.show: keys for one in wanting if (keys := unlike_home(one.preferences, home))}
    if any(one.destination.thread or one.destination.person for one in active):
        return Plan(
            shows=frozenset(), unlike={one.show: ("thread",) for one in wanting}, beside=frozenset()
        )
    alike = frozenset(one.show for one in wanting if one.show not in unlike)
    if None not in alike:
        return Plan(shows=alike, unlike=unlike, beside=frozenset())
    if all(one.show in alike for one in active):
        return Plan(shows=frozenset({None}), unlike=unlike, beside=frozenset())
    return Plan(shows=alike - {None}, unlike=unlike, beside=frozenset({None}))


def follows_to(follows: Iterable[Follow], show: ShowId | None) -> list[Follow]:
    """Return those of *follows* by which news of *show* comes; with None, of every show."""
    return [one for one in follows if one.show in {None, show} and one.state.is_brought]
