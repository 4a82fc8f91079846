"""Time zones as iCalendar has them, of just the years that a calendar speaks of.

A zone is written with each change of its clocks by itself and no rule that would go on: so it says
what the zone data says, and is small.
https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_BEFORE = timedelta(days=200)
"""So far around each moment the clocks are followed: a change of them lies on either side."""
_STEP = timedelta(days=7)
"""No zone has ever had two changes that cancel each other out within a week, but for wars."""


@dataclass(frozen=True, slots=True)
class _Observance:
    """From a moment on, what the clocks of a zone show."""

    begins: datetime
    """By the clocks as they were before it, naive."""
    before: timedelta
    after: timedelta
    is_daylight: bool
    name: str


def zone_component(zone: ZoneInfo, moments: Iterable[datetime]) -> Timezone:
    """Return *zone* as far as aware *moments* in it need it."""
    spans = _joined(
        (_moved(one, -_BEFORE), _moved(one, _BEFORE))
        for one in sorted(moment.astimezone(UTC) for moment in moments)
    )
    component = Timezone()
    component.add("tzid", zone.key)
    for first, last in spans:
        for one in _observances(zone, first, last):
            part = TimezoneDaylight() if one.is_daylight else TimezoneStandard()
            part.add("dtstart", one.begins)
            part.add("tzoffsetfrom", one.before)
            part.add("tzoffsetto", one.after)
            part.add("tzname", one.name)
            component.add_component(part)
    return component


def _joined(
    spans: Iterable[tuple[datetime, datetime]],
) -> Iterator[tuple[datetime, datetime]]:
    """Yield *spans*, which are in order, with those that touch as one."""
    held: tuple[datetime, datetime] | None = None
    for first, last in spans:
        if held is not None and first <= held[1]:
            held = (held[0], max(held[1], last))
            continue
        if held is not None:
            yield held
        held = (first, last)
    if held is not None:
        yield held


@lru_cache(maxsize=256)
def _observances(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[_Observance, ...]:
    """Return what the clocks show at *first*, and each change of them up to *last*."""
    found = [_observance(zone, first, first)]
    at = first
    while at < last:
        then = min(at + _STEP, last)
        if _shown(zone, at) != _shown(zone, then):
            change = _change_between(zone, at, then)
            found.append(_observance(zone, change - timedelta(seconds=1), change))
        at = then
    return tuple(found)


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the moment, whole in seconds, from which on the clocks show what they do at *high*."""
    before = _shown(zone, low)
    seconds = int((high - low).total_seconds())
    begin, end = 0, seconds
    while end - begin > 1:
        middle = (begin + end) // 2
        if _shown(zone, low + timedelta(seconds=middle)) == before:
            begin = middle
        else:
            end = middle
    return low + timedelta(seconds=end)


def _shown(zone: ZoneInfo, at: datetime) -> tuple[timedelta, timedelta, str]:
    local = at.astimezone(zone)
    return (
        local.utcoffset() or timedelta(0),
        local.dst() or timedelta(0),
        local.tzname() or zone.key,
    )


def _observance(zone: ZoneInfo, just_before: datetime, at: datetime) -> _Observance:
    before, _, _ = _shown(zone, just_before)
    after, daylight, name = _shown(zone, at)
    begins = (at.replace(tzinfo=None) + before).replace(microsecond=0)
    return _Observance(begins, before, after, bool(daylight), name)


def _moved(moment: datetime, by: timedelta) -> datetime:
    """Return *moment* moved *by* whole seconds, as far as there is a calendar."""
    try:
        return (moment + by).replace(microsecond=0)
    except OverflowError:
        return moment.replace(microsecond=0)
