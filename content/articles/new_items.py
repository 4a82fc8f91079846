"""Which items of a document are news to us, and which of those are handed on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from content.articles.article import MOST_OF_A_TITLE, MOST_READ, Article
from content.articles.feed import Feed
from content.articles.identity import ItemKeys, keys_of, known_among
from content.articles.items import NewsItem, PublishedDay, RawItem
from content.articles.published_days import published_day
from content.facts.dates import PartialDate
from content.language.from_outside import link_from_outside

_RECENT: Final = timedelta(days=7)
_MOST_AT_FIRST: Final = 20
_LONGEST_GUID: Final = 500


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item of one document, with all that is known of it without its text."""

    raw: RawItem
    keys: ItemKeys
    published: PublishedDay


def seen_in(feed: Feed, items: Sequence[RawItem], *, now: datetime) -> Sequence[SeenItem]:
    """Return each of a document's items with what it is known by; *feed* is as after the answer."""
    days = [published_day(item.said, item.link, first_seen=now) for item in items]
    keys = keys_of(items, [one.day for one in days], outlet=feed.outlet, feed=f"feed {feed.number}")
    return [SeenItem(*one) for one in zip(items, keys, days, strict=True)]


def handed_on(
    before: Feed, seen: Sequence[SeenItem], known: Collection[str], *, now: datetime
) -> Sequence[SeenItem]:
    """Return those that nobody has seen before and that are young, in the document's order.

    *before* is the feed as before the answer. What is older than a week, and than the last good
    answer, came back from an archive. At the first fetch of a feed it is the newest twenty.
    """
    is_first = before.parsed_at is None
    found = known_among([one.keys for one in seen], known, is_first=is_first)
    oldest = min(now, before.read_at or now) - _RECENT
    taken: set[str] = set()
    new = []
    for one, is_known in zip(seen, found, strict=True):
        is_twin = not taken.isdisjoint(one.keys.keys)
        taken.update(one.keys.keys)
        if not is_known and not is_twin and one.published.day >= oldest.date():
            new.append(one)
    if not is_first:
        return new
    newest = sorted(new, key=lambda one: one.published.day, reverse=True)[:_MOST_AT_FIRST]
    return [one for one in new if one in newest][:_MOST_AT_FIRST]


def news_item(
    feed: Feed, seen: SeenItem, text: str, *, is_backlog: bool, now: datetime
) -> NewsItem:
    """Return what is handed on of an item whose *text* is plain by now."""
    return NewsItem(
        id=seen.keys.item,
        feed=feed.url,
        guid=seen.raw.guid[:_LONGEST_GUID],
        article=Article(
            url=link_from_outside(seen.raw.link) or "",
            publisher=feed.title or feed.outlet,
            published=PartialDate.on(seen.published.day),
            title=seen.raw.title[:MOST_OF_A_TITLE],
            text=text[:MOST_READ],
        ),
        basis=seen.published.basis,
        first_seen=now,
        is_backlog=is_backlog,
    )
