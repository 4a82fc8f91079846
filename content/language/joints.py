"""Where two words grow together: "de" and "el" are "del", "que" and "Echo" are "qu'Echo".

Only the seam between a sentence and what is put into it is looked at, so a quotation is never
touched. A language without such seams needs no entry here.
"""

import re
from functools import lru_cache
from typing import Final

_SEAM: Final = "\N{SYMBOL FOR NULL}"
_VOWEL: Final = "(?=[aeiouàâäéèêëîïôöùûüœæAEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ])"
_JOINTS: Final[dict[str, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "es": (
        (re.compile(rf"\b([Dd])e {_SEAM}el "), rf"\1el {_SEAM}"),
        (re.compile(rf"\b([Aa]) {_SEAM}el "), rf"\1l {_SEAM}"),
        (re.compile(rf"\by {_SEAM}(?=invi)"), f"e {_SEAM}"),  # of seasons; an "Iron Fist" keeps "y"
    ),
    "fr": (
        (re.compile(rf"\b([Dd])e {_SEAM}le "), rf"\1u {_SEAM}"),
        (re.compile(rf"\b([Dd])e {_SEAM}les "), rf"\1es {_SEAM}"),
        (re.compile(rf"\bà {_SEAM}le "), f"au {_SEAM}"),
        (re.compile(rf"\bà {_SEAM}les "), f"aux {_SEAM}"),
        (re.compile(rf"\b([Dd]|[Qq]u)e {_SEAM}{_VOWEL}"), rf"\1'{_SEAM}"),
    ),
}
_NEAR: Final = 4
"""Letters on either side of a seam that its rules look at."""


def joined(text: str, part: str, language: str) -> str:
    """Return *text* with *part* after it, grown together as *language* asks for."""
    if language not in _JOINTS or not text.endswith(" "):
        return text + part
    tail, head = text[-_NEAR:], part[:_NEAR]
    return f"{text[:-_NEAR]}{_grown(tail, head, language)}{part[_NEAR:]}"


@lru_cache(maxsize=4096)
def _grown(tail: str, head: str, language: str) -> str:
    """Return the letters on either side of a seam, grown together."""
    if _SEAM in head:
        return tail + head
    seam = f"{tail}{_SEAM}{head}"
    for pattern, joint in _JOINTS[language]:
        changed = pattern.sub(joint, seam, count=1)
        if changed != seam:
            return changed.replace(_SEAM, "", 1)
    return tail + head
