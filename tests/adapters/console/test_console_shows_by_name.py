"""Any show by its name at a terminal: looked up, chosen by number, followed."""

import io

import pytest

from adapters.console.connector import HERE, ConsoleConnector
from adapters.console.traits import CONSOLE
from fakes.database import FakeDatabase
from fakes.directory import FakeDirectory
from fakes.named_shows import GHOSTS_UK, GHOSTS_US, HOSTILE, SEVERANCE
from fakes.newsroom import make_router


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def typed(memory):
    """Type lines at a terminal, and return what it prints behind the first of them."""

    async def type_in(*lines: str) -> str:
        printed = io.StringIO()
        directory = FakeDirectory(SEVERANCE, GHOSTS_UK, GHOSTS_US, HOSTILE)
        connector = ConsoleConnector(
            make_router(directory, memory, traits=CONSOLE, subscriptions=memory.subscriptions),
            stdin=io.StringIO("\n".join(lines)),
            stdout=printed,
        )
        await connector.start()
        await connector.wait()
        return printed.getvalue()

    return type_in


async def test_a_show_is_looked_up_by_saying_so(typed):
    said = await typed("look up severance")

    assert "TVmaze lists Severance season 3 as coming out on" in said
    assert "https://www.tvmaze.com/shows/44933/severance" in said


@pytest.mark.parametrize("yes", ["look it up", "Yes.", "yes please"])
async def test_what_is_offered_is_looked_up_by_saying_yes(typed, yes):
    said = await typed("when is Severance season 3 out?", yes)

    offer, _, answer = said.partition("I can look it up at TVmaze")
    assert "I don't follow Severance" in offer
    assert "TVmaze lists Severance season 3 as coming out on" in answer


@pytest.mark.parametrize("number", ["2", "2.", "#2", "number 2"])
async def test_one_of_several_is_chosen_by_its_number(typed, number):
    said = await typed("when ghosts season 6", number)

    assert "2. Ghosts (2016, CBS, the United States, running)" in said
    assert "TVmaze lists Ghosts season 6" in said


async def test_one_of_several_is_followed_by_its_number(typed, memory):
    said = await typed("updates subscribe ghosts", "2")

    (kept,) = await memory.subscriptions.of(HERE)
    assert "This channel now hears about Ghosts" in said
    assert kept.show == memory.watchlist._held[0].show.id


async def test_one_is_reminded_of_one_of_several_by_its_number(typed):
    assert "I will remind you of Ghosts" in await typed("remind ghosts season 6", "2")


@pytest.mark.parametrize("number", ["0", "3", "99", "222"])
async def test_a_number_that_is_no_choice_chooses_nothing(typed, number):
    said = await typed("when ghosts", number)

    assert "TVmaze lists Ghosts" not in said


async def test_a_number_chooses_from_what_was_said_last_alone(typed):
    said = await typed("when ghosts season 6", "help", "2")

    assert "TVmaze lists Ghosts" not in said


async def test_a_hostile_record_prints_nothing_that_moves_the_cursor(typed):
    said = await typed("when tvmaze:666")

    assert "TVmaze lists" in said
    assert "\u202e" not in said
