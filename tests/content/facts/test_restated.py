"""Which claims say nothing that is not believed already."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.believe import believe
from content.facts.claims import Action, Authority, ClaimId, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.news import news_between
from content.facts.proposals import restates
from fakes.claims import claim

HELD = replace(claim(id_="held", value="2018-03-08", stance="reported"), authority=Authority.OUTLET)
TODAY = HELD.known_from.replace(year=HELD.known_from.year + 1)


def said(**changes):
    if "value" in changes and isinstance(changes["value"], str):
        changes["value"] = PartialDate.parse(changes["value"])
    return replace(HELD, id=ClaimId("said"), **changes)


def belief(*claims):
    held = claims or (HELD,)
    return believe(held, HELD.subject, held[0].kind, TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"stance": Stance.RUMOURED},
        {"authority": Authority.LEAKER, "claimant": "Somebody else"},
        {"value": "2018-03"},
        {"value": "2018"},
    ],
)
def test_the_same_as_exactly_and_no_more_surely_is_a_restatement(changes):
    assert restates(said(**changes), belief())


@pytest.mark.parametrize(
    "changes",
    [
        {"stance": Stance.CONFIRMED},
        {"authority": Authority.PLATFORM},
        {"value": "2018-03-09"},
        {"value": "2019"},
        {"stance": Stance.DENIED},
        {"action": Action.WITHDRAWS},
        {"action": Action.RETRACTS, "retracts": (HELD.id,)},
        {"detail": "of something else"},
    ],
)
def test_what_is_surer_weightier_or_something_else_waits(changes):
    assert not restates(said(**changes), belief())


def test_what_is_more_exact_waits():
    assert not restates(
        said(value="2018-03-08"), belief(replace(HELD, value=said(value="2018").value))
    )


def test_what_nobody_claims_or_what_is_disputed_waits():
    other = replace(
        HELD, id=ClaimId("other"), claimant="Another", value=PartialDate.parse("2018-05-01")
    )

    assert not restates(HELD, believe((), HELD.subject, HELD.kind, TODAY))
    assert not restates(said(), belief(HELD, other))


def test_one_of_several_is_a_restatement_and_another_is_not():
    cast = replace(HELD, kind=Kind.CAST, value="Krysten Ritter", detail="Jessica")

    assert restates(replace(cast, id=ClaimId("b"), value="krysten  ritter"), belief(cast))
    assert not restates(replace(cast, id=ClaimId("b"), value="Mike Colter"), belief(cast))


@given(
    st.sampled_from(["2018", "2018-03", "2018-03-08", "2018-03-09", "2018-04"]),
    st.sampled_from(["2018", "2018-03", "2018-03-08", "2018-03-09", "2018-04"]),
    st.sampled_from(Stance),
    st.sampled_from(Authority),
)
def test_what_is_a_restatement_is_never_news(held, value, stance, authority):
    before = replace(HELD, value=PartialDate.parse(held))
    new = said(value=value, stance=stance, authority=authority)

    if restates(new, belief(before)):
        after = (before, new)
        changes = news_between(
            lambda _: (before,), lambda _: after, [HELD.subject.show], since=TODAY, until=TODAY
        )
        assert changes == ()
