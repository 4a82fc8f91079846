"""What is said of whether a channel can be told anything, and of what it is told next."""

from collections.abc import Sequence
from datetime import datetime

from content.announcements.forecast import Foreseen
from content.announcements.scheduled_events import KeptEvent
from content.commands.replies.channel_subscriptions import in_short
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.zones import zone_of
from content.language.command_hints import hint
from content.language.dates import weekday_name
from content.language.places_named import HERE
from content.language.wording import ENGLISH, Wording
from content.subscriptions.subscription import Subscription


def channel_checked(
    *, problems: Sequence[str], was_refused: bool, lines: Sequence[str], wording: Wording = ENGLISH
) -> CommandReply:
    """Return whether the channel can be posted to, then *lines*; *was_refused* is until now."""
    headline = wording.say("I can post {here}.", here=HERE)
    if problems:
        headline = wording.say("I cannot post {here}.", here=HERE)
    elif was_refused:
        headline = wording.say(
            "I can post {here} again, as far as I see; it was refused before.", here=HERE
        )
    looked = wording.say("I have only looked; nothing was changed.")
    return CommandReply(headline=headline, lines=(*lines, looked), language=wording.language)


def set_aside(since: datetime, reason: str, wording: Wording = ENGLISH) -> str:
    """Return since when nothing is posted there, and why."""
    return wording.say(
        "Set aside since {moment} UTC: {reason} "
        "I look again by myself; subscribing again makes me look at once.",
        moment=f"{since:%Y-%m-%d %H:%M}",
        reason=wording.recalled(reason),
    )


def local_time(now: datetime, zone: str, wording: Wording = ENGLISH) -> str:
    """Return what time it is in an IANA zone."""
    local = now.astimezone(zone_of(zone))
    return wording.say(
        "It is {weekday}, {moment} in {zone}.",
        weekday=weekday_name(local.date(), wording),
        moment=f"{local:%Y-%m-%d %H:%M}",
        zone=zone,
    )


def subscribed_to(
    subscriptions: Sequence[Subscription], catalogue: Catalogue, wording: Wording = ENGLISH
) -> list[str]:
    """Return what the channel hears, a line each, or that it hears nothing."""
    if not subscriptions:
        begin = hint("updates subscribe", show="SHOW")
        return [wording.say("Not subscribed to anything; begin with: {command}", command=begin)]
    return [
        wording.say("Subscribed: {subscription}", subscription=in_short(one, catalogue, wording))
        for one in subscriptions
    ]


def events_failing(failing: Sequence[KeptEvent], wording: Wording = ENGLISH) -> list[str]:
    """Return why events are not in the server's calendar, each reason once."""
    by_reason: dict[str, list[str]] = {}
    for one in failing:
        by_reason.setdefault(one.reason, []).append(one.event.name)
    return [
        wording.count(
            "{number} event could not be kept ({names}): {reason}",
            "{number} events could not be kept ({names}, …): {reason}",
            len(names),
            names=names[0],
            reason=wording.recalled(reason),
        )
        for reason, names in by_reason.items()
    ]


def on_its_way(headline: str, count: int, wording: Wording = ENGLISH) -> str:
    """Return what is told next of the *count* pieces of news that wait."""
    return wording.count(
        "On its way: {headline} ({number} in all)",
        "On its way: {headline} ({number} in all)",
        count,
        headline=headline,
    )


def told_next(step: Foreseen, subscription: Subscription, wording: Wording = ENGLISH) -> str:
    """Return which countdown step comes next, and when *subscription* has it told."""
    zone = subscription.preferences.zone
    local = step.at.astimezone(zone_of(zone))
    return wording.say(
        "Next, unless there is news before: {headline} ({moment} {zone})",
        headline=step.announcement.headline,
        moment=f"{local:%Y-%m-%d %H:%M}",
        zone=zone,
    )


def nothing_due(wording: Wording = ENGLISH) -> str:
    """Return that no countdown step is to come."""
    return wording.say("Next: whatever becomes news; no countdown is due.")
