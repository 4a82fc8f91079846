"""What people correct, in the database, so that an editor on any platform sees all of it."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.audit import keep_act
from adapters.storage.engine import Transactions
from adapters.storage.privacy import is_forgotten_since
from adapters.storage.schema import suggestion as table
from bot.ports.corrections import Waiting, WaitingCorrection
from bot.ports.platforms import Speaker
from content.answers.correction_notes import (
    CLOSED_KEPT_FOR,
    MOST_A_DAY,
    MOST_WAITING,
    MOST_WAITING_OF_COMMUNITY,
    CorrectionNote,
    Receipt,
)
from content.commands.acts import Act, ActKind
from content.facts.claims import Season, ShowId
from content.subscriptions.destination import Destination, Platform

_DAY: Final = timedelta(days=1)


class StoredCorrections:
    """The port `Corrections`."""

    def __init__(
        self,
        transactions: Transactions,
        *,
        at_most: int = MOST_WAITING,
        of_community: int = MOST_WAITING_OF_COMMUNITY,
    ) -> None:
        self._transactions = transactions
        self._at_most = at_most
        self._of_community = of_community

    async def keep(
        self, note: CorrectionNote, speaker: Speaker, *, message: str | None, now: datetime
    ) -> Receipt:
        """Keep *note*; what was closed long ago goes at the same moment."""
        async with self._transactions.writing() as connection:
            await self._hold_writers(connection)
            platform, person = speaker.destination.platform, speaker.person
            if await connection.scalar(select(is_forgotten_since(platform, person, now))):
                return Receipt.FORGOTTEN
            if message is not None and await _has(connection, speaker, message):
                return Receipt.KEPT
            if await _said_within_a_day(connection, speaker, now) >= MOST_A_DAY:
                return Receipt.ENOUGH_TODAY
            if await _waiting(connection, *_is_of_community(speaker)) >= self._of_community:
                return Receipt.FULL_HERE
            if await _waiting(connection) >= self._at_most:
                return Receipt.FULL
            row = _row_of(note, speaker) | {"message": message, "said_at": now}
            await connection.execute(insert(table).values(row))
            # Only now: SQLite numbers on from the highest there is, and no number may come twice.
            await connection.execute(
                delete(table).where(table.c.closed_at <= now - CLOSED_KEPT_FOR)
            )
        return Receipt.KEPT

    async def waiting(self, *, limit: int) -> Waiting:
        """Return the oldest of what waits, and how many wait."""
        query = select(table).where(table.c.closed_at.is_(None)).order_by(table.c.id).limit(limit)
        async with self._transactions.reading() as connection:
            rows = (await connection.execute(query)).all()
            return Waiting(oldest=[_read(row) for row in rows], count=await _waiting(connection))

    async def find(self, number: int) -> WaitingCorrection | None:
        """Return the one of that number."""
        query = select(table).where(table.c.id == number)
        async with self._transactions.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _read(row)

    async def close(self, number: int, *, by: str, now: datetime) -> bool:
        """Close the one of that number, where it waits."""
        closing = (
            update(table)
            .where(table.c.id == number, table.c.closed_at.is_(None))
            .values(closed_by=by, closed_at=now)
        )
        act = Act(kind=ActKind.CORRECTION_CLOSED, by=by, at=now, detail=str(number))
        async with self._transactions.writing() as connection:
            is_closed = (await connection.execute(closing)).rowcount == 1
            await keep_act(connection, act if is_closed else None)
            return is_closed

    async def _hold_writers(self, connection: AsyncConnection) -> None:
        """Let nobody else keep one until the transaction ends, so that each limit holds exactly.

        SQLite has one writer at a time anyhow. Nobody who reads or closes has to wait for long.
        """
        if not self._transactions.is_sqlite:
            await connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")


async def _has(connection: AsyncConnection, speaker: Speaker, message: str) -> bool:
    destination = speaker.destination
    query = select(table.c.id).where(
        table.c.platform == destination.platform,
        table.c.workspace == destination.workspace,
        table.c.channel == destination.channel,
        table.c.message == message,
    )
    return await connection.scalar(query) is not None


async def _said_within_a_day(connection: AsyncConnection, speaker: Speaker, now: datetime) -> int:
    """Count those of the same person, in whichever place: a guild more gives nobody more of them.

    What comes after *now* was said on another clock, as before a rehearsal.
    """
    query = select(func.count()).where(
        table.c.platform == speaker.destination.platform,
        table.c.person == speaker.person,
        table.c.said_at > now - _DAY,
        table.c.said_at <= now,
    )
    return await connection.scalar(query) or 0


async def _waiting(connection: AsyncConnection, *of: ColumnElement[bool]) -> int:
    query = select(func.count()).where(table.c.closed_at.is_(None), *of)
    return await connection.scalar(query) or 0


def _is_of_community(speaker: Speaker) -> tuple[ColumnElement[bool], ...]:
    here = speaker.destination
    return table.c.platform == here.platform, table.c.workspace == here.workspace


def _row_of(note: CorrectionNote, speaker: Speaker) -> dict[str, object]:
    destination = speaker.destination
    return {
        "platform": destination.platform,
        "workspace": destination.workspace,
        "channel": destination.channel,
        "thread": destination.thread,
        "person": speaker.person,
        "words": note.words,
        "show": note.show,
        "season": None if note.season is None else str(note.season),
    }


def _read(row: Row[Any]) -> WaitingCorrection:
    destination = Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
    )
    show = None if row.show is None else ShowId(row.show)
    return WaitingCorrection(
        number=row.id,
        note=CorrectionNote(row.words, show, _season(row.season)),
        speaker=Speaker(destination=destination, person=row.person),
        said_at=row.said_at,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
    )


def _season(text: str | None) -> Season | None:
    match text:
        case None:
            return None
        case "special" | "film" | "series":
            return text
        case _:
            return int(text)
