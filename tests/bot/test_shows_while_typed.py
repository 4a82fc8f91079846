"""What is offered while the name of a show is typed: known shows first, then listed ones."""

import asyncio

import pytest

from adapters.discord.traits import DISCORD
from bot.ports.platforms import Speaker
from bot.shows_while_typed import MOST, ShowsWhileTyped
from content.listings.records import ListingId
from fakes.claims import catalogue, show
from fakes.database import FakeDatabase
from fakes.directory import FakeDirectory
from fakes.followed import followed
from fakes.listed import listed_show
from fakes.named_shows import GHOSTS_UK, GHOSTS_US, HOSTILE, SEVERANCE
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock, make_router
from fakes.slow_directory import SlowDirectory
from fakes.tellings import channel

TRISH = Speaker(destination=channel(), person="trish")
MALCOLM = Speaker(destination=channel(), person="malcolm")
A_BREATH_S = 0.01
"""Within which a directory that never answers does not."""


def typing(
    directory, *, memory=None, shows=(), pause_s=0.0, within_s=10.0, clock=None
) -> ShowsWhileTyped:
    knowledge = FixedKnowledge(catalogue(shows=shows or (show(),)))
    router = make_router(directory, memory, knowledge=knowledge, clock=clock or StoppedClock())
    return ShowsWhileTyped(router.by_name, pause_s=pause_s, within_s=within_s)


async def offered(typing, typed, by=TRISH):
    return [(one.label, one.record) for one in await typing.offered(typed, by, DISCORD)]


async def test_listed_shows_stand_behind_those_that_are_known_here():
    known = show("ghosts-of-hells-kitchen", title="Ghosts of Hell's Kitchen", short="Ghosts of HK")
    names = typing(FakeDirectory(GHOSTS_UK, GHOSTS_US, SEVERANCE), shows=(show(), known))

    assert await offered(names, "ghosts") == [
        ("Ghosts of Hell's Kitchen", "ghosts-of-hells-kitchen"),
        ("Ghosts (2015, BBC One, the United Kingdom, ended)", "tvmaze:37856"),
        ("Ghosts (2016, CBS, the United States, running)", "tvmaze:48449"),
    ]


@pytest.mark.parametrize("typed", ["", "g", "gh", "  gh ", "tvmaze:37856"])
async def test_few_letters_and_a_record_by_its_number_are_not_searched_for(typed):
    directory = FakeDirectory(GHOSTS_UK)

    await offered(typing(directory), typed)

    assert directory.calls == []


async def test_where_many_known_shows_fit_nothing_is_searched_for():
    directory = FakeDirectory(GHOSTS_UK)
    many = [show(f"ghosts-{n}", title=f"Ghosts {n}", short=f"Ghosts {n}") for n in range(40)]

    found = await offered(typing(directory, shows=many), "ghosts")

    assert len(found) == MOST
    assert directory.calls == []


async def test_a_choice_that_was_taken_is_found_again_when_it_is_edited():
    directory = FakeDirectory(GHOSTS_UK)

    found = await offered(typing(directory), "Ghosts (2015, BBC One, the Uni")

    assert [record for _, record in found] == ["tvmaze:37856"]
    assert directory.calls == ["search Ghosts"]


async def test_a_record_that_is_followed_is_offered_once_as_the_show_that_is_followed():
    memory = FakeDatabase()
    known = show("lumon", title="Lumon", short="Lumon")
    await memory.watchlist.follow(followed("lumon", listing="44933", title="Lumon"), now=NOW)
    names = typing(FakeDirectory(SEVERANCE), memory=memory, shows=(show(), known))

    assert await offered(names, "severance") == [("Lumon", "lumon")]


async def test_known_shows_do_not_wait_for_a_slow_listing():
    directory = SlowDirectory(listed_show(name="Jessica"))
    names = typing(directory, within_s=A_BREATH_S)

    found = await offered(names, "jessica")

    assert found == [("Marvel's Jessica Jones", "jessica-jones")]
    assert directory.under_way == 1


async def test_what_comes_late_is_there_for_the_next_letter_without_another_search():
    directory = SlowDirectory(GHOSTS_UK, SEVERANCE)
    names = typing(directory, within_s=A_BREATH_S)
    assert await offered(names, "ghosts") == []

    directory.let_go()
    await directory.until(lambda: directory.under_way == 0)

    assert [record for _, record in await offered(names, "ghosts")] == ["tvmaze:37856"]
    assert directory.began == ["ghosts"]


async def test_what_was_found_for_fewer_letters_is_offered_while_more_are_searched_for():
    directory = SlowDirectory(GHOSTS_UK, GHOSTS_US)
    names = typing(directory, within_s=A_BREATH_S)
    directory._searches["gho"] = [GHOSTS_UK, GHOSTS_US, SEVERANCE]

    found = await offered(names, "ghos")

    assert [record for _, record in found] == ["tvmaze:37856", "tvmaze:48449"]
    assert directory.under_way == 1


async def test_one_person_has_one_search_under_way_and_words_typed_over_are_never_searched_for():
    directory = SlowDirectory(GHOSTS_UK, SEVERANCE)
    names = typing(directory)
    first = asyncio.create_task(offered(names, "gho"))
    await directory.until(lambda: directory.under_way == 1)

    second = asyncio.create_task(offered(names, "ghos"))
    third = asyncio.create_task(offered(names, "ghosts"))
    other = asyncio.create_task(offered(names, "severance", by=MALCOLM))
    await directory.until(lambda: directory.under_way == 2)
    assert directory.began == ["gho", "severance"]
    directory.let_go()

    await asyncio.gather(first, second, other)
    assert [record for _, record in await third] == ["tvmaze:37856"]
    assert directory.began == ["gho", "severance", "ghosts"]


async def test_whoever_types_fast_has_the_last_word_searched_for_alone():
    directory = SlowDirectory(GHOSTS_UK)
    directory.let_go()
    names = typing(directory, pause_s=0.05)

    await asyncio.gather(*(offered(names, "ghosts"[:length]) for length in (3, 4, 5, 6)))

    assert directory.began == ["ghosts"]


async def test_a_listing_that_fails_takes_nothing_from_what_is_known():
    directory = FakeDirectory(GHOSTS_UK)
    directory.fault = "it answers 503"

    found = await offered(typing(directory), "jess")

    assert found == [("Marvel's Jessica Jones", "jessica-jones")]


async def test_without_a_listing_known_shows_are_offered():
    found = await offered(typing(None), "jess")

    assert found == [("Marvel's Jessica Jones", "jessica-jones")]


async def test_one_person_may_search_so_often_and_takes_it_from_nobody_else():
    directory, clock = FakeDirectory(GHOSTS_UK), StoppedClock()
    names = typing(directory, clock=clock)
    for number in range(40):
        clock.pass_time(1.25)
        await offered(names, f"ghosts {number}")
    taken = len(directory.calls)

    await offered(names, "ghosts at last", by=MALCOLM)

    assert taken == 20
    assert len(directory.calls) == 21


async def test_all_who_type_leave_half_of_the_calls_to_those_who_ask():
    directory, clock = FakeDirectory(GHOSTS_UK), StoppedClock()
    names = typing(directory, clock=clock)
    crowd = [Speaker(destination=channel(f"c{n}"), person=f"fan-{n}") for n in range(30)]

    for fan in crowd:
        await offered(names, f"ghosts {fan.person}", by=fan)
    in_a_moment = len(directory.calls)
    clock.pass_time(10)
    await offered(names, "ghosts again", by=crowd[0])

    assert in_a_moment == 9
    assert len(directory.calls) == 10


async def test_a_long_name_is_cut_and_what_tells_it_apart_is_kept():
    directory = FakeDirectory(HOSTILE, listed_show(name="x" * 300, listing=ListingId("5")))
    names = typing(directory)
    directory._searches["hostile"] = list(directory.shows.values())

    choices = await names.offered("hostile", TRISH, DISCORD)

    assert [len(one.within(100)) for one in choices] == [100, 100]
    assert all(one.within(100).endswith("the United States, running)") for one in choices)
