"""Which show a command means, and what its show is called in the reply."""

from content.answers.phrases import listed
from content.answers.reply import ReplyStatus
from content.answers.service import shows_line
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.language.command_hints import hint
from content.language.places_named import THIS_CHANNEL
from content.language.wording import ENGLISH, Wording
from content.understanding.typed_shows import find_shows

EVERY_SHOW = frozenset({"", "all", "everything", "every show", "all shows", "*"})


def show_in(
    typed: str | None, catalogue: Catalogue, wording: Wording = ENGLISH
) -> ShowId | CommandReply | None:
    """Return the show, None for every show, or the reply to a name that is none or several."""
    if typed is None or typed.strip().casefold() in EVERY_SHOW:
        return None
    found = find_shows(typed, catalogue)
    if len(found) == 1:
        return found[0]
    if found:
        names = listed([catalogue.shows[show].short for show in found], wording)
        return CommandReply(
            headline=wording.say("That could be {shows}: which one?", shows=names),
            status=ReplyStatus.AMBIGUOUS,
            language=wording.language,
        )
    return CommandReply(
        headline=wording.say("I don't follow that show, so nothing was changed."),
        lines=shows_line(catalogue, wording),
        status=ReplyStatus.NOT_TRACKED,
        language=wording.language,
    )


def which_show_to_hear_about(wording: Wording = ENGLISH) -> CommandReply:
    """Return the question which show a channel shall hear about."""
    return CommandReply(
        headline=wording.say("Which show shall {channel} hear about?", channel=THIS_CHANNEL),
        lines=(
            wording.say(
                "Write for example: {command}, or: {other}",
                command=hint("updates subscribe", show="jessica jones"),
                other=hint("updates subscribe", show="all"),
            ),
        ),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def show_name(show: ShowId | None, catalogue: Catalogue, wording: Wording = ENGLISH) -> str:
    """Return the name of a show, or of all of them, within a sentence."""
    if show is None:
        return wording.say("every show I follow")
    return catalogue.shows[show].short if show in catalogue.shows else show
