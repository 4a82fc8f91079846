"""Announcements as they are stored: from then on they are queued for whoever wants them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.codec import TOPIC_BITS, announcement_to_json
from adapters.storage.engine import upsert
from adapters.storage.superseding import correct, grow
from content.announcements.announcement import (
    Announcement,
    Broadcastable,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
)
from content.announcements.broadcast import Broadcast
from content.announcements.superseding import stands_in_others
from content.facts.claims import Stance
from content.facts.kinds import Topic


async def announce(
    connection: AsyncConnection, broadcasts: Iterable[Broadcast], now: datetime
) -> int:
    """Store each announcement, to be queued for whoever wants it as of *now*.

    Where it corrects earlier ones, those are called off. Return how many announcements had not
    been stored before.
    """
    fresh = 0
    for broadcast in broadcasts:
        announcement = broadcast.announcement
        is_told = not stands_in_others(announcement)
        stored = await store(
            connection,
            announcement,
            posting_hour=broadcast.posting_hour,
            weighed_at=now if is_told else None,
        )
        if stored is None:
            continue  # recorded before, so queued before
        fresh += 1
        if isinstance(announcement, News | EpisodePost) and announcement.corrects is not None:
            await correct(connection, stored, announcement.corrects.of)
        if isinstance(announcement, Headline) and announcement.stands_for is not None:
            await grow(connection, stored, announcement.stands_for)
    return fresh


async def store(
    connection: AsyncConnection,
    announcement: Announcement,
    *,
    posting_hour: tuple[str, int] | None = None,
    only_for: int | None = None,
    weighed_at: datetime | None = None,
) -> int | None:
    """Store an announcement, and return its number; None where it is there already.

    With *weighed_at* it is to be queued for whoever wanted it at that moment.
    """
    news = schema.announcement
    stored = await connection.execute(
        upsert(connection, news)
        .values(
            name=announcement.id,
            zone=posting_hour[0] if posting_hour else None,
            hour=posting_hour[1] if posting_hour else None,
            only_for=only_for,
            weighed_at=weighed_at,
            fanned_out=None if weighed_at is None else 0,
            payload=announcement_to_json(announcement),
            created_at=announcement.created_at,
            expires_at=announcement.expires_at,
            **_looked_for(announcement),
        )
        .on_conflict_do_nothing()
        .returning(news.c.id)
    )
    number: int | None = stored.scalar_one_or_none()
    return number


def _looked_for(announcement: Announcement) -> dict[str, object]:
    """Return what subscriptions, countdowns and later news find it by.

    What is told to one destination alone is found by none of them. A step that is only said in
    weekly digests, as being ahead, is stored with its sign turned round.
    """
    match announcement:
        case News():
            step, corrects = None, announcement.corrects is not None
        case CountdownStep():
            step, corrects = announcement.step, False
            step = -step if announcement.looks_ahead else step
        case EpisodePost():
            step, corrects = None, announcement.corrects is not None
        case Headline():
            step, corrects = None, announcement.stands_for is not None
        case DigestPost():
            return _FOR_ONE | {"topic": TOPIC_BITS[announcement.topic]}
        case Notice():
            return _FOR_ONE
        case _:
            assert_never(announcement)
    return {
        "topic": TOPIC_BITS[announcement.topic],
        "show": announcement.subject.show,
        "season": str(announcement.subject.season),
        "sureness": announcement.stance.sureness,
        "step": step,
        "about": announcement.about,
        "corrects": corrects,
        "premiere": _is_premiere_confirmed(announcement),
    }


def _is_premiere_confirmed(announcement: Broadcastable) -> bool | None:
    """Whether the day is confirmed to which a countdown runs that tells of it; None: none does."""
    if not isinstance(announcement, EpisodePost) or announcement.premiere is None:
        return None
    return announcement.premiere is Stance.CONFIRMED


_FOR_ONE: Final[dict[str, object]] = {
    "topic": TOPIC_BITS[Topic.PRODUCTION],
    "show": "",
    "season": "series",
    "about": "",
    "corrects": False,
}
