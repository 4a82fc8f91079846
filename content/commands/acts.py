"""What admins and editors did: who, when and what; so that another can see it, and undo it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from content.facts.claims import Action, Claim, ShowId
from content.subscriptions.destination import Destination

ACTS_KEPT_FOR: Final = timedelta(days=365)
"""How long it stays known who did what."""
DETAIL_LIMIT: Final = 300
"""Characters of what somebody typed that are kept with an act."""


class ActKind(StrEnum):
    """What was done; its name is stored."""

    SUBSCRIBED = "subscribed"
    CHANGED = "changed"
    UNSUBSCRIBED = "unsubscribed"
    PAUSED = "paused"
    RESUMED = "resumed"
    SAMPLED = "sampled"
    """Somebody had a test posted."""
    ADMINS_CHOSEN = "admins-chosen"
    """Somebody said who counts as admin of a server besides those who manage it."""
    DRAFTED = "drafted"
    AMENDED = "amended"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTION_CLOSED = "correction-closed"
    CLAIM_RECORDED = "claim-recorded"
    CLAIM_RETRACTED = "claim-retracted"
    FEED_ADDED = "feed-added"
    FEED_PAUSED = "feed-paused"
    FEED_RESUMED = "feed-resumed"
    FEED_REMOVED = "feed-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that an admin or an editor did."""

    kind: ActKind
    by: str
    """Who, as VIOLET_EDITORS names people."""
    at: datetime
    destination: Destination | None = None
    """For which channel, or with an empty channel for a whole server; None: for everyone, on the
    newsdesk."""
    show: ShowId | None = None
    """None: every show, or of no show."""
    detail: str = ""
    """What was typed or chosen with it, such as a number, an id or preferences: plain text."""


def act_of_claim(claim: Claim, *, by: str, now: datetime) -> Act:
    """Return what an editor did who recorded *claim*, which may take others back."""
    is_back = claim.action is Action.RETRACTS
    return Act(
        kind=ActKind.CLAIM_RETRACTED if is_back else ActKind.CLAIM_RECORDED,
        by=by,
        at=now,
        show=claim.subject.show,
        detail=", ".join(claim.retracts) if is_back else claim.id,
    )
