"""Adjusting: how a destination hears what it is subscribed to, and whether at present."""

from bot.ports import Clock, Knowledge, SubscriptionRequest, Subscriptions
from content.answers.reply import ReplyStatus
from content.commands.replies import described, name_of, refused, said, show_in
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import PreferenceError, read_preferences
from content.subscriptions.subscription import Subscription, to_show


async def adjust(
    request: SubscriptionRequest,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Change what is said of the subscription to a show, or of all; return how they stand.

    Where nothing is said, nothing is changed. A preference that cannot be read is refused in words.
    """
    chosen = show_in(request.show, knowledge.catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    try:
        patch = read_preferences(request.preferences)
    except PreferenceError as error:
        return refused(error)
    if not to_show(await subscriptions.of(request.destination), chosen):
        return await _nothing(request.destination, chosen, knowledge.catalogue, subscriptions)
    headline = "This is how the channel hears its news."
    if not request.preferences.is_empty:
        await subscriptions.change(request.destination, chosen, patch, now=clock.now())
        headline = "Changed. This is how the channel hears its news from now on."
    found = to_show(await subscriptions.of(request.destination), chosen)
    return said(headline, *_all_described(found, knowledge.catalogue))


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
    if not to_show(await subscriptions.of(destination), chosen):
        return await _nothing(destination, chosen, catalogue, subscriptions)
    name = f"nothing about {name_of(chosen, catalogue)}" if chosen else "nothing at all"
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
    if not to_show(await subscriptions.of(destination), chosen):
        return await _nothing(destination, chosen, catalogue, subscriptions)
    name = name_of(chosen, catalogue) if chosen else "all that it is subscribed to"
    count = await subscriptions.resume(destination, chosen)
    headline = (
        f"This channel hears about {name} again, from now on."
        if count
        else f"This channel hears about {name}; nothing was paused."
    )
    return said(headline)


async def _nothing(
    destination: Destination,
    show: ShowId | None,
    catalogue: Catalogue,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Say that there is nothing to adjust, and how there would be."""
    every = [one for one in to_show(await subscriptions.of(destination), None) if one.show is None]
    if show is None or not every:
        name = name_of(show, catalogue) if show else "anything"
        return said(
            f"This channel is not subscribed to {name}; nothing has changed.",
            f"Subscribe it with: updates subscribe {show or 'SHOW'}",
            status=ReplyStatus.OUT_OF_SCOPE,
        )
    name = name_of(show, catalogue)
    return said(
        f"This channel hears about {name} only as one of every show; nothing has changed.",
        f"Give it wishes of its own with: updates subscribe {show}",
        status=ReplyStatus.OUT_OF_SCOPE,
    )


def _all_described(found: list[Subscription], catalogue: Catalogue) -> list[str]:
    if len(found) == 1:
        name = name_of(found[0].show, catalogue)
        return [f"Subscribed to {name}.", *described(found[0])]
    names = [name_of(one.show, catalogue) for one in found]
    return [
        f"{name[:1].upper()}{name[1:]}: {' '.join(described(one))}"
        for name, one in zip(names, found, strict=True)
    ]
