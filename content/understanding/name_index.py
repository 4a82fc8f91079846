"""Every name of every show, indexed so that one show is put in or taken out by itself."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from content.facts.claims import Show, ShowId
from content.understanding.lexicon import scripts
from content.understanding.name_starts import NameStarts
from content.understanding.near_names import NearNames
from content.understanding.plain_titles import are_plain
from content.understanding.tokens import look_up_key, normalise

_FEW: Final = 3
"""From how many words on a name is still known without its article, or its "and"."""
_FIRST_NAME: Final = 6
"""How many letters the first of two words has at least by which alone a show is known."""
_PREFIX: Final = 3
_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS: Final = {str(number): word for number, word in enumerate(_WORDS.split())}
_DIGITS: Final = {word: number for number, word in _NUMBERS.items()}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one show, as it is looked up."""

    show: ShowId
    written: str
    exact_case: bool = False
    shared: bool = False
    is_plain: bool = False
    """Whether it is an ordinary word or a number, and so a name only where that shows."""

    @property
    def is_guessed(self) -> bool:
        """Whether a slip of it is known for it: not where its very letters have to show it."""
        return not (self.exact_case or self.is_plain)


@dataclass(frozen=True, slots=True)
class _Indexed:
    """What was put in for one show, so that it can be taken out."""

    show: Show
    exact: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    namesakes: list[str] = field(default_factory=list)


_Keyed = dict[str, list[Name]]


class NameIndex:
    """Every name of every show.

    A key is a name's words folded and run together; see `look_up_key`.
    """

    def __init__(self, shows: Iterable[Show] = ()) -> None:
        self._exact: _Keyed = {}
        self._otherwise: _Keyed = {}
        """Further spellings of names: "and" for "&", no article, numbers as words or digits."""
        self._first: dict[str, dict[ShowId, Name]] = {}
        self._shows: dict[ShowId, _Indexed] = {}
        self._longest: dict[str, int] = {}
        """How long the longest key is that begins so; no less after it is taken out."""
        self._near = NearNames()
        self._starts = NameStarts()
        self.namesakes: Counter[str] = Counter()
        """Words that mark something else of a show's name."""
        for show in shows:
            self.put(show)

    def put(self, show: Show) -> None:
        """Take in every name of *show*, in place of those it had."""
        before = self._shows.get(show.id)
        if before is not None and before.show == show:
            return
        self.drop(show.id)
        mine = self._shows[show.id] = _Indexed(show)
        for name, words in _names_of(show):
            key = "".join(words)
            if not key or key in mine.exact:
                continue
            mine.exact.append(key)
            self._put(self._exact, key, name)
            is_title = name.written in {show.title, show.short}
            self._starts.put(words, show.id, is_title=is_title)
            if name.is_guessed:
                self._put_other(mine, name, words, key)
            if len(words) == 2 and len(words[0]) >= _FIRST_NAME and words[0] not in mine.first:
                mine.first.append(words[0])
                self._first.setdefault(words[0], {})[show.id] = name
        mine.namesakes.extend(word for name in show.namesakes for word in normalise(name).words)
        self.namesakes.update(mine.namesakes)

    def drop(self, show: ShowId) -> None:
        """Take out every name of *show*; nothing where it has none."""
        mine = self._shows.pop(show, None)
        if mine is None:
            return
        for key in mine.exact:
            self._drop(self._exact, key, show)
        for key in mine.otherwise:
            self._drop(self._otherwise, key, show)
        for word in mine.first:
            del self._first[word][show]
        self._starts.drop(show)
        self.namesakes -= Counter(mine.namesakes)

    def named(self, key: str) -> tuple[Name, ...]:
        """Return whose name *key* is, the better right first; none where it is nobody's."""
        return tuple(self._exact.get(key) or self._otherwise.get(key) or ())

    def among(self, keys: Iterable[str]) -> set[str]:
        """Return those of *keys* that are somebody's name."""
        some = set(keys)
        return (self._exact.keys() & some) | (self._otherwise.keys() & some)

    def may_go_on(self, key: str) -> bool:
        """Whether a longer name may begin with *key*."""
        return len(key) < _PREFIX or len(key) < self._longest.get(key[:_PREFIX], 0)

    def by_first_word(self, word: str) -> tuple[Name, ...]:
        """Return the name that begins with *word*, where only one show has such a name."""
        names = self._first.get(word, {})
        return tuple(names.values()) if len(names) == 1 else ()

    def nearest(self, key: str) -> tuple[str, int] | None:
        """Return the name's key that *key* is most likely a slip of, and by how many letters."""
        return self._near.nearest(key)

    def beginning(self, wanted: str) -> list[tuple[int, str, ShowId]]:
        """Return the names that *wanted* may become, each with how well it fits, 0 best."""
        return self._starts.beginning(wanted)

    def mended(self, wanted: str) -> Iterator[str]:
        """Yield what *wanted* may be a slip of, as `beginning` takes it, likeliest first."""
        return self._starts.mended(wanted)

    def _put_other(self, mine: _Indexed, name: Name, words: tuple[str, ...], key: str) -> None:
        others = _other_keys(name.written, words)
        others.update(_IN_OTHER_SCRIPTS.get(key, ()))
        for other in sorted(others - {key}):
            if other not in mine.otherwise:
                mine.otherwise.append(other)
                self._put(self._otherwise, other, name)

    def _put(self, keyed: _Keyed, key: str, name: Name) -> None:
        names = keyed.setdefault(key, [])
        is_new = name.is_guessed and not _is_guessed(names) and not self._is_near(keyed, key)
        insort(names, name, key=_right)
        prefix = key[:_PREFIX]
        self._longest[prefix] = max(self._longest.get(prefix, 0), len(key))
        if is_new:
            self._near.put(key)

    def _drop(self, keyed: _Keyed, key: str, show: ShowId) -> None:
        before = keyed[key]
        left = [name for name in before if name.show != show]
        if left:
            keyed[key] = left
        else:
            del keyed[key]
        if _is_guessed(before) and not _is_guessed(left) and not self._is_near(keyed, key):
            self._near.drop(key)

    def _is_near(self, keyed: _Keyed, key: str) -> bool:
        """Whether *key* is among those that slips are compared with for its other spelling."""
        other = self._otherwise if keyed is self._exact else self._exact
        return _is_guessed(other.get(key, ()))


def _is_guessed(names: Iterable[Name]) -> bool:
    return any(name.is_guessed for name in names)


def _right(name: Name) -> tuple[bool, int, str]:
    """In which order shows have a right to a name that several bear."""
    return name.shared, len(name.show), name.show


def _names_of(show: Show) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """Each name of *show*, with its words as they are compared."""
    for written in dict.fromkeys((show.title, show.short)):
        words = normalise(written).words
        yield Name(show.id, written, is_plain=are_plain(words)), words
    words = tuple(show.id.split("-"))
    yield Name(show.id, show.id, is_plain=are_plain(words)), words
    for alias in show.aliases:
        name = Name(show.id, alias.name, exact_case=alias.exact_case, shared=alias.shared)
        yield name, normalise(alias.name).words


def _other_keys(written: str, words: tuple[str, ...]) -> set[str]:
    """Return further keys of a name: "and" for "&", no article, numbers as words or digits."""
    every = {words}
    if "'" in written or "\u2019" in written:
        every.add(normalise(written.replace("'", "").replace("\u2019", "")).words)
    if "&" in written:
        every.add(normalise(written.replace("&", " and ")).words)
    every |= {tuple(w for w in one if w != "and") for one in every if len(one) > _FEW}
    every |= {one[1:] for one in every if one[:1] == ("the",) and len(one) > _FEW - 1}
    every |= {tuple(_DIGITS.get(w, w) for w in one) for one in every if len(one) > 1}
    every |= {tuple(_NUMBERS.get(w, w) for w in one) for one in every if len(one) > 1}
    return {"".join(one) for one in every if one} - {""}


def _in_other_scripts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for native, latin in scripts.WRITTEN.items():
        found.setdefault(look_up_key(latin), []).append(native)
    return found


_IN_OTHER_SCRIPTS: Final = _in_other_scripts()
"""Keys in other scripts by the Latin one."""
