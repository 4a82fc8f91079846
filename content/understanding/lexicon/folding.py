"""One spelling of a word, however it is written."""

import unicodedata
from functools import lru_cache
from typing import Final

_FOLDED: Final = str.maketrans({"\u0142": "l", "\u0131": "i", "\u00f8": "o", "\u0111": "d"})


def folded(text: str) -> str:
    """Return *text* in small letters and without accents; Japanese marks stay."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in split if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_FOLDED)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return *word* as `folded` does, and remember it."""
    return folded(word)
