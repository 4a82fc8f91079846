"""The papers as a site: it is built as `make site` does, and what leads nowhere is named."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BUILD = re.findall(r"sphinx-build (.+) docs build/site$", MAKEFILE, re.MULTILINE)


def built(root: Path, site: Path) -> tuple[int, str]:
    """Build the site of what lies in *root* into *site*; the code it ends with, and its faults."""
    (options,) = BUILD
    command = [sys.executable, "-m", "sphinx", *shlex.split(options), "docs", str(site)]
    done = subprocess.run(  # noqa: S603 - what the Makefile says, and our own interpreter
        command, cwd=root, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository, with a `docs/` and a README of its own that can be changed."""
    root = tmp_path / "copy"
    root.mkdir()
    for path in ROOT.iterdir():
        if path.name not in {"docs", "README.md", ".git"}:
            (root / path.name).symlink_to(path)
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "README.md", root)
    return root


def test_the_site_is_built_without_a_fault(tmp_path):
    assert built(ROOT, tmp_path) == (0, "")

    home = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<title>Violet" in home
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if not (tmp_path / page).with_suffix(".html").is_file()] == []


def test_a_link_an_anchor_and_a_page_that_lead_nowhere_are_each_named(copy, tmp_path):
    append(copy / "README.md", "\n[one](docs/nowhere.md)\n")
    append(copy / "docs" / "asking.md", "\n[two](running.md#no-such-part)\n")
    append(copy / "docs" / "slack.md", "\n[three](../deploy/nothing.service)\n")
    (copy / "docs" / "forgotten.md").write_text("# A page that no part names\n")

    code, told = built(copy, tmp_path / "site")

    assert code == 1
    assert "nowhere.md" in told
    assert "no-such-part" in told
    assert "../deploy/nothing.service" in told
    assert "docs/forgotten.md: WARNING: document isn't included in any toctree" in told


def test_every_decision_stands_in_their_list():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^- \[.+\]\((.+)\)$", (folder / "index.md").read_text(), re.MULTILINE)

    assert listed == sorted(path.name for path in folder.glob("0*.md"))
