"""Checking up: whether a destination can be told anything, and what it is told next."""

from bot.ports.journal import Clock
from bot.ports.outbox import Outbox
from bot.ports.platforms import Channels
from bot.ports.scheduled_events import ScheduledEvents
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.forecast import foreseen
from content.announcements.in_languages import sentence_in
from content.commands.replies import channel_check as replies
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.subscription import to_show

_DAYS = 400


async def check_channel(
    destination: Destination,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    outbox: Outbox,
    channels: Channels,
    events: ScheduledEvents,
    default_zone: str,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return how *destination* stands: what is in the way, and the cure; nothing is changed."""
    catalogue, now = knowledge.catalogue, clock.now()
    subscribed = to_show(await subscriptions.of(destination), None)
    mentioned = {role for one in subscribed for _, role in one.preferences.mentions}
    pictured = any(one.preferences.picture for one in subscribed)
    found = await channels.check(destination, wording, mentioned=mentioned, pictured=pictured)
    suspension = await subscriptions.suspension_of(destination)
    lines = [*found.problems, *found.notes]
    if suspension:
        lines.append(replies.set_aside(suspension.since, suspension.reason, wording))
    zones = dict.fromkeys(one.preferences.zone for one in subscribed) or {default_zone: None}
    lines += [replies.local_time(now, zone, wording) for zone in zones]
    lines += replies.subscribed_to(subscribed, catalogue, wording)
    if destination.workspace and any(one.preferences.events for one in subscribed):
        failing = await events.troubles(destination.platform, destination.workspace)
        lines += replies.events_failing(failing, wording)
    waiting = [
        fate for fate in await outbox.reports(destination, limit=50) if not fate.state.is_ended
    ]
    if waiting:
        lines.append(
            replies.on_its_way(
                sentence_in(waiting[-1].headline, wording.language), len(waiting), wording
            )
        )
    steps = foreseen(catalogue, subscribed, now=now, days=_DAYS, wording=wording)
    told = [(step, subscription) for step, subscription in steps if not step.is_lost]
    if told:
        lines.append(replies.told_next(*told[0], wording))
    elif subscribed:
        lines.append(replies.nothing_due(wording))
    return replies.channel_checked(
        problems=found.problems,
        was_refused=suspension is not None,
        lines=lines,
        wording=wording,
    )
