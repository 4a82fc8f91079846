"""What airs of one season on one day, and at which posting hour that is told."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from content.facts.claims import ShowId, Subject
from content.facts.zones import zone_of
from content.listings.airings import EpisodeSighting, Slot
from content.listings.records import ListedEpisode
from content.subscriptions.schedule import (
    DigestFrequency,
    PostingHour,
    digest_at,
    last_digest_at,
)

_INSTANT = timedelta(microseconds=1)
AiringKey = tuple[Subject, date, str]
"""The season, the broadcaster's day, and of a special which one it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """What airs of one season on one day: an episode, several, or a special by itself."""

    key: AiringKey
    source: str
    """The name of the listing's source."""
    zone: str
    """The show's home zone (IANA), in which its day is counted."""
    episodes: tuple[ListedEpisode, ...]
    """By number; there is at least one."""
    moment: datetime | None
    """When the first of it airs; None: not every hour of it is listed."""
    is_staggered: bool
    """Whether another part of it airs later than that."""
    since: datetime | None
    """Since when it is known that something airs then; None: as long as its show is known."""
    seen: date
    """The last UTC day on which it was listed."""

    @property
    def subject(self) -> Subject:
        """The season that it is of."""
        return self.key[0]

    @property
    def day(self) -> date:
        """The broadcaster's own day."""
        return self.key[1]

    @property
    def is_special(self) -> bool:
        """Whether it is a special, which has no number."""
        return bool(self.key[2])

    @property
    def is_premiere(self) -> bool:
        """Whether its season begins with it."""
        return not self.is_special and self.episodes[0].number == 1

    @property
    def over_at(self) -> datetime:
        """When nothing can be said to be ahead any more, aware, in UTC.

        That is when it airs, or where only the day is known the end of that.
        """
        if self.moment is not None:
            return self.moment
        tomorrow = self.day + timedelta(days=1)
        return datetime.combine(tomorrow, time.min, zone_of(self.zone)).astimezone(UTC)

    def told_at(self, at: PostingHour) -> datetime | None:
        """Return the last posting hour before it airs, aware, in UTC."""
        return last_digest_at(self.over_at - _INSTANT, at.zone, at.hour, DigestFrequency.DAILY)

    def says_the_same(self, later: "Airing | None") -> bool:
        """Whether what was said of it still holds of what is known *later*."""
        if later is None or {one.id for one in self.episodes} != {one.id for one in later.episodes}:
            return False
        return self.moment in {None, later.moment}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAiring:
    """An airing that has come due at a posting hour."""

    airing: Airing
    at: PostingHour
    due: datetime
    """The aware moment, in UTC, for which it was planned."""
    said_at: datetime
    """The aware moment at which its words are true."""


Airings = Mapping[AiringKey, Airing]


def airings_of(
    sightings: Iterable[EpisodeSighting], home: Callable[[ShowId], str | None], now: datetime
) -> Airings:
    """Return what airs, by what was seen lately enough; *home* gives the zone of a known show."""
    return _gathered(
        ((one, one.slot) for one in sightings if one.is_fresh(now)),
        home,
    )


def airings_before(
    sightings: Iterable[EpisodeSighting], home: Callable[[ShowId], str | None], moment: datetime
) -> Airings:
    """Return what was to air, as it was known at *moment*."""
    return _gathered(((one, one.slot_at(moment)) for one in sightings), home)


def _gathered(
    seen: Iterable[tuple[EpisodeSighting, Slot | None]], home: Callable[[ShowId], str | None]
) -> Airings:
    groups: dict[AiringKey, list[tuple[EpisodeSighting, Slot]]] = {}
    for one, slot in seen:
        if slot is None or not one.episode.is_significant:
            continue
        is_special = one.episode.is_special or one.episode.number is None
        which = one.episode.id if is_special else ""
        key = (Subject(one.show, one.episode.season), slot.day, which)
        groups.setdefault(key, []).append((one, slot))
    found: dict[AiringKey, Airing] = {}
    for key, group in groups.items():
        zone = home(key[0].show)
        if zone is not None:
            found[key] = _airing(key, zone, group)
    return found


def _airing(key: AiringKey, zone: str, group: Sequence[tuple[EpisodeSighting, Slot]]) -> Airing:
    moments = [slot.moment for _, slot in group if slot.moment is not None]
    is_timed = len(moments) == len(group)
    since = [one.moved_at for one, _ in group]
    known = [moment for moment in since if moment is not None]
    return Airing(
        key=key,
        source=group[0][0].source,
        zone=zone,
        episodes=tuple(
            sorted((one.episode for one, _ in group), key=lambda one: (one.number or 0, one.id))
        ),
        moment=min(moments) if is_timed else None,
        is_staggered=is_timed and len(set(moments)) > 1,
        since=min(known) if len(known) == len(since) else None,
        seen=max(one.last_seen for one, _ in group).astimezone(UTC).date(),
    )


def due_airings(
    airings: Airings, posting_hours: Iterable[PostingHour], *, after: datetime, until: datetime
) -> tuple[DueAiring, ...]:
    """Return what came due later than *after* and no later than *until*, and is still ahead.

    Each airing is told at the last posting hour before it; what was known only after that, when
    it became known.
    """
    ordered = sorted(airings.values(), key=lambda one: one.over_at)
    ends = [one.over_at for one in ordered]
    found: list[DueAiring] = []
    for at in posting_hours:
        last = last_digest_at(until, at.zone, at.hour, DigestFrequency.DAILY)
        following = digest_at(until + _INSTANT, at.zone, at.hour, DigestFrequency.DAILY)
        if last is None or following is None:
            continue  # there is one on each day but those that a zone skips
        for airing in ordered[bisect_right(ends, until) : bisect_right(ends, following)]:
            due = last if airing.since is None else max(last, airing.since)
            if after < due <= until:
                found.append(DueAiring(airing=airing, at=at, due=due, said_at=until))
    return tuple(sorted(found, key=lambda one: (one.due, str(one.airing.subject), one.at)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAiring:
    """An airing that was told at a posting hour, and of which something else is so now."""

    before: Airing
    now: Airing | None
    """What airs then as it is known now; None: nothing."""
    moved_to: Slot | None
    """Where nothing airs then: when the first of it airs instead; None: at no time."""
    at: PostingHour
    said_at: datetime
    changed_at: datetime


def changed_airings(
    sightings: Sequence[EpisodeSighting],
    home: Callable[[ShowId], str | None],
    posting_hours: Iterable[PostingHour],
    *,
    after: datetime,
    until: datetime,
) -> tuple[ChangedAiring, ...]:
    """Return what was told by *after*, has changed since, and was still ahead at *until*."""
    before, now = airings_before(sightings, home, after), _now(sightings, home)
    by_id = {(one.source, one.episode.id): one for one in sightings}
    hours, found = tuple(posting_hours), []
    for key, airing in before.items():
        if airing.over_at <= until or airing.says_the_same(now.get(key)):
            continue
        members = [by_id[airing.source, one.id] for one in airing.episodes]
        members += [
            by_id[airing.source, one.id] for one in (now[key].episodes if key in now else ())
        ]
        moves = [one.moved_at for one in members if one.moved_at and after < one.moved_at <= until]
        if not moves:
            continue
        slots = [one.slot for one in members[: len(airing.episodes)] if one.slot]
        moved_to = min(slots, key=lambda slot: slot.day, default=None)
        for at in hours:
            told_at = airing.told_at(at)
            if told_at is not None and told_at <= after:
                found.append(
                    ChangedAiring(
                        before=airing,
                        now=now.get(key),
                        moved_to=moved_to,
                        at=at,
                        said_at=until,
                        changed_at=max(moves),
                    )
                )
    return tuple(found)


def _now(sightings: Iterable[EpisodeSighting], home: Callable[[ShowId], str | None]) -> Airings:
    return _gathered(((one, one.slot) for one in sightings), home)


def airings_ahead(
    airings: Airings, at: PostingHour, *, after: datetime, until: datetime
) -> Iterator[DueAiring]:
    """Yield what comes due at *at* later than *after* and no later than *until*, as known now."""
    for airing in airings.values():
        due = airing.told_at(at)
        if due is not None and after < due <= until:
            yield DueAiring(airing=airing, at=at, due=due, said_at=due)
