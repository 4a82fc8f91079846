"""What deliveries are in, as conditions that fit the partial indexes."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam

from adapters.storage import schema


def is_open(deliveries: Any = schema.delivery) -> ColumnElement[bool]:
    """Return the condition of the partial indexes, on the table or an alias of it.

    Written out in the statement: with parameters neither database would see that an index fits.
    """
    return _is_one_of(schema.OPEN, deliveries)


def is_pending(deliveries: Any = schema.delivery) -> ColumnElement[bool]:
    """Return whether anything may still become of a delivery."""
    return _is_one_of(schema.PENDING, deliveries)


def is_held() -> ColumnElement[bool]:
    """Return the condition of the index of what is held for a digest, written out too."""
    return _is_one_of(("held",), schema.delivery)


def is_unsent() -> ColumnElement[bool]:
    """Return whether a delivery is still to be made and certainly no try of it arrived."""
    table = schema.delivery.c
    return table.state.in_(("waiting", "held")) | (
        (table.state == "suspended") & table.first_tried_at.is_(None)
    )


def _is_one_of(states: tuple[str, ...], deliveries: Any) -> ColumnElement[bool]:
    written: BindParameter[Any] = bindparam(
        None, list(states), expanding=True, literal_execute=True
    )
    condition: ColumnElement[bool] = deliveries.c.state.in_(written)
    return condition
