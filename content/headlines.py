"""The words of news and of countdown steps, in plain English."""

from datetime import UTC, datetime, timedelta

from content.announcements import Announcement, AnnouncementId
from content.beliefs import Held
from content.changes import Change, ChangeSort
from content.claims import Claim, Kind, Season, Show, Source, Stance, Topic
from content.countdowns import Step
from content.date_words import in_words, precision_note, words
from content.dates import PartialDate, Precision
from content.wording import phrase

_HEDGES = {
    Stance.CONFIRMED: "",
    Stance.REPORTED: "reportedly",
    Stance.PLANNED: "as planned",
    Stance.EXPECTED: "as expected by some",
    Stance.SPECULATED: "only a guess",
    Stance.RUMOURED: "only a rumour",
    Stance.DENIED: "",
}

_LABELS = {
    Kind.ORDER: phrase("the order"),
    Kind.RENEWAL: phrase("the renewal"),
    Kind.CANCELLATION: phrase("the cancellation"),
    Kind.FINAL_SEASON: phrase("whether it is the last season"),
    Kind.RELEASE_DATE: phrase("the release date"),
    Kind.RELEASE_TIME: phrase("the release time"),
    Kind.RELEASE_MODEL: phrase("how it is released"),
    Kind.RELEASE_ORDER: phrase("the order of release"),
    Kind.EPISODE_COUNT: phrase("the number of episodes"),
    Kind.RUNTIME: phrase("the running time"),
    Kind.FILMING_START: phrase("the start of filming"),
    Kind.FILMING_PAUSE: phrase("a pause in filming"),
    Kind.FILMING_RESUME: phrase("filming again"),
    Kind.FILMING_WRAP: phrase("the end of filming"),
    Kind.FILMING_STATUS: phrase("the state of filming"),
    Kind.FILMING_ORDER: phrase("the order of filming"),
    Kind.FILMING_LOCATION: phrase("a filming location"),
    Kind.CODE_NAME: phrase("the code name"),
    Kind.WRITING_STATUS: phrase("the scripts"),
    Kind.PRODUCTION_STATUS: phrase("the state of production"),
    Kind.SHOWRUNNER: phrase("the showrunner"),
    Kind.DIRECTOR: phrase("the direction"),
    Kind.CAST: phrase("the cast"),
    Kind.CAST_ABSENCE: phrase("who is not in the cast"),
    Kind.CAST_INTENT: phrase("what the cast says"),
    Kind.CHARACTER: phrase("a character"),
    Kind.TITLE: phrase("the title"),
    Kind.TRAILER: phrase("a trailer"),
    Kind.AVAILABILITY_START: phrase("when it can be watched"),
    Kind.AVAILABILITY_END: phrase("when it leaves"),
    Kind.NETWORK: phrase("where it can be watched"),
    Kind.PREMISE: phrase("what it is about"),
    Kind.RECEPTION: phrase("how it was received"),
}
"""A noun phrase for each kind, for "… is now …"."""

_HAPPENINGS = {
    Kind.ORDER: "was ordered",
    Kind.RENEWAL: "was renewed",
    Kind.CANCELLATION: "was cancelled",
    Kind.FILMING_START: "began filming",
    Kind.FILMING_PAUSE: "paused filming",
    Kind.FILMING_RESUME: "went on filming",
    Kind.FILMING_WRAP: "wrapped filming",
    Kind.TRAILER: "got a trailer",
}
_PLANS = {
    Kind.RELEASE_DATE: "comes out",
    Kind.RELEASE_TIME: "comes out",
    Kind.ORDER: "is to be ordered",
    Kind.RENEWAL: "is to be renewed",
    Kind.CANCELLATION: "is to be cancelled",
    Kind.FILMING_START: "is to begin filming",
    Kind.FILMING_PAUSE: "is to pause filming",
    Kind.FILMING_RESUME: "is to film again",
    Kind.FILMING_WRAP: "is to wrap filming",
    Kind.TRAILER: "is to get a trailer",
    Kind.AVAILABILITY_START: "can be watched",
    Kind.AVAILABILITY_END: "leaves",
}

_SENTENCES = {
    Kind.FINAL_SEASON: "{name}: {said}",
    Kind.RELEASE_MODEL: "How {name} comes out: {said}",
    Kind.RELEASE_ORDER: "The order in which {name} comes out: {said}",
    Kind.EPISODE_COUNT: "{name} has {said} episodes",
    Kind.RUNTIME: "How long {name} runs: {said}",
    Kind.FILMING_STATUS: "Filming of {name}: {said}",
    Kind.FILMING_ORDER: "{name} is filmed {said}",
    Kind.FILMING_LOCATION: "Where {name} is filmed: {said}",
    Kind.CODE_NAME: "{name} is filmed under the name {said}",
    Kind.WRITING_STATUS: "The scripts of {name}: {said}",
    Kind.PRODUCTION_STATUS: "Production of {name}: {said}",
    Kind.SHOWRUNNER: "{name} is run by {said}",
    Kind.DIRECTOR: "{name} is directed by {said}",
    Kind.CAST: "In {name}: {said}",
    Kind.CAST_ABSENCE: "Not in {name}: {said}",
    Kind.CAST_INTENT: "{name}: {said}",
    Kind.CHARACTER: "A character of {name}: {said}",
    Kind.TITLE: "{name} is called {said}",
    Kind.NETWORK: "{name} is on {said}",
    Kind.PREMISE: "{name}: {said}",
    Kind.RECEPTION: "How {name} was received: {said}",
}
"""How the value of a kind that is no date is told, as a sentence without its stop."""


def label(kind: Kind) -> str:
    """Return a noun phrase for *kind*, such as "the release date"."""
    return _LABELS[kind]


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
    headline = _headline(change, name_of(show, change.subject.season))
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
        created_at=at.astimezone(UTC),
        expires_at=(at + timedelta(days=14)).astimezone(UTC),
    )


def countdown(step: Step, show: Show) -> Announcement:
    """Return the announcement of a countdown *step*."""
    target = step.target
    name = name_of(show, target.subject.season)
    day = words(PartialDate.on(target.day), weekday=True)
    if step.posting_hour is None:
        headline = f"{name} is out now."
    elif step.days_left == 0:
        headline = f"{name} comes out today, {day}."
    elif step.days_left == 1:
        headline = f"1 day to go: {name} comes out tomorrow, {day}."
    else:
        headline = f"{step.days_left} days to go: {name} comes out on {day}."
    hour = step.posting_hour
    at = f"{hour.zone}@{hour.hour}" if hour else "premiere"
    return Announcement(
        id=AnnouncementId(f"step:{target.subject}:{target.day}:{step.step}:{at}"),
        topic=Topic.COUNTDOWN,
        subject=target.subject,
        show=show.short,
        headline=_cut(headline),
        stance=Stance.CONFIRMED,
        sources=sources_of(target.citing, limit=1),
        moment=target.moment,
        day=target.day,
        step=step.step,
        created_at=step.due,
        expires_at=step.expires,
    )


def _headline(change: Change, name: str) -> str:
    hedge = _HEDGES[change.stance]
    tail = f", {hedge}" if hedge else ""
    match change.sort:
        case ChangeSort.WITHDRAWN:
            return f"{name}: {label(change.kind)} has been withdrawn, and nothing takes its place."
        case ChangeSort.RETRACTED:
            return f"{name}: a report about {label(change.kind)} has been retracted."
        case ChangeSort.DENIED:
            return f"{name}: denied: {change.citing[0].says.rstrip('.')}."
        case ChangeSort.ADDED if change.kind not in _HAPPENINGS:
            said = "; ".join(_said(held.value, held) for held in change.values)
            return f"{_told(change.kind, name, said)}{tail}."
        case ChangeSort.MOVED_LATER | ChangeSort.MOVED_EARLIER if change.before.date:
            way = "later" if change.sort is ChangeSort.MOVED_LATER else "earlier"
            was, now = words(change.before.date), _said(change.after.value)
            return f"{name}: {label(change.kind)} has moved {way}, from {was} to {now}{tail}."
        case _:
            return f"{_statement(change, name)}{tail}."


def _told(kind: Kind, name: str, said: str) -> str:
    pattern = _SENTENCES[kind]
    return pattern.replace("{said}", said, 1).replace("{name}", name, 1)


def _statement(change: Change, name: str) -> str:
    value = change.values[0].value if change.values else change.after.value
    happened = change.after.has_happened
    if change.kind in _HAPPENINGS and (happened or change.kind not in _PLANS):
        verb = _HAPPENINGS[change.kind]
    elif change.kind in _PLANS:
        verb = _PLANS[change.kind]
    else:
        return _told(change.kind, name, _said(value, change.after.held))
    if not isinstance(value, PartialDate):
        return f"{name} {verb}"
    note = precision_note(value) if change.kind is Kind.RELEASE_DATE else None
    when = in_words(value, weekday=value.precision is Precision.DAY)
    return f"{name} {verb} {when}" + (f", {note}" if note else "")


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
