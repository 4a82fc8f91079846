"""What a listing says of a show right now, beside what was claimed because of it.

A claim stays when its listing falls silent; so whoever counts down to a listed day, or says that
it has passed, asks here whether it still is listed, and since when.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from content.facts.beliefs import Belief, Status, relation
from content.facts.claims import Authority, Season, Stance, Value
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind

REACHED_WITHIN: Final = timedelta(hours=48)
"""How old a listing may be before nothing is concluded from it."""
UNCHANGED_FOR: Final = timedelta(days=7)
"""How long a day has to be listed before a countdown may run to it."""
_IS_OVER: Final = timedelta(days=2)
"""What was listed that long after its day is history, which listings do not rewrite."""


class Standing(StrEnum):
    """How a value that is held stands in the listing."""

    LISTED = "listed"
    WAVERING = "wavering"
    """The listing says something else, which has not stood long enough to be claimed."""
    MISSING = "missing"
    """It was listed, and is no longer."""
    UNREACHED = "unreached"
    """It was listed, and for two days nobody could look."""
    ELSEWHERE = "elsewhere"
    """The listing never said it, or says something else by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedValue:
    """One value of a season, as the listing said it last."""

    season: Season
    kind: Kind
    value: Value
    first_seen: datetime
    """Since when it is that value, aware, in UTC."""
    last_seen: datetime
    missing_since: datetime | None = None
    is_wavering: bool = False
    """Whether the listing says another value, which was not taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one source of listings says of one show."""

    source: str
    """The name of the source, under which its claims are recorded."""
    publisher: str
    """What people call it."""
    url: str
    """The record's page, to be linked to wherever anything is told from it."""
    seen_at: datetime | None
    """When the listing was last known to say this, aware: its record was read, or a list of
    changes that does not name it; None: never."""
    values: tuple[ListedValue, ...] = ()
    undated: tuple[int, ...] = ()
    """Seasons that are listed without any day."""
    doubted: tuple[tuple[int, PartialDate], ...] = ()
    """Seasons that are listed for a day, and their first episode for another; with the former."""
    has_ended: bool = False
    """Whether the show is listed as ended; it need not be cancelled."""
    is_followed: bool = True
    """Whether it is looked at again; False: the show was looked up for one answer."""
    is_outdated: bool = False
    """Whether a list of changes names the show since its record was read: until that is read
    again, no such list says anything for it."""

    def as_seen_at(self, seen_at: datetime | None) -> "Listing":
        """Return it as one that was known to say this later than when its record was read."""
        return self if seen_at == self.seen_at else replace(self, seen_at=seen_at)

    def value_of(self, season: Season, kind: Kind) -> ListedValue | None:
        """Return what was listed last of a season; None: nothing ever was."""
        return next((one for one in self.values if one.season == season and one.kind is kind), None)

    def age(self, now: datetime) -> timedelta | None:
        """Return how long ago the listing was known to say this; None: it never was."""
        return None if self.seen_at is None else now - self.seen_at

    def is_reached(self, now: datetime) -> bool:
        """Whether it was seen lately enough to conclude anything from."""
        age = self.age(now)
        return age is not None and age <= REACHED_WITHIN

    def standing_of(self, belief: Belief, now: datetime) -> Standing:
        """Return how what is held stands in the listing."""
        listed = self.value_of(belief.subject.season, belief.kind)
        if listed is None or relation(listed.value, belief.value) is not Relation.EQUAL:
            return Standing.ELSEWHERE
        if listed.missing_since is not None:
            return Standing.MISSING
        if not self.is_reached(now):
            return Standing.UNREACHED
        return Standing.WAVERING if listed.is_wavering else Standing.LISTED

    def alone_says(self, belief: Belief) -> bool:
        """Whether what is held rests on this listing, and on nobody else."""
        return belief.is_known and all(
            claim.authority is Authority.AGGREGATOR and claim.claimant == self.publisher
            for claim in belief.citing
        )

    def counts_from(self, belief: Belief) -> datetime | None:
        """Return from when on a countdown may run to a listed day, if it stays as it is.

        It is one day that nobody opposes, listed for a week, of a show that is followed; None: it
        is not, as things stand.
        """
        listed = self.value_of(belief.subject.season, belief.kind)
        if listed is None or belief.status is not Status.CURRENT or belief.conflicts:
            return None
        if not self.is_followed:
            return None
        if belief.date is None or not belief.date.is_day:
            return None
        if belief.stance not in {Stance.REPORTED, Stance.CONFIRMED}:
            return None
        is_listed = self.seen_at and self.standing_of(belief, self.seen_at) is Standing.LISTED
        return listed.first_seen + UNCHANGED_FOR if is_listed else None

    def may_count_down(self, belief: Belief, now: datetime) -> bool:
        """Whether a countdown may run to a listed day, where a channel counts on listings.

        It is one day that nobody opposes, listed for a week as it is now, and seen lately.
        """
        begins = self.counts_from(belief)
        return begins is not None and begins <= now and self.is_reached(now)

    def holds_back(self, belief: Belief, now: datetime) -> bool:
        """Whether nothing may be concluded from what is held: no countdown, and not that it is out.

        So it is where it rests on this listing alone, which no longer says it or cannot be reached.
        What it said when the day was over stands for good.
        """
        return self.why_held_back(belief, now) is not None

    def why_held_back(self, belief: Belief, now: datetime) -> "HeldBack | None":
        """Return why nothing may be concluded from what is held; None: something may be."""
        if not self.alone_says(belief):
            return None
        standing = self.standing_of(belief, now)
        if standing is Standing.LISTED or self._is_history(belief):
            return None
        since = self.seen_at if standing is Standing.UNREACHED else None
        if standing is Standing.MISSING:
            listed = self.value_of(belief.subject.season, belief.kind)
            since = listed.missing_since if listed else None
        return HeldBack(publisher=self.publisher, standing=standing, since=since)

    def _is_history(self, belief: Belief) -> bool:
        listed = self.value_of(belief.subject.season, belief.kind)
        day = belief.date.latest if belief.date else None
        if day is None:
            return False
        if listed is None:
            return all(claim.known_from >= day for claim in belief.citing)
        same = relation(listed.value, belief.value) is Relation.EQUAL
        seen = listed.last_seen
        if self.seen_at is not None and listed.missing_since is None and not listed.is_wavering:
            seen = max(seen, self.seen_at)
        return same and (seen.date() - day) >= _IS_OVER

    @property
    def missing(self) -> tuple[ListedValue, ...]:
        """What was listed and is no longer."""
        return tuple(one for one in self.values if one.missing_since is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Why nothing may be concluded from what a listing alone said."""

    publisher: str
    """What people call the listing."""
    standing: Standing
    """Never `Standing.LISTED`."""
    since: datetime | None
    """Since when it is missing, or nobody could look, aware; None: it is neither."""
