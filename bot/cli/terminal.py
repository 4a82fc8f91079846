"""What a command prints: the one way in which text gets to the terminal."""

import json
import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any

from bot.masking import SECRETS


def print_text(text: object, *, flush: bool = False) -> None:
    """Print *text* for a person, whoever wrote it: it moves no cursor and hides nothing."""
    _write(_inert(str(text)), flush=flush)


def print_for_person(text: str) -> None:
    """Print *text* as it is best read: at a terminal in its width, and in colours."""
    from bot.environment import wants_colours
    from bot.terminal_lines import laid_out

    if sys.stdout.isatty():
        width, _ = shutil.get_terminal_size()
        colours = wants_colours(os.environ, at_terminal=True)
        _write(laid_out(_inert(text), width=width, colours=colours), flush=False)
    else:
        print_text(text)


def print_lines(lines: Iterable[str], *, as_json: bool = False) -> None:
    """Print each of *lines* as it comes; *as_json*: they are JSON already."""
    for line in lines:
        (print_json_text if as_json else print_text)(line)


def print_json(value: Any, *, indent: int | None = None, flush: bool = False) -> None:
    """Print *value* as JSON that says the same, and steers no terminal."""
    print_json_text(json.dumps(value, ensure_ascii=False, indent=indent), flush=flush)


def print_json_text(text: str, *, flush: bool = False) -> None:
    """Print the JSON *text* likewise."""
    from content.language.from_outside import inert_json

    _write(inert_json(text), flush=flush)


def print_beside(text: object) -> None:
    """Print *text* for a person beside what the command is asked for: on standard error.

    What goes wrong there may quote an address or an answer, and never shows a secret.
    """
    print(SECRETS.masked(_inert(str(text))), file=sys.stderr)


def hand_on(text: str) -> None:
    """Print *text* as it is to a file or a program, and for a person at a terminal inert."""
    sys.stdout.write(_inert(text) if sys.stdout.isatty() else text)


def stand_any_encoding() -> None:
    """Spell out whatever the encoding of this terminal has no sign for, from now on."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _inert(text: str) -> str:
    from content.language.from_outside import inert

    return inert(text)


def _write(text: str, *, flush: bool) -> None:
    print(text, flush=flush)
