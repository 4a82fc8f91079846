"""The one statement that queues an announcement, for a batch of places or for one out of turn."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from adapters.storage import schema
from adapters.storage.engine import Upsert, insertion_for
from adapters.storage.matching import leaves_to_another, wants
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState

Moments = Mapping[str, tuple[datetime | None, datetime | None]]
"""By rhythm, when its digest gathers what is queued, and until when it is quiet."""
_news, _wish, _place = schema.announcement.c, schema.subscription.c, schema.destination.c
_queued, _rhythm = schema.delivery.c, schema.rhythm.c
PLACES: Final[BindParameter[Any]] = bindparam("places", expanding=True)
AFTER: Final = bindparam("after", type_=_wish.destination_id.type)
UNTIL: Final = bindparam("until", type_=_wish.destination_id.type)
IN_BATCH: Final = and_(_wish.destination_id > AFTER, _wish.destination_id <= UNTIL)


@cache
def queueing_in_batch(dialect: str) -> Upsert:
    """Return what queues for all in a batch, by the moments that `_work_out_rhythms` wrote down."""
    return _queueing(dialect, IN_BATCH, _rhythm.digest_at, _rhythm.quiet_until)


def queueing_at(dialect: str, moments: Moments) -> Upsert:
    """Return what queues for `PLACES`, by the *moments* of their rhythms."""
    return _queueing_by(dialect, moments) if moments else _queueing_without_rhythms(dialect)


@cache
def _queueing_without_rhythms(dialect: str) -> Upsert:
    return _queueing_by(dialect, {})


def _queueing_by(dialect: str, moments: Moments) -> Upsert:
    gathers_at, quiet_ends = (_moment(moments, which) for which in (0, 1))
    return _queueing(dialect, _wish.destination_id.in_(PLACES), gathers_at, quiet_ends)


def _queueing(
    dialect: str,
    here: ColumnElement[bool],
    gathers_at: ColumnElement[Any],
    quiet_ends: ColumnElement[Any],
) -> Upsert:
    """Return what queues an announcement for all who want it and whose subscriptions are *here*.

    Where both the subscription to the show and the one to every show match, the first decides,
    unless it is paused; a step comes at its hour then, and not at the other's as well. What a
    rhythm gathers and when its quiet ends is in the two columns.
    """
    number = bindparam("number", type_=_news.id.type)
    is_over = bindparam("is_over", type_=Boolean())
    created = bindparam("created", type_=_queued.due_at.type)
    is_active = _wish.paused_at.is_(None)
    deciding = func.coalesce(
        func.max(case((is_active & (_wish.show != ""), _wish.id))),
        func.max(case((is_active, _wish.id))),
        func.max(_wish.id),
    )
    chosen = (
        select(deciding.label("id"))
        .select_from(schema.subscription)
        .join(schema.announcement, wants())
        .where(
            _news.id == number,
            _wish.show.in_(("", bindparam("show", type_=_wish.show.type))),  # for its index
            here,
            ~leaves_to_another(),
        )
        .group_by(_wish.destination_id)
        .subquery()
    )
    before = bindparam("gathered_before", type_=_queued.expires_at.type)
    is_in_time = or_(before.is_(None), gathers_at < before)
    is_gathered = and_(bindparam("can_wait", type_=Boolean()), gathers_at.is_not(None), is_in_time)
    is_quiet = quiet_ends > created
    state = case(
        (_wish.paused_at.is_not(None), DeliveryState.PAUSED),
        (_place.suspended_at.is_not(None), DeliveryState.SUSPENDED),
        (is_gathered, DeliveryState.HELD),
        (is_over, DeliveryState.EXPIRED),
        else_=DeliveryState.WAITING,
    )
    reason = case(
        (_wish.paused_at.is_not(None), reasons.PAUSED_THEN),
        (_place.suspended_at.is_not(None), _place.suspended_reason),
        (is_gathered, reasons.GATHERED),
        (is_over, reasons.TOO_LATE),
        (is_quiet, reasons.QUIET_HOURS),
    )
    rows: dict[Any, ColumnElement[Any]] = {
        _queued.announcement_id: number,
        _queued.destination_id: _place.id,
        _queued.subscription_id: _wish.id,
        _queued.revises: literal(0, _queued.revises.type),
        _queued.platform: _place.platform,
        _queued.rank: _rank(),
        _queued.state: state,
        _queued.due_at: case((is_gathered, gathers_at), (is_quiet, quiet_ends), else_=created),
        _queued.expires_at: bindparam("expires", type_=_queued.expires_at.type),
        _queued.attempts: literal(0),
        _queued.is_plain: literal(value=False),
        _queued.reason: reason,
        _queued.updated_at: bindparam("now", type_=_queued.updated_at.type),
    }
    was_queued_for = _place.queued_until >= number
    everybody = (
        select(*rows.values())
        .select_from(chosen)
        .join(schema.subscription, _wish.id == chosen.c.id)
        .join(schema.destination, _place.id == _wish.destination_id)
        .outerjoin(schema.rhythm, _rhythm.name == _wish.rhythm)
        # Also so that SQLite does not read ON CONFLICT as a part of the join.
        .where(or_(_place.queued_until.is_(None), ~was_queued_for))
    )
    insertion = insertion_for(dialect, schema.delivery)
    return insertion.from_select(list(rows), everybody).on_conflict_do_nothing()


def _moment(moments: Moments, which: int) -> ColumnElement[Any]:
    """Return one of the two *moments* of a subscription's rhythm."""
    kind = schema.rhythm.c.digest_at.type
    name = schema.subscription.c.rhythm
    found = [(name == one, literal(both[which], kind)) for one, both in moments.items()]
    return case(*found) if found else cast(null(), kind)


def _rank() -> ColumnElement[int]:
    """Number the deliveries of a batch within each workspace.

    Batches go by the number of the destination, and so nearly by when it first subscribed. A
    workspace whose channels are in several of them has as many first ones, and no more: still
    none is far ahead of another, and nobody's place is worked out from everybody's.
    """
    destinations = schema.destination.c
    # A direct message has no workspace; each is then one of its own.
    apart = case(
        (destinations.workspace == "", destinations.channel + destinations.person),
        else_=literal(""),
    )
    return func.row_number().over(
        partition_by=[destinations.platform, destinations.workspace, apart],
        order_by=destinations.id,
    )
