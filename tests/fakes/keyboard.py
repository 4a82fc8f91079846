"""The real program in a terminal of its own: keys go in, and what is to be seen comes out."""

import fcntl
import os
import pty
import re
import select
import struct
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes.forks import Fork
from fakes.processes import PROGRAM, environment

TAB, ENTER, CTRL_C, CTRL_D, UP = "\t", "\r", "\x03", "\x04", "\x1b[A"
_STEERING = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])")
_COLOURS = re.compile(r"\x1b\[(?:[1-9]\d*)(?:;\d+)*m")
_PATIENCE_S = 60.0
"""Until it is taken for failed; nothing is measured."""


class Terminal:
    """A terminal with a program in it."""

    def __init__(self, process: Fork, descriptor: int) -> None:
        self._process = process
        self._descriptor = descriptor
        self.written = ""
        """All that came out, with what steers the terminal."""
        self._seen = 0

    @property
    def shown(self) -> str:
        """The same as a person reads it, the lines that were typed among it."""
        return _plain(self.written)

    @property
    def is_coloured(self) -> bool:
        return _COLOURS.search(self.written) is not None

    def press(self, *keys: str) -> None:
        """Press *keys*, as fast as they are taken."""
        self._seen = len(self.shown)
        os.write(self._descriptor, "".join(keys).encode())

    def prompt(self, behind: str = "") -> str:
        """Wait until it is to be typed at a prompt *behind* that text; return what came before.

        Keys that are pressed sooner are the terminal's own, which would drop a Ctrl-D. A prompt
        stands there again and again: it is drawn anew below whatever is printed.
        """
        self.until(behind)
        self._seen = self.shown.index(behind, self._seen)
        self.until("\n>")
        return self.shown

    def ask(self, line: str, answer: str) -> str:
        """Type *line*, and return what there is to be seen once its *answer* and a prompt are."""
        self.press(line, ENTER)
        return self.prompt(answer)

    def until(self, text: str) -> str:
        """Wait until *text* stands below all that stood there at the last key; return that part."""
        end = time.monotonic() + _PATIENCE_S
        while text not in self.shown[self._seen :]:
            assert self._read(end), f"{text!r} did not appear, but: {self.shown!r}"
        return self.shown[self._seen :]

    def ended(self) -> int:
        """Wait until the program has ended; return its exit code."""
        end = time.monotonic() + _PATIENCE_S
        while self._read(end):
            pass
        return self._process.join(_PATIENCE_S)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], max(end - time.monotonic(), 0.0))
        try:
            said = os.read(self._descriptor, 65_536) if ready else b""
        except OSError:  # whoever wrote has gone
            return False
        self.written += said.decode(errors="replace")
        return bool(said)


def _plain(written: str) -> str:
    return _STEERING.sub("", written).replace("\r", "")


@contextmanager
def terminal(
    folder: Path, *words: str, columns: int = 80, rows: int = 50, **settings: str
) -> Iterator[Terminal]:
    """Run `violet` with *words* in *folder*, and in a terminal of that size."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    told = {"XDG_STATE_HOME": str(folder / "state"), "TERM": "xterm-256color", "NO_COLOR": ""}
    # It is a terminal that is never asked where its cursor is.
    told |= {"PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "", "LINES": ""} | settings
    with tempfile.TemporaryFile() as faults:
        streams = (theirs, theirs, faults.fileno())
        process = Fork((*PROGRAM, *words), folder, environment(**told), streams)
        os.close(theirs)
        try:
            yield Terminal(process, ours)
        finally:
            if process.returncode is None:
                process.kill()
            os.close(ours)
