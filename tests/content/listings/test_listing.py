from dataclasses import replace
from datetime import date

import pytest

from content.facts.beliefs import Belief
from content.facts.believe import believe
from content.facts.claims import Authority, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.listing import Standing
from content.listings.halting import reason_to_halt
from content.listings.listing import catalogue_from, listing_of
from content.listings.records import ListedStatus
from fakes.claims import claim
from fakes.listed import (
    SEEN_AT,
    THE_BEAR,
    Looking,
    days,
    hours,
    listed_episode,
    listed_season,
    listed_show,
)

DATED = listed_show(
    listed_season(1, "2022-06-23"), listed_season(2, "2027-03-04", episodes=8), listed_season(3)
)
UNDATED = listed_show(listed_season(1, "2022-06-23"), listed_season(2))
MOVED = listed_show(listed_season(1, "2022-06-23"), listed_season(2, "2027-03-11"))


def held(looking: Looking, season: int = 2, *others, on=date(2027, 6, 1)) -> Belief:
    return believe([*looking.claims, *others], Subject(THE_BEAR.id, season), Kind.RELEASE_DATE, on)


def listing(looking: Looking, *, seen_after=None):
    at = SEEN_AT + seen_after if seen_after is not None else None
    return listing_of(looking.sightings, url=DATED.url, seen_at=at)


def test_a_listing_says_each_value_that_was_taken_in():
    looking = Looking()
    looking.at(DATED)

    seen = listing(looking, seen_after=days(0))

    assert [(one.season, one.kind.value, str(one.value)) for one in seen.values] == [
        (1, "release-date", "2022-06-23"),
        (2, "release-date", "2027-03-04"),
        (2, "episode-count", "8"),
    ]
    assert (seen.publisher, seen.undated, seen.has_ended) == ("TVmaze", (3,), False)


def test_a_countdown_may_run_to_a_day_that_was_listed_for_a_week_and_seen_lately():
    looking = Looking()
    looking.at(DATED)
    belief = held(looking)
    seen = listing(looking, seen_after=days(7))

    assert seen.may_count_down(belief, SEEN_AT + days(7))
    assert not listing(looking, seen_after=days(6)).may_count_down(belief, SEEN_AT + days(6.9))
    assert not seen.may_count_down(belief, SEEN_AT + days(9.1))
    assert not listing(looking).may_count_down(belief, SEEN_AT + days(7))


def test_no_countdown_runs_to_a_day_that_moved_lately_is_opposed_or_only_a_year():
    looking = Looking()
    looking.at(DATED)
    other = claim(
        "release-date",
        "2027-03-05",
        on="2026-12-02",
        show_id="the-bear",
        authority=Authority.AGGREGATOR,
        stance=Stance.REPORTED,
        by="TMDB",
    )
    now = SEEN_AT + days(8)

    assert not listing(looking, seen_after=days(8)).may_count_down(held(looking, 2, other), now)

    looking.at(MOVED, days(3))
    assert not listing(looking, seen_after=days(8)).may_count_down(held(looking), now)
    looking.at(MOVED, days(4))
    assert not listing(looking, seen_after=days(8)).may_count_down(held(looking), now)

    yearly = Looking()
    yearly.at(listed_show(listed_season(2, "2028-01-01")))
    assert not listing(yearly, seen_after=days(8)).may_count_down(held(yearly), now)


def test_what_is_listed_no_more_is_said_to_be_and_nothing_is_concluded_from_it():
    looking = Looking()
    looking.at(DATED)
    looking.at(UNDATED, days(8))
    seen, now = listing(looking, seen_after=days(8)), SEEN_AT + days(8)

    assert seen.standing_of(held(looking), now) is Standing.MISSING
    assert [one.missing_since for one in seen.missing if one.kind is Kind.RELEASE_DATE] == [now]
    assert seen.holds_back(held(looking), now)
    assert not seen.may_count_down(held(looking), now)


@pytest.mark.parametrize(
    ("record", "asked_after", "standing"),
    [
        (DATED, days(2), Standing.LISTED),
        (DATED, days(3.1), Standing.UNREACHED),
        (MOVED, days(2), Standing.WAVERING),
        (None, days(1), Standing.MISSING),
    ],
)
def test_a_day_stands_as_it_was_seen_last(record, asked_after, standing):
    looking = Looking()
    looking.at(DATED)
    looking.at(record, days(1))
    seen, now = listing(looking, seen_after=days(1)), SEEN_AT + asked_after

    assert seen.standing_of(held(looking), now) is standing
    assert seen.holds_back(held(looking), now) is (standing is not Standing.LISTED)


def test_what_others_say_too_is_not_held_back():
    looking = Looking()
    looking.at(DATED)
    looking.at(None, days(1))
    studio = claim("release-date", "2027-03-04", on="2026-12-01", show_id="the-bear")

    assert not listing(looking, seen_after=days(1)).holds_back(
        held(looking, 2, studio), SEEN_AT + days(1)
    )


def test_what_was_listed_after_its_day_stands_for_good():
    looking = Looking()
    looking.at(DATED)
    looking.at(None, days(1))

    seen = listing(looking, seen_after=days(1))

    assert seen.standing_of(held(looking, 1), SEEN_AT + days(30)) is Standing.MISSING
    assert not seen.holds_back(held(looking, 1), SEEN_AT + days(30))


def test_a_day_that_the_listing_never_gave_stands_elsewhere():
    looking = Looking()
    looking.at(UNDATED)
    studio = claim("release-date", "2027-03-04", on="2026-12-01", show_id="the-bear")

    seen = listing(looking, seen_after=days(0))

    assert seen.standing_of(held(looking, 2, studio), SEEN_AT) is Standing.ELSEWHERE
    assert not seen.may_count_down(held(looking, 2, studio), SEEN_AT)


def test_how_old_a_listing_is_can_be_asked():
    looking = Looking()
    looking.at(DATED)

    assert listing(looking, seen_after=days(0)).age(SEEN_AT + hours(5)) == hours(5)
    assert listing(looking).age(SEEN_AT) is None


def test_a_show_that_nobody_follows_has_all_that_its_record_says_for_one_answer():
    ended = listed_show(listed_season(1, "2022-06-23"), status=ListedStatus.ENDED)

    catalogue, seen = catalogue_from(ended, THE_BEAR, SEEN_AT)

    assert [str(one.value) for one in catalogue.about(THE_BEAR.id)] == ["2022-06-23"]
    assert list(catalogue.shows) == ["the-bear"]
    assert catalogue.listing(THE_BEAR.id) == seen
    assert seen.has_ended
    assert seen.is_reached(SEEN_AT)


def test_no_countdown_runs_to_a_day_of_a_show_that_nobody_follows():
    later = SEEN_AT + days(30)

    catalogue, seen = catalogue_from(DATED, THE_BEAR, SEEN_AT)

    belief = believe(
        catalogue.about(THE_BEAR.id), Subject(THE_BEAR.id, 2), Kind.RELEASE_DATE, later.date()
    )
    assert seen.counts_from(belief) is None
    assert replace(seen, is_followed=True).counts_from(belief) == SEEN_AT + days(7)


@pytest.mark.parametrize(
    ("sightings", "changed", "unreadable", "halts"),
    [
        (1000, 50, 0, False),
        (1000, 51, 0, True),
        (100, 20, 0, False),
        (100, 21, 0, True),
        (0, 0, 0, False),
        (10, 10, 0, False),
        (1000, 0, 2, False),
        (1000, 0, 3, True),
    ],
)
def test_nothing_is_taken_in_where_too_much_changes_at_once_or_makes_no_sense(
    sightings, changed, unreadable, halts
):
    reason = reason_to_halt("tvmaze", sightings=sightings, changed=changed, unreadable=unreadable)

    assert (reason is not None) is halts
    assert reason is None or "TVmaze" in reason


def test_a_season_whose_record_contradicts_itself_is_listed_as_that():
    torn = listed_show(
        listed_season(2026, "2026-01-04"), next_episode=listed_episode(2026, "2026-12-02")
    )
    looking = Looking()
    looking.at(torn)

    seen = listing(looking, seen_after=days(0))

    assert seen.doubted == ((2026, PartialDate.on(date(2026, 1, 4))),)
    assert (seen.values, seen.undated, looking.claims) == ((), (), [])
