"""The ports that a database fills, in memory; held to the same contract tests as the real ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.ports.journal import Learnt
from bot.ports.platforms import Speaker
from content.announcements.announcement import CountdownStep, News, Superseding
from content.announcements.broadcast import Broadcast
from content.facts.claims import Claim, ShowId, Subject
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination
from content.subscriptions.subscription import Subscription
from content.understanding.question import Conversation
from fakes.desk_corrections import FakeCorrections
from fakes.desk_outbox import FakeOutbox
from fakes.desk_state import DeskState, Queued, fresh_row, wants
from fakes.desk_wishes import FakeSubscriptions

__all__ = ["FakeConversations", "FakeDesk", "FakeNewsBook", "FakeOutbox", "FakeSubscriptions"]


class FakeDesk:
    """All five ports, under the names that `Database` gives them."""

    def __init__(self) -> None:
        state = DeskState()
        self.journal = FakeNewsBook(state)
        self.outbox = FakeOutbox(state)
        self.subscriptions = FakeSubscriptions(state)
        self.conversations = FakeConversations(state)
        self.corrections = FakeCorrections()


class FakeNewsBook:
    """The port `Journal`."""

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
        broadcasts: Iterable[Broadcast],
        void: Iterable[Subject],
        noticed_from: datetime | None,
        noticed_until: datetime,
    ) -> bool:
        # Read to the end first, so that a fault in one of them leaves nothing half-done.
        claims, shows, broadcasts, void = map(tuple, (claims, shows, broadcasts, void))
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
            if row.is_unsent and isinstance(said, CountdownStep) and said.subject in void:
                row.end_as(DeliveryState.VOID, reasons.DATE_CHANGED, noticed_until)
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
        if self._state.counted_until != counted_from:
            return False
        self._state.counted_until = counted_until
        self._queue(broadcasts, counted_until)
        return True

    async def latest(self, *, limit: int) -> Sequence[Broadcast]:
        told = sorted(self._state.said.values(), key=lambda t: t.announcement.created_at)
        return told[::-1][:limit]

    def _queue(self, broadcasts: Iterable[Broadcast], now: datetime) -> None:
        state = self._state
        for told in broadcasts:
            if told.announcement.id in state.said:
                continue
            state.said[told.announcement.id] = told
            ranks: dict[tuple[str, ...], int] = {}
            for place in state.places:
                wish = self._deciding(place, told)
                if wish is None:
                    continue
                house = place.workspace or f"alone/{place.channel}{place.person}"
                rank = ranks[place.platform, house] = ranks.get((place.platform, house), 0) + 1
                row = fresh_row(state, told, wish, now)
                row.rank = rank
                state.queued.append(row)
            if isinstance(told.announcement, News) and told.announcement.corrects:
                self._correct(told.announcement, told.announcement.corrects, now)

    def _deciding(self, place: Destination, told: Broadcast) -> Subscription | None:
        mine = [w for w in self._state.wishes if w.destination == place and wants(w, told)]
        mine.sort(key=lambda wish: (wish.paused_at is not None, wish.show is None))
        return mine[0] if mine else None

    def _correct(self, told: News, corrects: Superseding, now: datetime) -> None:
        state = self._state
        old = {
            name
            for name, before in state.said.items()
            if before.announcement.about in corrects.of and before.announcement is not told
        }
        state.corrected_by |= dict.fromkeys(old, told)
        rows = [row for row in state.queued if row.announcement.id in old]
        for row in rows:
            if row.is_unsent:
                row.end_as(DeliveryState.VOID, reasons.OUTDATED, now)
        digests = {row.told_in.id: row.told_in for row in rows if row.told_in}
        state.queue_revisions([*rows, *digests.values()], told, now)


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
