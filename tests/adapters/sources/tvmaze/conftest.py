"""The real client and fetcher, over a TVmaze of our own, in a time of its own."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from adapters.sources.tvmaze.client import TvmazeClient, api_host
from adapters.sources.tvmaze.directory import TvmazeDirectory
from adapters.sources.tvmaze.listings import TvmazeListings
from adapters.sources.web.fetcher import Bounds, Fetcher
from fakes.tvmaze import CountedBudget, FakeTvmaze, SimulatedTime

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""It trusts nobody, and is made at once: nothing here is asked over TLS."""


class HurriedFetcher(Fetcher):
    """The fetcher, for which every answer has so little time that a test can wait for its end."""

    whole_s = 0.2

    async def get(self, url: str, *, bounds: Bounds, **more: Any) -> Any:
        return await super().get(url, bounds=replace(bounds, whole_s=self.whole_s), **more)

    def stream(self, url: str, *, bounds: Bounds, **more: Any) -> Any:
        return super().stream(url, bounds=replace(bounds, whole_s=self.whole_s), **more)


@dataclass
class Violet:
    """The two ports over one client."""

    directory: TvmazeDirectory
    listings: TvmazeListings
    client: TvmazeClient
    fetcher: Fetcher
    budget: CountedBudget


def violet_over(
    tvmaze: FakeTvmaze, time: SimulatedTime, fetcher: Fetcher, budget: CountedBudget, base: str = ""
) -> Violet:
    client = TvmazeClient(
        fetcher, api_base=base or tvmaze.api_base, budget=budget, clock=time, sleep=time.sleep
    )
    directory = TvmazeDirectory(client, clock=time)
    return Violet(directory, TvmazeListings(client, clock=time), client, fetcher, budget)


@pytest.fixture
def time() -> SimulatedTime:
    return SimulatedTime()


@pytest.fixture
def budget() -> CountedBudget:
    return CountedBudget()


@pytest.fixture
async def tvmaze(time: SimulatedTime) -> AsyncIterator[FakeTvmaze]:
    """A TVmaze; what a polite client never does fails the test that did it."""
    async with FakeTvmaze(time) as tvmaze:
        yield tvmaze
    assert tvmaze.violations == []


@pytest.fixture
async def violet(
    tvmaze: FakeTvmaze, time: SimulatedTime, budget: CountedBudget
) -> AsyncIterator[Violet]:
    async with Fetcher(private_hosts=[api_host(tvmaze.api_base)], tls=NO_TLS) as fetcher:
        made = violet_over(tvmaze, time, fetcher, budget)
        yield made
        await made.directory.stop()


@pytest.fixture
async def hurried(
    tvmaze: FakeTvmaze, time: SimulatedTime, budget: CountedBudget
) -> AsyncIterator[Violet]:
    async with HurriedFetcher(private_hosts=[api_host(tvmaze.api_base)], tls=NO_TLS) as fetcher:
        made = violet_over(tvmaze, time, fetcher, budget)
        yield made
        await made.directory.stop()
