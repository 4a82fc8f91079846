"""Fetching: source → claims → what is known; whether any of it is news, `notice` decides."""

from dataclasses import replace

from bot.ports.sources import ClaimSource, FetchedKnowledge
from content.facts.catalogue import ShowClaims
from content.facts.claims import FILES
from content.facts.packed import PackedClaims


async def fetch(source: ClaimSource, *, knowledge: FetchedKnowledge) -> bool:
    """Take in what *source* says otherwise than at the last fetch; return whether anything did.

    Raises:
        SourceUnavailableError: the source cannot be reached; what is known stays as it is.
    """
    fetched = await source.fetch(knowledge.cursor_of(source.name))
    changed = tuple(_from(source.name, part) for part in fetched.changed)
    return await knowledge.take_in(source.name, replace(fetched, changed=changed))


def _from(source: str, part: ShowClaims) -> ShowClaims:
    """Say of each claim which source brought it, where the source did not say so itself."""
    if source == FILES or isinstance(part.claims, PackedClaims):
        return part
    if all(claim.origin != FILES for claim in part.claims):
        return part
    claims = tuple(
        replace(claim, origin=source) if claim.origin == FILES else claim for claim in part.claims
    )
    return replace(part, claims=claims)
