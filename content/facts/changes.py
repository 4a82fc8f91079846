"""The difference between two beliefs that is worth telling."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from content.facts.beliefs import Belief, Held, Status, relation
from content.facts.believe import believe
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Claim, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind


class ChangeSort(StrEnum):
    """What kind of news a change is."""

    NEW = "new"
    REFINED = "refined"
    """The same, said more exactly."""
    MOVED_EARLIER = "moved_earlier"
    MOVED_LATER = "moved_later"
    CHANGED = "changed"
    """Another value, of a kind that has no earlier and later."""
    CONFIRMED = "confirmed"
    """The same, now said for certain."""
    HAPPENED = "happened"
    """What was planned is reported to have happened."""
    ADDED = "added"
    """One more value of a kind that adds: an actor, a place, a trailer."""
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    DENIED = "denied"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of news: what was held before, what is held now."""

    sort: ChangeSort
    before: Belief
    after: Belief
    on: date
    """The day by which it was known: of a report known by its month, the first of the month."""
    values: tuple[Held, ...] = ()
    """For `ADDED` and `RETRACTED` of a kind that adds: just those values."""
    said_on: PartialDate | None = None
    """When what else brought it about was reported: a claim of another kind that took it back."""

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return self.after.subject

    @property
    def kind(self) -> Kind:
        """The kind of claim that changed."""
        return self.after.kind

    @property
    def stance(self) -> Stance:
        """How sure the news is; taking something back is as sure as whoever takes it back."""
        if self.values:
            return self.values[0].stance
        decided = self.after.decided_by
        return self.after.stance or (decided.stance if decided else Stance.REPORTED)

    @property
    def citing(self) -> tuple[Claim, ...]:
        """The claims behind the news, weightiest first."""
        if self.sort is ChangeSort.RETRACTED:
            return self.after.retracted
        if self.values:
            return tuple(claim for held in self.values for claim in held.citing)
        return self.after.citing

    @property
    def reported(self) -> PartialDate:
        """When the news was reported, no more exactly than its source says."""
        behind = (*self.citing, *(self.after.held.citing if self.after.held else ()))
        decided = (self.after.decided_by,) if self.after.decided_by else ()
        said = [claim for claim in (*decided, *behind) if claim.known_from == self.on]
        return reported_by(said, self.on) if said or not self.said_on else self.said_on

    @property
    def is_of_words_known(self) -> bool:
        """Whether the value had been said, by somebody whose word did not count so far, before.

        Then it became what is held on that day, and was not first said on it.
        """
        said = self.after.held.citing if self.after.held else ()
        value = self.after.value
        return any(
            claim.known_from < self.on and relation(claim.value, value) is Relation.EQUAL
            for claim in said
        )

    @property
    def told_by(self) -> Claim | None:
        """The claim of that very day that brought it about, or else the weightiest behind it."""
        decided = self.after.decided_by
        if decided is not None and not self.values and decided.known_from == self.on:
            is_of_value = relation(decided.value, self.after.value) is Relation.EQUAL
            if is_of_value or self.after.held is None:
                return decided
        return next(iter(self.citing), None)

    @property
    def deciding(self) -> tuple[Claim, ...]:
        """The claims that decided it: of what adds, one of each value."""
        if self.values:
            return tuple(held.citing[-1] for held in self.values)
        return (self.after.decided_by,) if self.after.decided_by else ()

    @property
    def id(self) -> str:
        """Which news it is: by the claims that decided it, never by its words.

        The same change found twice has one id; a date moved away and back has two.
        """
        deciding = [claim.id for claim in self.deciding]
        retracted = [claim.id for claim in self.after.retracted]
        parts = [str(self.subject), self.kind.value, *sorted(deciding), "-", *sorted(retracted)]
        import hashlib  # noqa: PLC0415 - a question is answered without it

        return f"news:{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}"


def reported_by(claims: Iterable[Claim], on: date) -> PartialDate:
    """Return when *claims* that count from the day *on* were reported, as exactly as one of them.

    The day itself, where none of them says when.
    """
    said = [claim.reported_on for claim in claims if claim.known_from == on]
    spans = [day for day in said if day.span[0] <= on <= day.span[1]]
    if not spans:
        return PartialDate.on(on)
    exactest = min(spans, key=lambda day: (day.span[1] - day.span[0], day.circa))
    return PartialDate.on(on) if exactest.is_day else exactest


def change_between(before: Belief, after: Belief, on: date) -> Change | None:
    """Return the news in going from *before* to *after*, or None where there is none.

    A re-statement, a contradiction by a lesser voice and a guess beside a fact are no news.
    """
    if after.kind.adds:
        return _added(before, after, on)
    sort = _sort_of(before, after)
    return Change(sort, before, after, on) if sort else None


def changes_of(
    claims: Iterable[Claim], subject: Subject, kind: Kind, *, until: date
) -> tuple[Change, ...]:
    """Return each change of knowledge in order, at most one a day, up to the day *until*."""
    mine = [
        claim
        for claim in claims
        if claim.subject == subject and (claim.kind is kind or claim.action is Action.RETRACTS)
    ]
    days = sorted({claim.known_from for claim in mine if claim.known_from <= until})
    before = Belief(subject, kind, Status.UNKNOWN)
    changes = []
    for day in days:
        after = believe(mine, subject, kind, day)
        change = change_between(before, after, day)
        if change:
            changes.append(replace(change, said_on=reported_by(mine, day)))
        before = after
    return tuple(changes)


def changed(
    catalogue: Catalogue, subject: Subject, kind: Kind, *, until: date
) -> tuple[Change, ...]:
    """Return what `changes_of` gives from all that *catalogue* claims of the show.

    It is worked out once for all days: what came later never changes what was news before.
    """
    every = catalogue.remembered_of(
        subject.show,
        (changed, subject, kind),
        lambda: changes_of(catalogue.about(subject.show), subject, kind, until=date.max),
    )
    return tuple(change for change in every if change.on <= until)


FRESH_DAYS = 60
"""Days for which a report about what is over already is still news."""


def is_still_news(change: Change, today: date) -> bool:
    """Whether telling it on the day *today* makes sense.

    It does for whatever lies ahead, and for what was reported lately; old facts about what is
    long past, learnt late, are only answered when somebody asks.
    """
    if any(today - claim.known_from <= timedelta(days=FRESH_DAYS) for claim in change.citing):
        return True
    value = change.after.value
    return isinstance(value, PartialDate) and (value.latest or date.max) >= today


def _sort_of(before: Belief, after: Belief) -> ChangeSort | None:
    match after.status:
        case Status.UNKNOWN:
            return None
        case Status.RETRACTED:
            return ChangeSort.RETRACTED if before.is_known else None
        case Status.WITHDRAWN:
            return ChangeSort.WITHDRAWN if before.is_known else None
        case Status.DENIED:
            return ChangeSort.DENIED if before.status is not Status.DENIED else None
        case Status.CURRENT | Status.CONFLICTING:
            return _sort_of_known(before, after)


def _sort_of_known(before: Belief, after: Belief) -> ChangeSort | None:
    if before.held is None or after.held is None or not before.is_known:
        ends = after.kind is Kind.CANCELLATION and after.held is not None and after.held.is_firm
        return ChangeSort.CANCELLED if ends else ChangeSort.NEW
    stands = relation(after.value, before.value)
    if after.has_happened and not before.has_happened:
        return ChangeSort.HAPPENED
    if after.held.is_firm and not before.held.is_firm:
        same = stands in {Relation.EQUAL, Relation.REFINES}
        return ChangeSort.CONFIRMED if same else ChangeSort.NEW
    if stands is Relation.EQUAL:
        surer = after.stance is Stance.CONFIRMED and before.stance is not Stance.CONFIRMED
        return ChangeSort.CONFIRMED if surer else None
    if stands is Relation.REFINES:
        return ChangeSort.REFINED
    if stands is Relation.DISJOINT and after.date and before.date:
        later = (after.date.earliest or date.min) > (before.date.latest or date.max)
        moments = (after.date.moment, before.date.moment)
        if moments[0] and moments[1]:
            later = moments[0] > moments[1]
        return ChangeSort.MOVED_LATER if later else ChangeSort.MOVED_EARLIER
    return ChangeSort.CHANGED


def _added(before: Belief, after: Belief, on: date) -> Change | None:
    held = {_key(value) for value in before.several}
    now = {_key(value) for value in after.several}
    fresh = tuple(value for value in after.several if _key(value) not in held)
    if fresh:
        return Change(ChangeSort.ADDED, before, after, on, fresh)
    gone = tuple(value for value in before.several if _key(value) not in now)
    return Change(ChangeSort.RETRACTED, before, after, on, gone) if gone else None


def _key(held: Held) -> object:
    value = held.value
    return value.casefold() if isinstance(value, str) else value
