"""Names in Japanese that nobody here knows; what no word explains is cut into its letters."""

from typing import Final

from content.understanding.lexicon.meanings import Feature
from content.understanding.name_frames import Line, Place

_FEW: Final = 3
"""From how many letters on a run in katakana is a name, wherever it stands."""
_OF: Final = "の"
_SUBJECT: Final = frozenset("はがも")


def names_in_japanese(line: Line) -> tuple[Place, ...]:
    """Return where unexplained names stand in Japanese: in brackets, or as a run of letters."""
    found: list[Place] = []
    at = 0
    while at < len(line.tokens):
        end = _quoted(line, at) or _run(line, at)
        if end > at and (line.tokens[at].quote or _is_name(line, at, end)):
            found.append(Place(at, end, is_strange=True))
        at = max(end, at + 1)
    return tuple(found)


def is_east(word: str) -> bool:
    """Whether *word* is written in kana or kanji."""
    return bool(word) and all("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in word)


def _quoted(line: Line, at: int) -> int:
    """Where the brackets end that open at *at*, where nothing in them is known; else 0."""
    quote = line.tokens[at].quote
    if not quote or (at and line.tokens[at - 1].quote == quote) or not is_east(line.word(at)):
        return 0
    end = at
    while end < len(line.tokens) and line.tokens[end].quote == quote:
        if end in line.taken:
            return 0
        end += 1
    return end


def _run(line: Line, at: int) -> int:
    """Where the letters end that begin at *at*, of which no word explains one at least."""
    end = at
    while end < len(line.tokens) and (
        _is_letter(line, end) or _is_in_katakana(line, end) or _joins(line, at, end)
    ):
        end += 1
        if line.tokens[end - 1].after.strip("・"):
            break
    return end if any(_is_letter(line, one) for one in range(at, end)) else at


def _is_letter(line: Line, at: int) -> bool:
    word = line.word(at)
    return len(word) == 1 and is_east(word) and not _is_explained(line, at)


def _is_in_katakana(line: Line, at: int) -> bool:
    """Whether it is a known word without a meaning, which may be part of a name as well."""
    is_meant = at in line.taken or at in line.meant
    return not is_meant and all("\u30a0" <= c <= "\u30ff" for c in line.word(at))


def _is_explained(line: Line, at: int) -> bool:
    return at in line.taken or at in line.meant or line.word(at) in line.language.words


def _joins(line: Line, start: int, at: int) -> bool:
    """Whether a の stands within a run: 銅の空."""
    return at > start and line.word(at) == _OF and _is_letter(line, at + 1)


def _is_name(line: Line, start: int, end: int) -> bool:
    written = "".join(line.word(at) for at in range(start, end))
    if all("\u30a0" <= c <= "\u30ff" for c in written):
        return len(written) >= _FEW
    if len(written) == 1:
        return False
    behind = end + 1 if line.word(end) == _OF or line.word(end) in _SUBJECT else end
    if behind in line.seasons:
        return True
    return start == 0 and Feature.WHEN in line.means(behind)
