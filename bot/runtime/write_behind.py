"""Conversations that are stored behind the answers they follow from: a write-behind cache."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.ports.errors import StorageError
from bot.ports.platforms import CONVERSATION_KEPT_FOR, Conversations, Speaker
from bot.runtime.behind_answers import MOST_HELD, PATIENCE_S, BehindAnswers
from content.privacy.whose import Whose
from content.understanding.question import Conversation

log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class _Held:
    """A conversation that is not stored yet."""

    conversation: Conversation
    at: datetime
    is_stored: asyncio.Event


class WriteBehindConversations:
    """The port `Conversations` over another one, whose faults hold up no answer.

    What cannot be stored within a second is held here, so that the next question of that person
    leans on it, and is stored as soon as that can be. What is held dies with the process.
    """

    def __init__(self, stored: Conversations, *, patience_s: float = PATIENCE_S) -> None:
        self._stored = stored
        self._behind = BehindAnswers(
            self._store_first,
            lambda: bool(self._held),
            delayed="conversations_delayed",
            patience_s=patience_s,
        )
        self._held: dict[Speaker, _Held] = {}
        self._one_at_a_time = asyncio.Lock()

    @property
    def late(self) -> int:
        """Answers that went out before what they follow from was stored."""
        return self._behind.late

    async def recall(self, speaker: Speaker, *, now: datetime) -> Conversation:
        """Return the conversation with *speaker*, whether it is stored yet or not.

        Raises:
            StorageError: none is held, and what is stored cannot be read.
        """
        held = self._held.get(speaker)
        if held is None:
            return await self._stored.recall(speaker, now=now)
        return held.conversation if now - held.at < CONVERSATION_KEPT_FOR else Conversation()

    async def remember(
        self, speaker: Speaker, conversation: Conversation, *, now: datetime
    ) -> None:
        """Keep *conversation*, and store it now, or behind the answer where that takes long."""
        held = _Held(conversation, now, asyncio.Event())
        self._held.pop(speaker, None)
        self._held[speaker] = held
        while len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]
        self._behind.begin()
        await self._behind.wait_for(held.is_stored)

    async def forget(self, speaker: Speaker) -> None:
        """Forget it, held or stored; who is told that it is gone must be able to rely on it.

        Raises:
            StorageError: what is stored could not be deleted.
        """
        async with self._one_at_a_time:  # what is being stored now would come after
            self._held.pop(speaker, None)
            await self._stored.forget(speaker)

    @asynccontextmanager
    async def without(self, whose: Whose) -> AsyncIterator[None]:
        """Forget whatever is held of *whose*, and store nothing until what is done so has ended."""
        async with self._one_at_a_time:
            for one in list(self._held):
                if whose.includes(one.destination, one.person):
                    del self._held[one]
            yield

    async def close(self, within_s: float) -> None:
        """Store what is held, for at most *within_s* seconds; nothing is remembered after that."""
        if not await self._behind.close(within_s):
            log.warning("conversations_lost", count=len(self._held))

    async def _store_first(self) -> None:
        """Store what has waited longest, unless it was replaced or forgotten meanwhile."""
        async with self._one_at_a_time:
            if not self._held:
                return
            speaker, held = next(iter(self._held.items()))
            try:
                await self._stored.remember(speaker, held.conversation, now=held.at)
            except StorageError:
                if self._held.get(speaker) is held:  # the next try is another's
                    self._held[speaker] = self._held.pop(speaker)
                raise
            if self._held.get(speaker) is held:
                del self._held[speaker]
            held.is_stored.set()
