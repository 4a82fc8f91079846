"""The words of news and of countdown steps, in plain English."""

from datetime import UTC, datetime, timedelta

from content.announcements.announcement import Announcement, AnnouncementId
from content.announcements.countdowns import Step
from content.announcements.superseding import about, about_change, correction_of
from content.facts.beliefs import Held
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Claim, Kind, Season, Show, Source, Stance, Topic
from content.facts.dates import PartialDate
from content.language import changes
from content.language.date_words import words


def label(kind: Kind) -> str:
    """Return a noun phrase for *kind*, such as "the release date"."""
    return changes.label(kind)


def name_of(show: Show, season: Season) -> str:
    """Return what people call it: "Jessica Jones season 2", or the title alone for the series."""
    match season:
        case "series":
            return show.short
        case "special":
            return show.short if "special" in show.short.casefold() else f"{show.short} (special)"
        case _:
            return f"{show.short} season {season}"


def cited(claim: Claim) -> str:
    """Return who said it and when: "Ted Sarandos, in Tor.com, 28 July 2016"."""
    when = words(claim.source.published)
    publisher = claim.source.publisher
    who = publisher if claim.claimant in {None, publisher} else f"{claim.claimant}, in {publisher}"
    return f"{who}, {when}"


def sources_of(claims: tuple[Claim, ...], limit: int = 3) -> tuple[Source, ...]:
    """Return the pages of *claims*, each once, weightiest first, at most *limit*."""
    return tuple(dict.fromkeys(claim.source for claim in claims))[:limit]


def news(change: Change, show: Show, at: datetime) -> Announcement:
    """Return the announcement of *change*, due at the aware moment *at*."""
    stance = change.stance
    headline = changes.told(change, name_of(show, change.subject.season), network=show.network)
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
        headline=_cut(headline),
        lines=lines,
        stance=stance,
        sources=sources_of(change.citing),
        conflict=conflict,
        moment=instant,
        about=about_change(change),
        corrects=correction_of(change),
        created_at=at.astimezone(UTC),
        expires_at=(at + timedelta(days=14)).astimezone(UTC),
    )


def countdown(step: Step, show: Show) -> Announcement:
    """Return the announcement of a countdown *step*."""
    target = step.target
    name = name_of(show, target.subject.season)
    day = words(PartialDate.on(target.day), weekday=True)
    if step.looks_ahead:
        headline = f"{name} comes out in {step.days_left} days, on {day}."
        if step.days_left == 1:
            headline = f"{name} comes out tomorrow, {day}."
    elif step.posting_hour is None:
        headline = f"{name} is out now."
    elif step.days_left == 0:
        headline = f"{name} comes out today, {day}."
    elif step.days_left == 1:
        headline = f"1 day to go: {name} comes out tomorrow, {day}."
    else:
        headline = f"{step.days_left} days to go: {name} comes out on {day}."
    hour = step.posting_hour
    at = f"{hour.zone}@{hour.hour}" if hour else "premiere"
    which = "ahead" if step.looks_ahead else "step"
    return Announcement(
        id=AnnouncementId(f"{which}:{target.subject}:{target.day}:{step.step}:{at}"),
        topic=Topic.COUNTDOWN,
        subject=target.subject,
        show=show.short,
        headline=_cut(headline),
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


def _cut(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199].rstrip()}…"
