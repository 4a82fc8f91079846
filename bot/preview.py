"""Previewing: what would be told where, without telling it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.ports import Subscription
from content.announcements import Announcement
from content.as_of import AsOf
from content.catalogue import Catalogue
from content.claims import Stance
from content.countdowns import PostingHour, steps_between
from content.headlines import countdown, news
from content.news import news_between
from content.targets import targets_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One announcement, and a subscription that would get it."""

    at: datetime
    """When, aware, in UTC; news of a day stands at its first moment."""
    subscription: Subscription
    announcement: Announcement


def preview(
    catalogue: Catalogue, subscriptions: Iterable[Subscription], *, first: date, last: date
) -> Iterator[Previewed]:
    """Yield what each of *subscriptions* would be told from the day *first* to *last*, in order.

    Days are UTC days; each claim counts from the day on which it was reported. A destination
    with several subscriptions that match is told once.
    """
    wishes = tuple(subscriptions)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        told: set[tuple[object, str]] = set()
        due = sorted(
            [*_news(catalogue, day), *_steps(catalogue, wishes, day)],
            key=lambda pair: (pair[0].created_at, pair[0].id),
        )
        for announcement, at in due:
            for wish in wishes:
                key = (wish.destination, announcement.id)
                if key not in told and _wants(wish, announcement, at):
                    told.add(key)
                    yield Previewed(
                        at=announcement.created_at, subscription=wish, announcement=announcement
                    )


def _news(catalogue: Catalogue, day: date) -> Iterator[tuple[Announcement, PostingHour | None]]:
    changes = news_between(catalogue, catalogue, since=day - timedelta(days=1), until=day)
    for change in changes:
        show = catalogue.shows[change.subject.show]
        yield news(change, show, datetime.combine(day, time.min, UTC)), None


def _steps(
    catalogue: Catalogue, wishes: tuple[Subscription, ...], day: date
) -> Iterator[tuple[Announcement, PostingHour | None]]:
    """Hour by hour, as a running bot would find them."""
    hours = {PostingHour(wish.zone, wish.hour) for wish in wishes}
    numbers = {number for wish in wishes for number in wish.steps}
    midnight = datetime.combine(day, time.min, UTC)
    targets = targets_of(catalogue, AsOf.on(day))
    for hour in range(24):
        after = midnight + timedelta(hours=hour) - timedelta(microseconds=1)
        until = after + timedelta(hours=1)
        for step in steps_between(targets, hours, numbers, after=after, until=until):
            yield countdown(step, catalogue.shows[step.target.subject.show]), step.posting_hour


def _wants(wish: Subscription, announcement: Announcement, at: PostingHour | None) -> bool:
    stance = announcement.stance or Stance.CONFIRMED
    return (
        (wish.show is None or wish.show == announcement.subject.show)
        and announcement.topic in wish.topics
        and stance.sureness >= wish.lowest_stance.sureness
        and (announcement.step is None or announcement.step in wish.steps)
        and (at is None or at == PostingHour(wish.zone, wish.hour))
    )
