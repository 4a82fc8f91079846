"""What is said of the address of a channel's calendar."""

from datetime import datetime

from content.answers.reply import ReplyStatus
from content.commands.reply import CommandReply
from content.language.command_hints import hint
from content.language.links import Link
from content.language.wording import ENGLISH, Wording


def given(address: str, *, renewed: bool, hears: bool, wording: Wording = ENGLISH) -> CommandReply:
    """Return the *address*, which is said this once; *hears*: whether there is anything in it."""
    headline = (
        wording.say("The calendar has a new address; the one before holds no longer.")
        if renewed
        else wording.say("Here is the address of the calendar.")
    )
    lines = [
        wording.say(
            "Add it to a calendar program as a calendar from the web; it looks there by itself."
        ),
        wording.say("Whoever has the address sees which shows are heard of, and nothing else."),
        wording.say("I keep no copy of it. To have another instead: {command}", command=_renew()),
    ]
    if not hears:
        lines.append(
            wording.say(
                "It is empty until there is something to hear of: {command}",
                command=hint("updates subscribe", show="SHOW"),
            )
        )
    return CommandReply(
        headline=headline,
        lines=tuple(lines),
        links=(Link(wording.say("The calendar's address"), address),),
        language=wording.language,
    )


def given_before(since: datetime | None, wording: Wording = ENGLISH) -> CommandReply:
    """Return that there is an address already, made at *since*, and that it cannot be said."""
    headline = wording.say("The calendar has an address already.")
    if since is not None:
        headline = wording.say(
            "The calendar has an address already, made on {when}.", when=f"{since:%Y-%m-%d}"
        )
    return CommandReply(
        headline=headline,
        lines=(
            wording.say("It was said when it was made, and I keep no copy of it."),
            wording.say("For another one in its place, write: {command}", command=_renew()),
        ),
        language=wording.language,
    )


def stopped(was_there: bool, wording: Wording = ENGLISH) -> CommandReply:  # noqa: FBT001  what became of it
    """Return that there is no calendar any more, or that there was none."""
    headline = (
        wording.say("The calendar is stopped: nothing is at its address any more.")
        if was_there
        else wording.say("There is no calendar to stop.")
    )
    line = wording.say("For a new one, write: {command}", command=hint("updates calendar"))
    return CommandReply(headline=headline, lines=(line,), language=wording.language)


def nowhere(wording: Wording = ENGLISH) -> CommandReply:
    """Return that this Violet cannot be reached by calendar programs, and what is to be set."""
    return CommandReply(
        headline=wording.say("I can't give you a calendar yet: I have no address on the web."),
        lines=(
            wording.say(
                "Whoever runs me has to set VIOLET_PUBLIC_PORT and VIOLET_PUBLIC_URL; then ask "
                "again."
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def _renew() -> str:
    return hint("updates calendar", renew="True")
