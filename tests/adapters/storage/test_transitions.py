"""No delivery comes to stand as the table of transitions does not allow, in any test's database."""

import pytest
from sqlalchemy import update

from adapters.storage import schema
from bot.ports.errors import StorageError
from content.subscriptions.delivery_states import DeliveryState
from fakes.storage import record, states_of
from fakes.tellings import subscription, telling


async def put(database, state):
    async with database.outbox._transactions.writing() as connection:
        await connection.execute(update(schema.delivery).values(state=state))


async def test_what_tests_write_is_held_to_the_table(database):
    await database.subscriptions.subscribe(subscription())
    await record(database, telling())

    for state in (DeliveryState.SENDING, DeliveryState.UNKNOWN, DeliveryState.VOID):
        await put(database, state)
    with pytest.raises(StorageError, match="may not follow"):
        await put(database, DeliveryState.WAITING)

    assert await states_of(database) == {"a-date": DeliveryState.VOID}
