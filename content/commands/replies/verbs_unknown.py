"""What is said to a verb that there is none of."""

from content.answers.reply import ReplyStatus
from content.commands.near_verbs import UnknownVerb
from content.commands.reply import CommandReply
from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording


def no_such_verb(unknown: UnknownVerb, wording: Wording = ENGLISH) -> CommandReply:
    """Return which verb may be meant, and all that there are."""
    headline = wording.say("I know no “{typed}” there.", typed=unknown.typed)
    if unknown.near:
        headline = wording.say(
            "I know no “{typed}” there. Do you mean {command}?",
            typed=unknown.typed,
            command=hint(f"{unknown.group} {unknown.near}"),
        )
    return CommandReply(
        headline=headline,
        lines=(wording.say("There are: {commands}", commands=", ".join(unknown.every)),),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )
