"""How TVmaze is asked: politely, one call at a time, and with every answer checked."""

import asyncio
import gc
from contextlib import aclosing
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.sources.tvmaze.client import TvmazeClient, api_host
from adapters.sources.tvmaze.directory import TvmazeDirectory
from adapters.sources.web.fetcher import Fetcher
from bot.ports.errors import SourceUnavailableError
from content.listings.records import ListingId
from fakes.tvmaze import CountedBudget, Episode, FakeTvmaze, Fault, Season, SimulatedTime

SPOILT = [
    (Fault.RESET, "TVmaze cannot be asked: .* tried again later"),
    (Fault.CUT, "TVmaze cannot be asked: .* tried again later"),
    (Fault.TRUNCATED, "breaks off"),
    (Fault.EMPTY, "breaks off"),
    (Fault.NOT_UTF8, "no JSON|no UTF-8"),
    (Fault.DEEP, "no JSON|breaks off"),
    (Fault.INTERNAL, r"status 500\); it is asked again later"),
    (Fault.CHALLENGE, "a page for people instead of data; look whether TVMAZE_API_BASE"),
    (Fault.OTHER_SHAPE, "makes no sense: .* look for a newer Violet"),
    (Fault.NULL, "makes no sense: .* look for a newer Violet"),
    (Fault.ENDLESS, "TVmaze's the answer of .* larger than"),
    (Fault.PAGE_NOT_FOUND, "TVmaze.*404.*TVMAZE_API_BASE"),
]


async def read(rows):
    return [row async for row in rows]


ASKED = {
    "a search": lambda violet: violet.directory.search("jessica jones"),
    "a show of the directory": lambda violet: violet.directory.show(ListingId("1")),
    "a show of the listings": lambda violet: violet.listings.show(ListingId("1")),
    "what has changed": lambda violet: violet.listings.updated(timedelta(days=1)),
    "all that is to come": lambda violet: read(violet.listings.schedule()),
}


@pytest.fixture
def jessica(tvmaze):
    day = date(2027, 3, 8)
    return tvmaze.shows.show(seasons=[Season(1, day)], episodes=[Episode(1, 1, day=day)])


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("fault", "says"), SPOILT)
@pytest.mark.usefixtures("jessica")
async def test_whatever_is_no_good_answer_is_told_with_what_to_do(
    violet, tvmaze, asked, fault, says
):
    if (asked, fault) == ("what has changed", Fault.OTHER_SHAPE):
        says = "not one row"
    if asked == "all that is to come" and says.startswith("makes no sense"):
        says = r"breaks off, or is not what it should be: .* no array"
    tvmaze.faults.next_calls(fault, 2)  # a connection that had rested may be tried a second time

    with pytest.raises(SourceUnavailableError, match=says) as told:
        await ASKED[asked](violet)

    assert str(told.value).startswith("TVmaze")
    assert "\n" not in str(told.value)
    assert "jessica jones" not in str(told.value)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.HANGS])
@pytest.mark.usefixtures("jessica")
async def test_an_answer_that_takes_too_long_is_given_up(hurried, tvmaze, asked, fault):
    tvmaze.faults.next_calls(fault)

    with pytest.raises(SourceUnavailableError, match="not answered whole"):
        await ASKED[asked](hurried)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.usefixtures("jessica")
async def test_after_a_fault_the_next_call_is_answered(violet, tvmaze, asked):
    tvmaze.faults.next_calls(Fault.CUT)

    with pytest.raises(SourceUnavailableError):
        await ASKED[asked](violet)

    assert await ASKED[asked](violet)


@pytest.mark.parametrize(
    ("fault", "retry_after", "seconds"),
    [
        (Fault.LIMITED, "30", 30),
        (Fault.LIMITED, "Tue, 01 Dec 2026 12:01:30 GMT", 90),
        (Fault.LIMITED, "soon", 10),
        (Fault.LIMITED_SILENTLY, "", 10),
        (Fault.UNAVAILABLE, "120", 120),
        (Fault.LIMITED, "99999999", 7 * 86_400),
    ],
)
async def test_a_pause_that_is_asked_for_is_kept_for_everybody(
    violet, tvmaze, time, budget, fault, retry_after, seconds
):
    tvmaze.faults.retry_after = retry_after
    tvmaze.faults.next_calls(fault)

    with pytest.raises(SourceUnavailableError, match="TVmaze asks to be left alone for"):
        await violet.listings.show(ListingId("1"))
    with pytest.raises(SourceUnavailableError, match="TVmaze has been asked as often as it allows"):
        await violet.directory.search("jessica jones")

    assert budget.paused_until == time.now() + timedelta(seconds=seconds)
    assert len(tvmaze.requests) == 1


async def test_nobody_waits_out_a_long_pause_and_a_short_one_is_waited_out(
    violet, tvmaze, time, budget
):
    await budget.pause("tvmaze", until=time.now() + timedelta(hours=2))
    with pytest.raises(SourceUnavailableError, match="ask again in 120 minutes"):
        await violet.listings.show(ListingId("1"))

    time.pass_time(2 * 3600 - 100)
    assert await violet.listings.show(ListingId("1")) is None
    assert tvmaze.requests[0].at == budget.paused_until


async def test_thirty_calls_at_once_stay_below_the_limit_over_one_connection(violet, tvmaze, time):
    tvmaze.shows.many(30, premiere=date(2027, 3, 8))
    began = time.now()
    shows = await asyncio.gather(
        *(violet.listings.show(ListingId(str(id_))) for id_ in range(1, 31))
    )

    assert [show.listing for show in shows] == [str(id_) for id_ in range(1, 31)]
    assert (len(tvmaze.requests), tvmaze.refused) == (30, 0)
    assert 14 <= tvmaze.most_in_ten_seconds <= 18
    assert time.now() - began >= timedelta(seconds=20)
    assert (tvmaze.connections, tvmaze.most_connections) == (1, 1)


async def test_the_fake_refuses_whoever_counts_nothing(tvmaze, time):
    tvmaze.shows.many(30, premiere=date(2027, 3, 8))
    generous = CountedBudget(calls=100, for_people=0)
    async with Fetcher(private_hosts=[api_host(tvmaze.api_base)]) as fetcher:
        client = TvmazeClient(
            fetcher, api_base=tvmaze.api_base, budget=generous, clock=time, sleep=time.sleep
        )
        answers = await asyncio.gather(
            *(client.show(ListingId(str(id_)), for_people=False) for id_ in range(1, 22)),
            return_exceptions=True,
        )

    assert [type(one) for one in answers[:20]] == [tuple] * 20
    assert isinstance(answers[20], SourceUnavailableError)
    assert tvmaze.refused == 1


async def test_people_go_before_all_others(violet, tvmaze):
    tvmaze.shows.many(8, premiere=date(2027, 3, 8))

    others = [asyncio.create_task(violet.listings.show(ListingId(str(id_)))) for id_ in range(1, 7)]
    await asyncio.sleep(0)
    person = asyncio.create_task(violet.directory.show(ListingId("8")))
    await asyncio.gather(person, *others)

    assert tvmaze.paths()[:2] == ["/shows/1", "/shows/8"]


async def test_room_is_kept_for_people(violet, tvmaze, time):
    tvmaze.shows.many(30, premiere=date(2027, 3, 8))
    for id_ in range(1, 15):
        await violet.listings.show(ListingId(str(id_)))
    began = time.now()

    await violet.directory.show(ListingId("20"))
    asked_at = tvmaze.requests[-1].at
    await violet.listings.show(ListingId("21"))

    assert asked_at == began
    assert tvmaze.requests[-1].at == began + timedelta(seconds=10)


async def test_a_person_is_told_after_some_seconds_that_there_is_no_room(violet, tvmaze, time):
    tvmaze.shows.many(30, premiere=date(2027, 3, 8))
    for id_ in range(1, 19):
        await violet.directory.show(ListingId(str(id_)))
    time.pass_time(2)

    with pytest.raises(SourceUnavailableError, match="ask again in 8 seconds"):
        await violet.directory.search("show")
    time.pass_time(4)

    assert len(await violet.directory.search("show")) == 10
    assert tvmaze.refused == 0


async def test_whoever_gives_up_waiting_takes_nobodys_place(violet, tvmaze):
    tvmaze.shows.many(5, premiere=date(2027, 3, 8))
    tvmaze.faults.next_calls(Fault.SLOW)
    first, second, third = (
        asyncio.create_task(violet.listings.show(ListingId(str(id_)))) for id_ in (1, 2, 3)
    )
    await tvmaze.until_asked()

    second.cancel()
    first.cancel()
    show = await third

    assert show.listing == "3"
    assert tvmaze.paths() == ["/shows/1", "/shows/3"]


async def test_two_people_who_ask_the_same_cause_one_call(violet, tvmaze):
    tvmaze.shows.show()

    found = await asyncio.gather(
        violet.directory.search("Jessica  Jones"),
        violet.directory.search("jessica jones"),
        violet.directory.show(ListingId("1")),
        violet.directory.show(ListingId("1")),
    )

    assert found[0] == found[1]
    assert found[2] == found[3]
    assert sorted(tvmaze.paths()) == ["/search/shows", "/shows/1"]


async def test_one_who_gives_up_does_not_take_the_answer_from_another(violet, tvmaze):
    tvmaze.shows.show()
    one, other = (asyncio.create_task(violet.directory.search("jessica jones")) for _ in range(2))
    await asyncio.sleep(0)

    one.cancel()

    assert len(await other) == 1
    assert one.cancelled()
    assert tvmaze.paths() == ["/search/shows"]


async def test_what_nobody_waits_for_any_more_may_fail_unseen(violet, tvmaze):
    tvmaze.faults.next_calls(Fault.INTERNAL)
    asked = asyncio.create_task(violet.directory.search("jessica jones"))
    await tvmaze.until_asked()

    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    await violet.directory.show(ListingId("1"))
    gc.collect()

    assert len(tvmaze.requests) == 2


async def test_a_schedule_that_is_left_early_frees_the_connection(violet, tvmaze):
    tvmaze.shows.many(500, premiere=date(2027, 3, 8))

    async with aclosing(violet.listings.schedule()) as coming:
        async for scheduled in coming:
            assert scheduled.listing == "1"
            break

    assert (await violet.directory.show(ListingId("7"))).name == "Show 7"


async def test_a_record_of_a_merged_show_is_that_of_the_other(violet, tvmaze):
    one, other = tvmaze.shows.show("Jessica"), tvmaze.shows.show("Jessica Jones")
    tvmaze.shows.merge(one, other)

    show = await violet.listings.show(ListingId(str(one.id)))

    assert (show.listing, show.name) == (str(other.id), "Jessica Jones")
    assert len(violet.budget.taken) == len(tvmaze.requests) == 2
    assert tvmaze.requests[1].query == {"embed[]": ["seasons", "nextepisode"]}


async def test_a_chain_of_mergers_has_an_end(violet, tvmaze):
    one, other = tvmaze.shows.show("One"), tvmaze.shows.show("Other")
    tvmaze.endpoints.locations = {one.id: f"/shows/{other.id}", other.id: f"/shows/{one.id}"}

    with pytest.raises(SourceUnavailableError, match="from show to show without end"):
        await violet.listings.show(ListingId("1"))

    assert len(tvmaze.requests) == 4


@pytest.mark.parametrize(
    "location",
    [
        "https://example.org/shows/2",
        "http://169.254.169.254/shows/2",
        "//example.org/shows/2",
        "/people/2",
        "/shows/2/episodes",
        "/v2/shows/2",
        "/shows/two",
        "http://[::1/shows/2",
        "file:///shows/2",
    ],
)
async def test_a_merger_leads_to_a_show_of_the_same_place_only(violet, tvmaze, location):
    one = tvmaze.shows.show()
    tvmaze.shows.show("Other")
    tvmaze.endpoints.locations[one.id] = location

    with pytest.raises(SourceUnavailableError, match="TVmaze's answer to /shows/1"):
        await violet.listings.show(ListingId("1"))

    assert len(tvmaze.requests) == 1


async def test_a_deleted_show_and_one_that_never_was_are_none(violet, tvmaze):
    tvmaze.shows.delete(tvmaze.shows.show())

    assert await violet.listings.show(ListingId("1")) is None
    assert await violet.listings.show(ListingId("4711")) is None


async def test_another_show_than_the_one_asked_for_is_not_taken_for_it(violet, tvmaze):
    one, other = tvmaze.shows.show(), tvmaze.shows.show("Other")
    tvmaze.shows.shows[one.id] = other

    with pytest.raises(SourceUnavailableError, match="it is show 2"):
        await violet.listings.show(ListingId("1"))


async def test_the_address_may_have_a_path_and_a_slash_at_its_end(tvmaze, time, budget):
    tvmaze.shows.show()
    async with Fetcher(private_hosts=[api_host(tvmaze.api_base)]) as fetcher:
        client = TvmazeClient(
            fetcher, api_base=f"{tvmaze.api_base}/", budget=budget, clock=time, sleep=time.sleep
        )
        show = await TvmazeDirectory(client, clock=time).show(ListingId("1"))

    assert show.name == "Jessica Jones"


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("https://api.tvmaze.com", "api.tvmaze.com:443"),
        ("http://TVmaze.lan/api/", "tvmaze.lan:80"),
        ("http://127.0.0.1:8082", "127.0.0.1:8082"),
        ("http://[::1]:8082/", "[::1]:8082"),
    ],
)
def test_an_address_that_was_set_can_be_listed_as_ones_own(base, host):
    assert api_host(base) == host


async def test_where_the_address_has_a_wrong_path_no_show_is_gone(tvmaze, time, budget):
    tvmaze.shows.show()
    base = f"{tvmaze.api_base}/v2"
    async with Fetcher(private_hosts=[api_host(base)]) as fetcher:
        client = TvmazeClient(fetcher, api_base=base, budget=budget, clock=time, sleep=time.sleep)
        with pytest.raises(SourceUnavailableError, match="look whether TVMAZE_API_BASE leads"):
            await client.show(ListingId("1"), for_people=False)

    assert tvmaze.violations == ["/v2/shows/1 is not played by this fake"]
    tvmaze.violations.clear()


async def test_nobody_answers_there(time, budget):
    async with FakeTvmaze(time) as gone:
        base = gone.api_base
    async with Fetcher(private_hosts=[api_host(base)]) as fetcher:
        client = TvmazeClient(fetcher, api_base=base, budget=budget, clock=time, sleep=time.sleep)
        with pytest.raises(SourceUnavailableError, match=r"TVmaze cannot be asked: .* later"):
            await client.search("jessica jones")


async def test_a_simulated_time_sleeps_for_all_at_once():
    time = SimulatedTime()
    await asyncio.gather(time.sleep(5), time.sleep(7))

    assert time.now() == datetime(2026, 12, 1, 12, 0, 7, tzinfo=UTC)
