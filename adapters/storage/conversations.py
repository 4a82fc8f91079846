"""What follow-ups lean on, in the database, so that any process may answer the next question."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select

from adapters.storage.codec import conversation_from_json, conversation_to_json
from adapters.storage.engine import Transactions, upsert
from adapters.storage.privacy import is_forgotten_since
from adapters.storage.schema import conversation as table
from bot.ports.platforms import CONVERSATION_KEPT_FOR, Speaker
from content.understanding.question import Conversation

KEPT_AT_MOST: Final = 10_000
"""Conversations; beyond these the ones that have been silent longest are forgotten."""
KEPT_OF_COMMUNITY: Final = 2_000
"""Of one server or workspace, or of all direct messages together: those with other ones stay."""


class StoredConversations:
    """The port `Conversations`."""

    def __init__(
        self,
        transactions: Transactions,
        *,
        at_most: int = KEPT_AT_MOST,
        of_community: int = KEPT_OF_COMMUNITY,
    ) -> None:
        self._transactions = transactions
        self._at_most = at_most
        self._of_community = of_community

    async def recall(self, speaker: Speaker, *, now: datetime) -> Conversation:
        """Return the conversation with *speaker*, unless it is past its time."""
        query = select(table.c.payload).where(
            _is_with(speaker), table.c.updated_at > now - CONVERSATION_KEPT_FOR
        )
        async with self._transactions.reading() as connection:
            payload = await connection.scalar(query)
        return Conversation() if payload is None else conversation_from_json(payload)

    async def remember(
        self, speaker: Speaker, conversation: Conversation, *, now: datetime
    ) -> None:
        """Keep *conversation*; what is past its time, or one too many, goes at the same moment."""
        kept = {"payload": conversation_to_json(conversation), "updated_at": now}
        here = speaker.destination
        theirs = (table.c.platform == here.platform, table.c.workspace == here.workspace)
        silent_since = select(table.c.updated_at).order_by(table.c.updated_at.desc()).limit(1)
        one_too_many = silent_since.offset(self._at_most)
        one_of_theirs = silent_since.where(*theirs).offset(self._of_community)
        stale = or_(
            table.c.updated_at <= now - CONVERSATION_KEPT_FOR,
            table.c.updated_at <= one_too_many.scalar_subquery(),
            and_(*theirs, table.c.updated_at <= one_of_theirs.scalar_subquery()),
        )
        async with self._transactions.writing() as connection:
            await connection.execute(
                upsert(connection, table)
                .values(**_key(speaker), **kept)
                .on_conflict_do_update(index_elements=list(table.primary_key.c), set_=kept)
            )
            await connection.execute(delete(table).where(stale))
            # After that: whoever is being forgotten has waited for it, or is waited for.
            person = speaker.person
            is_forgotten = is_forgotten_since(speaker.destination.platform, person, now)
            await connection.execute(delete(table).where(_is_with(speaker), is_forgotten))

    async def forget(self, speaker: Speaker) -> None:
        """Delete what is kept of *speaker* there."""
        async with self._transactions.writing() as connection:
            await connection.execute(delete(table).where(_is_with(speaker)))


def _key(speaker: Speaker) -> dict[str, str]:
    destination = speaker.destination
    return {
        "platform": destination.platform,
        "workspace": destination.workspace,
        "channel": destination.channel,
        "thread": destination.thread,
        "person": speaker.person,
    }


def _is_with(speaker: Speaker) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in _key(speaker).items()))
