"""What is said of what became of a piece of news at a channel, and why it never got there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, assert_never

from content.announcements.broadcast import Broadcast
from content.announcements.delivery_report import DeliveryReport, ToldAs
from content.answers.reply import ReplyStatus
from content.commands.reply import CommandReply
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from content.facts.zones import zone_of
from content.language.command_hints import hint, unmarked
from content.language.dates import words as date_words
from content.language.hedges import stance_words
from content.language.links import Link
from content.language.places_named import HERE, THIS_CHANNEL
from content.language.wording import ENGLISH, Wording, phrase
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.matching import Unwanted, unwanted_by
from content.subscriptions.preference_values import LISTINGS
from content.subscriptions.subscription import Subscription

_MOST_ECHOED: Final = 100
"""Characters of what somebody typed that are said back to them."""
_NEAREST: Final = (
    Unwanted.WEEKLY_INSTEAD,
    Unwanted.STEP,
    Unwanted.LISTED,
    Unwanted.PREMIERE,
    Unwanted.STANCE,
    Unwanted.TOPIC,
    Unwanted.SHOW,
)
"""Of the reasons of several subscriptions, that one is told which came nearest to wanting it."""

_ARRIVED: Final = {
    ToldAs.ITSELF: phrase("delivered at {moment}."),
    ToldAs.ANSWER: phrase("told at {moment}, in answer to the post of its headline."),
    ToldAs.EDIT: phrase("told in the post of its headline, edited at {moment}."),
}
_ENDS: Final = {
    DeliveryState.SUSPENDED: (
        phrase("kept back, because {channel} cannot be posted to: {reason}"),
        phrase("kept back, because {channel} cannot be posted to."),
    ),
    DeliveryState.REJECTED: (phrase("refused: {reason}"), phrase("refused.")),
    DeliveryState.EXPIRED: (
        phrase("not told, since it would have come too late: {reason}"),
        phrase("not told, since it would have come too late."),
    ),
    DeliveryState.VOID: (phrase("not told: {reason}"), phrase("not told.")),
}
"""Where it has a reason, and where it has none."""


def deliveries_explained(
    lines: Sequence[str],
    links: Sequence[Link],
    *,
    were_meant: bool,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what became of each; *were_meant* is whether somebody named what is told of."""
    headline = wording.say("What became of the latest news:")
    if were_meant:
        headline = wording.say("This is what became of it {here}:", here=HERE)
    return CommandReply(
        headline=headline, lines=tuple(lines), links=tuple(links), language=wording.language
    )


def nothing_to_explain(
    meant: str | None, lines: Sequence[str], wording: Wording = ENGLISH
) -> CommandReply:
    """Return that nothing has become news, or nothing that somebody *meant* by some words."""
    headline = wording.say("There has been no news since I began to look.")
    if meant:
        echoed = meant if len(meant) <= _MOST_ECHOED else f"{meant[:_MOST_ECHOED]}…"
        headline = wording.say(
            "Nothing of that kind has become news since I began to look: {words}",
            words=unmarked(echoed),
        )
    return CommandReply(
        headline=headline,
        lines=tuple(lines),
        status=ReplyStatus.NOT_ANNOUNCED,
        language=wording.language,
    )


def nothing_arrives(reason: str, wording: Wording = ENGLISH) -> str:
    """Return that the channel is set aside, and why."""
    return wording.say(
        "Nothing arrives {here} at present: {reason}", here=HERE, reason=wording.recalled(reason)
    )


def report_line(headline: str, became: str) -> str:
    """Return a piece of news and what became of it."""
    return f"{headline} — {became}"


def post_link(page: str, at: datetime, zone: str, wording: Wording = ENGLISH) -> Link:
    """Return the link to a post of *at*, an aware moment."""
    day = PartialDate.on(at.astimezone(zone_of(zone)).date())
    label = wording.say(
        "The post {here}, {day}", here=HERE, day=date_words(day, locale=wording.language)
    )
    return Link(label, page)


def what_became(report: DeliveryReport, zone: str, wording: Wording = ENGLISH) -> str:
    """Return how a delivery stands, for behind its news and a dash."""
    at = _moment(report.at, zone)
    match report.state:
        case DeliveryState.WAITING if report.reason:
            return wording.say(
                "waiting until {moment}: {reason}",
                moment=_until(report, zone, wording),
                reason=wording.recalled(report.reason),
            )
        case DeliveryState.WAITING | DeliveryState.SENDING:
            return wording.say("on its way.")
        case DeliveryState.UNKNOWN:
            return wording.say(
                "sent, but the answer was lost; I look whether it arrived before I repeat it."
            )
        case DeliveryState.HELD:
            until = _until(report, zone, wording)
            return wording.say("it comes in the next digest, at {moment}.", moment=until)
        case DeliveryState.DELIVERED:
            return wording.say(_ARRIVED[report.told_as], moment=at)
        case DeliveryState.DIGESTED if report.digest and not _has_arrived(report.digest):
            became = what_became(report.digest, zone, wording)
            return wording.say("in the digest of {moment}: {became}", moment=at, became=became)
        case DeliveryState.DIGESTED:
            return wording.say("told in the digest of {moment}.", moment=at)
        case DeliveryState.PAUSED:
            return wording.say("not told: it was paused ({moment}).", moment=at)
        case (
            DeliveryState.SUSPENDED
            | DeliveryState.REJECTED
            | DeliveryState.EXPIRED
            | DeliveryState.VOID
        ):
            return _ended(report.state, report.reason, wording)
        case _:
            assert_never(report.state)


def no_longer_known(days: int, wording: Wording = ENGLISH) -> str:
    """Return that what became of it went, after so many days."""
    if days == 1:
        return wording.say("it is too long ago: what became of a post, I keep for a day.")
    return wording.say(
        "it is too long ago: what became of a post, I keep for {days} days.", days=days
    )


def why_not_queued(
    told: Broadcast,
    subscriptions: Sequence[Subscription],
    show: ShowId | None,
    wording: Wording = ENGLISH,
) -> str:
    """Return why *told* was never queued for a channel that has *subscriptions*.

    *show* is the one that was named; None: whichever the news is of.
    """
    news = told.announcement
    if not subscriptions:
        return wording.say(
            "not told: {channel} is not subscribed to anything.", channel=THIS_CHANNEL
        )
    reasons = {
        unwanted_by(subscription, told.audience): subscription for subscription in subscriptions
    }
    if None in reasons or Unwanted.HOUR in reasons:
        subscription = reasons.get(None) or reasons[Unwanted.HOUR]
        if subscription.created_at > news.created_at:
            day = subscription.created_at.astimezone(zone_of(subscription.preferences.zone))
            return wording.say(
                "not told: it was news before {channel} was subscribed ({day}).",
                channel=THIS_CHANNEL,
                day=f"{day:%Y-%m-%d}",
            )
        return wording.say(
            "not told: what {channel} wants to hear was changed since then.", channel=THIS_CHANNEL
        )
    reason = next(one for one in _NEAREST if one in reasons)
    wants, about = reasons[reason].preferences, show or news.subject.show
    match reason:
        case Unwanted.WEEKLY_INSTEAD:
            return wording.say("not told by itself: Monday's digest says what is ahead.")
        case Unwanted.STEP:
            return wording.say(
                "not told: countdowns come {here} {steps} days before, and {number} is none.",
                here=HERE,
                steps=", ".join(str(step) for step in wants.steps) or wording.say("none"),
                number=told.audience.step,
            )
        case Unwanted.LISTED:
            return wording.say(
                "not told: that day is only listed, and {channel} counts down to confirmed "
                "ones alone. Change that with: {command}",
                channel=THIS_CHANNEL,
                command=hint("updates settings", show=about, count_on=LISTINGS),
            )
        case Unwanted.PREMIERE:
            return wording.say("not told by itself: the countdown tells of the premiere.")
        case Unwanted.STANCE:
            return wording.say(
                "not told: it is {stance} only, and {channel} wants at least {lowest}. "
                "Change that with: {command}",
                channel=THIS_CHANNEL,
                stance=stance_words(news.stance, wording),
                lowest=stance_words(wants.lowest_stance, wording),
                command=hint("updates settings", show=about, stance=news.stance.value),
            )
        case Unwanted.TOPIC:
            return wording.say(
                "not told: {channel} does not want news of the kind {kind} ({command})",
                channel=THIS_CHANNEL,
                kind=news.topic.value,
                command=hint("updates settings", show=about, kinds="…"),
            )
        case _:
            return wording.say(
                "not told: {channel} is not subscribed to {show}.",
                channel=THIS_CHANNEL,
                show=news.show,
            )


def _ended(state: DeliveryState, reason: str | None, wording: Wording) -> str:
    with_reason, without = _ENDS[state]
    if not reason:
        return wording.say(without, channel=THIS_CHANNEL)
    return wording.say(with_reason, channel=THIS_CHANNEL, reason=wording.recalled(reason))


def _until(report: DeliveryReport, zone: str, wording: Wording) -> str:
    return _moment(report.until, zone) if report.until else wording.say("later")


def _has_arrived(report: DeliveryReport) -> bool:
    return report.state is DeliveryState.DELIVERED


def _moment(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(zone_of(zone)):%Y-%m-%d %H:%M} {zone}"
