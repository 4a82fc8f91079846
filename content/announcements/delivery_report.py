"""What became of an announcement at one destination."""

from dataclasses import dataclass
from datetime import datetime

from content.announcements.announcement import AnnouncementId
from content.subscriptions.delivery_states import DeliveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What became of one announcement at one destination."""

    announcement: AnnouncementId
    headline: str
    state: DeliveryState
    reason: str | None
    at: datetime
    until: datetime | None = None
    """When it is looked at next, where it has not ended."""
    message: str | None = None
    """The platform's id of the message, where it arrived."""
    digest: "DeliveryReport | None" = None
    """What became of the digest that tells it, where it was digested."""
