"""Documents of feeds, as outlets write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

SITE = "https://outlet.example"


@dataclass(frozen=True)
class Told:
    """One item of a document."""

    title: str = "Dark Winds renewed"
    link: str | None = None
    guid: str | None = None
    published: datetime | str | None = datetime(2026, 12, 1, 9, tzinfo=UTC)
    html: str = "<p>AMC has renewed <i>Dark Winds</i>.</p>"


def numbered(number: int, **how: object) -> Told:
    """An item like those of most outlets."""
    link = f"{SITE}/news/{number}"
    return Told(**{"title": f"News {number}", "link": link, "guid": f"{SITE}/?p={number}"} | how)  # type: ignore[arg-type]


def rss(items: Sequence[Told], *, title: str = "The Outlet") -> bytes:
    """An RSS 2.0 document."""
    rows = "".join(_rss_item(item) for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{SITE}/</link>{rows}</channel></rss>"
    ).encode()


def _rss_item(item: Told) -> str:
    said = item.published
    fields = {
        "title": item.title,
        "link": item.link,
        "guid": item.guid,
        "pubDate": format_datetime(said) if isinstance(said, datetime) else said,
        "description": item.html,
    }
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items() if text)
    return f"<item>{inner}</item>"
