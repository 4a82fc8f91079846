"""Lists of feeds, as other readers write and read them: OPML, http://opml.org/spec2.opml."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from bot.ports.errors import ContentError
from bot.ports.feeds import FoundFeed
from content.language.from_outside import line_from_outside

MOST_OF_A_LIST: Final = 2_000_000
"""Bytes of a list that is read."""
_MOST: Final = 5_000
_MOST_DEEP: Final = 50
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of a list, and the line on which it stands there."""

    feed: FoundFeed
    line: int


class _NotReadError(Exception):
    pass


def feeds_listed_in(data: bytes) -> list[ListedFeed]:
    """Return the feeds of a list, in its order, each address once, whatever folders they are in.

    Raises:
        ContentError: it is no such list, or none that is read; it says why, and on which line.
    """
    if len(data) > MOST_OF_A_LIST:
        raise ContentError(f"the list is larger than {MOST_OF_A_LIST:,} bytes; split it")
    reader = _ListReader()
    try:
        reader.parser.Parse(data, True)
    except _NotReadError as error:
        raise ContentError(f"line {reader.parser.CurrentLineNumber}: {error}") from None
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise ContentError(
            f"line {error.lineno}: the list is no sound XML ({what}); write it out anew"
        ) from error
    except (ValueError, LookupError) as error:
        raise ContentError(f"the list is no sound XML ({error}); write it out anew") from error
    return list(reader.found.values())


class _ListReader:
    def __init__(self) -> None:
        self.found: dict[str, ListedFeed] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.StartElementHandler = self._began
        self.parser.EndElementHandler = self._ended
        self._depth = 0

    def _began(self, name: str, said: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name.lower() != "opml":
            raise _NotReadError("the list is no OPML: it does not begin with <opml>")
        if self._depth > _MOST_DEEP:
            raise _NotReadError(f"folders lie more than {_MOST_DEEP} deep; put them side by side")
        if name.lower() == "outline":
            self._listed({key.lower(): value for key, value in said.items()})

    def _listed(self, said: dict[str, str]) -> None:
        address = said.get("xmlurl", "").strip()
        if not address:
            return
        title = line_from_outside(said.get("title") or said.get("text", ""), most=_LONGEST_TITLE)
        one = ListedFeed(FoundFeed(address, title), self.parser.CurrentLineNumber)
        self.found.setdefault(address, one)
        if len(self.found) > _MOST:
            raise _NotReadError(f"the list has more than {_MOST:,} feeds; split it")

    def _ended(self, _: str) -> None:
        self._depth -= 1

    def _declared(self, *_: object) -> None:
        raise _NotReadError("the list has a <!DOCTYPE, which no list needs; take it out")


def opml_of(feeds: Iterable[FoundFeed]) -> str:
    """Return a list of *feeds*, which every reader of feeds takes."""
    rows = [_outline(feed) for feed in feeds]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            "  <head><title>Violet</title></head>",
            "  <body>",
            *rows,
            "  </body>",
            "</opml>",
            "",
        ]
    )


def _outline(feed: FoundFeed) -> str:
    title = quoteattr(line_from_outside(feed.title or feed.url, most=_LONGEST_TITLE))
    address = quoteattr(line_from_outside(feed.url, most=4_000))
    return f'    <outline type="rss" text={title} title={title} xmlUrl={address}/>'
