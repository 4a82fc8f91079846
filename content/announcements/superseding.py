"""Which earlier announcements a change takes back, and what stands in them from then on."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, assert_never

from content.announcements.announcement import (
    Announcement,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
    Superseding,
)
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Subject
from content.facts.kinds import KINDS, Kind, Shape
from content.language.changes import news_value
from content.language.kind_words import label
from content.language.wording import ENGLISH, Wording

_PROMISES: Final = tuple(kind for kind, row in KINDS.items() if row.is_promise)

_DATED: Final = frozenset(
    kind.value for kind, row in KINDS.items() if row.shape in {Shape.DATE, Shape.EVENT}
)
_DATES_MOVE: Final = timedelta(days=365)
"""For so long at most, from its telling on, a date is corrected where it was told."""
GATHERED_FOR: Final = timedelta(hours=48)
"""So long after a story was told, what other outlets write is put in its post."""
_OVER: Final = timedelta(days=2)
"""So long after the beginning of a day in UTC it is over in every zone."""


def about(subject: Subject, kind: Kind, *values: str) -> str:
    """Return what an announcement is about, as far as later news could correct it.

    Of a kind that adds, each statement stands for itself: *values* says which.
    """
    return "/".join((str(subject), kind.value, *sorted(value.casefold() for value in values)))


def about_change(change: Change) -> str:
    """Return what the announcement of *change* is about."""
    if not change.kind.adds:
        return about(change.subject, change.kind)
    return about(change.subject, change.kind, *(str(held.value) for held in change.values))


def correctable_until(announcement: Announcement) -> datetime | None:
    """Return until when later news is to correct it where it was told, aware; None: at no time.

    A date may move while it lies ahead. What else was told may be found wrong on any day, and is
    corrected for as long as it is kept anyhow. A digest is corrected for what it tells.
    A story's post is edited for two days.
    """
    match announcement:
        case CountdownStep() | EpisodePost():
            return _end_of(announcement.day) if announcement.about else None
        case News():
            if not _DATED.intersection(announcement.about.split("/")[2:3]):
                return None
            longest = announcement.created_at + _DATES_MOVE
            day = announcement.latest_day
            return longest if day is None or day >= longest.date() else _end_of(day)
        case Headline():
            return announcement.created_at + GATHERED_FOR
        case DigestPost() | Notice():
            return None
        case _:
            assert_never(announcement)


def stands_in_others(announcement: Announcement) -> bool:
    """Whether nobody is told of it but in the posts of what was announced before."""
    match announcement:
        case EpisodePost():
            return announcement.corrects is not None
        case Headline():
            return announcement.stands_for is not None
        case _:
            return False


def line_now(announcement: Announcement) -> str | None:
    """Return what is so now, where it takes earlier announcements back."""
    match announcement:
        case News(corrects=Superseding(line=line)) | EpisodePost(corrects=Superseding(line=line)):
            return line
        case _:
            return None


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + _OVER


def superseding_of(change: Change, wording: Wording = ENGLISH) -> Superseding | None:
    """Return what *change* makes of earlier announcements; None where they still hold.

    What is only said more exactly, or more surely, takes nothing back. A show that is cancelled
    may still have seasons to come, so that corrects nothing; a season that is has no date.
    """
    line = _line(change, wording)
    if line is None:
        return None
    if change.sort is ChangeSort.CANCELLED:
        if change.subject.season == "series":
            return None
        return Superseding(of=tuple(about(change.subject, kind) for kind in _PROMISES), line=line)
    if change.kind.adds:
        each = [about(change.subject, change.kind, str(held.value)) for held in change.values]
        return Superseding(of=tuple(dict.fromkeys([*each, about_change(change)])), line=line)
    return Superseding(of=(about(change.subject, change.kind),), line=line)


def _line(change: Change, wording: Wording) -> str | None:
    what = label(change.kind, wording)
    match change.sort:
        case ChangeSort.MOVED_EARLIER | ChangeSort.MOVED_LATER | ChangeSort.CHANGED:
            value = news_value(change.after.value, wording)
            return wording.say(
                "Since then, {label} has changed to {value}.", label=what, value=value
            )
        case ChangeSort.WITHDRAWN:
            return wording.say(
                "Since then, {label} has been withdrawn, and nothing takes its place.", label=what
            )
        case ChangeSort.RETRACTED:
            return wording.say(
                "Since then, the report about {label} has been retracted.", label=what
            )
        case ChangeSort.DENIED:
            return wording.say("Since then, this has been denied.")
        case ChangeSort.CANCELLED:
            return wording.say("Since then, it has been cancelled.")
        case _:
            return None
