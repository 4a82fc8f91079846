"""What is said where a show is to be followed that was not until now."""

from content.answers.listed_answers import not_found, show_choices, with_record_ids
from content.answers.listed_shows import which_listed
from content.answers.reply import ReplyStatus
from content.answers.show_found import ShowFound
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.understanding.intents import Intent


def none_to_follow(
    typed: str,
    found: ShowFound,
    *,
    command: str,
    season: str | None = None,
    source: str,
    wording: Wording = ENGLISH,
) -> CommandReply | None:
    """Return why nothing can be followed, or the choices for *command*; None: there is one."""
    said = not_found(
        typed, found, intent=Intent.SUBSCRIBE, source=source, language=wording.language
    )
    if said is None:
        return None
    if found.choices:
        choices = show_choices(found, source, wording, season)
        headline, *numbered = which_listed(typed, found.choices, wording)
        return CommandReply(
            headline=headline,
            lines=with_record_ids(numbered, choices, command),
            status=ReplyStatus.AMBIGUOUS,
            choices=choices,
            chooses_for=command,
            language=wording.language,
        )
    return CommandReply(
        headline=said.headline,
        lines=(wording.say("Nothing was changed."),),
        status=said.status,
        language=wording.language,
    )


def too_many_followed(
    show: str, *, today: bool, most: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that a community follows as many new shows as it may, *today* or in all."""
    headline = (
        wording.say(
            "I can't follow {show} today: {number} new shows a day are as many as I take on for "
            "one community. Please try again tomorrow.",
            show=show,
            number=most,
        )
        if today
        else wording.say(
            "I can't follow {show}: {number} shows are as many as I take on for one community. "
            "Unsubscribe from one that nobody waits for any more.",
            show=show,
            number=most,
        )
    )
    return CommandReply(
        headline=headline,
        lines=(wording.say("Nothing was changed."),),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )
