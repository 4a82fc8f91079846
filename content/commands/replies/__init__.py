"""What is said back to admins and editors, and which show they mean."""

from collections.abc import Sequence

from content.answers.reply import Reply, ReplyStatus
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import Source
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from content.language.date_words import words
from content.subscriptions.preferences import KINDS, PreferenceError
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription


def described(subscription: Subscription) -> list[str]:
    """Return what is wanted of a subscription, a sentence each."""
    wants = subscription.preferences
    at = f"{wants.hour:02}:00 {wants.zone}"
    lines = [f"It is told {_kinds(wants.topics)}, if at least {wants.lowest_stance.value}."]
    if wants.steps and Topic.COUNTDOWN in wants.topics:
        steps = ", ".join(str(step) for step in wants.steps)
        if wants.digest is DigestFrequency.WEEKLY:
            lines.append(
                f"Each Monday's post says what is ahead, if {steps} days before it fall into that "
                "week; a premiere itself is told at once."
            )
        else:
            lines.append(f"Countdowns come at {at}, {steps} days before.")
    else:
        lines.append(f"There are no countdowns. Its hour is {at}.")
    if wants.digest is not DigestFrequency.NONE:
        when = "every day" if wants.digest is DigestFrequency.DAILY else "every Monday"
        lines.append(f"News is gathered into one post {when} at {at}.")
    if wants.quiet:
        begin, end = wants.quiet
        lines.append(f"Nothing is posted from {begin:02}:00 to {end:02}:00.")
    for role in dict.fromkeys(role for _, role in wants.mentions):
        kinds = frozenset(topic for topic, whom in wants.mentions if whom == role)
        lines.append(f"I mention {role} with {_kinds(kinds)}.")
    if wants.silent:
        lines.append("Posts are silent: they notify nobody, where the platform can do that.")
    if subscription.paused_at:
        since = words(PartialDate.on(subscription.paused_at.date()))
        lines.append(f"It is paused since {since}; go on with: updates resume")
    return lines


def in_short(subscription: Subscription, catalogue: Catalogue) -> str:
    """Return a subscription as one line."""
    name, wants = show_name(subscription.show, catalogue), subscription.preferences
    steps = ", ".join(str(step) for step in wants.steps) or "none"
    parts = [
        _kinds(wants.topics),
        f"at least {wants.lowest_stance.value}",
        f"countdown {steps}",
        f"{wants.hour:02}:00 {wants.zone}",
    ]
    if wants.digest is not DigestFrequency.NONE:
        parts.append(f"{wants.digest.value} digest")
    if wants.quiet:
        parts.append(f"quiet {wants.quiet[0]}-{wants.quiet[1]}")
    if wants.mentions:
        parts.append("with mentions")
    if wants.silent:
        parts.append("silent")
    if subscription.paused_at:
        parts.append("paused")
    return f"{name[:1].upper()}{name[1:]}: {'; '.join(parts)}"


def _kinds(topics: frozenset[Topic]) -> str:
    if topics >= frozenset(KINDS):
        return "every kind of news"
    return ", ".join(topic.value for topic in KINDS if topic in topics) or "nothing"


def refused(error: PreferenceError) -> CommandReply:
    """Return the reply to a preference that cannot be read."""
    return said(str(error), "Nothing was changed.", status=ReplyStatus.OUT_OF_SCOPE)


def said(
    headline: str,
    *lines: str,
    status: ReplyStatus = ReplyStatus.DONE,
    sources: Sequence[Source] = (),
    also: Sequence[Reply] = (),
) -> CommandReply:
    """Return a reply, and what may follow it."""
    return CommandReply(
        headline=headline,
        lines=lines,
        status=status,
        sources=tuple(sources),
        also=tuple(also),
    )
