"""The feeds that are read, as a list with buttons: all that a platform needs to draw it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from content.commands.parse import ManageFeeds
from content.language.wording import ENGLISH, Wording, phrase

ADD_A_FEED: Final = phrase("Add a feed …")
"""The button below the list, for a form that asks for an address."""

_KEY: Final = re.compile(r"feed:([a-z]+):(\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One feed in the list."""

    number: int
    line: str
    """What the list says of it: plain text."""
    is_paused: bool


class FeedAction(StrEnum):
    """What an editor can do with a feed; its name stays with every message that was ever sent."""

    PAUSE = "pause"
    RESUME = "resume"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedButton:
    """A button below a feed: all that pressing it needs is in its key."""

    action: FeedAction
    number: int
    label: str = ""

    @property
    def key(self) -> str:
        """What the platform keeps with the button: "feed:pause:3"; 21 characters at most."""
        return f"feed:{self.action}:{self.number}"

    @classmethod
    def from_key(cls, key: str) -> Self | None:
        """Return the button of that key, without its label; None where it is none of these."""
        match = _KEY.fullmatch(key)
        if match is None or match[1] not in {*FeedAction}:
            return None
        return cls(action=FeedAction(match[1]), number=int(match[2]))

    @property
    def command(self) -> ManageFeeds:
        """What pressing it wants."""
        number = str(self.number)
        match self.action:
            case FeedAction.PAUSE:
                return ManageFeeds(pause=number)
            case FeedAction.RESUME:
                return ManageFeeds(resume=number)
            case FeedAction.REMOVE:
                return ManageFeeds(remove=number)


_LABELS: Final = {
    FeedAction.PAUSE: phrase("Pause"),
    FeedAction.RESUME: phrase("Resume"),
    FeedAction.REMOVE: phrase("Remove"),
}


def feed_buttons(item: FeedItem, wording: Wording = ENGLISH) -> tuple[FeedButton, ...]:
    """Return the buttons below *item*, as they stand from left to right."""
    turned = FeedAction.RESUME if item.is_paused else FeedAction.PAUSE
    return tuple(
        FeedButton(action=action, number=item.number, label=wording.say(_LABELS[action]))
        for action in (turned, FeedAction.REMOVE)
    )
