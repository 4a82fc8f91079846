"""How much a TOML text may ask of whoever reads it, seen before it is read."""

import re
from typing import Final

from content.files.lines import STRING

MOST_BYTES: Final = 2_000_000
MOST_PARTS: Final = 16
"""Parts of one dotted key; each makes a table, and a parser walks all of them for each key."""
MOST_PIECES: Final = 100_000
"""Keys, tables and elements in all; each of them costs a parser up to a kilobyte."""

_MARKS: Final = ".,=[{"
_MANY_DOTS: Final = re.compile(rf"^(?:[^.\n]*+\.){{{MOST_PARTS}}}", re.MULTILINE)
_TOKEN: Final = re.compile(
    rf"(?P<string>{STRING.pattern})|(?P<said>#[^\n]*+|[^\"'#\n.,=\[\]{{}}]++)|(?P<mark>.)",
    re.DOTALL,
)


def excess_in(text: str) -> tuple[int, str] | None:
    """Return on which line *text* asks for more than is read, and what to do; None: it does not.

    Where it is no TOML, it is looked at as far as a parser would get, or further.
    """
    if sum(map(text.count, _MARKS)) <= MOST_PIECES and not _MANY_DOTS.search(text):
        return None
    pieces = dots = 0
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if mark is None:
            continue
        if mark in "\"'":
            return None  # of a string that does not end; no parser gets beyond it
        pieces += mark in _MARKS
        dots = dots + 1 if mark == "." else 0
        if dots < MOST_PARTS and pieces <= MOST_PIECES:
            continue
        line = text.count("\n", 0, token.start()) + 1
        if dots >= MOST_PARTS:
            return line, f"a key has more than {MOST_PARTS} parts; write a shorter one"
        return line, f"the file has more than {MOST_PIECES:,} keys and elements; split it"
    return None
