"""What is said to editors about what waits for them, and the corrections among it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from content.answers.reply import ReplyStatus
from content.commands.desk import DeskItem
from content.commands.reply import CommandReply
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
    return CommandReply(headline=said, lines=(left_line(left, wording),), language=wording.language)


def correction_done_already(
    number: str, *, who: str, at: datetime, left: int, wording: Wording = ENGLISH
) -> CommandReply:
    """Return that somebody closed a correction before, who and when."""
    said = wording.say(
        "Correction {number} waits no more: {who} closed it, {when}.",
        number=number,
        who=unmarked(who),
        when=f"{at:%Y-%m-%d %H:%M} UTC",
    )
    return CommandReply(
        headline=said,
        lines=(left_line(left, wording),),
        status=ReplyStatus.AMBIGUOUS,
        language=wording.language,
    )


def waiting_for_editors(
    items: Sequence[DeskItem],
    *,
    corrections: int,
    proposals: int,
    begins_at: int = 1,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what waits: as many *items* as there is room for, of so many in all.

    The first of them is the one at the place *begins_at*.
    """
    if not items:
        return CommandReply(
            headline=wording.say("No correction is waiting."), language=wording.language
        )
    shown: list[DeskItem] = []
    for item in items:
        if shown and sum(len(one.line) for one in shown) + len(item.line) > _ROOM:
            break
        shown.append(item)
    lines = [item.line for item in shown]
    goes_on_at = begins_at + len(shown)
    more = corrections + proposals + 1 - goes_on_at
    if more:
        lines.append(
            wording.count(
                "There are {number} more; these come first.",
                "There are {number} more; these come first.",
                more,
            )
        )
    counts = []
    if corrections:
        lines.append(
            wording.say(
                "Make a claim of a correction with: {draft}, or once you have looked into it, "
                "write: {done}",
                draft=hint("newsdesk review", draft="NUMBER"),
                done=hint("newsdesk review", done="NUMBER"),
            )
        )
        counts.append(
            wording.count(
                "{number} correction is waiting.", "{number} corrections are waiting.", corrections
            )
        )
    if proposals:
        lines.append(
            wording.say(
                "Decide a proposal with: {accept}, {amend} or {reject}",
                accept=hint("newsdesk review", accept="NUMBER"),
                amend=hint("newsdesk review", amend="NUMBER", value="VALUE"),
                reject=hint("newsdesk review", reject="NUMBER", reason="WORDS"),
            )
        )
        counts.append(
            wording.count(
                "{number} proposal is waiting.", "{number} proposals are waiting.", proposals
            )
        )
    return CommandReply(
        headline=" ".join(counts),
        lines=tuple(lines),
        desk=tuple(shown),
        begins_at=begins_at,
        goes_on_at=goes_on_at if more else None,
        language=wording.language,
    )


def left_line(count: int, wording: Wording = ENGLISH) -> str:
    """Return how much else waits."""
    if not count:
        return wording.say("No other is waiting.")
    return wording.count(
        "{number} more is waiting: {command}",
        "{number} more are waiting: {command}",
        count,
        command=hint("newsdesk review"),
    )
