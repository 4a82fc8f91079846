"""The port `Conversations`, in memory."""

from datetime import datetime, timedelta

from bot.ports.platforms import Speaker
from content.understanding.question import Conversation
from fakes.memory import Memory


class FakeConversations:
    """The port `Conversations`."""

    def __init__(self, memory: Memory, *, at_most: int = 10_000, of_community: int = 2_000) -> None:
        self._memory = memory
        self._at_most = at_most
        self._of_community = of_community

    async def recall(self, speaker: Speaker, *, now: datetime) -> Conversation:
        kept, since = self._memory.spoken.get(speaker, (Conversation(), now))
        return kept if now - since < timedelta(hours=1) else Conversation()

    async def remember(
        self, speaker: Speaker, conversation: Conversation, *, now: datetime
    ) -> None:
        spoken = self._memory.spoken
        spoken.pop(speaker, None)
        spoken[speaker] = (conversation, now)
        theirs = [one for one in spoken if _community(one) == _community(speaker)]
        for one in theirs[: max(0, len(theirs) - self._of_community)]:
            del spoken[one]
        while len(spoken) > self._at_most:
            del spoken[next(iter(spoken))]

    async def forget(self, speaker: Speaker) -> None:
        self._memory.spoken.pop(speaker, None)


def _community(speaker: Speaker) -> tuple[str, str]:
    return speaker.destination.platform, speaker.destination.workspace
