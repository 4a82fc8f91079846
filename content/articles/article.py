"""An article, as far as it is read."""

from dataclasses import dataclass
from typing import Final

from content.facts.dates import PartialDate

MOST_READ: Final = 200_000
"""Characters of a text; no news is longer, and what stands beyond is not looked at."""
MOST_OF_A_TITLE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an outlet published: its words, and when it says that it did."""

    url: str
    publisher: str
    published: PartialDate | None
    """As the feed or the page's metadata says, never what its text says; None: nobody does."""
    title: str
    text: str
    """Plain, or with the marks of HTML; what is struck out there is no text."""
