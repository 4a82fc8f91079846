"""What became news between one look and the next."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from content.facts.beliefs import Belief, Status
from content.facts.believe import believe
from content.facts.changes import Change, change_between, is_still_news
from content.facts.claims import Action, Claim, ShowId, Subject
from content.facts.kinds import Kind, Topic

About = Callable[[ShowId], Sequence[Claim]]
"""What gives all claims about a show."""


def fresh_claims(recorded: Sequence[Claim], read: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims *read* of a show that were never *recorded*, or put differently then."""
    if read is recorded:
        return ()
    by_id = {claim.id: claim for claim in recorded}
    return tuple(claim for claim in read if by_id.get(claim.id) != claim)


def news_between(
    before: About, after: About, shows: Iterable[ShowId], *, since: date, until: date
) -> tuple[Change, ...]:
    """Return what is worth telling on the day *until*, having last looked on the day *since*.

    *before* gives the claims we had then about a show, *after* those we have now; only *shows* are
    looked at. News is whatever changes a belief, be it a claim that was not there or one whose
    day of report has come. One change a subject and kind; trivia and what is long past are left
    out.
    """
    changes = []
    for subject, kind in _touched(before, after, shows, since, until):
        were, are = before(subject.show), after(subject.show)
        held = believe(were, subject, kind, since) if were else _nothing(subject, kind)
        change = change_between(held, believe(are, subject, kind, until), until)
        if change and kind.topic is not Topic.TRIVIA and is_still_news(change, until):
            changes.append(change)
    dated = {change.subject for change in changes if change.kind is Kind.RELEASE_DATE}
    return tuple(
        change
        for change in changes
        if not (change.kind is Kind.RELEASE_TIME and change.subject in dated)
    )


def _touched(
    before: About, after: About, shows: Iterable[ShowId], since: date, until: date
) -> list[tuple[Subject, Kind]]:
    """Which beliefs can differ: only those are looked at, however many there are."""
    moving: list[Claim] = []
    for show in shows:
        claims = after(show)
        moving += fresh_claims(before(show), claims)
        moving += [claim for claim in claims if since < claim.known_from <= until]
    touched: dict[tuple[Subject, Kind], None] = {}
    for claim in sorted(moving, key=lambda claim: (claim.known_from, claim.id)):
        touched[claim.subject, claim.kind] = None
        if claim.action is Action.RETRACTS:
            for other in after(claim.subject.show):
                if other.id in claim.retracts:
                    touched[other.subject, other.kind] = None
    return list(touched)


def _nothing(subject: Subject, kind: Kind) -> Belief:
    return Belief(subject, kind, Status.UNKNOWN)
