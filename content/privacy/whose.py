"""Whose data is meant: a person's, a channel's, or a whole server's or workspace's."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from content.subscriptions.destination import Destination, Platform

FORMER_EDITOR: Final = "a former editor"
"""Stands where it was written down which editor did something, once that editor is forgotten."""
FORMER_ADMIN: Final = "a former admin"
"""The same of whoever changed what a channel hears, or what is claimed."""


class Party(Enum):
    """What an id may be of."""

    PERSON = auto()
    CHANNEL = auto()
    COMMUNITY = auto()
    """A server, or a workspace."""


EVERYBODY: Final = frozenset(Party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whoever has that id on that platform."""

    platform: Platform
    id: str
    parties: frozenset[Party]
    """What it may be the id of: whichever it is, is meant."""
    workspace: str = ""
    """The one in which the id means something; empty: it means the same everywhere."""

    def includes(self, place: Destination, person: str) -> bool:
        """Whether what *person* says at *place* is theirs."""
        if place.platform != self.platform or self.workspace not in {"", place.workspace}:
            return False
        ids = {
            Party.PERSON: (person, place.person),
            Party.CHANNEL: (place.channel, place.thread),
            Party.COMMUNITY: (place.workspace,),
        }
        return any(self.id in ids[party] for party in self.parties)

    @property
    def identity(self) -> str:
        """The person, as VIOLET_EDITORS names people."""
        workspace = f"{self.workspace}/" if self.workspace else ""
        return f"{self.platform}:{workspace}{self.id}"

    @property
    def community(self) -> str:
        """The server or workspace, as it is written down who follows a show."""
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How much went."""

    conversations: int = 0
    reminders: int = 0
    """Subscriptions of a person."""
    subscriptions: int = 0
    """Those of channels."""
    deliveries: int = 0
    """What it was known to have become of posts and direct messages."""
    corrections: int = 0
    unnamed: int = 0
    """How many entries stay, in which a person was named and is no longer."""

    def __add__(self, other: "Forgotten") -> "Forgotten":
        """Return how much went in all."""
        return Forgotten(
            conversations=self.conversations + other.conversations,
            reminders=self.reminders + other.reminders,
            subscriptions=self.subscriptions + other.subscriptions,
            deliveries=self.deliveries + other.deliveries,
            corrections=self.corrections + other.corrections,
            unnamed=self.unnamed + other.unnamed,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing that could go."""
        return self == Forgotten()
