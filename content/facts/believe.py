"""From the claims known by a day to what is held on it; see docs/decisions/0001.

`believe` is a pure function of claims: their order does not matter, and a claim made known later
never changes what was believed earlier.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from content.facts.beliefs import (
    Belief,
    Held,
    Status,
    is_firm,
    is_listed,
    normal_form,
    relation,
)
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Authority, Claim, ClaimId, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind, Shape

_MANY: Final = 200
"""Claims about one show; of fewer all are looked through for each belief."""


def believe(
    claims: Iterable[Claim],
    subject: Subject,
    kind: Kind,
    known_by: date,
    *,
    market: str | None = None,
) -> Belief:
    """Return what is held of *subject* and *kind* from the claims known by the day *known_by*.

    A claim for one market counts only where that *market* (ISO 3166) is asked for. There it
    stands beside what holds everywhere, until that is changed by a later word.
    """
    known = [claim for claim in claims if claim.known_from <= known_by]
    taken_back = {
        target for claim in known if claim.action is Action.RETRACTS for target in claim.retracts
    }
    mine = [
        claim
        for claim in known
        if claim.subject == subject and claim.kind is kind and claim.action is not Action.RETRACTS
    ]
    everywhere = [claim for claim in mine if claim.market is None]
    belief = _believe(everywhere, subject, kind, taken_back)
    if market is None:
        return belief
    there = [claim for claim in mine if claim.market == market]
    local = _believe(there, subject, kind, taken_back)
    if kind.adds or not local.is_known or not there:
        return _believe([*everywhere, *there], subject, kind, taken_back)
    return belief if _is_later(belief.decided_by, local.decided_by) else local


def believed(
    catalogue: Catalogue,
    subject: Subject,
    kind: Kind,
    known_by: date,
    *,
    market: str | None = None,
) -> Belief:
    """Return what `believe` gives from all that *catalogue* claims of the show.

    It is worked out once for all days on which as much is known: one answer asks for the same
    belief up to a dozen times, and a second answer asks for it again.
    """
    key = (believed, subject, kind, catalogue.known_about(subject.show, known_by), market)
    claims = claims_on(catalogue, subject, kind)
    return catalogue.remembered_of(
        subject.show, key, lambda: believe(claims, subject, kind, known_by, market=market)
    )


def claims_on(catalogue: Catalogue, subject: Subject, kind: Kind) -> Sequence[Claim]:
    """Return claims about the show, all those among them from which `believe` makes its belief.

    Of a show of very many claims they are told apart once, so that a show of a thousand seasons
    costs a thousand times what one season does, and not a million times.
    """
    claims = catalogue.about(subject.show)
    if len(claims) <= _MANY:
        return claims
    by_belief, retractions = catalogue.remembered_of(
        subject.show, claims_on, lambda: _told_apart(claims)
    )
    return [*by_belief.get((subject, kind), ()), *retractions]


def _told_apart(
    claims: Iterable[Claim],
) -> tuple[dict[tuple[Subject, Kind], list[Claim]], list[Claim]]:
    by_belief = defaultdict[tuple[Subject, Kind], list[Claim]](list)
    retractions = []
    for claim in claims:
        if claim.action is Action.RETRACTS:
            retractions.append(claim)
        else:
            by_belief[claim.subject, claim.kind].append(claim)
    return dict(by_belief), retractions


def _believe(
    mine: Sequence[Claim], subject: Subject, kind: Kind, taken_back: set[ClaimId]
) -> Belief:
    retracted = tuple(sorted((c for c in mine if c.id in taken_back), key=_order))
    standing = sorted((c for c in mine if c.id not in taken_back), key=_order)
    if kind.adds:
        belief = _add(subject, kind, standing)
    else:
        fold = _Fold()
        for claim in standing:
            fold.take(claim)
        belief = fold.belief(subject, kind, standing)
    if retracted and belief.status is Status.UNKNOWN:
        belief = replace(belief, status=Status.RETRACTED)
    return replace(belief, retracted=retracted) if retracted else belief


def _is_later(claim: Claim | None, other: Claim | None) -> bool:
    return bool(claim and other and claim.known_from > other.known_from)


def _order(claim: Claim) -> tuple[date, int, int, ClaimId]:
    """Oldest first; on one day the surest and weightiest first, so that relays come after."""
    return claim.known_from, -claim.stance.sureness, -claim.authority, claim.id


def _weight(claim: Claim) -> tuple[int, int, date, ClaimId]:
    """Weightiest first: greater authority, surer, and then whoever said it first."""
    return -claim.authority, -claim.stance.sureness, claim.known_from, claim.id


class _Fold:
    """Claims taken one by one, oldest first."""

    def __init__(self) -> None:
        self.held: Claim | None = None
        self.status = Status.UNKNOWN
        self.decided_by: Claim | None = None
        self.rivals: list[Claim] = []
        self.heard: list[Claim] = []

    def take(self, claim: Claim) -> None:
        """Let *claim* replace, join, stand beside, or be outweighed by what is held."""
        self.heard.append(claim)
        if claim.action is Action.WITHDRAWS:
            if self.held is not None and _may_overrule(claim, self.held):
                self._decide(claim, Status.WITHDRAWN, held=False)
            return
        if claim.stance is Stance.DENIED:
            if self.held is not None and _denies_another_date(claim, self.held):
                return
            if self.held is None or _may_overrule(claim, self.held) or not is_firm(self.held):
                self._decide(claim, Status.DENIED, held=False)
            return
        if self.held is None:
            softly = not is_firm(claim)
            if softly and self.status in {Status.WITHDRAWN, Status.DENIED}:
                return  # a guess does not bring back what was withdrawn or denied
            self._decide(claim, Status.CURRENT)
        else:
            self._weigh(claim, self.held)

    def _weigh(self, claim: Claim, held: Claim) -> None:
        if is_firm(claim) != is_firm(held):
            if is_firm(claim):
                self._decide(claim, Status.CURRENT)
            return
        stands = relation(claim.value, held.value)
        if claim.reports_event != held.reports_event:
            self._weigh_event(claim, held, stands)
        elif stands is Relation.EQUAL:
            if claim.stance.sureness > held.stance.sureness and claim.authority >= held.authority:
                self._decide(claim, self.status, keep_rivals=True)
        elif not is_firm(claim):
            if claim.stance.sureness >= held.stance.sureness:
                self._decide(claim, Status.CURRENT)
        elif not _is_relay(claim, held):
            self._weigh_value(claim, held, stands)

    def _weigh_value(self, claim: Claim, held: Claim, stands: Relation) -> None:
        """Two statements of equal standing with different values."""
        if stands is Relation.REFINES:
            if not _may_be_the_year(claim, held):
                self._decide(claim, Status.CURRENT)
        elif stands is Relation.OVERLAPS:
            looser = relation(held.value, claim.value) is Relation.REFINES
            if not looser and claim.authority >= held.authority:
                self._decide(claim, Status.CURRENT)
        elif self._disagrees(claim, held):
            self.rivals.append(claim)
            self.status = Status.CONFLICTING
        elif _may_overrule(claim, held):
            self._decide(claim, Status.CURRENT)

    def _weigh_event(self, claim: Claim, held: Claim, stands: Relation) -> None:
        """An event outweighs a plan for it; a plan never becomes the event."""
        event, plan = (claim, held) if claim.reports_event else (held, claim)
        if claim.reports_event:
            self._decide(claim, Status.CURRENT)
        one_voice = any(
            other.voice == plan.voice and _days_apart(other, plan) <= _CONTEMPORARY
            for other in self.heard
            if other.reports_event and relation(other.value, event.value) is Relation.EQUAL
        )
        if one_voice and stands is Relation.DISJOINT:
            self.rivals.append(plan)
            self.status = Status.CONFLICTING

    def _disagrees(self, claim: Claim, held: Claim) -> bool:
        """Whether the two stand side by side, neither being the later word."""
        if claim.claimant is not None and claim.claimant == held.claimant:
            return False
        if _revises(claim, held):
            return False
        if claim.authority != held.authority:
            return False
        if claim.reports_event:
            return True
        lasting = _CONTEMPORARY if claim.authority < Authority.TRADE else 0
        return _days_apart(claim, held) <= lasting

    def _decide(
        self, claim: Claim, status: Status, *, held: bool = True, keep_rivals: bool = False
    ) -> None:
        self.decided_by, self.status = claim, status
        self.held = claim if held else None
        if not keep_rivals:
            self.rivals = []

    def belief(self, subject: Subject, kind: Kind, claims: Sequence[Claim]) -> Belief:
        """Return the outcome, every claim cited beside the value that it says."""
        stating = [c for c in claims if c.action is Action.STATES and c.stance is not Stance.DENIED]
        held = None
        if self.held is not None:
            held = Held(self.held.value, _citing(self.held, stating), self.held.detail)
        elif self.status is Status.DENIED and self.decided_by is not None:
            held = Held(self.decided_by.value, (self.decided_by,))
        conflicts: list[Held] = []
        for rival in self.rivals:
            if all(relation(rival.value, h.value) is not Relation.EQUAL for h in conflicts):
                conflicts.append(Held(rival.value, _citing(rival, stating), rival.detail))
        cited = {c.id for h in (held, *conflicts) if h for c in h.citing}
        rest = [c for c in claims if c.id not in cited and c is not self.decided_by]
        guesses = [c for c in rest if c.stance is not Stance.DENIED and not is_firm(c)]
        return Belief(
            subject,
            kind,
            self.status,
            held=held,
            conflicts=tuple(conflicts),
            guesses=tuple(Held(c.value, (c,), c.detail) for c in guesses),
            earlier=tuple(c for c in rest if c not in guesses),
            decided_by=self.decided_by,
        )


_CONTEMPORARY = 7
"""Days within which reports of one thing are of one time."""


def _days_apart(claim: Claim, other: Claim) -> int:
    return abs((claim.known_from - other.known_from).days)


def _denies_another_date(claim: Claim, held: Claim) -> bool:
    """Whether *claim* denies a date within which the one held does not lie."""
    if not (isinstance(claim.value, PartialDate) and isinstance(held.value, PartialDate)):
        return False
    return held.value.relation_to(claim.value) not in {Relation.EQUAL, Relation.REFINES}


def _is_relay(claim: Claim, held: Claim) -> bool:
    """Whether *claim* is the same voice at the same time, told at second hand."""
    return (
        claim.voice == held.voice
        and (claim.stance.sureness < held.stance.sureness or claim.authority < held.authority)
        and _days_apart(claim, held) <= _CONTEMPORARY
    )


def _revises(claim: Claim, held: Claim) -> bool:
    """Whether a page says on another day what the same publisher said before, for itself."""
    speaks_for_itself = {claim.claimant, claim.via, held.claimant, held.via} == {None}
    is_one = claim.source.publisher == held.source.publisher
    return speaks_for_itself and is_one and claim.known_from != held.known_from


def _may_be_the_year(claim: Claim, held: Claim) -> bool:
    """Whether *claim* is a listing's 1 January where others know the year alone.

    Listings that want a whole day write it for a year (TMDB: whole runs of seasons so).
    """
    day, known = claim.value, held.value
    return (
        is_listed(claim)
        and claim.voice != held.voice
        and isinstance(day, PartialDate)
        and isinstance(known, PartialDate)
        and not known.is_day
        and day.day is not None
        and (day.day.month, day.day.day) == (1, 1)
    )


def _may_overrule(claim: Claim, held: Claim) -> bool:
    """Whether *claim*, being later, takes the place of *held*.

    Equal or greater authority does; so does a trade paper or better that states it as confirmed.
    """
    return claim.authority >= held.authority or (
        claim.stance is Stance.CONFIRMED and claim.authority >= Authority.TRADE
    )


def _citing(held: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Every claim that says the same value in the same way, weightiest first.

    A plan does not witness an event, nor a guess a statement.
    """
    same = [
        claim
        for claim in claims
        if relation(claim.value, held.value) is Relation.EQUAL
        and is_firm(claim) == is_firm(held)
        and (claim.reports_event == held.reports_event or claim.kind.shape is not Shape.EVENT)
    ]
    return tuple(sorted(same, key=_weight))


def _add(subject: Subject, kind: Kind, claims: Sequence[Claim]) -> Belief:
    values: dict[object, list[Claim]] = {}
    for claim in claims:
        if claim.action is Action.STATES:
            values.setdefault(normal_form(claim.value), []).append(claim)
    several = tuple(
        Held(same[0].value, tuple(sorted(same, key=_weight)), _first_detail(same))
        for same in values.values()
    )
    if not several:
        return Belief(subject, kind, Status.UNKNOWN)
    return Belief(subject, kind, Status.CURRENT, several=several, decided_by=several[-1].citing[0])


def _first_detail(claims: Sequence[Claim]) -> str | None:
    return next((claim.detail for claim in reversed(claims) if claim.detail), None)
