"""Items of a feed: as they were read there, and as they are handed on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from content.articles.article import Article

ItemId = NewType("ItemId", str)
"""What an item is known by for ever, in whichever feed of its outlet it came, however edited."""


class DayBasis(StrEnum):
    """Who says on which day something was published, the surest first."""

    PAGE = "page"
    """The page's own metadata."""
    FEED = "feed"
    URL = "url"
    """The day stands in the address."""
    FIRST_SEEN = "first-seen"
    """Nobody does, or nobody who could be right; it is the day on which we saw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """An item as a feed gives it; all of it is a stranger's."""

    guid: str = ""
    """Empty: it has none."""
    link: str = ""
    """Absolute; empty: it has none that anybody could open."""
    title: str = ""
    """Plain, in one line."""
    said: str = ""
    """When it was published, in the feed's own words; empty: it does not say."""
    body: str = ""
    is_html: bool = True
    """Whether *body* has the marks of HTML; else it is plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """An item that nobody has seen before, handed on once to whoever makes news of it."""

    id: ItemId
    feed: str
    """The address of the feed in which it came first."""
    guid: str
    article: Article
    basis: DayBasis
    """Of the article's `published`."""
    first_seen: datetime
    is_backlog: bool
    """Whether it came with the first fetch of its feed: it may be proposed, and is no headline."""


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """The day on which something was published, and who says so."""

    day: date
    basis: DayBasis
