"""Reviewing: editors look through what people suggest, and close what they have looked into."""

import re
from typing import Final

from bot.ports import Clock, Corrections, Knowledge, Speaker
from content.commands.parse import Review
from content.commands.replies import correction_review as replies
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.language.wording import Wording
from content.subscriptions.destination import Platform

_MOST_SHOWN: Final = 10
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
    who, wording = _written(speaker), speaker.wording
    if speaker.destination.platform is not Platform.CONSOLE and who not in editors:
        return replies.editors_only(who, wording)
    if wanted.done is None:
        return await _list(knowledge.catalogue, corrections, wording)
    number = _NUMBER.fullmatch(wanted.done.strip())
    if number is None:
        return replies.unread_number(wording)
    is_closed = await corrections.close(int(number[1]), by=who, now=clock.now())
    left = (await corrections.waiting(limit=0)).count
    return replies.correction_done(number[1], was_waiting=is_closed, left=left, wording=wording)


async def _list(catalogue: Catalogue, corrections: Corrections, wording: Wording) -> CommandReply:
    waiting = await corrections.waiting(limit=_MOST_SHOWN)
    lines = [
        replies.correction_line(
            one.number,
            one.note,
            catalogue,
            who=_written(one.speaker),
            at=one.said_at,
            wording=wording,
        )
        for one in waiting.oldest
    ]
    return replies.corrections_waiting(lines, waiting.count, wording)


def _written(speaker: Speaker) -> str:
    """Return who somebody is, as VIOLET_EDITORS names people."""
    where = speaker.destination
    workspace = f"{where.workspace}/" if where.platform is Platform.SLACK else ""
    return f"{where.platform.value}:{workspace}{speaker.person}"
