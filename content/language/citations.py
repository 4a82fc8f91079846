"""Who said it, where and when."""

from content.facts.claims import Claim, Source
from content.language.date_words import words


def cited(claim: Claim) -> str:
    """Return who said it and when: "Ted Sarandos, in Tor.com, 28 July 2016"."""
    when = words(claim.source.published)
    publisher = claim.source.publisher
    who = publisher if claim.claimant in {None, publisher} else f"{claim.claimant}, in {publisher}"
    return f"{who}, {when}"


def sources_of(claims: tuple[Claim, ...], limit: int = 3) -> tuple[Source, ...]:
    """Return the pages of *claims*, each once, weightiest first, at most *limit*."""
    return tuple(dict.fromkeys(claim.source for claim in claims))[:limit]
