"""What editors claim, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Final

from bot.ports.editor_claims import RecordedClaim, Recording
from bot.ports.sources import Fetched
from content.commands.acts import act_of_claim
from content.facts.catalogue import ShowClaims
from content.facts.claims import Action, Claim, ClaimId, ShowId
from content.facts.editor_claims import NEWSDESK, says_the_same
from fakes.memory import Memory


class FakeEditorClaims:
    """The port `EditorClaims`, and its `ClaimSource`."""

    name: Final = NEWSDESK
    every_s: Final = 10.0

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def record(self, claim: Claim, *, by: str, now: datetime) -> Recording:
        for one in self._memory.recorded:
            if self._makes_nothing_new(one, claim):
                return Recording(kept=one, is_new=False)
        kept = self._add(claim, by, now)
        self._memory.acts.append(act_of_claim(kept.claim, by=by, now=now))
        return Recording(kept=kept, is_new=True)

    def accept(self, claim: Claim, *, by: str, now: datetime) -> None:
        stands = [one.claim for one in self._memory.recorded if one.retracted_at is None]
        if not any(one.id == claim.id and says_the_same(one, claim) for one in stands):
            self._add(claim, by, now)

    def _add(self, claim: Claim, by: str, now: datetime) -> RecordedClaim:
        ids = {one.claim.id for one in self._memory.recorded}
        names = (ClaimId(f"{claim.id}-{number}") for number in count(2))
        free = claim.id if claim.id not in ids else next(one for one in names if one not in ids)
        claim = replace(claim, id=free, recorded_at=now, origin=NEWSDESK)
        self._memory.recorded = [
            replace(one, retracted_by=by, retracted_at=now)
            if one.claim.id in claim.retracts and one.retracted_at is None
            else one
            for one in self._memory.recorded
        ]
        self._memory.recorded.append(RecordedClaim(claim=claim, by=by))
        return self._memory.recorded[-1]

    def _makes_nothing_new(self, one: RecordedClaim, claim: Claim) -> bool:
        if claim.action is Action.RETRACTS:
            retracts = one.claim.action is Action.RETRACTS
            return retracts and set(claim.retracts) <= set(one.claim.retracts)
        return one.retracted_at is None and says_the_same(one.claim, claim)

    async def find(self, claim: ClaimId) -> RecordedClaim | None:
        return next((one for one in self._memory.recorded if one.claim.id == claim), None)

    async def about(self, show: ShowId) -> Sequence[RecordedClaim]:
        return [one for one in self._memory.recorded if one.claim.subject.show == show]

    async def every(self) -> Sequence[RecordedClaim]:
        return list(self._memory.recorded)

    async def fetch(self, since: str | None) -> Fetched:
        newest = len(self._memory.recorded)
        begin = int(since) if since and since.isdecimal() and int(since) <= newest else 0
        by_show: dict[ShowId, list[Claim]] = {}
        newer = {one.claim.subject.show for one in self._memory.recorded[begin:]}
        for one in self._memory.recorded:
            if one.claim.subject.show in newer:
                by_show.setdefault(one.claim.subject.show, []).append(one.claim)
        changed = tuple(ShowClaims(show, None, tuple(mine)) for show, mine in by_show.items())
        return Fetched(changed=changed, is_whole=begin == 0, cursor=str(newest))
