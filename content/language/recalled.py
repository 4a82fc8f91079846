"""Which sentence of a catalogue a text was made from that was kept in English.

Some have something put into them, "Violet lacks {permissions} in this channel.", and were kept as
a whole. What was put in is found again by what stands around it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter
from typing import Final

__all__ = ["made_from"]

_LEAST_WORDS: Final = 2
"""Words that a sentence must begin with before its first place, or it could be about anything."""


def made_from(text: str, templates: Iterable[str]) -> tuple[str, Mapping[str, str]] | None:
    """Return the template that says most of *text*, and what was put into it; None: none does."""
    best: tuple[int, str, Mapping[str, str]] | None = None
    for template in templates:
        start, said = _literals(template)
        if not start or not text.startswith(start) or (best is not None and said <= best[0]):
            continue
        match = _pattern(template).fullmatch(text)
        if match is not None:
            best = said, template, match.groupdict()
    return None if best is None else best[1:]


@lru_cache(maxsize=8192)
def _literals(template: str) -> tuple[str, int]:
    """Return what *template* begins with, and how many letters it says; "": too little to tell."""
    pieces = [*Formatter().parse(template)]
    start = pieces[0][0]
    if pieces[0][1] is None or len(start.split()) < _LEAST_WORDS:
        return "", 0
    return start, sum(len(literal) for literal, *_ in pieces)


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    pattern, seen = "", set()
    for literal, place, _, _ in Formatter().parse(template):
        pattern += re.escape(literal)
        if place is not None:
            pattern += f"(?P={place})" if place in seen else f"(?P<{place}>.*?)"
            seen.add(place)
    return re.compile(pattern, re.DOTALL)
