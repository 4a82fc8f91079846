"""What is listed, asked again and again: changes, the schedule, and what a cache makes of both."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.ports.errors import SourceUnavailableError
from bot.ports.listings import Listings
from content.listings.records import ListedStatus, ListingId
from fakes.tvmaze import Channel, Episode, Fault, Season

DAY = date(2027, 3, 8)
ONE = ListingId("1")


@pytest.fixture
def listings(violet) -> Listings:
    return violet.listings


async def read(rows):
    return [row async for row in rows]


async def test_a_record_is_read_anew_each_time(listings, tvmaze):
    show = tvmaze.shows.show(seasons=[Season(1, DAY)], episodes=[Episode(1, 1, day=DAY)])
    before = await listings.show(ONE)

    tvmaze.shows.move_premiere(show, 1, date(2027, 4, 5))
    tvmaze.shows.set_status(show, "Ended")
    after = await listings.show(ONE)

    assert [one.seasons[0].premiere for one in (before, after)] == [DAY, date(2027, 4, 5)]
    assert (after.status, after.next_episode.day) == (ListedStatus.ENDED, date(2027, 4, 5))


async def test_every_date_can_be_gone(listings, tvmaze):
    tvmaze.shows.show(seasons=[Season(1, DAY, DAY, 8)], episodes=[Episode(1, 1, day=DAY)])

    tvmaze.shows.null_every_date()
    show = await listings.show(ONE)

    assert (show.seasons[0].premiere, show.seasons[0].end, show.seasons[0].episodes) == (
        None,
        None,
        8,
    )
    assert show.next_episode is None


@pytest.mark.parametrize(
    ("within", "since"),
    [
        (timedelta(minutes=5), ["day"]),
        (timedelta(days=1), ["day"]),
        (timedelta(days=1, seconds=1), ["week"]),
        (timedelta(days=7), ["week"]),
        (timedelta(days=20), ["month"]),
        (timedelta(days=90), None),
    ],
)
async def test_changes_are_asked_for_in_the_shortest_list_that_has_them(
    listings, tvmaze, time, within, since
):
    show = tvmaze.shows.show()
    time.pass_time(60)
    tvmaze.shows.edit_prose(show)

    changes = await listings.updated(within)

    assert changes == {"1": time.now()}
    assert tvmaze.requests[0].query.get("since") == since


async def test_what_has_not_changed_is_not_in_the_list(listings, tvmaze, time):
    old, _new = tvmaze.shows.show("Old"), tvmaze.shows.show("New")
    time.pass_time(8 * 86_400)
    tvmaze.shows.edit_prose(old)

    assert set(await listings.updated(timedelta(days=7))) == {"1"}
    assert set(await listings.updated(timedelta(days=30))) == {"1", "2"}


async def test_a_change_of_a_day_to_come_is_none(listings, tvmaze, time):
    tvmaze.shows.show("Right")
    tvmaze.shows.show("Wrong").updated = int(time.now().timestamp()) + 2 * 86_400

    assert set(await listings.updated(timedelta(days=1))) == {"1"}


async def test_a_list_of_changes_may_be_newer_than_the_record(listings, tvmaze, time):
    tvmaze.cached = frozenset({"/shows/"})
    show = tvmaze.shows.show(seasons=[Season(1, DAY)])
    await listings.show(ONE)
    time.pass_time(60)
    tvmaze.shows.move_premiere(show, 1, date(2027, 4, 5))

    changed = (await listings.updated(timedelta(hours=1)))[ONE]
    stale = await listings.show(ONE)
    time.pass_time(3600)
    fresh = await listings.show(ONE)

    assert stale.updated < changed == fresh.updated
    assert (stale.seasons[0].premiere, fresh.seasons[0].premiere) == (DAY, date(2027, 4, 5))


async def test_every_episode_that_is_to_come_is_in_the_schedule_with_its_show(listings, tvmaze):
    tvmaze.shows.show(
        network=Channel("CBS", "US"),
        episodes=[
            Episode(1, 1, "Past", date(2026, 11, 1)),
            Episode(1, 2, "Late", DAY, "00:30"),
            Episode(1, 3, "Timeless", DAY),
            Episode(1, None, "Special", DAY, "20:00", kind="significant_special"),
            Episode(1, 4, "Undated"),
        ],
    )
    tvmaze.shows.show("Other", episodes=[Episode(2027, 1, "Yearly", DAY)])

    coming = await read(listings.schedule())

    assert [
        (one.listing, one.episode.name, one.episode.season, one.episode.is_special)
        for one in coming
    ] == [
        ("1", "Late", 1, False),
        ("1", "Timeless", 1, False),
        ("1", "Special", 1, True),
        ("2", "Yearly", 2027, False),
    ]
    assert [one.episode.moment for one in coming[:2]] == [
        datetime(2027, 3, 9, 5, 30, tzinfo=UTC),
        None,
    ]
    assert {one.episode.day for one in coming} == {DAY}


async def test_an_empty_schedule_is_empty(listings, tvmaze):
    tvmaze.shows.show()

    assert await read(listings.schedule()) == []


async def test_a_schedule_that_breaks_off_says_so_after_what_came(listings, tvmaze):
    tvmaze.shows.many(200, premiere=DAY)
    tvmaze.faults.next_calls(Fault.CUT)

    came = []

    async def keep():
        async for scheduled in listings.schedule():
            came.append(scheduled.listing)  # noqa: PERF401 - what came before the end is kept

    with pytest.raises(SourceUnavailableError, match="TVmaze"):
        await keep()
    assert came == [str(number) for number in range(1, len(came) + 1)]
    assert 50 < len(came) < 200


async def test_some_bad_rows_of_a_schedule_are_passed_over(listings, tvmaze):
    shows = tvmaze.shows.many(30, premiere=DAY)
    for show in shows[:10]:
        show.episodes[0].id = 0

    coming = await read(listings.schedule())

    assert [one.listing for one in coming] == [str(show.id) for show in shows[10:]]


@pytest.mark.parametrize(("rows", "bad"), [(3, 3), (400, 30)])
async def test_a_schedule_of_many_bad_rows_is_none(listings, tvmaze, rows, bad):
    for show in tvmaze.shows.many(rows, premiere=DAY)[:bad]:
        show.episodes[0].id = 0

    with pytest.raises(SourceUnavailableError, match="all that is to come makes no sense"):
        await read(listings.schedule())


async def test_a_schedule_is_read_while_it_is_still_being_sent(listings, tvmaze):
    tvmaze.shows.many(2_000, premiere=DAY)
    size = sum(map(len, tvmaze.endpoints.full_schedule()))
    sent: list[int] = []
    tvmaze.on_piece = sent.append

    sent_at = [sent[-1] async for _ in listings.schedule()]

    assert len(sent_at) == 2_000
    assert sent_at[0] < size / 4
    assert sent_at[-1] > size * 0.9


async def test_a_day_of_ten_thousand_shows_costs_some_calls(listings, tvmaze, time, budget):
    shows = tvmaze.shows.many(10_000, premiere=DAY)
    for show in shows:
        show.updated -= 40 * 86_400
    for show in shows[:30]:
        tvmaze.shows.move_premiere(show, 1, date(2027, 4, 5))
    began = time.now()

    changed = await listings.updated(timedelta(days=1))
    seen = [await listings.show(listing) for listing in changed]

    assert {one.seasons[0].premiere for one in seen} == {date(2027, 4, 5)}
    assert len(tvmaze.requests) == len(budget.taken) == 31
    assert (tvmaze.refused, tvmaze.connections) == (0, 1)
    assert tvmaze.most_in_ten_seconds <= 18
    assert time.now() - began == timedelta(seconds=20)
