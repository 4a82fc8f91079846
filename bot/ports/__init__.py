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
    SourceUnavailableError,
    StorageError,
)
from bot.ports.findings import Finding, clock_finding
from bot.ports.journal import Clock, Journal, Learnt
from bot.ports.leadership import (
    TICKS,
    Backlog,
    BacklogReader,
    Leadership,
    Meter,
    Role,
    WakeUp,
    answers_on,
    roles_on,
    sends_on,
)
from bot.ports.outbox import Delivery, DeliveryId, HeldNews, Messenger, Outbox
from bot.ports.platforms import (
    Asked,
    ChannelCheck,
    Channels,
    Connector,
    Conversations,
    LookUp,
    Speaker,
    SubscriptionRequest,
)
from bot.ports.sources import ClaimSource, Fetched, FetchedKnowledge, Knowledge
from bot.ports.subscriptions import Subscriptions, Suspension
from bot.ports.traits import PlatformTraits

__all__ = [
    "TICKS",
    "Asked",
    "Backlog",
    "BacklogReader",
    "BotError",
    "ChannelCheck",
    "Channels",
    "ClaimSource",
    "Clock",
    "Connector",
    "ContentError",
    "Conversations",
    "Corrections",
    "Delivery",
    "DeliveryId",
    "Fetched",
    "FetchedKnowledge",
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
    "PlatformError",
    "PlatformTraits",
    "PlatformUnreachableError",
    "RehearsalRefusedError",
    "Role",
    "SettingsError",
    "SourceUnavailableError",
    "Speaker",
    "StorageError",
    "SubscriptionRequest",
    "Subscriptions",
    "Suspension",
    "Waiting",
    "WaitingCorrection",
    "WakeUp",
    "answers_on",
    "clock_finding",
    "roles_on",
    "sends_on",
]
