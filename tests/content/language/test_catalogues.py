"""The translations against the code: complete, with the same places, and nothing left over."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

import content
from content.language.wording import REPLYING, languages

CONTENT = Path(content.__file__).parent
KEYWORDS = "say say_as:1c,2 count:1,2 phrase"
COMPLETE = ("de", "es", "fr")
ANSWERS = re.compile(r"answers/|language/(?!platforms/)")
"""Where what is said in answers stands; only languages that reply to commands have the rest."""
_PLACE = re.compile(r"\{(\w*)\}")

Key = tuple[str | None, str]
"""The sense of a message, if it has one, and its English text."""


@cache
def _said_in_the_code(where: re.Pattern[str] = re.compile("")) -> dict[Key, tuple[str, ...]]:
    """Each message by its sense and (first) English text, with all of its English texts.

    *where* matches the beginning of the path, below `content/`, of a file that says it.
    """
    with (CONTENT / "language" / "extract.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(CONTENT, methods, options, parse_keywords(KEYWORDS.split()))
    said: dict[Key, tuple[str, ...]] = {}
    for path, _line, message, _comments, sense in found:
        texts = (message,) if isinstance(message, str) else tuple(message)
        if where.match(Path(path).as_posix()):
            said[sense, texts[0]] = texts
    return said


@cache
def _translated(language: str) -> dict[Key, Message]:
    with (CONTENT / "language" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): message
        for message in catalogue
        if message.id
    }


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _sentences_outside_wording(folder: str) -> Iterator[str]:
    """Texts in *folder* that are said in English whoever asks.

    Those are words in f-strings, and strings of several words that no function of wording takes.
    """
    for path in sorted((CONTENT / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node) for call in ast.walk(tree) if _says(call) for node in ast.walk(call)}
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
                text = " ".join(map(str, texts))
                if re.search(r"[^\W\d_]{2}", text):
                    yield text.strip()
            elif (
                isinstance(node, ast.Constant)
                and id(node) not in said | notes
                and len(str(node.value).split()) > 3
            ):
                yield str(node.value)


def _says(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"say", "say_as", "count", "phrase"}


def test_the_code_says_hundreds_of_things() -> None:
    assert len(_said_in_the_code()) > 300


def test_spanish_german_and_french_are_there() -> None:
    assert set(COMPLETE) <= languages()


@pytest.mark.parametrize("language", COMPLETE)
def test_everything_said_in_answers_is_translated(language: str) -> None:
    said, translated = _said_in_the_code(ANSWERS), _translated(language)

    missing = [key for key in said if key not in translated]
    empty = [key for key, one in translated.items() if not all(_texts(one))]
    fuzzy = [key for key, one in translated.items() if one.fuzzy]

    assert (missing, empty, fuzzy) == ([], [], [])


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_language_that_replies_to_commands_has_all_of_their_words(
    language: str, record_property: Callable[[str, object], None]
) -> None:
    missing = [key for key in _said_in_the_code() if key not in _translated(language)]

    record_property("untranslated", [text for _sense, text in missing])
    assert not missing or language not in REPLYING


@pytest.mark.parametrize("language", sorted(languages()))
def test_nothing_is_translated_that_is_no_longer_said(language: str) -> None:
    assert [key for key in _translated(language) if key not in _said_in_the_code()] == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_translation_has_exactly_the_places_of_its_english(language: str) -> None:
    said = _said_in_the_code()
    places = {key: set(_PLACE.findall(" ".join(texts))) for key, texts in said.items()}

    wrong = [
        (key, text)
        for key, message in _translated(language).items()
        for text in _texts(message)
        if text and key in places and set(_PLACE.findall(text)) != places[key]
    ]

    assert wrong == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_translation_has_no_brace_but_those_of_its_places(language: str) -> None:
    texts = [text for one in _translated(language).values() for text in _texts(one)]

    assert [text for text in texts if set("{}") & set(_PLACE.sub("", text))] == []


def test_both_numbers_of_a_sentence_have_the_same_places() -> None:
    for texts in _said_in_the_code().values():
        assert len({tuple(sorted(_PLACE.findall(text))) for text in texts}) == 1


def test_answers_say_no_sentence_around_their_wording() -> None:
    assert set(_sentences_outside_wording("answers")) == set()


def test_announcements_say_nothing_around_their_wording_but_their_ids() -> None:
    ids = {"digest:", "episodes:", "event: : :", "suspended:", "source: : :", "source-well: : :"}
    ids |= {"feed: : : :", "headline:", "headline: :", "headline/", "desk: :", "content: :"}
    assert set(_sentences_outside_wording("announcements")) == ids


def test_replies_to_commands_say_no_sentence_around_their_wording() -> None:
    assert set(_sentences_outside_wording("commands")) == {"UTC"}
