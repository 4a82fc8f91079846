"""Known names that are only part of an unknown, longer one: "is echo harbour out"."""

from typing import Final

from content.understanding.lexicon import name_places
from content.understanding.name_frames import IN_TITLES, Line, Place

_MOST_BESIDE: Final = 6
"""How many words of a longer name are looked at on either side."""
_DOING: Final = ("ing", "ed")
"""What words end in that tell what a show does, or what was done to it."""


def longer_names(line: Line) -> tuple[Place, ...]:
    """Return where a show's name, or a surname, stands within a longer name that nobody knows.

    What touches a name and is explained by nothing makes it another name, where a name stands;
    ordinary words do only between a verb and what it says of a show.
    """
    found = (_longer(line, start, end) for start, end in (*line.shows, *line.surnames))
    apposed = (_apposed(line, start, end) for start, end in line.described)
    return tuple(one for one in (*found, *apposed) if one is not None)


def _apposed(line: Line, start: int, end: int) -> Place | None:
    """Where a title follows what tells whose show it is: "the tom hiddleston show the night …"."""
    at = end
    while line.word(at) in name_places.ARTICLES:
        at += 1
    last = at
    while last < len(line.tokens) and last - at < _MOST_BESIDE and not line.is_told_of(last):
        if line.ends(last - 1) or last in line.taken or last in line.meant:
            break
        last += 1
    is_title = at > end and any(_is_own(line, one) for one in range(at, last))
    return Place(start, last, is_strange=True) if is_title else None


def _longer(line: Line, start: int, end: int) -> Place | None:
    left, right = _left(line, start), _right(line, end)
    for one in (Place(left, right, is_strange=True), Place(start, right, is_strange=True)):
        place = _judged(line, one, start, end)
        if place is not None:
            return place
    return _judged(line, Place(left, end, is_strange=True), start, end)


def _judged(line: Line, whole: Place, start: int, end: int) -> Place | None:
    """Return *whole*, round the show at *start* to *end*, where it is a name; None where not."""
    if (whole.start == start and whole.end == end) or line.tokens[start].quote:
        return None
    opening = line.opening(whole.start)
    if opening is None or _is_of_a_role(line, whole.start):
        return None
    is_told = whole.end < len(line.tokens) and line.is_told_late(whole.end)
    is_last = whole.end == len(line.tokens) or line.ends(whole.end - 1)
    is_last = is_last and not line.is_said_of_it(whole.start)
    behind = [at for at in range(end, whole.end) if line.is_strange(at)]
    beside = [*range(whole.start, start), *range(end, whole.end)]
    if all(line.word(at) in line.people for at in beside):
        return None
    is_strange = bool(behind) or any(line.is_strange(at) for at in range(whole.start, start))
    if any(line.word(at).endswith(_DOING) for at in behind):
        is_name = is_told if opening == "only" else is_last
    else:
        is_name = is_told or (is_last and (is_strange or _is_asked(line, whole)))
    said = [at for at in beside if at in line.meant and line.tokens[at].raw != "s"]
    if said and not is_told:
        return None
    return whole if is_name else None


def _is_asked(line: Line, whole: Place) -> bool:
    """Whether a name of ordinary words is what is asked about: "news on young loki"."""
    return whole.start > 0 or "?" in line.tokens[whole.end - 1].after


def _is_of_a_role(line: Line, start: int) -> bool:
    """Whether somebody plays what stands there: "who plays bullseye daredevil"."""
    at = start - 1
    while at >= 0 and line.word(at) in name_places.ARTICLES:
        at -= 1
    return line.word(at) in name_places.PLAYING_A_ROLE


def _right(line: Line, end: int) -> int:
    """How far the words reach that belong to a name ending at *end*."""
    at = end
    while at < len(line.tokens) and at - end < _MOST_BESIDE and not line.ends(at - 1):
        if _is_own(line, at):
            at += 1
            continue
        behind = _behind_small_words(line, at)
        if behind is None:
            break
        at = behind
    return at


def _left(line: Line, start: int) -> int:
    """Where the words begin that belong to a name beginning at *start*."""
    if line.word(start) in name_places.ARTICLES or line.word(start - 1) in name_places.ARTICLES:
        joined = _joined(line, start)
        return start if joined == start else _left(line, joined)
    at = start
    while at > 0 and start - at < _MOST_BESIDE and not line.ends(at - 1):
        if not _is_own(line, at - 1):
            break
        if line.language.code != "en" and not line.tokens[at - 1].raw[:1].isupper():
            break  # the small words of other languages are not all known
        at -= 1
    return at if at < start else _joined(line, start)


def _joined(line: Line, start: int) -> int:
    """Where a name begins that goes on with "of" at *start*: "house of loki"."""
    at = start - 1
    if line.word(at) in name_places.ARTICLES:
        at -= 1
    is_joined = at > 0 and line.word(at) == "of" and not line.ends(at - 1)
    if not is_joined or line.word(at - 2) in name_places.ARTICLES:
        return start  # "the budget of loki"
    return at - 1 if _is_own(line, at - 1) else start


def _behind_small_words(line: Line, at: int) -> int | None:
    """Where a name goes on behind small words: "loki's children", "echo of the sea"; or None."""
    token = line.tokens[at]
    if not ((token.word == "is" and token.raw == "s") or token.word == "of") or line.ends(at):
        return None
    behind = at + 1
    if token.word == "of" and line.word(behind) in name_places.ARTICLES:
        behind += 1
    return behind + 1 if _is_own(line, behind) else None


def _is_own(line: Line, at: int) -> bool:
    """Whether the word is explained by nothing, so that it may be one of the name beside it."""
    if not 0 <= at < len(line.tokens) or at in line.taken:
        return False
    if at in line.meant and (at in line.slips or not line.meant[at] <= IN_TITLES):
        return False
    word = line.word(at)
    if word in line.kept or word in name_places.TELLING | name_places.SERVICES:
        return False
    is_told = at not in line.slips and word in name_places.ASKED_SO
    is_place = word in line.filmed_at or word in name_places.FILMED_AT
    if is_told or (line.asks_the_place and is_place):
        return False
    if line.is_strange(at):
        return True
    is_plain = line.language.code == "en" and word not in name_places.BESIDE_A_SHOW
    return is_plain and line.is_content(at)
