"""What may become a claim, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.ports.proposals import WaitingProposal, WaitingProposals
from bot.ports.sources import Fetched
from content.facts.catalogue import ShowClaims
from content.facts.proposals import MOST_WAITING, Proposal
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
                    self._claim(one.proposal, now)
                return one.proposal
        return None

    def _claim(self, proposal: Proposal, now: datetime) -> None:
        claim = proposal.claim
        held = self._memory.followed.get(claim.subject.show)
        if held is None or held.source != claim.origin:
            known = {one.id for one in self._memory.accepted}
            self._memory.accepted += [replace(claim, recorded_at=now)] * (claim.id not in known)
            return
        if claim.id not in {one.id for one in held.claims}:
            self._memory.say_of(replace(held, claims=(*held.claims, claim)))


class FakeEditorClaims:
    """The `ClaimSource` of what editors accepted."""

    name: Final = "newsdesk"
    every_s: Final = 10.0

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def fetch(self, since: str | None) -> Fetched:
        accepted = self._memory.accepted
        begin = int(since) if since and since.isdecimal() and int(since) <= len(accepted) else 0
        moved = dict.fromkeys(one.subject.show for one in accepted[begin:])
        parts = (
            ShowClaims(show, None, tuple(one for one in accepted if one.subject.show == show))
            for show in moved
        )
        return Fetched(changed=tuple(parts), is_whole=begin == 0, cursor=str(len(accepted)))
