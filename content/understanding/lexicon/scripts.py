"""Titles as they are written in other scripts, folded and run together, with the Latin name."""

from typing import Final

from content.understanding.lexicon.languages import written

WRITTEN: Final = written("titles")
