"""The program that finds the article in one page: the page comes in, a line of JSON goes out.

Its arguments are the seconds of CPU and the megabytes that it may take, and the Content-Type.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES: Final = frozenset(
    {
        *("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "LiveBlogPosting"),
        *("AnalysisNewsArticle", "ReviewNewsArticle", "BackgroundNewsArticle"),
    }
)
_MOST_DATA: Final = 200_000
_MOST_OBJECTS: Final = 200
_LEAST_TEXT: Final = 60
_LOGIN_TEXT: Final = 600
"""A page with a field for a password, and less text than that, has no article for us."""
_DAY: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.-]+)", re.IGNORECASE)


def _main() -> None:
    """Read the page at standard input."""
    cpu_s, memory_mb, content_type = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    memory = memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    json.dump(found_in(sys.stdin.buffer.read(), content_type), sys.stdout)


def found_in(page: bytes, content_type: str) -> dict[str, str]:
    """Return the article of a page with its title, day and outlet; else the `fault`."""
    from lxml import html  # noqa: PLC0415  only this process wants it
    from readability import Document  # noqa: PLC0415
    from readability.readability import Unparseable  # noqa: PLC0415

    text = _decoded(page, content_type)
    try:
        tree = html.document_fromstring(text)
        document = Document(text)
        found = document.summary(html_partial=True)
        title = document.short_title()
    except (Unparseable, ValueError, RecursionError, TypeError, AttributeError):
        return {"fault": "none"}
    body = html.document_fromstring(f"<div>{found}</div>").text_content().strip()
    if tree.xpath("//input[@type='password']") and len(body) < _LOGIN_TEXT:
        return {"fault": "login"}
    if sum(map(str.isalpha, body)) < _LEAST_TEXT:
        return {"fault": "none"}
    data = next(_articles_of(tree), {})
    return {
        "title": _text(data.get("headline")) or _meta(tree, "og:title") or title,
        "text": found,
        "published": _day(_text(data.get("datePublished")))
        or _day(_meta(tree, "article:published_time"))
        or _day(_meta(tree, "datePublished"))
        or _day(_meta(tree, "date")),
        "publisher": _publisher(data) or _meta(tree, "og:site_name"),
    }


def _decoded(page: bytes, content_type: str) -> str:
    said = _CHARSET.search(content_type) or _CHARSET.search(page[:2048].decode("latin-1"))
    try:
        return page.decode(said[1] if said else "utf-8", errors="replace")
    except LookupError:
        return page.decode("utf-8", errors="replace")


def _articles_of(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Yield the articles that the page's own data describe, not those that it lists."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            data = json.loads((script.text or "")[:_MOST_DATA])
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one[:_MOST_OBJECTS]
            elif isinstance(one, dict):
                kinds = one.get("@type")
                if _ARTICLES & set(kinds if isinstance(kinds, list) else [str(kinds)]):
                    yield one
                waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _publisher(data: dict[str, Any]) -> str:
    publisher = data.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _meta(tree: "HtmlElement", name: str) -> str:
    found = tree.xpath(
        "//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name
    )
    return _text(str(found[0])) if found else ""


def _text(value: object) -> str:
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


def _day(said: str) -> str:
    found = _DAY.match(said)
    return found[1] if found else ""


if __name__ == "__main__":
    _main()
