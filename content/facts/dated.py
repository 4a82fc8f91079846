"""The seasons that have a date, in the order of their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from content.facts.as_of import AsOf
from content.facts.beliefs import Status
from content.facts.by_day import ByDay
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId, Stance, Subject
from content.facts.dates import Precision
from content.facts.ordered import Ordered
from content.facts.premieres import claimed_premiere


@dataclass(frozen=True, slots=True)
class DatedSeason:
    """A season whose date somebody stated, with the first and the last day that it may mean."""

    subject: Subject
    first: date
    last: date
    is_confirmed_day: bool
    """Whether it is one day, and confirmed."""
    is_listed_day: bool
    """Whether it is one day that is not confirmed, unopposed, of a show that is listed.

    Whether the listing still says it, and a countdown may run to it, is to be asked of that.
    """

    @property
    def order(self) -> tuple[date, date, str]:
        """Where it stands among all: soonest first, and no two alike."""
        return self.last, self.first, str(self.subject)


def dated_days(catalogue: Catalogue, day: date, show: ShowId | None = None) -> Ordered[DatedSeason]:
    """Return every season dated to one day, as known by *day*, soonest first.

    Those of *show* alone, or of all shows; then it is not to be changed.
    """
    return _of(_DAYS, catalogue, day, show)


def dated_spans(
    catalogue: Catalogue, day: date, show: ShowId | None = None
) -> Ordered[DatedSeason]:
    """Return every season dated less exactly, as known by *day*, by the last day it may mean.

    Those of *show* alone, or of all shows; then it is not to be changed.
    """
    return _of(_SPANS, catalogue, day, show)


def _of(
    seasons: ByDay[DatedSeason], catalogue: Catalogue, day: date, show: ShowId | None
) -> Ordered[DatedSeason]:
    if show is not None:
        return seasons.of_one(catalogue, day, show)
    return seasons.of_all(catalogue, day)


def _dated(catalogue: Catalogue, show: ShowId, day: date) -> Iterator[DatedSeason]:
    if show not in catalogue.shows:
        return
    subjects = {
        claim.subject
        for claim in catalogue.about(show)
        if claim.kind.row.is_premiere and claim.subject.season != "series"
    }
    for subject in subjects:
        premiere = claimed_premiere(catalogue, subject, AsOf.on(day))
        given = premiere.date
        if given is not None and premiere.is_firm and given.precision is not Precision.UNKNOWN:
            is_confirmed_day = given.is_day and premiere.stance is Stance.CONFIRMED
            is_listed_day = (
                given.is_day
                and premiere.stance is Stance.REPORTED
                and premiere.belief.status is Status.CURRENT
                and catalogue.held_listing(show) is not None
            )
            yield DatedSeason(subject, *given.span, is_confirmed_day, is_listed_day)


def _to_days(catalogue: Catalogue, show: ShowId, day: date) -> Iterator[DatedSeason]:
    return (one for one in _dated(catalogue, show, day) if one.first == one.last)


def _to_spans(catalogue: Catalogue, show: ShowId, day: date) -> Iterator[DatedSeason]:
    return (one for one in _dated(catalogue, show, day) if one.first != one.last)


_DAYS: Final = ByDay(_to_days, lambda one: one.order)
_SPANS: Final = ByDay(_to_spans, lambda one: one.order)
