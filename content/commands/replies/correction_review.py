"""What is said to editors about the corrections that wait for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from content.answers.correction_notes import CorrectionNote
from content.answers.reply import ReplyStatus
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.language.command_hints import hint, unmarked
from content.language.wording import ENGLISH, Wording

_ROOM: Final = 1800
"""Characters of all that is shown together, so that every platform shows each to its end.

Discord has the least room, 4,096, and what is escaped there is twice as long at most.
"""
_SETTING: Final = "VIOLET_EDITORS"


def editors_only(who: str, wording: Wording = ENGLISH) -> CommandReply:
    """Return that *who*, as the setting names people, is no editor, and who makes one of them."""
    return CommandReply(
        headline=wording.say("Only editors look through the corrections that people tell me."),
        lines=(
            wording.say(
                "Whoever runs me makes you one by adding {who} to {setting}.",
                who=who,
                setting=_SETTING,
            ),
        ),
        status=ReplyStatus.OUT_OF_SCOPE,
        language=wording.language,
    )


def unread_number(wording: Wording = ENGLISH) -> CommandReply:
    """Return that it cannot be read which correction is done."""
    example = hint("newsdesk review", done="3")
    return CommandReply(
        headline=wording.say("Which one is done? I can't read that number."),
        lines=(wording.say("Write for example: {command}", command=example),),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def correction_done(
    number: str, *, was_waiting: bool, left: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that the correction of that number waits no more, and how many still do."""
    said = (
        wording.say("Number {number} is done.", number=number)
        if was_waiting
        else wording.say("No correction with the number {number} is waiting.", number=number)
    )
    return CommandReply(headline=said, lines=(_left(left, wording),), language=wording.language)


def corrections_waiting(
    waiting: Sequence[str], count: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return what waits: as many lines of *waiting* as there is room for, of *count* in all."""
    if not waiting:
        return CommandReply(
            headline=wording.say("No correction is waiting."), language=wording.language
        )
    shown: list[str] = []
    for line in waiting:
        if shown and sum(map(len, shown)) + len(line) > _ROOM:
            break
        shown.append(line)
    more = count - len(shown)
    if more:
        shown.append(
            wording.count(
                "There are {number} more; these come first.",
                "There are {number} more; these come first.",
                more,
            )
        )
    done = hint("newsdesk review", done="NUMBER")
    shown.append(wording.say("Once you have looked into one, write: {command}", command=done))
    return CommandReply(
        headline=wording.count(
            "{number} correction is waiting.", "{number} corrections are waiting.", count
        ),
        lines=tuple(shown),
        language=wording.language,
    )


def correction_line(
    number: int,
    note: CorrectionNote,
    catalogue: Catalogue,
    *,
    who: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> str:
    """Return one correction in a line: its number, when, from whom, about what, and its words."""
    said = f"{at:%Y-%m-%d %H:%M} UTC"
    where_from = ", ".join(filter(None, (said, who, _about(note, catalogue, wording))))
    return f"{number}. {where_from}: {unmarked(note.words)}"


def _about(note: CorrectionNote, catalogue: Catalogue, wording: Wording) -> str:
    if note.show is None:
        return ""
    name = show_name(note.show, catalogue, wording)
    if note.season is None:
        return name
    return wording.say("{show} season {season}", show=name, season=note.season)


def _left(count: int, wording: Wording) -> str:
    if not count:
        return wording.say("No other is waiting.")
    return wording.count(
        "{number} more is waiting: {command}",
        "{number} more are waiting: {command}",
        count,
        command=hint("newsdesk review"),
    )
