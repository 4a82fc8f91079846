"""How one date stood, day by day: what a calendar's entry went through until it is as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from content.facts.as_of import AsOf
from content.facts.beliefs import Belief
from content.facts.believe import believed, claims_on
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Claim, Season, ShowId, Stance, Subject
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import KINDS, Kind, Shape
from content.facts.premieres import Premiere, claimed_premiere, premiere_in

DATED: Final = tuple(
    kind for kind, row in KINDS.items() if row.shape is Shape.DATE and kind is not Kind.RELEASE_TIME
)
"""The kinds that have entries; an hour of release is part of the entry of its day."""
_COMES_OUT: Final = Kind.RELEASE_DATE


@dataclass(frozen=True, slots=True)
class Track:
    """One date that is followed: what of, and where."""

    subject: Subject
    kind: Kind
    market: str | None = None
    """ISO 3166 code of the one country that it holds for; None: everywhere."""


@dataclass(frozen=True, slots=True)
class DateHeld:
    """How a date stands from a day on."""

    since: date
    """The day from which on it is known so."""
    date: PartialDate | None
    """None: there is none that would be surely enough said."""
    moment: datetime | None
    """The aware moment in its own zone, where somebody said the very hour."""
    stance: Stance | None
    belief: Belief
    """What says so, or says that it is no longer so."""

    @property
    def is_day(self) -> bool:
        """Whether it is one day, or a moment, and no span."""
        return self.date is not None and self.date.is_day

    @property
    def says(self) -> tuple[str, ...]:
        """What is to be told of it: where this is the same, the entry is; empty: nothing."""
        if self.date is None or self.stance is None:
            return ()
        others = [str(held.value) for held in self.belief.conflicts]
        moment = self.moment.isoformat() if self.moment else ""
        return (self.date.notation, moment, self.stance.value, *others)


def tracks_of(catalogue: Catalogue, show: ShowId) -> tuple[Track, ...]:
    """Return every date that anybody ever gave of *show*, in order."""
    found: dict[Track, None] = {}
    for claim in catalogue.about(show):
        kind = _COMES_OUT if claim.kind is Kind.RELEASE_TIME else claim.kind
        if kind in DATED:
            found[Track(claim.subject, kind, claim.market)] = None
    return tuple(sorted(found, key=_order))


def dates_held(
    catalogue: Catalogue, track: Track, *, until: date, lowest: Stance
) -> tuple[DateHeld, ...]:
    """Return how the date of *track* stood, each time otherwise, as known by the day *until*.

    What is less sure than *lowest* is taken for nothing.
    """
    found: list[DateHeld] = []
    for day in sorted({claim.known_from for claim in bearing_on(catalogue, track, until=until)}):
        held = _held(catalogue, track, day, lowest)
        before = found[-1].says if found else ()
        if held.says != before:
            found.append(held)
    return tuple(found)


def _order(track: Track) -> tuple[int, int, str, int, str]:
    season: Season = track.subject.season
    number, name = (season, "") if isinstance(season, int) else (-1, season)
    return (number < 0, number, name, DATED.index(track.kind), track.market or "")


def bearing_on(catalogue: Catalogue, track: Track, *, until: date) -> tuple[Claim, ...]:
    """Return every claim, known by the day *until*, by which the date may have become another.

    There are ever more of them, whichever day a later one speaks of: so their number tells an older
    state of the entry from a newer one, where the number of changes may shrink.
    """
    kinds = {track.kind, Kind.CANCELLATION}
    if track.kind is _COMES_OUT:
        kinds.add(Kind.RELEASE_TIME)
    found = {
        claim.id: claim
        for kind in kinds
        for claim in claims_on(catalogue, track.subject, kind)
        if claim.known_from <= until
        and claim.subject == track.subject
        and (claim.kind in kinds or claim.action is Action.RETRACTS)
    }
    return tuple(found.values())


def _held(catalogue: Catalogue, track: Track, day: date, lowest: Stance) -> DateHeld:
    given, moment, belief = _given(catalogue, track, day)
    stance = belief.stance
    is_sure = stance is not None and stance.sureness >= lowest.sureness
    if given is None or not is_sure or given.precision is Precision.UNKNOWN:
        return DateHeld(day, None, None, None, belief)
    ends = _ended_by(catalogue, track, day, given, belief)
    if ends is not None:
        return DateHeld(day, None, None, None, ends)
    return DateHeld(day, given, moment, stance, belief)


def _given(
    catalogue: Catalogue, track: Track, day: date
) -> tuple[PartialDate | None, datetime | None, Belief]:
    """Return the date that is held, the hour that somebody said, and what both come from."""
    at = AsOf.on(day)
    if track.kind is _COMES_OUT and track.market is None:
        premiere: Premiere = claimed_premiere(catalogue, track.subject, at)
        moment = premiere.moment if premiere.is_stated else None
        return premiere.date, moment, premiere.belief
    belief = believed(catalogue, track.subject, track.kind, day, market=track.market)
    if track.kind is _COMES_OUT and track.market is not None:
        there = premiere_in(catalogue, track.subject, at, track.market)
        return (there.date if there else None), None, belief
    given = belief.date if belief.is_known else None
    if track.market is not None and all(one.market != track.market for one in belief.citing):
        given = None  # it holds everywhere, which has an entry of its own
    moment = given.moment if given is not None else None
    return given, moment, belief


def _ended_by(
    catalogue: Catalogue, track: Track, day: date, given: PartialDate, belief: Belief
) -> Belief | None:
    """Return what says that the very season will not be, after its day was given; None: nothing."""
    if not track.kind.row.is_promise:
        return None
    ended = believed(catalogue, track.subject, Kind.CANCELLATION, day)
    last, mark = ended.decided_by, belief.decided_by
    if not ended.is_known or ended.held is None or not ended.held.is_firm:
        return None
    if last is None or (mark is not None and mark.known_from > last.known_from):
        return None
    return ended if (given.latest or date.max) > last.known_from else None
