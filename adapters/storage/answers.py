"""Questions that were accepted, in the database, so that a crash leaves none unanswered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, case, delete, func, or_, select, tuple_, update

from adapters.storage.engine import Transactions, upsert
from adapters.storage.schema import answer as table
from bot.ports.answers import ANSWERED_KEPT_FOR, AcceptedQuestion, Heard, everybody_is
from bot.ports.platforms import Speaker
from content.subscriptions.destination import Destination, Platform

_MOST_TIMES: Final = 5
_MOST_TAKEN: Final = 1000
_IS_OPEN: Final = table.c.answered_at.is_(None)
_KEY: Final = (table.c.platform, table.c.key)


class StoredAnswers:
    """The port `Answers`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def keep(
        self,
        accepted: Sequence[AcceptedQuestion],
        answered: Collection[tuple[Platform, str]],
        *,
        now: datetime,
    ) -> frozenset[tuple[Platform, str]]:
        """See the port; what was answered keeps neither words nor names."""
        before: frozenset[tuple[Platform, str]] = frozenset()
        async with self._transactions.writing() as connection:
            if accepted:
                insertion = upsert(connection, table)
                await connection.execute(
                    insertion.on_conflict_do_update(
                        index_elements=list(_KEY),
                        set_={
                            "acknowledged": case(
                                (insertion.excluded.acknowledged == "", table.c.acknowledged),
                                else_=insertion.excluded.acknowledged,
                            )
                        },
                    ),
                    [_row(one) for one in accepted],
                )
                keys = [(one.speaker.destination.platform, one.key) for one in accepted]
                query = select(*_KEY).where(tuple_(*_KEY).in_(keys), ~_IS_OPEN)
                rows = await connection.execute(query)
                before = frozenset((Platform(row.platform), row.key) for row in rows)
            if answered:
                await connection.execute(
                    update(table)
                    .where(tuple_(*_KEY).in_(list(answered)), _IS_OPEN)
                    .values(answered_at=now, asked="", acknowledged="", person="")
                )
        return before

    async def take_open(
        self, platform: Platform, *, now: datetime, heard: Heard = everybody_is
    ) -> Sequence[AcceptedQuestion]:
        """See the port."""
        mine = and_(table.c.platform == platform, _IS_OPEN, table.c.answer_by > now)
        query = (
            select(table)
            .where(mine, table.c.taken < _MOST_TIMES)
            .order_by(table.c.accepted_at, table.c.key)
        )
        # What others hear is not counted, or thousands of theirs would hide what is ours.
        query = query.limit(_MOST_TAKEN) if heard is everybody_is else query
        async with self._transactions.writing() as connection:
            every = (await connection.execute(query)).all()
            rows = [row for row in every if heard(_destination(row))][:_MOST_TAKEN]
            if rows:
                await connection.execute(
                    update(table)
                    .where(table.c.platform == platform)
                    .where(table.c.key.in_([row.key for row in rows]))
                    .values(taken=table.c.taken + 1)
                )
        return [_question(row) for row in rows]

    async def prune(self, *, now: datetime) -> int:
        """See the port; where nothing is due it only reads."""
        is_late = and_(_IS_OPEN, table.c.answer_by <= now)
        is_old = or_(is_late, table.c.answered_at <= now - ANSWERED_KEPT_FOR)
        async with self._transactions.behind.reading() as connection:
            if await connection.scalar(select(table.c.key).where(is_old).limit(1)) is None:
                return 0
        async with self._transactions.behind.writing() as connection:
            late = await connection.scalar(select(func.count()).where(is_late))
            await connection.execute(delete(table).where(is_old))
        return late or 0


def _row(question: AcceptedQuestion) -> dict[str, Any]:
    destination = question.speaker.destination
    return {
        "platform": destination.platform,
        "key": question.key,
        "workspace": destination.workspace,
        "channel": destination.channel,
        "thread": destination.thread,
        "person": question.speaker.person,
        "asked": question.asked,
        "acknowledged": question.acknowledged,
        "accepted_at": question.accepted_at,
        "answer_by": question.answer_by,
        "taken": 0,
    }


def _destination(row: Row[Any]) -> Destination:
    return Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
    )


def _question(row: Row[Any]) -> AcceptedQuestion:
    return AcceptedQuestion(
        key=row.key,
        speaker=Speaker(destination=_destination(row), person=row.person),
        asked=row.asked,
        accepted_at=row.accepted_at,
        answer_by=row.answer_by,
        acknowledged=row.acknowledged,
    )
