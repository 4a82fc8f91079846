"""What is said to whoever wants to be reminded of a show, or no more."""

from collections.abc import Sequence
from dataclasses import replace

from content.answers.reply import Reply, ReplyStatus
from content.commands.replies.look_ups import unread_season
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording


def no_show_to_remind_of(wording: Wording = ENGLISH) -> CommandReply:
    """Return the question which show is meant."""
    return CommandReply(
        headline=wording.say("Of which show shall I remind you?"),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def no_season_to_remind_of(wording: Wording = ENGLISH) -> CommandReply:
    """Return that the season cannot be read, and what could be written."""
    headline, line = unread_season(wording)
    return CommandReply(
        headline=headline, lines=(line,), status=ReplyStatus.AMBIGUOUS, language=wording.language
    )


def too_many_reminders(most: int, wording: Wording = ENGLISH) -> CommandReply:
    """Return that somebody is reminded of as many shows as one person may be."""
    return CommandReply(
        headline=wording.count(
            "I remind you of {number} show already, which is as much as I can for one person.",
            "I remind you of {number} shows already, which is as much as I can for one person.",
            most,
        ),
        lines=(
            wording.say(
                "End one of them with {command}, and then tell me again.",
                command=hint("remind", stop="True", show="SHOW"),
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def nothing_to_remind_of(today: Reply) -> CommandReply:
    """Return the answer of *today* alone: that season is none, so nothing of it will come."""
    return CommandReply(
        headline=today.headline,
        lines=today.lines,
        status=today.status,
        sources=today.sources,
        language=today.language,
    )


def reminder_set(
    show: ShowId,
    today: Reply,
    catalogue: Catalogue,
    *,
    directly: bool,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return that somebody will be reminded, of what, and what is known *today*.

    *directly* is in a direct message; else it is where they are.
    """
    name = show_name(show, catalogue, wording)
    headline = wording.say("I will remind you of {show}, here.", show=name)
    if directly:
        headline = wording.say("I will remind you of {show}, in a direct message.", show=name)
    when = wording.say(
        "That is when its date becomes known or changes, 7 days and 1 day before it comes out, "
        "and when it is out."
    )
    return CommandReply(
        headline=headline,
        lines=(when, known_today(today, wording), _how_to_stop(show, wording)),
        sources=today.sources,
        language=wording.language,
    )


def messages_refused(said: CommandReply, wording: Wording = ENGLISH) -> CommandReply:
    """Return *said* to somebody who took no direct message when one was last sent to them."""
    return replace(
        said,
        headline=wording.say("I cannot remind you yet: you take no direct messages from me."),
        lines=(
            wording.say(
                "The last one that I sent you was refused. Allow direct messages in the privacy "
                "settings of a server that we share, or write to me first. I keep what you want "
                "to hear of, and try again when there is news of it."
            ),
            *said.lines[-1:],
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
    )


def reminder_stands(
    show: ShowId, today: Reply, catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that somebody is reminded already, and what is known *today*."""
    name = show_name(show, catalogue, wording)
    return CommandReply(
        headline=wording.say("I remind you of {show} already.", show=name),
        lines=(known_today(today, wording), _how_to_stop(show, wording)),
        sources=today.sources,
        language=wording.language,
    )


def reminder_stopped(
    show: ShowId | None, catalogue: Catalogue, *, stood: bool, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that somebody is reminded no more of *show*, or with None of anything.

    *stood* is whether there was any reminder.
    """
    if show is None:
        said = (
            wording.say("I will not remind you of anything any more.")
            if stood
            else wording.say("I was not to remind you of anything; nothing has changed.")
        )
        return CommandReply(headline=said, language=wording.language)
    name = show_name(show, catalogue, wording)
    said = (
        wording.say("I will not remind you of {show} any more.", show=name)
        if stood
        else wording.say("I was not to remind you of {show}; nothing has changed.", show=name)
    )
    return CommandReply(headline=said, language=wording.language)


def reminders_listed(
    shows: Sequence[ShowId | None], catalogue: Catalogue, wording: Wording = ENGLISH
) -> CommandReply:
    """Return of what somebody is reminded; None among *shows* is every show."""
    if not shows:
        return CommandReply(
            headline=wording.say("I remind you of nothing."),
            lines=(wording.say("Begin with: {command}", command=hint("remind", show="SHOW")),),
            language=wording.language,
        )
    names = ", ".join(show_name(show, catalogue, wording) for show in shows)
    stop = hint("remind", stop="True", show="SHOW")
    return CommandReply(
        headline=wording.say("I remind you of {shows}.", shows=names),
        lines=(wording.say("No more of one: {command}", command=stop),),
        language=wording.language,
    )


def known_today(today: Reply, wording: Wording = ENGLISH) -> str:
    """Return the answer of *today* as a line of another reply."""
    return wording.say("As known today: {answer}", answer=today.headline)


def _how_to_stop(show: ShowId, wording: Wording) -> str:
    stop = hint("remind", stop="True", show=show)
    return wording.say("No more of it: {command}", command=stop)
