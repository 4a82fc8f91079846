"""The words of news, in plain English."""

from datetime import UTC, datetime, timedelta

from content.announcements.announcement import AnnouncementId, News
from content.announcements.superseding import about_change, superseding_of
from content.facts.beliefs import Held
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Show
from content.facts.dates import PartialDate
from content.language.changes import headline
from content.language.citations import cited_briefly, sources_of
from content.language.dates import words


def news(change: Change, show: Show, at: datetime) -> News:
    """Return the announcement of *change*, due at the aware moment *at*."""
    stance = change.stance
    lines = tuple(_lines(change))
    value = change.after.value
    instant = value.moment if isinstance(value, PartialDate) else None
    conflict = None
    if change.after.conflicts:
        other = change.after.conflicts[0]
        conflict = f"Others say {_said(other.value)} ({cited_briefly(other.citing[0])})."
    return News(
        id=AnnouncementId(change.id),
        topic=change.kind.topic,
        subject=change.subject,
        show=show.short,
        headline=headline(change, show),
        lines=lines,
        stance=stance,
        sources=sources_of(change.citing),
        conflict=conflict,
        moment=instant,
        about=about_change(change),
        corrects=superseding_of(change),
        created_at=at.astimezone(UTC),
        expires_at=(at + timedelta(days=14)).astimezone(UTC),
    )


def _lines(change: Change) -> list[str]:
    lines = []
    before = change.before
    if before.held and change.sort in {
        ChangeSort.REFINED,
        ChangeSort.CHANGED,
        ChangeSort.HAPPENED,
        ChangeSort.WITHDRAWN,
        ChangeSort.RETRACTED,
        ChangeSort.DENIED,
        ChangeSort.NEW,
    }:
        lines.append(f"Until now: {_said(before.value)} ({before.held.stance.value}).")
    if change.citing and change.sort is not ChangeSort.DENIED:
        claim = change.after.decided_by or change.citing[0]
        said = claim.says.rstrip(".")
        lines.append(f"{said[:1].upper()}{said[1:]}.")
    return lines


def _said(value: object, held: Held | None = None) -> str:
    text = words(value) if isinstance(value, PartialDate) else str(value)
    return f"{text} ({held.detail})" if held and held.detail else text
