"""The fake is as strict, as odd and as stale as TVmaze is."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from typing import Any

import pytest

from adapters.sources.web.fetcher import Bounds, Fetcher
from fakes.tvmaze import Aka, Channel, Episode, FakeTvmaze, Season, SimulatedTime
from fakes.tvmaze.shows import NETFLIX

DAY = date(2027, 3, 8)
CBS = Channel("CBS", "US")
BBC = Channel("BBC One", "GB", 12)

Ask = Callable[[str], Coroutine[Any, Any, tuple[int, Any, str | None]]]


@pytest.fixture
def ask(tvmaze: FakeTvmaze, violet: Any) -> Ask:
    """Ask for a path, and return status, JSON, and where it leads."""

    async def ask(path: str) -> tuple[int, Any, str | None]:
        answer = await violet.fetcher.get(
            tvmaze.api_base + path, hops=0, bounds=Bounds(unpacked=50_000_000)
        )
        assert answer.headers["Content-Type"] == "application/json; charset=UTF-8"
        return answer.status, json.loads(answer.body), answer.headers.get("Location")

    return ask


def error(status: int, name: str, message: str = "") -> dict[str, Any]:
    return {"name": name, "message": message, "code": 0, "status": status}


async def test_a_search_has_ten_hits_with_scores_in_order_and_no_pages(ask, tvmaze):
    for number in range(15):
        tvmaze.shows.show(f"Loki Part {number}")
    tvmaze.shows.show("Loki")

    status, rows, _ = await ask("/search/shows?q=loky&page=2")

    assert (status, len(rows)) == (200, 10)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert (rows[0]["show"]["name"], set(rows[0])) == ("Loki", {"score", "show"})
    assert await ask("/search/shows?q=nothing+of+it") == (200, [], None)


async def test_a_single_search_is_stricter_and_finds_one_or_null(ask, tvmaze):
    tvmaze.shows.show("Severance")

    assert (await ask("/singlesearch/shows?q=severence"))[1]["name"] == "Severance"
    assert await ask("/singlesearch/shows?q=seberence") == (404, None, None)
    assert len((await ask("/search/shows?q=seberence"))[1]) == 1


async def test_a_look_up_redirects_with_null(ask, tvmaze):
    show = tvmaze.shows.show(imdb="tt2357547", thetvdb=284190)

    where = f"{tvmaze.api_base}/shows/{show.id}"
    assert await ask("/lookup/shows?imdb=tt2357547") == (301, None, where)
    assert await ask("/lookup/shows?thetvdb=284190") == (301, None, where)
    assert await ask("/lookup/shows?imdb=tt1") == (404, None, None)


async def test_an_embed_without_a_thing_has_no_key_and_an_unknown_one_is_refused(ask, tvmaze):
    tvmaze.shows.show(seasons=[Season(1)])
    path = "/shows/1?embed[]=seasons&embed[]=nextepisode"

    assert set((await ask(path))[1]["_embedded"]) == {"seasons"}
    tvmaze.shows.add_episode(tvmaze.shows.shows[1], Episode(1, 1, day=DAY))
    assert set((await ask(path))[1]["_embedded"]) == {"seasons", "nextepisode"}
    assert set((await ask("/shows/1?embed=episodes"))[1]["_embedded"]) == {"episodes"}
    assert "_embedded" not in (await ask("/shows/1"))[1]
    assert await ask("/shows/1?embed[]=plans") == (400, error(400, "Bad Request"), None)
    assert (await ask("/shows/1?whatever=7"))[0] == 200


async def test_specials_are_left_out_of_the_one_list_and_never_of_the_other(ask, tvmaze):
    show = tvmaze.shows.show(
        seasons=[Season(1, DAY)],
        episodes=[
            Episode(1, None, "Special", DAY, kind="insignificant_special"),
            Episode(1, 1, "One", DAY + timedelta(days=1)),
        ],
    )
    season = f"/seasons/{show.seasons[0].id}/episodes"

    assert [one["name"] for one in (await ask("/shows/1/episodes"))[1]] == ["One"]
    both = [("Special", None), ("One", 1)]
    for path in ("/shows/1/episodes?specials=1", season, f"{season}?specials=0"):
        assert [(one["name"], one["number"]) for one in (await ask(path))[1]] == both
    assert (await ask("/seasons/7/episodes"))[0] == 404


async def test_channels_of_countries_and_worldwide_streamers_are_two_schedules(ask, tvmaze):
    dated = [Episode(1, 1, day=DAY)]
    hulu = Channel("Hulu", "US", 2)
    tvmaze.shows.show("American", network=CBS, episodes=dated)
    tvmaze.shows.show("British", network=BBC, episodes=dated)
    tvmaze.shows.show("Worldwide", streamer=NETFLIX, episodes=dated)
    tvmaze.shows.show("American too", streamer=hulu, episodes=dated)

    async def names(path: str, *, nested: bool) -> list[str]:
        rows = (await ask(path))[1]
        return [(row["_embedded"] if nested else row)["show"]["name"] for row in rows]

    assert await names(f"/schedule?country=GB&date={DAY}", nested=False) == ["British"]
    assert await names(f"/schedule?date={DAY}", nested=False) == ["American"]
    assert await names("/schedule?country=GB", nested=False) == []
    assert await names(f"/schedule/web?date={DAY}&country=", nested=True) == ["Worldwide"]
    assert await names(f"/schedule/web?date={DAY}&country=US", nested=True) == ["American too"]
    assert len(await names(f"/schedule/web?date={DAY}", nested=True)) == 2


@pytest.mark.parametrize("path", ["/schedule", "/schedule/web"])
async def test_uk_is_no_country(ask, path):
    refusal = 422, error(422, "Unprocessable entity"), None

    assert await ask(f"{path}?country=UK&date={DAY}") == refusal
    assert (await ask(f"{path}?country=GB&date={DAY}"))[0] == 200


async def test_the_full_schedule_has_each_future_episode_with_its_show(ask, tvmaze):
    tvmaze.shows.show(
        "Streamed", episodes=[Episode(1, 1, day=date(2026, 11, 1)), Episode(1, 2, day=DAY)]
    )
    tvmaze.shows.show("On air", network=CBS, episodes=[Episode(1, 1, day=DAY, hour="20:00")])
    tvmaze.shows.show("Undated", episodes=[Episode(1, 1)])

    status, rows, _ = await ask("/schedule/full")

    assert status == 200
    assert [(row["_embedded"]["show"]["name"], row["number"]) for row in rows] == [
        ("Streamed", 2),
        ("On air", 1),
    ]


async def test_the_index_has_pages_of_ids_with_gaps_and_an_end(ask, tvmaze):
    for show in tvmaze.shows.many(260, premiere=DAY)[:5]:
        tvmaze.shows.delete(show)

    first, second = (await ask("/shows"))[1], (await ask("/shows?page=1"))[1]

    assert [first[0]["id"], first[-1]["id"], len(first)] == [6, 249, 244]
    assert [one["id"] for one in second] == list(range(250, 261))
    assert (await ask("/shows?page=2"))[0] == 404


async def test_any_child_marks_its_show_as_changed(ask, tvmaze, time):
    show = tvmaze.shows.show(seasons=[Season(1)], episodes=[Episode(1, 1)])
    shows, epochs = tvmaze.shows, []
    for change in (
        lambda: shows.move_premiere(show, 1, DAY),
        shows.null_every_date,
        lambda: shows.rename(show, "AKA Jessica"),
        lambda: shows.edit_prose(show),
        lambda: shows.set_status(show, "Ended"),
        lambda: shows.set_order(show, 1, 13),
        lambda: shows.add_season(show, Season(2)),
        lambda: shows.add_episode(show, Episode(2, 1)),
        lambda: shows.drop_season(show, 2),
        lambda: shows.merge(shows.show("Twin"), show),
    ):
        time.pass_time(60)
        change()
        epochs.append((await ask("/updates/shows?since=day"))[1]["1"])

    assert epochs == sorted(set(epochs))
    assert epochs[-1] == int(time.now().timestamp())
    assert (await ask("/shows/1"))[1]["updated"] == epochs[-1]
    assert (await ask("/updates/shows?since=year"))[0] == 400


async def test_another_name_without_a_country_is_that_of_home(ask, tvmaze):
    tvmaze.shows.show(akas=[Aka("AKA Jessica"), Aka("Die Detektivin", "DE")])

    rows = (await ask("/shows/1/akas"))[1]

    assert [(row["name"], row["country"] and row["country"]["code"]) for row in rows] == [
        ("AKA Jessica", None),
        ("Die Detektivin", "DE"),
    ]


async def test_a_merged_show_redirects_and_a_deleted_one_is_null(ask, tvmaze):
    one, other, gone = (tvmaze.shows.show(name) for name in ("One", "Other", "Gone"))
    tvmaze.shows.merge(one, other)
    tvmaze.shows.delete(gone)

    assert await ask("/shows/1") == (301, None, f"{tvmaze.api_base}/shows/2")
    assert await ask("/shows/3") == (404, None, None)
    assert await ask("/shows/4") == (404, error(404, "Not Found"), None)
    assert set((await ask("/updates/shows"))[1]) == {"2"}


async def test_the_twenty_first_call_in_ten_seconds_is_refused(ask, tvmaze, time):
    tvmaze.shows.show()
    statuses = [(await ask("/shows/1"))[0] for _ in range(21)]
    time.pass_time(10)

    assert statuses == [200] * 20 + [429]
    assert (await ask("/shows/1"))[0] == 200
    assert (tvmaze.refused, tvmaze.most_in_ten_seconds) == (1, 21)
    assert [one.status for one in tvmaze.requests][-2:] == [429, 200]
    assert tvmaze.requests[-1].at - tvmaze.requests[-2].at == timedelta(seconds=10)


async def test_each_address_has_a_cache_of_its_own_for_an_hour(ask, tvmaze, time):
    tvmaze.cached = frozenset({"/"})
    show = tvmaze.shows.show("Before")

    async def seen() -> list[Any]:
        return [(await ask(path))[1]["name"] for path in ("/shows/1", "/shows/1?embed=seasons")]

    before = (await ask("/shows/1"))[1]["name"]
    tvmaze.shows.rename(show, "After")

    assert (before, await seen()) == ("Before", ["Before", "After"])
    time.pass_time(3600)
    assert await seen() == ["After", "After"]


async def test_a_full_schedule_is_a_day_old(ask, tvmaze, time):
    tvmaze.cached = frozenset({"/schedule"})
    show = tvmaze.shows.show(episodes=[Episode(1, 1, day=DAY)])
    await ask("/schedule/full")
    tvmaze.shows.null_every_date(show)

    time.pass_time(86_399)
    assert len((await ask("/schedule/full"))[1]) == 1
    time.pass_time(1)
    assert (await ask("/schedule/full"))[1] == []


async def test_whoever_opens_two_connections_is_told_of():
    async with FakeTvmaze(SimulatedTime()) as tvmaze:
        host = tvmaze.api_base.removeprefix("http://")
        path = f"{tvmaze.api_base}/shows/1"
        async with Fetcher(private_hosts=[host], connections_per_host=2) as fetcher:
            await asyncio.gather(fetcher.get(path), fetcher.get(path))
            assert (tvmaze.connections, tvmaze.most_connections) == (2, 2)
        assert set(tvmaze.violations) == {"2 connections at a time"}


async def test_whoever_does_not_say_who_they_are_is_told_of(tvmaze):
    reader, writer = await asyncio.open_connection(
        *tvmaze.api_base.removeprefix("http://").split(":")
    )
    writer.write(b"POST /shows/1 HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\nConnection: close\r\n\r\n")
    await reader.read()
    writer.close()
    await writer.wait_closed()

    assert tvmaze.violations == [
        "a User-Agent that tells nothing: ''",
        "POST /shows/1, or a cookie, or a referrer",
    ]
    tvmaze.violations.clear()
