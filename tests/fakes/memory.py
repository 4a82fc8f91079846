"""What the fake database holds, and who would hear what of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from adapters.storage.story_posts import PATIENCE
from bot.ports.editor_claims import RecordedClaim
from bot.ports.listings import Followed
from bot.ports.platforms import Speaker
from bot.ports.subscriptions import Suspension
from content.announcements.announcement import (
    Announcement,
    AnnouncementId,
    EpisodePost,
    Headline,
    News,
)
from content.announcements.broadcast import Broadcast
from content.announcements.headlines import ToldStory
from content.announcements.story_posts import is_told_in_posts
from content.articles.stories import StoryId
from content.commands.acts import Act
from content.commands.powers import AdminChoice
from content.facts.claims import Claim, ClaimId, ShowId
from content.facts.proposals import (
    DECIDED_KEPT_FOR,
    DECISIONS_KEPT_FOR,
    EditorDecision,
    KeptProposal,
    Proposal,
)
from content.listings.airings import EpisodeSighting
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.causes import Cause
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination
from content.subscriptions.matching import unwanted_by
from content.subscriptions.schedule import DigestFrequency, digest_at, quiet_until
from content.subscriptions.subscription import Subscription
from content.understanding.question import Conversation

Corrector = News | EpisodePost | Headline


@dataclass(slots=True, kw_only=True)
class Queued:
    """One announcement for one destination, and how it stands."""

    id: int
    announcement: Announcement
    destination: Destination
    rank: int
    due_at: datetime
    updated_at: datetime
    broadcast: Broadcast | None = None
    """What it is one of; None: it is for this destination alone."""
    subscription: Subscription | None = None
    """By which subscription it is told."""
    revises: "Queued | None" = None
    told_in: "Queued | None" = None
    """The digest that tells it."""
    continues: "Queued | None" = None
    """The headline in whose post it is told, or whose post it answers."""
    state: DeliveryState = DeliveryState.WAITING
    reason: str | None = None
    message: str | None = None
    lease: str | None = None
    attempts: int = 0
    is_plain: bool = False
    first_tried_at: datetime | None = None

    @property
    def is_unsent(self) -> bool:
        return self.state.may_be_called_off and self.first_tried_at is None

    @property
    def is_there(self) -> bool:
        return self.state is DeliveryState.DELIVERED and bool(self.message)

    def waits(self, now: datetime) -> bool:
        """Whether it is to be told in a post that is being made."""
        post = self.continues
        if post is None or not post.state.is_open:
            return False
        return post.first_tried_at is None or post.first_tried_at > now - PATIENCE

    def expire(self, now: datetime) -> None:
        maybe = reasons.TOO_LATE_AND_UNSURE
        no = reasons.TOO_LATE
        self.end_as(DeliveryState.EXPIRED, maybe if self.first_tried_at else no, now)

    def become(self, state: DeliveryState) -> None:
        assert state is self.state or state in self.state.following, (self.state, state)
        self.state = state

    def end_as(self, state: DeliveryState, reason: str | None, now: datetime | None = None) -> None:
        self.become(state)
        self.reason, self.lease = reason, None
        self.updated_at = now or self.updated_at

    def has_expired(self, now: datetime) -> bool:
        expires_at = self.announcement.expires_at
        return expires_at is not None and expires_at <= now


@dataclass(slots=True, kw_only=True)
class Proposed:
    """What was proposed, and how it stands."""

    kept: KeptProposal
    found_as: ClaimId
    told_at: datetime | None = None


@dataclass(slots=True)
class Memory:
    revisions: list[Claim] = field(default_factory=list)
    shows: set[ShowId] = field(default_factory=set)
    weighed: dict[ShowId, str] = field(default_factory=dict)
    noticed_until: datetime | None = None
    counted_until: datetime | None = None
    aired_until: datetime | None = None
    subscriptions: list[Subscription] = field(default_factory=list)
    destinations: list[Destination] = field(default_factory=list)
    suspended: dict[Destination, Suspension] = field(default_factory=dict)
    refused: dict[Destination, tuple[datetime, int]] = field(default_factory=dict)
    """Since when, and how often it was looked at: kept until something arrives."""
    look_at: dict[Destination, datetime | None] = field(default_factory=dict)
    causes: dict[Destination, Cause] = field(default_factory=dict)
    """What trouble each has, until something arrives."""
    names: dict[Destination, tuple[str | None, str | None]] = field(default_factory=dict)
    """What each is called, and its server."""
    busy: dict[Destination, tuple[str, datetime]] = field(default_factory=dict)
    said: dict[AnnouncementId, Broadcast] = field(default_factory=dict)
    said_to_one: set[AnnouncementId] = field(default_factory=set)
    corrected_by: dict[AnnouncementId, Corrector] = field(default_factory=dict)
    queued: list[Queued] = field(default_factory=list)
    unqueued: list[Queued] = field(default_factory=list)
    """What was recorded and waits for its batch."""
    forgotten: set[AnnouncementId] = field(default_factory=set)
    """Of which some delivery was pruned."""
    spoken: dict[Speaker, tuple[Conversation, datetime]] = field(default_factory=dict)
    followed: dict[ShowId, Followed] = field(default_factory=dict)
    followed_changes: dict[ShowId, int] = field(default_factory=dict)
    source_states: dict[str, Any] = field(default_factory=dict)
    """When what is said of a show that is followed became another."""
    episodes: dict[tuple[str, str], EpisodeSighting] = field(default_factory=dict)
    stories: dict[StoryId, ToldStory] = field(default_factory=dict)
    proposed: list[Proposed] = field(default_factory=list)
    decisions: list[EditorDecision] = field(default_factory=list)
    recorded: list[RecordedClaim] = field(default_factory=list)
    """What editors claim that is in no listing."""
    acts: list[Act] = field(default_factory=list)
    """What admins and editors did, the oldest first."""
    admins: dict[tuple[str, str], AdminChoice] = field(default_factory=dict)
    """Who counts as admin besides, by platform and workspace."""
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def say_of(self, followed: Followed) -> None:
        """Hold a show that is followed, and when anything of it became another."""
        self.followed[followed.show.id] = followed
        self.followed_changes[followed.show.id] = next(self.numbers)

    def propose(self, proposals: Iterable[Proposal], now: datetime, at_most: int) -> int:
        known = {one.found_as for one in self.proposed}
        kept = [one.kept for one in self.proposed]
        room = at_most - sum(not (one.decided or one.drafted_by) for one in kept)
        new = {one.claim.id: one for one in proposals if one.claim.id not in known}
        added = [*new.values()][: max(0, room)]
        for one in added:
            number = next(self.numbers)
            kept_now = KeptProposal(number=number, proposal=one)
            self.proposed.append(Proposed(kept=kept_now, found_as=one.claim.id))
        self.forget_decided(now)
        return len(added)

    def forget_decided(self, now: datetime) -> None:
        """Forget what was decided long ago, and later who decided it."""
        self.proposed = [
            one
            for one in self.proposed
            if one.kept.decided is None or one.kept.decided.at > now - DECIDED_KEPT_FOR
        ]
        old = now - DECISIONS_KEPT_FOR
        self.decisions = [one for one in self.decisions if one.at > old]

    def queue(self, rows: list[Queued], now: datetime) -> None:
        """Queue these of what waits for its batch."""
        for row in rows:
            self.unqueued.remove(row)
            row.id = next(self.numbers)
            headlines = self._continued(row)
            suspension = self.suspended.get(row.destination)
            if suspension and row.state in {DeliveryState.WAITING, DeliveryState.HELD}:
                row.state, row.reason = DeliveryState.SUSPENDED, suspension.reason
            if row.state is DeliveryState.WAITING and row.has_expired(now):
                row.expire(now)
            self.queued.append(row)
            if row.state.is_open or row.state in {DeliveryState.HELD, DeliveryState.SUSPENDED}:
                for one in headlines:
                    if one.is_unsent:
                        one.end_as(DeliveryState.VOID, reasons.NEWS_INSTEAD, now)

    def _continued(self, row: Queued) -> list[Queued]:
        """Return the headlines of which it came, and let one's post tell it, or be answered."""
        said = row.announcement
        if not isinstance(said, News) or said.continues is None:
            return []
        mine = [
            one
            for one in self.queued
            if one.destination == row.destination
            and one.revises is None
            and isinstance(one.announcement, Headline)
            and one.announcement.about in said.continues.of
        ]
        there = [one for one in mine if one.is_there]
        may_be_there = [
            one
            for one in mine
            if (one.state.is_open or one.state is DeliveryState.SUSPENDED) and not one.is_unsent
        ]
        row.continues = next(reversed(there or may_be_there), None)
        is_edit = row.continues is not None and is_told_in_posts(said)
        if is_edit and row.state in {DeliveryState.WAITING, DeliveryState.HELD}:
            row.state, row.due_at, row.reason = DeliveryState.WAITING, said.created_at, None
        return mine

    def tell_by_itself(self, row: Queued, now: datetime) -> bool:
        """Make a post of its own of it; return whether quiet hours put that off."""
        row.continues = None
        asked = row.subscription.preferences if row.subscription else None
        quiet = quiet_until(now, asked.zone, asked.quiet) if asked and asked.quiet else None
        if quiet is None or quiet <= now:
            return False
        row.due_at, row.reason, row.updated_at = quiet, reasons.QUIET_HOURS, now
        return True

    def queue_before_change(self, destination: Destination) -> None:
        mine = [row for row in self.unqueued if row.destination == destination]
        if mine:
            self.queue(mine, mine[0].updated_at)

    def call_off(self, rows: list[Queued], reason: str, now: datetime) -> None:
        for row in rows:
            if row in self.unqueued:
                self.unqueued.remove(row)
            elif row.is_unsent:
                row.end_as(DeliveryState.VOID, reason, now)

    def current(self, subscription: Subscription | None) -> Subscription | None:
        """Return a subscription as it is now; None where it has gone."""
        return next(
            (one for one in self.subscriptions if subscription and one.id == subscription.id), None
        )

    def queue_revisions(self, rows: list[Queued], by: Corrector, now: datetime) -> None:
        for row in rows:
            if row.state is DeliveryState.DELIVERED and row.message and row.revises is None:
                if any(one.announcement is by and one.revises is row for one in self.queued):
                    continue
                is_suspended = row.destination in self.suspended
                self.queued.append(
                    Queued(
                        id=next(self.numbers),
                        announcement=by,
                        destination=row.destination,
                        rank=row.rank,
                        due_at=now,
                        updated_at=now,
                        revises=row,
                        state=DeliveryState.SUSPENDED if is_suspended else DeliveryState.WAITING,
                    )
                )

    def outdated_in(self, digest: Queued) -> dict[AnnouncementId, Corrector]:
        """Return by which news each thing that a digest tells is no longer so."""
        told = [row.announcement.id for row in self.queued if row.told_in is digest]
        return {
            name: by
            for name in told
            if (by := self.corrected_by.get(name)) and not isinstance(by, Headline)
        }

    def suspend(self, place: Destination, reason: str, now: datetime, cause: Cause) -> None:
        if self.causes.get(place, cause) is not cause:
            self.refused.pop(place, None)
        self.causes[place] = cause
        self.refused.setdefault(place, (now, 0))
        self.look_at[place] = now
        self.suspended[place] = Suspension(
            destination=place,
            reason=reason,
            since=now,
            refused_at=now,
            probes=0,
            created_by=(),
            cause=cause,
        )
        waiting = {DeliveryState.WAITING, DeliveryState.UNKNOWN}
        for row in self.queued:
            if row.destination == place and row.state in waiting:
                row.end_as(DeliveryState.SUSPENDED, reason, now)

    def resume(self, destination: Destination, now: datetime) -> None:
        if self.suspended.pop(destination, None) is None:
            return
        since, probes = self.refused[destination]
        self.refused[destination] = (since, probes + 1)
        ends = [
            quiet_until(now, subscription.preferences.zone, subscription.preferences.quiet)
            for subscription in self.subscriptions
            if subscription.destination == destination and subscription.preferences.quiet
        ]
        due_at = max((end for end in ends if end), default=now)
        for row in self.queued:
            if row.destination == destination and row.state is DeliveryState.SUSPENDED:
                if row.has_expired(now):
                    row.expire(now)
                    continue
                row.become(DeliveryState.UNKNOWN if row.first_tried_at else DeliveryState.WAITING)
                row.reason, row.due_at, row.updated_at = None, due_at, now
            elif (
                row.destination == destination
                and row.state.is_open
                and (not row.lease or row.due_at <= now)
            ):
                row.lease, row.due_at = None, max(row.due_at, due_at)

    def end_unwanted(self, destination: Destination, state: DeliveryState, reason: str) -> None:
        left = [
            one
            for one in self.subscriptions
            if one.destination == destination and not one.paused_at
        ]
        for row in self.queued:
            told = row.broadcast
            is_wanted = told is None or any(wants(subscription, told) for subscription in left)
            mine = row.destination == destination and row.revises is None
            if mine and row.state.may_be_called_off and not is_wanted:
                row.end_as(state, reason)


def wants(subscription: Subscription, broadcast: Broadcast) -> bool:
    return unwanted_by(subscription, broadcast.audience) is None


def fresh_row(memory: Memory, told: Broadcast, subscription: Subscription, now: datetime) -> Queued:
    """Return how it stands as it is queued because of *subscription*."""
    said, destination, asked = told.announcement, subscription.destination, subscription.preferences
    row = Queued(
        id=next(memory.numbers),
        announcement=said,
        broadcast=told,
        destination=destination,
        rank=0,
        due_at=said.created_at,
        updated_at=now,
        subscription=subscription,
    )
    gathered = digest_at(said.created_at, asked.zone, asked.schedule.at.hour, asked.digest)
    quiet = quiet_until(max(now, said.created_at), asked.zone, asked.quiet) if asked.quiet else None
    if quiet and quiet > said.created_at:
        row.due_at, row.reason = quiet, reasons.QUIET_HOURS
    is_late = isinstance(said, EpisodePost) and gathered and gathered >= said.expires_at
    if asked.digest is not DigestFrequency.NONE and gathered and said.can_wait and not is_late:
        row.state, row.due_at = DeliveryState.HELD, gathered
        row.reason = reasons.GATHERED
    if destination in memory.suspended:
        row.state, row.reason = DeliveryState.SUSPENDED, memory.suspended[destination].reason
    if subscription.paused_at:
        row.state, row.reason = DeliveryState.PAUSED, reasons.PAUSED_THEN
    return row
