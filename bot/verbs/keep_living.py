"""Keeping: belief + today → the one message of a channel that says how many days are left."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.countdowns import Step, countdown, stale_from
from content.announcements.targets import Target, has_targets, targets_near
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.zones import zone_of
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.living import LONGEST_LIVING, last_posting, wants_living
from content.subscriptions.preferences import Preferences
from content.subscriptions.subscription import Subscription

Kept = dict[tuple[Destination, str], datetime]
"""Of each message that this process has seen to: the hour for which it did."""


async def keep_living(
    kept: Kept,
    platforms: Sequence[Platform],
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    outbox: Outbox,
) -> Kept:
    """Queue every such message of *platforms* to say what is so today, once a day at its hour.

    Where there is none yet it is posted, and from then on edited. What *kept* has costs nothing;
    return what it is now.

    Raises:
        StorageError: what was not queued is the next time.
    """
    now, catalogue = clock.now(), knowledge.catalogue
    wanting = await subscriptions.living(platforms)
    if not wanting or not has_targets(catalogue, AsOf.at(now)):
        return {}
    targets = targets_near(catalogue, range(LONGEST_LIVING + 1), after=now, until=now)
    seen: Kept = {}
    for one in wanting:
        since = last_posting(one.preferences, now)
        for target in targets:
            if not wants_living(one, target.subject.show, target.stance):
                continue
            if one.show is None and _is_left_to_another(one, wanting, target):
                continue
            key = one.destination, str(target.subject)
            if kept.get(key) == since or await _keep(one, target, since, catalogue, outbox, now):
                seen[key] = since
    return seen


async def _keep(
    one: Subscription,
    target: Target,
    since: datetime,
    catalogue: Catalogue,
    outbox: Outbox,
    now: datetime,
) -> bool:
    step = _today(target, one.preferences, now)
    if step is None:
        return True
    said = countdown(step, catalogue.shows[target.subject.show])
    return await outbox.keep(replace(said, created_at=now), one.destination, now=now, since=since)


def _today(target: Target, wants: Preferences, now: datetime) -> Step | None:
    """Return how many days are left; None: it is not counted down to now."""
    left = (target.day - now.astimezone(zone_of(target.zone)).date()).days
    if not 0 <= left <= LONGEST_LIVING or not target.counts_at(now):
        return None
    at = wants.schedule.at
    return Step(
        target=target,
        step=left,
        days_left=left,
        due=now,
        at=now,
        expires=stale_from(now, target, left, at),
        posting_hour=at,
    )


def _is_left_to_another(one: Subscription, beside: Sequence[Subscription], target: Target) -> bool:
    """Whether another subscription of the same channel, to the show itself, has the message."""
    show = target.subject.show
    return any(
        other.destination == one.destination
        and other.show == show
        and wants_living(other, show, target.stance)
        for other in beside
    )
