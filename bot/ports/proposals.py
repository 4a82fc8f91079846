"""What may become a claim, until an editor has decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.announcements.announcement import Notice
from content.facts.claims import Claim, ShowId
from content.facts.proposals import EditorDecision, KeptProposal, Proposal
from content.subscriptions.destination import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingProposals:
    """What waits for the editors."""

    oldest: Sequence[KeptProposal]
    """The oldest first."""
    count: int
    """How many wait in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalOutcome:
    """What became of what an editor wanted with a proposal."""

    is_done: bool
    """False: nothing was changed, since it stands otherwise than the editor thought."""
    stands: KeptProposal | None
    """How it stands now; None: there is none of that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UntoldProposals:
    """What waits and the editors were not told of."""

    oldest: Sequence[KeptProposal]
    """Some of it, the oldest first."""
    count: int
    up_to: int
    """The highest number of them."""


class Proposals(Protocol):
    """What waits for the editors; bounded, each of one id kept once.

    Of people it holds which editor did what; that is forgotten after a year.
    """

    async def propose(self, proposals: Sequence[Proposal], *, now: datetime) -> int:
        """Let them wait for an editor; return how many were not there, and had room.

        All in one transaction. One whose id is known, be it decided, is left as it is.

        Raises:
            StorageError: none of them was kept.
        """
        ...

    async def draft(
        self, proposal: Proposal, *, by: str, now: datetime, correction: int | None = None
    ) -> ProposalOutcome:
        """Let wait what an editor proposes, of a *correction* where it has a number.

        Not done: the same draft waits already, or another of the same correction, and stands as it
        is; or, where none stands, no correction of that number waits.

        Raises:
            StorageError: it was not kept.
        """
        ...

    async def waiting(self, *, limit: int) -> WaitingProposals:
        """Return what waits, at most *limit* of it."""
        ...

    async def find(self, number: int) -> KeptProposal | None:
        """Return the one of that number, decided or not; None: it is forgotten, or never was."""
        ...

    async def amend(
        self, number: int, claim: Claim, *, by: str, now: datetime, revision: int
    ) -> ProposalOutcome:
        """Let one claim something else, *by* an editor, and wait on as its next revision.

        Not done where it does not wait, or is not of that *revision* any more.

        Raises:
            StorageError: it stands as it was.
        """
        ...

    async def decide(
        self,
        number: int,
        *,
        accepted: bool,
        by: str,
        now: datetime,
        revision: int | None = None,
        reason: str | None = None,
    ) -> ProposalOutcome:
        """Decide one, *by* an editor.

        Not done where it does not wait, or is not of that *revision* any more; of several that
        decide at once one does. Where it is *accepted*, it is claimed from then on, in the same
        transaction: where its show is followed in the listing that it comes from, as one of the
        claims of that, and else as one of the editors' own; and the correction that it was made of
        is done.

        Raises:
            StorageError: nothing was decided.
        """
        ...

    async def decisions(self, show: ShowId, *, limit: int) -> Sequence[EditorDecision]:
        """Return what editors did with proposals about *show*, the newest first."""
        ...

    async def untold(self, *, since: datetime, limit: int) -> UntoldProposals | None:
        """Return what was found and waits, of which the editors were not told.

        None: there is nothing, or they were told of others after *since*.
        """
        ...

    async def tell(
        self,
        untold: UntoldProposals,
        notices: Sequence[tuple[Notice, Destination]],
        *,
        since: datetime,
        now: datetime,
    ) -> bool:
        """Queue *notices* of what is *untold*, and hold that it is told: both or neither.

        False, with nothing stored: somebody else told them after *since*, or nothing of it waits.

        Raises:
            StorageError: nothing was stored; it is safe to try again.
        """
        ...
