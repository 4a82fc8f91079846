"""Feeds, their items and their hosts to and from JSON text."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from adapters.storage.codec import unreadable
from content.articles.article import Article
from content.articles.feed import Feed, FeedTrouble, Move, Validators
from content.articles.fetch_allowance import FetchAllowance
from content.articles.items import DayBasis, ItemId, NewsItem
from content.facts.dates import PartialDate

_MOMENTS: Final = ("asked_at", "read_at", "parsed_at", "whole_at", "failing_since")
_TEXTS: Final = ("title", "outlet", "reason")


def feed_to_json(feed: Feed) -> str:
    """Return how far *feed* was read; what its row has columns for is not in it."""
    move = feed.move
    return _written(
        {
            **{name: getattr(feed, name) for name in _TEXTS},
            **{name: _moment(getattr(feed, name)) for name in _MOMENTS},
            "etag": feed.validators.etag,
            "last_modified": feed.validators.last_modified,
            "digest": feed.validators.digest,
            "move": None if move is None else [move.to, _moment(move.since), move.times],
            "failures": feed.failures,
            "told": sorted(feed.told),
            "waits_for": feed.waits_for,
        }
    )


def feed_fields(text: str) -> Mapping[str, Any]:
    """Return what was written as *text*, by the names of `Feed`.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        move = data["move"]
        return {
            **{name: data[name] for name in _TEXTS},
            **{name: _read(data[name]) for name in _MOMENTS},
            "validators": Validators(data["etag"], data["last_modified"], data["digest"]),
            "move": move and Move(to=move[0], since=datetime.fromisoformat(move[1]), times=move[2]),
            "failures": data["failures"],
            "told": frozenset(map(FeedTrouble, data["told"])),
            "waits_for": data.get("waits_for", ""),
        }
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise unreadable("a feed", error) from error


def news_item_to_json(item: NewsItem) -> str:
    """Return all of *item* but what its row has columns for."""
    article = item.article
    return _written(
        {
            "feed": item.feed,
            "guid": item.guid,
            "url": article.url,
            "publisher": article.publisher,
            "published": None if article.published is None else article.published.notation,
            "title": article.title,
            "text": article.text,
            "basis": item.basis,
            "is_backlog": item.is_backlog,
        }
    )


def news_item_from_json(name: str, text: str, first_seen: datetime) -> NewsItem:
    """Return the item that was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        published = data["published"]
        return NewsItem(
            id=ItemId(name),
            feed=data["feed"],
            guid=data["guid"],
            article=Article(
                url=data["url"],
                publisher=data["publisher"],
                published=None if published is None else PartialDate.parse(published),
                title=data["title"],
                text=data["text"],
            ),
            basis=DayBasis(data["basis"]),
            first_seen=first_seen,
            is_backlog=data["is_backlog"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("an item of a feed", error) from error


def fetches_to_json(allowance: FetchAllowance) -> str:
    """Return how a host stands."""
    return _written(
        {
            "begun_at": _moment(allowance.begun_at),
            "fetched": allowance.fetched,
            "paused_until": _moment(allowance.paused_until),
            "paused_for": allowance.paused_for,
        }
    )


def fetches_from_json(text: str) -> FetchAllowance:
    """Return how the host stands that was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        return FetchAllowance(
            begun_at=_read(data["begun_at"]),
            fetched=data["fetched"],
            paused_until=_read(data["paused_until"]),
            paused_for=data.get("paused_for", ""),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("a host of feeds", error) from error


def _written(data: Mapping[str, object]) -> str:
    """Return it in ASCII: a NUL, or half a character, is text that PostgreSQL would refuse."""
    return json.dumps(data, separators=(",", ":"))


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
