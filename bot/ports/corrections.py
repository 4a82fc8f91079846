"""What people suggest, until an editor has looked into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.platforms import Speaker
from content.answers.correction_notes import CorrectionNote, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCorrection:
    """A correction, and whether it still waits for an editor."""

    number: int
    """By which it is closed; no other one ever has it."""
    note: CorrectionNote
    speaker: Speaker
    said_at: datetime
    closed_by: str | None = None
    """Which editor looked into it; None: it waits."""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for the editors."""

    oldest: Sequence[WaitingCorrection]
    """The oldest first."""
    count: int
    """How many wait in all."""


class Corrections(Protocol):
    """What waits for the editors; bounded, and nothing that is known ever comes of it by itself."""

    async def keep(
        self, note: CorrectionNote, speaker: Speaker, *, message: str | None, now: datetime
    ) -> Receipt:
        """Let it wait for an editor, unless there is no room; return what became of it.

        A *message*, which is the platform's own id of it in that channel, is kept once, however
        often it comes; None: the platform gives none.

        Raises:
            StorageError: it was not kept.
        """
        ...

    async def waiting(self, *, limit: int) -> Waiting:
        """Return what waits, at most *limit* of it."""
        ...

    async def find(self, number: int) -> WaitingCorrection | None:
        """Return the one of that number, closed or not; None: it is forgotten, or never was."""
        ...

    async def close(self, number: int, *, by: str, now: datetime) -> bool:
        """Let it wait no more, *by* an editor; False where none of that number waits.

        It is forgotten after some weeks.
        """
        ...
