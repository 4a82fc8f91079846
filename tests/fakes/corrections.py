"""What people correct, in memory."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from bot.ports.corrections import Waiting, WaitingCorrection
from bot.ports.platforms import Speaker
from content.answers.correction_notes import (
    CLOSED_KEPT_FOR,
    MOST_A_DAY,
    MOST_WAITING,
    MOST_WAITING_OF_COMMUNITY,
    CorrectionNote,
    Receipt,
)
from content.commands.acts import Act, ActKind


@dataclass
class Kept:
    """One correction, and how it stands."""

    correction: WaitingCorrection
    message: str | None
    closed_at: datetime | None = None
    closed_by: str | None = None


class FakeCorrections:
    """The port `Corrections`."""

    def __init__(
        self,
        acts: list[Act] | None = None,
        *,
        at_most: int = MOST_WAITING,
        of_community: int = MOST_WAITING_OF_COMMUNITY,
    ) -> None:
        self._acts = [] if acts is None else acts
        self._at_most = at_most
        self._of_community = of_community
        self._numbers = count(1)
        self.kept: list[Kept] = []
        """Everything that is kept still: what a test may look at."""

    async def keep(
        self, note: CorrectionNote, speaker: Speaker, *, message: str | None, now: datetime
    ) -> Receipt:
        if message is not None and any(self._is_same(one, speaker, message) for one in self.kept):
            return Receipt.KEPT
        if sum(self._is_of_today(one, speaker, now) for one in self.kept) >= MOST_A_DAY:
            return Receipt.ENOUGH_TODAY
        if sum(_is_of_community(one, speaker) for one in self._waiting) >= self._of_community:
            return Receipt.FULL_HERE
        if len(self._waiting) >= self._at_most:
            return Receipt.FULL
        correction = WaitingCorrection(
            number=next(self._numbers), note=note, speaker=speaker, said_at=now
        )
        self.kept = [
            one
            for one in self.kept
            if one.closed_at is None or one.closed_at > now - CLOSED_KEPT_FOR
        ]
        self.kept.append(Kept(correction, message))
        return Receipt.KEPT

    async def waiting(self, *, limit: int) -> Waiting:
        waiting = self._waiting
        return Waiting(oldest=[one.correction for one in waiting[:limit]], count=len(waiting))

    async def find(self, number: int) -> WaitingCorrection | None:
        for one in self.kept:
            if one.correction.number == number:
                return replace(one.correction, closed_by=one.closed_by, closed_at=one.closed_at)
        return None

    def waits(self, number: int) -> bool:
        return any(one.correction.number == number for one in self._waiting)

    async def close(self, number: int, *, by: str, now: datetime) -> bool:
        for one in self._waiting:
            if one.correction.number == number:
                one.closed_at, one.closed_by = now, by
                kind = ActKind.CORRECTION_CLOSED
                self._acts.append(Act(kind=kind, by=by, at=now, detail=str(number)))
                return True
        return False

    @property
    def _waiting(self) -> list[Kept]:
        return [one for one in self.kept if one.closed_at is None]

    @staticmethod
    def _is_same(one: Kept, speaker: Speaker, message: str) -> bool:
        there, here = one.correction.speaker.destination, speaker.destination
        return one.message == message and (there.platform, there.workspace, there.channel) == (
            here.platform,
            here.workspace,
            here.channel,
        )

    @staticmethod
    def _is_of_today(one: Kept, speaker: Speaker, now: datetime) -> bool:
        who = one.correction.speaker
        return (
            who.person == speaker.person
            and who.destination.platform is speaker.destination.platform
            and now - timedelta(days=1) < one.correction.said_at <= now
        )


def _is_of_community(one: Kept, speaker: Speaker) -> bool:
    there, here = one.correction.speaker.destination, speaker.destination
    return (there.platform, there.workspace) == (here.platform, here.workspace)
