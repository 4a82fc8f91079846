"""The port `Journal`, in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.journal import NOTHING_WEIGHED, Learnt
from content.announcements.announcement import (
    CountdownStep,
    EpisodePost,
    Headline,
    News,
    Superseding,
)
from content.announcements.broadcast import Broadcast
from content.announcements.superseding import stands_in_others
from content.facts.claims import Claim, ShowId, Subject
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination
from content.subscriptions.matching import is_left_to_another
from content.subscriptions.subscription import Subscription
from fakes.memory import Memory, Queued, fresh_row, wants


class FakeJournal:
    """The port `Journal`."""

    def __init__(self, memory: Memory, *, at_a_time: int = 1000) -> None:
        self._memory = memory
        self._at_a_time = at_a_time

    @property
    def queued(self) -> Sequence[Queued]:
        """Everything ever queued, in order: what a test may look at."""
        return tuple(self._memory.queued)

    async def open(self) -> Learnt:
        latest = {claim.id: claim for claim in self._memory.revisions}
        weighed = dict(self._memory.weighed)
        return Learnt(
            claims=tuple(one for one in latest.values() if one.subject.show not in weighed),
            shows=frozenset(self._memory.shows),
            weighed=weighed,
            noticed_until=self._memory.noticed_until,
            counted_until=self._memory.counted_until,
            aired_until=self._memory.aired_until,
        )

    async def recorded(self, shows: Iterable[ShowId]) -> Mapping[ShowId, tuple[Claim, ...]]:
        wanted = set(shows)
        latest = {claim.id: claim for claim in self._memory.revisions}
        found: dict[ShowId, tuple[Claim, ...]] = {}
        for claim in latest.values():
            show = claim.subject.show
            if show in wanted:
                found[show] = (*found.get(show, ()), claim)
        return found

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
        # Read to the end first, so that a fault in one of them leaves nothing half-done.
        claims, shows, broadcasts, void = map(tuple, (claims, shows, broadcasts, void))
        memory = self._memory
        if memory.noticed_until != noticed_from:
            return False
        memory.noticed_until = noticed_until
        latest = {claim.id: claim for claim in memory.revisions}
        for claim in {claim.id: claim for claim in claims}.values():
            before = latest.get(claim.id)
            if before is None or replace(before, recorded_at=None) != replace(
                claim, recorded_at=None
            ):
                memory.revisions.append(replace(claim, recorded_at=noticed_until))
        memory.shows |= {*shows, *weighed}
        memory.weighed.update(weighed)
        steps = [
            row
            for row in (*memory.queued, *memory.unqueued)
            if isinstance(row.announcement, CountdownStep) and row.announcement.subject in void
        ]
        memory.call_off(steps, reasons.DATE_CHANGED, noticed_until)
        self._queue(broadcasts, noticed_until)
        return True

    async def count(
        self,
        *,
        broadcasts: Iterable[Broadcast],
        counted_from: datetime | None,
        counted_until: datetime,
    ) -> bool:
        broadcasts = tuple(broadcasts)
        if self._memory.counted_until != counted_from:
            return False
        self._memory.counted_until = counted_until
        self._queue(broadcasts, counted_until)
        return True

    async def air(
        self,
        *,
        broadcasts: Iterable[Broadcast],
        aired_from: datetime | None,
        aired_until: datetime,
    ) -> bool:
        broadcasts = tuple(broadcasts)
        if self._memory.aired_until != aired_from:
            return False
        self._memory.aired_until = aired_until
        self._queue(broadcasts, aired_until)
        return True

    async def fan_out(self, *, now: datetime) -> bool:
        self._memory.queue(self._memory.unqueued[: self._at_a_time], now)
        return bool(self._memory.unqueued)

    async def latest(self, *, limit: int) -> Sequence[Broadcast]:
        told = sorted(self._memory.said.values(), key=lambda t: t.announcement.created_at)
        return [one for one in told[::-1] if not _is_silent(one)][:limit]

    def queue_now(self, broadcasts: Iterable[Broadcast], now: datetime) -> None:
        """Queue what is stored in another port's transaction."""
        self._queue(broadcasts, now)

    def _queue(self, broadcasts: Iterable[Broadcast], now: datetime) -> None:
        memory, corrected = self._memory, []
        for told in broadcasts:
            if told.announcement.id in memory.said:
                continue
            memory.said[told.announcement.id] = told
            ranks: dict[tuple[str, ...], int] = {}
            for destination in () if _is_silent(told) else memory.destinations:
                subscription = self._deciding(destination, told)
                if subscription is None:
                    continue
                house = destination.workspace or f"alone/{destination.channel}{destination.person}"
                rank = ranks[destination.platform, house] = (
                    ranks.get((destination.platform, house), 0) + 1
                )
                row = fresh_row(memory, told, subscription, now)
                row.rank = rank
                memory.unqueued.append(row)
            if isinstance(told.announcement, News | EpisodePost) and told.announcement.corrects:
                rows = self._correct(told.announcement, told.announcement.corrects, now)
                corrected.append((rows, told.announcement))
            if isinstance(told.announcement, Headline) and told.announcement.stands_for:
                corrected.append((self._grow(told.announcement, now), told.announcement))
        memory.queue(memory.unqueued[: self._at_a_time], now)
        for rows, by in corrected:
            memory.queue_revisions(rows, by, now)

    def _deciding(self, destination: Destination, told: Broadcast) -> Subscription | None:
        here = [one for one in self._memory.subscriptions if one.destination == destination]
        mine = [
            one
            for one in here
            if wants(one, told) and not is_left_to_another(one, here, told.audience)
        ]
        mine.sort(
            key=lambda subscription: (subscription.paused_at is not None, subscription.show is None)
        )
        return mine[0] if mine else None

    def _grow(self, told: Headline, now: datetime) -> list[Queued]:
        """Return what *told* is to stand in, without edits that were not made yet."""
        memory = self._memory
        old = {
            name
            for name, before in memory.said.items()
            if before.announcement.about == told.stands_for
        }
        memory.corrected_by |= dict.fromkeys(old, told)
        rows = [row for row in memory.queued if row.announcement.id in old]
        for row in memory.queued:
            if row.revises in rows and row.is_unsent:
                row.end_as(DeliveryState.VOID, reasons.OUTDATED, now)
        return rows

    def _correct(
        self, told: News | EpisodePost, corrects: Superseding, now: datetime
    ) -> list[Queued]:
        """Call off what *told* corrects; return what of it may be there, to be edited."""
        memory = self._memory
        old = {
            name
            for name, before in memory.said.items()
            if before.announcement.about in corrects.of and before.announcement is not told
        } | {
            row.announcement.id  # kept for one destination alone
            for row in memory.queued
            if getattr(row.announcement, "about", None) in corrects.of
            and row.announcement.id in memory.said_to_one
        }
        memory.corrected_by |= dict.fromkeys(old, told)
        memory.call_off(
            [row for row in (*memory.queued, *memory.unqueued) if row.announcement.id in old],
            reasons.OUTDATED,
            now,
        )
        rows = [row for row in memory.queued if row.announcement.id in old]
        digests = {row.told_in.id: row.told_in for row in rows if row.told_in}
        return [*rows, *digests.values()]


def _is_silent(told: Broadcast) -> bool:
    return stands_in_others(told.announcement)
