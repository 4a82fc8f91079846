"""Suggesting: the claims that an editor may mean while typing the id of one."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.ports.editor_claims import EditorClaims
from bot.ports.platforms import Speaker
from bot.ports.sources import Knowledge
from bot.ports.traits import PlatformTraits
from content.commands.replies.claim_records import ClaimChoice, claim_choice
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Claim
from content.facts.packed import PackedClaims


async def claims_named(
    typed: str,
    speaker: Speaker,
    *,
    traits: PlatformTraits,
    editors: frozenset[str],
    knowledge: Knowledge,
    editor_claims: EditorClaims,
    most: int,
) -> Sequence[ClaimChoice]:
    """Return at most *most* claims that stand and have all words of *typed* in what names them.

    Those that editors recorded come first, the newest before the others. Who is no editor is
    suggested none.
    """
    who = traits.identity(speaker.destination, speaker.person)
    if not traits.is_the_operators and who not in editors:
        return ()
    catalogue, recorded = knowledge.catalogue, await editor_claims.every()
    gone = {one.claim.id for one in recorded if one.retracted_by}
    gone |= {target for one in recorded for target in one.claim.retracts}
    every = (*(one.claim for one in reversed(recorded)), *_claims_of(catalogue, typed))
    words = typed.casefold().split()
    meant = {
        one.id: one
        for one in every
        if one.action is not Action.RETRACTS
        and one.id not in gone
        and all(word in _named(one, catalogue) for word in words)
    }
    return [claim_choice(one, catalogue, speaker.wording) for one in islice(meant.values(), most)]


def _claims_of(catalogue: Catalogue, typed: str) -> Iterator[Claim]:
    """Yield what is known, whoever claimed it, the newest of a show first.

    Claims that are held packed are looked through only where their show is named.
    """
    words = set(typed.casefold().replace("-", " ").split())
    for show in catalogue.ids:
        is_packed = isinstance(catalogue.held(show), PackedClaims)
        if not is_packed or words & set(show.split("-")):
            yield from reversed([*catalogue.about(show)])


def _named(claim: Claim, catalogue: Catalogue) -> str:
    show = catalogue.shows.get(claim.subject.show)
    title = show.title if show else ""
    return f"{claim.id} {title} season {claim.subject.season} {claim.kind}".casefold()
