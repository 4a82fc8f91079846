"""When a destination is quiet, and when it wants a digest, by its own clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from content.facts.zones import zone_of


class DigestFrequency(StrEnum):
    """How often news is gathered into one post; none: each piece is a post of its own."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"
    """On Mondays."""


@dataclass(frozen=True, slots=True, order=True)
class PostingHour:
    """When a channel wants its countdown: an hour of the day in an IANA zone."""

    zone: str
    hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a destination is told things."""

    at: PostingHour
    """The hour at which it is told, which is `told_hour` of the hour that was chosen."""
    steps: tuple[int, ...]
    quiet: tuple[int, int] | None
    digest: DigestFrequency


def told_hour(hour: int, quiet: tuple[int, int] | None) -> int:
    """Return the hour of the day at which is told what was to be told at *hour*.

    That is *hour* itself, or the nearest that is not quiet: the last before quiet hours begin, or
    the one at which they end. What is put off until they end may have stopped being true by then;
    what is told at another hour of its own day has not.
    """
    if quiet is None:
        return hour
    begin, end = quiet
    since, left = (hour - begin) % _HOURS, (end - hour) % _HOURS
    if since >= (end - begin) % _HOURS:
        return hour
    return (begin - 1) % _HOURS if since + 1 <= left else end


def quiet_until(moment: datetime, zone: str, quiet: tuple[int, int]) -> datetime | None:
    """Return when the quiet hours that hold at *moment* end, aware, in UTC; None where none hold.

    From 22 to 7 goes over midnight; the same hour twice is never quiet. What counts is what the
    clock on the wall shows, so a night in which clocks are changed is an hour longer or shorter.
    """
    begin, end = quiet
    local = moment.astimezone(zone_of(zone))
    is_quiet = begin <= local.hour < end if begin <= end else not end <= local.hour < begin
    if not is_quiet or begin == end:
        return None
    day = local.date() + timedelta(days=1 if local.hour >= end else 0)
    return max(_at_hour(day, end, zone), moment.astimezone(UTC))


def digest_at(moment: datetime, zone: str, hour: int, digest: DigestFrequency) -> datetime | None:
    """Return the first hour of a digest at *moment* or later, aware, in UTC; None without one.

    An hour that daylight saving skips is the moment that takes its place; one that it repeats is
    the first of the two.
    """
    if digest is DigestFrequency.NONE:
        return None
    today = moment.astimezone(zone_of(zone)).date()
    for days in range(9):
        day = today + timedelta(days=days)
        if digest is DigestFrequency.WEEKLY and day.weekday() != 0:
            continue
        due = _at_hour(day, hour, zone)
        if due >= moment:
            return due
    return None  # a zone that skipped a whole week of days has never been


def last_digest_at(
    moment: datetime, zone: str, hour: int, digest: DigestFrequency
) -> datetime | None:
    """Return the last hour of a digest at *moment* or before, aware, in UTC; None without one."""
    last, due = None, digest_at(moment - timedelta(days=9), zone, hour, digest)
    while due is not None and due <= moment:
        last, due = due, digest_at(due + _INSTANT, zone, hour, digest)
    return last


_INSTANT = timedelta(microseconds=1)
_HOURS: Final = 24


def _at_hour(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), zone_of(zone)).astimezone(UTC)
