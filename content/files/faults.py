"""What is wrong in a file, where, and what to write instead."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from pathlib import Path
from typing import Final

from content.files.lines import Place, lines_of, nearest_line

MOST_FAULTS: Final = 100
"""Of one file; whoever wrote it mends those first."""
_LONGEST_SHOWN: Final = 60
_LONGEST_LINE: Final = 1_000
_LONGEST_WORD: Final = 100
_MOST_CHOICES: Final = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in one file, for whoever wrote the file."""

    path: Path
    line: int
    """Counted from 1; the line of the value at fault, or of the table that lacks a key."""
    what: str
    """What is at fault, with the text itself, and what to do; one line."""

    def __str__(self) -> str:
        return f"{in_one_line(str(self.path))}:{self.line}: {in_one_line(self.what)}"


class TooManyFaultsError(Exception):
    """So much is wrong in one file that reading on is not worth its while."""


class Notes:
    """The faults of one file by place; lines are looked up only where there are faults."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, str, str | None]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, what: str, *, behind: str | None = None) -> None:
        """Note that *what* is wrong at *place*, a path of keys and indexes into the file.

        *behind* is what stands before the mistake, where that is inside of a text.

        Raises:
            TooManyFaultsError: there are enough; leave off reading, this one is noted no more.
        """
        if len(self._found) == MOST_FAULTS:
            raise TooManyFaultsError
        self._found.append((place, what, behind))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong, in the order in which it was found."""
        return tuple(what for _, what, _ in self._found)

    @property
    def by_place(self) -> tuple[tuple[Place, str], ...]:
        """The same, each with where it was found."""
        return tuple((place, what) for place, what, _ in self._found)

    def located(self, path: Path, text: str) -> list[Fault]:
        """Return the faults with their lines in *text*, in the order of the lines."""
        if not self._found:
            return []
        lines, rows = lines_of(text), text.splitlines()
        faults = []
        for place, what, behind in self._found:
            line = nearest_line(lines, place)
            if behind is not None:
                line += _lines_below(rows[line - 1] if rows else "", behind)
            faults.append(Fault(path, line, what))
        faults.sort(key=lambda fault: fault.line)
        if len(faults) == MOST_FAULTS:
            more = f"these are {MOST_FAULTS} faults; mend them, and look again for more"
            faults.append(Fault(path, faults[-1].line, more))
        return faults


def _lines_below(row: str, behind: str) -> int:
    """How far below the *row* of its key a place in a text is, with *behind* before it."""
    begins_below = row.rstrip().endswith(("'''", '"""'))
    return behind.count("\n") + begins_below


def shown(value: object) -> str:
    """Return *value* as a fault shows it: quoted, on one line, cut where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return repr(f"{value[: _LONGEST_SHOWN - 1]}…")
    if isinstance(value, int) and value.bit_length() > 10_000:
        return "so large a number"  # of thousands of digits, Python writes none
    text = repr(value)
    return text if isinstance(value, str) or len(text) <= _LONGEST_SHOWN else f"{text[:20]}…"


def in_one_line(text: str) -> str:
    """Return *text* with what is not to be seen spelled out, and cut where it is very long."""
    said = text if len(text) <= _LONGEST_LINE else f"{text[: _LONGEST_LINE - 1]}…"
    return said if said.isprintable() else "".join(map(_spelled, said))


def _spelled(character: str) -> str:
    return character if character.isprintable() else repr(character)[1:-1]


def either_of(words: Iterable[str]) -> str:
    """Return the words as one may choose among them: "page, meta or url"."""
    every = list(words)
    return " or ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def nearest_word(word: str, words: Collection[str]) -> str | None:
    """Return the one of *words* that was most likely meant, or None where none is near."""
    # Only a faulty file needs the library; a good one is read without the cost of importing it.
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - see the line above

    asked, choices = word[:_LONGEST_WORD], list(words)
    for scorer, least in ((fuzz.ratio, 55), (fuzz.partial_ratio, 80)):
        found = process.extractOne(
            asked, choices, scorer=scorer, processor=utils.default_process, score_cutoff=least
        )
        if found:
            return found[0]
    return None


def did_you_mean(word: str, words: Collection[str]) -> str:
    """Return the cure for a word that is none of *words*: the nearest of them, or all."""
    near = nearest_word(word, words)
    return f"did you mean {near!r}?" if near else f"write {either_of(_some_of(words))}"


def _some_of(words: Collection[str]) -> list[str]:
    some = list(islice(words, _MOST_CHOICES))
    return some if len(some) == len(words) else [*some, f"another of {len(words):,}"]
