"""A correction read as an article is: what of a claim stands in somebody's words."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from content.articles.article import Article
from content.articles.reading import read_article
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, ShowId
from content.facts.dates import PartialDate
from content.facts.kinds import Shape
from content.language.labels import season_name
from content.language.wording import phrase
from content.show_files.amended_claims import typed_of
from content.show_files.typed_claims import TypedClaim

TOLD_BY_SOMEBODY: Final = phrase(
    "Somebody told me so; whether the page says it, an editor has to see."
)
"""Why what is made of a correction is doubtful."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"|]{3,2000}")
_ENDS: Final = ".,;:!?)]}'\u201d\u2019"
_NO_PAGE: Final = "https://example.org/"


def claim_in_words(
    words: str, show: ShowId | None, season: Season | None, said_at: datetime, catalogue: Catalogue
) -> TypedClaim:
    """Return what *words*, said of *show* and its *season*, claim; at most the first thing.

    Whoever said them is no source, whatever they are sure of: how weighty the page is, and when it
    appeared, is for whoever looks at it.
    """
    address = _ADDRESS.search(words)
    url = address[0].rstrip(_ENDS) if address else None
    page = TypedClaim(url=url)
    if show is None or show not in catalogue.shows:
        return page
    named = catalogue.shows[show]
    today = PartialDate.on(said_at.astimezone(UTC).date())
    title = named.title if season is None else season_name(named, season)
    article = Article(
        url=url or _NO_PAGE,
        publisher=named.network,
        published=today,
        title=title,
        text=_ADDRESS.sub(" ", words),
    )
    found = read_article(article, catalogue.only([show]), found_at=said_at)
    claims = [one.claim for one in found if season in {None, one.claim.subject.season}]
    if not claims:
        return page
    first, read = claims[0], typed_of(claims[0])
    # The day on which an article tells of an event is that of the event; here it is anybody's.
    is_of_today = first.kind.shape is Shape.EVENT and first.value == today
    value = None if is_of_today else read.value
    return replace(page, kind=read.kind, value=value, stance=read.stance)
