"""Who follows what, in the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

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

from adapters.storage.destinations import destination_in, number_of
from adapters.storage.engine import Transactions, upsert
from adapters.storage.fan_out import queue_before_change, unqueued_for_change
from adapters.storage.follow_changes import (
    InBetweenError,
    both_numbers,
    keep_back,
    send_after_all,
)
from adapters.storage.following_tables import follow, home_channel, publication
from adapters.storage.preferences import columns_of_all
from adapters.storage.schema import announcement, destination, subscription
from bot.ports.following import HomeChannel
from content.announcements.announcement import AnnouncementId
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.following import Follow, FollowState, Home, Published
from content.subscriptions.publishing import PublicationState

_f, _h, _p = follow.c, home_channel.c, publication.c
_news, _places, _wish = announcement.c, destination.c, subscription.c


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
                await send_after_all(connection, target_id, home_id, now)
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
                    _f.webhook == "",
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
                target_id, home_id = await both_numbers(
                    connection, destination, to.destination.channel
                )
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
                await keep_back(connection, target_id, home_id, now)
        except InBetweenError:
            return False
        return True

    async def begin_end(self, follow: Follow, *, now: datetime) -> None:
        """Write it down."""
        await self._set(follow, state=FollowState.ENDING, look_at=now, since=now, attempts=0)

    async def followed(self, follow: Follow, webhook: str, *, now: datetime) -> None:
        """Write it down, with what is needed to end it."""
        values = {"state": FollowState.FOLLOWED, "webhook": webhook, "reason": ""}
        await self._set(follow, **values, since=now, look_at=now)

    async def doubt(self, destination: Destination) -> None:
        """Drop what brings it there, which is then looked for."""
        mine = (_f.platform == destination.platform, _f.channel == destination.channel)
        is_there = (_f.state == FollowState.FOLLOWED, _f.webhook != "")
        async with self._transactions.reading() as connection:
            if not await connection.scalar(select(exists().where(*mine, *is_there))):
                return  # somebody's own webhooks, which are changed everywhere and often
        async with self._transactions.writing() as connection:
            await connection.execute(update(_table).where(*mine, *is_there).values(webhook=""))

    async def still(self, follow: Follow, reason: str, *, look_at: datetime) -> None:
        """Write it down; how often it was tried is counted."""
        await self._set(follow, reason=reason, look_at=look_at, attempts=_f.attempts + 1)

    async def refused(
        self, follow: Follow, reason: str, *, look_at: datetime, now: datetime
    ) -> None:
        """Write it down, and send what was kept back, or was recorded since."""
        async with self._transactions.writing() as connection:
            target_id, home_id = await both_numbers(connection, follow.destination, follow.home)
            await connection.execute(
                update(_table)
                .where(_is(follow))
                .values(state=FollowState.REFUSED, reason=reason, look_at=look_at, since=now)
            )
            await send_after_all(connection, target_id, home_id, now)

    async def ended(self, follow: Follow, *, now: datetime) -> None:
        """Take it away, and send what is wanted there and still to be published."""
        async with self._transactions.writing() as connection:
            target_id, home_id = await both_numbers(connection, follow.destination, follow.home)
            await connection.execute(delete(_table).where(_is(follow)))
            await send_after_all(connection, target_id, home_id, now)

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
