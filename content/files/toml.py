"""A file in TOML, read whole, or why it is none."""

import os
import re
import stat
from pathlib import Path
from typing import Any, Final

import tomli

from content.files.bounds import MOST_BYTES, excess_in
from content.files.faults import Fault, shown

_POSITION: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ENDLESS_NUMBER: Final = re.compile(r"[0-9_]{1000}")
_SEE: Final = "see https://toml.io/en/"
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""Nobody waits for the other end of a pipe that took the file's place."""


def read_toml(path: Path) -> tuple[str, dict[str, Any]] | Fault:
    """Return the text of the file at *path* and what it holds, or why it holds nothing."""
    text = read_text(path)
    if isinstance(text, Fault):
        return text
    if excess := excess_in(text):
        return Fault(path, *excess)
    try:
        return text, tomli.loads(text)
    except ValueError as error:
        return _not_toml(path, text, str(error))
    except RecursionError:
        return Fault(path, 1, "lists are nested too deeply; flatten them")


def read_text(path: Path) -> str | Fault:
    """Return the text of the file at *path*, or why there is none."""
    raw = _bytes_of(path)
    if isinstance(raw, Fault):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = raw[error.start : error.end]
        return Fault(path, line, f"byte {wrong!r} is no UTF-8; save the file as UTF-8")


def _bytes_of(path: Path) -> bytes | Fault:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Fault(path, 1, "this is no ordinary file; put one in its place, or take it away")
        with open(path, "rb", opener=_opened) as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        return Fault(path, 1, f"{why}; correct the path, or make the file readable")
    if len(raw) > MOST_BYTES:
        return Fault(path, 1, f"the file has more than {MOST_BYTES:,} bytes; split it")
    return raw


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _not_toml(path: Path, text: str, error: str) -> Fault:
    if endless := _ENDLESS_NUMBER.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        return Fault(path, line, f"this is no TOML: too long a number; {_SEE}")
    lines = text.replace("\r\n", "\n").split("\n")
    match = _POSITION.search(error)
    line = int(match[1]) if match and match[1] else max(1, len(text.rstrip().splitlines()))
    what = _POSITION.sub("", error)
    at_fault = lines[line - 1].strip() if line <= len(lines) else ""
    return Fault(path, line, f"this is no TOML: {what[:120]}: {shown(at_fault)}; {_SEE}")
