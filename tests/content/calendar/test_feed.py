"""Whose dates a calendar has: its shows, as surely as they are wanted, and not too many."""

from datetime import date, timedelta

import pytest

from content.calendar import feed as feeds
from content.calendar.entries import EntryStatus, entries_of
from content.calendar.feed import (
    Wanted,
    entries_wanted,
    shows_calendar,
    soonest_shows,
    wanted_of,
)
from content.facts.claims import ShowId, Stance
from fakes.claims import catalogue, claim, show
from fakes.listed import SEEN_AT, days, hours, listed_value, listing_with, severance
from fakes.tellings import NOON, channel, subscription

TODAY = date(2018, 2, 1)
JESSICA, DAREDEVIL = ShowId("jessica-jones"), ShowId("daredevil")
KNOWN = catalogue(shows=(show(), show("daredevil", title="Daredevil", short="Daredevil")))


def test_a_channel_that_hears_of_every_show_takes_each_as_it_wants_that_one():
    found = wanted_of(
        [
            subscription(show=None, lowest_stance=Stance.CONFIRMED),
            subscription(show="daredevil", lowest_stance=Stance.RUMOURED),
        ],
        KNOWN,
        TODAY,
    )

    assert found == (Wanted(DAREDEVIL, Stance.RUMOURED), Wanted(JESSICA, Stance.CONFIRMED))


def test_what_is_paused_or_known_no_longer_is_left_out():
    paused = subscription(channel(), show="daredevil")
    object.__setattr__(paused, "paused_at", NOON)

    assert wanted_of([paused, subscription(show="gone")], KNOWN, TODAY) == ()


def test_of_very_many_shows_those_whose_dates_come_soonest_are_taken():
    shows = [show(f"show-{n}", title=f"Show {n}", short=f"Show {n}") for n in range(9)]
    claims = [
        claim(value=(TODAY + timedelta(days=100 * n - 250)).isoformat(), show_id=f"show-{n}")
        for n in range(8)
    ]
    known = catalogue(*claims, shows=tuple(shows))

    assert soonest_shows(known, TODAY, most=3) == ("show-3", "show-4", "show-5")
    assert len(soonest_shows(known, TODAY)) == 9


def test_a_calendar_of_very_much_leaves_out_what_is_longest_ago():
    claims = [
        claim(value=f"{1000 + n}-01-01", on="2017-01-01", season=n)
        for n in range(1, feeds.MOST_ENTRIES + 11)
    ]
    found = entries_wanted(catalogue(*claims), [Wanted(JESSICA, Stance.REPORTED)], day=TODAY)
    made = shows_calendar(found, [])

    assert len(found) == feeds.MOST_ENTRIES + 10
    assert len(made.entries) == feeds.MOST_ENTRIES
    assert made.entries[-1].first_day == max(one.first_day for one in found)


@pytest.mark.parametrize(
    ("value", "seen_at"),
    [
        (listed_value(missing_since=SEEN_AT), SEEN_AT),
        (listed_value(), SEEN_AT - days(3)),
    ],
)
def test_what_its_listing_says_no_longer_or_nobody_could_look_up_is_not_certain(value, seen_at):
    known = severance(listing_with(value, seen_at=seen_at))
    today = (SEEN_AT + hours(1)).date()

    (entry,) = entries_of(known, ShowId("severance"), day=today, lowest=Stance.REPORTED)

    assert entry.status is EntryStatus.LIKELY
    assert "TVmaze, which listed it, does not say so now" in entry.text


def test_what_its_listing_still_says_is_told_as_it_is():
    known = severance(listing_with(listed_value()))

    (entry,) = entries_of(known, ShowId("severance"), day=SEEN_AT.date(), lowest=Stance.REPORTED)

    assert "does not say so now" not in entry.text
    assert entry.title == "Severance season 3 (reported)"
