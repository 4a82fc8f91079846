"""People's words in, answers out, with the real client and fetcher between them and TVmaze."""

from datetime import date

import pytest

from fakes.rooms import Room
from fakes.tvmaze import Channel, Episode, Fault, Season

APPLE = Channel("Apple TV", None, 310)
NOTHING = [
    *(Fault.RESET, Fault.CUT, Fault.TRUNCATED, Fault.EMPTY, Fault.INTERNAL, Fault.UNAVAILABLE),
    *(Fault.LIMITED, Fault.CHALLENGE, Fault.PAGE_NOT_FOUND, Fault.OTHER_SHAPE, Fault.NULL),
    *(Fault.NOT_UTF8, Fault.DEEP),
]


@pytest.fixture
def room(violet, time, tvmaze):
    tvmaze.shows.show(
        "Severance",
        streamer=APPLE,
        seasons=[Season(1, date(2022, 2, 18)), Season(2, date(2027, 2, 5))],
        episodes=[Episode(1, 1, day=date(2022, 2, 18)), Episode(2, 1, day=date(2027, 2, 5))],
    )
    tvmaze.shows.show("Ghosts", network=Channel("CBS", "US", 2))
    tvmaze.shows.show("Ghosts", network=Channel("BBC One", "GB", 12))
    room = Room(violet.directory)
    room.clock.moment = time.now()
    return room


async def test_a_show_is_looked_up_talked_of_and_followed(room, tvmaze):
    looked_up = await room.types("when severance")
    follow_up = await room.types("and season 1?")
    followed = await room.types("updates subscribe severance")

    listed = "TVmaze lists Severance season 2 as coming out on Friday 5 February 2027."
    assert looked_up.startswith(listed)
    assert "TVmaze listed Severance season 1" in follow_up
    assert f"As known today: {listed}" in followed
    assert len(tvmaze.paths()) == 2


async def test_several_of_one_name_are_told_apart_as_tvmaze_lists_them(room):
    said = await room.answer_to("when ghosts")

    assert {choice.label for choice in said.replies[0].choices} == {
        "Ghosts (BBC One, the United Kingdom, running)",
        "Ghosts (CBS, the United States, running)",
    }


@pytest.mark.parametrize("fault", NOTHING)
@pytest.mark.parametrize("of", ["/search", "/shows"])
async def test_whatever_goes_wrong_there_tvmaze_is_named_and_nothing_is_stored(
    room, tvmaze, fault, of
):
    tvmaze.faults.next_calls(fault, 9, of=of)

    for words in ("when severance", "updates subscribe severance"):
        assert "TVmaze cannot be reached" in await room.types(words)

    assert room.memory.watchlist._held == []
    assert await room.subscriptions() == []


@pytest.mark.parametrize("fault", [Fault.HANGS, Fault.SLOW, Fault.ENDLESS])
async def test_an_answer_that_does_not_end_is_not_waited_for(hurried, time, tvmaze, fault):
    tvmaze.shows.show("Severance", streamer=APPLE)
    tvmaze.faults.next_calls(fault, 9)
    room = Room(hurried.directory)
    room.clock.moment = time.now()

    assert "TVmaze cannot be reached" in await room.types("when severance")


async def test_a_record_that_is_gone_is_listed_no_more(room):
    assert "TVmaze lists no show of that name" in await room.types("when tvmaze:999999")
