"""A name being typed on Discord, over the real directory and a strict TVmaze of our own."""

import ssl

import pytest

from adapters.sources.tvmaze.client import TvmazeClient, api_host
from adapters.sources.tvmaze.directory import TvmazeDirectory
from adapters.sources.web.fetcher import Fetcher
from bot.shows_while_typed import ShowsWhileTyped
from fakes.newsroom import make_router
from fakes.tvmaze import Channel, CountedBudget, FakeTvmaze, Fault, SimulatedTime

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""It trusts nobody, and is made at once: nothing here is asked over TLS."""


@pytest.fixture
async def tvmaze():
    async with FakeTvmaze(SimulatedTime()) as tvmaze:
        yield tvmaze
    assert tvmaze.violations == []


@pytest.fixture
async def directory(tvmaze):
    time = tvmaze.clock
    async with Fetcher(private_hosts=[api_host(tvmaze.api_base)], tls=NO_TLS) as fetcher:
        client = TvmazeClient(
            fetcher,
            api_base=tvmaze.api_base,
            budget=CountedBudget(),
            clock=time,
            sleep=time.sleep,
        )
        directory = TvmazeDirectory(client, clock=time)
        yield directory
        await directory.stop()


async def started(make_connector, world, directory, **typing):
    router = make_router(directory)
    names = ShowsWhileTyped(router.by_name, pause_s=0.0, **typing)
    await make_connector(world, directory=directory, while_typed=names).start()


async def test_listed_shows_are_suggested_and_remembered(
    make_connector, world, channel, tvmaze, directory
):
    tvmaze.shows.show("Severance", network=Channel("Apple TV", "US", 5))
    await started(make_connector, world, directory)

    first = await world.complete("when", "show", at=channel, show="severance")
    again = await world.complete("when", "show", at=channel, show="Severance")

    assert first == again
    assert [one["name"].partition(" (")[0] for one in first] == ["Severance"]
    assert "Apple TV" in first[0]["name"]
    assert first[0]["value"].startswith("tvmaze:")
    assert tvmaze.paths() == ["/search/shows"]


async def test_a_tvmaze_that_never_answers_keeps_nobody_waiting_for_known_shows(
    make_connector, world, channel, tvmaze, directory
):
    tvmaze.faults.always["/search"] = Fault.HANGS
    await started(make_connector, world, directory, within_s=0.2)

    choices = await world.complete("when", "show", at=channel, show="jess")

    assert choices == [{"name": "Marvel's Jessica Jones", "value": "jessica-jones"}]
    assert [one.status for one in tvmaze.requests] == [0]


@pytest.mark.parametrize("fault", [Fault.UNAVAILABLE, Fault.CHALLENGE, Fault.OTHER_SHAPE])
async def test_a_tvmaze_that_is_out_of_order_takes_no_known_show_away(
    make_connector, world, channel, tvmaze, directory, fault
):
    tvmaze.faults.always["/search"] = fault
    await started(make_connector, world, directory)

    choices = await world.complete("when", "show", at=channel, show="jess")

    assert choices == [{"name": "Marvel's Jessica Jones", "value": "jessica-jones"}]
    assert tvmaze.faults.happened[fault] >= 1
