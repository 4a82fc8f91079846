"""Who wants to hear of which show, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from content.facts.claims import ShowId
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL, Preferences

SubscriptionId = NewType("SubscriptionId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A destination that wants to hear of a show, or of all."""

    destination: Destination
    show: ShowId | None = None
    """None: every show."""
    preferences: Preferences = USUAL
    paused_at: datetime | None = None
    """Since when nothing is told; None: it is not paused."""
    created_by: str = ""
    """The platform's id of whoever subscribed."""
    created_at: datetime
    id: SubscriptionId | None = None
    """None until stored."""


def to_show(subscriptions: Iterable[Subscription], show: ShowId | None) -> list[Subscription]:
    """Return those of *subscriptions* that are to *show*; with None all of them."""
    return [one for one in subscriptions if show in {None, one.show}]
