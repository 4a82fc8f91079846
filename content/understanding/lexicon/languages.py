"""The words of every language, as its file in `content/understanding/languages/` holds them.

A file is TOML. What is written as our own files are, in literal strings, is read in a twentieth of
the time that `tomllib` takes for it; all else is left to `tomllib`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

_Value = TypeVar("_Value")
Table = Mapping[str, str]

FOLDER: Final = Path(__file__).parent.parent / "languages"
NAMES_OF_TIMES: Final = Path(__file__).parent / "cldr.toml"
MODEL: Final = "en"
"""The language whose file has every key there is."""

_TEXT: Final = r"[^'\x00-\x08\x0a-\x1f\x7f]*"
_LINES: Final = r"[^'\x00-\x08\x0b-\x1f\x7f]*"
_PIECE: Final = re.compile(
    r"(?:(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?\n)+"
    r"|\[([a-z_.]+)\]\n"
    rf"""|([A-Za-z0-9_]+|"[^"\\\x00-\x1f\x7f]+") = (?:'''\n({_LINES})'''|'({_TEXT})')\n"""
)


def tables_of(text: str) -> dict[str, Any]:
    """Return what the TOML *text* holds.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML.
    """
    plain = _plainly_read(text)
    return tomllib.loads(text) if plain is None else plain


def _plainly_read(text: str) -> dict[str, Any] | None:
    """Return what *text* holds where it has nothing but literal strings; None where it has more."""
    found: dict[str, Any] = {}
    table, at = found, 0
    for piece in _PIECE.finditer(text):
        if piece.start() != at:
            return None
        at = piece.end()
        header, key, lines, line = piece.groups()
        if header:
            table = found
            *outer, last = header.split(".")
            for name in outer:
                table = table.setdefault(name, {})
                if not isinstance(table, dict):
                    return None
            if last in table:
                return None
            table[last] = table = {}
        elif key:
            key = key.strip('"')
            if key in table:
                return None
            table[key] = line if lines is None else lines
    return found if at == len(text) else None


def read_languages(folder: Path) -> dict[str, dict[str, Table]]:
    """Return the tables of every language of *folder* by its code, in the order of the codes.

    What is no table of texts, or no TOML, is left out; `violet check` says what is wrong with it.
    """
    return {path.stem: _tables_in(path) for path in sorted(folder.glob("*.toml"))}


def _tables_in(path: Path) -> dict[str, Table]:
    try:
        tables = tables_of(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return {
        section: {key: value for key, value in table.items() if isinstance(value, str)}
        for section, table in tables.items()
        if isinstance(table, dict)
    }


LANGUAGES: Final = read_languages(FOLDER)
_NAMED: Final = tables_of(NAMES_OF_TIMES.read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """Return the words of the list *name* in all languages."""
    return frozenset(word for code in LANGUAGES for word in words_in(code, name))


def words_in(code: str, name: str) -> list[str]:
    """Return the words of the list *name* in one language, in their order."""
    return LANGUAGES.get(code, {}).get("words", {}).get(name, "").split()


def phrases(name: str) -> frozenset[tuple[str, ...]]:
    """Return the phrases of the list *name* in all languages, each cut into its words."""
    return frozenset(
        phrase
        for tables in LANGUAGES.values()
        for phrase in phrases_in(tables.get("phrases", {}).get(name, ""))
    )


def phrases_in(text: str) -> Iterable[tuple[str, ...]]:
    """Return the phrases of *text*, which commas part."""
    return filter(None, (tuple(phrase.split()) for phrase in text.split(",")))


def valued(section: str, values: Mapping[str, _Value]) -> dict[str, _Value]:
    """Return the words of a section in all languages, with what the keys they stand under mean.

    Of a word with two meanings the first language, by its code, has the say.
    """
    found: dict[str, _Value] = {}
    for code, tables in LANGUAGES.items():
        for table in (tables.get(section, {}), _NAMED.get(code, {}).get(section, {})):
            for key, value in values.items():
                for word in table.get(key, "").split():
                    found.setdefault(word, value)
    return found


def written(section: str) -> dict[str, str]:
    """Return what each word of a section in which keys are texts of their own stands for."""
    return {
        word: key
        for tables in LANGUAGES.values()
        for key, text in tables.get(section, {}).items()
        for word in text.split()
    }
