"""Taking in the subscriptions of another installation."""

from dataclasses import replace

import pytest

from bot.ports.errors import StorageError
from fakes.tellings import at, channel, subscription


async def test_what_is_taken_in_is_there_as_it_was_elsewhere(database):
    several = [subscription(), replace(subscription(channel("b"), show=None), paused_at=at())]

    new = await database.subscriptions.take_in(several, now=at(days=1))

    stored = await database.subscriptions.every()
    assert new == 2
    assert [replace(one, id=None) for one in stored] == several


async def test_taking_in_again_changes_nothing_but_preferences(database):
    await database.subscriptions.take_in([subscription()], now=at())

    new = await database.subscriptions.take_in([subscription(hour=20)], now=at(days=1))

    assert new == 0
    assert [one.preferences.hour for one in await database.subscriptions.every()] == [20]


async def test_where_one_cannot_be_stored_none_is(database):
    several = [subscription(), subscription(channel("b"), zone=None)]

    with pytest.raises(StorageError):
        await database.subscriptions.take_in(several, now=at())

    assert await database.subscriptions.every() == []
