"""The words of news and of countdown steps, in plain English."""

from datetime import UTC, datetime, timedelta

from content.announcements.announcement import Announcement, AnnouncementId
from content.announcements.countdowns import Step
from content.announcements.superseding import about, about_change, superseding_of
from content.facts.beliefs import Held
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Show, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Topic
from content.language.changes import fitted_headline, headline
from content.language.citations import cited, sources_of
from content.language.date_words import words
from content.language.labels import name_of


def news(change: Change, show: Show, at: datetime) -> Announcement:
    """Return the announcement of *change*, due at the aware moment *at*."""
    stance = change.stance
    lines = tuple(_lines(change))
    value = change.after.value
    instant = value.moment if isinstance(value, PartialDate) else None
    conflict = None
    if change.after.conflicts:
        other = change.after.conflicts[0]
        conflict = f"Others say {_said(other.value)} ({cited(other.citing[0])})."
    return Announcement(
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


def countdown(step: Step, show: Show) -> Announcement:
    """Return the announcement of a countdown *step*."""
    target = step.target
    name = name_of(show, target.subject.season)
    day = words(PartialDate.on(target.day), weekday=True)
    if step.looks_ahead:
        said = f"{name} comes out in {step.days_left} days, on {day}."
        if step.days_left == 1:
            said = f"{name} comes out tomorrow, {day}."
    elif step.posting_hour is None:
        said = f"{name} is out now."
    elif step.days_left == 0:
        said = f"{name} comes out today, {day}."
    elif step.days_left == 1:
        said = f"1 day to go: {name} comes out tomorrow, {day}."
    else:
        said = f"{step.days_left} days to go: {name} comes out on {day}."
    hour = step.posting_hour
    at = f"{hour.zone}@{hour.hour}" if hour else "premiere"
    which = "ahead" if step.looks_ahead else "step"
    return Announcement(
        id=AnnouncementId(f"{which}:{target.subject}:{target.day}:{step.step}:{at}"),
        topic=Topic.COUNTDOWN,
        subject=target.subject,
        show=show.short,
        headline=fitted_headline(said),
        stance=Stance.CONFIRMED,
        sources=sources_of(target.citing, limit=1),
        moment=target.moment,
        day=target.day,
        step=step.step,
        looks_ahead=step.looks_ahead,
        about=about(target.subject, Kind.RELEASE_DATE),
        created_at=step.due,
        expires_at=step.expires,
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
