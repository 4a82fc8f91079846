"""What became news between one look and the next."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from content.beliefs import Belief, Status, believe
from content.changes import Change, change_between, is_still_news
from content.claims import Action, Claim, ClaimId, Kind, ShowId, Subject, Topic


def fresh_claims(recorded: Iterable[Claim], read: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims of *read* that were never *recorded*, or were put differently then."""
    known = {claim.id: _content(claim) for claim in recorded}
    return tuple(claim for claim in read if known.get(claim.id) != _content(claim))


def news_between(
    before: Iterable[Claim],
    after: Iterable[Claim],
    *,
    since: date,
    until: date,
) -> tuple[Change, ...]:
    """Return what is worth telling on the day *until*, having last looked on the day *since*.

    *before* are the claims we had then, *after* those we have now. News is whatever changes a
    belief, be it a claim that was not there or one whose day of report has come. One change a
    subject and kind; trivia and what is long past are left out.
    """
    then, now = _by_show(before), _by_show(after)
    changes = []
    for subject, kind in _touched(then, now, since, until):
        were, are = then.get(subject.show, ()), now.get(subject.show, ())
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
    before: Mapping[ShowId, tuple[Claim, ...]],
    after: Mapping[ShowId, tuple[Claim, ...]],
    since: date,
    until: date,
) -> list[tuple[Subject, Kind]]:
    touched: dict[tuple[Subject, Kind], None] = {}
    for show, claims in after.items():
        by_id: dict[ClaimId, Claim] = {claim.id: claim for claim in claims}
        moving = [claim for claim in claims if since < claim.known_from <= until]
        moving += fresh_claims(before.get(show, ()), claims)
        for claim in sorted(moving, key=lambda claim: (claim.known_from, claim.id)):
            touched[claim.subject, claim.kind] = None
            if claim.action is Action.RETRACTS:
                for target in claim.retracts:
                    if target in by_id:
                        touched[by_id[target].subject, by_id[target].kind] = None
    return list(touched)


def _by_show(claims: Iterable[Claim]) -> dict[ShowId, tuple[Claim, ...]]:
    shows: dict[ShowId, list[Claim]] = {}
    for claim in claims:
        shows.setdefault(claim.subject.show, []).append(claim)
    return {show: tuple(mine) for show, mine in shows.items()}


def _content(claim: Claim) -> Claim:
    return replace(claim, recorded_at=None)


def _nothing(subject: Subject, kind: Kind) -> Belief:
    return Belief(subject, kind, Status.UNKNOWN)
