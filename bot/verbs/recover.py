"""Recovering: destinations that refused → told to whoever subscribed, looked at, taken up again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.ports.journal import Clock
from bot.ports.outbox import Messenger, Outbox
from bot.ports.subscriptions import Subscriptions, Suspension
from bot.ports.traits import PlatformTraits
from content.announcements.notices import suspension_notice
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Refusal

log = structlog.get_logger()

_FIRST_LOOK: Final = timedelta(minutes=15)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_AT_ONCE: Final = 50
"""Destinations looked at in one tick; the rest is looked at in the next one."""
_MOST_TOLD: Final = 3
"""Persons who are told of one destination, where several subscribed it."""


async def recover(
    *,
    clock: Clock,
    outbox: Outbox,
    subscriptions: Subscriptions,
    messengers: Mapping[Platform, Messenger],
) -> int:
    """See to destinations of these platforms that are suspended; return how many work again.

    A new suspension is told once to whoever subscribed, in a direct message. It is looked at
    after a quarter of an hour, and then after twice as long each time, up to six hours.

    Raises:
        StorageError: what was not written down is looked at again at the next tick.
    """
    now, lifted = clock.now(), 0
    for suspension in await subscriptions.suspended(messengers, now=now, limit=_AT_ONCE):
        destination = suspension.destination
        messenger = messengers[destination.platform]
        if not suspension.probes:
            await _tell(suspension, messenger.traits, outbox, now)
            again_at = now + _pause(1)
            await subscriptions.probed(suspension, reason=suspension.reason, again_at=again_at)
            continue
        if now < suspension.refused_at + _pause(suspension.probes):
            # A look found nothing wrong, and yet it refused again: looks come as seldom as before.
            again_at = suspension.refused_at + _pause(suspension.probes + 1)
            await subscriptions.probed(suspension, reason=suspension.reason, again_at=again_at)
            continue
        refused = await messenger.probe(destination)
        if refused is None:
            await subscriptions.lift(destination, now=now)
            lifted += 1
            log.info(
                "destination_recovered", platform=destination.platform, channel=destination.channel
            )
            continue
        is_final = refused.refusal is Refusal.DESTINATION
        await subscriptions.probed(
            suspension,
            reason=refused.reason if is_final else suspension.reason,
            again_at=now + _pause(suspension.probes + 1),
        )
    return lifted


async def _tell(
    suspension: Suspension, traits: PlatformTraits, outbox: Outbox, now: datetime
) -> None:
    """Queue the notice; the same refusal makes the same notice, which is queued once.

    The notice names the channel by its page: no platform lets names be written everywhere.
    """
    destination = suspension.destination
    log.warning(
        "destination_suspended",
        platform=destination.platform,
        channel=destination.channel,
        reason=suspension.reason,
    )
    page = traits.page(destination)
    if page is None:
        return
    for person in suspension.created_by[:_MOST_TOLD]:
        which = (
            f"{destination.channel}:{destination.thread}:{suspension.since.isoformat()}:{person}"
        )
        notice = suspension_notice(
            page=page,
            reason=suspension.reason,
            key=f"{destination.platform}:{destination.workspace}:{which}",
            at=now,
        )
        await outbox.tell(notice, traits.directly_to(destination, person), now=now)


def _pause(looks: int) -> timedelta:
    """Return how long to wait after so many looks, the notice being the first."""
    doubled: timedelta = _FIRST_LOOK * 2 ** min(looks - 1, 10)
    return min(doubled, _LONGEST_PAUSE)
