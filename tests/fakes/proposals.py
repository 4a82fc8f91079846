"""What may become a claim, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.proposals import WaitingProposal, WaitingProposals
from content.facts.proposals import MOST_WAITING, Proposal
from fakes.editor_claims import FakeEditorClaims
from fakes.memory import Memory


class FakeProposals:
    """The port `Proposals`."""

    def __init__(self, memory: Memory, *, at_most: int = MOST_WAITING) -> None:
        self._memory = memory
        self._at_most = at_most

    async def propose(self, proposals: Sequence[Proposal], *, now: datetime) -> int:
        return self._memory.propose(proposals, now, self._at_most) if proposals else 0

    async def waiting(self, *, limit: int) -> WaitingProposals:
        waiting = [
            WaitingProposal(number=one.number, proposal=one.proposal)
            for one in self._memory.proposed
            if one.closed_at is None
        ]
        return WaitingProposals(oldest=waiting[: max(0, limit)], count=len(waiting))

    async def decide(
        self, number: int, *, accepted: bool, by: str, now: datetime
    ) -> Proposal | None:
        for one in self._memory.proposed:
            if one.number == number and one.closed_at is None:
                one.closed_at, one.closed_by, one.accepted = now, by, accepted
                if accepted:
                    self._claim(one.proposal, by, now)
                return one.proposal
        return None

    def _claim(self, proposal: Proposal, by: str, now: datetime) -> None:
        claim = proposal.claim
        held = self._memory.followed.get(claim.subject.show)
        if held is None or held.source != claim.origin:
            FakeEditorClaims(self._memory).accept(claim, by=by, now=now)
            return
        if claim.id not in {one.id for one in held.claims}:
            self._memory.say_of(replace(held, claims=(*held.claims, claim)))
