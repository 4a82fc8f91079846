"""What was typed at the terminal, kept for the next time in a file of its owner's alone."""

import contextlib
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.private_files import make_private, narrow, open_privately

MOST_KEPT: Final = 1_000
"""Lines; the newest ones."""
LONGEST_KEPT: Final = 2_000
"""Characters of a line."""


class KeptHistory(FileHistory):
    """Lines in a file, but none that begin with a blank, as in a shell, and none that are endless.

    Where the file cannot be written, they are remembered for this time.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._file = file
        self._keep_newest()

    def load_history_strings(self) -> Iterable[str]:
        """Return the lines, newest first; none where they cannot be read."""
        try:
            return list(islice(super().load_history_strings(), MOST_KEPT))
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Keep one more line."""
        if not string.startswith(" ") and len(string) <= LONGEST_KEPT:
            with contextlib.suppress(OSError):
                self._write([string], os.O_APPEND)

    def forget(self) -> None:
        """Keep none of them any more."""
        self._loaded_strings = []
        with contextlib.suppress(OSError):
            self._write([], os.O_TRUNC)

    def _keep_newest(self) -> None:
        lines = list(super().load_history_strings())
        if len(lines) > MOST_KEPT:
            with contextlib.suppress(OSError):
                self._write(reversed(lines[:MOST_KEPT]), os.O_TRUNC)

    def _write(self, lines: Iterable[str], how: int) -> None:
        """Write *lines* as `FileHistory` reads them."""
        descriptor = open_privately(self._file, os.O_CREAT | os.O_WRONLY | how)
        with os.fdopen(descriptor, "wb") as opened:
            for line in lines:
                said = "".join(f"+{one}\n" for one in line.split("\n"))
                opened.write(f"\n{said}".encode(errors="replace"))


def history_in(folder: Path | None) -> History:
    """Return what was typed before, as *folder* has it; None: it is not kept."""
    if folder is None:
        return InMemoryHistory()
    file = folder / "history"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(file)
        if file.is_file() and os.access(file, os.R_OK | os.W_OK):
            narrow([file])
            return KeptHistory(file)
    return InMemoryHistory()
