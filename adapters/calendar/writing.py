"""Calendars written in iCalendar: RFC 5545, with what RFC 7986 adds of a calendar as a whole."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Todo
from icalendar.cal.component import Component
from icalendar.prop import vText

from adapters.calendar.zones import zone_component
from content.calendar.entries import CalendarEntry, EntryKind, EntryStatus
from content.calendar.feed import CalendarFeed

FETCH_EVERY: Final = timedelta(hours=6)
"""How often programs are asked to look for what is new."""
_EVERY: Final = "PT6H"
_COLOUR: Final = "rebeccapurple"
"""By its CSS name: https://www.rfc-editor.org/rfc/rfc7986#section-5.9"""
_UTC: Final = ZoneInfo("UTC")
_ANY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ZONES_OF_UTC: Final = frozenset({"UTC", "Etc/UTC"})


def icalendar_bytes(feed: CalendarFeed) -> bytes:
    """Return *feed* as a file in iCalendar: the same bytes for the same feed, wherever it is made.

    Nothing of the moment or the machine goes into it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Violet//Violet//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", feed.name)
    calendar.add("description", feed.about)
    calendar.add("color", _COLOUR)
    calendar.add("refresh-interval", FETCH_EVERY, parameters={"VALUE": "DURATION"})
    # What many programs read instead: https://www.rfc-editor.org/rfc/rfc7986#section-5
    calendar["X-WR-CALNAME"] = vText(feed.name)
    calendar["X-WR-CALDESC"] = vText(feed.about)
    calendar["X-PUBLISHED-TTL"] = vText(_EVERY)
    moments: dict[ZoneInfo, list[datetime]] = defaultdict(list)
    for entry in feed.entries:
        if entry.moment is not None and (zone := _zone_of(entry.moment)) is not None:
            moments[zone].append(entry.moment)
    for zone in sorted(moments, key=lambda one: one.key):
        calendar.add_component(zone_component(zone, moments[zone]))
    for entry in feed.entries:
        calendar.add_component(_component(entry))
    if not calendar.subcomponents:  # there has to be something, be it a zone that nobody needs
        calendar.add_component(zone_component(_UTC, [_ANY]))
    data: bytes = calendar.to_ical()
    return data


def last_changed(feed: CalendarFeed) -> datetime | None:
    """Return when any of it became known as it is; None: it is empty."""
    return max((entry.changed for entry in feed.entries), default=None)


def _component(entry: CalendarEntry) -> Component:
    component: Component
    match entry.kind:
        case EntryKind.DAY:
            component = Event()
            component.add("dtstart", entry.first_day)
            if entry.first_day < date.max:  # without an end it lasts that one day as well
                component.add("dtend", entry.first_day + timedelta(days=1))
            component.add("transp", "TRANSPARENT")
        case EntryKind.MOMENT:
            component = Event()
            component.add("dtstart", _start(entry))
            component.add("transp", "TRANSPARENT")
        case EntryKind.SPAN:
            # Something to be done that is due on no day: an event would need one, and a note is
            # shown by hardly any program. https://www.rfc-editor.org/rfc/rfc5545#section-3.6.2
            component = Todo()
        case _:
            assert_never(entry.kind)
    component.add("uid", entry.uid)
    component.add("dtstamp", entry.changed)
    component.add("created", entry.created)
    component.add("last-modified", entry.changed)
    component.add("sequence", entry.sequence)
    component.add("status", _status(entry))
    component.add("summary", entry.title)
    component.add("description", entry.text)
    if entry.url is not None:
        component.add("url", entry.url)
    return component


def _status(entry: CalendarEntry) -> str:
    match entry.status:
        case EntryStatus.CANCELLED:
            return "CANCELLED"
        case _ if entry.kind is EntryKind.SPAN:
            return "NEEDS-ACTION"
        case EntryStatus.CERTAIN:
            return "CONFIRMED"
        case EntryStatus.LIKELY:
            return "TENTATIVE"
        case _:
            assert_never(entry.status)


def _start(entry: CalendarEntry) -> datetime:
    """Return the moment by the clocks of its zone, or in UTC where it has none of that name."""
    moment = entry.moment
    if moment is None:
        raise AssertionError("a moment has one")
    return moment if _zone_of(moment) is not None else moment.astimezone(UTC)


def _zone_of(moment: datetime) -> ZoneInfo | None:
    zone = moment.tzinfo
    if isinstance(zone, ZoneInfo) and zone.key and zone.key not in _ZONES_OF_UTC:
        return zone
    return None
