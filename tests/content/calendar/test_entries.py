"""What is known of dates, as entries of a calendar: no more exactly, and the same wherever made."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.calendar.entries import CANCELLED_FOR, EntryKind, EntryStatus, entries_of
from content.calendar.feed import shows_calendar
from content.facts.claims import Action, Authority, ShowId, Stance
from content.facts.dates import PartialDate, Precision
from content.language.wording import wording_for
from fakes.claims import catalogue, claim, show

JESSICA = ShowId("jessica-jones")
TODAY = date(2018, 2, 1)
NOTATIONS = (
    "2018-03-08T00:00-08:00[America/Los_Angeles]",
    "2018-03-08T09:30+01:00",
    "2018-03-08",
    "2018-03-08~",
    "2018-03-10/2018-03-11",
    "2018-03-12/2018-03-18",
    "2018-03-late",
    "2018-03",
    "2018-22-late",
    "2018-22",
    "2018-33",
    "2018-late",
    "2018-40",
    "2018",
    "2018-03/2018-06",
    "2018/..",
    "../2018-12-31",
    "XXXX",
)
EXACT = {Precision.INSTANT, Precision.DAY}


def entries(*claims, today=TODAY, lowest=Stance.REPORTED, **how):
    known = catalogue(*claims, shows=(show(),))
    return entries_of(known, JESSICA, day=today, lowest=lowest, **how)


def only(*claims, **how):
    (entry,) = entries(*claims, **how)
    return entry


def live(found):
    return [one for one in found if one.status is not EntryStatus.CANCELLED]


def test_these_are_dates_of_every_precision():
    assert {PartialDate.parse(one).precision for one in NOTATIONS} == {*Precision}


def test_a_day_is_a_whole_day_with_who_said_so_and_how_surely():
    entry = only(claim(value="2018-03-08", by="Netflix", on="2017-12-09"))

    assert (entry.kind, entry.status, entry.sequence) == (EntryKind.DAY, EntryStatus.CERTAIN, 0)
    assert (entry.first_day, entry.moment) == (date(2018, 3, 8), None)
    assert entry.title == "Jessica Jones season 2"
    assert entry.text.splitlines() == [
        "The release date: Thursday 8 March 2018",
        "Confirmed: Netflix, in Collider, 9 December 2017",
        "The day is that of Los Angeles time.",
    ]
    assert entry.url == "https://example.org/collider"
    assert entry.changed == datetime(2017, 12, 9, tzinfo=UTC)


def test_an_hour_that_nobody_stated_is_no_moment():
    usual = only(claim(value="2018-03-08"))
    stated = only(
        claim(value="2018-03-08"),
        claim("release-time", "2018-03-08T00:00-08:00[America/Los_Angeles]"),
    )

    assert usual.moment is None
    assert stated.kind is EntryKind.MOMENT
    assert stated.moment == datetime(2018, 3, 8, 8, tzinfo=UTC)
    assert stated.uid == usual.uid


@pytest.mark.parametrize("notation", [one for one in NOTATIONS if one != "XXXX"])
def test_what_is_vaguer_than_a_day_stands_at_none(notation):
    entry = only(claim(value=notation))
    given_date = PartialDate.parse(notation)

    assert (entry.kind is EntryKind.SPAN) == (not given_date.is_day)
    if entry.kind is EntryKind.SPAN:
        assert "no day yet" in entry.title
        assert "so it stands at no day" in entry.text


def test_what_is_unknown_has_no_entry():
    assert entries(claim(value="XXXX")) == ()


def test_a_guess_is_left_out_and_less_than_confirmed_is_likely():
    plan = claim(value="2018-03-08", stance=Stance.PLANNED)

    assert entries(plan) == ()
    entry = only(plan, lowest=Stance.PLANNED)
    assert entry.status is EntryStatus.LIKELY
    assert entry.title == "Jessica Jones season 2 (planned)"


def test_a_day_that_moves_stays_the_same_entry_and_is_newer():
    first = only(claim(value="2018-03-08", on="2017-12-09"))
    moved = only(
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value="2018-03-15", on="2018-01-20"),
    )

    assert moved.uid == first.uid
    assert (moved.sequence, moved.first_day) == (1, date(2018, 3, 15))
    assert moved.changed == datetime(2018, 1, 20, tzinfo=UTC)
    assert "Before that it was 8 March 2018." in moved.text


def test_a_day_moved_away_and_back_is_newer_still():
    entry = only(
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value="2018-03-15", on="2018-01-10"),
        claim(value="2018-03-08", on="2018-01-20"),
    )

    assert (entry.sequence, entry.first_day) == (2, date(2018, 3, 8))


def test_saying_it_again_changes_nothing():
    once = only(claim(value="2018-03-08", on="2017-12-09"))
    again = only(
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value="2018-03-08", on="2018-01-20", publisher="Variety"),
    )

    assert replace(again, sequence=once.sequence) == once


def test_a_year_that_gets_its_day_is_struck_out_beside_it():
    found = entries(claim(value="2018", on="2017-07-01"), claim(value="2018-03-08"))

    span, day = sorted(found, key=lambda one: one.kind.value, reverse=True)
    assert (span.kind, span.status, span.sequence) == (EntryKind.SPAN, EntryStatus.CANCELLED, 1)
    assert span.text.startswith("A day is known by now: 8 March 2018.")
    assert (day.kind, day.status) == (EntryKind.DAY, EntryStatus.CERTAIN)
    assert span.uid != day.uid


@pytest.mark.parametrize("action", [Action.WITHDRAWS, Action.RETRACTS])
def test_a_day_that_is_taken_back_is_cancelled_with_who_took_it_back(action):
    back = claim(
        value=None,
        on="2018-01-20",
        action=action,
        retracts=("wrong",) if action is Action.RETRACTS else (),
        publisher="Variety",
    )
    entry = only(claim(value="2018-03-08", on="2017-12-09", id_="wrong"), back)

    assert (entry.status, entry.sequence) == (EntryStatus.CANCELLED, 1)
    assert entry.first_day == date(2018, 3, 8)
    assert entry.title == "Jessica Jones season 2: no longer so"
    assert entry.text.startswith("It is no longer so")


def test_a_season_that_is_cancelled_after_it_got_its_day_will_not_come():
    dated = claim(value="2018-03-08", on="2017-12-09")
    entry = only(dated, claim("cancellation", "2018-01-20", on="2018-01-20"))

    assert entry.status is EntryStatus.CANCELLED
    assert only(dated, claim("cancellation", "2018-01-20", on="2018-01-20", season="series")).status
    assert (
        only(
            dated, claim("cancellation", "2019-02-18", on="2019-02-18"), today=date(2019, 3, 1)
        ).status
        is EntryStatus.CERTAIN
    )


def test_what_was_cancelled_goes_after_a_while():
    claims = (
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value=None, on="2018-01-20", action=Action.WITHDRAWS),
    )
    last = date(2018, 1, 20) + CANCELLED_FOR

    assert only(*claims, today=last).status is EntryStatus.CANCELLED
    assert entries(*claims, today=last + timedelta(days=1)) == ()


def test_a_span_that_is_over_goes_and_a_day_that_is_over_stays():
    assert entries(claim(value="2017"), today=date(2018, 6, 1)) == ()
    assert only(claim(value="2017-11-02", on="2017-10-01"), today=date(2018, 6, 1))


def test_two_voices_of_one_weight_are_both_named_and_neither_is_certain():
    outlet = {"authority": Authority.OUTLET, "stance": Stance.CONFIRMED}
    entry = only(
        claim(value="2018-03-08", on="2018-01-10", publisher="One", **outlet),
        claim(value="2018-03-09", on="2018-01-11", publisher="Two", **outlet),
    )

    assert entry.status is EntryStatus.LIKELY
    assert "Others say 9 March 2018 (Two, 11 January 2018)." in entry.text


def test_one_country_has_an_entry_of_its_own():
    everywhere, there = entries(
        claim(value="2018-03-08"), claim(value="2018-03-09", market="DE", on="2018-01-02")
    )

    assert everywhere.first_day == date(2018, 3, 8)
    assert (there.first_day, there.title) == (
        date(2018, 3, 9),
        "Jessica Jones season 2 (Germany)",
    )
    assert everywhere.uid != there.uid


def test_an_entry_can_be_read_in_other_languages():
    entry = only(
        claim(value="2018", on="2017-07-01"), wording=wording_for("de"), today=date(2017, 8, 1)
    )

    assert "Jessica Jones" in entry.title
    assert "no day yet" not in entry.title


def test_nothing_is_known_of_a_show_that_nobody_knows():
    assert entries_of(catalogue(), ShowId("nobody"), day=TODAY, lowest=Stance.RUMOURED) == ()


def test_what_is_taken_back_and_said_again_on_one_day_is_newer_than_both():
    morning = (
        claim(value="2018-03-08", on="2017-12-09"),
        claim(value=None, on="2018-01-20", action=Action.WITHDRAWS),
    )
    evening = claim(value="2018-03-08", on="2018-01-20")

    assert only(*morning).status is EntryStatus.CANCELLED
    assert only(*morning, evening).status is EntryStatus.CERTAIN
    assert only(*morning, evening).sequence > only(*morning).sequence


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(NOTATIONS),
        st.sampled_from([Stance.CONFIRMED, Stance.REPORTED, Stance.PLANNED, Stance.RUMOURED]),
        st.sampled_from([Authority.PLATFORM, Authority.OUTLET]),
        st.sampled_from([Action.STATES, Action.STATES, Action.WITHDRAWS, Action.RETRACTS]),
        st.integers(min_value=0, max_value=20),
    ),
    min_size=1,
    max_size=8,
)


def told(history):
    """Claims in the order of their days, each some days after the one before."""
    day, claims = date(2017, 10, 1), []
    for number, (notation, stance, authority, action, later) in enumerate(history):
        day += timedelta(days=later)
        states = action is Action.STATES
        retracts = tuple(one.id for one in claims[-1:]) if action is Action.RETRACTS else ()
        claims.append(
            claim(
                value=notation if states else None,
                on=day,
                stance=stance if states else Stance.CONFIRMED,
                authority=authority,
                action=action,
                retracts=retracts,
                id_=f"told-{number}",
            )
        )
    return claims


@given(HISTORIES)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_an_entry_never_goes_back_nor_changes_unnoticed(history):
    claims = told(history)
    before = {}
    for count in range(1, len(claims) + 1):
        known = claims[:count]
        today = known[-1].known_from
        found = entries(*known, today=today)

        assert found == entries(*reversed(known), today=today)
        assert len({one.uid for one in found}) == len(found)
        assert len(live(found)) <= 1
        for one in found:
            old = before.get(one.uid, one)
            assert one.sequence >= old.sequence
            if (one.kind, one.first_day, one.moment, one.status) != (
                *(old.kind, old.first_day, old.moment),
                old.status,
            ):
                assert one.sequence > old.sequence
            assert one.created <= one.changed
            assert one.changed.date() <= today
        before |= {one.uid: one for one in found}


@given(HISTORIES)
@settings(max_examples=40, deadline=None)
def test_no_entry_has_a_day_that_nobody_gave(history):
    claims = told(history)
    given_days = {
        one.value.day for one in claims if isinstance(one.value, PartialDate) and one.value.is_day
    }
    for one in entries(*claims, today=claims[-1].known_from):
        if one.kind is not EntryKind.SPAN:
            assert one.first_day in given_days | {date(2018, 3, 8)}
            assert given_days


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_whatever_a_show_is_called_nothing_in_its_text_is_hidden(title, publisher):
    known = catalogue(
        claim(publisher=publisher or "x"), shows=(show(title=title or "x", short=title or "x"),)
    )
    found = entries_of(known, JESSICA, day=TODAY, lowest=Stance.REPORTED)
    feed = shows_calendar(found, [known.shows[JESSICA]])

    for text in (feed.name, *(one.title for one in found)):
        assert text.isprintable()
    assert all(line.isprintable() for one in found for line in one.text.split("\n"))
    assert all(len(one.title) <= 300 and len(one.text) <= 1500 for one in found)
