"""Files that nobody else on the machine may read, whatever the umask."""

import contextlib
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_OWN: Final = stat.S_IRUSR | stat.S_IWUSR


def open_privately(path: str | Path, flags: int) -> int:
    """Open *path* as `os.open` does; where that makes it, nobody else can read it."""
    return os.open(path, flags, _OWN)


def make_private(file: Path) -> None:
    """Make *file*, empty, unless it is there; what cannot be made is left to whoever opens it."""
    with contextlib.suppress(OSError):
        os.close(open_privately(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY))


def write_privately(file: Path, text: str) -> None:
    """Write a new *file*.

    Raises:
        OSError: it cannot be made, or is there already.
    """
    descriptor = open_privately(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)


def open_to_others(files: Iterable[Path], rights: int = OTHERS) -> Sequence[Path]:
    """Return which of *files* others on this machine have any of those *rights* to."""
    found = []
    for file in files if os.name == "posix" else ():
        with contextlib.suppress(OSError):
            if file.stat().st_mode & rights:
                found.append(file)
    return found


def narrow(files: Iterable[Path]) -> Sequence[Path]:
    """Take away what rights others have to *files*; return to which of them they had any."""
    narrowed = []
    for file in open_to_others(files):
        with contextlib.suppress(OSError):  # somebody else's; who runs `violet doctor` is told
            file.chmod(stat.S_IMODE(file.stat().st_mode) & ~OTHERS)
            narrowed.append(file)
    return narrowed
