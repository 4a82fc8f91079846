"""The words of every language, read from their files.

`lexicon/cldr.toml` holds the names of months and weekdays that Babel knows. After a new version of
it:

    VIOLET_WRITE_NAMES=1 make test
"""

import ast
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.files.plain import tables_of
from content.understanding.lexicon import languages
from content.understanding.lexicon.cldr import KEPT, named_by_babel

CODES = tuple(languages.LANGUAGES)
UNDERSTANDING = Path(languages.__file__).parents[1]
IS_WRITING = bool(os.environ.get("VIOLET_WRITE_NAMES"))
HEAD = "# What months and weekdays are called, by the CLDR. Babel says it; see test_languages.py.\n"


def text_of(code: str) -> str:
    return (languages.FOLDER / f"{code}.toml").read_text(encoding="utf-8")


def lists_asked_for() -> Iterator[str]:
    """The names of the lists that the code takes from the files."""
    for path in UNDERSTANDING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="word_set" | "phrases"), args=[ast.Constant(value=str(name))]
                ):
                    yield name
                case ast.Call(
                    func=ast.Name(id="words_in"), args=[_, ast.Constant(value=str(name))]
                ):
                    yield name


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_read_as_any_reader_of_toml_reads_it(code: str) -> None:
    assert tables_of(text_of(code)) == tomllib.loads(text_of(code))


@pytest.mark.parametrize(
    "text",
    [
        "a = 'b'\n[c]\nd = 'e, f'\n# g\n\"h i\" = '''\nj\nk'''\n",
        'a = "b"\n',
        "a = ['b']\n",
        "a = 'b' # c\n",
        "[a.b]\nc = 'd'\n[a.e]\nc = 'd'\n",
        "a = '''b\nc'''\r\n",
        "a = '''\n''b'''\n",
    ],
)
def test_what_is_not_written_plainly_is_read_all_the_same(text: str) -> None:
    assert tables_of(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 'b'\na = 'c'\n",
        "[a]\n[a]\n",
        "a = 'b'\n[a]\n",
        "a = 'b'\n[a.c]\n",
        "a = 'b",
        "a = 'b\x01'\n",
        "[a\n",
    ],
)
def test_what_is_no_toml_is_none(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tables_of(text)


def test_every_list_stands_in_the_english_file_and_is_asked_for() -> None:
    model = languages.LANGUAGES[languages.MODEL]

    assert {*model["words"], *model["phrases"]} == set(lists_asked_for())


def test_months_and_weekdays_are_those_of_the_cldr() -> None:
    named = {code: tables for code in CODES if (tables := named_by_babel(code))}
    if IS_WRITING:
        rows = [
            f"\n[{code}.{section}]\n"
            + "".join(f"{key} = '{text}'\n" for key, text in names.items())
            for code, tables in named.items()
            for section, names in tables.items()
        ]
        KEPT.write_text(HEAD + "".join(rows), encoding="utf-8")

    assert tables_of(KEPT.read_text(encoding="utf-8")) == named


@pytest.mark.parametrize("code", CODES)
def test_a_language_says_only_what_the_cldr_does_not(code: str) -> None:
    twice = [
        word
        for section, names in named_by_babel(code).items()
        for key, text in names.items()
        for word in text.split()
        if word in languages.LANGUAGES[code].get(section, {}).get(key, "").split()
    ]

    assert not twice
