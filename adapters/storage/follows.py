"""Who follows what, in the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.deliveries import is_open
from adapters.storage.destinations import destination_in, number_of
from adapters.storage.engine import Transactions, upsert
from adapters.storage.fan_out import queue_before_change, unqueued_for_change
from adapters.storage.following_tables import follow, home_channel, publication
from adapters.storage.matching import wants
from adapters.storage.preferences import columns_of_all
from adapters.storage.schema import announcement, delivery, destination, subscription
from bot.ports.following import HomeChannel
from content.announcements.announcement import AnnouncementId
from content.facts.claims import ShowId
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.following import Follow, FollowState, Home, Published
from content.subscriptions.publishing import PublicationState

_f, _h, _p = follow.c, home_channel.c, publication.c
_queued, _news, _places, _wish = delivery.c, announcement.c, destination.c, subscription.c
_IN_BETWEEN: Final = (DeliveryState.SENDING, DeliveryState.UNKNOWN)
_KEPT_BACK: Final = reasons.BY_FOLLOWING


class _InBetweenError(Exception):
    """Something is being sent that would come by following as well."""


class StoredFollows:
    """The port `Follows`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def channels(self, home: Home) -> Sequence[HomeChannel]:
        """Return them in the order of their making."""
        mine = (_h.platform == home.platform, _h.workspace == home.workspace)
        query = select(home_channel).where(*mine).order_by(_h.created_at, _h.channel)
        async with self._transactions.reading() as connection:
            return [_home_channel(row) for row in await connection.execute(query)]

    async def keep_channel(self, home: Home, channel: HomeChannel, *, now: datetime) -> None:
        """Write it down with its one subscription, which nobody made."""
        columns = columns_of_all(home.preferences)
        async with self._transactions.writing() as connection:
            unqueued = await unqueued_for_change(connection)
            number = await number_of(connection, channel.destination)
            await queue_before_change(connection, unqueued, [number])
            kept = upsert(connection, home_channel).values(
                platform=home.platform,
                channel=channel.destination.channel,
                workspace=home.workspace,
                show=channel.show or "",
                created_at=now,
            )
            await connection.execute(kept.on_conflict_do_nothing())
            wish = upsert(connection, subscription).values(
                destination_id=number,
                show=channel.show or "",
                created_by="",
                created_at=now,
                rhythm="",
                **columns,
            )
            await connection.execute(
                wish.on_conflict_do_update(
                    index_elements=[_wish.destination_id, _wish.show], set_=columns
                )
            )

    async def lose_channel(self, home: Home, channel: HomeChannel, *, now: datetime) -> None:
        """End what follows it, and take it away with its subscription."""
        lost = channel.destination
        async with self._transactions.writing() as connection:
            unqueued = await unqueued_for_change(connection)
            home_id = await number_of(connection, lost)
            query = select(follow).where(_f.platform == home.platform, _f.home == lost.channel)
            for row in (await connection.execute(query)).all():
                target_id = await number_of(connection, _target(row))
                await queue_before_change(connection, unqueued, [target_id, home_id])
                await connection.execute(delete(follow).where(_f.id == row.id))
                await _send_after_all(connection, target_id, home_id, now)
            here = (_h.platform == home.platform, _h.channel == lost.channel)
            await connection.execute(delete(home_channel).where(*here))
            await connection.execute(delete(subscription).where(_wish.destination_id == home_id))

    async def to_look_at(
        self,
        platform: Platform,
        home: Home | None,
        *,
        has_room: bool,
        now: datetime,
        limit: int,
    ) -> Sequence[Destination]:
        """Compare what is there with what is wanted; only those that may differ are returned."""
        place = and_(_places.platform == platform, _places.thread == "", _places.person == "")
        fits, wish = _fits(home), subscription.alias("its")
        mine = wish.c.destination_id == _places.id
        fits_it = and_(wish.c.instant, _fits(home, wish))
        followed = home_channel.join(
            follow, and_(_h.platform == _f.platform, _h.channel == _f.home)
        )
        is_covered = (
            exists()
            .select_from(followed)
            .where(
                _f.platform == _places.platform,
                _f.channel == _places.channel,
                _h.show.in_(("", _wish.show)),
            )
            .correlate(destination, subscription)
        )
        all_alike = ~exists().where(
            wish.c.destination_id == _places.id, wish.c.paused_at.is_(None), ~fits_it
        ).correlate(destination)
        has_channel = exists().where(_h.platform == platform, _h.show == _wish.show)
        can_follow = and_(or_(_wish.show != "", all_alike), true() if has_room else has_channel)
        wanting = (
            select(destination)
            .join(subscription, _wish.destination_id == _places.id)
            .where(place, _wish.instant, fits, ~is_covered, can_follow)
            .distinct()
            .limit(limit)
        )
        of_show = _h.show == wish.c.show
        stays = exists().where(mine, fits_it, of_show).correlate(destination, home_channel)
        is_right = and_(stays, or_(_h.show != "", all_alike))
        wrong = (
            select(follow)
            .outerjoin(home_channel, and_(_h.platform == _f.platform, _h.channel == _f.home))
            .outerjoin(
                destination,
                and_(
                    _places.platform == _f.platform,
                    _places.workspace == _f.workspace,
                    _places.channel == _f.channel,
                    _places.thread == "",
                ),
            )
            .where(
                _f.platform == platform,
                _f.look_at <= now,
                or_(
                    _f.state != FollowState.FOLLOWED,
                    _h.channel.is_(None),
                    _places.id.is_(None),
                    ~is_right,
                ),
            )
            .order_by(_f.look_at)
            .limit(limit)
        )
        async with self._transactions.behind.reading() as connection:
            ends = [_target(row) for row in await connection.execute(wrong)]
            begins = (
                [destination_in(row) for row in await connection.execute(wanting)]
                if home is not None
                else []
            )
        return list(dict.fromkeys((*ends, *begins)))[:limit]

    async def of(self, destination: Destination) -> Sequence[Follow]:
        """Return them by their age."""
        if destination.thread or destination.person:
            return []
        query = _follows().where(
            _f.platform == destination.platform, _f.channel == destination.channel
        )
        async with self._transactions.reading() as connection:
            return [_follow(row) for row in await connection.execute(query.order_by(_f.id))]

    async def followers(self, home: Home, show: ShowId | None) -> int:
        """Count them."""
        query = (
            select(func.count())
            .select_from(follow)
            .join(home_channel, and_(_h.platform == _f.platform, _h.channel == _f.home))
            .where(
                _h.workspace == home.workspace,
                _h.show == (show or ""),
                _f.state == FollowState.FOLLOWED,
            )
        )
        async with self._transactions.reading() as connection:
            return await connection.scalar(query) or 0

    async def begin(self, destination: Destination, to: HomeChannel, *, now: datetime) -> bool:
        """Write it down, and keep back what waits to be sent and is still to be published."""
        try:
            async with self._transactions.writing() as connection:
                target_id, home_id = await _both(connection, destination, to.destination.channel)
                values = {
                    "workspace": destination.workspace,
                    "state": FollowState.BEGUN,
                    "webhook": "",
                    "reason": "",
                    "attempts": 0,
                    "since": now,
                    "look_at": now,
                }
                key = {
                    "platform": destination.platform,
                    "channel": destination.channel,
                    "home": to.destination.channel,
                }
                kept = upsert(connection, follow).values(**key, **values)
                await connection.execute(
                    kept.on_conflict_do_update(
                        index_elements=[_f.platform, _f.channel, _f.home], set_=values
                    )
                )
                coming = _still_to_come(home_id)
                mine = (_queued.destination_id == target_id, _queued.announcement_id.in_(coming))
                await connection.execute(
                    update(delivery)
                    .where(*mine, _queued.state == DeliveryState.WAITING, _queued.revises == 0)
                    .values(
                        state=DeliveryState.SUSPENDED, lease=None, reason=_KEPT_BACK, updated_at=now
                    )
                )
                await _be_sure_that_none_is_sent(connection, *mine)
        except _InBetweenError:
            return False
        return True

    async def begin_end(self, follow: Follow, *, now: datetime) -> None:
        """Write it down."""
        await self._set(follow, state=FollowState.ENDING, look_at=now, since=now, attempts=0)

    async def followed(self, follow: Follow, webhook: str, *, now: datetime) -> None:
        """Write it down, with what is needed to end it."""
        values = {"state": FollowState.FOLLOWED, "webhook": webhook, "reason": ""}
        await self._set(follow, **values, since=now, look_at=now)

    async def still(self, follow: Follow, reason: str, *, look_at: datetime) -> None:
        """Write it down; how often it was tried is counted."""
        await self._set(follow, reason=reason, look_at=look_at, attempts=_f.attempts + 1)

    async def refused(
        self, follow: Follow, reason: str, *, look_at: datetime, now: datetime
    ) -> None:
        """Write it down, and send what was kept back, or was recorded since."""
        async with self._transactions.writing() as connection:
            target_id, home_id = await _both(connection, follow.destination, follow.home)
            await connection.execute(
                update(_table)
                .where(_is(follow))
                .values(state=FollowState.REFUSED, reason=reason, look_at=look_at, since=now)
            )
            await _send_after_all(connection, target_id, home_id, now)

    async def ended(self, follow: Follow, *, now: datetime) -> None:
        """Take it away, and send what is wanted there and still to be published."""
        async with self._transactions.writing() as connection:
            target_id, home_id = await _both(connection, follow.destination, follow.home)
            await connection.execute(delete(_table).where(_is(follow)))
            await _send_after_all(connection, target_id, home_id, now)

    async def published(
        self, follow: Follow, news: Iterable[AnnouncementId]
    ) -> Mapping[AnnouncementId, Published]:
        """Return those that are in the channel by now."""
        query = (
            select(_news.name, _p.state, _p.reason, _p.ended_at, _p.posted_at)
            .join(announcement, _news.id == _p.announcement_id)
            .join(destination, _places.id == _p.destination_id)
            .where(
                _places.platform == follow.destination.platform,
                _places.channel == follow.home,
                _news.name.in_(list(news)),
            )
        )
        async with self._transactions.reading() as connection:
            return {
                AnnouncementId(row.name): Published(
                    PublicationState(row.state), row.ended_at or row.posted_at, row.reason
                )
                for row in await connection.execute(query)
            }

    async def _set(self, follow: Follow, **values: Any) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(update(_table).where(_is(follow)).values(**values))


_table = follow


async def _be_sure_that_none_is_sent(
    connection: AsyncConnection, *which: ColumnElement[bool]
) -> None:
    """Raise `_InBetweenError`, which undoes the transaction, where one may have arrived."""
    is_sent = exists().where(*which, _queued.state.in_(_IN_BETWEEN))
    if await connection.scalar(select(is_sent)):
        raise _InBetweenError


async def _both(connection: AsyncConnection, target: Destination, home: str) -> tuple[int, int]:
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


def _still_to_come(home_id: int) -> Select[Any]:
    """Return the numbers of what is queued for a channel of ours and not published there yet."""
    is_waiting = exists().where(
        _p.destination_id == home_id,
        _p.announcement_id == _queued.announcement_id,
        _p.ended_at.is_(None),
    )
    is_unsent = or_(is_open(), _queued.state == DeliveryState.SUSPENDED)
    mine = (_queued.destination_id == home_id, _queued.revises == 0)
    return select(_queued.announcement_id).where(*mine, or_(is_unsent, is_waiting))


async def _send_after_all(
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
            _news.id.in_(_still_to_come(home_id)),
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


def _fits(home: Home | None, wish: Any = subscription) -> ColumnElement[bool]:
    """Whether a subscription is active, and wants what *home* tells as it tells it."""
    active = wish.c.paused_at.is_(None)
    if home is None:
        return and_(active, ~active)
    alike = columns_of_all(home.preferences)
    del alike["instant"]
    return and_(
        active,
        *(
            wish.c[name].is_(None) if value is None else wish.c[name] == value
            for name, value in alike.items()
        ),
    )


def _is(one: Follow) -> ColumnElement[bool]:
    place = one.destination
    return and_(_f.platform == place.platform, _f.channel == place.channel, _f.home == one.home)


def _follows() -> Select[Any]:
    return select(follow, _h.show).outerjoin(
        home_channel, and_(_h.platform == _f.platform, _h.channel == _f.home)
    )


def _target(row: Row[Any]) -> Destination:
    return Destination(
        platform=Platform(row.platform), workspace=row.workspace, channel=row.channel
    )


def _home_channel(row: Row[Any]) -> HomeChannel:
    return HomeChannel(destination=_target(row), show=ShowId(row.show) if row.show else None)


def _follow(row: Row[Any]) -> Follow:
    return Follow(
        destination=_target(row),
        home=row.home,
        show=ShowId(row.show) if row.show else None,
        state=FollowState(row.state),
        webhook=row.webhook,
        reason=row.reason,
        attempts=row.attempts,
        since=row.since,
        look_at=row.look_at,
    )
