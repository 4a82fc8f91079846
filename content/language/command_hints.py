"""Commands within sentences: named where the sentence is made, spelled by whoever shows it.

A sentence stays plain text all the way. A command in it is held between characters that Unicode
leaves to private use, which no sentence has and every platform drops; `spelled` puts in their
place what a person types there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from content.language.translated import remade

_BEGIN, _NAME, _VALUE, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_MARKS: Final = str.maketrans("", "", f"{_BEGIN}{_NAME}{_VALUE}{_END}")
_HINT: Final = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_NAMELESS: Final = frozenset({"show", "question", "claim"})
"""Arguments whose name nobody types: they follow the verb by themselves."""


@dataclass(frozen=True, slots=True)
class CommandHint:
    """A command that somebody may want to give, with what stands behind it."""

    verb: str
    """One or two words: "remind", "updates subscribe"."""
    arguments: tuple[tuple[str, str], ...] = ()
    """Each by its name, in the order in which they are typed; a value of "True" is a switch."""

    @property
    def typed(self) -> str:
        """The command as words: "remind stop daredevil"."""
        return " ".join([self.verb, *(_typed(*argument) for argument in self.arguments)])


Spelling = Callable[[CommandHint], str]


def hint(verb: str, /, **arguments: str) -> str:
    """Return the command for a place in a sentence; each argument as `CommandHint` has it."""
    given = "".join(f"{_NAME}{name}{_VALUE}{unmarked(value)}" for name, value in arguments.items())
    return f"{_BEGIN}{verb}{given}{_END}"


def spelled(text: str, spelling: Spelling) -> str:
    """Return *text* with every command in it as *spelling* has it."""
    if _BEGIN not in text:
        return text
    return "".join(
        part if isinstance(part, str) else spelling(part) for part in with_commands(text)
    )


def as_typed(command: CommandHint) -> str:
    """Return the command as words, as at a prompt."""
    return command.typed


def with_commands(text: str) -> Iterator[str | CommandHint]:
    """Return *text* in parts: what is said, and the commands between."""
    for number, part in enumerate(_HINT.split(text)):
        if number % 2:
            yield _read(part)
        elif part:
            yield unmarked(part)


def names_a_command(text: str) -> bool:
    """Whether there is a command in *text*."""
    return _HINT.search(text) is not None


def unmarked(text: str) -> str:
    """Return what somebody wrote without the characters that would make a command of it."""
    return remade(lambda said: said.translate(_MARKS), text)


def _typed(name: str, value: str) -> str:
    if name in _NAMELESS:
        return value
    words = name.replace("_", " ")
    return words if value == "True" else f"{words} {value}"


def _read(part: str) -> CommandHint:
    verb, *given = part.split(_NAME)
    pairs = (one.partition(_VALUE) for one in given)
    arguments = tuple((name, unmarked(value)) for name, _, value in pairs)
    return CommandHint(unmarked(verb), arguments)
