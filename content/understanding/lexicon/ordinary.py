"""Ordinary words, and how words are spelt in chats."""

from typing import Final

from content.understanding.lexicon.languages import word_set, written

SPELLINGS: Final = written("spellings")
"""Chat spellings written out; each may be several words."""
GLUE: Final = word_set("glue")
"""Words that fill a question without saying what it is about."""
