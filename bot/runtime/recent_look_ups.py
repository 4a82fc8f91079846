"""What people had looked up last, so that "and season 2?" is about that."""

from datetime import datetime
from typing import Final

from bot.ports.platforms import CONVERSATION_KEPT_FOR, Speaker
from content.facts.claims import ShowId
from content.listings.records import ListedShow
from content.privacy.whose import Whose

_MOST: Final = 500
"""Speakers; the record of a show with many seasons takes some 20 kB."""


class RecentlyLookedUp:
    """The port `RecentLookUps`; whoever looked something up longest ago is forgotten first."""

    def __init__(self) -> None:
        self._kept: dict[Speaker, tuple[ShowId, ListedShow, datetime]] = {}

    def recall(self, speaker: Speaker, *, now: datetime) -> tuple[ShowId, ListedShow] | None:
        """Return the show while a conversation about it may still go on."""
        show, record, at = self._kept.get(speaker, (None, None, now))
        if show is None or record is None or now - at >= CONVERSATION_KEPT_FOR:
            self._kept.pop(speaker, None)
            return None
        return show, record

    def remember(
        self, speaker: Speaker, show: ShowId, record: ListedShow, *, now: datetime
    ) -> None:
        """Keep it, as the one that was looked up last."""
        self._kept.pop(speaker, None)
        self._kept[speaker] = (show, record, now)
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]

    def forget_all(self, whose: Whose) -> None:
        """Forget all that is of *whose*."""
        for one in [one for one in self._kept if whose.includes(one.destination, one.person)]:
            del self._kept[one]

    def forget(self, speaker: Speaker) -> None:
        """Forget it."""
        self._kept.pop(speaker, None)
