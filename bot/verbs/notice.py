"""Noticing: claims → belief before/after → change → announcement → outbox."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports.journal import Clock, Journal, Learnt
from bot.ports.sources import Knowledge
from content.announcements.broadcast import Broadcast
from content.announcements.news import news
from content.facts.catalogue import Catalogue
from content.facts.kinds import Kind
from content.facts.news import fresh_claims, news_between


@dataclass(frozen=True, slots=True)
class NoticeState:
    """How far noticing has come: what the next look starts from."""

    learnt: Learnt
    """What the journal held when it was opened, with the marks of the last look."""
    known: Catalogue | None = None
    """All that was ever recorded; None: as it was learnt."""
    catalogue: Catalogue | None = None
    """What was known at the last look."""
    told: int = 0
    """Announcements that the last look made."""


async def notice(
    before: NoticeState, *, clock: Clock, knowledge: Knowledge, journal: Journal
) -> NoticeState:
    """Record what is newly known, queue what is news of it, and return how far noticing came.

    Silent: the first look, a show seen for the first time, a re-statement. Nothing is stored
    where another process looked first; then the next look starts from what that one stored.

    Raises:
        StorageError: nothing was stored; look again later.
    """
    catalogue, now = knowledge.catalogue, clock.now()
    learnt = before.learnt
    since = learnt.noticed_until
    if catalogue is before.catalogue and since is not None and since.date() == now.date():
        return before
    known = before.known or Catalogue.of((), learnt.claims)
    everything = known.overlaid_with(catalogue)
    broadcasts = _broadcasts(known, everything, learnt, catalogue, now) if since else []
    stored = await journal.record(
        claims=fresh_claims(known, catalogue),
        shows=[show for show in catalogue.shows if show not in learnt.shows],
        broadcasts=broadcasts,
        void=[
            broadcast.announcement.subject
            for broadcast in broadcasts
            if broadcast.announcement.topic is Kind.RELEASE_DATE.topic
        ],
        noticed_from=since,
        noticed_until=now,
    )
    if not stored:
        return NoticeState(await journal.open())
    after = Learnt(
        claims=learnt.claims,
        shows=learnt.shows | frozenset(catalogue.shows),
        noticed_until=now,
        counted_until=learnt.counted_until,
    )
    return NoticeState(after, everything, catalogue, len(broadcasts))


def _broadcasts(
    known: Catalogue, everything: Catalogue, learnt: Learnt, catalogue: Catalogue, now: datetime
) -> list[Broadcast]:
    since = learnt.noticed_until or now
    changes = news_between(
        known,
        everything,
        since=since.date(),
        until=now.date(),
        shows=learnt.shows & frozenset(catalogue.shows),
    )
    return [
        Broadcast(announcement=news(change, catalogue.shows[change.subject.show], now))
        for change in changes
    ]
