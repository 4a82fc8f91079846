"""The stories of the last days, in the database."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.announcements import announce
from adapters.storage.engine import Transactions, upsert
from adapters.storage.fan_out import AT_FIRST, let_no_subscription_change, queue_batch
from adapters.storage.schema import story as table
from adapters.storage.story_codec import tellings_from_json, tellings_to_json
from content.announcements.broadcast import Broadcast
from content.announcements.headlines import ToldStory, outlets_of
from content.articles.stories import Story, StoryId
from content.facts.claims import ShowId

KEPT_FOR: Final = timedelta(days=30)
_SHOWS_AT_ONCE: Final = 500


class StoredStories:
    """The port `Stories`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def recent(self, shows: Iterable[ShowId], *, since: datetime) -> Sequence[ToldStory]:
        """Return them by an index of their shows and beginnings."""
        wanted = sorted(set(shows))
        found: list[ToldStory] = []
        async with self._transactions.reading() as connection:
            for start in range(0, len(wanted), _SHOWS_AT_ONCE):
                some = table.c.show.in_(wanted[start : start + _SHOWS_AT_ONCE])
                found += await _read(connection, some, table.c.began >= since)
        return sorted(found, key=lambda one: (one.story.began, one.story.id))

    async def began(self, shows: Collection[ShowId] | None, *, since: datetime) -> int:
        """Count them by an index of when they began."""
        count = select(func.count()).where(table.c.began >= since)
        async with self._transactions.reading() as connection:
            if shows is None:
                return await connection.scalar(count) or 0
            found, wanted = 0, sorted(set(shows))
            for start in range(0, len(wanted), _SHOWS_AT_ONCE):
                some = table.c.show.in_(wanted[start : start + _SHOWS_AT_ONCE])
                found += await connection.scalar(count.where(some)) or 0
            return found

    async def growing(self, *, since: datetime) -> Sequence[ToldStory]:
        """Return them by an index of when they began, which is when they were told."""
        async with self._transactions.reading() as connection:
            return await _read(
                connection, table.c.began >= since, table.c.outlets > table.c.outlets_told
            )

    async def keep(
        self, stories: Sequence[ToldStory], broadcasts: Iterable[Broadcast], *, now: datetime
    ) -> bool:
        """Store and queue; the first whose row is another one undoes all."""
        broadcasts = tuple(broadcasts)
        try:
            async with self._transactions.behind.writing() as connection:
                for one in stories:
                    await _keep(connection, one)
                await connection.execute(delete(table).where(table.c.began < now - KEPT_FOR))
                if broadcasts:
                    await let_no_subscription_change(connection)
                    if await announce(connection, broadcasts, now):
                        await queue_batch(connection, now, AT_FIRST)
                        await self._transactions.behind.notify(connection)
        except _ChangedError:
            return False
        return True


class _ChangedError(Exception):
    """Another process was quicker."""


async def _keep(connection: AsyncConnection, one: ToldStory) -> None:
    story = one.story
    values: dict[str, Any] = {
        "edited_at": one.edited_at,
        "outlets": outlets_of(story),
        "outlets_told": one.outlets,
        "revision": one.revision + 1,
        "payload": tellings_to_json(story.tellings),
    }
    if one.revision:
        which = (table.c.name == story.id, table.c.revision == one.revision)
        stored = await connection.execute(update(table).where(*which).values(**values))
    else:
        new = {"name": story.id, "show": story.show, "began": story.began, **values}
        unless_there = upsert(connection, table).values(**new).on_conflict_do_nothing()
        stored = await connection.execute(unless_there)
    if stored.rowcount != 1:
        raise _ChangedError


async def _read(connection: AsyncConnection, *which: ColumnElement[bool]) -> list[ToldStory]:
    query = select(table).where(*which).order_by(table.c.began, table.c.name)
    return [_told(row) for row in await connection.execute(query)]


def _told(row: Row[Any]) -> ToldStory:
    show = ShowId(row.show)
    return ToldStory(
        story=Story(
            id=StoryId(row.name),
            show=show,
            began=row.began,
            tellings=tellings_from_json(row.payload, show),
        ),
        outlets=row.outlets_told,
        edited_at=row.edited_at,
        revision=row.revision,
    )
