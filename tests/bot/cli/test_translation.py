"""`violet check --language`: what a catalogue lacks, by name and count."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from fakes.processes import PROGRAM, ROOT, environment


@pytest.fixture
def tree(tmp_path):
    shutil.copytree(
        ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def check(language, tree=ROOT):
    paths = os.pathsep.join(map(str, dict.fromkeys((tree, ROOT))))
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *PROGRAM, "check", "--language", language],
        cwd=tree,
        env=environment() | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


def changed(tree: Path, **sentences):
    """The German catalogue with these made otherwise; None takes one away."""
    file = tree / "content" / "language" / "de.po"
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale="de")
    for english, german in sentences.values():
        if german is None:
            catalogue.delete(english)
        else:
            catalogue[english].string = german
    with file.open("wb") as opened:
        write_po(opened, catalogue)


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_a_complete_language_has_no_fault(language):
    said = check(language)

    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"{language}: ")
    assert said.stdout.endswith(" sentences, 0 faults\n")


def test_every_sort_of_fault_is_named_with_its_cure_and_counted(tree):
    changed(
        tree,
        missing=("Each piece of news is told once.", None),
        empty=("Which show do you mean?", ""),
        half=("{number} day to go: {name} comes out {when}.", ("", "Noch {number} Tage.")),
        unlike=("Source: {cited}", "Quelle: {citd}"),
        unfit=("/when", "/Wann genau"),
    )

    said = check("de", tree)

    assert said.returncode == 1
    assert (
        "de.po: missing, said in content/commands/replies/channel_subscriptions.py; "
        'add with its translation:\nmsgid "Each piece of news is told once."\nmsgstr ""\n'
    ) in said.stdout
    assert '"Which show do you mean?" is empty\nWrite its translation.\n' in said.stdout
    assert "has a form for one number and none for another\nFill every msgstr[…].\n" in said.stdout
    assert '"Source: {cited}" has other places in braces than its English' in said.stdout
    assert "It has to have: {cited}.\n" in said.stdout
    assert '"/when" is no name that a command may have' in said.stdout
    assert "content/commands/replies/channel_subscriptions.py mixes: 1 of its" in said.stdout
    counts = said.stdout.splitlines()[-1]
    assert "5 faults: " in counts
    assert all(f"1 {sort}" in counts for sort in ("missing", "empty", "half", "unlike", "unfit"))


def test_what_is_no_longer_said_is_named(tree):
    with (tree / "content" / "language" / "de.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Nobody says this."\nmsgstr "Das sagt niemand."\n')

    said = check("de", tree)

    assert said.returncode == 1
    assert '"Nobody says this." is said no longer\nTake it away.\n' in said.stdout


def test_a_language_without_a_catalogue_lacks_everything():
    said = check("it")

    assert said.returncode == 1
    assert said.stdout.splitlines()[-1].startswith("it: 0 of ")


@pytest.mark.parametrize("typed", ["../it", "Italian", "", "i"])
def test_what_is_no_code_of_a_language_is_an_argument_that_cannot_be_read(typed):
    said = check(typed)

    assert said.returncode == 2
    assert "ISO 639" in said.stderr


def test_english_has_nothing_to_translate():
    assert check("en").returncode == 0
