"""Which shows a message names, by which of their names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.understanding.lexicon import scripts
from content.understanding.lexicon.folding import fold
from content.understanding.plain_titles import is_marked, is_plain
from content.understanding.tokens import Text, Token, look_up_key, normalise

MOST_WORDS_OF_A_NAME: Final = 6
MOST_KEPT: Final = 4
"""How many catalogues stay indexed; a running bot has one, and a new one after each change."""
MOST_GUESSES: Final = 12
"""How many stretches of unknown words are compared with all names, so that time is bounded."""

_FEW: Final = 3
"""From how many words on a name is still known without its article, or its "and"."""
_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS: Final = {str(number): word for number, word in enumerate(_WORDS.split())}
_DIGITS: Final = {word: number for number, word in _NUMBERS.items()}

_GLUED = re.compile(r"([^\W\d_]{2,})(\d{1,2})(?:e\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one show, as it is looked up."""

    show: ShowId
    written: str
    exact_case: bool = False
    shared: bool = False
    is_plain: bool = False
    """Whether it is an ordinary word or a number, and so a name only where that shows."""


_PLAIN: Final = Name(ShowId(""), "", is_plain=True)
"""Stands for no name at all."""


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


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of every show, indexed."""

    exact: dict[str, tuple[Name, ...]]
    by_shape: dict[tuple[str, int], list[str]]
    """Looked-up names by first letter and length, for what is misspelt."""
    by_start: dict[str, list[tuple[str, Show]]]
    """Folded names by the first letter, and the first two, of each of their words."""
    namesakes: frozenset[str]
    """Words that mark something else of a show's name."""
    most_words: int
    """How many words the longest name has."""
    first: dict[str, tuple[Name, ...]]
    """Names by their first word, where only one show has it: heroes go by their first name."""

    @classmethod
    def of(cls, shows: Iterable[Show]) -> "Names":
        """Return the index of all names of *shows*."""
        found: dict[str, list[Name]] = {}
        by_start: dict[str, list[tuple[str, Show]]] = {}
        namesakes: set[str] = set()
        for show in shows:
            namesakes.update(word for name in show.namesakes for word in normalise(name).words)
            aliases = {alias.name: alias for alias in show.aliases}
            own = [
                Name(show.id, name, is_plain=is_plain(name))
                for name in (show.title, show.short, show.id)
            ]
            for alias in aliases.values():
                name = Name(show.id, alias.name, exact_case=alias.exact_case, shared=alias.shared)
                own.append(name)
            for name in own:
                key = look_up_key(name.written)
                mine = found.setdefault(key, [])
                if key and all(other.show != show.id for other in mine):
                    mine.append(name)
                words = normalise(name.written).words
                for start in {word[:n] for word in words for n in (1, 2)}:
                    by_start.setdefault(start, []).append((" ".join(words), show))
        exact = {
            key: tuple(sorted(names, key=lambda name: (name.shared, len(name.show))))
            for key, names in found.items()
            if key
        }
        exact = _spelt_otherwise(exact) | exact
        for native, latin in scripts.WRITTEN.items():
            if look_up_key(latin) in exact:
                exact.setdefault(native, exact[look_up_key(latin)])
        by_shape: dict[tuple[str, int], list[str]] = {}
        for key, names in exact.items():
            if len(key) >= 4 and not all(name.exact_case or name.is_plain for name in names):
                by_shape.setdefault((key[0], len(key)), []).append(key)
        first = _first_words(exact.values())
        longest = _most_words(exact.values())
        return cls(exact, by_shape, by_start, frozenset(namesakes), longest, first)


_BY_IDENTITY: dict[int, tuple[Catalogue, Names]] = {}


def _most_words(every: Iterable[tuple[Name, ...]]) -> int:
    """How many words the longest name has, with one more for an "and" that is written out."""
    counts = (len(normalise(name.written).tokens) + 1 for names in every for name in names)
    return max(MOST_WORDS_OF_A_NAME, *counts, 0)


def _spelt_otherwise(exact: Mapping[str, tuple[Name, ...]]) -> dict[str, tuple[Name, ...]]:
    """Return further keys of names: "and" for "&", no article, numbers as words or digits."""
    found: dict[str, list[Name]] = {}
    for names in exact.values():
        for name in names:
            if name.exact_case or name.is_plain:
                continue
            for key in _other_keys(name.written):
                mine = found.setdefault(key, [])
                if all(other.show != name.show for other in mine):
                    mine.append(name)
    return {key: tuple(names) for key, names in found.items()}


def _other_keys(written: str) -> set[str]:
    spellings = {written, written.replace("'", "").replace("\u2019", "")}
    spellings |= {one.replace("&", " and ") for one in spellings}
    every = {normalise(one).words for one in spellings}
    every |= {tuple(w for w in words if w != "and") for words in every if len(words) > _FEW}
    every |= {words[1:] for words in every if words[:1] == ("the",) and len(words) > _FEW - 1}
    every |= {tuple(_DIGITS.get(w, w) for w in words) for words in every if len(words) > 1}
    every |= {tuple(_NUMBERS.get(w, w) for w in words) for words in every if len(words) > 1}
    return {"".join(words) for words in every if words} - {""}


def _first_words(every: Iterable[tuple[Name, ...]]) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for names in every:
        for name in names:
            words = normalise(name.written).words
            if len(words) == 2 and len(words[0]) >= 6:
                found.setdefault(words[0], []).append(name)
    return {
        word: (names[0],)
        for word, names in found.items()
        if len({name.show for name in names}) == 1
    }


def names_of(catalogue: Catalogue) -> Names:
    """Return the index of the names in *catalogue*, built once for each catalogue."""
    held = _BY_IDENTITY.get(id(catalogue))
    if held is not None and held[0] is catalogue:
        return held[1]
    names = Names.of(catalogue)
    while len(_BY_IDENTITY) >= MOST_KEPT:
        _BY_IDENTITY.pop(next(iter(_BY_IDENTITY)))
    _BY_IDENTITY[id(catalogue)] = (catalogue, names)
    return names


def mentions_in(text: Text, names: Names, *, is_word: Sequence[bool]) -> tuple[Mention, ...]:
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
    return tuple(found)


def _may_be_name(tokens: Sequence[Token], at: int, is_word: Sequence[bool]) -> bool:
    """Whether a misspelt name may begin here: with a strange word, or a word before one."""
    if len(tokens[at].word) <= 2:
        return False
    return not is_word[at] or (at + 1 < len(tokens) and not is_word[at + 1])


def _exact(text: Text, at: int, names: Names) -> Mention | None:
    best = None
    key = raw = ""
    for end in range(at + 1, min(at + names.most_words, len(text.tokens)) + 1):
        token = text.tokens[end - 1]
        key += token.word
        raw += fold(token.raw)
        known = names.exact.get(key) or names.exact.get(raw, ())
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
    tokens: Sequence[Token], at: int, names: Names, is_word: Sequence[bool]
) -> Mention | None:
    """Read "jessica" as the show, unless a surname that is not hers stands behind it."""
    meant = names.first.get(tokens[at].word)
    is_alone = at + 1 == len(tokens) or is_word[at + 1] or bool(tokens[at].after)
    return Mention(meant, at, at + 1) if meant and is_alone else None


def _glued(tokens: Sequence[Token], at: int, names: Names) -> Mention | None:
    """Read "jjs2", "IF2", "ddbas3": a short name with a season written onto it."""
    match = _GLUED.fullmatch(tokens[at].word)
    if match is None:
        return None
    head, number = match.groups()
    for name in (head, head.removesuffix("season"), head.removesuffix("s"), head.removesuffix("t")):
        if len(name) > 1 and not all(one.is_plain for one in names.exact.get(name, (_PLAIN,))):
            return Mention(names.exact[name], at, at + 1, glued=number)
    return None


def _misspelt(
    tokens: Sequence[Token], at: int, names: Names, is_word: Sequence[bool]
) -> Mention | None:
    best: Mention | None = None
    best_score = 99.0
    key = ""
    for end in range(at + 1, min(at + 3, len(tokens)) + 1):
        word = tokens[end - 1].word
        if any(character.isdigit() for character in word):
            break
        key += word
        near = nearest_name(key, names) if not all(is_word[at:end]) else None
        if near is None:
            continue
        name, typos = near
        score = typos / len(name) + (0.02 * sum(is_word[at:end]))
        if score < best_score:
            best_score = score
            best = Mention(names.exact[name], at, end, typos=typos)
    return best


def nearest_name(key: str, names: Names) -> tuple[str, int] | None:
    """Return the name that *key* is most likely a misspelling of, and by how many letters."""
    if len(key) < 5 or len(key) > 40:
        return None
    allowed = 1 if len(key) < 8 else 2 if len(key) < 14 else 3
    candidates: list[str] = []
    for length in range(len(key) - allowed, len(key) + allowed + 1):
        candidates += names.by_shape.get((key[0], length), ())
    found = process.extractOne(
        key, candidates, scorer=OSA.distance, processor=None, score_cutoff=allowed
    )
    if found is None:
        return None
    return found[0], int(found[1])


@lru_cache(maxsize=2048)
def cleaned(name: str) -> str:
    """Return *name* fit for saying back: letters, digits and spaces, short."""
    kept = "".join(c if c.isalnum() or c in " '-:" else " " for c in name)
    return " ".join(kept.split())[:48].strip()
