"""Reviewing: editors look through what people suggest and what is doubtful, and decide it."""

import re
from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Final

from bot.ports.corrections import Corrections
from bot.ports.journal import Clock
from bot.ports.platforms import Speaker
from bot.ports.proposals import Proposals
from bot.ports.sources import Knowledge
from bot.ports.traits import PlatformTraits
from content.commands.parse import Review
from content.commands.replies import correction_review as replies
from content.commands.reply import CommandReply
from content.facts.believe import believed
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
    proposals: Proposals,
) -> CommandReply:
    """Return what waits for the editors, or decide what they say; only *editors* may.

    Whoever runs Violet is one. *traits* are those of the speaker's platform, *platforms* those of
    every platform on which somebody may have said what waits.
    """
    who, wording = traits.identity(speaker.destination, speaker.person), speaker.wording
    if not traits.is_the_operators and who not in editors:
        return replies.editors_only(who, wording)
    now, catalogue = clock.now(), knowledge.catalogue
    decided = wanted.reject if wanted.accept is None else wanted.accept
    if decided is not None:
        return await _decide(
            decided,
            accepted=wanted.accept is not None,
            by=who,
            now=now,
            catalogue=catalogue,
            corrections=corrections,
            proposals=proposals,
            wording=wording,
        )
    if wanted.done is None:
        return await _list(catalogue, corrections, proposals, platforms, now, wording)
    number = _NUMBER.fullmatch(wanted.done.strip())
    if number is None:
        return replies.unread_number(wording)
    is_closed = await corrections.close(int(number[1]), by=who, now=now)
    left = await _left(corrections, proposals)
    return replies.correction_done(number[1], was_waiting=is_closed, left=left, wording=wording)


async def _decide(
    typed: str,
    *,
    accepted: bool,
    by: str,
    now: datetime,
    catalogue: Catalogue,
    corrections: Corrections,
    proposals: Proposals,
    wording: Wording,
) -> CommandReply:
    number = _NUMBER.fullmatch(typed.strip())
    if number is None:
        return replies.unread_proposal(wording)
    decided = await proposals.decide(int(number[1]), accepted=accepted, by=by, now=now)
    left = await _left(corrections, proposals)
    return replies.proposal_decided(
        number[1], decided, catalogue, accepted=accepted, left=left, wording=wording
    )


async def _left(corrections: Corrections, proposals: Proposals) -> int:
    return (await corrections.waiting(limit=0)).count + (await proposals.waiting(limit=0)).count


async def _list(
    catalogue: Catalogue,
    corrections: Corrections,
    proposals: Proposals,
    platforms: Sequence[PlatformTraits],
    now: datetime,
    wording: Wording,
) -> CommandReply:
    waiting = await corrections.waiting(limit=_MOST_SHOWN)
    proposed = await proposals.waiting(limit=_MOST_SHOWN)
    lines = [
        (
            one.said_at,
            replies.correction_line(
                one.number,
                one.note,
                catalogue,
                who=_identity(one.speaker, platforms),
                at=one.said_at,
                wording=wording,
            ),
        )
        for one in waiting.oldest
    ]
    for one in proposed.oldest:
        claim = one.proposal.claim
        held = believed(catalogue, claim.subject, claim.kind, now.date(), market=claim.market)
        line = replies.proposal_line(one.number, one.proposal, held, catalogue, wording)
        lines.append((one.proposal.found_at, line))
    lines.sort(key=itemgetter(0))
    return replies.waiting_for_editors(
        [line for _, line in lines],
        corrections=waiting.count,
        proposals=proposed.count,
        wording=wording,
    )


def _identity(speaker: Speaker, platforms: Sequence[PlatformTraits]) -> str:
    """Return who said it; of a platform that Violet no longer knows, all that was kept."""
    where = speaker.destination
    for traits in platforms:
        if traits.id == where.platform:
            return traits.identity(where, speaker.person)
    return ":".join(filter(None, (where.platform, where.workspace, speaker.person)))
