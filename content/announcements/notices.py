"""What Violet has to tell whoever set her up, rather than the fans."""

from datetime import datetime, timedelta

from content.announcements.announcement import Announcement, AnnouncementId
from content.facts.claims import ShowId, Source, Subject
from content.facts.dates import UNKNOWN
from content.facts.kinds import Topic

_LASTS = timedelta(days=3)


def suspension_notice(*, page: str, reason: str, key: str, at: datetime) -> Announcement:
    """Return the one notice that a place which was subscribed refuses what is posted there.

    *page* is where it can be opened, *reason* says what failed and how to mend it, and *key* which
    refusal of which place it is and who is told.
    """
    return Announcement(
        id=AnnouncementId(f"suspended:{key}"),
        topic=Topic.PRODUCTION,
        subject=Subject(ShowId(""), "series"),
        show="Violet",
        headline="I cannot post in a channel that you subscribed.",
        lines=(
            reason,
            "I look again by myself, and go on as soon as it works; there is nothing else to do.",
        ),
        sources=(Source(publisher="The channel", url=page, published=UNKNOWN),),
        created_at=at,
        expires_at=at + _LASTS,
    )
