"""What a catalogue keeps of its beliefs and changes is what working them out anew gives."""

from datetime import date, timedelta

import pytest

from content.facts.believe import believe, believed
from content.facts.catalogue import Catalogue
from content.facts.changes import changed, changes_of
from content.facts.claims import ShowId
from fakes.asked import shipped

DAY = timedelta(days=1)


@pytest.mark.parametrize("show", sorted(shipped().shows))
def test_a_kept_belief_is_what_was_believed_on_that_day(show: ShowId) -> None:
    catalogue = fresh()
    claims = catalogue.about(show)
    about = {(claim.subject, claim.kind): claim.market for claim in claims}

    differing = [
        (subject, kind, day)
        for day in around_each_report(show)
        for (subject, kind), market in about.items()
        if believed(catalogue, subject, kind, day, market=market)
        != believe(claims, subject, kind, day, market=market)
    ]

    assert about
    assert differing == []


@pytest.mark.parametrize("show", sorted(shipped().shows))
def test_kept_changes_are_those_up_to_that_day_whichever_was_asked_for_first(show: ShowId) -> None:
    catalogue = fresh()
    claims = catalogue.about(show)
    about = dict.fromkeys((claim.subject, claim.kind) for claim in claims)

    differing = [
        (subject, kind, day)
        for day in reversed(around_each_report(show))
        for subject, kind in about
        if changed(catalogue, subject, kind, until=day)
        != changes_of(claims, subject, kind, until=day)
    ]

    assert differing == []


def fresh() -> Catalogue:
    return Catalogue.of(shipped(), shipped().claims)


def around_each_report(show: ShowId) -> list[date]:
    reports = {claim.known_from for claim in shipped().about(show)}
    return sorted({day for report in reports for day in (report - DAY, report, report + DAY)})
