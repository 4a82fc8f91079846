"""Looking shows up for people: how much of it they may have, and what they looked up last."""

from datetime import datetime
from typing import Protocol

from bot.ports.platforms import Speaker
from content.facts.claims import ShowId
from content.listings.records import ListedShow
from content.privacy.whose import Whose


class Quota(Protocol):
    """How often something may be done for each of many people and communities."""

    def take(self, *whom: str, now: datetime) -> bool:
        """Take one for all of *whom* together; False: one of them has had enough for now."""
        ...


class RecentLookUps(Protocol):
    """The show that each speaker had looked up last, for follow-ups; for an hour, in memory."""

    def recall(self, speaker: Speaker, *, now: datetime) -> tuple[ShowId, ListedShow] | None:
        """Return the show, and under which id the conversation has it; None: there is none."""
        ...

    def remember(
        self, speaker: Speaker, show: ShowId, record: ListedShow, *, now: datetime
    ) -> None:
        """Keep it in place of what was kept."""
        ...

    def forget_all(self, whose: Whose) -> None:
        """Forget all that is of *whose*."""
        ...

    def forget(self, speaker: Speaker) -> None:
        """Forget it."""
        ...
