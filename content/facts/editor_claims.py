"""What editors claim, and what they take back: claims as any other, each with an id of its own."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from content.facts.claims import Action, Authority, Claim, ClaimId, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind

NEWSDESK: Final = "newsdesk"
"""The origin of whatever editors claim."""


def editors_claim_id(subject: Subject, kind: Kind, at: datetime) -> ClaimId:
    """Return what a claim that is made at the aware moment *at* is called; ids sort by when."""
    when = at.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    return ClaimId(f"{NEWSDESK}-{subject.show}-{subject.season}-{kind.value}-{when}")


def retraction_of(claim: Claim, why: str, at: datetime) -> Claim:
    """Return what takes *claim* back, for the reason *why*, at the aware moment *at*."""
    return replace(
        claim,
        id=editors_claim_id(claim.subject, claim.kind, at),
        value=None,
        stance=Stance.CONFIRMED,
        authority=max(claim.authority, Authority.OUTLET),
        says=why,
        claimant=None,
        via=None,
        reported_on=PartialDate.on(at.astimezone(UTC).date()),
        action=Action.RETRACTS,
        retracts=(claim.id,),
        detail=None,
        recorded_at=None,
        origin=NEWSDESK,
    )


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims are one statement, whatever they are called and however it is put."""
    return replace(one, id=other.id, says=other.says) == other
