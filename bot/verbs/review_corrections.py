"""Reviewing: editors look through what people suggest, and close what they have looked into."""

import re
from typing import Final

from bot.ports import Clock, Corrections, Knowledge, Speaker, WaitingCorrection
from content.answers.correction_notes import CorrectionNote
from content.answers.reply import ReplyStatus
from content.commands.parse import Review
from content.commands.replies import name_of, said
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.subscriptions.destination import Platform

_MOST_SHOWN: Final = 10
_ROOM: Final = 1800
"""Characters of all that is shown together, so that every platform shows each to its end.

Discord has the least room, 4,096, and what is escaped there is twice as long at most.
"""
_NUMBER: Final = re.compile(r"#?(\d{1,9})")


async def review(
    wanted: Review,
    speaker: Speaker,
    *,
    editors: frozenset[str],
    clock: Clock,
    knowledge: Knowledge,
    corrections: Corrections,
) -> CommandReply:
    """Return what waits for the editors, or close what is done; only *editors* may.

    At a terminal whoever sits there is one.
    """
    who = _written(speaker)
    if speaker.destination.platform is not Platform.CONSOLE and who not in editors:
        return _said(
            "Only editors look through the corrections that people tell me.",
            f"Whoever runs me makes you one by adding {who} to VIOLET_EDITORS.",
            status=ReplyStatus.OUT_OF_SCOPE,
        )
    if wanted.done is None:
        return await _list(knowledge.catalogue, corrections)
    number = _NUMBER.fullmatch(wanted.done.strip())
    if number is None:
        return _said(
            "Which one is done? I can't read that number.",
            "Write for example: newsdesk review done 3",
            status=ReplyStatus.AMBIGUOUS,
        )
    is_closed = await corrections.close(int(number[1]), by=who, now=clock.now())
    left = (await corrections.waiting(limit=0)).count
    if not is_closed:
        return _said(f"No correction with the number {number[1]} is waiting.", _left(left))
    return _said(f"Number {number[1]} is done.", _left(left))


async def _list(catalogue: Catalogue, corrections: Corrections) -> CommandReply:
    waiting = await corrections.waiting(limit=_MOST_SHOWN)
    if not waiting.oldest:
        return _said("No correction is waiting.")
    shown: list[str] = []
    for one in waiting.oldest:
        line = _line(one, catalogue)
        if shown and sum(map(len, shown)) + len(line) > _ROOM:
            break
        shown.append(line)
    more = waiting.count - len(shown)
    return _said(
        "1 correction is waiting."
        if waiting.count == 1
        else f"{waiting.count} corrections are waiting.",
        *shown,
        *([f"There are {more} more; these come first."] if more else []),
        "Once you have looked into one, write: newsdesk review done NUMBER",
    )


def _line(one: WaitingCorrection, catalogue: Catalogue) -> str:
    about = _about(one.note, catalogue)
    when = f"{one.said_at:%Y-%m-%d %H:%M} UTC"
    where_from = ", ".join(filter(None, (when, _written(one.speaker), about)))
    return f"{one.number}. {where_from}: {one.note.words}"


def _about(note: CorrectionNote, catalogue: Catalogue) -> str:
    if note.show is None:
        return ""
    name = name_of(note.show, catalogue)
    return name if note.season is None else f"{name} season {note.season}"


def _left(count: int) -> str:
    if not count:
        return "No other is waiting."
    return f"{count} more {'is' if count == 1 else 'are'} waiting: newsdesk review"


def _written(speaker: Speaker) -> str:
    """Return who somebody is, as VIOLET_EDITORS names people."""
    where = speaker.destination
    workspace = f"{where.workspace}/" if where.platform is Platform.SLACK else ""
    return f"{where.platform.value}:{workspace}{speaker.person}"


def _said(headline: str, *lines: str, status: ReplyStatus = ReplyStatus.DONE) -> CommandReply:
    return said(headline, *lines, status=status)
