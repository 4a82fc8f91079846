"""What editors are told of a source: each trouble once, and once that it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self

SILENT_AFTER: Final = timedelta(hours=48)


class TroubleKind(StrEnum):
    """What is wrong with a source."""

    SILENT = "silent"
    """It has given no good answer for two days."""
    SHAPE = "shape"
    """Its records have another shape than they should have; nothing is taken in."""
    CHANGES = "changes"
    """Too much of it changed at once; nothing is taken in."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One trouble, which began at one moment: another one is told anew."""

    kind: TroubleKind
    since: datetime

    def __str__(self) -> str:
        return f"{self.kind}@{self.since.isoformat()}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the trouble that was written as *text*; None: it is none that is known."""
        kind, _, since = text.partition("@")
        try:
            return cls(TroubleKind(kind), datetime.fromisoformat(since))
        except ValueError:
            return None


def troubles(
    *,
    failing_since: datetime | None,
    halted_since: datetime | None,
    is_misshapen: bool,
    now: datetime,
) -> tuple[Trouble, ...]:
    """Return what is wrong *now*, of which editors are to know."""
    found = []
    if halted_since is not None:
        kind = TroubleKind.SHAPE if is_misshapen else TroubleKind.CHANGES
        found.append(Trouble(kind, halted_since))
    if failing_since is not None and now - failing_since >= SILENT_AFTER:
        found.append(Trouble(TroubleKind.SILENT, failing_since))
    return tuple(found)
