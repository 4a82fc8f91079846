"""The walk of docs/translating.md, on a copy: a language more, which breaks nothing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TREE = Path(__file__).parents[3]
SECTION = "## Say it"
CODE = "it"
COMMANDS = re.compile(r"^\s*\$ (.+)$", re.MULTILINE)


def steps() -> list[str]:
    """The commands of the section, as they are typed."""
    text = (TREE / "docs" / "translating.md").read_text(encoding="utf-8")
    section = text.partition(SECTION)[2].partition("\n## ")[0]
    return COMMANDS.findall(section)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("adapters", "bot", "content", "tests"):
        skipped = shutil.ignore_patterns("__pycache__", Path(__file__).name, "test_half_filled.py")
        shutil.copytree(TREE / folder, tmp_path / folder, ignore=skipped)
    shutil.copy(TREE / "pyproject.toml", tmp_path)
    return tmp_path


def run(words: list[str], tree: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - what the docs say, and our own interpreter
        words,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (tree, tree / "tests")))},
        capture_output=True,
        text=True,
        check=False,
    )


def typed(command: str, tree: Path) -> "subprocess.CompletedProcess[str]":
    program, *rest = command.split()
    assert program.startswith(".venv/bin/")
    return run([str(Path(sys.executable).with_name(Path(program).name)), *rest], tree)


SAYING = f"""\
import sys
from content.language.wording import wording_for
italian = wording_for({CODE!r})
sys.stdout.write(italian.say("Which show do you mean?") + italian.say("Nothing was changed."))
"""


def asked(tree: Path) -> str:
    said = run([sys.executable, "-c", SAYING], tree)
    assert said.returncode == 0, said.stderr
    return said.stdout


def about_every_language(tree: Path) -> list[str]:
    """The tests that look at whatever languages there are."""
    return [
        str(path.relative_to(tree))
        for path in sorted((tree / "tests").rglob("test_*.py"))
        if "languages()" in path.read_text(encoding="utf-8")
    ]


def test_a_language_is_added_by_the_steps_of_the_docs_and_breaks_no_test(copy: Path) -> None:
    extract, init, check, tests = steps()

    for command in (extract, init):
        assert (made := typed(command, copy)).returncode == 0, made.stderr
    empty = typed(check, copy)
    file = copy / "content" / "language" / f"{CODE}.po"
    begun = file.read_text(encoding="utf-8").replace(
        'msgid "Which show do you mean?"\nmsgstr ""',
        'msgid "Which show do you mean?"\nmsgstr "Di quale serie parli?"',
    )
    file.write_text(begun, encoding="utf-8")
    started = typed(check, copy)
    tried = typed(
        tests.replace("tests/content/language", " ".join(about_every_language(copy))), copy
    )

    assert (empty.returncode, started.returncode) == (1, 1)
    assert empty.stdout.splitlines()[-1].startswith(f"{CODE}: 0 of ")
    assert started.stdout.splitlines()[-1].startswith(f"{CODE}: 1 of ")
    assert '"Which show do you mean?" is empty' in empty.stdout
    assert '"Which show do you mean?" is empty' not in started.stdout
    assert asked(copy) == "Di quale serie parli?Nothing was changed."
    assert tried.returncode == 0, tried.stdout[-4000:]
