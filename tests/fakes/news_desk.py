"""The ports that a database fills, in memory; held to the same contract tests as the real ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.storage.payloads import delivery_key
from adapters.storage.settling import settled
from bot.ports import (
    Delivered,
    Delivery,
    DeliveryId,
    Destination,
    Fate,
    Learnt,
    Outcome,
    Platform,
    Speaker,
    Subscription,
    SubscriptionId,
    Telling,
)
from content.claims import Claim, ShowId, Subject
from content.questions.question import Conversation
from fakes.desk_state import DeskState, Queued, end_as, wants


class FakeDesk:
    """All four ports over one state, under the names that `Database` gives them."""

    def __init__(self) -> None:
        state = DeskState()
        self.news_book = FakeNewsBook(state)
        self.outbox = FakeOutbox(state)
        self.subscriptions = FakeSubscriptions(state)
        self.conversations = FakeConversations(state)


class FakeNewsBook:
    """The port `NewsBook`."""

    def __init__(self, state: DeskState) -> None:
        self._state = state

    @property
    def queued(self) -> Sequence[Queued]:
        """Everything ever queued, in order: what a test may look at."""
        return tuple(self._state.queued)

    async def open(self) -> Learnt:
        latest = {claim.id: claim for claim in self._state.revisions}
        return Learnt(
            claims=tuple(latest.values()),
            shows=frozenset(self._state.shows),
            noticed_until=self._state.noticed_until,
            counted_until=self._state.counted_until,
        )

    async def record(
        self,
        *,
        claims: Iterable[Claim],
        shows: Iterable[ShowId],
        tellings: Iterable[Telling],
        void: Iterable[Subject],
        noticed_from: datetime | None,
        noticed_until: datetime,
    ) -> bool:
        # Read to the end first, so that a fault in one of them leaves nothing half-done.
        claims, shows, tellings, void = map(tuple, (claims, shows, tellings, void))
        state = self._state
        if state.noticed_until != noticed_from:
            return False
        state.noticed_until = noticed_until
        latest = {claim.id: claim for claim in state.revisions}
        for claim in {claim.id: claim for claim in claims}.values():
            before = latest.get(claim.id)
            if before is None or replace(before, recorded_at=None) != replace(
                claim, recorded_at=None
            ):
                state.revisions.append(replace(claim, recorded_at=noticed_until))
        state.shows |= set(shows)
        for row in state.queued:
            said = row.announcement
            if row.state == "waiting" and said.step is not None and said.subject in void:
                end_as(row, "void", "the date has changed", noticed_until)
        self._queue(tellings, noticed_until)
        return True

    async def count(
        self,
        *,
        tellings: Iterable[Telling],
        counted_from: datetime | None,
        counted_until: datetime,
    ) -> bool:
        tellings = tuple(tellings)
        if self._state.counted_until != counted_from:
            return False
        self._state.counted_until = counted_until
        self._queue(tellings, counted_until)
        return True

    def _queue(self, tellings: Iterable[Telling], now: datetime) -> None:
        state = self._state
        for told in tellings:
            if told.announcement.id in state.said:
                continue
            state.said.add(told.announcement.id)
            turns: dict[tuple[str, ...], int] = {}
            listeners = {wish.destination for wish in state.wishes if wants(wish, told)}
            for place in state.places:
                if place not in listeners or place in state.suspended:
                    continue
                house = place.workspace or f"alone/{place.channel}"
                turn = turns[place.platform, house] = turns.get((place.platform, house), 0) + 1
                state.queued.append(
                    Queued(
                        id=next(state.numbers),
                        telling=told,
                        destination=place,
                        turn=turn,
                        due_at=told.announcement.created_at,
                        updated_at=now,
                    )
                )


class FakeSubscriptions:
    """The port `Subscriptions`."""

    def __init__(self, state: DeskState) -> None:
        self._state = state

    async def subscribe(self, subscription: Subscription) -> bool:
        state, place = self._state, subscription.destination
        if place not in state.places:
            state.places.append(place)
        state.suspended.pop(place, None)
        for number, stood in enumerate(state.wishes):
            if (stood.destination, stood.show) == (place, subscription.show):
                state.wishes[number] = replace(
                    subscription,
                    id=stood.id,
                    created_by=stood.created_by,
                    created_at=stood.created_at,
                )
                return False
        new = SubscriptionId(next(state.numbers))
        state.wishes.append(replace(subscription, id=new))
        return True

    async def unsubscribe(self, destination: Destination, show: ShowId | None) -> int:
        state = self._state
        gone = [
            wish
            for wish in state.wishes
            if wish.destination == destination and show in {None, wish.show}
        ]
        state.wishes = [wish for wish in state.wishes if wish not in gone]
        left = await self.of(destination)
        for row in state.queued if gone else ():
            is_wanted = any(wants(wish, row.telling) for wish in left)
            if row.destination == destination and row.state == "waiting" and not is_wanted:
                end_as(row, "void", "it was unsubscribed before this was sent")
        return len(gone)

    async def of(self, destination: Destination) -> Sequence[Subscription]:
        return [wish for wish in self._state.wishes if wish.destination == destination]

    async def every(self) -> Sequence[Subscription]:
        return list(self._state.wishes)

    async def posting_hours(self) -> Sequence[tuple[str, int]]:
        return sorted({(wish.zone, wish.hour) for wish in self._state.wishes})


class FakeOutbox:
    """The port `Outbox`."""

    def __init__(self, state: DeskState) -> None:
        self._state = state

    async def lease(
        self, platforms: Iterable[Platform], *, limit: int, now: datetime, lease_s: float
    ) -> Sequence[Delivery]:
        state, wanted = self._state, set(platforms)
        for row in state.queued:
            if row.is_open and row.has_expired(now) and (not row.lease or row.due_at <= now):
                end_as(row, "expired", "its time passed before it could be sent", now)
        first: dict[Destination, Queued] = {}
        for row in state.queued:
            if row.is_open and row.due_at <= now:
                first.setdefault(row.destination, row)
        free = [
            row
            for row in first.values()
            if row.destination.platform in wanted
            and row.destination not in state.suspended
            and self._is_free(row.destination, now)
        ]
        taken = sorted(free, key=lambda row: (row.due_at, row.turn, row.id))[:limit]
        lease, until = f"lease-{next(state.numbers)}", now + timedelta(seconds=lease_s)
        for row in taken:
            row.state = "unknown" if row.state == "sending" else row.state
            row.lease, row.due_at, row.updated_at = lease, until, now
            state.busy[row.destination] = (lease, until)
        return [_delivery(row, lease) for row in taken]

    def _is_free(self, place: Destination, now: datetime) -> bool:
        _, until = self._state.busy.get(place, ("", now))
        return until <= now

    async def begin(self, delivery: Delivery, *, now: datetime) -> bool:
        row = self._row(delivery)
        if row.lease != delivery.lease or row.due_at <= now:
            self._release(delivery)
            return False
        row.state, row.updated_at = "sending", now
        row.attempts += 1
        row.first_tried_at = row.first_tried_at or now
        return True

    async def settle(self, delivery: Delivery, outcome: Outcome, *, now: datetime) -> None:
        row = self._row(delivery)
        if row.lease == delivery.lease or isinstance(outcome, Delivered):
            end = settled(row.state, row.attempts, outcome, now)
            row.state, row.reason, row.lease, row.updated_at = end.state, end.reason, None, now
            row.message = end.message or row.message
            row.due_at = end.due_at or row.due_at
            if end.suspends:
                self._state.suspended[row.destination] = end.reason
        self._release(delivery)

    async def why(self, destination: Destination, *, limit: int) -> Sequence[Fate]:
        rows = [row for row in self._state.queued if row.destination == destination]
        rows.sort(key=lambda row: (row.announcement.created_at, row.id), reverse=True)
        return [
            Fate(
                announcement=row.announcement.id,
                headline=row.announcement.headline,
                state=row.state,
                reason=row.reason,
                at=row.updated_at,
            )
            for row in rows[:limit]
        ]

    def _row(self, delivery: Delivery) -> Queued:
        return next(row for row in self._state.queued if row.id == delivery.id)

    def _release(self, delivery: Delivery) -> None:
        lease, _ = self._state.busy.get(delivery.destination, ("", None))
        if lease == delivery.lease:
            del self._state.busy[delivery.destination]


def _delivery(row: Queued, lease: str) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        key=delivery_key(row.announcement.id, row.destination),
        announcement=row.announcement,
        destination=row.destination,
        attempts=row.attempts,
        is_unknown=row.state != "waiting",
        first_tried_at=row.first_tried_at,
        lease=lease,
    )


class FakeConversations:
    """The port `Conversations`."""

    def __init__(self, state: DeskState, *, at_most: int = 10_000) -> None:
        self._state = state
        self._at_most = at_most

    async def recall(self, speaker: Speaker, *, now: datetime) -> Conversation:
        kept, since = self._state.spoken.get(speaker, (Conversation(), now))
        return kept if now - since < timedelta(hours=1) else Conversation()

    async def remember(
        self, speaker: Speaker, conversation: Conversation, *, now: datetime
    ) -> None:
        spoken = self._state.spoken
        spoken.pop(speaker, None)
        spoken[speaker] = (conversation, now)
        while len(spoken) > self._at_most:
            del spoken[next(iter(spoken))]

    async def forget(self, speaker: Speaker) -> None:
        self._state.spoken.pop(speaker, None)
