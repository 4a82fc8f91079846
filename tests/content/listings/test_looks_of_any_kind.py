"""What holds of a listing whatever it says, and in whatever order."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from content.facts.claims import Authority, Show, ShowId, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.listings.due import next_look
from content.listings.observed import observe
from content.listings.records import (
    ListedEpisode,
    ListedSeason,
    ListedShow,
    ListedStatus,
    ListingId,
)
from content.listings.shows import show_of
from fakes.listed import SEEN_AT, Looking, listed_season, listed_show

near_days = st.dates(date(2026, 11, 20), date(2027, 2, 10)) | st.just(date(2027, 1, 1))
any_days = st.none() | near_days | st.dates()
any_time = st.integers(0, 8000 * 365 * 24).map(
    lambda hour: datetime(1900, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
)
near_time = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
    near_days,
    st.integers(0, 23),
)
moments = st.none() | near_time | any_time
numbers = st.integers(-2, 4) | st.integers(1990, 2030) | st.integers(0, 100_000)
seasons = st.builds(
    ListedSeason,
    number=numbers,
    premiere=any_days,
    end=any_days,
    episodes=st.none() | st.integers(-5, 5000),
)
episodes = st.none() | st.builds(
    ListedEpisode,
    id=st.just("1"),
    season=numbers,
    number=st.none() | st.integers(0, 3),
    name=st.text(max_size=5),
    is_special=st.booleans(),
    day=any_days,
    moment=moments,
)
records = st.builds(
    ListedShow,
    listing=st.just(ListingId("7")),
    url=st.just("https://www.tvmaze.com/shows/7"),
    name=st.text(max_size=220),
    network=st.none() | st.text(max_size=20) | st.just("Netflix"),
    country=st.none() | st.sampled_from(["US", "GB", "XX", ""]),
    zone=st.none() | st.sampled_from(["America/New_York", "Asia/Tokyo", "Mars/Base", ""]),
    status=st.none() | st.sampled_from(ListedStatus),
    premiered=any_days,
    updated=st.just(SEEN_AT),
    seasons=st.none() | st.lists(seasons, max_size=6).map(tuple),
    next_episode=episodes,
)
looks = st.lists(
    st.tuples(st.none() | records, st.timedeltas(timedelta(0), timedelta(days=3))), max_size=12
)


def walk(steps) -> Looking:
    looking = Looking()
    at = timedelta(0)
    for record, later in steps:
        at += later
        looking.at(record, at)
    return looking


@given(records, st.lists(st.text(max_size=200), max_size=4))
def test_anything_can_be_imported(record, akas):
    show = show_of(record, taken=lambda _: False, akas=akas, is_plain=lambda _: False)

    seen = observe((), record, show, now=SEEN_AT, is_import=True)

    assert all(claim.authority is Authority.AGGREGATOR for claim in seen.claims)
    assert all(claim.reported_on.span[1] <= SEEN_AT.date() for claim in seen.claims)
    assert next_look(record.listing, record, seen.sightings, SEEN_AT) > SEEN_AT


@given(looks)
def test_no_id_is_given_twice_and_those_of_one_value_are_in_the_order_of_time(steps):
    looking = walk(steps)

    ids = [claim.id for claim in looking.claims]
    waiting = [proposal.claim.id for proposal in looking.proposals]

    assert [one for one, times in Counter([*ids, *set(waiting)]).items() if times > 1] == []
    by_value: dict[object, list[str]] = {}
    for claim in looking.claims:
        by_value.setdefault((claim.subject, claim.kind), []).append(claim.id)
    assert all(found == sorted(found) for found in by_value.values())


@given(looks)
def test_nothing_is_claimed_that_the_record_did_not_say(steps):
    looking = Looking()
    at = timedelta(0)
    for record, later in steps:
        at += later
        for claim in looking.at(record, at).claims:
            assert record is not None
            listed = [one for one in record.seasons or () if one.number == claim.subject.season]
            days = {one.premiere for one in listed} | {record.premiered}
            match claim.kind:
                case Kind.EPISODE_COUNT:
                    assert claim.value in {one.episodes for one in listed}
                    assert claim.stance is Stance.PLANNED
                case Kind.RELEASE_TIME:
                    assert isinstance(claim.value, PartialDate)
                    assert record.next_episode is not None
                    assert claim.value.moment == record.next_episode.moment
                    assert claim.value.day in days
                case _:
                    assert claim.kind is Kind.RELEASE_DATE
                    assert isinstance(claim.value, PartialDate)
                    is_year = claim.value.day is None
                    years = {day.year for day in days if day and (day.month, day.day) == (1, 1)}
                    first = claim.value.span[0]
                    assert first.year in years if is_year else claim.value.day in days


@given(looks)
def test_a_record_without_a_day_or_none_at_all_claims_nothing(steps):
    looking = walk(steps)
    at = SEEN_AT + timedelta(days=60)
    numbers = {one.season for one in looking.sightings if isinstance(one.season, int)}
    empty = listed_show(*(listed_season(number) for number in numbers))

    for record in (None, empty if numbers else None):
        seen = observe(looking.sightings, record, looking.show, now=at, is_import=False)
        assert seen.claims == ()


@given(looks)
def test_the_same_record_seen_twice_says_nothing_more(steps):
    looking = Looking()
    at = timedelta(0)
    for record, later in steps:
        at += later
        looking.at(record, at)
        before = looking.sightings
        again = looking.at(record, at)
        assert (again.claims, again.proposals, again.changed) == ((), (), 0)
        assert again.sightings == before


@given(
    st.lists(
        st.tuples(
            st.dates(date(2027, 1, 2), date(2027, 12, 31)),
            st.integers(0, 3000),
        ),
        max_size=12,
    ).map(lambda found: sorted(found, key=lambda one: one[1]))
)
def test_a_day_that_is_what_it_was_within_the_hour_was_never_another(edits):
    looking = Looking()
    began = listed_show(listed_season(2, "2027-03-04"))
    looking.at(began)
    imported = len(looking.claims)

    for day, seconds in edits:
        looking.at(
            listed_show(listed_season(2, day)), timedelta(days=2) + timedelta(seconds=seconds)
        )
    looking.at(began, timedelta(days=2, seconds=3500))
    looking.at(began, timedelta(days=3))

    assert len(looking.claims) == imported


@given(
    st.lists(
        st.tuples(st.dates(date(2027, 1, 2), date(2027, 1, 8)), st.integers(1, 40)), max_size=60
    )
)
def test_no_day_is_claimed_more_than_three_times_in_a_week(edits):
    looking = Looking()
    looking.at(listed_show(listed_season(2, "2027-03-04")))
    imported = len(looking.claims)
    hour, claimed_at = 0, []
    for day, later in edits:
        hour += later
        seen = looking.at(listed_show(listed_season(2, day)), timedelta(hours=hour))
        claimed_at += [hour] * len(seen.claims)

    assert len(looking.claims) - imported == len(claimed_at)
    fourth = zip(claimed_at, claimed_at[3:], strict=False)
    assert all(last - first >= 7 * 24 for first, last in fourth)


@given(st.integers(1990, 2040), episodes, st.integers(1, 3))
def test_a_first_of_january_is_a_day_only_where_its_first_episode_has_that_day(year, first, season):
    day = date(year, 1, 1)
    seen = observe(
        (),
        listed_show(listed_season(season, day), next_episode=first),
        Show(id=ShowId("x"), title="X", short="X", network="N", zone="UTC"),
        now=SEEN_AT,
        is_import=True,
    )

    has_day = first is not None and first.day == day and first.moment is not None
    for claim in seen.claims:
        if claim.kind is Kind.RELEASE_DATE and not has_day:
            assert str(claim.value) == str(year)
            is_over = year < SEEN_AT.year
            assert claim.stance is (Stance.REPORTED if is_over else Stance.EXPECTED)


@given(looks)
def test_moves_are_kept_in_order_and_for_a_week_at_most(steps):
    for one in walk(steps).sightings:
        assert all(first < second for first, second in pairwise(one.moves))
        assert len(one.moves) <= 4
