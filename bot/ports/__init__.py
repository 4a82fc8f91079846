"""What the verbs need from the outside world, and the errors that they may meet.

A port is named for its role; its docstring says what a caller may rely on.
"""

from bot.ports.corrections import Suggested, Suggestions, Waiting
from bot.ports.errors import (
    BotError,
    ContentError,
    PlatformError,
    PlatformUnreachableError,
    RehearsalRefusedError,
    SettingsError,
    StorageError,
)
from bot.ports.findings import Finding, clock_finding
from bot.ports.journal import Clock, FactSource, Knowledge, Learnt, NewsBook, Telling
from bot.ports.leadership import Bell, Meter, Overview, Standing, Turn, Turns
from bot.ports.outbox import (
    Delivered,
    Delivery,
    DeliveryId,
    Fate,
    HeldNews,
    Messenger,
    Outbox,
    Outcome,
    Refusal,
    Rejected,
    Unknown,
)
from bot.ports.platforms import (
    Access,
    Asked,
    Conversations,
    LookUp,
    PlatformGate,
    Speaker,
    Surroundings,
    Wish,
)
from bot.ports.subscriptions import (
    DEFAULT_STEPS,
    Destination,
    DestinationId,
    Platform,
    Subscription,
    SubscriptionId,
    Subscriptions,
    Suspension,
    Wishes,
)
from content.subscriptions.schedule import Digest

__all__ = [
    "DEFAULT_STEPS",
    "Access",
    "Asked",
    "Bell",
    "BotError",
    "Clock",
    "ContentError",
    "Conversations",
    "Delivered",
    "Delivery",
    "DeliveryId",
    "Destination",
    "DestinationId",
    "Digest",
    "FactSource",
    "Fate",
    "Finding",
    "HeldNews",
    "Knowledge",
    "Learnt",
    "LookUp",
    "Messenger",
    "Meter",
    "NewsBook",
    "Outbox",
    "Outcome",
    "Overview",
    "Platform",
    "PlatformError",
    "PlatformGate",
    "PlatformUnreachableError",
    "Refusal",
    "RehearsalRefusedError",
    "Rejected",
    "SettingsError",
    "Speaker",
    "Standing",
    "StorageError",
    "Subscription",
    "SubscriptionId",
    "Subscriptions",
    "Suggested",
    "Suggestions",
    "Surroundings",
    "Suspension",
    "Telling",
    "Turn",
    "Turns",
    "Unknown",
    "Waiting",
    "Wish",
    "Wishes",
    "clock_finding",
]
