"""A JSON array that is too large to be held: its elements, one by one, as its bytes come.

`json.JSONDecoder.raw_decode` reads one value from wherever it begins, in C; so nothing more is
needed than to wait until a whole one is there. A reader of JSON events, such as ijson, is for
elements that are themselves too large to be held; these have a few kilobytes each.
"""

import codecs
import json
import re
from collections.abc import AsyncGenerator, AsyncIterable
from enum import Enum, auto
from typing import Any, Final

_AT_ONCE: Final = 65_536
"""Characters that are gathered before another try, lest a body of drops be read again and again."""
_LARGEST: Final = 1_000_000
"""Characters of one element; a real one has some 2,500."""
_BLANK: Final = re.compile(r"[ \t\r\n]*")


class BrokenArrayError(ValueError):
    """It is no array of objects, or ends before its end."""


class _Expects(Enum):
    """What comes next in the array."""

    BEGIN = auto()
    FIRST_OR_END = auto()
    COMMA_OR_END = auto()
    ELEMENT = auto()
    NOTHING = auto()


class ArraySplitter:
    """Bytes in, whole elements out; it never holds more than the largest element it allows."""

    def __init__(self, *, at_once: int = _AT_ONCE) -> None:
        """Gather *at_once* characters before another try."""
        self._at_once = at_once
        self._text = ""
        self._decoder = json.JSONDecoder()
        self._from_bytes = codecs.getincrementaldecoder("utf-8")()
        self._expects = _Expects.BEGIN
        self._tried = 0
        """Characters that no whole element was found in."""

    def feed(self, piece: bytes, *, is_last: bool = False) -> list[dict[str, Any]]:
        """Return the elements that have become whole.

        Raises:
            BrokenArrayError: it is no array of objects; with *is_last*, or it is not at its end.
        """
        try:
            self._text += self._from_bytes.decode(piece, is_last)
        except UnicodeDecodeError as error:
            raise BrokenArrayError("it is no UTF-8") from error
        if len(self._text) - self._tried < self._at_once and not is_last:
            return []
        found = self._whole()
        self._tried = len(self._text)
        if is_last and self._expects is not _Expects.NOTHING:
            raise BrokenArrayError("it ends in the middle")
        if self._tried > _LARGEST:
            raise BrokenArrayError(f"an element has more than {_LARGEST:,} characters")
        return found

    def _whole(self) -> list[dict[str, Any]]:
        """Take what is whole off the front of what was gathered."""
        found: list[dict[str, Any]] = []
        at = self._blank_from(0)
        while at < len(self._text):
            if self._text[at] == "{" and self._expects in _BEFORE_ELEMENT:
                try:
                    element, at = self._decoder.raw_decode(self._text, at)
                except ValueError:
                    break  # not whole yet, or it never will be: its size or the end shows that
                except RecursionError as error:
                    raise BrokenArrayError("an element is nested too deeply") from error
                found.append(element)
                self._expects = _Expects.COMMA_OR_END
            else:
                self._expects = self._after_mark(self._text[at])
                at += 1
            at = self._blank_from(at)
        self._text = self._text[at:]
        return found

    def _after_mark(self, mark: str) -> _Expects:
        """Return what comes after a bracket or a comma that stands where it may stand."""
        following = _MARKS.get((self._expects, mark))
        if following is None:
            raise BrokenArrayError(f"{mark!r} stands where no array of objects has it")
        return following

    def _blank_from(self, at: int) -> int:
        """Return where what is not blank begins."""
        blank = _BLANK.match(self._text, at)
        return blank.end() if blank else at


_BEFORE_ELEMENT: Final = frozenset({_Expects.FIRST_OR_END, _Expects.ELEMENT})
_MARKS: Final = {
    (_Expects.BEGIN, "["): _Expects.FIRST_OR_END,
    (_Expects.FIRST_OR_END, "]"): _Expects.NOTHING,
    (_Expects.COMMA_OR_END, "]"): _Expects.NOTHING,
    (_Expects.COMMA_OR_END, ","): _Expects.ELEMENT,
}


async def elements_of(pieces: AsyncIterable[bytes]) -> AsyncGenerator[dict[str, Any]]:
    """Yield the objects of the array whose bytes are *pieces*.

    Raises:
        BrokenArrayError: it is no array of objects, or ends too early; what came before was whole.
    """
    splitter = ArraySplitter()
    async for piece in pieces:
        for element in splitter.feed(piece):
            yield element
    for element in splitter.feed(b"", is_last=True):
        yield element
