"""How the feeds of news stand, in words and in JSON."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from content.articles.feed import Feed


def feed_lines(feed: Feed) -> Iterator[str]:
    """Yield how a feed stands, a line for each thing that there is to say."""
    yield f"feed {feed.number:<3} {feed.title or feed.place}: {feed.place}"
    for said in _standing(feed):
        yield f"{'':<8} {said}"


def feed_in_json(feed: Feed) -> dict[str, Any]:
    """Return how a feed stands, its moments in UTC."""
    moments = {
        name: None if moment is None else moment.astimezone(UTC).isoformat()
        for name, moment in (
            ("next_due", None if feed.paused_at else feed.due_at),
            ("asked", feed.asked_at),
            ("last_good", feed.read_at),
            ("silent_since", feed.failing_since),
            ("paused_since", feed.paused_at),
        )
    }
    return {
        "source": "feeds",
        "number": feed.number,
        "title": feed.title,
        "address": feed.place,
        "state": feed.state.value,
        "added_by": feed.added_by or None,
        "paused_by": feed.paused_by or None,
        "reason": feed.reason or None,
        "moves_to": None if feed.move is None else feed.move.place,
        "waits_for": feed.waits_for or None,
        **moments,
    }


def _standing(feed: Feed) -> Iterator[str]:
    if feed.asked_at is None and feed.paused_at is None:
        yield "it was never asked"
        if feed.waits_for:
            yield f"it waits until {_moment_of(feed.due_at)}: {feed.waits_for}"
        return
    yield f"last good answer: {_moment_of(feed.read_at)}"
    if feed.move is not None:
        since = _moment_of(feed.move.since)
        yield f"its server says since {since} that it has gone for good to {feed.move.place}"
    if feed.paused_at is not None:
        why = f"by {feed.paused_by}" if feed.paused_by else feed.reason
        yield f"paused since {_moment_of(feed.paused_at)}: {why}"
        return
    if feed.failing_since is not None:
        yield f"silent since {_moment_of(feed.failing_since)}: {feed.reason}"
    if feed.waits_for:
        yield f"it waits until {_moment_of(feed.due_at)}: {feed.waits_for}"
    else:
        yield f"next due: {_moment_of(feed.due_at)}"


def _moment_of(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
