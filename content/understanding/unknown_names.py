"""Names that nobody here knows, by where they stand: "is tide harbour cancelled".

A run of words that no list explains, in the place of a name, is a name, whatever was talked of
before. Ordinary words are one only where nothing but a name can stand: between a verb and what it
says of a show, or behind "when" alone.
"""

from typing import Final

from content.understanding.east_names import names_in_japanese
from content.understanding.lexicon import name_places, time_words
from content.understanding.lexicon.meanings import Feature
from content.understanding.name_frames import IN_TITLES, SHORT, Line, Place

_ORDERS: Final = frozenset({Feature.SUBSCRIBE, Feature.UNSUBSCRIBE, Feature.REMINDER})
_MOST_OWNED: Final = 5
MOST_WORDS: Final = 10
"""How long an unknown name is read."""


def unknown_names(line: Line) -> tuple[Place, ...]:
    """Return where names stand that nobody knows.

    Where the message names a show, only what a question asks about is another.
    """
    found: list[Place] = list(names_in_japanese(line))
    if found:
        return tuple(found)
    at = 0
    while at < len(line.tokens):
        place = _at(line, at)
        if place is None:
            at += 1
        else:
            found.append(place)
            at = place.end
    return tuple(found)


def _at(line: Line, at: int) -> Place | None:
    if _is_a_day_for_a_name(line, at):
        return Place(at, at + 1, is_strange=True)
    if _is_no_beginning(line, at) or not _may_begin(line, at):
        return None
    new = at + 1 if line.word(at) in name_places.ARTICLES else at
    if (
        new
        and line.word(new) in name_places.OF_A_NAME
        and line.word(new - 1) in name_places.ARTICLES
    ):
        return None  # "the new copper sky"
    opening = _opening(line, at)
    is_ordered = not line.means(at - 1).isdisjoint(_ORDERS)
    if (opening == "may" or is_ordered) and _is_a_small_word(line, at):
        return None
    end = _end(line, at)
    if opening is None or end == at or _is_of_somebody(line, end) or _are_people(line, at, end):
        return None
    is_followed = line.is_followed(end)
    end = _without_what_is_asked(line, at, end)
    if end == at:
        return None
    if any(line.is_strange(one) for one in range(at, end)):
        return Place(at, end, is_strange=True) if opening != "may" or is_followed else None
    if line.asks_the_hour and end == len(line.tokens):
        return None  # "what time is the meeting"
    if is_followed and not line.shows and line.language.code == "en":
        content = any(_is_named(line, one) for one in range(at, end))
        return Place(at, end, is_strange=False) if content else None
    return None


def _is_no_beginning(line: Line, at: int) -> bool:
    """Whether it begins what somebody does, or what is theirs: "trying to", "my cat is called"."""
    if line.word(at) in name_places.NO_BEGINNING:
        return True
    if line.word(at) in name_places.SEEKING and line.word(at + 1) == "to":
        return True
    if line.word(at) not in name_places.OWN:
        return False
    named = range(at + 2, min(at + _MOST_OWNED, len(line.tokens)))
    return any(
        line.word(one) in name_places.AUXILIARIES | name_places.INVERTED
        and line.word(one + 1) in name_places.NAMED
        for one in named
    )


def _are_people(line: Line, at: int, end: int) -> bool:
    """Whether several of those who are known stand there by their first names: "foggy and matt".

    One of them alone may as well be a title.
    """
    named = [line.word(one) for one in range(at, end) if line.is_content(one)]
    if line.word(end) == "and":
        named.append(line.word(end + 1))
    return len(named) > 1 and all(word in line.people for word in named)


def _is_a_small_word(line: Line, at: int) -> bool:
    """Whether a name begins only behind it: "subscribe to copper sky", "news on dune"."""
    if line.language.code != "en":
        return bool(at) and line.word(at) in name_places.OF.get(line.language.code, ())
    if not at or line.word(at) not in name_places.BEFORE_A_NAME:
        return False
    return line.takes_a_name_with(at)


def _without_what_is_asked(line: Line, at: int, end: int) -> int:
    """Where a name ends whose last words are what is asked of it: "is copper sky good"."""
    is_last = end == len(line.tokens) or line.ends_sentence(end - 1)
    if not is_last:
        return end
    last = end
    while last > at and (
        line.word(last - 1) in name_places.BEFORE_A_NAME or _judges(line, last - 1)
    ):
        last -= 1
    return at if last == end and line.is_said_of_it(at) else last


def _judges(line: Line, at: int) -> bool:
    return not line.means(at).isdisjoint({Feature.OPINION, Feature.FEELING})


def _is_named(line: Line, at: int) -> bool:
    """Whether the word is one that a series may be called by, and no part or kind of one."""
    is_called_so = at not in line.meant or line.word(at - 1) not in name_places.NO_CONTENT
    return line.is_content(at) and is_called_so and line.word(at) not in name_places.BESIDE_A_SHOW


def _opening(line: Line, at: int) -> str | None:
    """How sure the place is; beside a show, a name stands only where a verb asks about it."""
    opening = line.opening(at)
    if not line.shows:
        return opening
    before = at - 1
    while before >= 0 and line.word(before) in name_places.ARTICLES:
        before -= 1
    is_asked = Feature.WHEN in line.means(before) or line.word(before) in name_places.INVERTED
    return opening if is_asked else None


def _is_a_day_for_a_name(line: Line, at: int) -> bool:
    """Whether what looks like a day is a series: "la saison 3 de mercredi"."""
    if at < 2 or at not in line.days or at - 2 not in line.seasons:
        return False
    is_of = line.word(at - 1) in name_places.OF.get(line.language.code, ())
    return is_of and line.word(at) in time_words.WEEKDAYS


def _may_begin(line: Line, at: int) -> bool:
    """Whether a name may begin here: not within what is said otherwise."""
    return _may_hold(line, at) and not (
        at in line.meant and line.begins[at] < at and at not in line.slips
    )


def _may_hold(line: Line, at: int) -> bool:
    """Whether the word may be one of a name: no show's, no season's, and nothing asked."""
    if _begins_a_title(line, at):
        return True
    if at in line.taken:
        return False
    if at not in line.meant or at in line.slips:
        is_far = at in line.meant and len(line.word(at)) > SHORT
        return not is_far
    return line.meant[at] <= IN_TITLES


def _begins_a_title(line: Line, at: int) -> bool:
    """Whether a word that means something else stands before an unexplained one."""
    behind = at + 1
    if line.word(at) not in name_places.TITLE_WORDS or line.ends(at):
        return False
    if behind >= len(line.tokens):
        return False
    if behind in line.taken or line.word(behind) in name_places.TITLE_WORDS:
        return _begins_a_title(line, behind)
    return line.means(behind) <= IN_TITLES and line.is_content(behind)


def _is_of_somebody(line: Line, end: int) -> bool:
    """Whether what stands before *end* is a person or a paper: "is krysten in it"."""
    if line.word(end) in name_places.TELLING:
        return True
    last = line.word(end - 1)
    return last in {"it", "this", "that"} or (line.word(end), line.word(end + 1)) == ("in", "it")


def _end(line: Line, at: int) -> int:
    end = at
    while end < len(line.tokens) and end - at < MOST_WORDS:
        is_held = _may_hold(line, end) or (
            end > at and (_joins(line, end) or _is_no_slip(line, end))
        )
        if not is_held:
            break
        end += 1
        if line.ends(end - 1):
            break
    return end


def _is_no_slip(line: Line, at: int) -> bool:
    """Whether a word that was put right is one of a name: "iron widow" is no window."""
    return at in line.slips and line.is_content(at - 1) and at - 1 not in line.meant


def _joins(line: Line, at: int) -> bool:
    """Whether a small word stands between two that nothing explains: "love and other disasters"."""
    if line.word(at) not in name_places.JOINING or line.ends(at):
        return False
    for behind in range(at + 1, min(at + 3, len(line.tokens))):
        if behind in line.taken or behind in line.meant:
            return False
        if line.is_strange(behind):
            return True
    return False
