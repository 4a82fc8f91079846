"""Answers that TVmaze really gave, read as what they are; and the fake has their shape."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.sources.tvmaze.records import listed_episode, listed_show, scheduled_episode
from content.listings.records import ListedStatus
from fakes.tvmaze import Channel, Episode, FakeTvmaze, Season

PAYLOADS = Path(__file__).parents[5] / "shared" / "domain" / "payloads"
pytestmark = pytest.mark.skipif(
    not PAYLOADS.exists(), reason="../shared/domain/payloads is not beside this checkout"
)
EMBEDS = "tvmaze__api_tvmaze_com_singlesearch_shows_embed_seasons_q_"


def payload(name: str) -> Any:
    return json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8"))


def payloads(pattern: str) -> list[Any]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in PAYLOADS.glob(pattern)]
    assert found, pattern
    return [one for one in found if one is not None and not _is_error(one)]


def _is_error(answer: Any) -> bool:
    return isinstance(answer, dict) and answer.get("status") == 404


def test_every_show_that_was_recorded_is_read_without_a_doubt():
    odd: list[str] = []
    rows = payloads("tvmaze__*embed_seasons*.json")
    shows = [listed_show(row, odd, has_seasons=True) for row in rows]

    assert odd == []
    assert len(shows) == 20
    assert sum(len(show.seasons) for show in shows) == 126
    assert all(show.url.startswith("https://www.tvmaze.com/shows/") for show in shows)


def test_jessica_jones_is_renewed_for_a_season_without_any_date():
    show = listed_show(payload(f"{EMBEDS}Marvels_Jessica_Jones"), [], has_seasons=True)

    assert (show.listing, show.name, show.imdb) == ("1370", "Marvel's Jessica Jones", "tt2357547")
    assert (show.network, show.zone, show.status) == (
        "Netflix",
        "America/New_York",
        ListedStatus.RUNNING,
    )
    assert [(one.number, one.premiere, one.episodes) for one in show.seasons] == [
        (1, date(2015, 11, 20), 13),
        (2, None, None),
    ]


def test_the_daily_show_counts_its_seasons_by_year():
    show = listed_show(
        payload("tvmaze__api_tvmaze_com_shows_3928_embed_seasons"), [], has_seasons=True
    )

    assert show.seasons[-1].number == 2017
    assert show.seasons[-1].end == date(2017, 3, 30)


def test_every_episode_that_was_recorded_is_read_without_a_doubt():
    odd: list[str] = []
    rows = payloads("tvmaze__*episodebynumber*.json") + payload(
        "tvmaze__api_tvmaze_com_shows_249_episodesbydate_date_2012_06_06"
    )
    episodes = [listed_episode(row, odd) for row in rows]

    assert odd == []
    assert all(episode.moment is None or episode.day for episode in episodes)


def test_an_undated_and_a_timeless_episode_are_read_as_such():
    trash = payload("tvmaze__api_tvmaze_com_shows_180_episodebynumber_season_1_number_13")
    crush = payload("tvmaze__api_tvmaze_com_shows_1370_episodebynumber_season_1_number_2")

    undated, timeless = listed_episode(trash, []), listed_episode(crush, [])

    assert (undated.day, undated.moment) == (None, None)
    assert (timeless.day, timeless.moment) == (date(2015, 11, 20), None)


def test_a_days_schedule_is_read_with_the_hours_after_midnight():
    odd: list[str] = []
    rows = payload("tvmaze__schedule_2023-11-27")
    scheduled = [scheduled_episode(row, odd).episode for row in rows]

    assert (len(scheduled), odd) == (72, [])
    assert sum(one.moment is not None and one.moment.date() != one.day for one in scheduled) == 43
    assert sum(one.number is None for one in scheduled) == 1
    assert {one.day for one in scheduled} == {date(2023, 11, 27)}


@pytest.mark.parametrize("name", ["powerpuff_in_development_2021", "superman_in_development_2020"])
def test_every_hit_of_a_search_is_read(name):
    odd: list[str] = []
    rows = payload(f"tvmaze__search_{name}")
    shows = [listed_show(row["show"], odd, has_seasons=False) for row in rows]

    assert odd == []
    assert ListedStatus.IN_DEVELOPMENT in {show.status for show in shows}


# ---------------------------------------------------- the fake against the real


def differing(fake: Any, real: Any, at: str = "") -> list[str]:
    """Where two answers have other keys; null stands for anything, as it does with TVmaze."""
    if not isinstance(fake, dict) or not isinstance(real, dict):
        return []
    return [f"{at}/{key}" for key in fake.keys() ^ real.keys()] + [
        one
        for key in fake.keys() & real.keys()
        for one in differing(fake[key], real[key], f"{at}/{key}")
    ]


def test_the_fakes_episodes_and_shows_have_exactly_the_fields_of_real_ones():
    tvmaze = FakeTvmaze()
    day = date(2026, 12, 2)
    tvmaze.shows.show(
        network=Channel("CBS", "US"),
        seasons=[Season(1, day)],
        episodes=[Episode(1, 1, day=date(2026, 11, 1)), Episode(1, 2, day=day, hour="20:00")],
    )
    real = next(
        row
        for row in payload("tvmaze__schedule_2023-11-27")
        if row["show"]["network"] and "nextepisode" in row["show"]["_links"]
    )

    (fake,) = tvmaze.endpoints.answer("/schedule", {"date": [day.isoformat()]})

    assert differing(fake, real) == []
    assert type(fake["airstamp"]) is type(real["airstamp"])
    assert fake["airstamp"] == "2026-12-03T01:00:00+00:00"


def test_the_fakes_seasons_have_the_fields_of_real_ones():
    tvmaze = FakeTvmaze()
    tvmaze.shows.show(seasons=[Season(1, date(2027, 3, 8))])
    (real, *_) = payload(f"{EMBEDS}Marvels_Jessica_Jones")["_embedded"]["seasons"]

    fake = tvmaze.endpoints.answer("/shows/1", {"embed[]": ["seasons"]})

    assert differing(fake["_embedded"]["seasons"][0], real) == ["/webChannel/officialSite"]


def test_the_fakes_hits_have_the_fields_of_real_ones():
    tvmaze = FakeTvmaze()
    tvmaze.shows.show("The Powerpuff Girls")
    (real, *_) = payload("tvmaze__search_powerpuff_in_development_2021")

    (fake,) = tvmaze.endpoints.answer("/search/shows", {"q": ["powerpuff"]})

    assert set(differing(fake, real)) <= {
        "/show/ended",  # it came after that answer
        "/show/_links/previousepisode",
        "/show/webChannel/officialSite",
    }


def test_the_fake_stamps_an_episode_without_an_hour_as_the_real_one_does():
    real = payload("tvmaze__api_tvmaze_com_shows_1370_episodebynumber_season_1_number_2")
    tvmaze = FakeTvmaze()
    one = Episode(1, 2, day=date.fromisoformat(real["airdate"]))
    show = tvmaze.shows.show(episodes=[one])

    fake = show.episodes[0].payload(show)

    assert datetime.fromisoformat(fake["airstamp"]) == datetime.fromisoformat(real["airstamp"])
    assert datetime.fromisoformat(real["airstamp"]).astimezone(UTC).hour == 12
    assert fake["airtime"] == real["airtime"] == ""
