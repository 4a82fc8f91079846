"""A text cut into sentences, each of which is a stretch of it, letter for letter."""

import re
from collections.abc import Iterator
from typing import Final

MOST_OF_A_SENTENCE: Final = 1200
"""Characters; what runs on is a table, or no prose, and is cut there."""

_BREAK: Final = re.compile(
    r"\n\s*\n|\n(?=\s*(?:[-*\u2022\u25cf\u25e6]|\d{1,2}[.)])\s)|(?<=[.!?:\"\u201d])[ \t]*\n"
    r"|\n(?=[ \t]*[\"'\u201c\u2018]?[A-Z\u00c0-\u00de0-9])"
    r"|[.!?\u2026]+[\"'\u201d\u2019\u00bb)\]]*(?=\s)|\u3002"
)
_SET: Final = 56
_SET_LAST: Final = 100
"""So long are the lines of a text whose lines are set, as those of letters are."""

_SHORT: Final = re.compile(
    r"(?:^|[\s(\"\u201c])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|No|Vol|Ep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|approx|ca|c|Calif|Inc|Co|Ltd|U\.S|U\.K|a\.m|p\.m|e\.g|i\.e|z\.B|bzw|Nr|"
    r"[A-Z]\.[A-Z]|\w\.\w|Birth\.Movies\.Death)\.$"
)
_BEHIND_AN_ORDINAL: Final = re.compile(
    r"(?:Jan|Feb|M\u00e4r|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Staffel|Folge|Episode)"
)
"""What a number with a dot stands before in German, where the dot ends nothing."""


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of *text* begins and ends, without the blanks around it."""
    start = 0
    for found in _BREAK.finditer(text):
        if found[0][0] == "." and not _ends(text, start, found):
            continue
        if found[0] == "\n" and not _is_a_line(text, start, found.start()):
            continue
        yield from _stretch(text, start, found.end())
        start = found.end()
    yield from _stretch(text, start, len(text))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a dot ends a sentence: not in "Jan. 12", "9 p.m. on", "am 3. April"."""
    behind = text[found.end() : found.end() + 12].lstrip()
    if behind[:1].islower():
        return False
    if found[0] != ".":
        return True
    before = text[max(start, found.start() - 20) : found.end()]
    if re.search(r"(?:^|\s)\d{1,2}\.$", before):
        return _BEHIND_AN_ORDINAL.match(behind) is None
    return _SHORT.search(before) is None


def _is_a_line(text: str, start: int, end: int) -> bool:
    """Whether what ends there is a line of its own, and not one of a text with set lines."""
    begin = max(start, text.rfind("\n", 0, end) + 1)
    return not _SET <= end - begin <= _SET_LAST or text[begin:end].rstrip().endswith((")", "]"))


def _stretch(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MOST_OF_A_SENTENCE:
        cut = text.rfind(" ", start, start + MOST_OF_A_SENTENCE)
        cut = cut if cut > start else start + MOST_OF_A_SENTENCE
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    if end > start:
        yield start, end
