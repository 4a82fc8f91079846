"""Any show by its name: what is found, what is remembered, and for how long."""

import pytest

from adapters.sources.tvmaze.directory import TvmazeDirectory
from adapters.sources.tvmaze.memory import Memory
from bot.ports.errors import SourceUnavailableError
from bot.ports.listings import Directory
from content.listings.records import ListedStatus, ListingId
from fakes.tvmaze import Aka, Channel, Episode, Fault, Season, SimulatedTime


def names(shows):
    return [show.name for show in shows]


@pytest.fixture
def directory(violet) -> Directory:
    return violet.directory


async def test_several_shows_of_one_name_are_all_found_each_as_it_is(directory, tvmaze):
    tvmaze.shows.show(
        "The Powerpuff Girls", network=Channel("The CW", "US", 5), status="In Development"
    )
    tvmaze.shows.show("The Powerpuff Girls", network=Channel("Cartoon Network", "US", 11))
    tvmaze.shows.show("Jessica Jones")

    found = await directory.search("powerpuff girls")

    assert [(show.network, show.status) for show in found] == [
        ("The CW", ListedStatus.IN_DEVELOPMENT),
        ("Cartoon Network", ListedStatus.RUNNING),
    ]
    assert {show.seasons for show in found} == {None}


@pytest.mark.parametrize("typed", ["jesica jons", "JESSICA JONES", "  jessica\njones ", "jessica"])
async def test_a_name_is_found_as_people_type_it(directory, tvmaze, typed):
    tvmaze.shows.show("Jessica Jones")
    tvmaze.shows.show("Loki")

    assert names(await directory.search(typed)) == ["Jessica Jones"]


async def test_ten_are_found_at_most_best_first(directory, tvmaze):
    for number in range(20):
        tvmaze.shows.show(f"Daredevil Part {number}")
    tvmaze.shows.show("Daredevil")

    found = await directory.search("daredevil")

    assert len(found) == 10
    assert found[0].name == "Daredevil"


@pytest.mark.parametrize(
    "typed",
    ["x", "u" * 500, "🕷️", "👩‍🚀", "a&b=c#d?e/f%20", "100%", "\ud800 jessica", "呪術廻戦", '"; --'],
)
async def test_whatever_is_typed_is_asked_as_it_is(directory, tvmaze, typed):
    assert await directory.search(typed) == ()

    (request,) = tvmaze.requests
    (asked,) = request.query["q"]
    assert asked == (f"{'u' * 249}…" if len(typed) > 250 else typed.replace("\ud800 ", ""))
    assert list(request.query) == ["q"]


@pytest.mark.parametrize("typed", ["", " ", "\n\t\u3000", "\u200b", "\x00"])
async def test_what_is_no_name_is_not_asked_for(directory, tvmaze, typed):
    assert await directory.search(typed) == ()
    assert directory.remembered(typed) == ()
    assert tvmaze.requests == []


async def test_what_was_found_is_remembered_for_an_hour(directory, tvmaze, time):
    tvmaze.shows.show("Jessica Jones")
    assert directory.remembered("Jessica Jones") is None
    found = await directory.search("Jessica Jones")

    time.pass_time(3599)
    assert directory.remembered(" jessica  JONES") == found
    assert await directory.search("jessica jones") == found
    assert len(tvmaze.requests) == 1

    time.pass_time(1)
    assert directory.remembered("Jessica Jones") is None
    assert await directory.search("jessica jones") == found
    assert len(tvmaze.requests) == 2


async def test_that_nothing_was_found_is_remembered_too(directory, tvmaze):
    assert await directory.search("nothing of the kind") == ()
    assert await directory.show(ListingId("4711")) is None
    tvmaze.shows.show("Nothing of the Kind")

    assert directory.remembered("nothing of the kind") == ()
    assert await directory.search("nothing of the kind") == ()
    assert await directory.show(ListingId("4711")) is None
    assert len(tvmaze.requests) == 2


async def test_a_fault_is_not_remembered(directory, tvmaze):
    tvmaze.shows.show("Jessica Jones")
    tvmaze.faults.next_calls(Fault.INTERNAL, 2)

    for ask in (directory.search("jessica jones"), directory.show(ListingId("1"))):
        with pytest.raises(SourceUnavailableError):
            await ask

    assert directory.remembered("jessica jones") is None
    assert names(await directory.search("jessica jones")) == ["Jessica Jones"]
    assert await directory.show(ListingId("1")) is not None


async def test_a_show_is_looked_up_once_an_hour_under_either_of_its_numbers(
    directory, tvmaze, time
):
    old, new = tvmaze.shows.show("Jessica"), tvmaze.shows.show("Jessica Jones", seasons=[Season(1)])
    tvmaze.shows.merge(old, new)

    show = await directory.show(ListingId("1"))
    again = await directory.show(ListingId("2"))

    assert show is again
    assert (show.listing, [one.number for one in show.seasons]) == ("2", [1])
    assert tvmaze.paths() == ["/shows/1", "/shows/2"]

    time.pass_time(3600)
    await directory.show(ListingId("2"))
    assert tvmaze.paths() == ["/shows/1", "/shows/2", "/shows/2"]


async def test_a_bad_hit_does_not_lose_the_others(directory, tvmaze):
    tvmaze.shows.show("Jessica Jones")
    tvmaze.shows.show("Jessica Jones", language="English").name = ""

    assert names(await directory.search("jessica jones")) == ["Jessica Jones"]


async def test_where_not_one_hit_can_be_read_the_shape_is_another(directory, tvmaze):
    tvmaze.shows.show("Jessica Jones").name = ""

    with pytest.raises(SourceUnavailableError, match="not one of the shows that were found"):
        await directory.search("jessica jones")


async def test_another_name_of_a_show_finds_it(directory, tvmaze):
    tvmaze.shows.show("Jujutsu Kaisen", akas=[Aka("Sorcery Fight"), Aka("呪術廻戦", "JP")])

    assert names(await directory.search("呪術廻戦")) == ["Jujutsu Kaisen"]


async def test_the_next_episode_comes_with_the_show(directory, tvmaze, time):
    tomorrow = time.now().date().replace(day=2)
    tvmaze.shows.show(
        network=Channel("CBS", "US"),
        seasons=[Season(1, tomorrow)],
        episodes=[Episode(1, 1, "AKA Start", tomorrow, "20:00")],
    )

    show = await directory.show(ListingId("1"))

    assert (show.next_episode.name, show.next_episode.day) == ("AKA Start", tomorrow)


def test_memory_is_bounded_and_forgets_the_oldest():
    time = SimulatedTime()
    memory = Memory[int](3)
    for number in range(5):
        memory.put(str(number), number, now=time.now())
    memory.put("2", 22, now=time.now())
    memory.put("5", 5, now=time.now())

    assert len(memory) == 3
    assert [memory.get(str(one), now=time.now()) for one in range(6)] == [
        None,
        None,
        (22,),
        None,
        (4,),
        (5,),
    ]


async def test_no_more_searches_are_remembered_than_there_is_room_for(violet, tvmaze, time):
    directory = TvmazeDirectory(violet.client, clock=time, most_searches=3)
    for number in range(4):
        await directory.search(f"nothing {number}")

    assert directory.remembered("nothing 0") is None
    assert directory.remembered("nothing 1") == ()
    assert len(tvmaze.requests) == 4
