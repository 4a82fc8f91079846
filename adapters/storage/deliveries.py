"""What deliveries are in, as conditions that fit the partial indexes."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, bindparam, case

from adapters.storage import schema
from content.subscriptions.delivery_states import DeliveryState, origins_of

ASIDE: Final = " aside"
"""Behind a delivery's state: ordinary runs left it, and no rehearsal may tell or expire it."""


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
