"""The port `Outbox`, in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.storage.codec import delivery_key
from bot.ports.outbox import Delivery, DeliveryId, HeldNews
from content.announcements.announcement import Announcement, DigestPost, Headline, Notice
from content.announcements.delivery_report import DeliveryReport, told_as
from content.announcements.digests import as_it_stands
from content.announcements.story_posts import StoryPost, is_told_in_posts, story_post
from content.announcements.superseding import line_now
from content.commands.acts import Act
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.causes import Cause
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.outcomes import Delivered, Outcome, Rejected
from content.subscriptions.retries import Tried, settled
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import SubscriptionId
from fakes.memory import Memory, Queued


class FakeOutbox:
    """The port `Outbox`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        memory, wanted = self._memory, set(platforms)
        for row in memory.queued:
            if row.state.is_open and row.has_expired(now) and (not row.lease or row.due_at <= now):
                row.expire(now)
        first: dict[Destination, Queued] = {}
        for row in memory.queued:
            if row.state.is_open and row.due_at <= now and not row.waits(now):
                first.setdefault(row.destination, row)
        free = [
            row
            for row in first.values()
            if row.destination.platform in wanted
            and row.destination not in memory.suspended
            and self._is_free(row.destination, now)
        ]
        taken = sorted(free, key=lambda row: (row.due_at, row.rank, row.id))[:limit]
        taken = [row for row in taken if not self._is_put_off(row, now)]
        lease, until = f"lease-{next(memory.numbers)}", now + timedelta(seconds=lease_s)
        for row in taken:
            if row.state is DeliveryState.SENDING:
                row.become(DeliveryState.UNKNOWN)
            row.lease, row.due_at, row.updated_at = lease, until, now
            memory.busy[row.destination] = (lease, until)
        return [self._delivery(row, lease, now) for row in taken]

    def _is_put_off(self, row: Queued, now: datetime) -> bool:
        is_gone = row.continues is not None and not row.continues.is_there
        return is_gone and self._memory.tell_by_itself(row, now)

    def _is_free(self, destination: Destination, now: datetime) -> bool:
        _, until = self._memory.busy.get(destination, ("", now))
        return until <= now

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        row = self._row(delivery)
        if row.lease != delivery.lease or row.due_at <= now:
            self._release(delivery)
            return False
        row.become(DeliveryState.SENDING)
        row.updated_at = now
        row.attempts += 1
        row.first_tried_at = row.first_tried_at or now
        return True

    async def settle(self, delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
        row = self._row(delivery)
        if row.lease == delivery.lease or isinstance(outcome, Delivered):
            tried = Tried(
                state=row.state,
                attempts=row.attempts,
                may_be_there=delivery.is_unknown,
                is_plain=row.is_plain,
                is_revision=row.revises is not None,
                is_to_person=row.destination.person != "",
            )
            end = settled(tried, outcome, now)
            row.end_as(end.state, end.reason, now)
            if isinstance(outcome, Rejected) and outcome.is_crowded:
                row.attempts = delivery.attempts
            row.message = end.message or row.message
            row.due_at = end.due_at or row.due_at
            row.is_plain = row.is_plain or end.is_plain
            row.first_tried_at = None if end.is_absent else row.first_tried_at
            if end.is_by_itself:
                self._memory.tell_by_itself(row, now)
            if end.suspends:
                cause = end.cause or Cause.OTHER
                self._memory.suspend(row.destination, end.reason or "", now, cause)
            elif end.cause is not None:
                self._memory.causes[row.destination] = end.cause
            corrected = self._memory.corrected_by.get(row.announcement.id)
            for by in self._memory.outdated_in(row).values():
                corrected = by
            if corrected and row.revises is None:
                self._memory.queue_revisions([row], corrected, now)
        self._release(delivery, arrived=isinstance(outcome, Delivered))

    async def take_over(
        self, platform: Platform, *, now: datetime, begun_s: float | None = None
    ) -> int:
        ended = 0
        for row in self._memory.queued:
            is_leased = row.state.is_open and row.lease is not None
            if not is_leased or row.destination.platform != platform:
                continue
            if row.state.may_have_arrived and begun_s is None:
                continue
            begun = timedelta(seconds=begun_s or 0)
            free_at = min(row.due_at, now + begun) if row.state.may_have_arrived else now
            row.lease, row.due_at, row.updated_at = None, free_at, now
            self._memory.busy[row.destination] = ("", free_at)
            ended += 1
        return ended

    async def reports(self, destination: Destination, *, limit: int) -> Sequence[DeliveryReport]:
        self._memory.queue_before_change(destination)
        rows = [
            row
            for row in self._memory.queued
            if row.destination == destination and row.revises is None
        ]
        rows.sort(key=lambda row: (row.announcement.created_at, row.id), reverse=True)
        return [_report(row) for row in rows[:limit]]

    async def held(self, *, now: datetime, limit: int) -> Sequence[HeldNews]:
        due: dict[Destination, list[Queued]] = {}
        for row in self._memory.queued:
            if row.state is DeliveryState.HELD and row.due_at <= now:
                if row.has_expired(now):
                    row.end_as(DeliveryState.EXPIRED, reasons.TOO_LATE_FOR_THE_DIGEST, now)
                else:
                    due.setdefault(row.destination, []).append(row)
        return [
            self._held_news(destination, rows) for destination, rows in list(due.items())[:limit]
        ]

    def _held_news(self, destination: Destination, rows: list[Queued]) -> HeldNews:
        subscription = self._memory.current(rows[0].subscription)
        return HeldNews(
            destination=destination,
            digest=subscription.preferences.digest if subscription else DigestFrequency.DAILY,
            due_at=max(row.due_at for row in rows),
            deliveries=tuple(DeliveryId(row.id) for row in rows),
            news=tuple(row.announcement for row in rows),
        )

    async def tell(
        self,
        announcement: Announcement,
        destination: Destination,
        *,
        now: datetime,
        instead_of: Sequence[DeliveryId] = (),
        as_for: SubscriptionId | None = None,
        act: Act | None = None,
    ) -> bool:
        memory = self._memory
        taken = [
            row for row in memory.queued if row.id in instead_of and row.state is DeliveryState.HELD
        ]
        if announcement.id in memory.said_to_one or len(taken) != len(instead_of):
            return False
        memory.said_to_one.add(announcement.id)
        if act is not None:
            memory.acts.append(act)
        mentions = next((one for one in memory.subscriptions if as_for and one.id == as_for), None)
        suspension = memory.suspended.get(destination)
        digest = Queued(
            id=next(memory.numbers),
            announcement=announcement,
            destination=destination,
            rank=1,
            due_at=now,
            updated_at=now,
            subscription=taken[0].subscription if taken else mentions,
            state=DeliveryState.SUSPENDED if suspension else DeliveryState.WAITING,
            reason=suspension.reason if suspension else None,
        )
        memory.queued.append(digest)
        for row in taken:
            row.end_as(DeliveryState.DIGESTED, reasons.TOLD_IN_A_DIGEST, now)
            row.told_in = digest
        return True

    def _delivery(self, row: Queued, lease: str, now: datetime) -> Delivery:
        said, subscription = row.announcement, self._memory.current(row.subscription)
        edited, post = row.revises, self._post(row)
        if post:
            said, edited, subscription = self._as_it_reads(post, row), row.revises or post, None
        elif row.revises:
            said = _as_it_is_now(row.revises.announcement, said)
        if post is None and isinstance(said, DigestPost):
            said = self._as_it_stands(said, row.revises or row, now)
        mentions = (
            dict(subscription.preferences.mentions)
            if subscription and not isinstance(said, Notice)
            else {}
        )
        return Delivery(
            id=DeliveryId(row.id),
            key=delivery_key(said.id, row.destination),
            announcement=said,
            destination=row.destination,
            attempts=row.attempts,
            is_unknown=row.state.may_have_arrived,
            first_tried_at=row.first_tried_at,
            lease=lease,
            mention=mentions.get(said.topic) if mentions else None,
            silent=subscription.preferences.silent if subscription else False,
            picture=subscription.preferences.picture if subscription else False,
            reply_to=None if edited else self._answered(row),
            revises=edited.message if edited else None,
            is_plain=row.is_plain or (edited is not None and edited.is_plain),
        )

    def _post(self, row: Queued) -> Queued | None:
        """Return the post of a headline that it edits; None: it edits none."""
        if row.revises is None:
            return row.continues if is_told_in_posts(row.announcement) else None
        edited = row.revises
        if isinstance(edited.announcement, Headline):
            return edited
        post = edited.continues
        return post if post and post.message == edited.message else None

    def _as_it_reads(self, post: Queued, taken: Queued) -> StoryPost:
        memory = self._memory
        grown = memory.corrected_by.get(post.announcement.id, post.announcement)
        told = [
            (row.announcement, line_now(by) if by else None)
            for row in memory.queued
            if row.continues is post
            and is_told_in_posts(row.announcement)
            and (row is taken or row.is_there or row.state.may_have_arrived)
            for by in [memory.corrected_by.get(row.announcement.id)]
        ]
        return story_post(replace(grown, id=post.announcement.id), told)

    def _answered(self, row: Queued) -> str | None:
        return row.continues.message if row.continues else self._first_about(row)

    def _as_it_stands(self, said: DigestPost, digest: Queued, now: datetime) -> DigestPost:
        by = self._memory.outdated_in(digest).items()
        lines = {name: news.corrects.line for name, news in by if news.corrects}
        sent = digest.first_tried_at or now
        parts = [row for row in self._memory.queued if row.told_in is digest]
        stale = {row.announcement.id for row in parts if row.has_expired(sent)}
        return as_it_stands(said, lines, stale)

    def _first_about(self, row: Queued) -> str | None:
        memory = self._memory
        for old in memory.queued:
            is_corrected = memory.corrected_by.get(old.announcement.id) is row.announcement
            there = old.told_in or old
            if old.destination == row.destination and is_corrected and there.message:
                return there.message
        return None

    def _row(self, delivery: Delivery) -> Queued:
        return next(row for row in self._memory.queued if row.id == delivery.id)

    def _release(self, delivery: Delivery, *, arrived: bool = False) -> None:
        lease, _ = self._memory.busy.get(delivery.destination, ("", None))
        if lease == delivery.lease:
            del self._memory.busy[delivery.destination]
            if arrived:
                self._memory.causes.pop(delivery.destination, None)
                self._memory.refused.pop(delivery.destination, None)


def _as_it_is_now(old: Announcement, by: Announcement) -> Announcement:
    return old if isinstance(old, DigestPost) else replace(old, superseded=by.corrects.line)


def _report(row: Queued) -> DeliveryReport:
    return DeliveryReport(
        announcement=row.announcement.id,
        headline=row.announcement.headline,
        state=row.state,
        reason=row.reason,
        at=row.updated_at,
        until=row.due_at if row.state.is_scheduled else None,
        message=row.message or None,
        told_as=told_as(row.announcement, continues=row.continues is not None),
        digest=_report(row.told_in) if row.told_in else None,
    )
