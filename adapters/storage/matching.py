"""Which subscriptions an announcement is for, as one condition in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_

from adapters.storage.schema import announcement, subscription
from content.subscriptions.schedule import DigestFrequency


def wants(subscriptions: Any = subscription) -> ColumnElement[bool]:
    """Return whether a row of *subscriptions* wants to hear a row of `announcement`.

    Its show or all shows; one of its topics; sure enough, where there is a stance; for a
    countdown one of its steps, as weekly digests tell it or as all others do; and at its own
    posting hour where the announcement has one.
    """
    wish, news = subscriptions.c, announcement.c
    step = literal("%,", String) + cast(func.abs(news.step), String) + literal(",%", String)
    is_weekly = wish.digest == DigestFrequency.WEEKLY.value
    return and_(
        wish.show.in_(("", news.show)),
        wish.topics.bitwise_and(news.topic) != 0,
        or_(news.sureness.is_(None), wish.lowest_sureness <= news.sureness),
        or_(news.step.is_(None), wish.steps.like(step)),
        or_(
            news.step.is_(None),
            news.step == 0,
            and_(news.step < 0, is_weekly),
            and_(news.step > 0, ~is_weekly),
        ),
        or_(news.zone.is_(None), and_(wish.zone == news.zone, wish.hour == news.hour)),
    )
