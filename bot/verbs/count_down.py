"""Counting: belief + today → step due → announcement → outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.ports.journal import Clock, Journal
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.broadcast import Broadcast
from content.announcements.countdowns import (
    Step,
    countdown,
    hours_between,
    steps_ahead,
    steps_between,
)
from content.announcements.in_languages import in_every_language
from content.announcements.targets import Target, has_targets, targets_near
from content.facts.as_of import AsOf
from content.subscriptions.preference_values import STEPS_OFFERED
from content.subscriptions.preferences import USUAL
from content.subscriptions.schedule import DigestFrequency, PostingHour, last_digest_at

_MARK_EVERY = timedelta(minutes=5)
"""How often the mark is stored where nothing is due; looking twice at a span is harmless."""
_DIGEST_AHEAD = 8
"""Days until the next weekly digest, in whatever zone."""


async def count_down(
    counted_until: datetime | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    journal: Journal,
    subscriptions: Subscriptions,
) -> datetime | None:
    """Queue the countdown steps that came due since *counted_until*; return the new mark.

    For weekly digests, that is at their own hour, whatever steps fall into the week ahead of them.

    None stands for "never": then only the mark is set, so that nothing is told of the past.

    Raises:
        StorageError: nothing was stored; count again from the same mark.
    """
    now = clock.now()
    if counted_until is None:
        await journal.count(broadcasts=(), counted_from=None, counted_until=now)
        return (await journal.open()).counted_until
    is_counting = has_targets(knowledge.catalogue, AsOf.at(now))
    chosen = await subscriptions.posting_hours() if is_counting else ()
    hours = hours_between((PostingHour(*at) for at in chosen), counted_until, now)
    weekly = await _weekly(hours, subscriptions, after=counted_until, until=now)
    catalogue = knowledge.catalogue
    near = targets_near(
        catalogue,
        STEPS_OFFERED if hours else (0,),
        after=counted_until,
        until=now,
        ahead=_DIGEST_AHEAD if weekly else 0,
    )
    steps = [
        *_due(near, hours, counted_until, now),
        *steps_ahead(near, weekly, STEPS_OFFERED, after=counted_until, until=now),
    ]
    if not steps and now - counted_until < _MARK_EVERY:
        return counted_until
    broadcasts = []
    for step in steps:
        show = catalogue.shows[step.target.subject.show]
        hour = step.posting_hour
        posting_hour = (hour.zone, hour.hour) if hour else None
        said = in_every_language(partial(countdown, step, show))
        broadcasts.append(Broadcast(announcement=said, posting_hour=posting_hour))
    stored = await journal.count(
        broadcasts=broadcasts, counted_from=counted_until, counted_until=now
    )
    return now if stored else (await journal.open()).counted_until


async def _weekly(
    hours: Sequence[PostingHour],
    subscriptions: Subscriptions,
    *,
    after: datetime,
    until: datetime,
) -> list[PostingHour]:
    """Return those of *hours* at which a weekly digest has come due; hardly ever is there any."""
    lasts = {at: last_digest_at(until, at.zone, at.hour, DigestFrequency.WEEKLY) for at in hours}
    due = [at for at, last in lasts.items() if last is not None and last > after]
    wanted = {PostingHour(*at) for at in await subscriptions.weekly_hours()} if due else set()
    return [at for at in due if at in wanted]


def _due(
    targets: Sequence[Target], hours: Sequence[PostingHour], after: datetime, until: datetime
) -> list[Step]:
    """Return the steps that came due.

    A missed one of the usual steps is made up for. One that few want is told on its own day
    or not at all: it would come beside the usual one that is made up for.
    """
    usual = steps_between(targets, hours, USUAL.steps, after=after, until=until)
    others = [step for step in STEPS_OFFERED if step not in USUAL.steps]
    rare = [
        step
        for number in others
        for step in steps_between(targets, hours, (number,), after=after, until=until)
        if step.days_left == step.step
    ]
    return sorted([*usual, *rare], key=lambda step: step.due)
