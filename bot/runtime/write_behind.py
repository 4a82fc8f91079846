"""Conversations that are stored behind the answers they follow from: a write-behind cache."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from bot.ports.errors import StorageError
from bot.ports.platforms import CONVERSATION_KEPT_FOR, Conversations, Speaker
from content.privacy.whose import Whose
from content.understanding.question import Conversation

log = structlog.get_logger()

PATIENCE_S: Final = 1.0
"""For so long an answer waits for what it follows from to be stored."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_MOST_HELD: Final = 10_000
"""Conversations that wait to be stored; beyond these the oldest are forgotten."""


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
        self._patience_s = patience_s
        self._held: dict[Speaker, _Held] = {}
        self._storing: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._is_failing = False
        self.late = 0
        """Answers that went out before what they follow from was stored."""

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
        while len(self._held) > _MOST_HELD:
            del self._held[next(iter(self._held))]
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())
        # Once the store is known to fail, nobody need wait a second to see it again.
        patience_s = 0.0 if self._is_failing else self._patience_s
        try:
            async with asyncio.timeout(patience_s):
                await held.is_stored.wait()
        except TimeoutError:
            self.late += 1

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
        if self._storing is not None:
            await asyncio.wait({self._storing}, timeout=within_s)
        if self._storing is not None:
            self._storing.cancel()
            log.warning("conversations_lost", count=len(self._held))

    async def _store_all(self) -> None:
        pause_s = _FIRST_PAUSE_S
        try:
            while self._held:
                try:
                    await self._store_first()
                except StorageError as error:
                    if not self._is_failing:
                        log.warning("conversations_delayed", reason=str(error))
                    self._is_failing = True
                    await asyncio.sleep(pause_s)
                    pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
                else:
                    self._is_failing, pause_s = False, _FIRST_PAUSE_S
        finally:
            self._storing = None

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
