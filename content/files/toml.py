"""A file in TOML, read whole, or why it is none."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from content.files.faults import Fault, shown

_POSITION: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml(path: Path) -> tuple[str, dict[str, Any]] | Fault:
    """Return the text of the file at *path* and what it holds, or why it holds nothing."""
    text = read_text(path)
    if isinstance(text, Fault):
        return text
    try:
        return text, tomllib.loads(text)
    except ValueError as error:
        return _not_toml(path, text, str(error))
    except RecursionError:
        return Fault(path, 1, "lists are nested too deeply; flatten them")


def read_text(path: Path) -> str | Fault:
    """Return the text of the file at *path*, or why there is none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        return Fault(path, 1, f"{why}; correct the path, or make the file readable")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = raw[error.start : error.end]
        return Fault(path, line, f"byte {wrong!r} is no UTF-8; save the file as UTF-8")


def _not_toml(path: Path, text: str, error: str) -> Fault:
    lines = text.replace("\r\n", "\n").split("\n")
    match = _POSITION.search(error)
    line = int(match[1]) if match and match[1] else max(1, len(text.rstrip().splitlines()))
    what = _POSITION.sub("", error)
    at_fault = lines[line - 1].strip() if line <= len(lines) else ""
    return Fault(
        path, line, f"this is no TOML: {what[:120]}: {shown(at_fault)}; see https://toml.io/en/"
    )
