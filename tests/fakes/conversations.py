"""The port `Conversations`, in memory."""

from datetime import datetime, timedelta

from bot.ports.platforms import Speaker
from content.understanding.question import Conversation
from fakes.memory import Memory


class FakeConversations:
    """The port `Conversations`."""

    def __init__(self, memory: Memory, *, at_most: int = 10_000) -> None:
        self._memory = memory
        self._at_most = at_most

    async def recall(self, speaker: Speaker, *, now: datetime) -> Conversation:
        kept, since = self._memory.spoken.get(speaker, (Conversation(), now))
        return kept if now - since < timedelta(hours=1) else Conversation()

    async def remember(
        self, speaker: Speaker, conversation: Conversation, *, now: datetime
    ) -> None:
        spoken = self._memory.spoken
        spoken.pop(speaker, None)
        spoken[speaker] = (conversation, now)
        while len(spoken) > self._at_most:
            del spoken[next(iter(spoken))]

    async def forget(self, speaker: Speaker) -> None:
        self._memory.spoken.pop(speaker, None)
