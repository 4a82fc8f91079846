"""Deliveries as they are queued: what they are in, and what ends many of them at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    case,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.matching import wants
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState, origins_of
from content.subscriptions.schedule import DigestFrequency

ASIDE: Final = " aside"
"""Behind a delivery's state: ordinary runs left it, and no rehearsal may tell or expire it."""
AT_MOST = 1000
"""Deliveries in one statement; one lease takes no more, whatever is asked for."""


def is_open(deliveries: Any = schema.delivery) -> ColumnElement[bool]:
    """Return the condition of the partial indexes, on the table or an alias of it.

    Written out in the statement: with parameters neither database would see that an index fits.
    """
    return _is_one_of(schema.OPEN, deliveries)


def is_held() -> ColumnElement[bool]:
    """Return the condition of the index of what is held for a digest, written out too."""
    return _is_one_of(schema.HELD, schema.delivery)


def may_become(state: DeliveryState) -> ColumnElement[bool]:
    """Return whether a delivery may come to stand as *state*, by the table of transitions."""
    return _is_one_of(origins_of(state), schema.delivery)


def may_be_called_off() -> ColumnElement[bool]:
    """Return whether nothing of a delivery is under way."""
    states = (state for state in DeliveryState if state.may_be_called_off)
    return _is_one_of(states, schema.delivery)


def is_unsent() -> ColumnElement[bool]:
    """Return whether a delivery is still to be made and certainly no try of it arrived."""
    return may_be_called_off() & schema.delivery.c.first_tried_at.is_(None)


def is_called_off() -> ColumnElement[bool]:
    """Return whether an announcement's deliveries are gone through, batch after batch.

    They are voided where there is a reason; else what was sent is only edited.
    """
    condition: ColumnElement[bool] = schema.announcement.c.called_off.is_not(None)
    return condition


def may_begin(deliveries: Any = schema.delivery) -> ColumnElement[bool]:
    """Return whether a delivery may be made: not where it is called off and no try may be there.

    Such a one is void as soon as its batch comes, and nothing later overtakes it.
    """
    reason = schema.announcement.c.call_off_reason
    called_off = select(schema.announcement.c.id).where(is_called_off(), reason.is_not(None))
    return or_(
        deliveries.c.first_tried_at.is_not(None), deliveries.c.announcement_id.not_in(called_off)
    )


def as_left() -> ColumnElement[str]:
    """Return the state of a delivery whose sender is gone: a try that was begun may be there."""
    state = schema.delivery.c.state
    return case((state == DeliveryState.SENDING, DeliveryState.UNKNOWN), else_=state)


def _is_one_of(states: Iterable[DeliveryState], deliveries: Any) -> ColumnElement[bool]:
    written: BindParameter[Any] = bindparam(
        None, [state.value for state in states], expanding=True, literal_execute=True
    )
    condition: ColumnElement[bool] = deliveries.c.state.in_(written)
    return condition


def state_of(stored: str) -> DeliveryState:
    """Return the state that is *stored*, be the delivery set aside for a rehearsal or not."""
    return DeliveryState(stored.removesuffix(ASIDE))


async def expire(connection: AsyncConnection, now: datetime) -> None:
    """Settle what would be wrong or stale to say, unless somebody is saying it right now."""
    table = schema.delivery
    stale = (
        select(table.c.id)
        .where(
            is_open(),
            table.c.expires_at <= now,
            or_(table.c.lease.is_(None), table.c.due_at <= now),
        )
        .limit(AT_MOST)
        .with_for_update(skip_locked=True, key_share=True)
    )
    reason = too_late(table.c.state != DeliveryState.WAITING)
    # Two statements, since PostgreSQL would scan a locking subquery anew for every delivery.
    while found := (await connection.scalars(stale)).all():
        await connection.execute(
            update(table)
            .where(table.c.id.in_(found))
            .values(state=DeliveryState.EXPIRED, lease=None, reason=reason, updated_at=now)
        )


def too_late(may_be_there: ColumnElement[bool]) -> ColumnElement[str]:
    """Return why what has expired was not sent."""
    unsure = reasons.TOO_LATE_AND_UNSURE
    return case((may_be_there, unsure), else_=reasons.TOO_LATE)


async def void_unwanted(
    connection: AsyncConnection, destination_id: int, state: DeliveryState, reason: str
) -> None:
    """End as *state* what waits for a destination and none of its subscriptions wants any more.

    What is told to it alone was never subscribed, and stays.
    """
    queued, news, subscription = schema.delivery, schema.announcement, schema.subscription
    still_wanted = exists().where(
        subscription.c.destination_id == destination_id, subscription.c.paused_at.is_(None), wants()
    )
    unwanted = (
        select(queued.c.id)
        .join(news, news.c.id == queued.c.announcement_id)
        .where(
            queued.c.destination_id == destination_id,
            may_be_called_off(),
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


async def release_held(connection: AsyncConnection, destination_id: int, now: datetime) -> None:
    """Let out what is held for a digest that is no longer wanted."""
    queued, subscription = schema.delivery, schema.subscription
    gathers = exists().where(
        subscription.c.id == queued.c.subscription_id,
        subscription.c.digest != DigestFrequency.NONE.value,
    )
    await connection.execute(
        update(queued)
        .where(
            queued.c.destination_id == destination_id,
            queued.c.state == DeliveryState.HELD,
            ~gathers,
        )
        .values(state=DeliveryState.WAITING, due_at=now, reason=None, updated_at=now)
    )


async def void_all(connection: AsyncConnection, reason: str, now: datetime) -> None:
    """Void everything that is queued, whatever may become of what is being sent."""
    await connection.execute(
        update(schema.delivery)
        .where(may_become(DeliveryState.VOID))
        .values(state=DeliveryState.VOID, lease=None, reason=reason, updated_at=now)
    )
