"""Which shows a message names, by which of their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.lexicon.folding import fold
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.name_places import INVERTED
from content.understanding.name_index import Name, NameIndex
from content.understanding.near_names import SHORTEST
from content.understanding.plain_titles import is_marked
from content.understanding.tokens import Text, Token

MOST_GUESSES: Final = 12
"""How many stretches of unknown words are compared with names, so that time is bounded."""

_AND: Final = word_set("joining_seasons")
_LISTED_OF: Final = word_set("asked_of_a_list")
_BEFORE: Final = INVERTED | {"when"}
_BEHIND: Final = (
    word_set("said_of_a_title") | word_set("things_of_a_show") | word_set("things_asked_of_a_name")
)
_NUMBERED: Final = re.compile(r"s?\d{1,2}")
_PARTING: Final = frozenset(",&+/")

_GLUED = re.compile(r"([^\W\d_]{2,})(\d{1,2})(?:e\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a message that names a show."""

    names: tuple[Name, ...]
    """Whose name it may be, the better right first."""
    start: int
    end: int
    typos: int = 0
    glued: str = ""
    """A season written onto the name: "2" of "jjs2"."""

    @property
    def show(self) -> ShowId:
        """The show with the best right to the name."""
        return self.names[0].show

    @property
    def shows(self) -> tuple[ShowId, ...]:
        """Every show that the name may mean, the likeliest first."""
        return tuple(dict.fromkeys(name.show for name in self.names))


def _put(index: NameIndex, catalogue: Catalogue, show: ShowId) -> None:
    if show in catalogue.shows:
        index.put(catalogue.shows[show])
    else:
        index.drop(show)


def names_of(catalogue: Catalogue) -> NameIndex:
    """Return the index of the names in *catalogue*."""
    return catalogue.index(NameIndex, NameIndex, _put, is_eager=True)


def mentions_in(text: Text, names: NameIndex, *, is_word: Sequence[bool]) -> tuple[Mention, ...]:
    """Return the shows that *text* names, in order and without overlap.

    *is_word* says of each token whether it is an ordinary word; only stretches with one that is
    not are compared with misspelt names.
    """
    found: list[Mention] = []
    at = 0
    guesses = MOST_GUESSES
    tokens = text.tokens
    while at < len(tokens):
        mention = _exact(text, at, names) or _glued(tokens, at, names)
        if mention is None and not is_word[at]:
            mention = _by_first_word(tokens, at, names, is_word)
        is_before_a_name = is_word[at] and at + 1 < len(tokens) and _exact(text, at + 1, names)
        if (
            mention is None
            and guesses
            and not is_before_a_name
            and _may_be_name(tokens, at, is_word)
        ):
            guesses -= 1
            mention = _misspelt(tokens, at, names, is_word)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        at = mention.end
    return tuple(sorted([*found, *_listed(text, names, found)], key=lambda one: one.start))


def _listed(text: Text, names: NameIndex, found: Sequence[Mention]) -> list[Mention]:
    """Short names that are words otherwise, in a list of names: "dates for if and lc"."""
    tokens, more = text.tokens, []
    starts, ends = {one.start for one in found}, {one.end for one in found}
    taken = {at for one in found for at in range(one.start, one.end)}
    for at, token in enumerate(tokens):
        meant = tuple(name for name in names.named(token.word) if name.exact_case)
        if at in taken or not meant:
            continue
        behind = at + 1
        joined = behind < len(tokens) and tokens[behind].word in _AND
        leads = (joined and behind + 1 in starts) or (
            behind in starts and not _PARTING.isdisjoint(token.after)
        )
        before = at - 1 if at and tokens[at - 1].word in _AND else at
        follows = before in ends and (before < at or not _PARTING.isdisjoint(tokens[at - 1].after))
        if leads or (follows and (behind == len(tokens) or tokens[behind].word in _LISTED_OF)):
            more.append(Mention(meant, at, at + 1))
            starts.add(at)
            ends.add(at + 1)
    return more


def _may_be_name(tokens: Sequence[Token], at: int, is_word: Sequence[bool]) -> bool:
    """Whether a misspelt name may begin here: with a strange word, or a word before one."""
    if len(tokens[at].word) <= 2:
        return False
    return not is_word[at] or (at + 1 < len(tokens) and not is_word[at + 1])


def _exact(text: Text, at: int, names: NameIndex) -> Mention | None:
    best = None
    key = raw = ""
    for end in range(at + 1, len(text.tokens) + 1):
        if end - at > 1 and not (names.may_go_on(key) or names.may_go_on(raw)):
            break
        token = text.tokens[end - 1]
        key += token.word
        raw += fold(token.raw)
        known = names.named(key) or names.named(raw)
        meant = tuple(n for n in known if _is_written_so(text, at, end, n))
        if meant:
            best = Mention(meant, at, end)
    return best


def _is_written_so(text: Text, at: int, end: int, name: Name) -> bool:
    if name.is_plain and not is_marked(text, at, end, name.written):
        return False
    if not name.exact_case:
        return True
    raw = "".join(token.raw for token in text.tokens[at:end])
    if raw != name.written:
        return False
    if not text.shouts:
        return True
    behind = text.tokens[end].word if end < len(text.tokens) else ""
    return bool(re.fullmatch(r"s\d{1,2}|season", behind))


def _by_first_word(
    tokens: Sequence[Token], at: int, names: NameIndex, is_word: Sequence[bool]
) -> Mention | None:
    """Read "jessica" as the show, unless a surname that is not hers stands behind it."""
    meant = names.by_first_word(tokens[at].word)
    is_alone = at + 1 == len(tokens) or is_word[at + 1] or bool(tokens[at].after)
    return Mention(meant, at, at + 1) if meant and is_alone else None


def _glued(tokens: Sequence[Token], at: int, names: NameIndex) -> Mention | None:
    """Read "jjs2", "IF2", "ddbas3": a short name with a season written onto it."""
    match = _GLUED.fullmatch(tokens[at].word)
    if match is None:
        return None
    head, number = match.groups()
    for name in (head, head.removesuffix("season"), head.removesuffix("s"), head.removesuffix("t")):
        meant = names.named(name)
        if len(name) > 1 and not all(one.is_plain for one in meant):
            return Mention(meant, at, at + 1, glued=number)
    return None


def _misspelt(
    tokens: Sequence[Token], at: int, names: NameIndex, is_word: Sequence[bool]
) -> Mention | None:
    best: Mention | None = None
    best_score = 99.0
    key = ""
    for end in range(at + 1, min(at + 3, len(tokens)) + 1):
        word = tokens[end - 1].word
        if any(character.isdigit() for character in word):
            break
        key += word
        near = names.nearest(key) if not all(is_word[at:end]) else None
        if near is None or (len(key) == SHORTEST and not _is_in_a_frame(tokens, at, end)):
            continue
        name, typos = near
        score = typos / len(name) + (0.02 * sum(is_word[at:end]))
        if score < best_score:
            best_score = score
            best = Mention(names.named(name), at, end, typos=typos)
    return best


def _is_in_a_frame(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a name stands there by what is around it, so that a short one may be misspelt."""
    before = tokens[at - 1].word if at else ""
    behind = tokens[end].word if end < len(tokens) else ""
    if end > at + 1 or behind in _BEHIND or _NUMBERED.fullmatch(behind):
        return end == at + 1
    return not behind and before in _BEFORE


@lru_cache(maxsize=2048)
def cleaned(name: str) -> str:
    """Return *name* fit for saying back: letters, digits and spaces, short."""
    kept = "".join(c if c.isalnum() or c in " '-:" else " " for c in name)
    return " ".join(kept.split())[:48].strip()
