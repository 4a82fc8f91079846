"""Previewing: what would be told where, without telling it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never

from content.announcements.airings import airings_ahead, airings_of
from content.announcements.announcement import (
    Broadcastable,
    CountdownStep,
    EpisodePost,
    Headline,
    News,
)
from content.announcements.broadcast import Broadcast
from content.announcements.countdowns import (
    countdown,
    posting_moment,
    steps_ahead,
    steps_between,
)
from content.announcements.episodes import episode_told, zones_of
from content.announcements.forecast import told_at
from content.announcements.news import news
from content.announcements.targets import Target, targets_of
from content.facts.as_of import AsOf
from content.facts.by_day import shows_known_between
from content.facts.catalogue import Catalogue
from content.facts.news import news_between
from content.listings.airings import EpisodeSighting
from content.subscriptions.destination import Destination
from content.subscriptions.matching import is_left_to_another, unwanted_by
from content.subscriptions.preference_values import STEPS_OFFERED
from content.subscriptions.schedule import DigestFrequency, PostingHour, digest_at
from content.subscriptions.subscription import Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One announcement, and a subscription that would get it."""

    at: datetime
    """When, aware, in UTC; news of a day stands at its first moment.

    A premiere in quiet hours stands at their end.
    """
    subscription: Subscription
    announcement: Broadcastable

    @property
    def step(self) -> int | None:
        """Which countdown step it is, in whole days; None for news."""
        return Broadcast(announcement=self.announcement).audience.step

    @property
    def is_gathered(self) -> bool:
        """Whether it comes in a digest; news then does so at the next hour of one."""
        is_in_digests = self.subscription.preferences.digest is not DigestFrequency.NONE
        return is_in_digests and self.announcement.can_wait


def forecast_posts(
    catalogue: Catalogue,
    subscriptions: Iterable[Subscription],
    *,
    first: date,
    last: date,
    episodes: Sequence[EpisodeSighting] = (),
) -> Iterator[Previewed]:
    """Yield what each of *subscriptions* would be told from the day *first* to *last*, in order.

    Days are UTC days; each claim counts from the day on which it was reported. A destination
    with several subscriptions that match is told once. A step that quiet hours put off past its
    end is left out. *episodes* air as they were seen last.
    """
    every = tuple(subscriptions)
    put_off: list[Previewed] = []
    # What comes out in the evening may be told next morning, so on the first of the days.
    for number in range(-1, (last - first).days + 1):
        day = first + timedelta(days=number)
        found = sorted(
            [*put_off, *_of_day(catalogue, every, day, episodes)], key=lambda one: one.at
        )
        yield from (one for one in found if one.at.date() == day >= first)
        put_off = [one for one in found if one.at.date() > day]


def _of_day(
    catalogue: Catalogue,
    every: tuple[Subscription, ...],
    day: date,
    episodes: Sequence[EpisodeSighting],
) -> Iterator[Previewed]:
    """Yield what becomes due on *day*."""
    told: set[tuple[object, object]] = set()
    places: defaultdict[Destination, list[Subscription]] = defaultdict(list)
    for subscription in every:
        places[subscription.destination].append(subscription)
    due: list[tuple[Broadcastable, PostingHour | None]] = []
    due += [*_news(catalogue, day), *_steps(catalogue, every, day)]
    due += _episodes(catalogue, every, day, episodes)
    due.sort(key=lambda pair: (pair[0].created_at, pair[0].id))
    for announcement, at in due:
        for subscription in every:
            key = (subscription.destination, _which(announcement))
            beside = places[subscription.destination]
            if key not in told and _wants(subscription, beside, announcement, at):
                told.add(key)
                moment = _moment(subscription, announcement)
                if announcement.expires_at is None or moment < announcement.expires_at:
                    yield Previewed(at=moment, subscription=subscription, announcement=announcement)


def _moment(subscription: Subscription, announcement: Broadcastable) -> datetime:
    """Return when it is told; at which moment of its day news comes is not known beforehand."""
    schedule = subscription.preferences.schedule
    match announcement:
        case CountdownStep() | EpisodePost():
            return told_at(announcement, schedule)
        case News() | Headline():
            return announcement.created_at
        case _:
            assert_never(announcement)


def _news(catalogue: Catalogue, day: date) -> Iterator[tuple[News, PostingHour | None]]:
    shows = [show for show in shows_known_between(catalogue, day, day) if show in catalogue.shows]
    about = catalogue.about
    changes = news_between(about, about, shows, since=day - timedelta(days=1), until=day)
    for change in changes:
        show = catalogue.shows[change.subject.show]
        yield news(change, show, datetime.combine(day, time.min, UTC)), None


def _steps(
    catalogue: Catalogue, every: tuple[Subscription, ...], day: date
) -> Iterator[tuple[CountdownStep, PostingHour | None]]:
    """Each step at the very moment at which it is due, as a running bot would find it."""
    schedules = [one.preferences.schedule for one in every]
    hours = {one.at for one in schedules}
    numbers = {number for one in schedules for number in one.steps}
    midnight = datetime.combine(day, time.min, UTC)
    targets = targets_of(catalogue, AsOf.on(day))
    for due in _due_on(day, targets, hours, numbers):
        after = due - timedelta(microseconds=1)
        for step in steps_between(targets, hours, numbers, after=after, until=due):
            yield countdown(step, catalogue.shows[step.target.subject.show]), step.posting_hour
    weekly = {one.at for one in schedules if one.digest is DigestFrequency.WEEKLY}
    for at in sorted(weekly):
        yield from _ahead(catalogue, targets, at, midnight)


def _episodes(
    catalogue: Catalogue,
    every: tuple[Subscription, ...],
    day: date,
    seen: Sequence[EpisodeSighting],
) -> Iterator[tuple[EpisodePost, PostingHour | None]]:
    """What airs next after each posting hour of that day."""
    if not seen:
        return
    begin = datetime.combine(day, time.min, UTC) - timedelta(microseconds=1)
    fresh = [replace(one, last_seen=begin) for one in seen]
    airings = airings_of(fresh, zones_of(catalogue), begin)
    for at in {one.preferences.schedule.at for one in every}:
        for due in airings_ahead(airings, at, after=begin, until=begin + timedelta(days=1)):
            yield episode_told(catalogue, due), at


def _due_on(
    day: date, targets: Iterable[Target], hours: Iterable[PostingHour], numbers: Iterable[int]
) -> list[datetime]:
    """The moments of the UTC day *day* at which any step is due, in order."""
    found: set[datetime] = set()
    every_hour = tuple(hours)
    for target in targets:
        if target.moment is not None:
            found.add(target.moment.astimezone(UTC))
        near = [n for n in numbers if abs((target.day - timedelta(days=n) - day).days) <= 1]
        moments = (posting_moment(target, n, at) for n in near for at in every_hour)
        found.update(moment for moment in moments if moment)
    return sorted(moment for moment in found if moment.date() == day)


def _ahead(
    catalogue: Catalogue, targets: Sequence[Target], at: PostingHour, midnight: datetime
) -> Iterator[tuple[CountdownStep, PostingHour | None]]:
    """What a weekly digest says that is told at *at* on the day that begins at *midnight*."""
    due = digest_at(midnight, at.zone, at.hour, DigestFrequency.WEEKLY)
    if due is None or due >= midnight + timedelta(days=1):
        return
    after = due - timedelta(microseconds=1)
    for step in steps_ahead(targets, [at], STEPS_OFFERED, after=after, until=due):
        yield countdown(step, catalogue.shows[step.target.subject.show]), step.posting_hour


def _which(announcement: Broadcastable) -> object:
    """Return what stands once in what a destination is told on one day.

    However many steps fall into a week, its digest says each premiere once.
    """
    match announcement:
        case CountdownStep(looks_ahead=True):
            return announcement.subject
        case News() | CountdownStep() | EpisodePost() | Headline():
            return announcement.id
        case _:
            assert_never(announcement)


def _wants(
    subscription: Subscription,
    beside: Sequence[Subscription],
    announcement: Broadcastable,
    at: PostingHour | None,
) -> bool:
    hour = (at.zone, at.hour) if at else None
    audience = Broadcast(announcement=announcement, posting_hour=hour).audience
    return unwanted_by(subscription, audience) is None and not is_left_to_another(
        subscription, beside, audience
    )
