"""Well-known series that Violet does not follow, so that they are named rather than guessed at."""

from typing import Final

from content.understanding.lexicon.languages import phrases

TITLES: Final = frozenset(map(" ".join, phrases("series_not_followed")))
COMMON_WORDS: Final = frozenset(map(" ".join, phrases("series_named_like_words")))
"""Titles that are also ordinary words: only as titles, in quotation marks or with capitals."""
