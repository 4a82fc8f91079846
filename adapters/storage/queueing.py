"""The one statement that queues an announcement, for a batch of places or for one out of turn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
)

from adapters.storage import schema
from adapters.storage.brought import is_brought
from adapters.storage.deliveries import is_open, is_unsent
from adapters.storage.engine import Upsert, insertion_for
from adapters.storage.matching import leaves_to_another, wants
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState

Moments = Mapping[str, tuple[datetime | None, datetime | None]]
"""By rhythm, when its digest gathers what is queued, and until when it is quiet."""
_news, _wish, _place = schema.announcement.c, schema.subscription.c, schema.destination.c
_queued, _rhythm = schema.delivery.c, schema.rhythm.c
PLACES: Final[BindParameter[Any]] = bindparam("places", expanding=True)
HEADLINES: Final[BindParameter[Any]] = bindparam("headlines", expanding=True)
IS_EDIT: Final = bindparam("is_edit", type_=Boolean())
AFTER: Final = bindparam("after", type_=_wish.destination_id.type)
UNTIL: Final = bindparam("until", type_=_wish.destination_id.type)
Here = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""Whether a column of destinations has one for which is queued now."""


def in_batch(destination: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return whether it is in the batch between `AFTER` and `UNTIL`."""
    return and_(destination > AFTER, destination <= UNTIL)


def in_places(destination: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return whether it is one of `PLACES`."""
    return destination.in_(PLACES)


IN_BATCH: Final = in_batch(_wish.destination_id)


@cache
def queueing_in_batch(dialect: str, *, continues: bool = False) -> Upsert:
    """Return what queues for all in a batch, by the moments that `_work_out_rhythms` wrote down.

    Where it *continues* headlines that were told, it is queued to be told in their posts.
    """
    return _queueing(dialect, in_batch, _rhythm.digest_at, _rhythm.quiet_until, continues=continues)


def queueing_at(dialect: str, moments: Moments, *, continues: bool = False) -> Upsert:
    """Return what queues for `PLACES`, by the *moments* of their rhythms."""
    if moments or continues:
        return _queueing_by(dialect, moments, continues=continues)
    return _queueing_without_rhythms(dialect)


@cache
def _queueing_without_rhythms(dialect: str) -> Upsert:
    return _queueing_by(dialect, {}, continues=False)


def _queueing_by(dialect: str, moments: Moments, *, continues: bool) -> Upsert:
    gathers_at, quiet_ends = (_moment(moments, which) for which in (0, 1))
    return _queueing(dialect, in_places, gathers_at, quiet_ends, continues=continues)


def _queueing(
    dialect: str,
    here: Here,
    gathers_at: ColumnElement[Any],
    quiet_ends: ColumnElement[Any],
    *,
    continues: bool,
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
            here(_wish.destination_id),
            ~leaves_to_another(),
        )
        .group_by(_wish.destination_id)
        .subquery()
    )
    before = bindparam("gathered_before", type_=_queued.expires_at.type)
    posts = posts_of_headlines(here).subquery() if continues else None
    post = null() if posts is None else posts.c.post
    # An edit notifies nobody: no quiet hours hold it up, and no digest gathers it.
    is_edit = false() if posts is None else and_(IS_EDIT, post.is_not(None))
    is_in_time = or_(before.is_(None), gathers_at < before)
    is_gathered = and_(
        bindparam("can_wait", type_=Boolean()), gathers_at.is_not(None), is_in_time, ~is_edit
    )
    is_quiet = and_(quiet_ends > created, ~is_edit)
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
    places = schema.destination.c.id
    told = chosen.join(schema.subscription, _wish.id == chosen.c.id)
    told = told.join(schema.destination, places == _wish.destination_id)
    told = told.outerjoin(schema.rhythm, _rhythm.name == _wish.rhythm)
    if posts is not None:
        rows[_queued.continues] = posts.c.post
        told = told.outerjoin(posts, posts.c.destination_id == places)
    was_queued_for = _place.queued_until >= number
    everybody = (
        select(*rows.values())
        .select_from(told)
        # Also so that SQLite does not read ON CONFLICT as a part of the join.
        .where(or_(_place.queued_until.is_(None), ~was_queued_for), ~is_brought(number))
    )
    insertion = insertion_for(dialect, schema.delivery)
    return insertion.from_select(list(rows), everybody).on_conflict_do_nothing()


def posts_of_headlines(here: Here) -> Select[Any]:
    """Return by destination, of those *here*, which post of `HEADLINES` is or may be there.

    Of several one that surely is, and of those the latest. What a digest told is no such post.
    """
    is_there = and_(_queued.state == DeliveryState.DELIVERED, _queued.message != "")
    is_kept_back = _queued.state == DeliveryState.SUSPENDED
    may_be_there = and_(or_(is_open(), is_kept_back), ~is_unsent())
    return (
        select(
            _queued.destination_id,
            func.coalesce(func.max(case((is_there, _queued.id))), func.max(_queued.id)).label(
                "post"
            ),
        )
        .where(
            _queued.announcement_id.in_(HEADLINES),
            here(_queued.destination_id),
            _queued.revises == 0,
            or_(is_there, may_be_there),
        )
        .group_by(_queued.destination_id)
    )


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
