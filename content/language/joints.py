"""Where two words grow together: "de" and "el" are "del", "que" and "Echo" are "qu'Echo".

Only the seam between a sentence and what is put into it is looked at, so a quotation is never
touched. A language without such seams needs no entry here.
"""

import re
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
    rules = _JOINTS.get(language)
    if rules is None or not text.endswith(" "):
        return text + part
    tail, head = text[-_NEAR:], part[:_NEAR]
    if _SEAM in head:
        return text + part
    seam = f"{tail}{_SEAM}{head}"
    for pattern, joint in rules:
        changed = pattern.sub(joint, seam, count=1)
        if changed != seam:
            before, _, after = changed.partition(_SEAM)
            return f"{text[:-_NEAR]}{before}{after}{part[_NEAR:]}"
    return text + part
