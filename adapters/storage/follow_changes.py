"""What is kept back as a channel begins to follow, and sent after all as it follows no more."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.deliveries import is_open
from adapters.storage.destinations import number_of
from adapters.storage.engine import upsert
from adapters.storage.fan_out import queue_before_change, unqueued_for_change
from adapters.storage.following_tables import home_channel, publication
from adapters.storage.matching import wants
from adapters.storage.schema import announcement, delivery, destination, subscription
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination

_h, _p = home_channel.c, publication.c
_queued, _news, _places, _wish = delivery.c, announcement.c, destination.c, subscription.c
_IN_BETWEEN: Final = (DeliveryState.SENDING, DeliveryState.UNKNOWN)
_KEPT_BACK: Final = reasons.BY_FOLLOWING


class InBetweenError(Exception):
    """Something is being sent that would come by following as well."""


async def keep_back(
    connection: AsyncConnection, target_id: int, home_id: int, now: datetime
) -> None:
    """Keep back what waits to be sent to a channel and will come by following.

    Raises:
        InBetweenError: something of it is being sent, or may have arrived.
    """
    coming = still_to_come(home_id)
    mine = (_queued.destination_id == target_id, _queued.announcement_id.in_(coming))
    await connection.execute(
        update(delivery)
        .where(*mine, _queued.state == DeliveryState.WAITING, _queued.revises == 0)
        .values(state=DeliveryState.SUSPENDED, lease=None, reason=_KEPT_BACK, updated_at=now)
    )
    if await connection.scalar(select(exists().where(*mine, _queued.state.in_(_IN_BETWEEN)))):
        raise InBetweenError


async def both_numbers(
    connection: AsyncConnection, target: Destination, home: str
) -> tuple[int, int]:
    """Return the numbers of both, once all that was recorded by now is queued for them."""
    unqueued = await unqueued_for_change(connection)
    query = (
        select(_places.id)
        .join(
            home_channel,
            and_(
                _h.platform == _places.platform,
                _h.workspace == _places.workspace,
                _h.channel == _places.channel,
            ),
        )
        .where(_h.platform == target.platform, _h.channel == home, _places.thread == "")
    )
    home_id: int = await connection.scalar(query) or 0
    target_id = await number_of(connection, target)
    await queue_before_change(connection, unqueued, [one for one in (target_id, home_id) if one])
    return target_id, home_id


def still_to_come(home_id: int) -> Select[Any]:
    """Return the numbers of what is queued for a channel of ours and not published there yet."""
    is_waiting = exists().where(
        _p.destination_id == home_id,
        _p.announcement_id == _queued.announcement_id,
        _p.ended_at.is_(None),
    )
    is_unsent = or_(is_open(), _queued.state == DeliveryState.SUSPENDED)
    mine = (_queued.destination_id == home_id, _queued.revises == 0)
    return select(_queued.announcement_id).where(*mine, or_(is_unsent, is_waiting))


async def send_after_all(
    connection: AsyncConnection, target_id: int, home_id: int, now: datetime
) -> None:
    """Queue for a channel that follows no more what it wants and will not get by following."""
    mine = _queued.destination_id == target_id
    is_kept_back = and_(
        mine, _queued.state == DeliveryState.SUSPENDED, _queued.reason == _KEPT_BACK
    )
    is_wanted = (
        exists()
        .where(
            _wish.destination_id == target_id,
            _wish.paused_at.is_(None),
            _news.id == _queued.announcement_id,
            wants(),
        )
        .correlate(delivery)
    )
    await connection.execute(
        update(delivery)
        .where(is_kept_back, is_wanted)
        .values(state=DeliveryState.WAITING, reason=None, due_at=now, updated_at=now)
    )
    await connection.execute(
        update(delivery)
        .where(is_kept_back)
        .values(state=DeliveryState.VOID, reason=reasons.UNSUBSCRIBED, updated_at=now)
    )
    own = func.max(_wish.id)
    coming = select(_news.id, own.label("wish"), func.max(_news.expires_at).label("expires"))
    coming = (
        coming.select_from(announcement)
        .join(subscription, wants())
        .where(
            _news.id.in_(still_to_come(home_id)),
            _wish.destination_id == target_id,
            _wish.paused_at.is_(None),
        )
        .group_by(_news.id)
    )
    place = await connection.execute(
        select(_places.platform, _places.suspended_at).where(_places.id == target_id)
    )
    there = place.one()
    state = DeliveryState.WAITING if there.suspended_at is None else DeliveryState.SUSPENDED
    for row in (await connection.execute(coming)).all():
        queued = upsert(connection, delivery).values(
            announcement_id=row.id,
            destination_id=target_id,
            subscription_id=row.wish,
            revises=0,
            platform=there.platform,
            rank=1,
            state=state,
            due_at=now,
            expires_at=row.expires,
            attempts=0,
            is_plain=False,
            reason=reasons.FOLLOWS_NO_MORE,
            updated_at=now,
        )
        await connection.execute(queued.on_conflict_do_nothing())
