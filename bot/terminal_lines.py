"""Text laid out for a terminal: wrapped at words, and coloured where somebody wants colours."""

import unicodedata
from typing import Final

LEAST_WIDTH: Final = 20
_NEWS: Final = "** "
_SOURCE: Final = "Source: "
_LINKS: Final = ("http://", "https://")
_BOLD, _FAINT, _UNDERLINED, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[4m", "\x1b[0m"


def laid_out(text: str, *, width: int | None, colours: bool) -> str:
    """Return *text*, which steers no terminal, in lines of *width* columns.

    No word and no link is cut: a longer one has a line of its own, which is copied as one. None:
    the lines stay as they are.
    """
    lines = [_laid_out(line, width, colours=colours) for line in text.split("\n")]
    return "\n".join(lines)


def _laid_out(line: str, width: int | None, *, colours: bool) -> str:
    rows = [line] if width is None else _rows(line, max(width, LEAST_WIDTH))
    return "\n".join(_coloured(row, line) for row in rows) if colours else "\n".join(rows)


def _rows(line: str, width: int) -> list[str]:
    """Return *line* in rows; all but the first one are indented as it is."""
    if columns(line) <= width:
        return [line]
    said = line.lstrip(" ")
    indent = " " * (len(line) - len(said) + (len(_NEWS) if said.startswith(_NEWS) else 0))
    rows, row = [], line[: len(line) - len(said)]
    is_empty = True
    for word in _words(said):
        if not is_empty and columns(row) + columns(word.rstrip(" ")) > width:
            rows.append(row.rstrip(" "))
            row = indent
        row, is_empty = row + word, False
    return [*rows, row.rstrip(" ")]


def _words(text: str) -> list[str]:
    """Return the words of *text*, each with the blanks behind it."""
    words: list[str] = []
    for part in text.split(" "):
        if part or not words:
            words.append(f"{part} ")
        else:
            words[-1] += " "
    return words


def columns(text: str) -> int:
    """Return how many columns *text* takes; what is written in Japan takes two each."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in {"W", "F"})
        for one in text
    )


def _coloured(row: str, line: str) -> str:
    said = row.lstrip(" ")
    indent = row[: len(row) - len(said)]
    if line.startswith(_NEWS):
        return f"{indent}{_BOLD}{said}{_PLAIN}"
    if said.startswith(_LINKS) and " " not in said:
        return f"{indent}{_UNDERLINED}{said}{_PLAIN}"
    if line.startswith(_SOURCE):
        return f"{indent}{_FAINT}{said}{_PLAIN}"
    return row
