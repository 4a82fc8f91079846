"""What may become a claim, until an editor has decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.facts.proposals import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingProposal:
    """A proposal that waits for an editor."""

    number: int
    """By which it is decided; no other one ever has it."""
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingProposals:
    """What waits for the editors."""

    oldest: Sequence[WaitingProposal]
    """The oldest first."""
    count: int
    """How many wait in all."""


class Proposals(Protocol):
    """What waits for the editors; bounded, each of one id kept once.

    Of people it holds which editor decided, until that is forgotten, some weeks later.
    """

    async def propose(self, proposals: Sequence[Proposal], *, now: datetime) -> int:
        """Let them wait for an editor; return how many were not there, and had room.

        All in one transaction. One whose id is known, be it decided, is left as it is.

        Raises:
            StorageError: none of them was kept.
        """
        ...

    async def waiting(self, *, limit: int) -> WaitingProposals:
        """Return what waits, at most *limit* of it."""
        ...

    async def decide(
        self, number: int, *, accepted: bool, by: str, now: datetime
    ) -> Proposal | None:
        """Decide one, *by* an editor, and return it; None where none of that number waits.

        One of several that decide at once does. Where it is *accepted*, it is claimed from then on,
        in the same transaction: where its show is followed in the listing that it comes from, as
        one of the claims of that, and else as one of the editors' own.

        Raises:
            StorageError: nothing was decided.
        """
        ...
