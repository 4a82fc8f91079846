"""Reviewing: editors look through what people suggest, and close what they have looked into."""

import re
from collections.abc import Sequence
from typing import Final

from bot.ports.corrections import Corrections
from bot.ports.journal import Clock
from bot.ports.platforms import Speaker
from bot.ports.sources import Knowledge
from bot.ports.traits import PlatformTraits
from content.commands.parse import Review
from content.commands.replies import correction_review as replies
from content.commands.reply import CommandReply
from content.facts.catalogue import Catalogue
from content.language.wording import Wording

_MOST_SHOWN: Final = 10
_NUMBER: Final = re.compile(r"#?(\d{1,9})")


async def review(
    wanted: Review,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    platforms: Sequence[PlatformTraits],
    editors: frozenset[str],
    clock: Clock,
    knowledge: Knowledge,
    corrections: Corrections,
) -> CommandReply:
    """Return what waits for the editors, or close what is done; only *editors* may.

    Whoever runs Violet is one. *traits* are those of the speaker's platform, *platforms* those of
    every platform on which somebody may have said what waits.
    """
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.editors_only(who, wording)
    if wanted.done is None:
        return await _list(knowledge.catalogue, corrections, platforms, wording)
    number = _NUMBER.fullmatch(wanted.done.strip())
    if number is None:
        return replies.unread_number(wording)
    is_closed = await corrections.close(int(number[1]), by=who, now=clock.now())
    left = (await corrections.waiting(limit=0)).count
    return replies.correction_done(number[1], was_waiting=is_closed, left=left, wording=wording)


async def _list(
    catalogue: Catalogue,
    corrections: Corrections,
    platforms: Sequence[PlatformTraits],
    wording: Wording,
) -> CommandReply:
    waiting = await corrections.waiting(limit=_MOST_SHOWN)
    lines = [
        replies.correction_line(
            one.number,
            one.note,
            catalogue,
            who=_identity(one.speaker, platforms),
            at=one.said_at,
            wording=wording,
        )
        for one in waiting.oldest
    ]
    return replies.corrections_waiting(lines, waiting.count, wording)


def _identity(speaker: Speaker, platforms: Sequence[PlatformTraits]) -> str:
    """Return who said it; of a platform that Violet no longer knows, all that was kept."""
    where = speaker.destination
    for traits in platforms:
        if traits.id == where.platform:
            return traits.identity(where, speaker.person)
    return ":".join(filter(None, (where.platform, where.workspace, speaker.person)))
