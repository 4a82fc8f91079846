"""Subscribing: what a destination wants to hear, how, and whether at present."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ports.journal import Clock
from bot.ports.platforms import SubscriptionRequest
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.forecast import lost_steps
from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.commands.acts import Act
from content.commands.replies import channel_subscriptions as replies
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.language.wording import ENGLISH, Wording
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
    act: Act,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    default_zone: str,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Store what is requested, and return what will be told and what is known today, once.

    *act* is kept with it, with the show that is meant. What is not said of a subscription that
    stands stays as it is. A show that is not tracked, and
    a preference that cannot be read, are refused in words, and nothing is stored.
    """
    catalogue = knowledge.catalogue
    read = _read(request, catalogue, wording)
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
    is_new = await subscriptions.subscribe(stored, act=replace(act, show=chosen))
    today: Reply | None = None
    if chosen is not None:
        question = Question(intent=Intent.RELEASE_DATE, show=chosen, language=wording.language)
        today = answer_question(question, catalogue, AsOf.at(now))
    lost = lost_steps(catalogue, [stored], now=now, wording=wording)
    return replies.subscribed(stored, catalogue, today, lost=lost, is_new=is_new, wording=wording)


async def change_settings(
    request: SubscriptionRequest,
    *,
    act: Act,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Change what is said of the subscription to a show, or of all; return how they stand.

    Where nothing is said, nothing is changed. A preference that cannot be read is refused in words.
    """
    catalogue = knowledge.catalogue
    read = _read(request, catalogue, wording)
    if isinstance(read, CommandReply):
        return read
    chosen, patch = read
    stand = await subscriptions.of(request.destination)
    if not to_show(stand, chosen):
        return _not_subscribed(chosen, stand, catalogue, wording)
    now = clock.now()
    if patch:
        kept = replace(act, show=chosen)
        await subscriptions.change(request.destination, chosen, patch, now=now, act=kept)
        stand = await subscriptions.of(request.destination)
    found = to_show(stand, chosen)
    lost = lost_steps(catalogue, found, now=now, wording=wording)
    return replies.settings_shown(found, catalogue, lost=lost, changed=bool(patch), wording=wording)


async def unsubscribe(
    destination: Destination,
    show: str | None,
    *,
    act: Act,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Remove the subscription to *show* (as typed), or with None every one of the destination."""
    catalogue = knowledge.catalogue
    chosen = show_in(show, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    count = await subscriptions.unsubscribe(destination, chosen, act=replace(act, show=chosen))
    every = any(one.show is None for one in await subscriptions.of(destination))
    return replies.unsubscribed(
        chosen, catalogue, stood=count > 0, hears_every=every, wording=wording
    )


async def pause(
    destination: Destination,
    show: str | None,
    *,
    act: Act,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Tell nothing of *show* (as typed), or with None of anything, until it is resumed."""
    catalogue = knowledge.catalogue
    chosen = await _subscribed_show(destination, show, catalogue, subscriptions, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    count = await subscriptions.pause(
        destination, chosen, now=clock.now(), act=replace(act, show=chosen)
    )
    return replies.paused(chosen, catalogue, changed=count > 0, wording=wording)


async def resume(
    destination: Destination,
    show: str | None,
    *,
    act: Act,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Tell again what becomes news from now on, of *show* (as typed) or of all with None."""
    catalogue = knowledge.catalogue
    chosen = await _subscribed_show(destination, show, catalogue, subscriptions, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    count = await subscriptions.resume(destination, chosen, act=replace(act, show=chosen))
    return replies.resumed(chosen, catalogue, changed=count > 0, wording=wording)


async def _subscribed_show(
    destination: Destination,
    typed: str | None,
    catalogue: Catalogue,
    subscriptions: Subscriptions,
    wording: Wording,
) -> ShowId | CommandReply | None:
    """Return the show that is meant and subscribed, None for all; or why there is none."""
    chosen = show_in(typed, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    stand = await subscriptions.of(destination)
    if to_show(stand, chosen):
        return chosen
    return _not_subscribed(chosen, stand, catalogue, wording)


async def list_subscriptions(
    destination: Destination,
    *,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what the destination hears, a line each."""
    found = to_show(await subscriptions.of(destination), None)
    suspension = await subscriptions.suspension_of(destination) if found else None
    return replies.subscriptions_listed(
        found,
        knowledge.catalogue,
        set_aside=suspension.reason if suspension else None,
        wording=wording,
    )


def _read(
    request: SubscriptionRequest, catalogue: Catalogue, wording: Wording
) -> tuple[ShowId | None, PreferencesPatch] | CommandReply:
    """Return the show and the preferences that are meant, or why they cannot be read."""
    chosen = show_in(request.show, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    try:
        return chosen, read_preferences(request.preferences)
    except PreferenceError as error:
        return replies.refused(error, wording)


def _not_subscribed(
    show: ShowId | None, stand: Sequence[Subscription], catalogue: Catalogue, wording: Wording
) -> CommandReply:
    """Say that there is nothing to change among what *stand*, and how there would be."""
    if show is None or all(one.show is not None for one in stand):
        return replies.nothing_subscribed(show, catalogue, wording)
    return replies.only_as_one_of_all(show, catalogue, wording)
