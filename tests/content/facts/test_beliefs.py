import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.beliefs import Status
from content.facts.believe import believe, believed, claims_on
from content.facts.claims import Action, Authority, Claim, ClaimId, ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind, Shape
from fakes.claims import catalogue

SEASON = Subject(ShowId("jessica-jones"), 2)
FOR_EVER = date(2100, 1, 1)


def claim(value=None, on="2017-01-01", *, id=None, kind=Kind.RELEASE_DATE, **fields):  # noqa: A002
    day = PartialDate.parse(on)
    if isinstance(value, str) and kind.shape in {Shape.DATE, Shape.EVENT}:
        value = PartialDate.parse(value)
    fields = {"stance": Stance.CONFIRMED, "authority": Authority.OUTLET} | fields
    publisher = fields.pop("publisher", "A page")
    return Claim(
        id=ClaimId(id or f"{kind}-{value}-{on}-{fields['stance']}-{publisher}"),
        subject=SEASON,
        kind=kind,
        value=value,
        source=Source(publisher=publisher, url="https://example.org/", published=day),
        says="it says so",
        reported_on=day,
        **fields,
    )


def held(claims, *, kind=Kind.RELEASE_DATE, by="2100-01-01"):
    belief = believe(claims, SEASON, kind, date.fromisoformat(by))
    value = belief.value
    shown = value.edtf if isinstance(value, PartialDate) else value
    return belief.status.value, shown


def event(value, on, **fields):
    fields = {"stance": Stance.REPORTED} | fields
    return claim(value, on, kind=Kind.FILMING_START, **fields)


PLATFORM, EXECUTIVE, TRADE = Authority.PLATFORM, Authority.EXECUTIVE, Authority.TRADE

YEAR = claim("2018", "2016-10-24", authority=EXECUTIVE)
DAY = claim("2018-03-08", "2017-12-09", authority=PLATFORM)
BLOG = claim("2018-03-09", "2018-03-07", stance=Stance.REPORTED)


def test_nothing_claimed_is_nothing_believed():
    assert held([]) == ("unknown", None)


def test_a_claim_counts_from_the_day_it_was_reported():
    assert held([DAY], by="2017-12-08") == ("unknown", None)
    assert held([DAY], by="2017-12-09") == ("current", "2018-03-08")


def test_a_report_dated_by_its_month_counts_from_the_first():
    assert held([claim("2018", "2016-07")], by="2016-07-01") == ("current", "2018")


def test_a_day_refines_a_year():
    assert held([YEAR, DAY]) == ("current", "2018-03-08")


def test_a_vaguer_repetition_takes_nothing_away():
    assert held([DAY, claim("2018", "2018-01-02", authority=PLATFORM)]) == ("current", "2018-03-08")


def test_a_lesser_voice_does_not_move_what_the_platform_said():
    belief = believe([YEAR, DAY, BLOG], SEASON, Kind.RELEASE_DATE, FOR_EVER)

    assert held([YEAR, DAY, BLOG]) == ("current", "2018-03-08")
    assert BLOG in belief.earlier
    assert belief.conflicts == ()


def test_a_later_word_of_equal_authority_moves_the_date():
    moved = claim("2018-03-24", "2018-01-27", authority=PLATFORM)

    assert held([DAY, moved]) == ("current", "2018-03-24")


def test_a_trade_paper_that_states_it_may_move_what_the_studio_said():
    moved = claim("2018-11", "2018-02-01", authority=TRADE)

    assert held([DAY, moved]) == ("current", "2018-11")


@pytest.mark.parametrize("stance", [Stance.SPECULATED, Stance.RUMOURED, Stance.EXPECTED])
def test_a_guess_never_displaces_a_statement(stance):
    guess = claim("2018-early", "2017-04-03", stance=stance, authority=Authority.LEAKER)
    belief = believe([YEAR, guess], SEASON, Kind.RELEASE_DATE, FOR_EVER)

    assert belief.date == YEAR.value
    assert [other.value for other in belief.guesses] == [guess.value]


def test_a_statement_displaces_a_guess_whatever_it_says():
    guess = claim("2016/2017-early", "2016-01-17", stance=Stance.SPECULATED)

    assert held([guess, YEAR]) == ("current", "2018")


def test_a_page_cannot_say_more_than_the_words_it_follows():
    bound = claim("2018/..", "2016-07-28", authority=EXECUTIVE, claimant="Ted Sarandos")
    relay = claim(
        "2018", "2016-07-28", authority=EXECUTIVE, claimant="Ted Sarandos", stance=Stance.REPORTED
    )

    assert held([bound, relay]) == ("current", "2018/..")


def test_equal_outlets_of_one_week_that_disagree_stand_side_by_side():
    done = claim("done", "2019-02-18", kind=Kind.PRODUCTION_STATUS, publisher="One")
    not_done = claim("not done", "2019-02-18", kind=Kind.PRODUCTION_STATUS, publisher="Two")
    belief = believe([done, not_done], SEASON, Kind.PRODUCTION_STATUS, FOR_EVER)

    assert belief.status is Status.CONFLICTING
    assert {belief.value, *(other.value for other in belief.conflicts)} == {"done", "not done"}


def test_somebody_who_corrects_himself_is_no_conflict():
    first = claim("13", "2019-02-18", kind=Kind.RUNTIME, claimant="Somebody")
    later = claim("12", "2019-02-19", kind=Kind.RUNTIME, claimant="Somebody")

    assert held([first, later], kind=Kind.RUNTIME) == ("current", "12")


def test_one_source_told_as_two_days_is_shown_as_two_days():
    olv = {"via": "On Location Vacations"}
    third = event("2017-04-03", "2017-04-03", publisher="Dark Horizons", **olv)
    signs = event("2017-04-03", "2017-04-03/2017-04-30", publisher="Soda")
    tenth = event("2017-04-10", "2017-04-03", stance=Stance.PLANNED, publisher="BSP", **olv)
    belief = believe([third, signs, tenth], SEASON, Kind.FILMING_START, date(2017, 4, 4))

    assert belief.status is Status.CONFLICTING
    assert belief.date == third.value
    assert [other.value for other in belief.conflicts] == [tenth.value]
    assert set(belief.citing) == {third, signs}


def test_a_plan_never_becomes_the_event_by_the_clock():
    plan = event("2017-09-15", "2017-09-01", stance=Stance.PLANNED)
    belief = believe([plan], SEASON, Kind.FILMING_START, date(2018, 1, 1))

    assert not belief.has_happened
    assert belief.stance is Stance.PLANNED


def test_an_event_outweighs_the_plan_for_it_and_the_plan_does_not_sharpen_it():
    plan = event("2017-09-15", "2017-08-01", stance=Stance.PLANNED)
    month = event("2017-09", "2017-09-20")
    belief = believe([plan, month], SEASON, Kind.FILMING_START, date(2017, 9, 20))

    assert belief.has_happened
    assert belief.date == month.value
    assert belief.conflicts == ()


def test_no_report_of_an_event_counts_before_the_event():
    assert held([event("2017-04-03", "2017-04")], kind=Kind.FILMING_START, by="2017-04-02") == (
        "unknown",
        None,
    )


def test_a_date_can_be_withdrawn_and_nothing_takes_its_place():
    withdrawn = claim(None, "2018-01-10", authority=TRADE, action=Action.WITHDRAWS)
    guess = claim("2019", "2018-01-11", stance=Stance.SPECULATED)

    assert held([DAY, withdrawn, guess]) == ("withdrawn", None)
    assert held([DAY, withdrawn, claim("2018-05", "2018-02-01", authority=PLATFORM)]) == (
        "current",
        "2018-05",
    )


def test_a_lesser_voice_cannot_withdraw_what_the_platform_said():
    withdrawn = claim(
        None, "2018-01-10", stance=Stance.REPORTED, action=Action.WITHDRAWS, publisher="Blog"
    )

    assert held([DAY, withdrawn]) == ("current", "2018-03-08")


def test_what_is_retracted_was_still_believed_before():
    hoax = claim("2018-06-01", "2018-01-02", authority=PLATFORM, id="hoax")
    back = claim(None, "2018-01-05", id="back", action=Action.RETRACTS, retracts=(ClaimId("hoax"),))

    assert held([DAY, hoax, back], by="2018-01-03") == ("current", "2018-06-01")
    assert held([DAY, hoax, back], by="2018-01-05") == ("current", "2018-03-08")
    assert held([hoax, back]) == ("retracted", None)


def test_a_denial_is_a_claim_and_not_the_truth():
    denied = claim(
        None, "2018-11-01", kind=Kind.CANCELLATION, stance=Stance.DENIED, authority=Authority.CAST
    )
    done = claim("2018-11-29", "2018-11-29", kind=Kind.CANCELLATION, authority=PLATFORM)

    assert held([denied], kind=Kind.CANCELLATION) == ("denied", None)
    assert held([denied, done], kind=Kind.CANCELLATION) == ("current", "2018-11-29")
    assert held([done, denied], kind=Kind.CANCELLATION) == ("current", "2018-11-29")


def test_kinds_that_add_stand_beside_one_another():
    one = claim("Krysten Ritter", "2014-12", kind=Kind.CAST)
    two = claim("Janet McTeer", "2017-04", kind=Kind.CAST)
    again = claim("janet  mcteer", "2017-05", kind=Kind.CAST, publisher="Another")
    belief = believe([two, again, one], SEASON, Kind.CAST, FOR_EVER)

    assert [value.value for value in belief.several] == ["Krysten Ritter", "Janet McTeer"]
    assert len(belief.several[1].citing) == 2


def test_a_market_has_its_own_date_and_does_not_touch_the_others():
    france = claim("2018-03-09", "2017-12-10", authority=PLATFORM, market="FR")

    assert held([DAY, france]) == ("current", "2018-03-08")
    in_france = believe([DAY, france], SEASON, Kind.RELEASE_DATE, FOR_EVER, market="FR")
    assert in_france.date == france.value


def test_a_market_keeps_its_date_until_the_date_moves_everywhere():
    france = claim(
        "2018-03-09", "2017-12-09", authority=Authority.OUTLET, stance=Stance.REPORTED, market="FR"
    )
    again = claim("2018-03-08", "2018-01-15", authority=PLATFORM)
    moved = claim("2018-05-04", "2018-02-01", authority=PLATFORM)

    def in_france(*claims):
        return believe(claims, SEASON, Kind.RELEASE_DATE, FOR_EVER, market="FR").date

    assert in_france(DAY, france) == france.value
    assert in_france(DAY, france, again) == france.value
    assert in_france(DAY, france, again, moved) == moved.value


def test_a_page_of_less_weight_cannot_sharpen_the_words_that_it_follows():
    said = claim("2026", "2025-09-18", authority=Authority.EXECUTIVE, stance=Stance.PLANNED)
    relayed = claim(
        "2026-early",
        "2025-09-20",
        authority=Authority.OUTLET,
        stance=Stance.PLANNED,
        publisher="A relay",
        via=said.voice,
    )

    assert held([said, relayed])[1] == "2026"


VALUES = st.sampled_from(
    ["2018", "2018-early", "2018/..", "2018-03", "2018-03-08", "2018-03-24", "2019", "2017-22"]
)
DAYS = st.dates(date(2016, 1, 1), date(2018, 6, 1)).map(date.isoformat)
CLAIMS = st.lists(
    st.builds(
        claim,
        VALUES,
        DAYS,
        stance=st.sampled_from([stance for stance in Stance if stance is not Stance.DENIED]),
        authority=st.sampled_from(Authority),
        publisher=st.sampled_from(["One", "Two", "Three"]),
        claimant=st.sampled_from([None, "Somebody", "Somebody else"]),
        id=st.uuids().map(str),
        action=st.sampled_from([Action.STATES, Action.STATES, Action.STATES, Action.WITHDRAWS]),
        kind=st.sampled_from([Kind.RELEASE_DATE, Kind.FILMING_START]),
    ),
    max_size=9,
)
KINDS = st.sampled_from([Kind.RELEASE_DATE, Kind.FILMING_START])


@given(CLAIMS, KINDS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, kind, chance: random.Random):
    shuffled = list(claims)
    chance.shuffle(shuffled)

    assert believe(claims, SEASON, kind, FOR_EVER) == believe(shuffled, SEASON, kind, FOR_EVER)


@given(CLAIMS, KINDS, st.dates(date(2016, 1, 1), date(2018, 6, 1)))
def test_a_later_claim_never_changes_an_earlier_belief(claims, kind, day):
    known = [one for one in claims if one.known_from <= day]

    assert believe(claims, SEASON, kind, day) == believe(known, SEASON, kind, day)


@given(CLAIMS, KINDS)
def test_a_belief_is_never_surer_or_more_exact_than_a_claim_behind_it(claims, kind):
    belief = believe(claims, SEASON, kind, FOR_EVER)

    if belief.held:
        assert belief.value in {one.value for one in claims}
        assert belief.stance in {one.stance for one in belief.citing}
        assert all(one in claims for one in belief.citing)
        assert all(
            one.value is not None and belief.date.relation_to(one.value) is Relation.EQUAL
            for one in belief.citing
        )


@given(CLAIMS, KINDS)
def test_a_repetition_changes_nothing_that_is_held(claims, kind):
    belief = believe(claims, SEASON, kind, FOR_EVER)
    if belief.held is None:
        return
    cited = belief.citing[0]
    later = max(one.known_from for one in claims) + timedelta(days=30)
    again = claim(
        cited.value,
        later.isoformat(),
        kind=kind,
        stance=cited.stance,
        authority=Authority.AGGREGATOR,
        publisher="A repeating blog",
        id="again",
    )

    after = believe([*claims, again], SEASON, kind, FOR_EVER)

    assert after.value == belief.value
    assert after.stance == belief.stance
    assert after.status == belief.status


@given(CLAIMS, KINDS)
def test_conflicts_are_never_the_value_held(claims, kind):
    belief = believe(claims, SEASON, kind, FOR_EVER)

    assert (belief.status is Status.CONFLICTING) == bool(belief.conflicts)
    for other in belief.conflicts:
        assert other.value != belief.value


def test_a_belief_about_a_show_of_very_many_seasons_is_made_of_its_own_claims_alone():
    claims = [
        replace(claim("2027-01-01", id=f"c{number}"), subject=Subject(SEASON.show, number))
        for number in range(1, 500)
    ]
    taken_back = replace(
        claim(id="back", action=Action.RETRACTS, retracts=(ClaimId("c7"),)),
        subject=Subject(SEASON.show, 7),
    )
    known = catalogue(*claims, taken_back)

    for number in (1, 7, 499):
        subject = Subject(SEASON.show, number)

        assert len(claims_on(known, subject, Kind.RELEASE_DATE)) == 2
        assert believed(known, subject, Kind.RELEASE_DATE, FOR_EVER) == believe(
            [*claims, taken_back], subject, Kind.RELEASE_DATE, FOR_EVER
        )
