"""What the verbs need from the outside world, and the errors that they may meet.

A port is named for its role; its docstring says what a caller may rely on.
"""

from bot.ports.corrections import Corrections, Waiting, WaitingCorrection
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
from bot.ports.journal import Broadcast, Clock, FactSource, Journal, Knowledge, Learnt
from bot.ports.leadership import Backlog, BacklogReader, Leadership, Meter, Role, WakeUp
from bot.ports.outbox import (
    Delivered,
    Delivery,
    DeliveryId,
    DeliveryReport,
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
    Channels,
    Connector,
    Conversations,
    LookUp,
    Speaker,
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
    "Backlog",
    "BacklogReader",
    "BotError",
    "Broadcast",
    "Channels",
    "Clock",
    "Connector",
    "ContentError",
    "Conversations",
    "Corrections",
    "Delivered",
    "Delivery",
    "DeliveryId",
    "DeliveryReport",
    "Destination",
    "DestinationId",
    "Digest",
    "FactSource",
    "Finding",
    "HeldNews",
    "Journal",
    "Knowledge",
    "Leadership",
    "Learnt",
    "LookUp",
    "Messenger",
    "Meter",
    "Outbox",
    "Outcome",
    "Platform",
    "PlatformError",
    "PlatformUnreachableError",
    "Refusal",
    "RehearsalRefusedError",
    "Rejected",
    "Role",
    "SettingsError",
    "Speaker",
    "StorageError",
    "Subscription",
    "SubscriptionId",
    "Subscriptions",
    "Suspension",
    "Unknown",
    "Waiting",
    "WaitingCorrection",
    "WakeUp",
    "Wish",
    "Wishes",
    "clock_finding",
]
