"""Where something can be told."""

from dataclasses import dataclass
from typing import NewType

DestinationId = NewType("DestinationId", int)
Platform = NewType("Platform", str)
"""Where people are: the id that the platform's traits give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where something can be told. Ids are the platform's own, as text."""

    platform: Platform
    workspace: str
    """Guild or team; empty where the platform has none, or knows the person without it."""
    channel: str
    """Empty where *person* is written to directly."""
    thread: str = ""
    """Empty: the channel itself."""
    person: str = ""
    """Whom to write a direct message to; empty: *channel* is where it goes."""
