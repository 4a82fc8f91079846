"""What may become a claim, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from bot.ports.proposals import ProposalOutcome, UntoldProposals, WaitingProposals
from content.commands.acts import Act, ActKind
from content.facts.claims import Claim, ClaimId
from content.facts.editor_claims import NEWSDESK, says_the_same
from content.facts.proposals import (
    MOST_WAITING,
    EditorDecision,
    EditorVerdict,
    KeptProposal,
    Proposal,
)
from fakes.corrections import FakeCorrections
from fakes.editor_claims import FakeEditorClaims
from fakes.memory import Memory, Proposed
from fakes.outbox import FakeOutbox

NOT_DONE = ProposalOutcome(is_done=False, stands=None)


class FakeProposals:
    """The port `Proposals`."""

    def __init__(
        self,
        memory: Memory,
        corrections: FakeCorrections | None = None,
        *,
        at_most: int = MOST_WAITING,
    ) -> None:
        self._memory = memory
        self._corrections = corrections or FakeCorrections()
        self._at_most = at_most

    async def propose(self, proposals: Sequence[Proposal], *, now: datetime) -> int:
        return self._memory.propose(proposals, now, self._at_most) if proposals else 0

    async def draft(
        self, proposal: Proposal, *, by: str, now: datetime, correction: int | None = None
    ) -> ProposalOutcome:
        for row in self._waiting:
            is_of_it = correction is not None and row.kept.correction == correction
            says_so = says_the_same(row.kept.proposal.claim, proposal.claim)
            if row.kept.drafted_by and (is_of_it or says_so):
                return ProposalOutcome(is_done=False, stands=row.kept)
        if correction is not None and not self._corrections.waits(correction):
            return NOT_DONE
        ids = {row.found_as for row in self._memory.proposed}
        wanted = proposal.claim.id
        names = (ClaimId(f"{wanted}-{number}") for number in count(2))
        free = wanted if wanted not in ids else next(one for one in names if one not in ids)
        claim = replace(proposal.claim, id=free, origin=NEWSDESK)
        kept = KeptProposal(
            number=next(self._memory.numbers),
            proposal=replace(proposal, claim=claim),
            drafted_by=by,
            correction=correction,
        )
        self._memory.proposed.append(Proposed(kept=kept, found_as=free))
        self._memory.forget_decided(now)
        self._write_down(
            EditorDecision(
                number=kept.number, verdict=EditorVerdict.DRAFTED, claim=claim, by=by, at=now
            )
        )
        return ProposalOutcome(is_done=True, stands=kept)

    async def waiting(self, *, limit: int) -> WaitingProposals:
        waiting = [row.kept for row in self._waiting]
        return WaitingProposals(oldest=waiting[: max(0, limit)], count=len(waiting))

    async def find(self, number: int) -> KeptProposal | None:
        row = self._row(number)
        return row.kept if row else None

    async def amend(
        self, number: int, claim: Claim, *, by: str, now: datetime, revision: int
    ) -> ProposalOutcome:
        row = self._row(number)
        if row is None:
            return NOT_DONE
        if row.kept.decided or row.kept.revision != revision:
            return ProposalOutcome(is_done=False, stands=row.kept)
        claim = replace(claim, origin=NEWSDESK)
        amended = EditorDecision(
            number=number, verdict=EditorVerdict.AMENDED, claim=claim, by=by, at=now
        )
        row.kept = replace(
            row.kept,
            proposal=replace(row.kept.proposal, claim=claim),
            revision=revision + 1,
            amended=amended,
        )
        self._write_down(amended)
        return ProposalOutcome(is_done=True, stands=row.kept)

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
        row = self._row(number)
        if row is None:
            return NOT_DONE
        kept = row.kept
        if kept.decided or revision not in {None, kept.revision}:
            return ProposalOutcome(is_done=False, stands=kept)
        claim = kept.proposal.claim
        decided = EditorDecision(
            number=number,
            verdict=EditorVerdict.ACCEPTED if accepted else EditorVerdict.REJECTED,
            claim=claim,
            by=by,
            at=now,
            reason=reason,
        )
        row.kept = replace(kept, decided=decided)
        self._write_down(decided)
        if accepted:
            self._claim(claim, by, now)
            if kept.correction is not None:
                await self._corrections.close(kept.correction, by=by, now=now)
        return ProposalOutcome(is_done=True, stands=row.kept)

    async def decisions(self, show, *, limit: int) -> Sequence[EditorDecision]:
        mine = [one for one in self._memory.decisions if one.claim.subject.show == show]
        return mine[::-1][:limit]

    async def untold(self, *, since: datetime, limit: int) -> UntoldProposals | None:
        mine = self._untold
        if not mine or self._were_told(since):
            return None
        return UntoldProposals(
            oldest=[row.kept for row in mine[:limit]],
            count=len(mine),
            up_to=mine[-1].kept.number,
        )

    async def tell(self, untold, notices, *, since: datetime, now: datetime) -> bool:
        mine = [row for row in self._untold if row.kept.number <= untold.up_to]
        if not mine or self._were_told(since):
            return False
        for row in mine:
            row.told_at = now
        for notice, destination in notices:
            await FakeOutbox(self._memory).tell(notice, destination, now=now)
        return True

    @property
    def _waiting(self) -> list[Proposed]:
        return [row for row in self._memory.proposed if row.kept.decided is None]

    @property
    def _untold(self) -> list[Proposed]:
        return [row for row in self._waiting if row.told_at is None and not row.kept.drafted_by]

    def _were_told(self, since: datetime) -> bool:
        return any(row.told_at is not None and row.told_at > since for row in self._memory.proposed)

    def _row(self, number: int) -> Proposed | None:
        return next((row for row in self._memory.proposed if row.kept.number == number), None)

    def _write_down(self, decision: EditorDecision) -> None:
        self._memory.decisions.append(decision)
        self._memory.acts.append(
            Act(
                kind=ActKind(decision.verdict.value),
                by=decision.by,
                at=decision.at,
                show=decision.claim.subject.show,
                detail=str(decision.number),
            )
        )

    def _claim(self, claim: Claim, by: str, now: datetime) -> None:
        held = self._memory.followed.get(claim.subject.show)
        if held is None or held.source != claim.origin:
            FakeEditorClaims(self._memory).accept(claim, by=by, now=now)
            return
        if claim.id not in {one.id for one in held.claims}:
            self._memory.say_of(replace(held, claims=(*held.claims, claim)))
