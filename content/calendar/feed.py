"""A whole calendar: the entries of some shows, and what the calendar is called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from content.calendar.entries import CalendarEntry, entries_of
from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId, Stance
from content.facts.dated import dated_days, dated_spans
from content.language.from_outside import line_from_outside
from content.language.wording import ENGLISH, Wording
from content.subscriptions.subscription import Subscription

MOST_SHOWS: Final = 1_000
"""A calendar of more has those whose dates are soonest."""
MOST_ENTRIES: Final = 3_000
"""Of more, those of longest ago are left out."""
_LATELY: Final = timedelta(days=31)
_NAME: Final = 200


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A show whose dates a calendar has."""

    show: ShowId
    lowest: Stance
    """What is less sure is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFeed:
    """What a calendar says, whatever format it is written in."""

    name: str
    about: str
    """One sentence."""
    entries: tuple[CalendarEntry, ...]
    language: str


def wanted_of(
    subscriptions: Iterable[Subscription], catalogue: Catalogue, day: date
) -> tuple[Wanted, ...]:
    """Return what a channel's calendar has by its *subscriptions*, in order.

    What is paused is left out. A show that is wanted twice is taken as surely as it is wanted by
    name.
    """
    every: list[Stance] = []
    named: dict[ShowId, Stance] = {}
    for one in subscriptions:
        if one.paused_at is not None:
            continue
        lowest = one.preferences.lowest_stance
        if one.show is None:
            every.append(lowest)
        elif one.show in catalogue.shows:
            named[one.show] = lowest
    if every:
        for show in soonest_shows(catalogue, day):
            named.setdefault(show, every[0])
    return tuple(sorted(Wanted(*one) for one in named.items()))[:MOST_SHOWS]


def soonest_shows(catalogue: Catalogue, day: date, most: int = MOST_SHOWS) -> tuple[ShowId, ...]:
    """Return all shows, or of more than *most* those whose dates come soonest from *day* on."""
    if len(catalogue.shows) <= most:
        return tuple(catalogue.shows)
    return tuple(islice(dict.fromkeys(_from(catalogue, day - _LATELY)), most))


def entries_wanted(
    catalogue: Catalogue, wanted: Iterable[Wanted], *, day: date, wording: Wording = ENGLISH
) -> tuple[CalendarEntry, ...]:
    """Return the entries of what is *wanted*, as known by *day*.

    They follow from the claims, *wanted*, *day* and the wording alone.
    """
    return tuple(
        entry
        for one in wanted
        for entry in entries_of(catalogue, one.show, day=day, lowest=one.lowest, wording=wording)
    )


def shows_calendar(
    entries: Iterable[CalendarEntry], shows: Sequence[Show], wording: Wording = ENGLISH
) -> CalendarFeed:
    """Return the calendar of *entries*, which are of *shows*; nothing in it says whose it is."""
    found = sorted(entries, key=lambda entry: entry.order)
    name = "Violet"
    if len(shows) == 1:
        name = line_from_outside(f"{shows[0].short} · Violet", most=_NAME)
    return CalendarFeed(
        name=name,
        about=wording.say("When shows come out, as exactly as it is known, and who says so."),
        entries=tuple(found[-MOST_ENTRIES:]),
        language=wording.language,
    )


def _from(catalogue: Catalogue, first: date) -> Iterator[ShowId]:
    for dated in (dated_days(catalogue, first + _LATELY), dated_spans(catalogue, first + _LATELY)):
        for one in dated.between((first,)):
            yield one.subject.show
