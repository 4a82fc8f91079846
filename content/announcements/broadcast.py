"""An announcement, and whom it is for."""

from dataclasses import dataclass, replace
from typing import assert_never

from content.announcements.announcement import (
    Broadcastable,
    CountdownStep,
    EpisodePost,
    Headline,
    News,
)
from content.subscriptions.matching import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """An announcement, and which subscriptions it is for beyond its topic, show and stance."""

    announcement: Broadcastable
    posting_hour: tuple[str, int] | None = None
    """Only subscriptions with this (zone, hour); None: all."""

    @property
    def audience(self) -> Audience:
        """What decides which subscriptions want it."""
        said = self.announcement
        audience = Audience(
            show=said.subject.show,
            topic=said.topic,
            stance=said.stance,
            posting_hour=self.posting_hour,
        )
        match said:
            case News() | Headline():
                return audience
            case CountdownStep():
                return replace(audience, step=said.step, looks_ahead=said.looks_ahead)
            case EpisodePost():
                return replace(audience, premiere=said.premiere)
            case _:
                assert_never(said)
