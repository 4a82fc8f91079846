"""The translations against the code: complete, with the same places, and nothing left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import content
from content.language.catalogues import report_on, sentences
from content.language.wording import languages, places_of
from fakes.languages import COMPLETE

CONTENT = Path(content.__file__).parent


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


def test_the_code_says_more_than_a_thousand_things() -> None:
    assert len(sentences()) > 1_000


def test_spanish_german_and_french_are_there() -> None:
    assert set(COMPLETE) <= languages()


@pytest.mark.parametrize("language", COMPLETE)
def test_all_that_a_person_reads_is_translated(language: str) -> None:
    faults = report_on(language).faults

    told = "\n".join(map(str, faults))
    assert not faults, f"{language} lacks {len(faults)} (docs/translating.md):\n{told}"


def test_both_numbers_of_a_sentence_have_the_same_places() -> None:
    for sentence in sentences().values():
        places = {places_of(text) for text in sentence.texts}
        assert len(places) == 1
        assert None not in places


def test_answers_say_no_sentence_around_their_wording() -> None:
    assert set(_sentences_outside_wording("answers")) == set()


def test_announcements_say_nothing_around_their_wording_but_their_ids() -> None:
    ids = {"digest:", "episodes:", "event: : :", "suspended:", "source: : :", "source-well: : :"}
    ids |= {"feed: : : :", "headline:", "headline: :", "headline/", "desk: :", "content: :"}
    assert set(_sentences_outside_wording("announcements")) == ids


def test_replies_to_commands_say_no_sentence_around_their_wording() -> None:
    assert set(_sentences_outside_wording("commands")) == {"UTC"}
