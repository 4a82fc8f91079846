"""What became of an announcement at one destination."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from content.announcements.announcement import Announcement, AnnouncementId
from content.announcements.story_posts import is_told_in_posts
from content.subscriptions.delivery_states import DeliveryState


class ToldAs(StrEnum):
    """Where a piece of news stands."""

    ITSELF = "itself"
    """In a post of its own."""
    ANSWER = "answer"
    """In one that answers the post of the headline of which it came."""
    EDIT = "edit"
    """In the post of that headline."""


def told_as(announcement: Announcement, *, continues: bool) -> ToldAs:
    """Return where it stands; *continues* is whether it has to do with the post of a headline."""
    if not continues:
        return ToldAs.ITSELF
    return ToldAs.EDIT if is_told_in_posts(announcement) else ToldAs.ANSWER


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
    told_as: ToldAs = ToldAs.ITSELF
    digest: "DeliveryReport | None" = None
    """What became of the digest that tells it, where it was digested."""
