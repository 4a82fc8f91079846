"""The example for other bots' tests works as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

from fakes.patience import PATIENCE_S

ROOT = Path(__file__).parents[1]
PAPER = (ROOT / "docs" / "fake-discord.md").read_text()
(EXAMPLE,) = re.findall(r"^```python\n(.*?)^```", PAPER, re.MULTILINE | re.DOTALL)


def run(tmp_path, example):
    file = tmp_path / "example.py"
    file.write_text(example)
    env = os.environ | {"PYTHONPATH": str(ROOT / "tests")}
    return subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, str(file)],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def test_the_example_runs(tmp_path):
    done = run(tmp_path, EXAMPLE)

    assert done.stdout == "all of it is so\n", done.stderr


def test_the_example_fails_where_the_bot_does_something_else(tmp_path):
    done = run(tmp_path, EXAMPLE.replace('reply("At your service.")', 'reply("Not now.")'))

    assert done.returncode != 0
    assert done.stdout == ""


def test_the_fake_is_nothing_of_violet_s():
    for file in (ROOT / "tests" / "fakes" / "discord").glob("*.py"):
        taken = re.findall(r"^\s*(?:from|import) ([a-z_]+)", file.read_text(), re.MULTILINE)
        assert not {"adapters", "bot", "content"} & set(taken), file.name


def test_what_the_page_names_is_there():
    source = "\n".join(
        one.read_text() for one in (ROOT / "tests" / "fakes" / "discord").glob("*.py")
    )
    table = PAPER[PAPER.index("## What can be played") :]
    for name in re.findall(r"(?:world|gateway|faults|limits|clock)\.(\w+)", table):
        assert re.search(rf"\b{name}\b", source), name
