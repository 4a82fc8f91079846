"""What a record says of the day on which a season begins, no more exactly than it knows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from content.facts.claims import Stance
from content.facts.dates import DateError, PartialDate, Precision
from content.facts.zones import zone_of
from content.listings.records import ListedEpisode, ListedSeason, ListedShow
from content.listings.sightings import Seen, Sighting

_FIRST_YEAR: Final = 1925
"""Nothing was broadcast before."""
_YEARS_AHEAD: Final = 20
"""A day further off is nobody's plan; it stands for "one day"."""


@dataclass(frozen=True, slots=True)
class SaidPremiere:
    """What is said of one season's premiere."""

    when: PartialDate
    """A day, an instant in the channel's zone where an hour is listed, or a year."""
    stance: Stance
    instead_of: PartialDate | None = None
    """The day as it is listed, where it was not believed; None: it was."""
    episode_day: date | None = None
    """Another day, on which the first episode is listed; None: there is none such."""


def regular_first(
    record: ListedShow, first_episodes: Mapping[int, ListedEpisode], season: int
) -> ListedEpisode | None:
    """Return the first regular episode of a *season*, the record's own before the schedule's."""
    for episode in (record.next_episode, first_episodes.get(season)):
        if episode and (episode.season, episode.number) == (season, 1) and not episode.is_special:
            return episode
    return None


def premiere_said(
    season: ListedSeason,
    first: ListedEpisode | None,
    *,
    others: frozenset[int],
    zone: str,
    today: date,
) -> SaidPremiere | None:
    """Return what is said of a *season*'s premiere; None: nothing, or nothing that makes sense.

    *others* are the years in which other seasons of the show began on 1 January; *zone* is the
    channel's. What is read is a day of its own: a 1 January is often only a year.
    """
    day = season.premiere
    if day is None or not _FIRST_YEAR <= day.year <= today.year + _YEARS_AHEAD:
        return None
    if season.end is not None and season.end < day:
        return None
    listed = PartialDate.on(day)
    if (day.month, day.day) == (1, 1) and not _is_new_year(day, first, others):
        is_over = day.year < today.year
        stance = Stance.REPORTED if is_over else Stance.EXPECTED
        return SaidPremiere(PartialDate.parse(f"{day.year:04}"), stance, instead_of=listed)
    said = _with_hour(listed, first, zone) or listed
    other = first.day if first and first.day not in {None, day} else None
    return SaidPremiere(said, Stance.REPORTED, episode_day=other)


def new_years(seasons: tuple[ListedSeason, ...]) -> frozenset[int]:
    """Return the years in which *seasons* began on 1 January."""
    days = (season.premiere for season in seasons)
    return frozenset(day.year for day in days if day and (day.month, day.day) == (1, 1))


def is_premiere_soon(value: str, today: date, within: timedelta) -> bool:
    """Whether a premiere, as a sighting holds it, is on one day that far ahead at most.

    The day before counts too: somewhere it is not over.
    """
    day = date_seen(value)
    return day is not None and day.is_day and -1 <= (day.span[0] - today).days <= within.days


def is_listed_on(sightings: Iterable[Sighting], season: int, day: date | None) -> bool:
    """Whether a season was seen to begin on *day*, be it that it has not stood long enough."""
    if day is None:
        return True
    seen = (one for one in sightings if (one.season, one.seen) == (season, Seen.PREMIERE))
    dates = [date_seen(value) for one in seen for value in (one.value, one.pending) if value]
    return any(when is not None and day_of(when) == PartialDate.on(day) for when in dates)


def date_seen(value: str) -> PartialDate | None:
    """Return the date that the value of a sighting is; None: it is none that can be read."""
    try:
        return PartialDate.parse(value) if value else None
    except DateError:
        return None


def day_of(date: PartialDate) -> PartialDate:
    """Return the day of an instant, by its own zone; any other date is itself."""
    if date.precision is Precision.INSTANT and date.earliest:
        return PartialDate.on(date.earliest)
    return date


def _is_new_year(day: date, first: ListedEpisode | None, others: frozenset[int]) -> bool:
    """Whether a 1 January is meant: its first episode has it, with an hour or as in other years."""
    if first is None or first.day != day:
        return False
    return first.moment is not None or bool(others - {day.year})


def _with_hour(day: PartialDate, first: ListedEpisode | None, zone: str) -> PartialDate | None:
    """Return the instant, where one is listed that falls on that very day in the channel's zone.

    The broadcaster's day has the hours after midnight too; then the day is all that can be said.
    """
    moment: datetime | None = first.moment if first else None
    if moment is None or moment.tzinfo is None:
        return None
    try:
        local = moment.astimezone(zone_of(zone))
    except OverflowError:
        return None
    return PartialDate.at(local) if local.date() == day.day else None
