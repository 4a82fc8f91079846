"""Events in servers' calendars, in the database."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, select, text, update

from adapters.storage import schema
from adapters.storage.engine import Transactions, upsert
from adapters.storage.guild_tables import scheduled_event as table
from adapters.storage.schema import WANTS_EVENTS_SQL
from content.announcements.scheduled_events import EventState, KeptEvent, ScheduledEvent
from content.facts.claims import ShowId, Subject
from content.subscriptions.destination import Platform

_KEY: Final = ("platform", "workspace", "subject")


class StoredScheduledEvents:
    """The port `ScheduledEvents`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def wishes(self, platform: Platform) -> Sequence[tuple[str, ShowId | None]]:
        """Return who wants events, of which show."""
        wanted, place = schema.subscription, schema.destination
        query = (
            select(place.c.workspace, wanted.c.show)
            .distinct()
            .join(place, place.c.id == wanted.c.destination_id)
            .where(
                text(WANTS_EVENTS_SQL),
                wanted.c.paused_at.is_(None),
                place.c.platform == platform,
                place.c.workspace != "",
            )
            .order_by(place.c.workspace, wanted.c.show)
        )
        async with self._transactions.behind.reading() as connection:
            rows = await connection.execute(query)
            return [(row.workspace, ShowId(row.show) if row.show else None) for row in rows]

    async def every(self, platform: Platform) -> Sequence[KeptEvent]:
        """Return every event."""
        return await self._read(table.c.platform == platform)

    async def troubles(self, platform: Platform, workspace: str) -> Sequence[KeptEvent]:
        """Return those of a server whose last try failed."""
        return await self._read(
            (table.c.platform == platform)
            & (table.c.workspace == workspace)
            & (table.c.reason != "")
        )

    async def hurry(self, platform: Platform, workspace: str, *, now: datetime) -> None:
        """Let them be due; where nothing failed, it only reads."""
        if not await self.troubles(platform, workspace):
            return
        async with self._transactions.behind.writing() as connection:
            await connection.execute(
                update(table)
                .where(
                    table.c.platform == platform,
                    table.c.workspace == workspace,
                    table.c.reason != "",
                    table.c.due_at > now,
                )
                .values(due_at=now)
            )

    async def keep(self, event: KeptEvent) -> None:
        """Write it down, in the place of what stood."""
        values = _row_of(event)
        changed = {name: value for name, value in values.items() if name not in _KEY}
        async with self._transactions.behind.writing() as connection:
            await connection.execute(
                upsert(connection, table)
                .values(**values)
                .on_conflict_do_update(index_elements=list(_KEY), set_=changed)
            )

    async def forget(self, event: KeptEvent) -> None:
        """Delete its row."""
        async with self._transactions.behind.writing() as connection:
            await connection.execute(
                delete(table).where(
                    table.c.platform == event.platform,
                    table.c.workspace == event.workspace,
                    table.c.subject == str(event.event.subject),
                )
            )

    async def _read(self, which: ColumnElement[bool]) -> Sequence[KeptEvent]:
        query = select(table).where(which).order_by(table.c.workspace, table.c.subject)
        async with self._transactions.behind.reading() as connection:
            return [_read(row) for row in await connection.execute(query)]


def _row_of(kept: KeptEvent) -> dict[str, Any]:
    event = kept.event
    season = event.subject.season
    payload = {
        "show": event.subject.show,
        "season": season,
        "name": event.name,
        "place": event.place,
        "description": event.description,
        "page": event.page,
        "begins": event.begins.isoformat(),
        "ends": event.ends.isoformat(),
    }
    return {
        "platform": kept.platform,
        "workspace": kept.workspace,
        "subject": str(event.subject),
        "state": kept.state.value,
        "event": kept.id,
        "is_tried": kept.is_tried,
        "payload": json.dumps(payload, ensure_ascii=False),
        "due_at": kept.due_at,
        "tries": kept.tries,
        "reason": kept.reason,
    }


def _read(row: Row[Any]) -> KeptEvent:
    said = json.loads(row.payload)
    return KeptEvent(
        platform=Platform(row.platform),
        workspace=row.workspace,
        event=ScheduledEvent(
            subject=Subject(ShowId(said["show"]), said["season"]),
            name=said["name"],
            place=said["place"],
            description=said["description"],
            page=said["page"],
            begins=datetime.fromisoformat(said["begins"]),
            ends=datetime.fromisoformat(said["ends"]),
        ),
        state=EventState(row.state),
        id=row.event,
        is_tried=row.is_tried,
        due_at=row.due_at,
        tries=row.tries,
        reason=row.reason,
    )
