"""Subscribing: what a destination wants to hear."""

from dataclasses import replace

from bot.ports import Clock, Knowledge, SubscriptionRequest, Subscriptions
from content.answers.answer import answer_question
from content.commands.replies import described, in_short, name_of, refused, said, show_in
from content.commands.reply import CommandReply
from content.facts.as_of import AsOf
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL, PreferenceError, read_preferences
from content.subscriptions.subscription import Subscription, to_show
from content.understanding.question import Intent, Question


async def subscribe(
    request: SubscriptionRequest,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    default_zone: str,
) -> CommandReply:
    """Store what is requested, and return what will be told and what is known today, once.

    What is not said of a subscription that stands stays as it is. A show that is not tracked, and
    a preference that cannot be read, are refused in words, and nothing is stored.
    """
    catalogue = knowledge.catalogue
    chosen = show_in(request.show, catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    try:
        patch = read_preferences(request.preferences)
    except PreferenceError as error:
        return refused(error)
    now = clock.now()
    fresh = Subscription(
        destination=request.destination,
        show=chosen,
        preferences=replace(USUAL, zone=default_zone),
        created_by=request.by,
        created_at=now,
    )
    stood = [one for one in await subscriptions.of(request.destination) if one.show == chosen]
    old = (
        replace(stood[0], created_by=request.by, created_at=now, paused_at=None) if stood else fresh
    )
    stored = replace(old, preferences=patch.applied_to(old.preferences))
    is_new = await subscriptions.subscribe(stored)
    name = name_of(chosen, catalogue)
    headline = (
        f"This channel now hears about {name}."
        if is_new
        else f"This channel hears about {name} already; I have kept its wishes up to date."
    )
    lines = [*described(stored), "Each piece of news is told once."]
    if chosen is None:
        return said(headline, *lines)
    question = Question(intent=Intent.RELEASE_DATE, show=chosen)
    today = answer_question(question, catalogue, AsOf.at(now))
    return said(headline, *lines, f"As known today: {today.headline}", sources=today.sources)


async def unsubscribe(
    destination: Destination,
    show: str | None,
    *,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Remove the subscription to *show* (as typed), or with None every one of the destination."""
    catalogue = knowledge.catalogue
    chosen = show_in(show, catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    count = await subscriptions.unsubscribe(destination, chosen)
    name = name_of(chosen, catalogue) if chosen else "anything"
    headline = (
        f"This channel no longer hears about {name}."
        if count
        else f"This channel was not subscribed to {name}; nothing has changed."
    )
    every = any(one.show is None for one in await subscriptions.of(destination))
    lines = ["It is still subscribed to every show."] if chosen and every else []
    return said(headline, *lines)


async def list_subscriptions(
    destination: Destination, *, knowledge: Knowledge, subscriptions: Subscriptions
) -> CommandReply:
    """Return what the destination hears, a line each."""
    found = to_show(await subscriptions.of(destination), None)
    if not found:
        return said(
            "This channel is not subscribed to anything.",
            "An admin can change that with: updates subscribe SHOW",
        )
    lines = [in_short(one, knowledge.catalogue) for one in found]
    suspension = await subscriptions.suspension_of(destination)
    if suspension:
        lines.append(f"Nothing arrives at present: {suspension.reason}")
    return said("This channel hears about:", *lines)
