"""Whether what a feed gives of an article is only the beginning of it, or a summary."""

import re
from typing import Final

_SHORT: Final = 700
"""Characters; feeds that cut or sum up articles seldom give as many."""
_GOES_ON: Final = re.compile(
    r"(?:\u2026|\.\.\.|\[(?:\u2026|\.\.\.|&hellip;)\]|"
    r"\b(?:continue reading|read (?:more|the (?:full|rest)[^.\n]{0,40})|weiterlesen|mehr lesen|"
    r"lire la suite|leer m\u00e1s|seguir leyendo|leia mais|continua a leggere)[^\w\n]{0,8})\s*$",
    re.IGNORECASE,
)


def is_a_summary(text: str) -> bool:
    """Whether *text*, which a feed gives of an article, is likely not the whole of it."""
    return len(text.strip()) < _SHORT or _GOES_ON.search(text[-120:]) is not None
