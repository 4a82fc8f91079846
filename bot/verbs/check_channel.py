"""Checking up: whether a destination can be told anything, and what it is told next."""

from zoneinfo import ZoneInfo

from bot.ports import Channels, Clock, Knowledge, Outbox, Subscriptions
from content.announcements.forecast import foreseen
from content.commands.replies import in_short, said
from content.commands.reply import CommandReply
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
    default_zone: str,
) -> CommandReply:
    """Return how *destination* stands: what is in the way, and the cure; nothing is changed."""
    catalogue, now = knowledge.catalogue, clock.now()
    found = await channels.check(destination)
    wishes = to_show(await subscriptions.of(destination), None)
    suspension = await subscriptions.suspension_of(destination)
    lines = [*found.problems, *found.notes]
    if suspension:
        lines.append(
            f"Set aside since {suspension.since:%Y-%m-%d %H:%M} UTC: {suspension.reason} "
            "I look again by myself; subscribing again makes me look at once."
        )
    zones = dict.fromkeys(wish.preferences.zone for wish in wishes) or {default_zone: None}
    lines += [
        f"It is {now.astimezone(ZoneInfo(zone)):%A, %Y-%m-%d %H:%M} in {zone}." for zone in zones
    ]
    if not wishes:
        lines.append("Not subscribed to anything; begin with: updates subscribe SHOW")
    lines += [f"Subscribed: {in_short(wish, catalogue)}" for wish in wishes]
    waiting = [
        fate
        for fate in await outbox.reports(destination, limit=50)
        if fate.state in {"waiting", "held", "sending", "unknown", "suspended"}
    ]
    if waiting:
        lines.append(f"On its way: {waiting[-1].headline} ({len(waiting)} in all)")
    steps = foreseen(catalogue, wishes, now=now, days=_DAYS)
    told = [(step, wish) for step, wish in steps if not step.is_lost]
    if told:
        step, wish = told[0]
        zone = wish.preferences.zone
        local = step.at.astimezone(ZoneInfo(zone))
        lines.append(
            f"Next, unless there is news before: {step.announcement.headline} "
            f"({local:%Y-%m-%d %H:%M} {zone})"
        )
    elif wishes:
        lines.append("Next: whatever becomes news; no countdown is due.")
    headline = "I cannot post here." if found.problems else "I can post here."
    if suspension and not found.problems:
        headline = "I can post here again, as far as I see; it was refused before."
    return said(headline, *lines, "I have only looked; nothing was changed.")
