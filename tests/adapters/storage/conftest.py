"""The stores that one contract is held against: in memory, SQLite, PostgreSQL."""

from typing import Any

import pytest

from adapters.storage.database import Database
from bot.ports.errors import StorageError
from fakes.database import FakeDatabase
from fakes.storage import record
from fakes.tellings import at, channel, subscription


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request):
    return request.param


@pytest.fixture
def url(request, kind):
    """Where a database can be opened, of each kind."""
    return request.getfixturevalue(f"{kind}_url")


@pytest.fixture
def database(request, kind):
    """A database of each kind, open."""
    return request.getfixturevalue(f"opened_{kind}")


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request):
    """Whatever fills the four ports: the fake, and a database of each kind."""
    if request.param == "fake":
        return FakeDatabase()
    return request.getfixturevalue(f"opened_{request.param}")


@pytest.fixture
def queue(store):
    """Subscribe places to everything and queue tellings for them, each a second after another."""
    count = 0

    async def queued(*tellings, places=()):
        nonlocal count
        for place in places or [channel()]:
            await store.subscriptions.subscribe(subscription(place, show=None))
        for told in tellings:
            count += 1
            assert await record(store, told, until=at(seconds=count))

    return queued


@pytest.fixture
def refused():
    """Return the one line with which a database that cannot be used is refused."""

    async def message(url: str, **how: Any) -> str:
        with pytest.raises(StorageError) as caught:
            await (await Database.open(url, **how)).close()
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return message
