"""Airing: what a listing says is to air → airing due → announcement → outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.ports.episodes import EpisodeLog
from bot.ports.journal import Clock, Journal
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.airings import airings_of, changed_airings, due_airings
from content.announcements.broadcast import Broadcast
from content.announcements.countdowns import hours_between
from content.announcements.episodes import episode_change, episode_told, zones_of
from content.announcements.in_languages import in_every_language
from content.facts.catalogue import Catalogue
from content.listings.airings import EpisodeSighting
from content.subscriptions.schedule import PostingHour

_MARK_EVERY: Final = timedelta(minutes=5)
"""How often the mark is stored where nothing is due; looking twice at a span is harmless."""
_BEFORE: Final = timedelta(days=2)
_AHEAD: Final = timedelta(days=3)
"""The broadcasters' days on which airs what is told at an hour of today, in whatever zones."""


async def announce_episodes(
    aired_until: datetime | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    journal: Journal,
    subscriptions: Subscriptions,
    episodes: EpisodeLog,
) -> datetime | None:
    """Queue what airs next, where its hour came since *aired_until*; return the new mark.

    Where what was told is no longer so, that is put into the messages that tell it. None stands
    for "never": then only the mark is set, so that nothing is told of the past.

    Raises:
        StorageError: nothing was stored; look again from the same mark.
    """
    now = clock.now()
    if aired_until is None:
        await journal.air(broadcasts=(), aired_from=None, aired_until=now)
        return (await journal.open()).aired_until
    broadcasts: list[Broadcast] = []
    hours = [PostingHour(*at) for at in await subscriptions.episode_hours()]
    if hours:
        first, last = (now - _BEFORE).date(), (now + _AHEAD).date()
        moved = await episodes.airing(first, last, moved_after=aired_until)
        come = hours if moved else hours_between(hours, aired_until, now)
        if come:
            seen = await episodes.airing(first, last)
            broadcasts += _due(knowledge.catalogue, seen, come, aired_until, now)
            if moved:
                broadcasts += _changed(knowledge.catalogue, seen, hours, aired_until, now)
    if not broadcasts and now - aired_until < _MARK_EVERY:
        return aired_until
    stored = await journal.air(broadcasts=broadcasts, aired_from=aired_until, aired_until=now)
    return now if stored else (await journal.open()).aired_until


def _due(
    catalogue: Catalogue,
    seen: Sequence[EpisodeSighting],
    hours: Sequence[PostingHour],
    after: datetime,
    until: datetime,
) -> list[Broadcast]:
    airings = airings_of(seen, zones_of(catalogue), until)
    return [
        Broadcast(
            announcement=in_every_language(partial(episode_told, catalogue, due)),
            posting_hour=(due.at.zone, due.at.hour),
        )
        for due in due_airings(airings, hours, after=after, until=until)
    ]


def _changed(
    catalogue: Catalogue,
    seen: Sequence[EpisodeSighting],
    hours: Sequence[PostingHour],
    after: datetime,
    until: datetime,
) -> list[Broadcast]:
    changed = changed_airings(seen, zones_of(catalogue), hours, after=after, until=until)
    return [
        Broadcast(
            announcement=in_every_language(
                partial(episode_change, one, catalogue.shows[one.before.subject.show])
            ),
            posting_hour=(one.at.zone, one.at.hour),
        )
        for one in changed
    ]
