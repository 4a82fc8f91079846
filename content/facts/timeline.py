"""How what is held of one thing came to be, claim by claim: what was news, and what was not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from content.facts.beliefs import Belief, Status, is_firm, relation
from content.facts.believe import believe
from content.facts.changes import Change, change_between, reported_by
from content.facts.claims import Action, Claim, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind


class Echo(StrEnum):
    """What a claim is that changed nothing."""

    REPEATED = "only repeated"
    VAGUER = "says less than is known"
    SHARPER = "says more than whoever it follows"
    GUESSED = "a guess beside what is known"
    DISPUTING = "says otherwise, and weighs as much"
    OUTWEIGHED = "says otherwise, and weighs less"


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one day brought: a change, or nothing new, and the claims that changed nothing."""

    on: date
    after: Belief
    change: Change | None
    echoes: tuple[tuple[Claim, Echo], ...]

    @property
    def reported(self) -> PartialDate:
        """When that was reported, no more exactly than a source says."""
        if self.change:
            return self.change.reported
        return reported_by((claim for claim, _ in self.echoes), self.on)


def story_of(
    claims: Iterable[Claim], subject: Subject, kind: Kind, *, until: date
) -> tuple[Chapter, ...]:
    """Return the days on which anything was claimed of it, in order, up to the day *until*."""
    mine = [
        claim
        for claim in claims
        if claim.subject == subject
        and (claim.kind is kind or claim.action is Action.RETRACTS)
        and claim.known_from <= until
    ]
    before = Belief(subject, kind, Status.UNKNOWN)
    chapters = []
    for day in sorted({claim.known_from for claim in mine}):
        after = believe(mine, subject, kind, day)
        change = change_between(before, after, day)
        said = {claim.id for claim in change.citing[:1]} if change else set()
        echoes = [
            (claim, _echo(claim, after))
            for claim in mine
            if claim.known_from == day and claim.kind is kind and claim.id not in said
            if claim.action is Action.STATES
        ]
        if change:
            change = replace(change, said_on=reported_by(mine, day))
        if change or echoes:
            chapters.append(Chapter(day, after, change, tuple(echoes)))
        before = after
    return tuple(chapters)


def _echo(claim: Claim, after: Belief) -> Echo:
    held = after.held
    if held is None:
        return Echo.REPEATED if after.kind.adds else Echo.OUTWEIGHED
    stands = relation(held.value, claim.value)
    if not is_firm(claim) and held.is_firm and claim.stance is not Stance.DENIED:
        return Echo.GUESSED
    if stands is Relation.EQUAL:
        return Echo.REPEATED
    if any(claim in other.citing for other in after.conflicts):
        return Echo.DISPUTING
    if stands is Relation.REFINES:
        return Echo.VAGUER
    is_sharper = relation(claim.value, held.value) is Relation.REFINES
    return Echo.SHARPER if is_sharper else Echo.OUTWEIGHED
