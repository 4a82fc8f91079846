"""What may become a claim once an editor says so, and what editors made of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from content.facts.beliefs import Belief, Status, relation
from content.facts.claims import Action, Claim, Stance
from content.facts.dates import Relation

MOST_WAITING: Final = 1000
"""Of everything that was found; what is found beyond that is not kept."""
DECIDED_KEPT_FOR: Final = timedelta(days=30)
"""Then what was proposed is forgotten, and may be proposed anew."""
DECISIONS_KEPT_FOR: Final = timedelta(days=365)
"""Then it is forgotten who decided what, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that waits for an editor, since something about it is doubtful."""

    claim: Claim
    """What would be claimed; its id is that of the proposal, and says which news it is."""
    quote: str
    """The words of the source from which it was read, or what a listing says, as it says it."""
    doubts: tuple[str, ...]
    """Why it is not claimed at once, a sentence each, in English."""
    found_at: datetime
    """Aware, in UTC."""


class EditorVerdict(StrEnum):
    """What an editor did with a proposal."""

    DRAFTED = "drafted"
    AMENDED = "amended"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorDecision:
    """What an editor did with a proposal, and when."""

    number: int
    """Of the proposal."""
    verdict: EditorVerdict
    claim: Claim
    """As it read from then on."""
    by: str
    """Which editor, as `PlatformTraits.identity` names people."""
    at: datetime
    reason: str | None = None
    """Why, in the editor's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProposal:
    """A proposal on the newsdesk, and how it stands."""

    number: int
    """By which it is decided; no other one ever has it."""
    proposal: Proposal
    revision: int = 1
    """One more with each amendment."""
    drafted_by: str | None = None
    """The editor that proposes it; None: it was found."""
    correction: int | None = None
    """The number of the correction that it was made of, which is done once it is accepted."""
    amended: EditorDecision | None = None
    """What made it read as it does; None: it reads as it was found."""
    decided: EditorDecision | None = None
    """What ended its waiting; None: it waits."""


def restates(claim: Claim, belief: Belief) -> bool:
    """Whether *claim* says nothing that is not believed already, as exactly and as surely.

    It does where *belief*, which nobody disputes, is at least as exact, and somebody says it of no
    lower authority and at least as surely. Accepting it would neither be news nor lend anything to
    what is believed.
    """
    if claim.action is not Action.STATES or claim.stance is Stance.DENIED:
        return False
    if belief.status is not Status.CURRENT:
        return False
    held = [one for one in (belief.held, *belief.several) if one is not None]
    return any(
        claim.detail in {None, one.detail}
        and (claim.value is None or _is_as_exact(one.value, claim.value))
        and any(
            said.authority >= claim.authority and said.stance.sureness >= claim.stance.sureness
            for said in one.citing
        )
        for one in held
    )


def _is_as_exact(held: object, claimed: object) -> bool:
    return relation(held, claimed) in {Relation.EQUAL, Relation.REFINES}  # type: ignore[arg-type]
