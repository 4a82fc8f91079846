"""What became news between one look and the next."""

from collections.abc import Collection
from datetime import date, timedelta

from content.facts.beliefs import Belief, Status
from content.facts.believe import believe
from content.facts.catalogue import Catalogue
from content.facts.changes import Change, change_between, is_still_news
from content.facts.claims import Action, Claim, ShowId, Subject
from content.facts.kinds import Kind, Topic


def fresh_claims(recorded: Catalogue, read: Catalogue) -> tuple[Claim, ...]:
    """Return the claims of *read* that were never *recorded*, or were put differently then.

    Shows whose claims are the very same objects in both are passed over unread.
    """
    fresh: list[Claim] = []
    for show in read.shows:
        mine, known = read.about(show), recorded.about(show)
        if mine is not known:
            by_id = {claim.id: claim for claim in known}
            fresh += [claim for claim in mine if by_id.get(claim.id) != claim]
    return tuple(fresh)


def news_between(
    before: Catalogue,
    after: Catalogue,
    *,
    since: date,
    until: date,
    shows: Collection[ShowId] | None = None,
) -> tuple[Change, ...]:
    """Return what is worth telling on the day *until*, having last looked on the day *since*.

    *before* holds the claims we had then, *after* those we have now. News is whatever changes a
    belief, be it a claim that was not there or one whose day of report has come. One change a
    subject and kind; trivia and what is long past are left out, and with *shows* all others.
    """
    changes = []
    for subject, kind in _touched(before, after, since, until):
        if shows is not None and subject.show not in shows:
            continue
        were, are = before.about(subject.show), after.about(subject.show)
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
    before: Catalogue, after: Catalogue, since: date, until: date
) -> list[tuple[Subject, Kind]]:
    """Which beliefs can differ: only those are looked at, however many there are."""
    moving = list(fresh_claims(before, after))
    if since < until:
        moving += after.known_between(since + timedelta(days=1), until)
    touched: dict[tuple[Subject, Kind], None] = {}
    for claim in sorted(moving, key=lambda claim: (claim.known_from, claim.id)):
        touched[claim.subject, claim.kind] = None
        if claim.action is Action.RETRACTS:
            for other in after.about(claim.subject.show):
                if other.id in claim.retracts:
                    touched[other.subject, other.kind] = None
    return list(touched)


def _nothing(subject: Subject, kind: Kind) -> Belief:
    return Belief(subject, kind, Status.UNKNOWN)
