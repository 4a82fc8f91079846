"""The port `Retention`, in memory."""

from collections.abc import Iterable
from datetime import datetime

from bot.ports.retention import Pruned
from content.announcements.announcement import AnnouncementId
from content.announcements.superseding import correctable_until
from content.commands.acts import ACTS_KEPT_FOR
from content.subscriptions.delivery_states import DeliveryState
from fakes.memory import Memory, Queued


class FakeRetention:
    """The port `Retention`; one batch is all there is."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def prune(self, *, before: datetime, now: datetime) -> Pruned:
        rows = self._memory.queued
        edited = {id(row.revises) for row in rows if row.revises and not row.state.is_ended}

        def may_go(row: Queued, told: list[Queued]) -> bool:
            ends = [correctable_until(one.announcement) for one in told]
            is_message = row.state is DeliveryState.DELIVERED and row.message and not row.revises
            return (
                row.state.is_ended
                and row.updated_at <= before
                and id(row) not in edited
                and not (is_message and any(end and end > now for end in ends))
            )

        going = {
            row.id
            for row in rows
            if row.told_in is None
            and may_go(row, [row, *(part for part in rows if part.told_in is row)])
        }
        going |= {row.id for row in rows if row.told_in and row.told_in.id in going}
        self._memory.forgotten |= {row.announcement.id for row in rows if row.id in going}
        self._memory.queued = [row for row in rows if row.id not in going]
        return Pruned(gone=len(going), is_all=True)

    async def prune_acts(self, *, now: datetime) -> int:
        before = len(self._memory.acts)
        self._memory.acts[:] = [one for one in self._memory.acts if one.at > now - ACTS_KEPT_FOR]
        return before - len(self._memory.acts)

    async def forgotten(self, announcements: Iterable[AnnouncementId]) -> frozenset[AnnouncementId]:
        return frozenset(self._memory.forgotten.intersection(announcements))
