"""What a sentence names as its platform shows it: the channel it is about, whom it mentions.

As with the commands in `command_hints`, a sentence stays plain text, with such a name between
characters of private use, which every platform drops.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from content.language.translated import is_missing
from content.language.wording import ENGLISH, Wording, phrase

_BEGIN, _END = "\ue004", "\ue005"
_WHO, _WHO_END = "\ue006", "\ue007"
_AT_THE_BEGINNING: Final = phrase("This channel")
_WITHIN: Final = phrase("this channel")
_THERE: Final = phrase("here")
THE_CHANNEL: Final = f"{_BEGIN}{_AT_THE_BEGINNING}{_END}"
"""The channel that a sentence begins with."""
THIS_CHANNEL: Final = f"{_BEGIN}{_WITHIN}{_END}"
"""The same within a sentence."""
HERE: Final = f"{_BEGIN}{_THERE}{_END}"
"""Where something is done."""
_PLACE: Final = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_MENTIONED: Final = re.compile(f"{_WHO}([^{_WHO}{_WHO_END}]*){_WHO_END}")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A role or a group, which its platform knows by that id."""

    id: str


def mentioned(who: str) -> str:
    """Return the role or group of that id for a place in a sentence."""
    return f"{_WHO}{who}{_WHO_END}"


def with_mentions(text: str) -> Iterator[str | Mentioned]:
    """Return *text* in parts: what is said, and whom it mentions between."""
    for number, part in enumerate(_MENTIONED.split(text)):
        if number % 2:
            yield Mentioned(part)
        elif part:
            yield part


def in_place(text: str, name: str | None, wording: Wording = ENGLISH) -> str:
    """Return *text* about the channel called *name*; None: about the one that it is said in.

    *wording* is the language that it is in.
    """
    spoken = ENGLISH if is_missing(text) else wording

    def place(found: re.Match[str]) -> str:
        if name is None:
            return spoken.say(found[1])
        if found[0] == HERE:
            return spoken.say("in {name}", name=name)
        return f"{name[:1].upper()}{name[1:]}" if found[0] == THE_CHANNEL else name

    return _PLACE.sub(place, text)


def without_marks(text: str) -> str:
    """Return *text* as it is read where a role or group is called by its id."""
    return _MENTIONED.sub(r"\1", text)
