"""`make bench AGAINST=COMMIT`: what it compares, and that it leaves nothing behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.against.comparing import alternating
from benchmarks.against.program import Cost
from benchmarks.against.trees import (
    BenchError,
    Tree,
    checked_out,
    environment_of,
    environment_with_our_packages,
)
from benchmarks.against.ways import ENTERED, files_on_the_way


@pytest.fixture
def trees(tmp_path):
    found = [Tree(name, tmp_path, Path(sys.executable), tmp_path / name) for name in ("old", "now")]
    for tree in found:
        tree.kept.mkdir()
    return tuple(found)


def git(repository, *words):
    me = ("-c", "user.name=me", "-c", "user.email=me@example.org")
    done = subprocess.run(  # noqa: S603
        ["git", "-C", str(repository), *me, *words],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """Two commits, of which the first says "old" and the second "new"."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for words in ("old", "new"):
        (folder / "words.txt").write_text(words)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", words)
    return folder


def compared(trees, *cpu_s):
    """What comes of runs that cost so many seconds, one after the other."""
    order, left = [], list(cpu_s)

    def run(tree, _folder):
        order.append(tree.name)
        return Cost(left.pop(0), wall_s=9.0)

    return alternating("an answer", run, trees, runs=len(cpu_s) // 2), order


def test_the_trees_take_turns_and_the_least_of_each_is_compared(trees):
    found, order = compared(trees, 2.0, 3.0, 2.5, 2.2, 4.0, 2.4)

    assert order == ["old", "now"] * 3
    assert str(found).startswith("  an answer ")
    figures = " ".join(str(found).split()[2:])
    assert figures == "2.000 2.200 1.100 MISSED (≤ 1.05) 9.000 9.000"


def test_as_much_as_the_bar_allows_is_well(trees):
    found, _ = compared(trees, 2.0, 2.1)

    assert not found.is_missed
    assert "MISSED" not in str(found)


def test_every_run_has_a_folder_of_its_own(trees):
    def run(_tree, folder):
        assert not list(folder.iterdir())
        (folder / "violet.db").touch()
        return Cost(1.0, 1.0)

    alternating("an answer", run, trees, runs=2)

    assert [list(tree.kept.iterdir()) for tree in trees] == [[], []]


def test_an_old_commit_is_checked_out_beside_and_gone_afterwards(repository, tmp_path):
    with checked_out("HEAD~1", repository, tmp_path / "tree") as root:
        assert (root / "words.txt").read_text() == "old"
        assert (repository / "words.txt").read_text() == "new"

    assert not root.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_it_is_gone_also_where_a_run_is_broken_off(repository, tmp_path):
    root = tmp_path / "tree"

    def break_off():
        with checked_out("HEAD~1", repository, root):
            (root / "violet.db").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()

    assert not root.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_a_commit_that_is_not_there_is_named(repository, tmp_path):
    with (
        pytest.raises(BenchError, match="no commit 'nowhere'"),
        checked_out("nowhere", repository, tmp_path / "tree"),
    ):
        pass


def test_a_tree_is_run_with_our_packages_and_its_own_code(tmp_path):
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").touch()
    python = environment_with_our_packages(tmp_path / "environment")
    tree = Tree("old", tmp_path, python, tmp_path)

    found = subprocess.run(  # noqa: S603
        [python, "-c", "import bot, structlog; print(bot.__file__)"],
        cwd=tmp_path,
        env=tree.env({}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == str(tmp_path / "bot" / "__init__.py")


def test_without_a_tree_there_is_no_violet_to_be_found(tmp_path):
    python = environment_with_our_packages(tmp_path / "environment")
    tree = Tree("old", tmp_path, python, tmp_path)

    found = subprocess.run(  # noqa: S603
        [python, "-c", "import bot"],
        cwd=tmp_path,
        env=tree.env({}),
        capture_output=True,
        text=True,
        check=False,
    )

    assert "No module named 'bot'" in found.stderr


def test_packages_are_installed_once_for_each_lock(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("# nothing yet\n")
    python = environment_of(lock, tmp_path / "kept")
    before = python.lstat()

    assert environment_of(lock, tmp_path / "kept") == python
    assert python.lstat() == before
    assert len(list((tmp_path / "kept").iterdir())) == 1


PROGRAM = """\
import asyncio, os, signal
from bot import beat, made, notice, render

async def main():
    made.nothing()
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.gather(asyncio.create_task(notice.notice()), asyncio.create_task(beat.beat()))
    os.kill(os.getpid(), signal.SIGUSR2)

asyncio.run(main())
"""
MODULES = {
    "__init__": "",
    "__main__": PROGRAM,
    "made": "def nothing(): pass",
    "render": "async def render(): pass",
    "beat": "async def beat(): pass",
    "notice": """\
import asyncio
from bot import render
async def notice(): await asyncio.create_task(render.render())
""",
}


def test_files_count_that_the_verb_and_what_it_starts_enter_meanwhile(tmp_path):
    (tmp_path / "bot").mkdir()
    for name, text in MODULES.items():
        (tmp_path / "bot" / f"{name}.py").write_text(text)
    written = tmp_path / "entered.json"
    subprocess.run(  # noqa: S603
        [sys.executable, "-P", ENTERED, tmp_path, written, "run"],
        env=Tree("old", tmp_path, Path(sys.executable), tmp_path).env({}),
        check=True,
    )
    tasks = json.loads(written.read_text())

    found = files_on_the_way(tasks, ("notice.py",), "old")

    assert found == {"bot/__main__.py", "bot/notice.py", "bot/render.py"}
    with pytest.raises(BenchError, match=r"nothing entered tell\.py"):
        files_on_the_way(tasks, ("tell.py",), "old")
