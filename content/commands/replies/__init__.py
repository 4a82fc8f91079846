"""What is said back to admins and editors, and which show they mean."""

from collections.abc import Sequence

from content.answers.reply import Reply, ReplyStatus
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import Source
from content.facts.dates import PartialDate
from content.language.date_words import words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.preference_fields import FIELDS, Fields
from content.subscriptions.preference_values import PreferenceError
from content.subscriptions.subscription import Subscription


def described(
    subscription: Subscription,
    wording: Wording = ENGLISH,
    fields: Fields = FIELDS,
) -> list[str]:
    """Return what is wanted of a subscription, a sentence each."""
    wants = subscription.preferences
    lines = [line for field in fields for line in field.describe(wants, wording)]
    if subscription.paused_at:
        since = words(PartialDate.on(subscription.paused_at.date()))
        lines.append(f"It is paused since {since}; go on with: updates resume")
    return lines


def in_short(
    subscription: Subscription,
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
    fields: Fields = FIELDS,
) -> str:
    """Return a subscription as one line."""
    name, wants = show_name(subscription.show, catalogue), subscription.preferences
    parts = [part for field in fields for part in field.shorten(wants, wording)]
    if subscription.paused_at:
        parts.append("paused")
    return f"{name[:1].upper()}{name[1:]}: {'; '.join(parts)}"


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
