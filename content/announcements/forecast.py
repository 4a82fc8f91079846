"""What a place will be told in days to come, as far as that is known today."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from content.announcements.airings import airings_ahead, airings_of
from content.announcements.announcement import CountdownStep, EpisodePost, News
from content.announcements.broadcast import Broadcast
from content.announcements.countdowns import (
    Step,
    countdown,
    digest_before,
    posting_moment,
    stale_from,
    steps_ahead,
)
from content.announcements.episodes import episode_told, zones_of
from content.announcements.news import news
from content.announcements.targets import Target, targets_of
from content.facts.as_of import AsOf
from content.facts.by_day import last_days, shows_known_between
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.news import news_between
from content.language.wording import ENGLISH, Wording
from content.listings.airings import EpisodeSighting
from content.subscriptions.matching import Audience, unwanted_by
from content.subscriptions.schedule import (
    DigestFrequency,
    PostingHour,
    Schedule,
    digest_at,
    quiet_until,
)
from content.subscriptions.subscription import Subscription

_OUT_NOW_LASTS = timedelta(hours=24)
_INSTANT = timedelta(microseconds=1)
_FAR_AHEAD = 400
"""Days within which a step that cannot be told is looked for."""
_MOST_DAYS = 60
"""Of days on which something was reported, how many are looked through for a piece of news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One countdown step, or what airs one day, to come."""

    at: datetime
    """When it is told, aware, in UTC."""
    announcement: CountdownStep | EpisodePost
    is_gathered: bool
    """Whether it comes in a digest."""
    is_lost: bool
    """Whether it would be stale by the time it could be told, and so is not told."""


def foreseen(
    catalogue: Catalogue,
    subscriptions: Sequence[Subscription],
    *,
    now: datetime,
    days: int,
    episodes: Sequence[EpisodeSighting] = (),
    wording: Wording = ENGLISH,
) -> list[tuple[Foreseen, Subscription]]:
    """Return the countdown steps and *episodes* of the *days* to come, as they are known now.

    Each is there once.
    """
    found: dict[object, tuple[Foreseen, Subscription]] = {}
    airings = airings_of(episodes, zones_of(catalogue), now)
    # The subscription to the show itself decides how it is told.
    for subscription in sorted(subscriptions, key=lambda one: one.show is None):
        targets = targets_of(catalogue, AsOf.at(now), subscription.show)
        until, schedule = now + timedelta(days=days), subscription.preferences.schedule
        for step in foreseen_steps(
            catalogue, targets, schedule, after=now, until=until, wording=wording
        ):
            audience = Broadcast(announcement=step.announcement).audience
            hour = None if audience.step == 0 else (schedule.at.zone, schedule.at.hour)
            if _is_told(subscription, replace(audience, posting_hour=hour)):
                which = step.at if audience.looks_ahead else audience.step
                found.setdefault((step.announcement.subject, which), (step, subscription))
        for due in airings_ahead(airings, schedule.at, after=now, until=until):
            post = episode_told(catalogue, due, wording)
            if _is_told(subscription, Broadcast(announcement=post).audience):
                found.setdefault(due.airing.key, (_foreseen(post, schedule), subscription))
    return sorted(found.values(), key=lambda pair: pair[0].at)


def _is_told(subscription: Subscription, audience: Audience) -> bool:
    return unwanted_by(subscription, audience) is None and subscription.paused_at is None


def lost_steps(
    catalogue: Catalogue,
    subscriptions: Sequence[Subscription],
    *,
    now: datetime,
    wording: Wording = ENGLISH,
) -> list[Foreseen]:
    """Return the countdown steps to come that *subscriptions* want, and that cannot be told."""
    found = foreseen(catalogue, subscriptions, now=now, days=_FAR_AHEAD, wording=wording)
    return [step for step, _ in found if step.is_lost]


def last_news(
    catalogue: Catalogue,
    subscriptions: Sequence[Subscription],
    *,
    now: datetime,
    wording: Wording = ENGLISH,
) -> News | None:
    """Return the latest piece of news that one of *subscriptions* wants, be it told or not."""
    for said in _news_before(catalogue, {one.show for one in subscriptions}, now, wording):
        audience = Broadcast(announcement=said).audience
        if any(unwanted_by(one, audience) is None for one in subscriptions):
            return said
    return None


def _news_before(
    catalogue: Catalogue, shows: set[ShowId | None], now: datetime, wording: Wording
) -> Iterator[News]:
    about = catalogue.about
    if None in shows:
        wanted: AbstractSet[ShowId] = catalogue.shows.keys()
        days = last_days(catalogue, now.date(), _MOST_DAYS)
    else:
        wanted = catalogue.shows.keys() & shows
        known = {claim.known_from for show in wanted for claim in about(show)}
        days = tuple(sorted((day for day in known if day <= now.date()), reverse=True))
    for day in days[:_MOST_DAYS]:
        before = day - timedelta(days=1)
        moving = [show for show in shows_known_between(catalogue, day, day) if show in wanted]
        for change in news_between(about, about, moving, since=before, until=day):
            yield news(change, catalogue.shows[change.subject.show], now, wording)


def foreseen_steps(
    catalogue: Catalogue,
    targets: Iterable[Target],
    schedule: Schedule,
    *,
    after: datetime,
    until: datetime,
    wording: Wording = ENGLISH,
) -> tuple[Foreseen, ...]:
    """Return the countdown steps that come later than *after* and no later than *until*, in order.

    Quiet hours put one off, a digest gathers it, except for the premiere itself. A weekly digest
    says each premiere once, however many steps fall into its week.
    """
    found: dict[object, Foreseen] = {}
    for target in targets:
        for number in schedule.steps:
            looks_ahead = number != 0 and schedule.digest is DigestFrequency.WEEKLY
            step = (_ahead if looks_ahead else _step)(target, number, schedule.at)
            if step is not None and after < step.due <= until and target.counts_at(step.due):
                said = countdown(step, catalogue.shows[target.subject.show], wording)
                key = (target.subject, step.due if looks_ahead else number)
                found.setdefault(key, _foreseen(said, schedule))
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
    ends = due + _OUT_NOW_LASTS if is_instant else stale_from(due, target, number, at)
    return Step(
        target=target,
        step=number,
        days_left=number,
        due=due.astimezone(UTC),
        at=due.astimezone(UTC),
        expires=ends.astimezone(UTC),
        posting_hour=None if is_instant else at,
    )


def told_at(said: CountdownStep | EpisodePost, schedule: Schedule) -> datetime:
    """Return when a step is told, aware, in UTC, if that is not too late for what it says.

    What a digest gathers is told with it, and all else when quiet hours end, if there are any.
    """
    gathered = _gathered_at(said, schedule)
    if gathered is not None or schedule.quiet is None:
        return gathered or said.created_at
    return quiet_until(said.created_at, schedule.at.zone, schedule.quiet) or said.created_at


def _gathered_at(said: CountdownStep | EpisodePost, schedule: Schedule) -> datetime | None:
    if not said.can_wait:
        return None
    at = digest_at(said.created_at, schedule.at.zone, schedule.at.hour, schedule.digest)
    ends = said.expires_at if isinstance(said, EpisodePost) else None
    return None if at and ends and at >= ends else at


def _foreseen(said: CountdownStep | EpisodePost, schedule: Schedule) -> Foreseen:
    at = told_at(said, schedule)
    return Foreseen(
        at=at,
        announcement=said,
        is_gathered=_gathered_at(said, schedule) is not None,
        is_lost=said.expires_at is not None and said.expires_at <= at,
    )
