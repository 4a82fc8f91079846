"""A catalogue that lacks sentences: each of those is said in English, from end to end."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

import content

TREE = Path(content.__file__).parents[1]


def spoken(tree: Path) -> tuple[list[str], list[str]]:
    """What is said in German, and in English, with the catalogues of *tree*."""
    here = Path(__file__).parent
    run = subprocess.run(  # noqa: S603 - a program of these tests
        [sys.executable, here / "said_in_german.py"],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(map(str, (tree, TREE, TREE / "tests", here)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    german, english = json.loads(run.stdout)
    return german, english


@pytest.fixture(scope="module")
def whole() -> tuple[list[str], list[str]]:
    return spoken(TREE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(TREE / "content", tmp_path / "content")
    return tmp_path


@pytest.mark.parametrize("lacks", [0.1, 0.5, 0.9])
def test_a_half_filled_catalogue_falls_back_by_whole_sentences(
    copy: Path, whole: tuple[list[str], list[str]], lacks: float
) -> None:
    file, chosen = copy / "content/language/de.po", random.Random(lacks)  # noqa: S311 - the same ones each time
    catalogue = read_po(file.read_bytes().splitlines(keepends=True), locale="de")
    for message in [message for message in catalogue if message.id]:
        if chosen.random() < lacks:
            message.string = "" if isinstance(message.string, str) else ("", *message.string[1:])
    with file.open("wb") as emptied:
        write_po(emptied, catalogue)

    half, english = spoken(copy)

    assert english == whole[1]
    mixed = [said for said, *either in zip(half, *whole, strict=True) if said not in either]
    assert mixed == []
    assert half not in whole
