"""When an episode airs, as its listing was seen to say it: never claimed, only seen."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from content.facts.claims import ShowId
from content.facts.listing import REACHED_WITHIN
from content.listings.records import ListedEpisode

KEPT_FOR: Final = timedelta(days=7)
"""How long after its day an episode is still known of."""


@dataclass(frozen=True, slots=True)
class Slot:
    """When an episode airs."""

    day: date
    """The broadcaster's own day, to which the hours after midnight belong too."""
    moment: datetime | None
    """The aware instant, where an hour is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSighting:
    """One episode, as its listing says it, and when it was seen to."""

    source: str
    """The name of the listing's source."""
    show: ShowId
    episode: ListedEpisode
    """As it was listed last; it has a day."""
    first_seen: datetime
    last_seen: datetime
    as_of: datetime
    """Of when, at the latest, the answer was that said so: answers may be a day old."""
    moved_at: datetime | None = None
    """Since when it airs as it does, or no longer does; None: as long as its show is known."""
    was: Slot | None = None
    """When it was to air before that; None: it was not listed."""
    missing_since: datetime | None = None
    """Since when it is listed no longer, or without a day."""

    @property
    def slot(self) -> Slot | None:
        """When it airs; None: it is listed no longer."""
        day = self.episode.day
        if self.missing_since is not None or day is None:
            return None
        return Slot(day, self.episode.moment)

    def slot_at(self, moment: datetime) -> Slot | None:
        """Return when it was to air, as it was known at *moment*, if it moved once at most."""
        if self.moved_at is not None and self.moved_at > moment:
            return self.was
        return self.slot

    def is_fresh(self, now: datetime) -> bool:
        """Whether it was seen lately enough to tell anything of it."""
        return now - self.last_seen <= REACHED_WITHIN


def seen_again(
    before: EpisodeSighting | None,
    episode: ListedEpisode,
    *,
    source: str,
    show: ShowId,
    now: datetime,
    as_of: datetime,
    is_import: bool = False,
) -> EpisodeSighting | None:
    """Return what is known of an *episode* that is listed; None: nothing, since it has no day.

    An answer that may be older than the one before changes nothing. *is_import*: nothing was
    known of its show.
    """
    if before is None:
        if episode.day is None:
            return None
        return EpisodeSighting(
            source=source,
            show=show,
            episode=episode,
            first_seen=now,
            last_seen=now,
            as_of=as_of,
            moved_at=None if is_import else now,
        )
    if episode.day is None:
        return vanished(before, now=now, as_of=as_of)
    if before.slot == Slot(episode.day, episode.moment):
        latest = max(as_of, before.as_of)
        return replace(before, show=show, episode=episode, last_seen=now, as_of=latest)
    if as_of < before.as_of:
        return before
    return replace(
        before,
        show=show,
        episode=episode,
        last_seen=now,
        as_of=as_of,
        moved_at=now,
        was=before.slot,
        missing_since=None,
    )


def vanished(before: EpisodeSighting, *, now: datetime, as_of: datetime) -> EpisodeSighting:
    """Return what is known of an episode that is listed no longer, or without a day."""
    if before.missing_since is not None or as_of < before.as_of:
        return before
    return replace(before, as_of=as_of, moved_at=now, was=before.slot, missing_since=now)


def is_surely_ahead(sighting: EpisodeSighting, now: datetime) -> bool:
    """Whether a list of what is to come must name it: it has neither aired nor is it its day."""
    slot = sighting.slot
    if slot is None:
        return False
    return slot.moment > now if slot.moment is not None else slot.day > now.date()
