"""The two trees that are compared, each with a Python that holds its packages and no Violet."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOCK = "requirements.lock"
KEPT = Path(sys.prefix) / "bench"
"""Environments of other locks than ours; they go when this one goes, with `make clean`."""
_OURS = ("VIOLET_", "DISCORD_", "SLACK_", "PYTHON")


class BenchError(Exception):
    """Something could not be measured; the message says what, and why."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One state of the project."""

    name: str
    root: Path
    python: Path
    kept: Path
    """A folder for what is made once, and used by every run."""

    def env(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the environment in which this tree's code is imported, and no other's."""
        rest = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        return rest | {"PYTHONPATH": str(self.root), "PYTHONHASHSEED": "0"} | dict(settings)


@contextmanager
def both_trees(commit: str) -> Iterator[tuple[Tree, Tree]]:
    """Give the old commit's tree and the present one, with whatever is not committed yet.

    Raises:
        BenchError: there is no such commit, or its packages cannot be installed.
    """
    with tempfile.TemporaryDirectory(prefix="violet-bench-") as name:
        folder = Path(name)
        with checked_out(commit, ROOT, folder / "tree") as root:
            ours = environment_with_our_packages(folder / "environment")
            same = _pinned(root / LOCK) == _pinned(ROOT / LOCK)
            theirs = ours if same else environment_of(root / LOCK)
            old = Tree(commit[:10], root, theirs, folder / "old")
            new = Tree("now", ROOT, ours, folder / "new")
            for tree in (old, new):
                tree.kept.mkdir()
            yield old, new


def _pinned(lock: Path) -> list[str]:
    """Return what *lock* pins, without its remarks on who needs what."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.lstrip().startswith("#")]


@contextmanager
def checked_out(commit: str, repository: Path, root: Path) -> Iterator[Path]:
    """Make a work tree of *commit* at *root*, which is gone at the end, whatever happens.

    Raises:
        BenchError: there is no such commit.
    """
    found = _git(repository, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    if found.returncode:
        raise BenchError(f"there is no commit {commit!r} here")
    try:
        made = _git(repository, "worktree", "add", "--detach", str(root), found.stdout.strip())
        if made.returncode:
            raise BenchError(f"{commit} cannot be checked out: {made.stderr.strip()}")
        yield root
    finally:
        _git(repository, "worktree", "remove", "--force", str(root))
        shutil.rmtree(root, ignore_errors=True)
        _git(repository, "worktree", "prune")


def _git(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # No hook of whoever works here has a say in what is checked out.
    command = ("git", "-C", str(repository), "-c", "core.hooksPath=/dev/null", *words)
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def environment_with_our_packages(folder: Path) -> Path:
    """Return a Python that finds the packages of this environment, but no Violet.

    What this environment does with its own `.pth` files, such as finding this tree, it does not.
    """
    python = _environment(folder)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def environment_of(lock: Path, kept: Path = KEPT) -> Path:
    """Return a Python with the packages that *lock* names, which are installed only once.

    Raises:
        BenchError: they cannot be installed.
    """
    name = hashlib.sha256(sys.version.encode() + lock.read_bytes()).hexdigest()[:16]
    folder = kept / name
    if not folder.exists():
        kept.mkdir(parents=True, exist_ok=True)
        print(f"installing the packages of the old {LOCK} (once) ...", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=kept) as made:
            _install(lock, _environment(Path(made) / name))
            (Path(made) / name).rename(folder)
    return folder / "bin" / "python"


def _environment(folder: Path) -> Path:
    venv.create(folder, symlinks=True)
    return folder / "bin" / "python"


def _install(lock: Path, python: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        command = [uv, "pip", "install", "--python", python, "--compile-bytecode"]
    else:
        command = [sys.executable, "-m", "pip", "--python", python, "install"]
    done = subprocess.run(  # noqa: S603  our own lock file
        [*command, "--quiet", "--require-hashes", "-r", lock],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"{lock} cannot be installed: {done.stderr.strip()}")
