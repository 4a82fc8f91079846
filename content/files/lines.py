"""On which line of a TOML text each key stands, which `tomllib` does not tell."""

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""A path into the parsed file: ``("claim", 3, "value")``; empty for the file itself."""

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'(?!'')[^'\n]*+'",
    re.DOTALL,
)
"""A text of TOML, of any of its four kinds; found in one walk, however it ends."""
_NO_BRACKET = re.compile(r"[^\[\]{}\"'#]++|#[^\n]*+")
_DEEPEST = 6
"""Levels below which no place is told apart: no fault is noted further down."""
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def lines_of(text: str) -> dict[Place, int]:
    """Return the line, from 1, of every table, key and element of *text*, which is valid TOML.

    A table is on the line of its header; a key, and whatever is inline in its value, on its own.
    """
    return _Scanner(text.replace("\r\n", "\n")).scan()


def nearest_line(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of *place*, or of the nearest thing around it that stands in the file."""
    for length in range(len(place), 0, -1):
        line = lines.get(place[:length])
        if line is not None:
            return line
    return 1


class _Scanner:
    """Walks over valid TOML once, from the first character to the last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._lines: dict[Place, int] = {}
        self._lengths: dict[Place, int] = {}

    def scan(self) -> dict[Place, int]:
        table: Place = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._lines

    def _header(self) -> Place:
        repeats = self._text.startswith("[[", self._at)
        line = self._here()
        self._at += 2 if repeats else 1
        *outer, last = self._key()
        place: Place = ()
        for name in outer:
            place = self._newest((*place, name))
        place = (*place, last)
        if repeats:
            self._lines.setdefault(place, line)
            place = (*place, self._lengths.get(place, 0))
            self._lengths[place[:-1]] = self._lengths.get(place[:-1], 0) + 1
        self._lines[place] = line
        self._skip(_SPACE)
        self._at += 2 if repeats else 1
        return place

    def _newest(self, place: Place) -> Place:
        """Return *place*, or its last element where it is an array of tables."""
        length = self._lengths.get(place)
        return place if length is None else (*place, length - 1)

    def _pair(self, table: Place) -> None:
        line = self._here()
        place = table
        for name in self._key():
            place = (*place, name)[:_DEEPEST]
            self._lines.setdefault(place, line)
        self._skip(_SPACE)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(place)

    def _key(self) -> list[str]:
        names = []
        while True:
            self._skip(_SPACE)
            names.append(self._name())
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _name(self) -> str:
        start = self._at
        quote = self._text[start]
        if quote in "\"'":
            self._string()
            name = self._text[start + 1 : self._at - 1]
            return _ESCAPE.sub(_unescaped, name) if quote == '"' else name
        self._skip(_BARE)
        return self._text[start : self._at]

    def _value(self, place: Place) -> None:
        first = self._text[self._at]
        if first in "[{" and len(place) >= _DEEPEST:
            self._brackets()
        elif first in "\"'":
            self._string()
        elif first == "[":
            self._items(place)
        elif first == "{":
            self._inline(place)
        else:
            self._skip(_SCALAR)

    def _items(self, place: Place) -> None:
        self._at += 1
        number = 0
        self._skip(_BLANK)
        while not self._text.startswith("]", self._at):
            item = (*place, number)
            self._lines[item] = self._here()
            self._value(item)
            number += 1
            self._next()
        self._at += 1

    def _inline(self, place: Place) -> None:
        self._at += 1
        self._skip(_BLANK)
        while not self._text.startswith("}", self._at):
            self._pair(place)
            self._next()
        self._at += 1

    def _brackets(self) -> None:
        """Go behind whatever the bracket here opens."""
        depth = 0
        while True:
            mark = self._text[self._at]
            if mark in "\"'":
                self._string()
            elif mark in "[]{}":
                depth += 1 if mark in "[{" else -1
                self._at += 1
                if not depth:
                    return
            else:
                self._skip(_NO_BRACKET)

    def _next(self) -> None:
        self._skip(_BLANK)
        if self._text.startswith(",", self._at):
            self._at += 1
            self._skip(_BLANK)

    def _string(self) -> None:
        match = STRING.match(self._text, self._at)
        if match is None:
            raise ValueError(f"no string ends that begins at character {self._at}")
        self._at = match.end()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is not None:
            self._at = match.end()

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[4], match[4])
