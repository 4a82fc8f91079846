"""The port `Answers`, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ports.answers import AcceptedQuestion, Heard, everybody_is
from bot.ports.errors import StorageError
from content.subscriptions.destination import Platform


@dataclass
class _Kept:
    question: AcceptedQuestion
    answered_at: datetime | None = None
    taken: int = 0


class FakeAnswers:
    """The port `Answers`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Platform, str], _Kept] = {}
        self.is_broken = False
        """Whether nothing can be stored."""
        self.is_forgetful = False
        """Whether what was answered is not stored, as where the program is killed before that."""

    @property
    def are_all_answered(self) -> bool:
        return all(one.answered_at is not None for one in self.kept.values())

    async def keep(
        self,
        accepted: Sequence[AcceptedQuestion],
        answered: Collection[tuple[Platform, str]],
        *,
        now: datetime,
    ) -> frozenset[tuple[Platform, str]]:
        if self.is_broken:
            raise StorageError("as the test wants it")
        before = set()
        for one in accepted:
            name = one.speaker.destination.platform, one.key
            kept = self.kept.setdefault(name, _Kept(one))
            if one.acknowledged:
                kept.question = replace(kept.question, acknowledged=one.acknowledged)
            if kept.answered_at is not None:
                before.add(name)
        for name in () if self.is_forgetful else answered:
            if name in self.kept:
                self.kept[name].answered_at = now
        return frozenset(before)

    async def take_open(
        self, platform: Platform, *, now: datetime, heard: Heard = everybody_is
    ) -> Sequence[AcceptedQuestion]:
        if self.is_broken:
            raise StorageError("as the test wants it")
        found = [
            one
            for (where, _), one in self.kept.items()
            if where == platform
            and one.answered_at is None
            and one.question.answer_by > now
            and one.taken < 5
            and heard(one.question.speaker.destination)
        ]
        for one in found:
            one.taken += 1
        return sorted((one.question for one in found), key=lambda one: (one.accepted_at, one.key))

    async def prune(self, *, now: datetime) -> int:
        late = [
            name
            for name, one in self.kept.items()
            if one.answered_at is None and one.question.answer_by <= now
        ]
        old = [
            name
            for name, one in self.kept.items()
            if one.answered_at is not None and one.answered_at <= now - timedelta(hours=1)
        ]
        for name in (*late, *old):
            del self.kept[name]
        return len(late)
