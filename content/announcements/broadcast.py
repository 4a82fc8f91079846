"""An announcement, and whom it is for."""

from dataclasses import dataclass

from content.announcements.announcement import Announcement
from content.facts.claims import Stance
from content.subscriptions.matching import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """An announcement, and which subscriptions it is for beyond its topic, show and stance."""

    announcement: Announcement
    posting_hour: tuple[str, int] | None = None
    """Only subscriptions with this (zone, hour); None: all."""

    @property
    def audience(self) -> Audience:
        """What decides which subscriptions want it."""
        said = self.announcement
        return Audience(
            show=said.subject.show,
            topic=said.topic,
            stance=said.stance or Stance.CONFIRMED,
            step=said.step,
            looks_ahead=said.looks_ahead,
            posting_hour=self.posting_hour,
        )
