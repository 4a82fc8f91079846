"""One spelling of a word, however it is written."""

import unicodedata
from functools import lru_cache
from typing import Final

_STROKES: Final = {"\u0142": "l", "\u0131": "i", "\u00f8": "o", "\u0111": "d"}
_BARE: Final[dict[int, str | None]] = dict.fromkeys(range(0x300, 0x370))
_BARE.update({ord(letter): bare for letter, bare in _STROKES.items()})
"""Accents, which go, and letters that have a stroke for one."""


def folded(text: str) -> str:
    """Return *text* in small letters and without accents; Japanese marks stay."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFD", text.casefold()).translate(_BARE)
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return *word* as `folded` does, and remember it."""
    return folded(word)
