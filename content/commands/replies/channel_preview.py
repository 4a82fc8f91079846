"""What is said of what a channel will be told, and how it will look there."""

from collections.abc import Sequence
from typing import Final

from content.announcements.announcement import News
from content.announcements.forecast import Foreseen
from content.answers.reply import Reply, ReplyStatus
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.zones import zone_of
from content.language.command_hints import hint
from content.language.places_named import THE_CHANNEL, THIS_CHANNEL
from content.language.wording import ENGLISH, Wording
from content.subscriptions.preference_values import LISTINGS
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription
from content.understanding.intents import Intent

_MOST_LINES: Final = 25


def channel_preview(
    steps: Sequence[tuple[Foreseen, Subscription]],
    subscriptions: Sequence[Subscription],
    latest: News | None,
    *,
    headline: str,
    headlines: int | None = None,
    leaves_out_listed: bool = False,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return the *steps* to come, episodes among them, and the *latest* news.

    Each is given with the subscription that wants it.

    *subscriptions* are all subscriptions looked at; where each is paused, that is said as well.
    *headlines* is how many there were in a week, and None where they are not wanted.
    *leaves_out_listed* is whether there were more steps, if it counted on listings.
    """
    lines = [_step_line(step, subscription, wording) for step, subscription in steps[:_MOST_LINES]]
    if len(steps) > _MOST_LINES:
        more = len(steps) - _MOST_LINES
        lines.append(wording.count("And {number} more.", "And {number} more.", more))
    if not steps:
        lines.append(
            wording.say("No countdown: nothing that it wants to hear of has a confirmed day.")
        )
    if leaves_out_listed:
        lines.append(
            wording.say(
                "Days that are only listed are left out; to count down to them: {command}",
                command=hint("updates settings", count_on=LISTINGS),
            )
        )
    lines += dict.fromkeys(
        line for subscription in subscriptions for line in _digest_lines(subscription, wording)
    )
    if headlines is not None:
        lines.append(_headlines_line(headlines, wording))
    if all(subscription.paused_at for subscription in subscriptions):
        lines.append(
            wording.say(
                "It is paused, so nothing at all is told until: {command}",
                command=hint("updates resume"),
            )
        )
    if latest is None:
        lines.append(wording.say("News comes as it happens."))
        return CommandReply(headline=headline, lines=tuple(lines), language=wording.language)
    lines.append(
        wording.say("News comes as it happens. The last piece of it would look like this:")
    )
    return CommandReply(
        headline=headline,
        lines=tuple(lines),
        also=(_as_reply(latest, wording),),
        language=wording.language,
    )


def told_ahead(days: int, wording: Wording = ENGLISH) -> str:
    """Return what stands above the steps of a channel that is subscribed."""
    return wording.count(
        "What {channel} is told in the next {number} day, as far as it is known today:",
        "What {channel} is told in the next {number} days, as far as it is known today:",
        days,
        channel=THIS_CHANNEL,
    )


def would_be_told(show: ShowId | None, catalogue: Catalogue, wording: Wording = ENGLISH) -> str:
    """Return what stands above the steps of a channel that is not subscribed to *show*."""
    return wording.say(
        "{channel} is not subscribed; with {show} it would be told:",
        channel=THE_CHANNEL,
        show=show_name(show, catalogue, wording),
    )


def not_told(step: Foreseen, wording: Wording = ENGLISH) -> str:
    """Return that *step*, which is lost, will not be told, and why."""
    headline = step.announcement.headline
    return wording.say("Not told, since it would come too late: {headline}", headline=headline)


def _headlines_line(lately: int, wording: Wording) -> str:
    """Return what can be said of headlines: nobody knows what outlets will write."""
    if not lately:
        return wording.say("Headlines come as outlets write them; there was none in the last week.")
    return wording.count(
        "Headlines come as outlets write them; there was {number} in the last week.",
        "Headlines come as outlets write them; there were {number} in the last week.",
        lately,
    )


def _step_line(step: Foreseen, subscription: Subscription, wording: Wording) -> str:
    headline = step.announcement.headline
    if step.is_lost:
        return not_told(step, wording)
    zone = subscription.preferences.zone
    local = step.at.astimezone(zone_of(zone))
    line = f"{local:%Y-%m-%d %H:%M} {zone}: {headline}"
    return wording.say("{line} (in the digest)", line=line) if step.is_gathered else line


def _digest_lines(subscription: Subscription, wording: Wording) -> list[str]:
    wants = subscription.preferences
    hour = f"{wants.schedule.at.hour:02}:00 {wants.zone}"
    match wants.digest:
        case DigestFrequency.NONE:
            return []
        case DigestFrequency.DAILY:
            return [wording.say("News is told in a digest every day at {hour}.", hour=hour)]
        case DigestFrequency.WEEKLY:
            return [wording.say("News is told in a digest on Mondays at {hour}.", hour=hour)]


def _as_reply(news: News, wording: Wording) -> Reply:
    lines = news.lines if news.conflict is None else (*news.lines, news.conflict)
    return Reply(
        intent=Intent.UPDATES,
        show=news.subject.show,
        season=news.subject.season,
        status=ReplyStatus.KNOWN,
        headline=news.headline,
        lines=lines,
        stance=news.stance,
        sources=news.sources,
        moment=news.moment,
        language=wording.language,
    )
