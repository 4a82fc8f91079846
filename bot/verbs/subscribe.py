"""Subscribing: what a destination wants to hear, how, and whether at present."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ports import Clock, Knowledge, SubscriptionRequest, Subscriptions
from content.answers.answer import answer_question
from content.answers.reply import ReplyStatus
from content.commands.replies import described, in_short, refused, said
from content.commands.replies.shows_meant import show_in, show_name
from content.commands.reply import CommandReply
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination
from content.subscriptions.preference_fields import read_preferences
from content.subscriptions.preference_values import PreferenceError
from content.subscriptions.preferences import USUAL, PreferencesPatch
from content.subscriptions.subscription import Subscription, to_show
from content.understanding.intents import Intent
from content.understanding.question import Question


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
    read = _read(request, catalogue)
    if isinstance(read, CommandReply):
        return read
    chosen, patch = read
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
    name = show_name(chosen, catalogue)
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


async def change_settings(
    request: SubscriptionRequest,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Change what is said of the subscription to a show, or of all; return how they stand.

    Where nothing is said, nothing is changed. A preference that cannot be read is refused in words.
    """
    catalogue = knowledge.catalogue
    read = _read(request, catalogue)
    if isinstance(read, CommandReply):
        return read
    chosen, patch = read
    stand = await subscriptions.of(request.destination)
    if not to_show(stand, chosen):
        return _not_subscribed(chosen, stand, catalogue)
    headline = "This is how the channel hears its news."
    if patch:
        await subscriptions.change(request.destination, chosen, patch, now=clock.now())
        headline = "Changed. This is how the channel hears its news from now on."
        stand = await subscriptions.of(request.destination)
    return said(headline, *_all_described(to_show(stand, chosen), catalogue))


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
    name = show_name(chosen, catalogue) if chosen else "anything"
    headline = (
        f"This channel no longer hears about {name}."
        if count
        else f"This channel was not subscribed to {name}; nothing has changed."
    )
    every = any(one.show is None for one in await subscriptions.of(destination))
    lines = ["It is still subscribed to every show."] if chosen and every else []
    return said(headline, *lines)


async def pause(
    destination: Destination,
    show: str | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Tell nothing of *show* (as typed), or with None of anything, until it is resumed."""
    catalogue = knowledge.catalogue
    chosen = show_in(show, catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    stand = await subscriptions.of(destination)
    if not to_show(stand, chosen):
        return _not_subscribed(chosen, stand, catalogue)
    name = f"nothing about {show_name(chosen, catalogue)}" if chosen else "nothing at all"
    count = await subscriptions.pause(destination, chosen, now=clock.now())
    if not count:
        return said(f"This channel is told {name} already.")
    again = f"updates resume {chosen}" if chosen else "updates resume"
    return said(
        f"Paused: this channel is told {name} until somebody resumes it.",
        f"What becomes news meanwhile is not told later either. Go on with: {again}",
    )


async def resume(
    destination: Destination,
    show: str | None,
    *,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Tell again what becomes news from now on, of *show* (as typed) or of all with None."""
    catalogue = knowledge.catalogue
    chosen = show_in(show, catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    stand = await subscriptions.of(destination)
    if not to_show(stand, chosen):
        return _not_subscribed(chosen, stand, catalogue)
    name = show_name(chosen, catalogue) if chosen else "all that it is subscribed to"
    count = await subscriptions.resume(destination, chosen)
    headline = (
        f"This channel hears about {name} again, from now on."
        if count
        else f"This channel hears about {name}; nothing was paused."
    )
    return said(headline)


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


def _read(
    request: SubscriptionRequest, catalogue: Catalogue
) -> tuple[ShowId | None, PreferencesPatch] | CommandReply:
    """Return the show and the preferences that are meant, or why they cannot be read."""
    chosen = show_in(request.show, catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    try:
        return chosen, read_preferences(request.preferences)
    except PreferenceError as error:
        return refused(error)


def _not_subscribed(
    show: ShowId | None, stand: Sequence[Subscription], catalogue: Catalogue
) -> CommandReply:
    """Say that there is nothing to change among what *stand*, and how there would be."""
    if show is None or all(one.show is not None for one in stand):
        name = show_name(show, catalogue) if show else "anything"
        return said(
            f"This channel is not subscribed to {name}; nothing has changed.",
            f"Subscribe it with: updates subscribe {show or 'SHOW'}",
            status=ReplyStatus.OUT_OF_SCOPE,
        )
    name = show_name(show, catalogue)
    return said(
        f"This channel hears about {name} only as one of every show; nothing has changed.",
        f"Give it wishes of its own with: updates subscribe {show}",
        status=ReplyStatus.OUT_OF_SCOPE,
    )


def _all_described(found: list[Subscription], catalogue: Catalogue) -> list[str]:
    if len(found) == 1:
        name = show_name(found[0].show, catalogue)
        return [f"Subscribed to {name}.", *described(found[0])]
    names = [show_name(one.show, catalogue) for one in found]
    return [
        f"{name[:1].upper()}{name[1:]}: {' '.join(described(one))}"
        for name, one in zip(names, found, strict=True)
    ]
