"""The words of every language, read from their files.

`lexicon/cldr.toml` holds the names that Babel knows, `docs/languages.md`
what can be asked in which language. To write both anew:

    VIOLET_WRITE_NAMES=1 make test
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tomli

from content.files.plain import tables_of
from content.understanding.coverage import WORDLESS, askable
from content.understanding.intents import Intent
from content.understanding.lexer import Language, language
from content.understanding.lexicon import languages
from content.understanding.lexicon.cldr import KEPT, named_by_babel
from content.understanding.lexicon.meanings import Feature
from content.understanding.tokens import normalise
from fakes.question_tables import TABLES, table

LISTING = Path(__file__).parents[3] / "docs" / "languages.md"
CODES = tuple(languages.LANGUAGES)
UNDERSTANDING = Path(languages.__file__).parents[1]
IS_WRITING = bool(os.environ.get("VIOLET_WRITE_NAMES"))
HEAD = "# What months, weekdays and countries are called, as Babel says; see test_languages.py.\n"


def text_of(code: str) -> str:
    return (languages.FOLDER / f"{code}.toml").read_text(encoding="utf-8")


def lists_asked_for() -> Iterator[str]:
    """The names of the lists that the code takes from the files."""
    for path in UNDERSTANDING.parent.rglob("*.py"):
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
    assert tables_of(text_of(code)) == tomli.loads(text_of(code))


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
    assert tables_of(text) == tomli.loads(text)


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
    with pytest.raises(tomli.TOMLDecodeError):
        tables_of(text)


def test_every_list_stands_in_the_english_file_and_is_asked_for() -> None:
    model = languages.LANGUAGES[languages.MODEL]

    assert {*model["words"], *model["phrases"]} == set(lists_asked_for())


def test_months_weekdays_and_countries_are_those_of_the_cldr() -> None:
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


def listing() -> str:
    """Which intents can be asked for in which language, as a table for translators."""
    known = {code: askable(languages.LANGUAGES[code]["meanings"]) for code in CODES}
    rows = [
        f"| {intent} | {' | '.join('yes' if intent in known[code] else '' for code in CODES)} |"
        for intent in Intent
        if intent not in WORDLESS
    ]
    return "\n".join([f"| | {' | '.join(CODES)} |", f"|---|{'---|' * len(CODES)}", *rows])


def test_what_can_be_asked_in_which_language_is_listed() -> None:
    text = LISTING.read_text(encoding="utf-8")
    head, _, _ = text.partition("| | ")
    if IS_WRITING:
        LISTING.write_text(f"{head}{listing()}\n", encoding="utf-8")
        text = LISTING.read_text(encoding="utf-8")

    assert text == f"{head}{listing()}\n", "VIOLET_WRITE_NAMES=1 make test writes it anew"
    assert askable(languages.LANGUAGES[languages.MODEL]["meanings"]) >= set(Intent) - WORDLESS


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_says_more_than_a_shorter_one_or_stands_in_a_row(code: str) -> None:
    asked = [" ".join(normalise(row["question"]).words) for name in TABLES for row in table(name)]
    rows = f" {' | '.join(asked)} "
    known = language(code)

    needless = [
        " ".join(phrase)
        for text in languages.LANGUAGES[code]["meanings"].values()
        for phrase in languages.phrases_in(text)
        if len(phrase) > 1 and f" {' '.join(phrase)} " not in rows and reads_alike(known, phrase)
    ]

    assert not needless, "a shorter phrase reads them too: take them out, or add a row"


def reads_alike(known: Language, phrase: tuple[str, ...]) -> bool:
    """Whether the words of *phrase* mean the same without it."""
    entries = known.phrases[phrase[0]]
    (mine,) = (meant for words, meant in entries if words == phrase)
    others = tuple(entry for entry in entries if entry[0] != phrase)
    without = replace(known, phrases={**known.phrases, phrase[0]: others})
    found = [meaning.concepts for meaning in without.meanings(phrase)]
    return frozenset[Feature]().union(*found) == mine
