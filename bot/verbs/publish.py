"""Publishing: our message in a channel that others follow → those who follow it."""

from typing import Final

import structlog

from bot.ports.journal import Clock
from bot.ports.publishing import Publications, Publisher
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Delivered
from content.subscriptions.publishing import PublicationState, after_publishing, next_to_publish

log = structlog.get_logger()

_AT_ONCE: Final = 50
"""Channels in one tick."""


async def publish(
    platform: Platform, *, clock: Clock, publications: Publications, publisher: Publisher
) -> int:
    """Publish what is due, one message a channel; return how many were tried.

    No channel is published in more often than the platform allows: news goes first, and what waits
    too long stands in its own channel alone. What may have been published is looked at before it
    is tried again.

    Raises:
        StorageError: what was begun and not settled is looked at again at the next tick.
    """
    tried = 0
    for channel in await publications.waiting(platform, now=clock.now(), limit=_AT_ONCE):
        chosen = next_to_publish(channel.waiting, channel.published_at, clock.now())
        if chosen is None or not await publications.begin(chosen, now=clock.now()):
            continue
        tried += 1
        found = None
        if chosen.state is not PublicationState.WAITING:
            found = await publisher.find_published(chosen)
        outcome = found or await publisher.publish(chosen)
        now = clock.now()
        after = after_publishing(chosen, outcome, now, was_only_looked_for=found is not None)
        await publications.settle(chosen, after, now=now)
        log.info(
            "announcement_published" if isinstance(outcome, Delivered) else "publishing_failed",
            platform=platform,
            channel=chosen.destination.channel,
            message=chosen.message,
            state=after.state.value,
            reason=after.reason,
        )
    return tried
