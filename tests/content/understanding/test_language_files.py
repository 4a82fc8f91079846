"""What is wrong in a language's file is named with its line and what to do; nothing is raised."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import content
from content.understanding.language_faults import faults_of_languages, language_faults
from content.understanding.lexicon.languages import FOLDER

DUTCH = """\
name = 'Dutch'

[meanings]
when = 'wanneer, welke dag'
what = 'wat'
aux = 'is, komt, wordt'
release = '''
komt uit, uitkomt, verschijnt,
première, uit
'''
date = 'datum'
film = 'gefilmd, opnames, gedraaid'
start = 'begonnen, beginnen'
renew = 'verlengd'

[words]
marks = 'wanneer is er het de van een komt seizoen zijn wordt in uit niet'
needless = 'de het een van er zijn'
season = 'seizoen'

[numbers]
two = 'twee'
three = 'drie'
"""


@pytest.fixture
def told(tmp_path):
    def check(text, name="nl.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [re.sub(r"^.*?\.toml:", "", str(fault)) for fault in language_faults(path)]

    return check


def test_our_own_languages_have_no_fault():
    assert not faults_of_languages([FOLDER])
    assert len(list(FOLDER.glob("*.toml"))) >= 9


def test_a_good_file_has_no_fault(told):
    assert told(DUTCH) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "what", "cure"),
    [
        ("what =", "waht =", 5, "unknown meaning 'waht' in [meanings]", "did you mean 'what'?"),
        ("marks =", "marcs =", 17, "unknown key 'marcs' in [words]", "did you mean 'marks'?"),
        ("two =", "twelve =", 22, "unknown key 'twelve' in [numbers]", "did you mean 'two'?"),
        ("[meanings]", "[meaning]", 3, "unknown section [meaning]", "did you mean 'meanings'?"),
        ("'wat'", "'wat, wat'", 5, "'wat' stands twice, also here", "take one of them out"),
        ("uitkomt, v", "komt uit, v", 8, "'komt uit' stands twice", "take one of them out"),
        ("'drie'", "'twee'", 23, "'twee' stands twice, also under two", "take one of them out"),
        ("'wat'", "'wat,, welke'", 5, "an empty phrase among those of what", "take one of the"),
        ("verschijnt,\n", "verschijnt,,\n", 8, "an empty phrase", "take one of the commas out"),
        (", uit\n", ", uit,\n", 9, "an empty phrase", "take one of the commas out"),
        ("'wat'", "''", 5, "what is empty", "leave the key out"),
        ("'wat'", "['wat']", 5, "what must be a text, not a list", "write what = 'one, another'"),
        ("'wat'", "7", 5, "what must be a text, not 7", "write what = 'one, another'"),
        ("'wat'", "wat", 5, "this is no TOML", "see https://toml.io"),
        ("'datum'", "'da-tum'", 11, "no message has 'da-tum'", "it is cut as 'da tum': write that"),
        ("'datum'", "'\u200bdatum'", 11, "no message has", "it is cut as 'datum': write that"),
        (", uit\n", ", !\n", 9, "no message has '!'", "marks are no words: take it out"),
        ("name = 'Dutch'", "", 1, "the file lacks the language's name", "add name = 'Dutch'"),
        ("name = 'Dutch'", "name = 3", 1, "the file lacks the language's name", "add name ="),
        ("name = 'Dutch'", "name = 'Dutch'\nwords = 1", 2, "words must be a table", "[words]"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_cure(told, before, after, line, what, cure):
    assert before in DUTCH
    text = DUTCH.replace(before, after, 1)
    if "words = 1" in after:
        text = text[: text.index("[words]")]

    (fault,) = told(text)

    assert fault.startswith(f"{line}: ")
    assert what in fault
    assert cure in fault


def test_all_mistakes_are_told_in_one_run_in_the_order_of_the_lines(told):
    faults = told(DUTCH.replace("when =", "wen =").replace("two =", "tow =").replace("date", "dat"))

    assert [int(fault.partition(":")[0]) for fault in faults] == [4, 11, 22]


@pytest.mark.parametrize("text", [b"\xff\xfe", b"a = " + b"[" * 5000, b"[a]\n[a]\n", b"\x00"])
def test_what_is_no_toml_is_told_in_one_line(told, text):
    (fault,) = told(text)

    assert "\n" not in fault


def test_a_file_is_named_by_the_code_of_its_language(told):
    (fault,) = told(DUTCH, "dutch-nl.toml")

    assert "'dutch-nl' is no code of a language; name the file by one, such as 'nl.toml'" in fault


@settings(max_examples=40)
@given(st.integers(0, len(DUTCH)), st.text(alphabet="'\"[]=,#\n\\ax\u0301.é", max_size=4))
def test_whatever_is_written_into_a_file_it_is_read_or_told(tmp_path_factory, at, written):
    path = tmp_path_factory.mktemp("any") / "nl.toml"
    path.write_text(DUTCH[:at] + written + DUTCH[at:], encoding="utf-8")

    assert all(fault.line >= 1 and fault.what for fault in language_faults(path))


@pytest.fixture
def violet_of(tmp_path):
    """Violet with the languages of *tmp_path*, which are files that anyone may add to."""
    ours = Path(content.__file__).parent
    languages = tmp_path / "content/understanding/languages"
    languages.mkdir(parents=True)
    for here, there in (
        (ours, tmp_path / "content"),
        (ours / "understanding", tmp_path / "content/understanding"),
        (FOLDER, languages),
    ):
        for path in here.iterdir():
            if not (there / path.name).exists():
                (there / path.name).symlink_to(path)

    def run(*words, stdin=""):
        return subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "bot", *words],
            env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ours.parent}"},
            cwd=tmp_path, input=stdin, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    run.languages = languages
    return run


def test_a_translator_adds_a_language_without_python(violet_of):
    (violet_of.languages / "nl.toml").write_text(DUTCH, encoding="utf-8")
    asked = [
        "wanneer komt jessica jones seizoen twee uit",
        "wordt luke cage verlengd",
        "is de première van het seizoen 2 van jessica jones in maart?",
    ]
    lines = "".join(
        json.dumps({"question": words, "as_of": "2018-01-10"}) + "\n" for words in asked
    )

    done = violet_of("ask", "--jsonl", stdin=lines)

    read = [one for line in done.stdout.splitlines() for one in json.loads(line)["replies"]]
    assert [(one["intent"], one["show"]) for one in read] == [
        ("release_date", "jessica-jones"),
        ("renewal_status", "luke-cage"),
        ("release_check", "jessica-jones"),
    ], done.stderr
    assert (read[0]["season"], read[0]["value"]) == (2, "2018-03-08")
    assert read[2]["verdict"] == "yes"


def test_nothing_starts_with_a_language_or_rules_that_cannot_be_read(violet_of):
    (violet_of.languages / "nl.toml").write_text(DUTCH.replace("'wat'", "wat"), encoding="utf-8")
    rules = violet_of.languages.parent / "rules.toml"
    broken = rules.read_text(encoding="utf-8").replace("out_of_scope", "out_of_skope", 1)
    rules.unlink()
    rules.write_text(broken, encoding="utf-8")

    for words in (["ask", "when is jj s2 out"], ["check"]):
        done = violet_of(*words)

        assert done.returncode == 1
        assert "nl.toml:5: this is no TOML" in done.stdout + done.stderr
        assert "unknown intent 'out_of_skope'; did you mean" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
