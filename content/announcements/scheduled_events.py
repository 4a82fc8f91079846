"""Premieres as events in a server's own calendar: what they say, and how they are kept in step."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from content.announcements.targets import Target
from content.facts.claims import Show, Subject
from content.facts.dates import PartialDate
from content.facts.zones import zone_of
from content.language.citations import sources_of
from content.language.dates import words
from content.language.labels import season_name
from content.language.time_zones import zone_words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Platform

MOST: Final = 90
"""Events in one server: Discord lets there be 100, and people make some too."""
_NAME_LIMIT: Final = 100
_PLACE_LIMIT: Final = 100
_LASTS: Final = timedelta(hours=1)
_SOONEST: Final = timedelta(minutes=10)
"""An event begins in the future, and takes a while to be made."""
_FARTHEST: Final = timedelta(days=4 * 365)
"""Beyond five years Discord takes none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEvent:
    """A premiere as an event: plain text, and moments that are aware, in UTC."""

    subject: Subject
    name: str
    """At most 100 characters."""
    place: str
    """Where it can be watched, at most 100 characters."""
    description: str
    page: str
    """The address of whoever says so; empty: there is none."""
    begins: datetime
    ends: datetime


class EventState(StrEnum):
    """How an event stands in a server; the values are what databases hold."""

    WANTED = "wanted"
    """It is to be made, unless an earlier try made it."""
    KEPT = "kept"
    CHANGED = "changed"
    """It is there, and is to be edited."""
    ENDING = "ending"
    """It is to be deleted."""
    REMOVED = "removed"
    """Somebody there deleted it, so that it is not made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """One premiere in one server, and how far it has come there."""

    platform: Platform
    workspace: str
    event: ScheduledEvent
    state: EventState = EventState.WANTED
    id: str = ""
    """The platform's own; empty: it is not known to be there."""
    is_tried: bool = False
    """Whether a try to make it began that may have arrived."""
    due_at: datetime
    """When something is done about it next, aware, where something is to be done."""
    tries: int = 0
    reason: str = ""
    """Why the last try failed, as it is kept beside a delivery."""

    @property
    def key(self) -> str:
        """By what the event can be found again in its server; the same at every try."""
        told = f"event:{self.platform}:{self.workspace}:{self.event.subject}"
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    @property
    def is_wanted_alone(self) -> bool:
        """Whether it certainly is not there yet."""
        return self.state is EventState.WANTED and not self.is_tried

    @property
    def is_due(self) -> bool:
        """Whether anything is to be done about it at all."""
        return self.state not in {EventState.KEPT, EventState.REMOVED}


EventPlace = tuple[str, Subject]
"""A server, and the premiere that has an event there."""


def event_of(target: Target, show: Show, wording: Wording = ENGLISH) -> ScheduledEvent:
    """Return the event of a confirmed premiere.

    One of which only the day is known takes that whole day at the show's home, and says so: it
    begins and ends on other days elsewhere.
    """
    name = season_name(show, target.subject.season, wording)
    said = wording.say("{name} comes out.", name=name)
    if target.moment is not None:
        begins, ends = target.moment, target.moment + _LASTS
    else:
        home = zone_of(target.zone)
        begins, ends = (
            datetime.combine(target.day + timedelta(days=number), time.min, home)
            for number in (0, 1)
        )
        said = wording.say(
            "{name} comes out on {day} ({zone}); at which hour is not known.",
            name=name,
            day=words(PartialDate.on(target.day), locale=wording.language, weekday=True),
            zone=zone_words(target.zone, locale=wording.language),
        )
    page = next((one.url for one in sources_of(target.citing, limit=1)), "")
    return ScheduledEvent(
        subject=target.subject,
        name=_cut(wording.opened(name), _NAME_LIMIT),
        place=_cut(show.network or show.short, _PLACE_LIMIT),
        description=wording.opened(said),
        page=page,
        begins=begins.astimezone(UTC),
        ends=ends.astimezone(UTC),
    )


def has_room_for(event: ScheduledEvent, now: datetime) -> bool:
    """Whether it is neither too soon nor too far away to be made."""
    return now + _SOONEST < event.begins < now + _FARTHEST


def planned(
    kept: Mapping[EventPlace, KeptEvent],
    wanted: Mapping[EventPlace, ScheduledEvent],
    platform: Platform,
    now: datetime,
) -> Iterator[tuple[KeptEvent, bool]]:
    """Yield each row that is to be written anew, and whether it is to be forgotten instead.

    *wanted* holds the premieres of today too, whose events have begun and are left as they are.
    """
    for (workspace, subject), event in wanted.items():
        row = kept.get((workspace, subject))
        if row is not None and row.is_wanted_alone and not has_room_for(event, now):
            yield row, True
        elif row is not None:
            changed = _in_step(row, event, now)
            if changed != row:
                yield changed, False
        elif has_room_for(event, now):
            yield KeptEvent(platform=platform, workspace=workspace, event=event, due_at=now), False
    for place, row in kept.items():
        if row.event.ends <= now:
            yield row, True
        elif place in wanted or row.state in {EventState.REMOVED, EventState.ENDING}:
            continue
        elif row.is_wanted_alone:
            yield row, True
        else:
            yield _ending(row, now), False


def _in_step(row: KeptEvent, event: ScheduledEvent, now: datetime) -> KeptEvent:
    has_room = has_room_for(event, now)
    if row.state is EventState.WANTED and not has_room:
        return _ending(row, now)
    if row.event == event or row.state is EventState.ENDING or row.event.ends <= now:
        return row
    if row.state is EventState.REMOVED:
        return replace(row, event=event)
    # Nobody can move an event that has begun, nor one to when it would have.
    if row.event.begins <= now or not has_room:
        return _ending(row, now)
    state = EventState.WANTED if row.state is EventState.WANTED else EventState.CHANGED
    return replace(row, event=event, state=state, due_at=now, tries=0)


def _ending(row: KeptEvent, now: datetime) -> KeptEvent:
    return replace(row, state=EventState.ENDING, due_at=now, tries=0)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
