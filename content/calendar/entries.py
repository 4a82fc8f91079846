"""The entries of a calendar: one for each date that is known, as exactly as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from content.calendar.dates_held import DateHeld, Track, bearing_on, dates_held, tracks_of
from content.facts.as_of import AsOf
from content.facts.beliefs import Held
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Show, ShowId, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import premiere_of
from content.language.citations import cited, cited_briefly
from content.language.dates import moment_words, words
from content.language.from_outside import line_from_outside, link_from_outside, text_from_outside
from content.language.hedges import stance_words
from content.language.kind_words import label
from content.language.labels import season_name
from content.language.time_zones import zone_words
from content.language.wording import ENGLISH, Wording

CANCELLED_FOR: Final = timedelta(days=90)
"""So long an entry that is no longer so stays, for calendars to strike it out."""
_TITLE: Final = 300
_TEXT: Final = 1_500


class EntryKind(StrEnum):
    """What an entry is in a calendar."""

    DAY = "day"
    """A whole day."""
    MOMENT = "moment"
    """A time of day, where somebody said the very hour."""
    SPAN = "span"
    """Something to come that has no day yet: it stands at no day of the calendar."""


class EntryStatus(StrEnum):
    """How far an entry can be relied on."""

    CERTAIN = "certain"
    LIKELY = "likely"
    CANCELLED = "cancelled"
    """It was so once, and no longer is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One date, with what there is to read about it; all text is plain, and safe to show."""

    uid: str
    """The same for ever; a date that gets its day is another entry than the span before."""
    kind: EntryKind
    status: EntryStatus
    sequence: int
    """It grows with whatever is said of the date, so that of two states the newer one is known."""
    first_day: date
    """Of a span the first day that fits, or the last one where nothing bounds it from below."""
    moment: datetime | None
    """Aware, in its own zone; None: it is no moment."""
    title: str
    text: str
    url: str | None
    """The page that says so."""
    created: datetime
    """When it was first known, aware, in UTC."""
    changed: datetime
    """When it became known as it is, likewise; never the moment at which it is asked for."""

    @property
    def order(self) -> tuple[date, str]:
        """Where it stands among all: soonest first, and no two alike."""
        return self.first_day, self.uid


def entries_of(
    catalogue: Catalogue,
    show: ShowId,
    *,
    day: date,
    lowest: Stance,
    wording: Wording = ENGLISH,
) -> tuple[CalendarEntry, ...]:
    """Return the entries of *show* as known by *day*, a calendar day in UTC, soonest first.

    What is less sure than *lowest* has none. They follow from the claims, *day* and the wording
    alone: who makes them twice, or elsewhere, has the same.
    """
    named = catalogue.shows.get(show)
    if named is None:
        return ()
    found = [
        entry
        for track in tracks_of(catalogue, show)
        for entry in _Writer(catalogue, named, track, day, wording).entries(
            dates_held(catalogue, track, until=day, lowest=lowest)
        )
    ]
    return tuple(sorted(found, key=lambda entry: entry.order))


@dataclass(frozen=True, slots=True)
class _Course:
    """What one entry has gone through."""

    current: DateHeld
    ended: DateHeld | None
    """What took its place; None: it is still so."""
    before: DateHeld | None
    """What it was last before it was as it is; None: it never was another."""
    first: DateHeld


@dataclass(frozen=True, slots=True)
class _Writer:
    catalogue: Catalogue
    show: Show
    track: Track
    day: date
    wording: Wording

    def entries(self, held: tuple[DateHeld, ...]) -> Iterator[CalendarEntry]:
        """Yield the entry of its day, and that of its span, as far as there are any."""
        for is_day in (True, False):
            course = _course(held, is_day=is_day)
            if course is None or self._is_over(course):
                continue
            yield self._entry(course)

    def _is_over(self, course: _Course) -> bool:
        """Whether it is of no use in a calendar any more."""
        if course.ended is not None:
            return self.day - course.ended.since > CANCELLED_FOR
        given = course.current.date
        return given is not None and not given.is_day and given.allowed[1] < self.day

    def _entry(self, course: _Course) -> CalendarEntry:
        current, given = course.current, _date_of(course.current)
        moment = current.moment if current.is_day else None
        kind = EntryKind.SPAN
        if current.is_day:
            kind = EntryKind.DAY if moment is None else EntryKind.MOMENT
        claim = _claim_behind(course.ended or current) or _claim_behind(current)
        unsure = None if course.ended else self._unsure()
        is_certain = current.stance is Stance.CONFIRMED and not current.belief.conflicts
        status = EntryStatus.CERTAIN if is_certain and not unsure else EntryStatus.LIKELY
        if course.ended:
            status = EntryStatus.CANCELLED
        lines = (*self._lines(course, given, moment), *((unsure,) if unsure else ()))
        return CalendarEntry(
            uid=self._uid(kind),
            kind=kind,
            status=status,
            sequence=len(bearing_on(self.catalogue, self.track, until=self.day)) - 1,
            first_day=moment.date() if moment else given.earliest or given.latest or self.day,
            moment=moment,
            title=_seen(self._title(course, given), _TITLE),
            text=_seen("\n".join(lines), _TEXT),
            url=link_from_outside(claim.source.url) if claim else None,
            created=_midnight(course.first.since),
            changed=_midnight((course.ended or current).since),
        )

    def _uid(self, kind: EntryKind) -> str:
        parts = [self.track.kind.value, self.track.subject.show, str(self.track.subject.season)]
        if self.track.market:
            parts.append(self.track.market.lower())
        if kind is EntryKind.SPAN:
            parts.append(kind.value)
        return f"{'.'.join(parts)}@violet"

    def _title(self, course: _Course, given: PartialDate) -> str:
        wording = self.wording
        what = season_name(self.show, self.track.subject.season, wording)
        if self.track.kind is not Kind.RELEASE_DATE:
            what = f"{what}: {label(self.track.kind, wording)}"
        if self.track.market:
            what = f"{what} ({wording.country(self.track.market)})"
        if course.ended:
            return wording.say("{what}: no longer so", what=what)
        if not given.is_day:
            when = words(given, locale=wording.language)
            what = wording.say("{what}: {when}, no day yet", what=what, when=when)
        stance = course.current.stance
        if stance is None or stance is Stance.CONFIRMED:
            return what
        return f"{what} ({stance_words(stance, wording)})"

    def _lines(self, course: _Course, given: PartialDate, moment: datetime | None) -> Iterator[str]:
        wording, current = self.wording, course.current
        if course.ended:
            yield self._ending(course.ended)
        said = (
            moment_words(moment, locale=wording.language, weekday=True)
            if moment
            else words(given, locale=wording.language, weekday=True)
        )
        yield _opened(f"{label(self.track.kind, wording)}: {said}")
        if not given.is_day:
            yield wording.say("It is not known more exactly, so it stands at no day.")
        claim = _claim_behind(current)
        if claim is not None and current.stance is not None:
            sureness = stance_words(current.stance, wording)
            yield _opened(f"{sureness}: {cited(claim, wording)}")
        for other in current.belief.conflicts:
            yield self._conflict(other)
        if course.before is not None:
            before = words(_date_of(course.before), locale=wording.language)
            yield wording.say("Before that it was {said}.", said=before)
        if current.is_day and moment is None:
            zone = zone_words(self.show.zone, locale=wording.language)
            yield wording.say("The day is that of {zone}.", zone=zone)

    def _conflict(self, other: Held) -> str:
        wording = self.wording
        value = other.value
        said = words(value, locale=wording.language) if isinstance(value, PartialDate) else value
        return wording.say(
            "Others say {said} ({cited}).",
            said=said,
            cited=cited_briefly(other.citing[0], wording),
        )

    def _ending(self, ended: DateHeld) -> str:
        wording = self.wording
        if ended.date is not None:
            when = words(ended.date, locale=wording.language)
            return (
                wording.say("A day is known by now: {when}.", when=when)
                if ended.is_day
                else wording.say("There is no day any more: {when}.", when=when)
            )
        claim = _claim_behind(ended)
        if claim is None:
            return wording.say("It is no longer so.")
        return wording.say("It is no longer so: {cited}.", cited=cited(claim, wording))

    def _unsure(self) -> str | None:
        """Return why its listing is not to be relied on just now; None: it is, or has none."""
        if self.track.kind is not Kind.RELEASE_DATE or self.track.market is not None:
            return None
        back = premiere_of(self.catalogue, self.track.subject, AsOf.on(self.day)).held_back
        if back is None:
            return None
        return self.wording.say(
            "{publisher}, which listed it, does not say so now, or could not be asked.",
            publisher=back.publisher,
        )


def _course(held: tuple[DateHeld, ...], *, is_day: bool) -> _Course | None:
    """Return what the entry of the day, or of the span, has gone through; None: it never was."""
    current: DateHeld | None = None
    first: DateHeld | None = None
    before: DateHeld | None = None
    ended: DateHeld | None = None
    dated: DateHeld | None = None
    """What was held last, of either entry."""
    for one in held:
        if one.date is not None and one.is_day is is_day:
            if dated is not None and _date_of(dated) != one.date:
                before = dated
            current, ended, first = one, None, first or one
        elif current is not None and ended is None:
            ended = one
        dated = one if one.date is not None else dated
    if current is None or first is None:
        return None
    return _Course(current, ended, before, first)


def _date_of(held: DateHeld) -> PartialDate:
    if held.date is None:
        raise AssertionError("an entry is of a date")
    return held.date


def _claim_behind(held: DateHeld) -> Claim | None:
    """Return the weightiest claim that says so, or that took away what was so."""
    belief = held.belief
    if held.date is None and belief.decided_by is not None:
        return belief.decided_by
    return next(iter((*belief.citing, *belief.retracted)), None)


def _opened(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _seen(text: str, most: int) -> str:
    """Return *text*, parts of which strangers wrote, without what is not to be seen."""
    if len(text) <= most and text.replace("\n", " ").isprintable() and text.isascii():
        return text
    if "\n" in text:
        return text_from_outside(text, most=most)
    return line_from_outside(text, most=most)
