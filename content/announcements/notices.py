"""What Violet has to tell whoever set her up, rather than the fans."""

from datetime import datetime, timedelta

from content.announcements.announcement import AnnouncementId, Notice
from content.language.links import Link
from content.language.wording import ENGLISH, Wording

_LASTS = timedelta(days=3)


def suspension_notice(
    *, page: str, reason: str, key: str, at: datetime, wording: Wording = ENGLISH
) -> Notice:
    """Return the one notice that a place which was subscribed refuses what is posted there.

    *page* is where it can be opened, *reason* says what failed and how to mend it, and *key* which
    refusal of which place it is and who is told.
    """
    patience = wording.say(
        "I look again by myself, and go on as soon as it works; there is nothing else to do."
    )
    return Notice(
        id=AnnouncementId(f"suspended:{key}"),
        headline=wording.say("I cannot post in a channel that you subscribed."),
        lines=(reason, patience),
        links=(Link(wording.say("The channel"), page),),
        created_at=at,
        expires_at=at + _LASTS,
    )
