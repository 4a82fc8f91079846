"""Testing: one post by the way that all news takes, and what became of it."""

import asyncio
from dataclasses import replace
from typing import Final

from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.platforms import Channels
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.announcement import AnnouncementId, News
from content.announcements.delivery_report import DeliveryReport
from content.announcements.forecast import last_news
from content.announcements.samples import sample_id, sample_of
from content.commands.acts import Act
from content.commands.admin import PostSample
from content.commands.replies import samples_posted as replies
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.subscription import Subscription, to_show

_LOOK_EVERY_S: Final = 0.25
_LOOKED_THROUGH: Final = 50


async def post_sample(
    command: PostSample,
    destination: Destination,
    *,
    act: Act,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    outbox: Outbox,
    channels: Channels,
    wait_s: float,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Queue a test post for *destination*, wait up to *wait_s* for it, and say what became of it.

    It shows the latest news that is heard there, and mentions nobody unless that was asked for.
    *act* is kept with it.
    """
    catalogue, now = knowledge.catalogue, clock.now()
    chosen = show_in(command.show, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    suspension = await subscriptions.suspension_of(destination)
    if suspension:
        return replies.nothing_arrives_now(suspension.reason, wording)
    hearing = [
        one
        for one in to_show(await subscriptions.of(destination), None)
        if chosen is None or one.show in {None, chosen}
    ]
    shown = [replace(one, show=chosen) if chosen else one for one in hearing]
    latest = last_news(
        catalogue,
        shown or [Subscription(destination=destination, show=chosen, created_at=now)],
        now=now,
    )
    to = (destination.platform, destination.workspace, destination.channel, destination.thread)
    which = sample_id(*to, now.isoformat())
    sample = sample_of(latest, which, now)
    asks = next((one for one in hearing if _mentions(one, latest)), None)
    is_queued = await outbox.tell(
        sample,
        destination,
        now=now,
        as_for=asks.id if asks and command.mention else None,
        act=replace(act, show=chosen),
    )
    if not is_queued:
        return replies.sampled_just_now(wording)
    report = await _awaited(sample.id, destination, outbox, wait_s)
    page = None
    if report is not None and report.message:
        page = await channels.page(destination, report.message)
    return replies.sample_posted(report, page, wording)


def _mentions(subscription: Subscription, latest: News | None) -> bool:
    """Whether it has somebody mentioned with such news."""
    return latest is not None and latest.topic in dict(subscription.preferences.mentions)


async def _awaited(
    sample: AnnouncementId, destination: Destination, outbox: Outbox, wait_s: float
) -> DeliveryReport | None:
    """Return what became of the post once that is known, or how it stands after *wait_s*."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait_s
    while True:
        reports = await outbox.reports(destination, limit=_LOOKED_THROUGH)
        report = next((one for one in reports if one.announcement == sample), None)
        if report is not None and not report.state.is_open:
            return report
        if loop.time() >= until:
            return report
        await asyncio.sleep(_LOOK_EVERY_S)
