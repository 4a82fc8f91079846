"""What we hold of one thing on a day, with the claims behind it and those against it."""

from dataclasses import dataclass
from enum import StrEnum

from content.facts.claims import Authority, Claim, Stance, Subject, Value
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind


class Status(StrEnum):
    """How a belief stands."""

    UNKNOWN = "unknown"
    """Nothing was ever claimed."""
    CURRENT = "current"
    CONFLICTING = "conflicting"
    """Voices of equal weight disagree; see `Belief.conflicts`."""
    DENIED = "denied"
    """Somebody with a say in it said no."""
    WITHDRAWN = "withdrawn"
    """It was held and was taken away, and nothing has taken its place."""
    RETRACTED = "retracted"
    """All that was ever claimed has been taken back."""


@dataclass(frozen=True, slots=True)
class Held:
    """One value, and the claims that say it, weightiest first."""

    value: Value | None
    citing: tuple[Claim, ...]
    detail: str | None = None

    @property
    def stance(self) -> Stance:
        """The stance of its weightiest claim: never surer than somebody was."""
        return self.citing[0].stance

    @property
    def is_firm(self) -> bool:
        """Whether somebody stated it, rather than guessed it."""
        return is_firm(self.citing[0])

    @property
    def listed_by(self) -> str | None:
        """The listing that says it, where nobody's word weighs more; None: somebody's does."""
        first = self.citing[0]
        return first.claimant or first.source.publisher if is_listed(first) else None


@dataclass(frozen=True, slots=True)
class Belief:
    """What is held of one subject and kind, as known on a day."""

    subject: Subject
    kind: Kind
    status: Status
    held: Held | None = None
    """The value; None for an unknown or a withdrawn one, and for a kind that adds."""
    conflicts: tuple[Held, ...] = ()
    """Other values of equal weight, which stand beside the one held."""
    several: tuple[Held, ...] = ()
    """All values, oldest first, of a kind whose claims add."""
    guesses: tuple[Held, ...] = ()
    """Speculation and rumour that did not make it into the belief."""
    earlier: tuple[Claim, ...] = ()
    """Claims that no longer hold: superseded, contradicted by greater weight, withdrawn."""
    retracted: tuple[Claim, ...] = ()
    decided_by: Claim | None = None
    """The claim by which the belief came to be as it is."""

    @property
    def value(self) -> Value | None:
        """What is held, or None."""
        return self.held.value if self.held else None

    @property
    def date(self) -> PartialDate | None:
        """The value where it is a date, or None."""
        return self.value if isinstance(self.value, PartialDate) else None

    @property
    def stance(self) -> Stance | None:
        """How surely it is held, or None where nothing is."""
        return self.held.stance if self.held else None

    @property
    def listed_by(self) -> str | None:
        """The listing behind it, where nobody else is; see `Held.listed_by`."""
        return self.held.listed_by if self.held else None

    @property
    def citing(self) -> tuple[Claim, ...]:
        """The claims behind it, weightiest first."""
        if self.held:
            return self.held.citing
        if self.several:
            return tuple(claim for held in self.several for claim in held.citing)
        return (self.decided_by,) if self.decided_by else ()

    @property
    def is_known(self) -> bool:
        """Whether there is a value to speak of."""
        return self.status in {Status.CURRENT, Status.CONFLICTING}

    @property
    def has_happened(self) -> bool:
        """Whether somebody reported it as an event, and not as a plan."""
        return self.is_known and any(claim.reports_event for claim in self.citing)


def is_listed(claim: Claim) -> bool:
    """Whether a listing says it, which gathers what others said and was told nothing itself."""
    return claim.authority is Authority.AGGREGATOR and claim.stance.sureness >= _LISTED


_LISTED = Stance.PLANNED.sureness


def is_firm(claim: Claim) -> bool:
    """Whether it states something, rather than guesses it."""
    return claim.stance.sureness >= Stance.PLANNED.sureness


def relation(value: Value | None, other: Value | None) -> Relation:
    """Return how two values of one kind stand to each other."""
    if isinstance(value, PartialDate) and isinstance(other, PartialDate):
        return value.relation_to(other)
    return Relation.EQUAL if normal_form(value) == normal_form(other) else Relation.DISJOINT


def normal_form(value: Value | None) -> object:
    """Return what two ways of writing one value have in common."""
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
