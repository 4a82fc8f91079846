"""Where something can be told: found by its columns, set aside where it refuses, taken up again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.codec import destination_key
from adapters.storage.deliveries import too_late
from adapters.storage.engine import upsert
from bot.ports.subscriptions import Suspension
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.causes import Cause
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.schedule import quiet_until

KEY_COLUMNS: Final = ("platform", "workspace", "channel", "thread", "person")
"""The columns that make a destination that destination."""
SUSPENSION: Final = (
    *("suspended_at", "suspended_reason", "suspended_cause", "refused_since", "probes", "look_at"),
)
"""The columns of a destination that say why it gets nothing at present."""
NAMES: Final = ("name", "workspace_name")
"""Those that say what it is called."""


def is_at(destination: Destination) -> ColumnElement[bool]:
    """Return whether a row of the table `destination` is *destination*."""
    key = zip(KEY_COLUMNS, destination_key(destination), strict=True)
    return and_(*(schema.destination.c[name] == value for name, value in key))


def destination_in(row: Row[Any]) -> Destination:
    """Return the destination whose columns *row* has."""
    return Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
        person=row.person,
    )


async def number_of(connection: AsyncConnection, destination: Destination) -> int:
    """Find or make its row, held until the transaction ends.

    An update of what is the same returns the row, where doing nothing would return none.
    """
    table = schema.destination
    values = dict(zip(KEY_COLUMNS, destination_key(destination), strict=True))
    found = upsert(connection, table).values(**values)
    found = found.on_conflict_do_update(
        index_elements=[table.c[column] for column in KEY_COLUMNS],
        set_={"platform": destination.platform},
    )
    row = (await connection.execute(found.returning(table.c.id))).one()
    found_id: int = row.id
    return found_id


async def suspend(
    connection: AsyncConnection,
    destination_id: int,
    reason: str,
    now: datetime,
    cause: Cause = Cause.OTHER,
) -> None:
    """Set a destination aside with all that waits for it; it is due to be looked at at once.

    What may have arrived waits too, until it can be looked for; a try that is under way goes on.
    Trouble of another kind than before is new trouble.
    """
    destinations, queued = schema.destination, schema.delivery
    is_other = destinations.c.suspended_cause != cause.value
    await connection.execute(
        update(destinations)
        .where(destinations.c.id == destination_id)
        .values(
            suspended_at=now,
            suspended_reason=reason,
            suspended_cause=cause.value,
            refused_since=case(
                (destinations.c.refused_since.is_(None) | is_other, now),
                else_=destinations.c.refused_since,
            ),
            probes=case((is_other, 0), else_=destinations.c.probes),
            look_at=now,
        )
    )
    await connection.execute(
        update(queued)
        .where(
            queued.c.destination_id == destination_id,
            deliveries.is_open(),
            queued.c.state != DeliveryState.SENDING,
        )
        .values(state=DeliveryState.SUSPENDED, lease=None, reason=reason, updated_at=now)
    )


async def take_up(connection: AsyncConnection, destination_id: int, now: datetime) -> None:
    """Take a destination up again, and what it missed that is still worth telling.

    What may have arrived before it refused comes back as unknown, to be looked for before it is
    sent. Nothing is done where it was not suspended. Quiet hours hold here too.
    """
    destinations, queued, subscription = schema.destination, schema.delivery, schema.subscription
    lifted = await connection.execute(
        update(destinations)
        .where(destinations.c.id == destination_id, destinations.c.suspended_at.is_not(None))
        .values(
            suspended_at=None,
            suspended_reason=None,
            look_at=None,
            probes=destinations.c.probes + 1,
        )
    )
    if not lifted.rowcount:
        return
    may_be_there = queued.c.first_tried_at.is_not(None)
    comes_otherwise = func.coalesce(queued.c.reason, "") == reasons.BY_FOLLOWING
    missed = (
        queued.c.destination_id == destination_id,
        queued.c.state == DeliveryState.SUSPENDED,
        ~comes_otherwise,
    )
    await connection.execute(
        update(queued)
        .where(*missed, queued.c.expires_at <= now)
        .values(state=DeliveryState.EXPIRED, reason=too_late(may_be_there), updated_at=now)
    )
    hours = await connection.execute(
        select(subscription.c.zone, subscription.c.quiet_from, subscription.c.quiet_to).where(
            subscription.c.destination_id == destination_id, subscription.c.quiet_from.is_not(None)
        )
    )
    ends = [quiet_until(now, row.zone, (row.quiet_from, row.quiet_to)) for row in hours]
    due_at = max((end for end in ends if end is not None), default=now)
    back = case((may_be_there, DeliveryState.UNKNOWN), else_=DeliveryState.WAITING)
    await connection.execute(
        update(queued)
        .where(*missed, or_(queued.c.expires_at.is_(None), queued.c.expires_at > now))
        .values(state=back, reason=None, due_at=due_at, updated_at=now)
    )
    # What was unknown all along is not looked for, and perhaps sent, before the quiet hours end.
    await connection.execute(
        update(queued)
        .where(
            queued.c.destination_id == destination_id,
            deliveries.is_open(),
            queued.c.due_at < due_at,
            or_(queued.c.lease.is_(None), queued.c.due_at <= now),
        )
        .values(lease=None, due_at=due_at)
    )


def suspended_destinations() -> Select[Any]:
    """Return a query for the destinations that are suspended."""
    destinations = schema.destination.c
    columns = ("id", *KEY_COLUMNS, *SUSPENSION, *NAMES)
    return select(*(destinations[name] for name in columns)).where(
        destinations.suspended_at.is_not(None)
    )


def cause_of(row: Row[Any]) -> Cause:
    """Return the kind of trouble in *row*; one that a later version wrote is any other."""
    try:
        return Cause(row.suspended_cause)
    except ValueError:
        return Cause.OTHER


async def suspensions_of(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Suspension]:
    """Return the suspensions that these *rows* tell of, each with whoever subscribed it."""
    if not rows:
        return []
    subscription = schema.subscription
    query = select(subscription.c.destination_id, subscription.c.created_by).where(
        subscription.c.destination_id.in_([row.id for row in rows]),
        subscription.c.created_by != "",
    )
    by: dict[int, dict[str, None]] = {}
    for row in await connection.execute(query.order_by(subscription.c.id)):
        by.setdefault(row.destination_id, {})[row.created_by] = None
    return [
        Suspension(
            destination=destination_in(row),
            reason=row.suspended_reason,
            since=row.refused_since,
            refused_at=row.suspended_at,
            probes=row.probes,
            created_by=tuple(by.get(row.id, ())),
            cause=cause_of(row),
            name=row.name,
            workspace_name=row.workspace_name,
        )
        for row in rows
    ]
