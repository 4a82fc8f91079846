"""A document made ready to be parsed: measured, mended where that is simple, and cut to size.

feedparser reads anything, and takes minutes for some of it, holding up all else. So it gets what
is sound by then; only what is small is left for it to make sense of.
"""

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import Final
from xml.parsers import expat

_DECLARATION: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
_ROOT: Final = re.compile(rb"<\w")
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_AMPERSAND: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,31};)?"
)
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_TAGS: Final = 100_000
_MOST_DEEP: Final = 200
_MOST_ATTRIBUTES: Final = 200
_MOST_NAMESPACES: Final = 500
_MOST_LOOSE: Final = 200_000
"""Bytes that are parsed though they are malformed beyond mending."""
_MOST_LOOSE_TAGS: Final = 20_000
_LONG_TAG: Final = re.compile(rb"<[^<>]{4000}")
_ITEMS: Final = frozenset({"item", "entry"})


class OverboundError(Exception):
    """The document is beyond what is read; the message says in what."""


@dataclass(frozen=True, slots=True)
class TidyDocument:
    """What is left to be parsed."""

    data: bytes
    is_whole: bool
    """Whether its end is its own, and not where it broke off; what is beyond the last item that is
    looked at does not count."""


class _EnoughError(Exception):
    pass


@dataclass
class _Survey:
    """What a document is made of, as far as it is well-formed."""

    most_items: int
    root: int | None = None
    open: list[str] = field(default_factory=list)
    elements: int = 0
    namespaces: int = 0
    items: int = 0
    cut: int = 0
    """Where the last whole item ends."""
    left_open: tuple[str, ...] = ()
    """What is open there."""
    fault: bool = False

    def of(self, data: bytes) -> "_Survey":
        """Look through *data*.

        Raises:
            OverboundError: it is beyond what is read.
        """
        self._parser = expat.ParserCreate("utf-8")
        self._parser.EntityDeclHandler = _refuse_entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(data, True)
        except _EnoughError:
            pass
        except expat.ExpatError:
            self.fault = True
        return self

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.root is None:
            self.root = self._parser.CurrentByteIndex
        self.elements += 1
        self.open.append(name)
        self.namespaces += sum(one.startswith("xmlns") for one in attributes)
        if (
            self.elements > _MOST_TAGS
            or len(self.open) > _MOST_DEEP
            or len(attributes) > _MOST_ATTRIBUTES
            or self.namespaces > _MOST_NAMESPACES
        ):
            raise OverboundError(
                "is made of more, or deeper nested, than any feed is; it is not read"
            )

    def _end(self, name: str) -> None:
        self.open.pop()
        if len(self.open) <= 2 and name.rpartition(":")[2] in _ITEMS:
            self.items += 1
            # Its end tag begins here, and is written anew with all that is open.
            self.cut, self.left_open = self._parser.CurrentByteIndex, (*self.open, name)
            if self.items >= self.most_items:
                raise _EnoughError


def _refuse_entity(*_: object) -> None:
    raise OverboundError(
        "declares entities of its own, which could grow without end; it is not read"
    )


def tidied(text: str, *, most_items: int) -> TidyDocument:
    """Return a document of at most so many items in UTF-8, without what stands before its root.

    Raises:
        OverboundError: it is beyond what is read.
    """
    data = text.encode("utf-8", "replace")
    first = _ROOT.search(data)
    if _ENTITY.search(data, 0, first.start() if first else len(data)):
        _refuse_entity()
    survey = _Survey(most_items).of(data)
    if survey.fault:
        mended = _mended(text).encode("utf-8", "replace")
        again = _Survey(most_items).of(mended)
        if not again.fault or again.items >= survey.items:
            data, survey = mended, again
    root = survey.root if survey.root is not None else (first.start() if first else 0)
    if not survey.fault:
        if survey.items < most_items:
            return TidyDocument(_DECLARATION + data[root:], is_whole=True)
        return TidyDocument(_cut(data, root, survey), is_whole=True)
    if _is_small(data):
        return TidyDocument(_DECLARATION + data[root:], is_whole=False)
    if not survey.items:
        raise OverboundError("is malformed from its beginning, and too large to be made sense of")
    return TidyDocument(_cut(data, root, survey), is_whole=False)


def _cut(data: bytes, root: int, survey: _Survey) -> bytes:
    """Return it up to the end of its last whole item, with all closed that is open there."""
    ends = "".join(f"</{name}>" for name in reversed(survey.left_open)).encode()
    return _DECLARATION + data[root : survey.cut] + ends


def _is_small(data: bytes) -> bool:
    return (
        len(data) <= _MOST_LOOSE
        and data.count(b"<") <= _MOST_LOOSE_TAGS
        and _LONG_TAG.search(data) is None
    )


def _mended(text: str) -> str:
    """Return it with the entities of HTML as characters, and "&" alone as XML has it."""

    def as_xml(found: re.Match[str]) -> str:
        name = found[1]
        if name and (character := html5.get(name)):
            return character
        return f"&amp;{name or ''}"

    return _NO_XML.sub("", _AMPERSAND.sub(as_xml, text))
