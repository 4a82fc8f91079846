"""The feeds that a page names as its own: `<link rel="alternate">`."""

from html.parser import HTMLParser
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from bot.ports.feeds import FoundFeed
from content.language.from_outside import line_from_outside

_TYPES: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_MOST: Final = 10
_MOST_LOOKED_AT: Final = 300_000
_LONGEST_TITLE: Final = 100
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"


class _LinkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[dict[str, str]] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what names something else."""
        said = {name: value or "" for name, value in attrs}
        if tag == "base":
            self.base = self.base or said.get("href", "")
        elif tag == "link":
            self.links.append(said)


def feeds_named_in(page: bytes, url: str) -> list[FoundFeed]:
    """Return the feeds that the page at *url* names, in its order, each once."""
    reader = _LinkReader()
    reader.feed(page[:_MOST_LOOKED_AT].decode("utf-8", "replace"))
    found: dict[str, FoundFeed] = {}
    for link in reader.links:
        is_feed = link.get("type", "").partition(";")[0].strip().lower() in _TYPES
        if is_feed and "alternate" in link.get("rel", "").lower().split():
            address = _absolute(link.get("href", ""), reader.base, url)
            title = line_from_outside(link.get("title", ""), most=_LONGEST_TITLE)
            if address:
                found.setdefault(address, FoundFeed(address, title))
    return list(found.values())[:_MOST]


def _absolute(href: str, base: str, url: str) -> str:
    try:
        address = quote(urljoin(urljoin(url, base), href.strip()), safe=_SAFE)
        return address if href.strip() and urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
