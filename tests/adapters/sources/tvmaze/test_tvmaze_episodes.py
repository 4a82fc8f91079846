"""What is read out of TVmaze's JSON of episodes, schedules and changes, trap by trap."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sources.tvmaze.records import (
    OddRecordError,
    listed_changes,
    listed_episode,
    moment_of,
    scheduled_episode,
)
from content.listings.records import ListedEpisode
from fakes.tvmaze import Channel, Episode, TvShow

CBS = Channel("CBS", "US")
JSON = st.one_of(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    st.sampled_from([[], {}, [[]], [None, {}], {"id": {}}, {"seasons": {}}, {"code": []}]),
    st.sampled_from(["2027-02-29", "24:61", "9999-12-31T23:59:59-23:59", "tt1", "\ud800"]),
)
"""What any field may hold: nested as it may be, each reader looks but one level deep."""


def episode_row(*, on: Channel = CBS, **fields: Any) -> dict[str, Any]:
    show = TvShow(1370, "Jessica Jones", channel=on)
    one = Episode(2, 1, "AKA Start", date(2027, 3, 8), "20:00", id=7).payload(show)
    return one | fields


def read_episode(**fields: Any) -> tuple[ListedEpisode, list[str]]:
    odd: list[str] = []
    return listed_episode(episode_row(**fields), odd), odd


def test_an_episode_with_an_hour_has_its_day_and_its_moment():
    assert read_episode() == (
        ListedEpisode(
            id="7",
            season=2,
            number=1,
            name="AKA Start",
            day=date(2027, 3, 8),
            moment=datetime(2027, 3, 9, 1, tzinfo=UTC),
            url="https://www.tvmaze.com/episodes/7/jessica-jones-2x01-aka-start",
        ),
        [],
    )


def test_the_hours_after_midnight_are_those_of_the_day_before_and_day_and_hour_are_not_joined():
    episode, odd = read_episode(
        airdate="2023-11-27", airtime="03:00", airstamp="2023-11-28T08:00:00+00:00"
    )

    assert (episode.day, episode.moment) == (
        date(2023, 11, 27),
        datetime(2023, 11, 28, 8, tzinfo=UTC),
    )
    assert odd == []


def test_a_stamp_without_an_hour_is_made_up_and_not_taken():
    episode, odd = read_episode(airtime="", airstamp="2027-03-08T12:00:00+00:00")

    assert (episode.day, episode.moment, odd) == (date(2027, 3, 8), None, [])


@pytest.mark.parametrize("stamp", [None, "2027-03-09T01:00:00+00:00"])
@pytest.mark.parametrize("hour", ["", "20:00"])
def test_an_episode_without_a_day_is_undated_and_not_odd(hour, stamp):
    episode, odd = read_episode(airdate="", airtime=hour, airstamp=stamp)

    assert (episode.day, episode.moment, odd) == (None, None, [])


def test_an_hour_without_a_stamp_makes_no_moment():
    assert read_episode(airstamp=None)[0].moment is None


def test_an_older_stamp_with_the_channels_own_offset_is_the_same_moment():
    episode, _ = read_episode(
        airdate="2012-06-06", airtime="23:00", airstamp="2012-06-06T23:00:00-04:00"
    )

    assert episode.moment == datetime(2012, 6, 7, 3, tzinfo=UTC)
    assert episode.moment.tzinfo is UTC


@pytest.mark.parametrize(
    "stamp",
    [
        "2027-03-20T01:00:00+00:00",
        "2027-03-05\ud80001:00:00+00:00",
        "2027-03-09T01:00:00",
        "soon",
        7,
    ],
)
def test_a_stamp_that_does_not_go_with_the_day_costs_the_moment_alone(stamp):
    episode, odd = read_episode(airstamp=stamp)

    assert (episode.day, episode.moment) == (date(2027, 3, 8), None)
    assert len(odd) == 1
    assert b"episode 7" in odd[0].encode()


@pytest.mark.parametrize(
    ("zone_stamp", "hour"),
    [("2027-03-07T10:00:00+00:00", "00:00"), ("2027-03-09T16:59:00+00:00", "04:59")],
)
def test_no_zone_and_no_hour_after_midnight_is_too_far_from_its_day(zone_stamp, hour):
    episode, odd = read_episode(airtime=hour, airstamp=zone_stamp)

    assert (episode.moment is not None, odd) == (True, [])


@pytest.mark.parametrize(
    ("number", "kind", "is_special"),
    [
        (1, "regular", False),
        (None, "significant_special", True),
        (None, "insignificant_special", True),
        (3, "significant_special", True),
        (None, "regular", True),
        (1, "something new", False),
        (1, ["regular"], False),
    ],
)
def test_what_has_no_number_is_a_special(number, kind, is_special):
    episode, _ = read_episode(number=number, type=kind)

    assert (episode.number, episode.is_special) == (number, is_special)


def test_an_episode_of_before_there_were_types_is_read_too():
    row = episode_row()
    del row["type"]

    assert not listed_episode(row, []).is_special


@pytest.mark.parametrize(("name", "kept"), [("TBA", ""), ("tbd", ""), (None, ""), ("Tba!", "Tba!")])
def test_a_title_that_is_none_yet_is_none(name, kept):
    assert read_episode(name=name)[0].name == kept


@pytest.mark.parametrize(
    "fields", [{"id": None}, {"id": 0}, {"season": None}, {"season": "2"}, {"id": True}]
)
def test_an_episode_without_id_or_season_is_refused(fields):
    with pytest.raises(OddRecordError):
        read_episode(**fields)


@given(JSON)
def test_whatever_comes_is_an_episode_or_none(value):
    for read in (listed_episode, scheduled_episode):
        with pytest.raises(OddRecordError):
            read(value, [])


@given(JSON, st.sampled_from(sorted(episode_row())))
def test_no_field_of_an_episode_breaks_more_than_the_episode(value, field):
    odd: list[str] = []
    try:
        episode = listed_episode(episode_row(**{field: value}), odd)
    except OddRecordError:
        return
    assert episode.moment is None or episode.day is not None
    assert all(len(one) < 200 for one in odd)


def test_changes_are_read_by_show():
    assert listed_changes({"1370": 1489944882, "2": "x", "three": 7}) == {
        "1370": datetime(2017, 3, 19, 17, 34, 42, tzinfo=UTC)
    }


@pytest.mark.parametrize("nothing", [[], {}])
def test_a_time_without_changes_has_none(nothing):
    assert listed_changes(nothing) == {}


@pytest.mark.parametrize("other", [None, [1], "x", {"shows": [1]}, {"1": None}])
def test_what_is_no_list_of_changes_is_refused(other):
    with pytest.raises(OddRecordError):
        listed_changes(other)


@pytest.mark.parametrize("nested", [{"show": {"id": 9}}, {"_embedded": {"show": {"id": 9}}}])
def test_the_show_of_a_scheduled_episode_nests_in_either_way(nested):
    scheduled = scheduled_episode(episode_row() | nested, [])

    assert (scheduled.listing, scheduled.episode.id) == ("9", "7")


def test_a_scheduled_episode_of_no_show_is_refused():
    with pytest.raises(OddRecordError, match="the show of a scheduled episode"):
        scheduled_episode(episode_row(), [])


@given(st.integers())
def test_an_epoch_is_a_moment_or_none(epoch):
    moment = moment_of(epoch)

    assert moment is None or int(moment.timestamp()) == epoch
