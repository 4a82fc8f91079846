"""A post by which somebody sees that news arrives, and how it looks there."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from content.announcements.announcement import Announcement, AnnouncementId, News, Notice
from content.language.changes import fitted_headline
from content.language.wording import ENGLISH, Wording

_MARK: Final = "sample"
LASTS: Final = timedelta(minutes=10)
"""Whoever asked for it looks for it no longer."""


def sample_id(*parts: str) -> AnnouncementId:
    """Return the id of the sample that all these *parts* tell from others."""
    return AnnouncementId(":".join([_MARK, *parts]))


def is_sample(announcement: Announcement) -> bool:
    """Whether it is one: for whoever asked, and nobody elsewhere."""
    return announcement.id.startswith(f"{_MARK}:")


def sample_of(
    latest: News | None, id_: AnnouncementId, now: datetime, wording: Wording = ENGLISH
) -> News | Notice:
    """Return *latest* once more, marked as a test; None: there is no news that could be shown.

    It takes nothing back, and no later news takes it back.
    """
    marked = wording.say("This is a test that an admin asked for; nothing is new.")
    if latest is None:
        return Notice(
            id=id_,
            headline=wording.say("Test: what becomes news is told here."),
            lines=(marked,),
            created_at=now,
            expires_at=now + LASTS,
        )
    return replace(
        latest,
        id=id_,
        headline=fitted_headline(wording.say("Test: {headline}", headline=latest.headline)),
        lines=(marked, *latest.lines),
        about="",
        corrects=None,
        continues=None,
        created_at=now,
        expires_at=now + LASTS,
    )
