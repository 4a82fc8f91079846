"""What is said to admins of what a channel is subscribed to, and of what became of that."""

from collections.abc import Sequence

from content.announcements.forecast import Foreseen
from content.answers.phrases import begun
from content.answers.reply import Reply, ReplyStatus
from content.commands.replies.channel_preview import not_told
from content.commands.replies.own_reminders import known_today
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from content.language.command_hints import hint
from content.language.dates import words
from content.language.places_named import THE_CHANNEL, THIS_CHANNEL
from content.language.translated import together
from content.language.wording import ENGLISH, Wording
from content.subscriptions.preference_fields import FIELDS, Fields, read_preferences
from content.subscriptions.preference_values import PreferenceError
from content.subscriptions.preferences import PreferencesInput
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
        since = words(PartialDate.on(subscription.paused_at.date()), locale=wording.language)
        lines.append(
            wording.say(
                "It is paused since {day}; go on with: {command}",
                day=since,
                command=hint("updates resume"),
            )
        )
    return lines


def in_short(
    subscription: Subscription,
    catalogue: Catalogue,
    wording: Wording = ENGLISH,
    fields: Fields = FIELDS,
) -> str:
    """Return a subscription as one line."""
    name = show_name(subscription.show, catalogue, wording)
    wants = subscription.preferences
    parts = [part for field in fields for part in field.shorten(wants, wording)]
    if subscription.paused_at:
        parts.append(wording.say("paused"))
    return together(begun(name), ": ", wording.joined("; ", parts))


def refused(error: PreferenceError, wording: Wording = ENGLISH) -> CommandReply:
    """Return the reply to a preference that cannot be read."""
    return CommandReply(
        headline=error.said(wording),
        lines=(wording.say("Nothing was changed."),),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def unread_preferences(typed: PreferencesInput, wording: Wording = ENGLISH) -> CommandReply | None:
    """Return why a preference cannot be read; None: all can."""
    try:
        read_preferences(typed)
    except PreferenceError as error:
        return refused(error, wording)
    return None


def subscribed(
    stored: Subscription,
    catalogue: Catalogue,
    today: Reply | None,
    *,
    lost: Sequence[Foreseen] = (),
    is_new: bool,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what a channel hears from now on, and what is known *today* of its one show.

    *lost* are countdown steps that it will not be told.
    """
    name = show_name(stored.show, catalogue, wording)
    headline = (
        wording.say("{channel} now hears about {show}.", channel=THE_CHANNEL, show=name)
        if is_new
        else wording.say(
            "{channel} hears about {show} already; I have kept its wishes up to date.",
            channel=THE_CHANNEL,
            show=name,
        )
    )
    lines = [*described(stored, wording), wording.say("Each piece of news is told once.")]
    lines += [not_told(step, wording) for step in lost]
    if today is not None:
        lines.append(known_today(today, wording))
    return CommandReply(
        headline=headline,
        lines=tuple(lines),
        sources=today.sources if today else (),
        language=wording.language,
    )


def unsubscribed(
    show: ShowId | None,
    catalogue: Catalogue,
    *,
    stood: bool,
    hears_every: bool,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return that a channel hears no more of *show*, or with None of anything.

    *stood* is whether it was subscribed to that, and *hears_every* whether it hears it still, as
    one of all.
    """
    if show is None:
        return CommandReply(
            headline=wording.say("{channel} no longer hears about anything.", channel=THE_CHANNEL)
            if stood
            else wording.say(
                "{channel} was not subscribed to anything; nothing has changed.",
                channel=THE_CHANNEL,
            ),
            language=wording.language,
        )
    name = show_name(show, catalogue, wording)
    headline = (
        wording.say("{channel} no longer hears about {show}.", channel=THE_CHANNEL, show=name)
        if stood
        else wording.say(
            "{channel} was not subscribed to {show}; nothing has changed.",
            channel=THE_CHANNEL,
            show=name,
        )
    )
    every = wording.say("It is still subscribed to every show.")
    return CommandReply(
        headline=headline, lines=(every,) if hears_every else (), language=wording.language
    )


def subscriptions_listed(
    found: Sequence[Subscription],
    catalogue: Catalogue,
    *,
    set_aside: str | None,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what a channel hears, a line each; *set_aside* is why nothing arrives at present."""
    if not found:
        begin = hint("updates subscribe", show="SHOW")
        return CommandReply(
            headline=wording.say("{channel} is not subscribed to anything.", channel=THE_CHANNEL),
            lines=(wording.say("An admin can change that with: {command}", command=begin),),
            language=wording.language,
        )
    lines = [in_short(one, catalogue, wording) for one in found]
    if set_aside is not None:
        reason = wording.recalled(set_aside)
        lines.append(wording.say("Nothing arrives at present: {reason}", reason=reason))
    return CommandReply(
        headline=wording.say("{channel} hears about:", channel=THE_CHANNEL),
        lines=tuple(lines),
        language=wording.language,
    )


def settings_shown(
    found: Sequence[Subscription],
    catalogue: Catalogue,
    *,
    lost: Sequence[Foreseen] = (),
    changed: bool,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return how a channel hears what it is subscribed to, now that something was *changed*.

    *lost* are countdown steps that it will not be told.
    """
    headline = wording.say("This is how {channel} hears its news.", channel=THIS_CHANNEL)
    if changed:
        headline = wording.say(
            "Changed. This is how {channel} hears its news from now on.", channel=THIS_CHANNEL
        )
    too_late = [not_told(step, wording) for step in lost]
    if len(found) == 1:
        name = show_name(found[0].show, catalogue, wording)
        lines = [wording.say("Subscribed to {show}.", show=name), *described(found[0], wording)]
        lines += too_late
        return CommandReply(headline=headline, lines=tuple(lines), language=wording.language)
    names = [show_name(one.show, catalogue, wording) for one in found]
    lines = [
        together(begun(name), ": ", " ".join(described(one, wording)))
        for name, one in zip(names, found, strict=True)
    ]
    lines += too_late
    return CommandReply(headline=headline, lines=tuple(lines), language=wording.language)


def paused(
    show: ShowId | None, catalogue: Catalogue, *, changed: bool, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that a channel is told nothing of *show*, or with None nothing at all.

    *changed* is whether it was told of that until now.
    """
    name = show_name(show, catalogue, wording)
    if not changed:
        return CommandReply(
            headline=wording.say("{channel} is told nothing at all already.", channel=THE_CHANNEL)
            if show is None
            else wording.say(
                "{channel} is told nothing about {show} already.", channel=THE_CHANNEL, show=name
            ),
            language=wording.language,
        )
    headline = (
        wording.say(
            "Paused: {channel} is told nothing at all until somebody resumes it.",
            channel=THIS_CHANNEL,
        )
        if show is None
        else wording.say(
            "Paused: {channel} is told nothing about {show} until somebody resumes it.",
            channel=THIS_CHANNEL,
            show=name,
        )
    )
    again = hint("updates resume") if show is None else hint("updates resume", show=show)
    line = wording.say(
        "What becomes news meanwhile is not told later either. Go on with: {command}",
        command=again,
    )
    return CommandReply(headline=headline, lines=(line,), language=wording.language)


def resumed(
    show: ShowId | None, catalogue: Catalogue, *, changed: bool, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that a channel is told of *show* again, or with None of all that it hears.

    *changed* is whether it was paused until now.
    """
    if show is None:
        return CommandReply(
            headline=wording.say(
                "{channel} hears about all that it is subscribed to again, from now on.",
                channel=THE_CHANNEL,
            )
            if changed
            else wording.say(
                "{channel} hears about all that it is subscribed to; nothing was paused.",
                channel=THE_CHANNEL,
            ),
            language=wording.language,
        )
    name = show_name(show, catalogue, wording)
    return CommandReply(
        headline=wording.say(
            "{channel} hears about {show} again, from now on.", channel=THE_CHANNEL, show=name
        )
        if changed
        else wording.say(
            "{channel} hears about {show}; nothing was paused.", channel=THE_CHANNEL, show=name
        ),
        language=wording.language,
    )


def nothing_subscribed(
    show: ShowId | None, catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that there is no subscription to change, and how there would be one."""
    headline = (
        wording.say(
            "{channel} is not subscribed to anything; nothing has changed.", channel=THE_CHANNEL
        )
        if show is None
        else wording.say(
            "{channel} is not subscribed to {show}; nothing has changed.",
            channel=THE_CHANNEL,
            show=show_name(show, catalogue, wording),
        )
    )
    begin = hint("updates subscribe", show=show or "SHOW")
    return CommandReply(
        headline=headline,
        lines=(wording.say("Subscribe it with: {command}", command=begin),),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def only_as_one_of_all(
    show: ShowId, catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that *show* has no subscription of its own to change, and how it gets one."""
    headline = wording.say(
        "{channel} hears about {show} only as one of every show; nothing has changed.",
        channel=THE_CHANNEL,
        show=show_name(show, catalogue, wording),
    )
    line = wording.say(
        "Give it wishes of its own with: {command}", command=hint("updates subscribe", show=show)
    )
    return CommandReply(
        headline=headline, lines=(line,), status=ReplyStatus.OUT_OF_SCOPE, language=wording.language
    )
