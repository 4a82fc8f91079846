"""Noticing: claims → belief before/after → change → announcement → outbox."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from bot.ports.journal import Clock, Journal, Learnt
from bot.ports.sources import Knowledge
from bot.ports.stories import Stories
from content.announcements.announcement import News
from content.announcements.broadcast import Broadcast
from content.announcements.headlines import continuation
from content.announcements.in_languages import in_every_language
from content.announcements.news import news
from content.announcements.targets import listed_no_more
from content.articles.stories import Story
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.changes import Change
from content.facts.claims import Claim, Show, ShowId, Subject
from content.facts.editor_claims import NEWSDESK
from content.facts.kinds import Kind
from content.facts.news import fresh_claims, news_between
from content.facts.packed import PackedClaims
from content.facts.record import Record

_AT_ONCE: Final = 50
"""Shows that are weighed before anybody else has a turn."""
_STORIES_OF: Final = timedelta(days=30)
"""So long ago a story may have begun that an editor decides about."""


@dataclass(frozen=True, slots=True)
class NoticeState:
    """How far noticing has come: what the next look starts from, and no other does after it."""

    learnt: Learnt
    """What the journal held when it was opened, with the marks of the last look."""
    record: Record | None = None
    """All that was ever recorded; None: as it was learnt."""
    catalogue: Catalogue | None = None
    """What was looked at the last time."""
    version: int = 0
    """How far that catalogue had been moved on then."""
    told: int = 0
    """Announcements that the last look made."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look finds of some shows; the catalogue may move on before it is stored."""

    about: dict[ShowId, tuple[Claim, ...]]
    """All that is recorded of each show once it is stored."""
    fresh: tuple[Claim, ...]
    new: tuple[ShowId, ...]
    """The shows that were never seen before."""
    changes: tuple[tuple[Change, Show], ...]
    weighed: dict[ShowId, str]
    """The fingerprint of what was looked at of each show that is held packed."""


async def notice(
    before: NoticeState,
    *,
    clock: Clock,
    knowledge: Knowledge,
    journal: Journal,
    stories: Stories,
) -> NoticeState:
    """Record what is newly known, queue what is news of it, and return how far noticing came.

    Looked at are the shows that were put since the last look, and those of which a claim has come
    to count. News of what editors accepted out of a story is told in the post of its headline,
    where a channel has that. Silent: the first look, a show seen for the first time, a
    re-statement. Nothing is stored where another process looked first; then the next look starts
    from what that one stored.

    Raises:
        StorageError: nothing was stored; look again later.
    """
    catalogue, now = knowledge.catalogue, clock.now()
    learnt, version = before.learnt, catalogue.version
    since = learnt.noticed_until
    is_same = catalogue is before.catalogue and version == before.version
    if is_same and since is not None and since.date() == now.date():
        return before
    record = before.record or Record(
        learnt.claims, learnt.shows, until=(since or now).date(), elsewhere=learnt.weighed
    )
    gone = await _listed_no_more(before, catalogue, now)
    looked = await _looked_at(before, record, catalogue, journal, since=since, now=now)
    changes = [change for look in looked for change in look.changes]
    broadcasts = await _broadcasts(changes, stories, now)
    stored = await journal.record(
        claims=[claim for look in looked for claim in look.fresh],
        shows=[show for look in looked for show in look.new],
        broadcasts=broadcasts,
        void=[
            *gone,
            *(
                broadcast.announcement.subject
                for broadcast in broadcasts
                if broadcast.announcement.topic is Kind.RELEASE_DATE.topic
            ),
        ],
        noticed_from=since,
        noticed_until=now,
        weighed={show: mark for look in looked for show, mark in look.weighed.items()},
    )
    if not stored:
        return NoticeState(await journal.open())
    record.weighed(now.date())
    for look in looked:
        for show, claims in look.about.items():
            if show in look.weighed:
                record.put_elsewhere(show)
            else:
                record.put(show, claims)
    after = replace(learnt, claims=(), shows=frozenset(), weighed={}, noticed_until=now)
    return NoticeState(after, record, catalogue, version, len(broadcasts))


def _moved(before: NoticeState, catalogue: Catalogue) -> Sequence[ShowId]:
    """Return the shows that were put since the last look, or all of them at the first."""
    is_known = before.catalogue is catalogue
    return catalogue.changed_since(before.version) if is_known else tuple(catalogue.shows)


async def _listed_no_more(
    before: NoticeState, catalogue: Catalogue, now: datetime
) -> Sequence[Subject]:
    """Return of what is put what counts down no more: no claim says that a listing fell silent."""
    shows = iter(_moved(before, catalogue))
    found: list[Subject] = []
    while some := [*islice(shows, _AT_ONCE)]:
        found += listed_no_more(catalogue, some, AsOf.at(now))
        await asyncio.sleep(0)
    return found


async def _looked_at(
    before: NoticeState,
    record: Record,
    catalogue: Catalogue,
    journal: Journal,
    *,
    since: datetime | None,
    now: datetime,
) -> Sequence[_Look]:
    """Weigh what may have changed, so many shows at once; in between others have a turn."""
    moved = _moved(before, catalogue)
    weighed = before.learnt.weighed
    every = dict.fromkeys([*moved, *sorted(record.coming_by(now.date()))])
    shows = iter(
        [show for show in every if show not in weighed or weighed[show] != _mark(catalogue, show)]
    )
    found: list[_Look] = []
    while some := [*islice(shows, _AT_ONCE)]:
        if found:
            await asyncio.sleep(0)
        elsewhere = [show for show in some if record.is_elsewhere(show)]
        recorded = await journal.recorded(elsewhere) if elsewhere else {}
        known = {show: recorded.get(show, ()) for show in elsewhere}
        here = [catalogue.shows[show] for show in some if show in catalogue.shows]
        found.append(_look(here, record, known, catalogue, since=since, now=now))
    return found


async def _broadcasts(
    changes: Sequence[tuple[Change, Show]], stories: Stories, now: datetime
) -> Sequence[Broadcast]:
    """Return the news of *changes*, each with the stories that it came of."""
    decided = {
        change.subject.show
        for change, _ in changes
        if any(claim.origin == NEWSDESK for claim in change.deciding)
    }
    held = await stories.recent(decided, since=now - _STORIES_OF) if decided else ()
    told = [one.story for one in held]
    return [Broadcast(announcement=_news(change, show, told, now)) for change, show in changes]


def _news(change: Change, show: Show, told: Sequence[Story], now: datetime) -> News:
    continues = continuation(change, told, now)
    return in_every_language(lambda wording: news(change, show, now, wording, continues=continues))


def _mark(catalogue: Catalogue, show: ShowId) -> str | None:
    """What tells the packed claims of *show* from others; None: they are not packed."""
    held = catalogue.held(show)
    return held.fingerprint if isinstance(held, PackedClaims) else None


def _look(
    shows: Sequence[Show],
    record: Record,
    elsewhere: Mapping[ShowId, tuple[Claim, ...]],
    catalogue: Catalogue,
    *,
    since: datetime | None,
    now: datetime,
) -> _Look:
    def recorded(show: ShowId) -> tuple[Claim, ...]:
        return elsewhere[show] if show in elsewhere else record.about(show)

    read = {show.id: catalogue.about(show.id) for show in shows}
    about = {
        show: record.with_read(show, claims, recorded=elsewhere.get(show))
        for show, claims in read.items()
    }
    seen = [show for show in about if record.has_seen(show)]
    changes = (
        news_between(recorded, about.__getitem__, seen, since=since.date(), until=now.date())
        if since
        else ()
    )
    marks = {show: _mark(catalogue, show) for show in about}
    return _Look(
        about,
        tuple(
            claim for show, claims in read.items() for claim in fresh_claims(recorded(show), claims)
        ),
        tuple(show for show in about if not record.has_seen(show)),
        tuple((change, catalogue.shows[change.subject.show]) for change in changes),
        {show: mark for show, mark in marks.items() if mark is not None},
    )
