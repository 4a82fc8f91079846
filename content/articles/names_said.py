"""Where a sentence names a show that is followed, and not a hero, a book or a film of that name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from content.articles.words import compiled, lowered, news_words
from content.facts.claims import ShowId
from content.understanding.lexicon.folding import fold
from content.understanding.name_index import Name, NameIndex

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[$&+]")
_GLUE: Final = re.compile(r"[ :&.,!?'\u2019\u2018\"\u201d-]{0,3}")
_MOST_WORDS: Final = 9
_SMALL: Final = 3
"""How many letters a word of a title may have that needs no capital."""
_POSSESSIVE: Final = re.compile(r"['\u2019]s?$")
_QUOTES: Final = "\"'\u201c\u2018\u00ab\u201e"
_CLOSING: Final = "\"'\u201d\u2019\u00bb\u201c"


@dataclass(frozen=True, slots=True)
class SaidName:
    """A show's name where it stands; `show` is None where it is something else of that name."""

    start: int
    end: int
    show: ShowId | None


def names_said(sentence: str, shows: NameIndex, code: str, *, is_title: bool) -> list[SaidName]:
    """Return the names of followed shows in *sentence*, longest first at each place."""
    words = [*_WORD.finditer(sentence)]
    found: list[SaidName] = []
    at = 0
    while at < len(words):
        first = words[at][0][0]
        if not (first.isupper() or first.isdigit()):
            at += 1
            continue
        longest = _longest(sentence, words, at, shows, code)
        if longest is None:
            at += 1
            continue
        name, start, end, at = longest
        if not is_title and " " not in sentence[start:end]:
            before, behind = sentence[max(0, start - 40) : start], sentence[end : end + 40]
            if _is_of_a_longer_name(before, behind, code):
                continue
        other = _is_a_namesake(sentence, end, code) if is_title else None
        is_show = not (other or (not is_title and _is_something_else(sentence, start, end, code)))
        found.append(SaidName(start, end, name.show if is_show and name is not _NOBODY else None))
    return found


_NOBODY: Final = Name(ShowId(""), "")
"""Stands for a name that two shows have the same right to."""


def _longest(
    sentence: str, words: list[re.Match[str]], at: int, shows: NameIndex, code: str
) -> tuple[Name, int, int, int] | None:
    best: tuple[Name, int, int, int] | None = None
    key = ""
    opening, starts = _spelt(words[at][0])
    if not (shows.may_go_on(opening) or any(shows.named(spelt) for spelt, _ in starts)):
        return None
    for place in range(at, min(at + _MOST_WORDS, len(words))):
        word = words[place]
        if place > at and not _GLUE.fullmatch(sentence, words[place - 1].end(), word.start()):
            break
        whole, spellings = _spellings(word)
        for spelt, end in spellings:
            names = shows.named(key + spelt) if key + spelt else ()
            name = _meant(names, sentence, words[at].start(), end, code)
            if name is not None:
                best = name, words[at].start(), end, place + 1
        key += whole if word[0][0].isalnum() else ""
        if not shows.may_go_on(key):
            break
    return best


def _spellings(word: re.Match[str]) -> tuple[str, list[tuple[str, int]]]:
    """Return a word folded, and all that a name may have of it, with where that ends."""
    whole, ends = _spelt(word[0])
    return whole, [(spelt, word.start() + length) for spelt, length in ends]


@lru_cache(maxsize=16384)
def _spelt(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    if "'" not in text and "\u2019" not in text:
        whole = fold(text)
        return whole, ((whole, len(text)),)
    bare = _POSSESSIVE.sub("", text)
    whole = fold(text.replace("'", "").replace("\u2019", ""))
    return whole, tuple(dict.fromkeys(((fold(bare), len(bare)), (whole, len(text)))))


def _meant(names: tuple[Name, ...], sentence: str, start: int, end: int, code: str) -> Name | None:
    if not names:
        return None
    raw = sentence[start:end]
    fitting = [name for name in names if _is_written(name, raw, sentence, start, end, code)]
    if not fitting:
        return None
    own = {name.show for name in fitting if not name.shared} or {name.show for name in fitting}
    return fitting[0] if len(own) == 1 else _NOBODY


def _is_written(name: Name, raw: str, sentence: str, start: int, end: int, code: str) -> bool:
    """Whether it is written as a name is: with capitals, and a plain word with more than that."""
    if name.exact_case:
        return raw == name.written
    words = [word[0] for word in _WORD.finditer(raw)]
    if not any(word[0].isupper() for word in words) and not raw.isdigit():
        return False
    if any(word.islower() and len(word) > _SMALL and word != "special" for word in words):
        return False
    return not name.is_plain or _is_marked(sentence, start, end, code)


def _is_marked(sentence: str, start: int, end: int, code: str) -> bool:
    """Whether a plain word is a title here: quoted as a whole, or with a season beside it."""
    low = lowered(sentence[max(0, start - 40) : end + 24])
    before, behind = low[: min(start, 40)], low[min(start, 40) + end - start :]
    if before[-1:] and before[-1] in _QUOTES and behind[:1] and behind[0] in _CLOSING + ",.":
        return True
    beside = compiled(code, r"['\u2019s:, ]{0,4} ?(?:{seasons.noun}|S)\s?\d{1,2}\b")
    of_it = compiled(code, r"(?:{seasons.noun})(?: \w+)? (?:of|von|de|di) [\"\u201c\u2018']?$")
    return bool(beside.match(behind) or of_it.search(before))


def _is_a_namesake(sentence: str, end: int, code: str) -> bool:
    """Whether what stands behind says that it is a book, a film, a disc: "Luke Cage #1"."""
    namesake = compiled(code, r"[\"'\u201d\u2019]?(?:'s|\u2019s)?:? (?:#\d|{around.namesake}\b)")
    return namesake.match(lowered(sentence[end : end + 40])) is not None


def _is_something_else(sentence: str, start: int, end: int, code: str) -> bool:
    """Whether it is a role, or a book, a film, a disc of that name."""
    before, behind = lowered(sentence[max(0, start - 40) : start]), sentence[end : end + 40]
    if _is_a_namesake(sentence, end, code):
        return True
    if compiled(code, r"(?<!same )(?<!such )(?<!well )\b(?:{around.role}) (?:the )?$").search(
        before
    ):
        return not compiled(code, r".*\b(?:{seasons.noun}|{seasons.next}) of (?:the )?$").search(
            before
        )
    return re.match(r": [A-Z][a-z]+ [A-Z]\w+", behind) is not None


_NAME_BEFORE: Final = re.compile(r"(?:^|[^.!?:\"\u201c] ?)\b([A-Z][a-z'\u2019]+) $")
_NAME_BEHIND: Final = re.compile(r" ([A-Z][a-z]+)")


def _is_of_a_longer_name(before: str, behind: str, code: str) -> bool:
    """Whether a single word is a part of another name: "Finn Jones", "Echo Park"."""
    words = news_words(code)
    ordinary = words.text("around.not_the_first_word").split("|") if words else []
    first = _NAME_BEFORE.search(before)
    if first and first[1].lower() not in ordinary and not first[1].endswith(("'s", "\u2019s", "'")):
        return (
            compiled(code, r"(?:{names.networks}|{seasons.noun}|{names.before_a_title})").fullmatch(
                first[1].lower()
            )
            is None
        )
    last = _NAME_BEHIND.match(behind)
    if last is None or code != "en":
        return False
    return (
        compiled(code, r"(?:{seasons.noun}|{names.networks}|{names.behind_a_title})").fullmatch(
            last[1].lower()
        )
        is None
    )


def has_name(text: str, shows: NameIndex) -> bool:
    """Whether the *text* may name any show: for telling fast that it does not."""
    return any(True for _ in _starts(text, shows))


def shows_named(text: str, shows: NameIndex) -> frozenset[ShowId]:
    """Return every show that the *text* may name: those that its words are read against."""
    return frozenset(name.show for names in _starts(text, shows) for name in names)


def _starts(text: str, shows: NameIndex) -> Iterator[tuple[Name, ...]]:
    words = [*_WORD.finditer(text)]
    for at, word in enumerate(words):
        if word[0][0].isupper() or word[0][0].isdigit():
            key = ""
            for later in words[at : at + _MOST_WORDS]:
                whole, spellings = _spellings(later)
                for spelt, _ in spellings:
                    if key + spelt and (names := shows.named(key + spelt)):
                        yield names
                if not later[0][0].isalnum():
                    continue
                key += whole
                if not shows.may_go_on(key):
                    break
