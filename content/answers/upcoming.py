"""What is still to come of all shows, and what was cancelled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import nsmallest
from itertools import islice
from typing import Final

from content.answers.inquiry import Inquiry, is_stated
from content.answers.phrases import citation, day_words, listed, when
from content.answers.release import released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import plain_reply
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief
from content.facts.believe import believed
from content.facts.by_day import ByDay
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId, Subject
from content.facts.dated import DatedSeason, dated_days, dated_spans
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import KINDS, Kind
from content.facts.ordered import Ordered
from content.facts.premieres import Premiere, is_out, premiere_of, seen_from
from content.language.citations import sources_of
from content.language.translated import together
from content.language.wording import Wording, phrase, wording_for
from content.understanding.question import Question

_LINES = 10
_DAY = timedelta(days=1)
_LONG_AGO = timedelta(days=180)
"""From when on it is said how old the last word on a date is."""
_MOST = 100
"""Values that an answer holds for whoever reads them by machine."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A season that has a date, and the first and last day that it may mean to the reader."""

    subject: Subject
    premiere: Premiere
    first: date
    last: date

    @property
    def edtf(self) -> str:
        """The date in its notation."""
        return self.premiere.date.edtf if self.premiere.date else ""


class _Reader:
    """The dates by the clock of whoever asks."""

    def __init__(self, question: Question, catalogue: Catalogue, as_of: AsOf) -> None:
        self._catalogue = catalogue
        self._as_of = as_of
        self._clock = question.zone or question.reader
        self.days = dated_days(catalogue, as_of.day, question.show)
        self.spans = dated_spans(catalogue, as_of.day, question.show)

    def seen(self, one: DatedSeason) -> _Dated:
        """Where its hour is known, on the day that it is there."""
        by_home = premiere_of(self._catalogue, one.subject, self._as_of)
        premiere = seen_from(by_home, self._clock)
        if premiere is by_home or premiere.date is None:
            return _Dated(one.subject, premiere, one.first, one.last)
        return _Dated(one.subject, premiere, *premiere.date.span)

    def ahead(self) -> tuple[list[DatedSeason], int]:
        """What is not out, as much of it as anybody reads, and how much there is in all.

        Only the dates next to today have to be looked at one by one.
        """
        day = self._as_of.day
        first: list[DatedSeason] = []
        count = 0
        for every in (self.days, self.spans):
            end = (day + 2 * _DAY,)
            near = [*filter(self._is_ahead, every.between((day - _DAY,), end))]
            first += [*near, *islice(every.between(end), _MOST)]
            count += len(near) + every.count(end)
        return _soonest(first), count

    def within(self, first: date, last: date) -> tuple[list[DatedSeason], int]:
        """What falls into a span, likewise; only at its ends another clock makes a difference."""

        def falls(one: DatedSeason) -> bool:
            seen = self.seen(one)
            return seen.last >= first and seen.first <= last

        days, spans = self.days, self.spans
        begin = (max(first, date.min + _DAY) - _DAY,)
        within = (_later(first, 2 * _DAY),)
        end = max(within, (last,))
        beyond = max(end, (_later(last, 2 * _DAY),))
        some = [*filter(falls, days.between(begin, within))]
        some += islice(days.between(within, end), _MOST)
        some += filter(falls, days.between(end, beyond))
        beyond_some = max(0, days.count(within, end) - _MOST)
        some += [one for one in spans.between((first,)) if one.first <= last]
        return _soonest(some), len(some) + beyond_some

    def _is_ahead(self, one: DatedSeason) -> bool:
        premiere = premiere_of(self._catalogue, one.subject, self._as_of)
        return not is_out(premiere, self._as_of) and one.last >= self._as_of.day_in(premiere.zone)


def _soonest(seasons: list[DatedSeason]) -> list[DatedSeason]:
    return nsmallest(_MOST, seasons, key=lambda one: one.order)


def _later(day: date, span: timedelta) -> date:
    return min(day, date.max - span) + span


def upcoming(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Answer what is dated and not out, soonest first; in a span, what falls into it."""
    window = question.window
    reader = _Reader(question, catalogue, as_of)
    seasons, count = reader.ahead() if window is None else reader.within(*window.span)
    wording = wording_for(question.language)
    if not seasons:
        return plain_reply(question, ReplyStatus.NOT_ANNOUNCED, _nothing(window, wording))
    found = [reader.seen(one) for one in seasons]
    shown = found[:_LINES]
    headline, *lines = (_tale(question, catalogue, as_of, one) for one in shown)
    lines += _more(count, wording)
    claims = tuple(
        claim
        for one in shown
        for claim in (*one.premiere.belief.citing, *_long_ago(question, catalogue, as_of, one))
    )
    value = tuple(f"{one.subject}: {one.edtf}" for one in found)
    return _of_all(question, headline, lines, value, claims)


def list_cancelled(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Answer which shows were cancelled, the latest first."""
    found = _cancelled(question, catalogue, as_of)
    wording = wording_for(question.language)
    if not found:
        return plain_reply(
            question,
            ReplyStatus.NOT_ANNOUNCED,
            wording.say("Nobody whose word I hold has said that a show I follow is cancelled."),
        )
    names = [catalogue.shows[belief.subject.show].short for belief in found]
    headline = wording.count(
        "{number} show: {shows}.",
        "{number} shows: {shows}.",
        len(found),
        shows=listed(names, wording),
    )
    shown = found[:_LINES]
    lines = [_ended(question, catalogue, as_of, belief) for belief in shown]
    lines += _more(len(found), wording)
    claims = tuple(claim for belief in shown for claim in belief.citing)
    value = tuple(belief.subject.show for belief in found[:_MOST])
    return _of_all(question, headline, lines, value, claims)


def _cancelled(question: Question, catalogue: Catalogue, as_of: AsOf) -> list[Belief]:
    """Every stated end of a series, the latest first; in a span, what falls into it."""
    window = question.window
    found = (
        ended(catalogue, as_of.day)
        if question.show is None
        else _ENDED.of_one(catalogue, as_of.day, question.show)
    )
    return [one for one in found if not (window and one.date and _apart(one.date, window))]


def ended(catalogue: Catalogue, day: date) -> Ordered[Belief]:
    """Return every stated end of a series, as known by *day*, the latest first."""
    return _ENDED.of_all(catalogue, day)


def _stated_end(catalogue: Catalogue, show: ShowId, day: date) -> Iterator[Belief]:
    if show in catalogue.shows:
        belief = believed(catalogue, Subject(show, "series"), Kind.CANCELLATION, day)
        if is_stated(belief):
            yield belief


def _day_of(belief: Belief) -> date:
    return (belief.date.earliest if belief.date else None) or belief.citing[0].known_from


_ENDED: Final = ByDay(_stated_end, lambda one: (-_day_of(one).toordinal(), one.subject.show))


def _tale(question: Question, catalogue: Catalogue, as_of: AsOf, one: _Dated) -> str:
    show = catalogue.shows[one.subject.show]
    inquiry = Inquiry(question, catalogue, as_of, show, one.subject.season)
    tale = released(inquiry, one.premiere)
    for last in _long_ago(question, catalogue, as_of, one):
        word = day_words(last.reported_on, inquiry.wording)
        return inquiry.say("{tale}; the last word on it: {word}.", tale=tale, word=word)
    return together(tale, ".")


def _long_ago(
    question: Question, catalogue: Catalogue, as_of: AsOf, one: _Dated
) -> tuple[Claim, ...]:
    """The last that anybody said of a date which is no day yet, where that is long ago."""
    show = catalogue.shows[one.subject.show]
    inquiry = Inquiry(question, catalogue, as_of, show, one.subject.season)
    if one.premiere.date is None or one.premiere.date.is_day or one.last < inquiry.today:
        return ()
    said = [
        claim
        for claim in inquiry.claims
        if claim.subject == one.subject
        and KINDS[claim.kind].is_premiere
        and claim.known_from <= as_of.day
    ]
    last = max(said, key=lambda claim: claim.known_from, default=None)
    return (last,) if last and as_of.day - last.known_from > _LONG_AGO else ()


def _ended(question: Question, catalogue: Catalogue, as_of: AsOf, belief: Belief) -> str:
    show = catalogue.shows[belief.subject.show]
    return Inquiry(question, catalogue, as_of, show, "series").dated(
        phrase("{show} was cancelled {when}."),
        phrase("{show} was cancelled."),
        belief.date,
        show=show.short,
    )


def _more(count: int, wording: Wording) -> list[str]:
    beyond = count - _LINES
    return [wording.count("And {number} more.", "And {number} more.", beyond)] if beyond > 0 else []


def _apart(day: PartialDate, window: PartialDate) -> bool:
    return day.relation_to(window) is Relation.DISJOINT


def _nothing(window: PartialDate | None, wording: Wording) -> str:
    if window is None:
        return wording.say("Nothing that I follow has a date ahead.")
    is_about = window.circa and wording.is_english
    span = day_words(window, wording) if is_about else when(window, wording)
    return wording.say("Nothing that I follow has a date {when}.", when=span)


def _of_all(
    question: Question,
    headline: str,
    lines: list[str],
    value: tuple[str, ...],
    claims: tuple[Claim, ...],
) -> Reply:
    said = plain_reply(question, ReplyStatus.KNOWN, headline, *lines, value=value)
    behind = tuple(dict.fromkeys(claims))
    return replace(
        said,
        claims=behind,
        sources=sources_of(behind),
        citation=citation(behind[0], wording_for(question.language)) if behind else None,
    )
