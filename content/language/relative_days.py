"""Whether something said in English tells of a day by the reader's own: today, 3 days to go."""

import re
from typing import Final

_RELATIVE: Final = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|days? to go|days? left|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


def tells_by_day(said: str) -> bool:
    """Whether which day is meant depends on a time zone."""
    return _RELATIVE.search(said) is not None
