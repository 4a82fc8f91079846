"""The words of every language, as its file in `content/understanding/languages/` holds them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from content.files.plain import tables_of
from content.understanding.lexicon.cldr import named_in
from content.understanding.lexicon.folding import folded

_Value = TypeVar("_Value")
Table = Mapping[str, str]

FOLDER: Final = Path(__file__).parent.parent / "languages"
MODEL: Final = "en"
"""The language whose file has every key there is."""


def tables_in(path: Path) -> dict[str, Table]:
    """Return the sections of a language's file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no TOML, or no UTF-8.
        RecursionError: its lists are nested too deeply.
        TypeError: a section is no table, or holds what is no text.
    """
    found: dict[str, Table] = {}
    for section, table in tables_of(path.read_text(encoding="utf-8-sig")).items():
        if section != "name":
            if not isinstance(table, dict) or not all(map(_is_text, table.values())):
                raise TypeError(section)
            found[section] = {key: folded(value) for key, value in table.items()}
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str)


UNREADABLE: Final[list[Path]] = []
"""Files that are left out, because they cannot be read; `language_faults` says why."""
LANGUAGES: Final[dict[str, dict[str, Table]]] = {}
"""The sections of every language by its code, in the order of the codes."""
for _path in sorted(FOLDER.glob("*.toml")):
    try:
        LANGUAGES[_path.stem] = tables_in(_path)
    except (OSError, ValueError, RecursionError, TypeError):
        UNREADABLE.append(_path)

KEYS: Final[dict[str, frozenset[str]]] = {}
"""Of the sections that give words a value: the keys that have one, as they are asked for."""


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
    KEYS[section] = frozenset(values)
    found: dict[str, _Value] = {}
    for code, tables in LANGUAGES.items():
        for table in (tables.get(section, {}), named_in(code).get(section, {})):
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
