"""Where something can be told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

DestinationId = NewType("DestinationId", int)


class Platform(StrEnum):
    """Where people are."""

    CONSOLE = "console"
    DISCORD = "discord"
    SLACK = "slack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where something can be told. Ids are the platform's own, as text."""

    platform: Platform
    workspace: str
    """Guild or team; empty for a direct message on Discord and for the console."""
    channel: str
    """Empty where *person* is written to directly."""
    thread: str = ""
    """Empty: the channel itself."""
    person: str = ""
    """Whom to write a direct message to; empty: *channel* is where it goes."""
