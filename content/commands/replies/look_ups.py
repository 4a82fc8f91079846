"""What is said where a question put through a command's fields cannot be read."""

from content.answers.reply import Reply, ReplyStatus
from content.answers.service import shows_line
from content.facts.catalogue import Catalogue
from content.language.wording import ENGLISH, Wording
from content.understanding.intents import Intent


def unknown_name(intent: Intent, catalogue: Catalogue, wording: Wording = ENGLISH) -> Reply:
    """Return that no show of that name is followed, and which are."""
    return _refusal(
        intent,
        ReplyStatus.NOT_TRACKED,
        wording.say("I don't follow a show of that name."),
        *shows_line(catalogue, wording),
        wording=wording,
    )


def no_show_named(intent: Intent, wording: Wording = ENGLISH) -> Reply:
    """Return the question which show is meant."""
    which = wording.say("Which show do you mean?")
    return _refusal(intent, ReplyStatus.AMBIGUOUS, which, wording=wording)


def no_such_season(intent: Intent, wording: Wording = ENGLISH) -> Reply:
    """Return that the season cannot be read, and what could be written."""
    return _refusal(intent, ReplyStatus.AMBIGUOUS, *unread_season(wording), wording=wording)


def no_such_window(intent: Intent, wording: Wording = ENGLISH) -> Reply:
    """Return that the day or span cannot be read, and what could be written."""
    return _refusal(
        intent,
        ReplyStatus.AMBIGUOUS,
        wording.say("I can't read since when."),
        wording.say("Write a day such as 2018-03-01, or words such as: last week, march 2018."),
        wording=wording,
    )


def unread_season(wording: Wording = ENGLISH) -> tuple[str, str]:
    """Return that a season cannot be read, and what could be written, a sentence each."""
    return (
        wording.say("I can't read that season."),
        wording.say("Write a number, or one of: next, last, special, series."),
    )


def _refusal(
    intent: Intent, status: ReplyStatus, headline: str, *lines: str, wording: Wording
) -> Reply:
    return Reply(
        intent=intent, status=status, headline=headline, lines=lines, language=wording.language
    )
