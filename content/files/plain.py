"""TOML of nothing but literal strings, read in a fraction of the time that a parser takes."""

import re
from typing import Any, Final

import tomli

_PIECE: Final = re.compile(
    r"(?:(?:#.*)?\n)*(?:"
    r"\[([a-z_.]+)\]\n"
    r"""|([A-Za-z0-9_]+|"[^"\\\n]+") = (?:'''\n([^']*)'''|'([^'\n]*)')\n|\Z)"""
)


def tables_of(text: str) -> dict[str, Any]:
    """Return what the TOML *text* holds.

    Raises:
        tomli.TOMLDecodeError: it is no TOML.
    """
    plain = _plainly_read(text)
    return tomli.loads(text) if plain is None else plain


def _plainly_read(text: str) -> dict[str, Any] | None:
    """Return what *text* holds where it has nothing but literal strings; None where it has more."""
    if not text.replace("\n", "").isprintable():
        return None  # controls, which TOML allows nowhere, and blanks that it allows
    found: dict[str, Any] = {}
    table, at = found, 0
    for piece in _PIECE.finditer(text):
        if piece.start() != at:
            return None
        at = piece.end()
        header, key, lines, line = piece.groups()
        if header:
            table = found
            *outer, last = header.split(".")
            for name in outer:
                table = table.setdefault(name, {})
                if not isinstance(table, dict):
                    return None
            if last in table:
                return None
            table[last] = table = {}
        elif key:
            key = key.strip('"')
            if key in table:
                return None
            table[key] = line if lines is None else lines
    return found if at == len(text) else None
