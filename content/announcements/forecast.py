"""What a place will be told in days to come, as far as that is known today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.announcements.announcement import Announcement
from content.announcements.countdowns import (
    PostingHour,
    Step,
    Target,
    digest_before,
    posting_moment,
    steps_ahead,
)
from content.announcements.news import countdown
from content.facts.catalogue import Catalogue
from content.subscriptions.schedule import Digest, digest_at, quiet_until

_OUT_NOW_LASTS = timedelta(hours=24)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a place is told things."""

    at: PostingHour
    steps: tuple[int, ...]
    quiet: tuple[int, int] | None
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One countdown step to come."""

    at: datetime
    """When it is told, aware, in UTC."""
    announcement: Announcement
    is_gathered: bool
    """Whether it comes in a digest."""
    is_lost: bool
    """Whether it would be stale by the time it could be told, and so is not told."""


def foreseen_steps(
    catalogue: Catalogue,
    targets: Iterable[Target],
    rhythm: Rhythm,
    *,
    after: datetime,
    until: datetime,
) -> tuple[Foreseen, ...]:
    """Return the countdown steps that come later than *after* and no later than *until*, in order.

    Quiet hours put one off, a digest gathers it, except for the premiere itself. A weekly digest
    says each premiere once, however many steps fall into its week.
    """
    found: dict[object, Foreseen] = {}
    for target in targets:
        for number in rhythm.steps:
            looks_ahead = number != 0 and rhythm.digest is Digest.WEEKLY
            step = (_ahead if looks_ahead else _step)(target, number, rhythm.at)
            if step is not None and after < step.due <= until:
                said = countdown(step, catalogue.shows[target.subject.show])
                key = (target.subject, step.due if looks_ahead else number)
                found.setdefault(key, _foreseen(said, rhythm))
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.announcement.id)))


def _ahead(target: Target, number: int, at: PostingHour) -> Step | None:
    monday = digest_before(target, number, at)
    if monday is None:
        return None
    ahead = steps_ahead([target], [at], (number,), after=monday - _INSTANT, until=monday)
    return ahead[0] if ahead else None


def _step(target: Target, number: int, at: PostingHour) -> Step | None:
    is_instant = number == 0 and target.moment is not None
    due = target.moment if is_instant else posting_moment(target, number, at)
    if due is None:
        return None
    day = target.day - timedelta(days=number - 1)
    midnight = datetime.combine(day, time.min, ZoneInfo(target.zone))
    return Step(
        target=target,
        step=number,
        days_left=number,
        due=due.astimezone(UTC),
        expires=(due + _OUT_NOW_LASTS if is_instant else midnight).astimezone(UTC),
        posting_hour=None if is_instant else at,
    )


def _foreseen(said: Announcement, rhythm: Rhythm) -> Foreseen:
    at, is_gathered = said.created_at, False
    if rhythm.quiet is not None:
        at = quiet_until(at, rhythm.at.zone, rhythm.quiet) or at
    if said.step != 0:
        gathered = digest_at(said.created_at, rhythm.at.zone, rhythm.at.hour, rhythm.digest)
        at, is_gathered = gathered or at, gathered is not None
    return Foreseen(
        at=at,
        announcement=said,
        is_gathered=is_gathered,
        is_lost=said.expires_at is not None and said.expires_at <= at,
    )
