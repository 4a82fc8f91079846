"""What comes to a channel by another one that it follows, as a condition in SQL."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.following_tables import follow, home_channel
from adapters.storage.matching import wants
from adapters.storage.schema import announcement, delivery, destination, subscription
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.following import FollowState

BROUGHT: Final = tuple(state for state in FollowState if state.is_brought)
UNDER_WAY: Final = tuple(state for state in FollowState if state.is_under_way)


def is_brought(number: Any) -> ColumnElement[bool]:
    """Return whether announcement *number* comes to a row of `destination` by following.

    It does where that follows, or may follow, a channel of ours that wants the announcement.
    """
    home, wish = destination.alias("home"), subscription.alias("of_home")
    # One within the other, so that SQLite asks first who follows, which mostly is nobody.
    is_wanted = (
        exists()
        .where(wish.c.destination_id == home.c.id, announcement.c.id == number, wants(wish))
        .correlate(home)
    )
    is_told_there = (
        exists()
        .where(
            home_channel.c.platform == follow.c.platform,
            home_channel.c.channel == follow.c.home,
            home.c.platform == home_channel.c.platform,
            home.c.workspace == home_channel.c.workspace,
            home.c.channel == home_channel.c.channel,
            home.c.thread == "",
            is_wanted,
        )
        .correlate(follow)
    )
    return (
        exists()
        .where(
            follow.c.platform == destination.c.platform,
            follow.c.channel == destination.c.channel,
            destination.c.thread == "",
            destination.c.channel != "",
            follow.c.state.in_(BROUGHT),
            is_told_there,
        )
        .correlate(destination)
    )


def is_not_to_publish_in(place: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return whether nothing may be published in *place* now: a follow of it is under way."""
    return (
        exists()
        .where(
            destination.c.id == place,
            follow.c.platform == destination.c.platform,
            follow.c.home == destination.c.channel,
            follow.c.state.in_(UNDER_WAY),
        )
        .correlate_except(follow, destination)
    )


async def end_kept_back(connection: AsyncConnection, announcements: Any, now: datetime) -> None:
    """Void what was kept back of *announcements*, which were published, or never will be."""
    await connection.execute(
        update(delivery)
        .where(
            delivery.c.announcement_id.in_(announcements),
            delivery.c.state == DeliveryState.SUSPENDED,
            delivery.c.reason == reasons.BY_FOLLOWING,
        )
        .values(state=DeliveryState.VOID, updated_at=now)
    )
