"""Several pieces of news in one post."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from content.announcements import Announcement, AnnouncementId
from content.hours import Digest

_MOST_LINES = 25
_MOST_SOURCES = 5


def digest_of(
    news: Sequence[Announcement], rhythm: Digest, *, key: str, at: datetime
) -> Announcement:
    """Return one announcement of all the *news*, in its order; there is at least one piece.

    It is made at the aware moment *at*; *key* says which digest of whom it is, and makes the id.
    """
    first = news[0]
    names = tuple(dict.fromkeys(one.show for one in news))
    span, lasts = ("day", 1) if rhythm is Digest.DAILY else ("week", 7)
    count = "one piece" if len(news) == 1 else f"{len(news)} pieces"
    lines = [one.headline for one in news[:_MOST_LINES]]
    if len(news) > _MOST_LINES:
        lines.append(f"There are {len(news) - _MOST_LINES} more; ask me for the news of a show.")
    sources = dict.fromkeys(source for one in news for source in one.sources[:1])
    return Announcement(
        id=AnnouncementId(f"digest:{key}"),
        topic=first.topic,
        subject=first.subject,
        show=names[0] if len(names) == 1 else "News of several shows",
        headline=f"The {span} in {count} of news",
        lines=tuple(lines),
        sources=tuple(sources)[:_MOST_SOURCES],
        created_at=at.astimezone(UTC),
        expires_at=(at + timedelta(days=lasts)).astimezone(UTC),
    )
