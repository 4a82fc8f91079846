"""What countdowns run to: premieres of which the day is confirmed, and those that are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId, Stance, Subject
from content.facts.dated import DatedSeason, dated_days
from content.facts.listed import is_listing_known
from content.facts.listing import REACHED_WITHIN, Listing
from content.facts.premieres import claimed_premiere


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a countdown runs to: one day, which is confirmed, or which a listing has."""

    subject: Subject
    day: date
    """The premiere's calendar day in *zone*."""
    zone: str
    """The show's home zone (IANA), in which days are counted."""
    moment: datetime | None
    """The aware instant of the premiere, or None where only the day is known.

    None also where a listing alone has the hour: that it has come is no word that it is out.
    """
    citing: tuple[Claim, ...] = ()
    listed_by: str | None = None
    """The listing that has the day, where nobody confirmed it; None: somebody did."""
    counts_from: datetime | None = None
    """From when on a countdown may run to it, aware; None: at any time."""

    @property
    def stance(self) -> Stance:
        """How sure its day is."""
        return Stance.CONFIRMED if self.listed_by is None else Stance.REPORTED

    def counts_at(self, moment: datetime) -> bool:
        """Whether a countdown may run to it at an aware *moment*."""
        return self.counts_from is None or self.counts_from <= moment


def targets_of(catalogue: Catalogue, as_of: AsOf, show: ShowId | None = None) -> tuple[Target, ...]:
    """Return every premiere whose day is confirmed and not more than a day past, soonest first.

    Beside them those whose day is listed, for whoever counts on listings, as if what is listed now
    stayed so, and could be looked up. Those of *show* alone, or of all shows.
    """
    return _targets(catalogue, as_of, [(as_of.day - timedelta(days=1), date.max)], show)


def has_targets(catalogue: Catalogue, as_of: AsOf) -> bool:
    """Whether there is any of `targets_of`."""
    days = dated_days(catalogue, as_of.day)
    return any(map(_is_counted_to, days.between((as_of.day - timedelta(days=1),))))


def targets_near(
    catalogue: Catalogue, steps: Iterable[int], *, after: datetime, until: datetime, ahead: int = 0
) -> tuple[Target, ...]:
    """Return those of `targets_of` at *until* of which a step may come due, soonest first.

    Due is what comes later than *after* and no later than *until*, in whatever zone, or within
    the *ahead* days that follow. So a tick need not look at each that lies far ahead. Of those
    whose day is listed, only what is seen lately enough, and has stood long enough, is returned.
    """
    first = after.date() - timedelta(days=1)
    last = until.date() + timedelta(days=1 + ahead)
    least = until.date() - timedelta(days=1)
    spans: list[tuple[date, date]] = []
    for step in sorted({0, *steps}):
        begin, end = first + timedelta(days=step), last + timedelta(days=step)
        begin = max(begin, least)
        if spans and begin <= spans[-1][1]:
            begin = spans[-1][1] + timedelta(days=1)
        if begin <= end:
            spans.append((begin, end))
    return tuple(
        target
        for target in _targets(catalogue, AsOf.at(until), spans)
        if target.counts_at(until) and not _is_stale(catalogue, target, until)
    )


def _is_stale(catalogue: Catalogue, target: Target, now: datetime) -> bool:
    """Whether its day is only listed, and nobody has looked lately."""
    if target.listed_by is None:
        return False
    seen_at = catalogue.listing_seen_at(target.subject.show)
    return seen_at is None or now - seen_at > REACHED_WITHIN


def listed_no_more(catalogue: Catalogue, shows: Iterable[ShowId], as_of: AsOf) -> list[Subject]:
    """Return those premieres of *shows* to which a countdown may have run, and no longer may.

    Each has a date that is ahead, or a day past, which nobody confirmed, and which its listing
    does not say any more, or others oppose.
    """
    found = []
    for show in shows:
        if catalogue.held_listing(show) is None:
            continue
        days = dated_days(catalogue, as_of.day, show)
        for one in days.between((as_of.day - timedelta(days=1),)):
            is_listed = one.is_listed_day and _target(catalogue, one, as_of) is not None
            if not (is_listed or one.is_confirmed_day):
                found.append(one.subject)
    return found


def _is_counted_to(one: DatedSeason) -> bool:
    return one.is_confirmed_day or one.is_listed_day


def _targets(
    catalogue: Catalogue,
    as_of: AsOf,
    spans: Iterable[tuple[date, date]],
    show: ShowId | None = None,
) -> tuple[Target, ...]:
    """The premieres whose day falls into one of *spans*, which do not overlap."""
    days = dated_days(catalogue, as_of.day, show)
    found: list[DatedSeason] = []
    for first, last in spans:
        end = None if last == date.max else (last + timedelta(days=1),)
        found += filter(_is_counted_to, days.between((first,), end))
    targets = (_target(catalogue, one, as_of) for one in found)
    return tuple(target for target in targets if target)


def _target(catalogue: Catalogue, dated: DatedSeason, as_of: AsOf) -> Target | None:
    subject = dated.subject
    is_listed = dated.is_listed_day
    # Whether a day is one that a listing knows of changes with no claim, so it is not remembered.
    if is_listed and not is_listing_known(catalogue, subject.show, as_of):
        return None
    known = catalogue.known_about(subject.show, as_of.day)
    return catalogue.remembered_of(
        subject.show,
        (_target, subject, known, is_listed),
        lambda: _found_target(catalogue, subject, as_of, is_listed=is_listed),
    )


def _found_target(
    catalogue: Catalogue, subject: Subject, as_of: AsOf, *, is_listed: bool
) -> Target | None:
    """The premiere as a target, however lately its listing was looked at."""
    premiere = claimed_premiere(catalogue, subject, as_of)
    day = premiere.date.day if premiere.date else None
    listing = catalogue.listing(subject.show) if is_listed else None
    counts_from = listing.counts_from(premiere.belief) if listing else None
    if day is None or (is_listed and counts_from is None):
        return None
    is_moment_listed = is_listed or premiere.hour_listed_by is not None
    return Target(
        subject=subject,
        day=day,
        zone=premiere.zone,
        moment=None if is_moment_listed else premiere.moment,
        citing=_citing(premiere.belief.citing, listing),
        listed_by=listing.publisher if listing else None,
        counts_from=counts_from,
    )


def _citing(claims: tuple[Claim, ...], listing: Listing | None) -> tuple[Claim, ...]:
    """Whoever says the day, the listing first where it is the one that is counted on."""
    if listing is None:
        return claims
    return tuple(sorted(claims, key=lambda claim: claim.source.publisher != listing.publisher))
