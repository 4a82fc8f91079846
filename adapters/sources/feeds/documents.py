"""One document of a feed, read from its bytes; nothing in it is believed, and little of it kept."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

import feedparser

from adapters.sources.feeds.charsets import characters_of
from adapters.sources.feeds.html_text import text_of_html
from adapters.sources.feeds.tidying import OverboundError, tidied
from content.articles.article import MOST_OF_A_TITLE
from content.articles.feed import MOST_ITEMS
from content.articles.items import RawItem
from content.language.from_outside import line_from_outside

_HEAD: Final = 4_000
_IS_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_IS_FEED: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_ENDS: Final = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_JSON_FEED: Final = "https://jsonfeed.org/version/"
_LONGEST_LINK: Final = 2_000
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"


class NoFeedError(Exception):
    """The bytes are no feed, or none that is read; the message says what they are."""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """What a feed says."""

    title: str
    site: str
    items: tuple[RawItem, ...]
    is_sound: bool
    """Whether it came whole; of one that broke off the items that came are there."""


def read_document(body: bytes, headers: Mapping[str, str], url: str) -> FeedDocument:
    """Return what the feed at *url* says, whose answer had *headers*.

    Raises:
        NoFeedError: it is none.
    """
    start = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise NoFeedError("is empty")
    if start.startswith(b"{"):
        return _json_feed(body, url)
    if is_page(body):
        raise NoFeedError("is a page for people, such as one to log in, and no feed")
    try:
        return _xml_feed(body, headers, url)
    except NoFeedError:
        raise
    except Exception as error:  # a stranger's bytes may lead feedparser anywhere
        raise NoFeedError(f"cannot be read ({type(error).__name__})") from error


def is_page(body: bytes) -> bool:
    """Whether it is HTML, by how it begins."""
    page = _IS_PAGE.search(body[:_HEAD])
    feed = _IS_FEED.search(body[:_HEAD])
    return page is not None and (feed is None or page.start() < feed.start())


def _xml_feed(body: bytes, headers: Mapping[str, str], url: str) -> FeedDocument:
    text = characters_of(body, headers.get("content-type", ""))
    try:
        tidy = tidied(text, most_items=MOST_ITEMS)
    except OverboundError as error:
        raise NoFeedError(str(error)) from error
    told = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(
        tidy.data, response_headers=told, sanitize_html=False, resolve_relative_uris=False
    )
    entries, version = parsed.entries, parsed.get("version", "")
    if not version and not entries:
        raise NoFeedError("is no feed that can be read")
    site = _link(parsed.feed.get("link", ""), url)
    is_rss = version.startswith("rss") or not version
    # The newest stand first, in every feed but the oddest.
    items = [_item(entry, site or url, is_rss=is_rss) for entry in entries[:MOST_ITEMS]]
    return FeedDocument(
        title=_title(parsed.feed.get("title", ""), is_html=True),
        site=site,
        items=tuple(items),
        is_sound=tidy.is_whole or _ENDS.search(body[-_HEAD:]) is not None,
    )


def _item(entry: Any, base: str, *, is_rss: bool) -> RawItem:
    body, is_html = _body(entry, is_rss=is_rss)
    title, detail = entry.get("title", ""), entry.get("title_detail", {})
    return RawItem(
        guid=entry.get("id", ""),
        link=_link(entry.get("link", ""), base),
        title=_title(title, is_html=is_rss or detail.get("type") != "text/plain"),
        said=_said(entry),
        body=body,
        is_html=is_html,
    )


def _said(entry: Any) -> str:
    """Return when it was published, or else last changed; what is no key would warn."""
    for name in ("published", "updated", "created"):
        if name in entry:
            return str(entry[name])
    return ""


def _body(entry: Any, *, is_rss: bool) -> tuple[str, bool]:
    """Return the longest of its texts; and whether it is HTML, which RSS never says."""
    whole = entry.get("content", [])[:3]
    texts = [(str(one.get("value", "")), str(one.get("type", ""))) for one in whole]
    summary = entry.get("summary_detail", {})
    texts.append((str(entry.get("summary", "")), str(summary.get("type", ""))))
    text, kind = max(texts, key=lambda one: len(one[0]))
    return text, is_rss or kind != "text/plain"


def _title(text: Any, *, is_html: bool) -> str:
    plain = str(text)[: 4 * MOST_OF_A_TITLE]
    if is_html and ("<" in plain or "&" in plain):
        plain = text_of_html(plain).replace("\ufffc", "")
    return line_from_outside(plain, most=MOST_OF_A_TITLE)


def _link(link: Any, base: str) -> str:
    """Return it absolute and in ASCII, where it is one of http or https; else empty."""
    text = str(link).strip()
    if not text or len(text) > _LONGEST_LINK:
        return ""
    try:
        whole = quote(urljoin(base, text), safe=_SAFE)
        return whole if urlsplit(whole).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _json_feed(body: bytes, url: str) -> FeedDocument:
    """Read a JSON Feed: https://www.jsonfeed.org/version/1.1/."""
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoFeedError("begins as a JSON Feed, and is no JSON or breaks off") from error
    version = feed.get("version") if isinstance(feed, dict) else None
    rows = feed.get("items") if isinstance(feed, dict) else None
    if not str(version).startswith(_JSON_FEED) or not isinstance(rows, list):
        raise NoFeedError("is JSON, and no JSON Feed")
    site = _link(_text(feed.get("home_page_url")), url)
    items = [_json_item(row, site or url) for row in rows[:MOST_ITEMS] if isinstance(row, dict)]
    return FeedDocument(
        title=_title(_text(feed.get("title")), is_html=False),
        site=site,
        items=tuple(items),
        is_sound=True,
    )


def _json_item(row: dict[str, Any], base: str) -> RawItem:
    html, plain = _text(row.get("content_html")), _text(row.get("content_text"))
    return RawItem(
        guid=_text(row.get("id")),
        link=_link(_text(row.get("url")) or _text(row.get("external_url")), base),
        title=_title(_text(row.get("title")), is_html=False),
        said=_text(row.get("date_published")) or _text(row.get("date_modified")),
        body=html or plain or _text(row.get("summary")),
        is_html=bool(html),
    )


def _text(value: object) -> str:
    """Return what is a text, or a number that stands for one, as some write their ids."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
