"""Pictures, as whoever shows them knows them."""

from dataclasses import dataclass
from typing import Protocol

from content.pictures.card import Card
from content.pictures.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPicture:
    """A picture that is ready to be shown."""

    png: bytes
    name: str
    """Of the file, such as ``countdown.png``."""
    alt: str
    """The same in words, at most 500 characters."""


class Pictures(Protocol):
    """What draws, while all else goes on.

    What was drawn is kept for a while, so that asking for it again for another channel costs
    nothing, and asking at the same time draws it once.
    """

    async def card(self, card: Card) -> DrawnPicture | None:
        """Return *card* as a picture; None: it cannot be drawn now, which is no reason to wait."""
        ...

    async def timeline(self, timeline: Timeline) -> DrawnPicture | None:
        """Return *timeline* likewise."""
        ...
