"""When a season comes out, as known on a day, and which season somebody means."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Status
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Action, Claim, Season, SeasonRef, Show, ShowId, Stance, Subject
from content.facts.dates import PartialDate, Precision, Relation
from content.facts.kinds import KINDS, Kind
from content.facts.listed import listing_then, looked_at
from content.facts.listing import HeldBack
from content.facts.zones import zone_of

_PREMIERES: Final = frozenset(kind for kind, row in KINDS.items() if row.is_premiere)


@dataclass(frozen=True, slots=True)
class Premiere:
    """The premiere of one season, as known on a day."""

    subject: Subject
    zone: str
    """IANA zone in which its calendar days are counted."""
    date: PartialDate | None
    """As exactly as it is known; None where nothing is, or where it was withdrawn."""
    moment: datetime | None
    """The aware instant in *zone*; None where only a day, or less, is known."""
    stance: Stance | None
    belief: Belief
    """What *date* comes from; unknown, denied and withdrawn ones included."""
    is_stated: bool = False
    """Whether *moment* was claimed for this very season, rather than being its network's hour."""
    hour_listed_by: str | None = None
    """The listing that alone says the hour of *moment*; None: somebody else does, or none does."""
    held_back: HeldBack | None = None
    """Why nothing may be concluded from *date*, where a listing alone ever said it."""

    @property
    def is_firm(self) -> bool:
        """Whether somebody stated the date, rather than guessed it."""
        return bool(self.date and self.belief.held and self.belief.held.is_firm)

    @property
    def is_listed_only(self) -> bool:
        """Whether nobody but a listing says the date: then that it has passed is no event."""
        return self.date is not None and self.belief.listed_by is not None


def premiere_in(
    catalogue: Catalogue, subject: Subject, as_of: AsOf, market: str, zone: str | None = None
) -> Premiere | None:
    """Return the premiere in one *market* (ISO 3166), or None where it has no date of its own.

    Its days are counted in *zone*, or else in the show's own; its hour is not known.
    """
    belief = believed(catalogue, subject, Kind.RELEASE_DATE, as_of.day, market=market)
    if belief.date is None or not any(claim.market == market for claim in belief.citing):
        return None
    return Premiere(
        subject=subject,
        zone=zone or catalogue.shows[subject.show].zone,
        date=belief.date,
        moment=None,
        stance=belief.stance,
        belief=belief,
    )


def premiere_of(catalogue: Catalogue, subject: Subject, as_of: AsOf) -> Premiere:
    """Return the premiere of *subject* as known by *as_of*, and whether it still is listed.

    Where the instant is stated, and nothing later contradicts it, it also gives the day.
    """
    premiere = claimed_premiere(catalogue, subject, as_of)
    if not premiere.is_listed_only:
        return premiere
    listing = listing_then(catalogue, subject.show, as_of)
    held_back = listing and listing.why_held_back(premiere.belief, looked_at(as_of))
    return replace(premiere, held_back=held_back) if held_back else premiere


def claimed_premiere(catalogue: Catalogue, subject: Subject, as_of: AsOf) -> Premiere:
    """Return the same by the claims alone, whatever has become of it in a listing since."""
    key = (claimed_premiere, subject, catalogue.known_about(subject.show, as_of.day))
    return catalogue.remembered_of(subject.show, key, lambda: _claimed(catalogue, subject, as_of))


def _claimed(catalogue: Catalogue, subject: Subject, as_of: AsOf) -> Premiere:
    show = catalogue.shows[subject.show]
    dated = believed(catalogue, subject, Kind.RELEASE_DATE, as_of.day)
    timed = believed(catalogue, subject, Kind.RELEASE_TIME, as_of.day)
    belief = timed if _is_finer(timed, dated, show.zone) else dated
    day = belief.date if belief.is_known else None
    moment = None
    if day is not None and day.is_day:
        moment = day.moment or _stated(timed, day, show.zone) or _dropped(show, day)
    local = moment.astimezone(zone_of(show.zone)) if moment else None
    if day is not None and day.moment is not None and local is not None:
        day = PartialDate.on(local.date())
    stated = timed.date.moment if timed.is_known and timed.date else None
    is_stated = moment is not None and (moment == stated or belief.date != day)
    return Premiere(
        subject=subject,
        zone=show.zone,
        date=day,
        moment=local,
        stance=belief.stance if day is not None else None,
        belief=belief,
        is_stated=is_stated,
        hour_listed_by=(timed if moment == stated else belief).listed_by if is_stated else None,
    )


def seen_from(premiere: Premiere, zone: str | None) -> Premiere:
    """Return *premiere* by the clock of an IANA *zone*: on the day its instant falls on there.

    A day whose hour is not known is not known to be another one anywhere, and stays as it is.
    """
    if zone is None or premiere.moment is None or zone == premiere.zone:
        return premiere
    local = premiere.moment.astimezone(zone_of(zone))
    return replace(premiere, zone=zone, date=PartialDate.on(local.date()), moment=local)


def is_out(premiere: Premiere, as_of: AsOf) -> bool:
    """Whether it has come out by *as_of*.

    Only a stated or confirmed date gets there by itself: the instant where one is known, the end
    of the day in the show's zone where none is, and the end of the span where not even the day is
    known. A whole day includes all that was to happen on it. A date that its listing says no more,
    or that nobody could look up for days, gets there never.
    """
    if premiere.held_back is not None:
        return False
    if premiere.date is None or premiere.stance not in {Stance.CONFIRMED, Stance.REPORTED}:
        return False
    if premiere.moment is not None:
        return as_of.has_reached(premiere.moment)
    today, last = as_of.day_in(premiere.zone), premiere.date.latest
    if last is None or premiere.date.circa:
        return False
    return last < today or (last == today and premiere.date.is_day and as_of.whole_day)


def is_said_to_be_out(premiere: Premiere, as_of: AsOf) -> bool:
    """Whether it has come out by *as_of*, by the word of somebody other than a listing.

    More follows from that than from a listed day that has passed: that filming is over.
    """
    return is_out(premiere, as_of) and not premiere.is_listed_only


def days_left(premiere: Premiere, today: date) -> int | tuple[int, int] | None:
    """Return how many days are left, the least and the most where no day is confirmed.

    *today* is a calendar day in the zone of *premiere*. None: it has passed, or nothing bounds it.
    """
    day = premiere.date
    if day is None or not premiere.is_firm or day.latest is None:
        return None
    most = (day.latest - today).days
    least = max(0, ((day.earliest or today) - today).days)
    if most < 0:
        return None
    if day.is_day and premiere.stance is Stance.CONFIRMED:
        return most
    return least, most


def known_seasons(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> tuple[int, ...]:
    """Return the numbered seasons that exist as known by *as_of*, in order.

    One exists when somebody stated anything about it that still stands; a denial, a guess and
    what an actor would like make none.
    """
    return tuple(sorted(season for season in _stated_about(catalogue, show, as_of) if season))


def resolve_season(
    catalogue: Catalogue, show: ShowId, season: Season | SeasonRef, as_of: AsOf
) -> Season:
    """Return the season that is meant: a number stays, a place becomes one.

    Of a year it is the one that goes by it, or that comes out in it.

    Unnamed is the lowest not out by then, and where all are out the latest; next is the lowest
    not out, one beyond the latest where all are out; last is the latest that is out.
    """
    known = known_seasons(catalogue, show, as_of)
    if not isinstance(season, SeasonRef):
        return _of_year(catalogue, show, season, known, as_of)
    if not known:
        return _only_season(catalogue, show)
    last_out = next((n for n in reversed(known) if _has_come_out(catalogue, show, n, as_of)), 0)
    ahead = [n for n in known if n > last_out]
    match season:
        case SeasonRef.UNNAMED:
            return ahead[0] if ahead else last_out
        case SeasonRef.NEXT:
            return ahead[0] if ahead else last_out + 1
        case SeasonRef.LAST:
            return last_out or known[-1]


def _has_come_out(catalogue: Catalogue, show: ShowId, season: int, as_of: AsOf) -> bool:
    return is_out(premiere_of(catalogue, Subject(show, season), as_of), as_of)


FIRST_YEAR: Final = 1900
"""From here on a number is a year, be it that seasons go by years or come out in one."""


def _of_year(
    catalogue: Catalogue, show: ShowId, season: Season, known: tuple[int, ...], as_of: AsOf
) -> Season:
    """The season that comes out in the year that stands for its number, where none goes by it."""
    if not isinstance(season, int) or season < FIRST_YEAR or season in known:
        return season
    for one in known:
        day = premiere_of(catalogue, Subject(show, one), as_of).date
        if day is not None and day.span[0].year == day.span[1].year == season:
            return one
    return season


def _stated_about(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> frozenset[int]:
    key = (_stated_about, catalogue.known_about(show, as_of.day))
    return catalogue.remembered_of(show, key, lambda: _found_about(catalogue, show, as_of.day))


def _found_about(catalogue: Catalogue, show: ShowId, known_by: date) -> frozenset[int]:
    known = [claim for claim in catalogue.about(show) if claim.known_from <= known_by]
    taken_back = {target for claim in known for target in claim.retracts}
    return frozenset(
        claim.subject.season
        for claim in known
        if isinstance(claim.subject.season, int)
        and claim.id not in taken_back
        and _makes_season(claim)
    )


def _makes_season(claim: Claim) -> bool:
    return (
        claim.action is Action.STATES
        and claim.kind.row.makes_season
        and claim.stance.sureness >= Stance.PLANNED.sureness
    )


def _only_season(catalogue: Catalogue, show: ShowId) -> Season:
    """What a show is before anything is known of it: a film, a special, or a first season."""
    seasons = catalogue.seasons(show)
    if any(isinstance(season, int) for season in seasons):
        return 1
    return "film" if "film" in seasons else "special" if "special" in seasons else 1


def _is_finer(timed: Belief, dated: Belief, zone: str) -> bool:
    """Whether the stated instant says the date more exactly than the stated date does."""
    if not timed.is_known or timed.date is None or timed.date.moment is None:
        return False
    if timed.held is None or not timed.held.is_firm:
        return False
    if dated.status is Status.UNKNOWN:
        return True
    held, mark = dated.date, dated.decided_by
    if held is None or not dated.is_known or held.is_day or timed.decided_by is None:
        return False
    local = PartialDate.on(timed.date.moment.astimezone(zone_of(zone)).date())
    is_newer = mark is None or timed.decided_by.known_from >= mark.known_from
    return is_newer and local.relation_to(held) is Relation.REFINES


def _stated(timed: Belief, day: PartialDate, zone: str) -> datetime | None:
    """The claimed instant, where it falls on that very day."""
    moment = timed.date.moment if timed.is_known and timed.date else None
    if moment is None or moment.astimezone(zone_of(zone)).date() != day.day:
        return None
    return moment


def _dropped(show: Show, day: PartialDate) -> datetime | None:
    """The hour at which the network always lets a season appear, on that day."""
    if show.drop is None or day.day is None or day.precision is not Precision.DAY:
        return None
    local = datetime.combine(day.day, show.drop, zone_of(show.zone))
    return local.astimezone(UTC)
