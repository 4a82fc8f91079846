"""A countdown step as the tick makes it, card and all."""

from datetime import UTC, date, datetime
from functools import partial

from content.announcements.announcement import CountdownStep
from content.announcements.countdowns import countdown, steps_between
from content.announcements.in_languages import in_every_language
from content.announcements.targets import Target
from content.facts.claims import ShowId, Subject
from content.subscriptions.schedule import PostingHour
from fakes.claims import claim, show


def countdown_step(days: int = 7, *, zone: str = "UTC") -> CountdownStep:
    """Return what is told so many days before 8 March 2018, at nine o'clock in *zone*."""
    target = Target(
        subject=Subject(ShowId("jessica-jones"), 2),
        day=date(2018, 3, 8),
        zone="America/Los_Angeles",
        moment=None,
        citing=(claim(by="Netflix"),),
    )
    (step,) = steps_between(
        [target],
        [PostingHour(zone, 9)],
        [days],
        after=datetime(2018, 1, 1, tzinfo=UTC),
        until=datetime(2018, 3, 8 - days, 23, tzinfo=UTC),
    )
    return in_every_language(partial(countdown, step, show()))
