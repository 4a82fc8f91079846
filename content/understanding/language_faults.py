"""What is wrong in the file of a language, on which line, and what to write instead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from content.files.faults import Fault, Notes, TooManyFaultsError, did_you_mean, shown
from content.files.found import is_folder
from content.files.lines import Place
from content.files.toml import read_text, read_toml
from content.understanding.lexicon import (  # noqa: F401 - they fill `KEYS`
    season_words,
    time_words,
)
from content.understanding.lexicon.folding import folded
from content.understanding.lexicon.languages import FOLDER, KEYS, MODEL
from content.understanding.lexicon.lists import PHRASE_LISTS, WORD_LISTS
from content.understanding.lexicon.meanings import Feature
from content.understanding.tokens import normalise

_FREE: Final = frozenset({"spellings", "endings", "titles"})
"""Sections in which keys are texts of their own."""
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "meanings": frozenset(feature.value for feature in Feature),
    "words": WORD_LISTS,
    "phrases": PHRASE_LISTS,
    **KEYS,
}
_ONCE: Final = frozenset({*KEYS, *_FREE})
"""Sections in which a word has one value, and so stands under one key."""
_BY_COMMAS: Final = frozenset({"meanings", "phrases"})
_CODE: Final = re.compile(r"[a-z]{2,3}")
_WORDS: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Wrong:
    place: Place
    what: str
    behind: str | None = None
    """What stands before it in the value under its key; None: it is the whole of it."""


def is_language(path: Path) -> bool:
    """Whether *path* is the file of a language, or a folder of them, rather than one of shows."""
    if is_folder(path):
        return path.name == FOLDER.name
    if path.parent.name == FOLDER.name:
        return True
    text = read_text(path)
    return isinstance(text, str) and "\n[meanings]" in text


def faults_of_languages(paths: Iterable[Path]) -> list[Fault]:
    """Return all that is wrong in the files of languages at *paths*, files or folders of them."""
    files = [
        file
        for path in paths
        for file in (sorted(path.glob("*.toml")) if is_folder(path) else [path])
    ]
    return [fault for file in files for fault in language_faults(file)]


def language_faults(path: Path) -> list[Fault]:
    """Return all that is wrong in the file at *path*, in the order of the lines."""
    written = read_toml(path)
    if isinstance(written, Fault):
        return [written]
    text, tables = written
    notes = Notes()
    with suppress(TooManyFaultsError):
        for wrong in _wrongs(path.stem, tables):
            notes.add(wrong.place, wrong.what, behind=wrong.behind)
    return notes.located(path, text)


def _wrongs(code: str, tables: Mapping[str, Any]) -> Iterator[_Wrong]:
    if not _CODE.fullmatch(code):
        yield _Wrong(
            (), f"{shown(code)} is no code of a language; name the file by one, such as 'nl.toml'"
        )
    name = tables.get("name")
    if not isinstance(name, str) or not name.strip():
        yield _Wrong(("name",), "the file lacks the language's name; add name = 'Dutch'")
    for section, table in tables.items():
        if section == "name":
            continue
        if section not in _KNOWN and section not in _FREE:
            cure = did_you_mean(section, sorted({*_KNOWN, *_FREE}))
            yield _Wrong((section,), f"unknown section [{section}]; {cure}")
        elif not isinstance(table, dict):
            yield _Wrong(
                (section,), f"{section} must be a table, not {shown(table)}; write [{section}]"
            )
        else:
            yield from _wrongs_of(section, table, may_be_empty=code == MODEL)


def _wrongs_of(section: str, table: Mapping[str, Any], *, may_be_empty: bool) -> Iterator[_Wrong]:
    known = _KNOWN.get(section)
    seen: dict[str, str] = {}
    for key, value in table.items():
        place = (section, key)
        if known is not None and key not in known:
            what = "meaning" if section == "meanings" else "key"
            cure = did_you_mean(key, sorted(known))
            yield _Wrong(place, f"unknown {what} {shown(key)} in [{section}]; {cure}")
        elif not isinstance(value, str):
            yield _Wrong(
                place, f"{key} must be a text, not {shown(value)}; write {key} = 'one, another'"
            )
        elif not value.strip():
            if not may_be_empty:
                yield _Wrong(place, f"{key} is empty; write what it holds, or leave the key out")
        else:
            if section not in _ONCE:
                seen = {}
            yield from _wrong_phrases(section, key, value, seen)


def _wrong_phrases(section: str, key: str, value: str, seen: dict[str, str]) -> Iterator[_Wrong]:
    for start, phrase in _phrases_of(section, value):
        place, before = (section, key), value[:start]
        found = " ".join(folded(phrase).split())
        if not found:
            yield _Wrong(
                place, f"an empty phrase among those of {key}; take one of the commas out", before
            )
            continue
        if found in seen:
            where = "here" if seen[found] == key else f"under {seen[found]}"
            yield _Wrong(
                place, f"{shown(found)} stands twice, also {where}; take one of them out", before
            )
        seen.setdefault(found, key)
        if section not in {"endings", "titles"} and (cure := _cure(found)) is not None:
            yield _Wrong(place, f"no message has {shown(phrase.strip())}; {cure}", before)


def _phrases_of(section: str, value: str) -> Iterable[tuple[int, str]]:
    """Return the phrases of *value*, each with where it begins; an empty one too."""
    if section not in _BY_COMMAS:
        return [(match.start(), match[0]) for match in _WORDS.finditer(value)]
    found, at = [], 0
    for phrase in value.split(","):
        blank = len(phrase) - len(phrase.lstrip())
        found.append((at + (blank if phrase.strip() else 0), phrase))
        at += len(phrase) + 1
    return found


def _cure(phrase: str) -> str | None:
    """Return what to write for a phrase that is not as messages are cut; None for one that is."""
    cut = " ".join(normalise(phrase).words)
    if cut == phrase:
        return None
    if not cut:
        return "marks are no words: take it out"
    is_unspaced = cut.replace(" ", "") == phrase.replace(" ", "") and not phrase.isascii()
    besides = ", or list its words under unspaced in [words]" if is_unspaced else ""
    return f"it is cut as {cut!r}: write that{besides}"
