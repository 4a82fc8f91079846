from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from content.facts.changes import ChangeSort, changes_of, is_still_news
from content.facts.claims import Action, Authority, Claim, ClaimId, ShowId, Source, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Shape
from content.facts.news import fresh_claims, news_between
from content.facts.record import Record

SEASON = Subject(ShowId("jessica-jones"), 2)
FOR_EVER = date(2100, 1, 1)


def claim(value=None, on="2017-01-01", *, id=None, kind=Kind.RELEASE_DATE, **fields):  # noqa: A002
    day = PartialDate.parse(on)
    if isinstance(value, str) and kind.shape in {Shape.DATE, Shape.EVENT}:
        value = PartialDate.parse(value)
    fields = {"stance": Stance.CONFIRMED, "authority": Authority.PLATFORM} | fields
    return Claim(
        id=ClaimId(id or f"{kind}-{value}-{on}-{fields['stance']}-{fields['authority']}"),
        subject=SEASON,
        kind=kind,
        value=value,
        source=Source(publisher="A page", url="https://example.org/", published=day),
        says="it says so",
        reported_on=day,
        **fields,
    )


def story(claims, kind=Kind.RELEASE_DATE):
    return [
        (change.on.isoformat(), change.sort.value)
        for change in changes_of(claims, SEASON, kind, until=FOR_EVER)
    ]


YEAR = claim("2018", "2016-10-24")
DAY = claim("2018-03-08", "2017-12-09")
LATER = claim("2018-03-24", "2018-01-27")


def test_the_story_of_a_date_is_new_then_refined_then_moved():
    assert story([YEAR, DAY, LATER]) == [
        ("2016-10-24", "new"),
        ("2017-12-09", "refined"),
        ("2018-01-27", "moved_later"),
    ]


@pytest.mark.parametrize(
    ("why", "silent"),
    [
        (
            "a blog that repeats 8 March in January",
            claim("2018-03-08", "2018-01-15", authority=Authority.OUTLET, stance=Stance.REPORTED),
        ),
        ("the platform saying it again", claim("2018-03-08", "2018-02-07")),
        ("a vaguer repetition", claim("2018", "2018-02-08")),
        (
            "a contradiction by a lesser voice",
            claim("2018-03-09", "2018-03-07", authority=Authority.OUTLET, stance=Stance.REPORTED),
        ),
        (
            "a guess",
            claim("2018-06", "2018-01-02", authority=Authority.LEAKER, stance=Stance.RUMOURED),
        ),
        (
            "a withdrawal by somebody who has no say",
            claim(
                None,
                "2018-01-03",
                authority=Authority.LEAKER,
                stance=Stance.RUMOURED,
                action=Action.WITHDRAWS,
            ),
        ),
    ],
)
def test_what_changes_nothing_is_silent(why, silent):
    assert story([YEAR, DAY, silent]) == story([YEAR, DAY]), why


def test_a_rumour_that_comes_true_is_confirmed():
    rumour = claim("2018-03-08", "2017-11-01", stance=Stance.RUMOURED, authority=Authority.LEAKER)

    assert story([rumour, DAY])[-1] == ("2017-12-09", "confirmed")


def test_a_date_moved_away_and_back_is_news_again():
    back = claim("2018-03-08", "2018-02-10", id="back")
    changes = changes_of([YEAR, DAY, LATER, back], SEASON, Kind.RELEASE_DATE, until=FOR_EVER)

    assert [change.sort.value for change in changes][-2:] == ["moved_later", "moved_earlier"]
    assert changes[1].after.value == changes[3].after.value
    assert len({change.id for change in changes}) == 4


def test_a_retraction_that_restores_the_date_is_news_of_its_own():
    wrong = claim("2018-03-24", "2018-01-27", id="wrong")
    oops = claim(None, "2018-01-28", action=Action.RETRACTS, retracts=(ClaimId("wrong"),))
    changes = changes_of([DAY, wrong, oops], SEASON, Kind.RELEASE_DATE, until=FOR_EVER)

    assert [change.sort.value for change in changes] == ["new", "moved_later", "moved_earlier"]
    assert len({change.id for change in changes}) == 3


def test_one_change_found_twice_has_one_id():
    first = changes_of([YEAR, DAY], SEASON, Kind.RELEASE_DATE, until=FOR_EVER)
    again = changes_of([DAY, YEAR], SEASON, Kind.RELEASE_DATE, until=FOR_EVER)

    assert [change.id for change in first] == [change.id for change in again]


def test_filming_that_was_planned_and_has_begun_is_news():
    plan = claim("2018-06-20", "2018-06-01", kind=Kind.FILMING_START, stance=Stance.PLANNED)
    begun = claim("2018-06-20", "2018-06-20", kind=Kind.FILMING_START, stance=Stance.REPORTED)

    assert story([plan, begun], Kind.FILMING_START) == [
        ("2018-06-01", "new"),
        ("2018-06-20", "happened"),
    ]


def test_a_cancellation_and_a_withdrawal_have_names_of_their_own():
    done = claim("2019-02-18", "2019-02-18", kind=Kind.CANCELLATION)
    gone = claim(None, "2018-01-20", action=Action.WITHDRAWS)

    assert story([done], Kind.CANCELLATION) == [("2019-02-18", "cancelled")]
    assert story([DAY, gone]) == [("2017-12-09", "new"), ("2018-01-20", "withdrawn")]


def test_each_new_actor_is_news_and_the_known_ones_are_not_repeated():
    one = claim("Krysten Ritter", "2014-12-05", kind=Kind.CAST)
    two = claim("Janet McTeer", "2017-04-20", kind=Kind.CAST)
    changes = changes_of([one, two], SEASON, Kind.CAST, until=FOR_EVER)

    assert [change.sort for change in changes] == [ChangeSort.ADDED, ChangeSort.ADDED]
    assert [value.value for value in changes[1].values] == ["Janet McTeer"]


def test_what_is_long_past_is_no_news_when_it_is_learnt_late():
    (change,) = changes_of([DAY], SEASON, Kind.RELEASE_DATE, until=FOR_EVER)

    assert is_still_news(change, date(2018, 3, 8))
    assert is_still_news(change, date(2018, 2, 1))
    assert not is_still_news(change, date(2018, 3, 9))


def news_of(before, after, *, since, until):
    return news_between(
        lambda _: tuple(before), lambda _: tuple(after), [SEASON.show], since=since, until=until
    )


def test_news_is_what_came_in_and_what_came_of_age():
    due_later = claim("2018-03-24", "2018-01-27")

    came_in = news_of([YEAR], [YEAR, DAY], since=date(2017, 12, 9), until=date(2017, 12, 9))
    both = [DAY, due_later]
    came_of_age = news_of(both, both, since=date(2018, 1, 26), until=date(2018, 1, 27))
    nothing = news_of(both, both, since=date(2018, 1, 27), until=date(2018, 1, 28))

    assert [change.sort.value for change in came_in] == ["refined"]
    assert [change.sort.value for change in came_of_age] == ["moved_later"]
    assert nothing == ()


def test_a_recorded_claim_is_fresh_only_where_it_is_put_differently():
    recorded = replace(DAY, recorded_at=datetime(2018, 1, 1, tzinfo=UTC))

    assert fresh_claims([recorded], [DAY]) == ()
    assert fresh_claims([recorded], [replace(DAY, says="other words")]) != ()
    assert fresh_claims([recorded], [YEAR]) == (YEAR,)


def test_the_time_of_a_date_that_is_told_anyway_is_not_told_twice():
    time = claim("2018-03-08T00:00-08:00", "2017-12-09", kind=Kind.RELEASE_TIME)

    found = news_of([YEAR], [YEAR, DAY, time], since=date(2017, 12, 8), until=date(2017, 12, 9))

    assert [change.kind for change in found] == [Kind.RELEASE_DATE]


def test_a_claim_gone_from_its_file_stands_in_what_was_ever_known():
    record = Record([YEAR, DAY], [SEASON.show], until=date(2018, 1, 1))
    read = (replace(YEAR, says="other words"),)

    record.put(SEASON.show, record.with_read(SEASON.show, read))

    assert {claim.id for claim in record.about(SEASON.show)} == {YEAR.id, DAY.id}
    assert "other words" in {claim.says for claim in record.about(SEASON.show)}


def test_what_the_record_holds_as_it_is_read_is_held_once():
    record, read = Record([YEAR], [SEASON.show], until=date(2018, 1, 1)), (replace(YEAR), DAY)

    record.put(SEASON.show, record.with_read(SEASON.show, read))

    assert record.about(SEASON.show) is read


def test_a_show_comes_up_once_on_the_day_from_which_a_claim_of_it_counts():
    record = Record([YEAR], [SEASON.show], until=date(2017, 12, 8))
    record.put(SEASON.show, (YEAR, DAY))
    assert record.coming_by(date(2017, 12, 8)) == set()
    assert record.coming_by(date(2017, 12, 9)) == {SEASON.show}

    record.weighed(date(2017, 12, 9))

    assert record.coming_by(date(2018, 12, 9)) == set()


SOFT = [
    *(
        "2027~",
        "2027-03~",
        "2027-05-06~",
        "2027-22~",
        "2027-34~",
        "2027-early~",
        "2027-03/2027-06~",
    ),
    *("2027-03~/2027-06", "2027-03~/2027-06~", "2027-22", "2027-24", "2027-21-early", "2027-mid"),
    *("2027-03-late", "2027-21/2027-22", "2027-early/2027-09", "2027-22/..", "../2027-23"),
    "2027-05-15/2027-05-16~",
]


@pytest.mark.parametrize("said", SOFT)
def test_nothing_has_moved_that_only_became_exact(said):
    whole = PartialDate.parse(said)
    first, last = (
        max(whole.allowed[0], date(2026, 1, 1)),
        min(whole.allowed[1], date(2029, 1, 1)),
    )
    within = {first + (last - first) * part / 7 for part in range(8)}

    found = {
        day: [change.sort for change in changes_of(pair, SEASON, Kind.RELEASE_DATE, until=FOR_EVER)]
        for day in within
        for pair in [[claim(said, "2026-01-01"), claim(day.isoformat(), "2026-02-01")]]
    }

    assert whole.allowed != whole.span
    assert set(map(tuple, found.values())) == {(ChangeSort.NEW, ChangeSort.REFINED)}


@pytest.mark.parametrize("said", SOFT)
def test_what_lies_beyond_the_words_has_moved(said):
    whole = PartialDate.parse(said)
    first, last = whole.allowed
    beyond = [first - timedelta(1) if whole.earliest else None]
    beyond += [last + timedelta(1) if whole.latest else None]

    for day in filter(None, beyond):
        pair = [claim(said, "2026-01-01"), claim(day.isoformat(), "2026-02-01")]
        moved = changes_of(pair, SEASON, Kind.RELEASE_DATE, until=FOR_EVER)[-1].sort
        assert moved is (ChangeSort.MOVED_EARLIER if day < first else ChangeSort.MOVED_LATER)


@pytest.mark.parametrize(
    "spelled",
    [
        "2018-03-08T00:00-08:00[America/Los_Angeles]",
        "2018-03-08T08:00+00:00",
        "2018-21~",
        "2018-33/..",
        "../2018-24",
        "2018-21/2018-41",
        "2018-03/2018-06~",
        "2030-36/2030",
    ],
)
def test_another_spelling_of_a_value_is_no_news(spelled):
    old = claim(spelled, "2017-12-09", id="a")
    new = claim(PartialDate.parse(spelled).edtf, "2017-12-09", id="a")
    again = claim(PartialDate.parse(spelled).edtf, "2018-01-02", id="b")
    new_pages = replace(new, reported_on=PartialDate.parse("2017-12-09/2017-12-09"))

    assert old.value.notation == spelled
    assert fresh_claims([old], [new_pages]) == ()
    assert story([old, again]) == story([old])
    for before, after in ((old, new), (new, old)):
        assert not news_of([before], [after, again], since=FOR_EVER, until=FOR_EVER)
