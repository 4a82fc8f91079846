"""What is queued for a destination and, since its preferences changed, is not wanted like that."""

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.matching import wants
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.schedule import DigestFrequency


async def void_unwanted(
    connection: AsyncConnection, where: int, state: DeliveryState, reason: str
) -> None:
    """End as *state* what waits for a destination and none of its subscriptions wants any more.

    What is told to it alone was never subscribed, and stays.
    """
    queued, news, subscription = schema.delivery, schema.announcement, schema.subscription
    still_wanted = exists().where(
        subscription.c.destination_id == where, subscription.c.paused_at.is_(None), wants()
    )
    unwanted = (
        select(queued.c.id)
        .join(news, news.c.id == queued.c.announcement_id)
        .where(
            queued.c.destination_id == where,
            deliveries.may_be_called_off(),
            queued.c.revises == 0,
            news.c.only_for.is_(None),
            ~still_wanted,
        )
    )
    await connection.execute(
        update(queued)
        .where(queued.c.id.in_(unwanted))
        .values(state=state, lease=None, reason=reason)
    )


async def release_held(connection: AsyncConnection, where: int, now: datetime) -> None:
    """Let out what is held for a digest that is no longer wanted."""
    queued, subscription = schema.delivery, schema.subscription
    gathers = exists().where(
        subscription.c.id == queued.c.subscription_id,
        subscription.c.digest != DigestFrequency.NONE.value,
    )
    await connection.execute(
        update(queued)
        .where(queued.c.destination_id == where, queued.c.state == DeliveryState.HELD, ~gathers)
        .values(state=DeliveryState.WAITING, due_at=now, reason=None, updated_at=now)
    )
