"""What is said of who may have something done, and of whom a server lets do it."""

from typing import Final

from content.answers.reply import ReplyStatus
from content.commands.powers import AdminChoice
from content.commands.reply import CommandReply
from content.language.command_hints import hint, unmarked
from content.language.wording import ENGLISH, Wording

_YES: Final = frozenset({"yes", "on", "true", "y"})
_NO: Final = frozenset({"no", "off", "false", "n", "none"})


def may_not(why: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that something is not done, and *why*: a sentence or two of plain text."""
    return CommandReply(headline=why, status=ReplyStatus.OUT_OF_SCOPE, language=wording.language)


def yes_or_no(typed: str) -> bool | None:
    """Return what *typed* means; None: neither."""
    word = typed.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def creators_unread(wording: Wording = ENGLISH) -> CommandReply:
    """Return how it is written whether those who made a channel count."""
    example = hint("updates admins", creators="yes")
    return _refused(
        wording.say("Do those who made a channel count as its admins? I can't read that."),
        wording.say("Write for example: {command}", command=example),
        wording,
    )


def no_such_role(why: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return *why* a role or group cannot be chosen."""
    return _refused(why, wording.say("Nothing was changed."), wording)


def admins_shown(
    choice: AdminChoice, *, changed: bool, note: str = "", wording: Wording = ENGLISH
) -> CommandReply:
    """Return who counts as admin besides the true ones; *note* is what else is to be known."""
    headline = (
        wording.say("That is how it is from now on, in every channel here.")
        if changed
        else wording.say("This is how it is, in every channel here.")
    )
    role = (
        wording.say(
            "Besides its admins, whoever has {role} may choose what channels hear.",
            role=unmarked(choice.role_name or choice.role),
        )
        if choice.role
        else wording.say("Its admins alone choose what channels hear.")
    )
    lines = [role]
    if choice.creators:
        lines.append(wording.say("Whoever made a channel may choose what that one hears."))
    if choice.role:
        lines.append(wording.say("If that role is deleted, it counts for nobody any more."))
    if note:
        lines.append(note)
    lines.append(
        wording.say(
            "Only admins themselves can change this; who did is kept: {command}",
            command=hint("updates audit"),
        )
    )
    return CommandReply(headline=headline, lines=tuple(lines), language=wording.language)


def _refused(headline: str, line: str, wording: Wording) -> CommandReply:
    return CommandReply(
        headline=headline,
        lines=(line,),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )
