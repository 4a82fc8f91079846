"""What is to be published, in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.brought import end_kept_back, is_not_to_publish_in
from adapters.storage.destinations import KEY_COLUMNS, destination_in
from adapters.storage.engine import Transactions, upsert
from adapters.storage.following_tables import publication
from adapters.storage.schema import destination
from bot.ports.outbox import Delivery
from bot.ports.publishing import ChannelPublications
from content.announcements.announcement import News
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Delivered
from content.subscriptions.publishing import (
    AN_HOUR,
    WORTH_IT_FOR,
    AfterPublishing,
    Publication,
    PublicationId,
    PublicationState,
)

_rows, _places = publication.c, destination.c
_MOST: Final = 500
"""Messages of one channel that are looked at; the rest is when these are published."""
_BEGUN: Final = (PublicationState.PUBLISHING, PublicationState.UNKNOWN)


class StoredPublications:
    """The port `Publications`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def waiting(
        self, platform: Platform, *, now: datetime, limit: int
    ) -> Sequence[ChannelPublications]:
        """Return what is due, channel by channel; where nothing is, it only reads."""
        mine = (_rows.platform == platform, _rows.ended_at.is_(None))
        due = (
            select(_rows.destination_id)
            .where(*mine, _rows.due_at <= now, ~is_not_to_publish_in(_rows.destination_id))
            .group_by(_rows.destination_id)
            .order_by(_rows.destination_id)
            .limit(limit)
        )
        async with self._transactions.behind.reading() as connection:
            places = list(await connection.scalars(due))
        if not places:
            return []
        async with self._transactions.behind.writing() as connection:
            await _give_up_stale(connection, now)
            return [
                one
                for place in places
                if (one := await _of_channel(connection, place, now)) is not None
            ]

    async def begin(self, publication: Publication, *, now: datetime) -> bool:
        """Write it down, where it stands as it was read.

        What another process began stays doubtful: it is looked at before it is published again.
        """
        async with self._transactions.behind.writing() as connection:
            begun = await connection.execute(
                update(_table)
                .where(
                    _rows.id == publication.id,
                    _rows.state == publication.state,
                    _rows.attempts == publication.attempts,
                )
                .values(
                    state=PublicationState.PUBLISHING,
                    attempts=_rows.attempts + 1,
                    tried_at=now,
                )
            )
            return bool(begun.rowcount)

    async def settle(
        self, publication: Publication, after: AfterPublishing, *, now: datetime
    ) -> None:
        """Write it down; where its channel is to be left alone, all that waits there is put off."""
        async with self._transactions.behind.writing() as connection:
            values: dict[str, Any] = {
                "state": after.state,
                "reason": after.reason,
                "ended_at": now if after.state.is_ended else None,
            }
            if after.due_at is not None:
                values["due_at"] = after.due_at
            if after.state not in {PublicationState.PUBLISHED, PublicationState.UNKNOWN}:
                values["tried_at"] = None  # it certainly took nothing of the hour
            mine = _rows.id == publication.id
            await connection.execute(update(_table).where(mine).values(**values))
            if after.state.is_ended:
                await end_kept_back(connection, select(_rows.announcement_id).where(mine), now)
            if after.pauses_channel:
                here = select(_rows.destination_id).where(mine).scalar_subquery()
                others = (_rows.destination_id == here, _rows.ended_at.is_(None))
                await connection.execute(
                    update(_table)
                    .where(*others, _rows.due_at < after.due_at)
                    .values(due_at=after.due_at)
                )


_table = publication


async def keep_publications(
    connection: AsyncConnection, arrived: Iterable[tuple[Row[Any], Delivery, Delivered, datetime]]
) -> None:
    """Write down what of *arrived* is to be published, with the deliveries themselves."""
    found = [
        (row, delivery, outcome, now)
        for row, delivery, outcome, now in arrived
        if outcome.message and outcome.is_to_publish
    ]
    for row, delivery, outcome, now in found:
        values = {
            "platform": row.platform,
            "destination_id": row.destination_id,
            "message": outcome.message,
            "announcement_id": row.announcement_id,
            "is_news": isinstance(delivery.announcement, News),
            "state": PublicationState.WAITING,
            "attempts": 0,
            "posted_at": now,
            "due_at": now,
            "expires_at": row.expires_at,
        }
        insertion = upsert(connection, publication).values(**values)
        await connection.execute(insertion.on_conflict_do_nothing())


async def _give_up_stale(connection: AsyncConnection, now: datetime) -> None:
    """End what waited too long; of what may have been published it is looked first."""
    is_stale = or_(_rows.expires_at <= now, _rows.posted_at <= now - WORTH_IT_FOR)
    these = (_rows.ended_at.is_(None), _rows.state == PublicationState.WAITING, is_stale)
    await end_kept_back(connection, select(_rows.announcement_id).where(*these), now)
    await connection.execute(
        update(publication)
        .where(*these)
        .values(state=PublicationState.UNPUBLISHED, reason=reasons.NOT_PUBLISHED, ended_at=now)
    )


async def _of_channel(
    connection: AsyncConnection, place: int, now: datetime
) -> ChannelPublications | None:
    found = (
        await connection.execute(
            select(publication, *(_places[name] for name in KEY_COLUMNS if name != "platform"))
            .join(destination, _places.id == _rows.destination_id)
            .where(_rows.destination_id == place, _rows.ended_at.is_(None))
            .order_by(_rows.state.not_in(_BEGUN), _rows.is_news.desc(), _rows.id)
            .limit(_MOST)
        )
    ).all()
    if not found:
        return None
    tried = select(_rows.tried_at).where(
        _rows.destination_id == place, _rows.tried_at > now - AN_HOUR - timedelta(minutes=1)
    )
    return ChannelPublications(
        waiting=tuple(_publication(row) for row in found),
        published_at=tuple((await connection.scalars(tried)).all()),
    )


def _publication(row: Row[Any]) -> Publication:
    return Publication(
        id=PublicationId(row.id),
        destination=destination_in(row),
        message=row.message,
        is_news=row.is_news,
        state=PublicationState(row.state),
        attempts=row.attempts,
        posted_at=row.posted_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
    )
