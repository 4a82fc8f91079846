"""Which subscriptions an announcement is for, as one condition in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_

from adapters.storage.tables import announcement, subscription


def wants(subscriptions: Any = subscription) -> ColumnElement[bool]:
    """Return whether a row of *subscriptions* wants to hear a row of `announcement`.

    Its show or all shows; one of its topics; sure enough, where there is a stance; for a
    countdown one of its steps; and at its own posting hour where the announcement has one.
    """
    wish, news = subscriptions.c, announcement.c
    step = literal("%,", String) + cast(news.step, String) + literal(",%", String)
    return and_(
        wish.show.in_(("", news.show)),
        wish.topics.bitwise_and(news.topic) != 0,
        or_(news.sureness.is_(None), wish.lowest_sureness <= news.sureness),
        or_(news.step.is_(None), wish.steps.like(step)),
        or_(news.zone.is_(None), and_(wish.zone == news.zone, wish.hour == news.hour)),
    )
