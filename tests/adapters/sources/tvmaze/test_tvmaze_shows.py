"""What is read out of TVmaze's JSON of shows and seasons, trap by trap."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sources.tvmaze.records import (
    OddRecordError,
    listed_season,
    listed_show,
    visible_name,
)
from content.listings.records import ListedEpisode, ListedSeason, ListedShow, ListedStatus
from fakes.tvmaze import Channel, Episode, Season, TvShow

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
JSON = st.one_of(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    st.sampled_from([[], {}, [[]], [None, {}], {"id": {}}, {"seasons": {}}, {"code": []}]),
    st.sampled_from(["2027-02-29", "24:61", "9999-12-31T23:59:59-23:59", "tt1", "\ud800"]),
)
"""What any field may hold: nested as it may be, each reader looks but one level deep."""


def show_row(**fields: Any) -> dict[str, Any]:
    row = TvShow(1370, "Jessica Jones", updated=1489944882).payload(NOW)
    return row | fields


def season_row(**fields: Any) -> dict[str, Any]:
    show = TvShow(1370, "Jessica Jones")
    return Season(2, date(2027, 3, 8), date(2027, 5, 3), 13, id=46738).payload(show) | fields


def read_show(**fields: Any) -> tuple[ListedShow, list[str]]:
    odd: list[str] = []
    return listed_show(show_row(**fields), odd, has_seasons=True), odd


def read_season(**fields: Any) -> tuple[ListedSeason, list[str]]:
    odd: list[str] = []
    return listed_season(season_row(**fields), odd), odd


def test_a_season_is_read_with_its_days():
    assert read_season() == (
        ListedSeason(
            number=2,
            premiere=date(2027, 3, 8),
            end=date(2027, 5, 3),
            episodes=13,
            url="https://www.tvmaze.com/seasons/46738/jessica-jones-season-2",
        ),
        [],
    )


def test_a_season_that_is_only_renewed_has_nothing_else():
    season, odd = read_season(premiereDate=None, endDate=None, episodeOrder=None)

    assert (season.number, season.premiere, season.end, season.episodes) == (2, None, None, None)
    assert odd == []


def test_a_seasons_number_may_be_a_year():
    assert read_season(number=2017)[0].number == 2017


@pytest.mark.parametrize(
    "day",
    [
        "2019-02-30",
        "0000-00-00",
        "2019-13-01",
        "20190301",
        "2019-W10-5",
        "3019-03-01",
        "1.3.",
        7,
        ["2019-03-01"],
        "2019-03-01T20:00:00Z",
        "\uff12\uff10\uff11\uff19-03-01",
    ],
)
def test_an_impossible_day_costs_itself_alone_and_says_why(day):
    season, odd = read_season(premiereDate=day)

    assert (season.premiere, season.end, season.episodes) == (None, date(2027, 5, 3), 13)
    assert len(odd) == 1
    assert odd[0].startswith("season 2 premieres on ")
    assert odd[0].endswith("which is no day of the calendar")


def test_a_season_that_ends_before_it_begins_has_no_end():
    season, odd = read_season(endDate="2027-01-01")

    assert (season.premiere, season.end) == (date(2027, 3, 8), None)
    assert odd == ["season 2 ends on 2027-01-01, before it premieres on 2027-03-08"]


@pytest.mark.parametrize("order", [0, -1, "13", 13.5, True, 10**9])
def test_an_order_that_is_no_number_of_episodes_is_none(order):
    assert read_season(episodeOrder=order)[0].episodes is None


@pytest.mark.parametrize("number", [None, "2", -1, 2.0, True, 10**6])
def test_a_season_without_a_number_is_refused(number):
    with pytest.raises(OddRecordError, match="a season has the number"):
        read_season(number=number)


# --------------------------------------------------------------------- shows


def test_a_show_is_read_with_all_that_is_asked_for():
    show = TvShow(
        49892,
        "The Powerpuff Girls",
        Channel("The CW", "US", 5),
        is_streamed=False,
        status="In Development",
        premiered=date(2027, 3, 8),
        imdb="tt12976292",
        thetvdb=307473,
        updated=1619036522,
        seasons=[Season(1, date(2027, 3, 8), id=1)],
        episodes=[Episode(1, 1, "Pilot", date(2027, 3, 8), id=2)],
    )
    row = show.payload(NOW) | {
        "_embedded": {
            "seasons": [one.payload(show) for one in show.seasons],
            "nextepisode": show.episodes[0].payload(show),
        }
    }

    assert listed_show(row, odd := [], has_seasons=True) == ListedShow(
        listing="49892",
        url="https://www.tvmaze.com/shows/49892/the-powerpuff-girls",
        name="The Powerpuff Girls",
        network="The CW",
        country="US",
        zone="America/New_York",
        status=ListedStatus.IN_DEVELOPMENT,
        premiered=date(2027, 3, 8),
        language="English",
        imdb="tt12976292",
        thetvdb="307473",
        updated=datetime(2021, 4, 21, 20, 22, 2, tzinfo=UTC),
        seasons=(
            ListedSeason(
                number=1,
                premiere=date(2027, 3, 8),
                url="https://www.tvmaze.com/seasons/1/the-powerpuff-girls-season-1",
            ),
        ),
        next_episode=ListedEpisode(
            id="2",
            season=1,
            number=1,
            name="Pilot",
            day=date(2027, 3, 8),
            url="https://www.tvmaze.com/episodes/2/the-powerpuff-girls-1x01-pilot",
        ),
    )
    assert odd == []


def test_a_worldwide_streamer_has_no_country_and_no_zone():
    show, odd = read_show()

    assert (show.network, show.country, show.zone, odd) == ("Netflix", None, None, [])


def test_what_was_asked_for_and_has_no_key_is_not_there():
    show, odd = read_show()

    assert (show.seasons, show.next_episode, odd) == ((), None, [])


def test_seasons_that_were_not_asked_for_are_not_said_to_be_none():
    assert listed_show(show_row(), [], has_seasons=False).seasons is None


@pytest.mark.parametrize(
    ("status", "read", "is_odd"),
    [
        ("Running", ListedStatus.RUNNING, False),
        ("Ended", ListedStatus.ENDED, False),
        ("To Be Determined", ListedStatus.UNDECIDED, False),
        ("In Development", ListedStatus.IN_DEVELOPMENT, False),
        ("Cancelled", None, True),
        (None, None, False),
        (["Ended"], None, True),
    ],
)
def test_a_status_that_is_not_known_is_none(status, read, is_odd):
    show, odd = read_show(status=status)

    assert (show.status, bool(odd)) == (read, is_odd)


def test_a_bad_season_does_not_lose_the_others():
    rows = [season_row(), season_row(number=None), season_row(number=3), "season 4"]

    show, odd = read_show(_embedded={"seasons": rows})

    assert [one.number for one in show.seasons] == [2, 3]
    assert len(odd) == 2


@pytest.mark.parametrize("rows", [{"1": {}}, "none", 7, ["?"], [season_row(number=None)], [[]]])
def test_where_not_one_season_can_be_read_the_shape_is_another(rows):
    with pytest.raises(OddRecordError, match="the seasons of show 1370"):
        read_show(_embedded={"seasons": rows})


def test_of_two_seasons_of_one_number_the_first_is_taken():
    rows = [season_row(), season_row(premiereDate="2026-03-08"), season_row(number=1)]

    show, odd = read_show(_embedded={"seasons": rows})

    assert [(one.number, one.premiere.year) for one in show.seasons] == [(1, 2027), (2, 2027)]
    assert odd == ["show 1370 has several seasons of one number"]


def test_a_next_episode_that_cannot_be_read_costs_itself_alone():
    show, odd = read_show(_embedded={"seasons": [season_row()], "nextepisode": {"id": 1}})

    assert (len(show.seasons), show.next_episode) == (1, None)
    assert odd == ["the next episode of show 1370: episode 1 is of the season None"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("What If...?", "What If...?"),
        ("  Marvel's\n Jessica \t Jones ", "Marvel's Jessica Jones"),
        ("The \u202eevil\u202c\u0000 \u200bone\ud800", "The evil one"),
        ("👩\u200d🚀 in Space", "👩\u200d🚀 in Space"),
        ("呪術廻戦", "呪術廻戦"),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(name, kept):
    assert read_show(name=name)[0].name == kept


@pytest.mark.parametrize("name", [None, "", "  ", "\u200b\u202e", 24])
def test_a_show_without_a_name_is_refused(name):
    with pytest.raises(OddRecordError, match="show 1370 has no name"):
        read_show(name=name)


@pytest.mark.parametrize("updated", [None, "1489944882", 0, -5, 10**18, 1.5, True])
def test_a_show_that_does_not_say_when_it_changed_is_refused(updated):
    with pytest.raises(OddRecordError, match="show 1370 was updated"):
        read_show(updated=updated)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://www.tvmaze.com/shows/1370/x", "https://www.tvmaze.com/shows/1370/x"),
        ("https://evil.example/shows/1370", "https://www.tvmaze.com/shows/1370"),
        ("https://www.tvmaze.com/a b", "https://www.tvmaze.com/shows/1370"),
        ("javascript:alert(1)", "https://www.tvmaze.com/shows/1370"),
        (None, "https://www.tvmaze.com/shows/1370"),
    ],
)
def test_the_records_own_page_is_one_of_tvmaze(url, kept):
    assert read_show(url=url)[0].url == kept


def test_a_channel_of_a_zone_that_nobody_knows_has_none():
    channel = {"id": 1, "name": "X", "country": {"code": "usa", "timezone": "Moon/Sea"}}

    show, odd = read_show(network=channel)

    assert (show.network, show.country, show.zone) == ("X", None, None)
    assert odd == ["show 1370 has the zone 'Moon/Sea', which is not known"]


def test_a_show_of_before_some_fields_were_there_is_read_too():
    row = {"id": 5, "name": "24", "updated": 1}

    show = listed_show(row, [], has_seasons=True)

    assert (show.name, show.network, show.status, show.imdb) == ("24", None, None, None)


@given(JSON, st.sampled_from(sorted(show_row())))
def test_no_field_whatever_it_holds_breaks_more_than_its_record(value, field):
    try:
        show = listed_show(show_row(**{field: value}), [], has_seasons=True)
    except OddRecordError:
        return
    show.name.encode()
    assert show.updated.tzinfo is UTC


@given(JSON)
def test_whatever_comes_is_a_show_or_none(value):
    with pytest.raises(OddRecordError):
        listed_season(value, [])
    with pytest.raises(OddRecordError):
        listed_show(value, [], has_seasons=True)


@given(st.text(), st.integers(2, 50))
def test_a_visible_name_can_be_stored_and_shown(text, limit):
    kept = visible_name(text, limit)

    assert len(kept) <= limit
    assert kept == " ".join(kept.split())
    assert json.loads(json.dumps(kept).encode()) == kept
