"""What is written down of tries: that they begin, and how they ended; many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.deliveries import may_begin, state_of
from adapters.storage.destinations import suspend
from adapters.storage.publications import keep_publications
from adapters.storage.story_posts import tell_by_itself
from adapters.storage.superseding import catch_up
from bot.ports.outbox import Delivery, DeliveryId
from content.subscriptions.causes import Cause
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.outcomes import Delivered, Outcome, Rejected
from content.subscriptions.retries import Settled, Tried, settled


@dataclass(frozen=True, slots=True)
class Ended:
    """A try that has ended."""

    delivery: Delivery
    outcome: Outcome
    now: datetime


_table, _destinations = schema.delivery.c, schema.destination.c

# Built once: making a statement costs more than running it.
_BEGIN: Final = (
    update(schema.delivery)
    .where(
        _table.id.in_(bindparam("ids", expanding=True)),
        _table.lease == bindparam("held"),
        _table.due_at > bindparam("now"),
        may_begin(),
    )
    .values(
        state=DeliveryState.SENDING,
        attempts=_table.attempts + 1,
        first_tried_at=case(
            (_table.first_tried_at.is_(None), bindparam("now")), else_=_table.first_tried_at
        ),
        updated_at=bindparam("now"),
    )
    .returning(_table.id)
)
# In one order everywhere, so that two processes never wait for each other.
_LOOK: Final = (
    select(schema.delivery)
    .where(_table.id.in_(bindparam("ids", expanding=True)))
    .order_by(_table.id)
    .with_for_update(key_share=True)
)
_END: Final = (
    update(schema.delivery)
    .where(_table.id == bindparam("number"))
    .values(
        {
            name: bindparam(f"new_{name}", type_=_table[name].type)
            for name in (
                *("state", "reason", "message", "due_at", "is_plain", "first_tried_at"),
                *("attempts", "updated_at"),
            )
        }
        | {"lease": None}
    )
)
_RELEASE: Final = (
    update(schema.destination)
    .where(_destinations.id == bindparam("number"), _destinations.lease == bindparam("held"))
    .values(lease=None, busy_until=None)
)
_RELEASE_REACHED: Final = _RELEASE.values(refused_since=None, probes=0, suspended_cause=None)
"""Where something arrived, whatever the destination refused before is over."""


async def begin_tries(
    connection: AsyncConnection, tries: Sequence[tuple[Delivery, datetime]]
) -> list[bool]:
    """Write down that these *tries* begin, each at its time, and return whose lease held.

    The destinations of the others are let go of, where that lease is what holds them.
    """
    begun: set[tuple[DeliveryId, str]] = set()
    for lease in dict.fromkeys(delivery.lease for delivery, _ in tries):
        mine = [(delivery.id, now) for delivery, now in tries if delivery.lease == lease]
        values = {"ids": [id_ for id_, _ in mine], "held": lease, "now": max(at for _, at in mine)}
        begun.update((id_, lease) for id_ in await connection.scalars(_BEGIN, values))
    asked = [(delivery.id, delivery.lease) for delivery, _ in tries]
    lost = [one for one in asked if one not in begun]
    if lost:
        rows = (await connection.execute(_LOOK, {"ids": [id_ for id_, _ in lost]})).all()
        places = {row.id: row.destination_id for row in rows}
        await _release(connection, [(places[id_], held) for id_, held in lost if id_ in places])
    return [one in begun for one in asked]


async def settle_tries(connection: AsyncConnection, ended: Sequence[Ended]) -> None:
    """Write down how these tries ended; of one whose lease is lost only what is surely there."""
    for once in _each_once(ended):
        await _settle(connection, once)


def _each_once(ended: Sequence[Ended]) -> Iterable[dict[DeliveryId, Ended]]:
    """Part them so that no part has a delivery twice: the later try must find the earlier's end."""
    parts: list[dict[DeliveryId, Ended]] = []
    for one in ended:
        part = next((part for part in parts if one.delivery.id not in part), None)
        if part is None:
            parts.append(part := {})
        part[one.delivery.id] = one
    return parts


async def _settle(connection: AsyncConnection, ended: dict[DeliveryId, Ended]) -> None:
    rows = (await connection.execute(_LOOK, {"ids": list(ended)})).all()
    ends: dict[int, tuple[Row[Any], Ended, Settled]] = {}
    for row in rows:
        one = ended[row.id]
        if row.lease == one.delivery.lease or isinstance(one.outcome, Delivered):
            ends[row.id] = row, one, settled(_tried(row, one.delivery), one.outcome, one.now)
    if ends:
        await connection.execute(_END, [_values(*end) for end in ends.values()])
    arrived = []
    for row, one, end in ends.values():
        await _note_refusal(connection, row.destination_id, end, one.now)
        if end.state is DeliveryState.DELIVERED and not row.revises:
            arrived.append((row, one.now))
    for number, (_, one, end) in ends.items():
        if end.is_by_itself:
            await tell_by_itself(connection, [number], one.now)
    await catch_up(connection, arrived)
    await keep_publications(
        connection,
        (
            (row, one.delivery, one.outcome, one.now)
            for row, one, _ in ends.values()
            if isinstance(one.outcome, Delivered) and not row.revises
        ),
    )
    for reached in (False, True):
        held = [
            (row.destination_id, ended[row.id].delivery.lease)
            for row in rows
            if isinstance(ended[row.id].outcome, Delivered) is reached
        ]
        await _release(connection, held, reached=reached)


async def _note_refusal(
    connection: AsyncConnection, destination_id: int, end: Settled, now: datetime
) -> None:
    """Set a destination aside that refuses; of a person it is only kept why."""
    cause = end.cause or Cause.OTHER
    if end.suspends:
        await suspend(connection, destination_id, end.reason or "", now, cause)
    elif end.cause is not None:
        closed = update(schema.destination).where(_destinations.id == destination_id)
        await connection.execute(closed.values(suspended_cause=cause.value))


def _tried(row: Row[Any], delivery: Delivery) -> Tried:
    return Tried(
        state=state_of(row.state),
        attempts=row.attempts,
        may_be_there=delivery.is_unknown,
        is_plain=row.is_plain,
        is_revision=row.revises != 0,
        is_to_person=delivery.destination.person != "",
    )


def _values(row: Row[Any], one: Ended, end: Settled) -> dict[str, object]:
    # A crowded platform was not even asked, so that it was no try: the next pause is no longer.
    is_no_try = isinstance(one.outcome, Rejected) and one.outcome.is_crowded
    return {
        "number": row.id,
        "new_state": end.state,
        "new_reason": end.reason,
        "new_message": row.message if end.message is None else end.message,
        "new_due_at": row.due_at if end.due_at is None else end.due_at,
        "new_is_plain": row.is_plain or end.is_plain,
        "new_first_tried_at": None if end.is_absent else row.first_tried_at,
        "new_attempts": one.delivery.attempts if is_no_try else row.attempts,
        "new_updated_at": one.now,
    }


async def _release(
    connection: AsyncConnection, held: Sequence[tuple[int, str]], *, reached: bool = False
) -> None:
    """Let these destinations have their next delivery, where that lease is what holds them."""
    if held:
        await connection.execute(
            _RELEASE_REACHED if reached else _RELEASE,
            [{"number": number, "held": lease} for number, lease in sorted(held)],
        )
