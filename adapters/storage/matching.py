"""Which subscriptions an announcement is for, as one condition in SQL."""

from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, or_, true

from adapters.storage.codec import TOPIC_BITS
from adapters.storage.schema import announcement, subscription
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.schedule import DigestFrequency

_COUNTDOWN: Final = TOPIC_BITS[Topic.COUNTDOWN]


def wants(subscriptions: Any = subscription, *, at_any_hour: bool = False) -> ColumnElement[bool]:
    """Return whether a row of *subscriptions* wants to hear a row of `announcement`.

    Its show or all shows; one of its topics; sure enough, where there is a stance; for a
    countdown one of its steps, as weekly digests tell it or as all others do, and a day that is
    confirmed unless it counts on listings; no episode that is a premiere of which its countdown
    tells; and at its own posting hour where the announcement has one, unless that is passed over
    with *at_any_hour*.
    """
    subscribed, news = subscriptions.c, announcement.c
    step = literal("%,", String) + cast(func.abs(news.step), String) + literal(",%", String)
    is_told_of_premieres = and_(
        subscribed.topics.bitwise_and(_COUNTDOWN) != 0, subscribed.steps.like("%,0,%")
    )
    is_weekly = subscribed.digest == DigestFrequency.WEEKLY.value
    is_its_hour = or_(
        news.zone.is_(None),
        and_(subscribed.zone == news.zone, _told_hour(subscribed) == news.hour),
    )
    return and_(
        subscribed.show.in_(("", news.show)),
        subscribed.topics.bitwise_and(news.topic) != 0,
        or_(news.sureness.is_(None), subscribed.lowest_sureness <= news.sureness),
        or_(
            news.step.is_(None),
            news.sureness.is_(None),
            news.sureness >= Stance.CONFIRMED.sureness,
            subscribed.counts_on_listings,
        ),
        or_(news.step.is_(None), subscribed.steps.like(step)),
        or_(
            news.step.is_(None),
            news.step == 0,
            and_(news.step < 0, is_weekly),
            and_(news.step > 0, ~is_weekly),
        ),
        or_(
            news.premiere.is_(None),
            ~is_told_of_premieres,
            and_(~news.premiere, ~subscribed.counts_on_listings),
        ),
        true() if at_any_hour else is_its_hour,
    )


def leaves_to_another() -> ColumnElement[bool]:
    """Return whether a row of `subscription` leaves a row of `announcement` to another row.

    It is to every show, and the other, of the same destination, is to the show itself. What has
    no posting hour comes to both at once, and whoever queues it chooses.
    """
    own, news = subscription.alias("own"), announcement.c
    another = exists().where(
        own.c.destination_id == subscription.c.destination_id,
        own.c.show == news.show,
        own.c.paused_at.is_(None),
        wants(own, at_any_hour=True),
    )
    return and_(subscription.c.show == "", news.zone.is_not(None), another)


def _told_hour(subscribed: Any) -> ColumnElement[int]:
    """Return what `told_hour` returns; a subscription that is never quiet has no such columns."""
    hour, begin, end = subscribed.hour, subscribed.quiet_from, subscribed.quiet_to
    since, left, lasts = (hour - begin + 24) % 24, (end - hour + 24) % 24, (end - begin + 24) % 24
    outside = case((since + 1 <= left, (begin + 23) % 24), else_=end)
    return case((since < lasts, outside), else_=hour)
