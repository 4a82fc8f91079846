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
_LEAST_WORDS_IN_ALL: Final = 6
"""Words that it must have where it begins with a place."""


def made_from(text: str, templates: Iterable[str]) -> tuple[str, Mapping[str, str]] | None:
    """Return the template that says most of *text*, and what was put into it; None: none does."""
    best: tuple[int, str, Mapping[str, str]] | None = None
    for template in templates:
        start, end, said = _literals(template)
        is_likely = text.startswith(start) and text.endswith(end)
        if not is_likely or said <= (0 if best is None else best[0]):
            continue
        match = _pattern(template).fullmatch(text)
        if match is not None:
            best = said, template, match.groupdict()
    return None if best is None else best[1:]


@lru_cache(maxsize=8192)
def _literals(template: str) -> tuple[str, str, int]:
    """Return how *template* begins and ends, and how many letters it says; 0: too few to tell."""
    pieces = [*Formatter().parse(template)]
    start = pieces[0][0]
    end = "" if pieces[-1][1] is not None else pieces[-1][0]
    literals = [literal for literal, *_ in pieces]
    words = len(start.split()) if start else len(" ".join(literals).split())
    least = _LEAST_WORDS if start else _LEAST_WORDS_IN_ALL
    return start, end, sum(map(len, literals)) if words >= least else 0


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    pattern, seen = "", set()
    for literal, place, _, _ in Formatter().parse(template):
        pattern += re.escape(literal)
        if place is not None:
            pattern += f"(?P={place})" if place in seen else f"(?P<{place}>.*?)"
            seen.add(place)
    return re.compile(pattern, re.DOTALL)
