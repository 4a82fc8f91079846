"""Who said it, where and when."""

from content.facts.claims import Claim, Source
from content.language.dates import words
from content.language.wording import ENGLISH, Wording


def cited(claim: Claim, wording: Wording) -> str:
    """Return who said it and when: "Ted Sarandos, in Tor.com, 28 July 2016".

    Where the page appeared only after that word was out, both days are named.
    """
    publisher = claim.source.publisher
    if claim.claimant in {None, publisher} or not _told_later(claim):
        return cited_briefly(claim, wording)
    return wording.say(
        "{who}, {said}, as told in {publisher}, {date}",
        who=claim.claimant,
        said=words(claim.reported_on, locale=wording.language),
        publisher=publisher,
        date=words(claim.source.published, locale=wording.language),
    )


def cited_briefly(claim: Claim, wording: Wording = ENGLISH) -> str:
    """Return who said it, and when the page appeared, whenever the word itself was said."""
    publisher = claim.source.publisher
    date = words(claim.source.published, locale=wording.language)
    if claim.claimant in {None, publisher}:
        return wording.joined(", ", (publisher, date))
    return wording.say(
        "{who}, in {publisher}, {date}", who=claim.claimant, publisher=publisher, date=date
    )


def page_label(source: Source, wording: Wording = ENGLISH) -> str:
    """Return what a link to the page is called: "Tor.com, 28 July 2016"; no day that is unknown."""
    if source.published.earliest is None:
        return source.publisher
    published = words(source.published, locale=wording.language)
    return wording.joined(", ", (source.publisher, published))


def sources_of(claims: tuple[Claim, ...], limit: int = 3) -> tuple[Source, ...]:
    """Return the pages of *claims*, each once, weightiest first, at most *limit*."""
    return tuple(dict.fromkeys(claim.source for claim in claims))[:limit]


def _told_later(claim: Claim) -> bool:
    """Whether the page appeared only after the word that it tells of was out."""
    said, told = claim.reported_on.latest, claim.source.published.earliest
    return said is not None and told is not None and said < told
