"""Lists of feeds, as other readers write and read them: OPML, http://opml.org/spec2.opml."""

from collections.abc import Iterable
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from bot.ports.errors import ContentError
from bot.ports.feeds import FoundFeed
from content.language.from_outside import line_from_outside

_MOST_BYTES: Final = 2_000_000
_MOST: Final = 5_000
_LONGEST_TITLE: Final = 200


class _NotReadError(Exception):
    pass


def feeds_listed_in(data: bytes) -> list[FoundFeed]:
    """Return the feeds of a list, in its order, each address once, whatever folders they are in.

    Raises:
        ContentError: it is no such list, or none that is read; it says why.
    """
    if len(data) > _MOST_BYTES:
        raise ContentError(f"the list is larger than {_MOST_BYTES:,} bytes; split it")
    found: dict[str, FoundFeed] = {}
    names: list[str] = []

    def began(name: str, said: dict[str, str]) -> None:
        names.append(name.lower())
        if len(names) == 1 and names[0] != "opml":
            raise _NotReadError("is no OPML: it does not begin with <opml>")
        attributes = {key.lower(): value for key, value in said.items()}
        address = attributes.get("xmlurl", "").strip()
        if name.lower() == "outline" and address:
            title = attributes.get("title") or attributes.get("text", "")
            found.setdefault(
                address, FoundFeed(address, line_from_outside(title, most=_LONGEST_TITLE))
            )
        if len(found) > _MOST:
            raise _NotReadError(f"has more than {_MOST:,} feeds; split it")

    def declared(*_: object) -> None:
        raise _NotReadError("has a <!DOCTYPE, which no list needs; take it out")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = began
    try:
        parser.Parse(data, True)
    except _NotReadError as error:
        raise ContentError(f"the list {error}") from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ContentError(f"the list is no sound XML ({error}); write it out anew") from error
    return list(found.values())


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
