"""A database that is a backup put back: what it would tell may have been told since it was made.

What was due by the moment of restoring, and what is queued in the day after it, because sources
say again what they said in between, is looked for by its key before it is sent. What cannot be
looked for is too late after some time, rather than told twice.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.claims import set_mark
from adapters.storage.deliveries import AT_MOST, as_left, is_held, is_open
from adapters.storage.engine import Transactions
from adapters.storage.stuck import LEADING
from bot.ports.errors import StorageError
from bot.ports.restored import RestoredReport
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState

_RESTORED: Final = "restored"
"""The mark of the moment of restoring."""
_LAST_ACTIVE: Final = "active before the backup"
"""The mark of the last moment that the backup knows of: what was told later stands there later."""
_SAYS_AGAIN_FOR: Final = timedelta(days=1)
"""So long after restoring, sources may say again what was told: each is asked once a day at least.
"""
_GATHERS_AGAIN_FOR: Final = timedelta(hours=1)
"""So long it cannot be told whether what is to be gathered stood in a digest that is not known."""
_LOOKED_FOR_UNTIL: Final = timedelta(days=2)
"""After restoring; what nobody could look for by then is not told."""
_REPORTED_FOR: Final = timedelta(days=30)

_part, _news = schema.delivery.c, schema.announcement.c
_RUNNING: Final = text(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
    " AND usename = current_user AND application_name = :name LIMIT 1"
)


async def mark_restored(transactions: Transactions, now: datetime) -> int:
    """Take what is due by *now* for something that may have been told; return how much that is.

    Raises:
        StorageError: a process runs on this database, or it cannot be written.
    """
    async with transactions.writing() as connection:
        if not transactions.is_sqlite:
            await _refuse_while_running(connection, transactions.name)
        last_active = await _last_active(connection, now)
        await set_mark(connection, _RESTORED, now)
        await set_mark(connection, _LAST_ACTIVE, last_active)
        await connection.execute(update(schema.destination).values(lease=None, busy_until=None))
        await connection.execute(
            update(schema.delivery).where(is_open()).values(state=as_left(), lease=None)
        )
        waiting = and_(is_open(), _part.state == DeliveryState.WAITING)
        for told in (waiting, _part.state == DeliveryState.SUSPENDED):
            await connection.execute(
                _doubting(last_active, now).where(told, _is_news(), _part.due_at <= now)
            )
        doubtful = select(func.count()).where(_part.first_tried_at == last_active)
        return await connection.scalar(doubtful) or 0


async def doubt(connection: AsyncConnection, now: datetime) -> None:
    """Take what is due by *now* and was queued in the day after restoring for what was told."""
    marks = await _marks(connection)
    if marks is None or now >= marks[0] + _LOOKED_FOR_UNTIL:
        return
    restored, last_active = marks
    said_again = (
        select(_part.id)
        .join(schema.announcement, _news.id == _part.announcement_id)
        .where(
            is_open(),
            _part.state == DeliveryState.WAITING,
            _part.first_tried_at.is_(None),
            _is_news(),
            _part.due_at <= now,
            or_(
                _part.due_at <= restored,
                _news.created_at.between(restored, restored + _SAYS_AGAIN_FOR),
            ),
        )
        .limit(AT_MOST)
        .with_for_update(of=schema.delivery, skip_locked=True, key_share=True)
    )
    # Two statements, since PostgreSQL would scan a locking subquery anew for every delivery.
    while found := (await connection.scalars(said_again)).all():
        await connection.execute(_doubting(last_active, restored).where(_part.id.in_(found)))


async def leave_out_of_digests(connection: AsyncConnection, now: datetime) -> None:
    """End what a digest would gather and one that nobody knows of any more may have told."""
    marks = await _marks(connection)
    if marks is None or now >= marks[0] + timedelta(days=8):  # a weekly digest has come by then
        return
    restored, last_active = marks
    between = _news.created_at.between(restored, restored + _GATHERS_AGAIN_FOR)
    said_again = select(_news.id).where(between)
    await connection.execute(
        update(schema.delivery)
        .where(is_held(), _part.announcement_id.in_(said_again))
        .values(
            state=DeliveryState.EXPIRED,
            reason=reasons.PERHAPS_IN_A_DIGEST,
            first_tried_at=last_active,
            updated_at=now,
        )
    )


async def restored_report(transactions: Transactions, now: datetime) -> RestoredReport | None:
    """Return what became of what may have been told; None where nothing was restored lately."""
    async with transactions.reading() as connection:
        marks = await _marks(connection)
        if marks is None or now >= marks[0] + _REPORTED_FOR:
            return None
        restored, last_active = marks
        count = select(_part.state, func.count()).where(_part.first_tried_at == last_active)
        found = await connection.execute(count.group_by(_part.state))
        counted = {DeliveryState(state): number for state, number in found}
    settled = {DeliveryState.DELIVERED, DeliveryState.EXPIRED}
    return RestoredReport(
        at=restored,
        told=counted.get(DeliveryState.DELIVERED, 0),
        left_out=counted.get(DeliveryState.EXPIRED, 0),
        open=sum(
            number
            for state, number in counted.items()
            if state not in settled and not state.is_ended
        ),
    )


def _is_news() -> ColumnElement[bool]:
    """Edits may be repeated, so that none need be looked for."""
    return _part.revises == 0


def _doubting(last_active: datetime, restored: datetime) -> Any:
    until = restored + _LOOKED_FOR_UNTIL
    waiting = _part.state == DeliveryState.WAITING
    return update(schema.delivery).values(
        state=case((waiting, DeliveryState.UNKNOWN), else_=_part.state),
        first_tried_at=func.coalesce(_part.first_tried_at, last_active),
        expires_at=case((_part.expires_at < until, _part.expires_at), else_=until),
    )


async def _marks(connection: AsyncConnection) -> tuple[datetime, datetime] | None:
    """Return when it was restored, and the last moment before that of which it knows."""
    names = (_RESTORED, _LAST_ACTIVE)
    mark = schema.mark.c
    rows = await connection.execute(select(mark.name, mark.moment).where(mark.name.in_(names)))
    moments = {row.name: row.moment for row in rows}
    return (moments[_RESTORED], moments[_LAST_ACTIVE]) if len(moments) == 2 else None


async def _last_active(connection: AsyncConnection, now: datetime) -> datetime:
    """Return a moment that no message is older than of which this database does not know."""
    newest = [
        await connection.scalar(select(func.max(_part.updated_at))),
        await connection.scalar(select(func.max(_news.created_at))),
        await connection.scalar(select(func.max(schema.mark.c.moment))),
    ]
    known = [moment for moment in newest if moment is not None]
    return min(now, max(known)) if known else now


async def _refuse_while_running(connection: AsyncConnection, name: str) -> None:
    if await connection.scalar(_RUNNING, {"name": LEADING}):
        raise StorageError(f"{name} is in use by another violet run; stop every one of them first")
