"""What is still to come of all shows, and what was cancelled."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta

from content.answers.inquiry import Inquiry, is_stated
from content.answers.phrases import citation, day_words, listed, when
from content.answers.release import released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import plain_reply
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Subject
from content.facts.dates import PartialDate, Precision, Relation
from content.facts.kinds import KINDS, Kind
from content.facts.premieres import Premiere, is_out, premiere_of, seen_from
from content.language.citations import sources_of
from content.language.wording import Wording, phrase, wording_for
from content.understanding.question import Question

_LINES = 10
_LONG_AGO = timedelta(days=180)
"""From when on it is said how old the last word on a date is."""
_MOST = 100
"""Values that an answer holds for whoever reads them by machine."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A season that has a date, and the first and last day that it may mean."""

    subject: Subject
    premiere: Premiere
    first: date
    last: date

    @property
    def edtf(self) -> str:
        """The date in its notation."""
        return self.premiere.date.edtf if self.premiere.date else ""


def upcoming(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Answer what is dated and not out, soonest first; in a span, what falls into it."""
    window = question.window
    clock = question.zone or question.reader
    if window is None:
        found = [_seen(one, clock) for one in _ahead(catalogue, as_of)]
    else:
        found = _within(catalogue, as_of, window, clock)
    if question.show is not None:
        found = [one for one in found if one.subject.show == question.show]
    wording = wording_for(question.language)
    if not found:
        return plain_reply(question, ReplyStatus.NOT_ANNOUNCED, _nothing(window, wording))
    shown = found[:_LINES]
    headline, *lines = (_tale(question, catalogue, as_of, one) for one in shown)
    lines += _more(len(found), wording)
    claims = tuple(
        claim
        for one in shown
        for claim in (*one.premiere.belief.citing, *_long_ago(question, catalogue, as_of, one))
    )
    value = tuple(f"{one.subject}: {one.edtf}" for one in found[:_MOST])
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


def _ahead(catalogue: Catalogue, as_of: AsOf) -> list[_Dated]:
    """What is not out; only the dates next to today have to be looked at one by one."""
    found = _dated(catalogue, as_of, as_of.day - timedelta(days=1))
    near = bisect_left(found, as_of.day + timedelta(days=2), key=lambda one: one.last)
    open_ones = [
        one
        for one in found[:near]
        if not is_out(one.premiere, as_of) and one.last >= as_of.day_in(one.premiere.zone)
    ]
    return open_ones + found[near:]


def _within(
    catalogue: Catalogue, as_of: AsOf, window: PartialDate, clock: str | None
) -> list[_Dated]:
    first, last = window.span
    day_before = first if first == date.min else first - timedelta(days=1)
    seen = (_seen(one, clock) for one in _dated(catalogue, as_of, day_before))
    return [one for one in seen if one.last >= first and one.first <= last]


def _seen(one: _Dated, clock: str | None) -> _Dated:
    """The same by an IANA zone's clock: where its hour is known, on the day that it is there."""
    premiere = seen_from(one.premiere, clock)
    day = premiere.date
    if premiere is one.premiere or day is None:
        return one
    return _Dated(one.subject, premiere, day.earliest or date.min, day.latest or date.max)


def _dated(catalogue: Catalogue, as_of: AsOf, since: date) -> list[_Dated]:
    """Every season dated on *since* or later, soonest first."""
    known = catalogue.knowledge_of(as_of.day)

    def found() -> list[_Dated]:
        subjects = catalogue.remembered(_last_days, lambda: _last_days(catalogue))
        seasons = (
            _date_of(catalogue, subject, as_of) for subject, last in subjects if last >= since
        )
        return sorted((one for one in seasons if one and one.last >= since), key=_soonest)

    return catalogue.remembered((_dated, known, since), found)


def _soonest(one: _Dated) -> tuple[date, date, str]:
    return one.last, one.first, str(one.subject)


def _last_days(catalogue: Catalogue) -> list[tuple[Subject, date]]:
    """The last day that anybody ever gave for the release of each season."""
    days: dict[Subject, date] = {}
    for kind in (kind for kind, row in KINDS.items() if row.is_premiere):
        for claims in catalogue.of_kind(kind).values():
            for claim in claims:
                if isinstance(claim.value, PartialDate) and claim.subject.season != "series":
                    last = claim.value.span[1]
                    last = last if last == date.max else last + timedelta(days=1)
                    days[claim.subject] = max(last, days.get(claim.subject, date.min))
    return list(days.items())


def _date_of(catalogue: Catalogue, subject: Subject, as_of: AsOf) -> _Dated | None:
    premiere = premiere_of(catalogue, subject, as_of)
    day = premiere.date
    if day is None or not premiere.is_firm or day.precision is Precision.UNKNOWN:
        return None
    return _Dated(subject, premiere, day.earliest or date.min, day.latest or date.max)


def _cancelled(question: Question, catalogue: Catalogue, as_of: AsOf) -> list[Belief]:
    """Every stated end of a series, the latest first; in a span, what falls into it."""
    window = question.window

    def found() -> list[Belief]:
        by_show = catalogue.of_kind(Kind.CANCELLATION)
        shows = by_show if question.show is None else {question.show} & by_show.keys()
        beliefs = (
            believed(catalogue, Subject(show, "series"), Kind.CANCELLATION, as_of.day)
            for show in shows
            if show in catalogue.shows
        )
        stated = [
            belief
            for belief in beliefs
            if is_stated(belief) and not (window and belief.date and _apart(belief.date, window))
        ]
        return sorted(stated, key=lambda one: (-_day_of(one).toordinal(), one.subject.show))

    if question.show is not None:
        return found()
    return catalogue.remembered((_cancelled, catalogue.knowledge_of(as_of.day), window), found)


def _day_of(belief: Belief) -> date:
    return (belief.date.earliest if belief.date else None) or belief.citing[0].known_from


def _tale(question: Question, catalogue: Catalogue, as_of: AsOf, one: _Dated) -> str:
    show = catalogue.shows[one.subject.show]
    inquiry = Inquiry(question, catalogue, as_of, show, one.subject.season)
    tale = released(inquiry, one.premiere)
    for last in _long_ago(question, catalogue, as_of, one):
        word = day_words(last.reported_on, inquiry.wording)
        return inquiry.say("{tale}; the last word on it: {word}.", tale=tale, word=word)
    return f"{tale}."


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
