"""What was news of late, of one show or of all."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from content.answers.inquiry import Inquiry
from content.answers.last_change import RECENT
from content.answers.listing_state import state_line
from content.answers.markets import market_claims, market_lines
from content.answers.phrases import begun, day_words, when
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import plain_reply, reply
from content.facts.as_of import AsOf
from content.facts.beliefs import relation
from content.facts.by_day import known_between, last_days
from content.facts.catalogue import Catalogue
from content.facts.changes import Change, ChangeSort, changed
from content.facts.claims import Claim, Season, SeasonRef, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind, Topic
from content.facts.premieres import resolve_season
from content.language.changes import headline, told
from content.language.wording import Wording, wording_for
from content.understanding.question import Question

_LINES: Final = 6
_MOST_DAYS: Final = 50
"""Days with claims that are looked through for the last news of any show."""


def updates(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Answer what was news of late, of one show or of all, the latest first."""
    since = as_of.day - RECENT
    until = as_of.day
    if question.window is not None:
        first, last = question.window.span
        since, until = max(first, date(1, 1, 2)), min(until, last)
    found = _news(question, catalogue, since, until)
    found = found or _perhaps_since(question, catalogue, since, until)
    if found:
        return _latest(question, catalogue, as_of, found, since)
    wording = wording_for(question.language)
    older = _last_news(question, catalogue, until)
    is_of_another = not older and isinstance(question.season, int)
    if is_of_another:
        older = _last_news(replace(question, season=SeasonRef.UNNAMED), catalogue, until)
    day = _day(since, wording)
    headline = wording.say("I hold no news since {day}.", day=day)
    name = _name(question, catalogue, as_of)
    span = question.window
    is_over = span is not None and span.earliest is not None and span.span[1] < as_of.day
    if span is not None and is_over:  # a year is a span, and nothing since then was asked
        headline = wording.say("I hold no news {when}.", when=when(span, wording))
        if name is not None:
            headline = wording.say(
                "I hold no news of {show} {when}.", show=name, when=when(span, wording)
            )
    elif name is not None and (is_of_another or not older):
        headline = wording.say("I hold no news of {show} so far.", show=name)
    elif name is not None:
        headline = wording.say("I hold no news of {show} since {day}.", show=name, day=day)
    if not older:
        return plain_reply(question, ReplyStatus.NOT_ANNOUNCED, headline)
    said = _latest(question, catalogue, as_of, older, since, is_whole_line=False)
    latest = wording.say("The latest: {news}", news=said.headline)
    stands = _how_it_stands(question, catalogue, as_of, older[0])
    said = replace(said, headline=headline, lines=(latest, *stands))
    if is_of_another:
        return replace(
            said, status=ReplyStatus.NOT_ANNOUNCED, value=None, season=_numbered(question)
        )
    return said


def _numbered(question: Question) -> Season | None:
    return None if isinstance(question.season, SeasonRef) else question.season


def _name(question: Question, catalogue: Catalogue, as_of: AsOf) -> str | None:
    """The show that is asked of, or the season of it."""
    show = catalogue.shows.get(question.show) if question.show else None
    if show is None:
        return None
    inquiry = Inquiry.of(question, catalogue, as_of, show.id)
    return inquiry.name if isinstance(question.season, int) else show.short


def _news(question: Question, catalogue: Catalogue, since: date, until: date) -> tuple[Change, ...]:
    """What changed between two days, the latest and weightiest first."""
    if question.show is not None:
        return _changes(question, catalogue, since, until)
    return catalogue.remembered(
        (_news, since, until), lambda: _changes(question, catalogue, since, until)
    )


def _perhaps_since(
    question: Question, catalogue: Catalogue, since: date, until: date
) -> tuple[Change, ...]:
    """What was reported of one show in a span that began before *since* and may have ended after.

    Nobody can say then that there was no news.
    """
    claims = catalogue.about(question.show) if question.show else ()
    before = [claim for claim in claims if claim.known_from < since <= claim.reported_on.span[1]]
    if not before:
        return ()
    first = min(claim.known_from for claim in before)
    found = _changes(question, catalogue, first, until)
    return tuple(change for change in found if change.reported.span[1] >= since)


def _last_news(question: Question, catalogue: Catalogue, until: date) -> tuple[Change, ...]:
    """The weightiest change of the last day by *until* that had any."""
    if question.show is None:
        return catalogue.remembered(
            (_last_news, until),
            lambda: _last_change(question, catalogue, last_days(catalogue, until, _MOST_DAYS)),
        )
    claims = catalogue.about(question.show)
    days = {claim.known_from for claim in claims if claim.known_from <= until}
    return _last_change(question, catalogue, sorted(days, reverse=True))


def _last_change(
    question: Question, catalogue: Catalogue, days: Iterable[date]
) -> tuple[Change, ...]:
    for day in days:
        found = _changes(question, catalogue, day, day)
        if found:
            return found[:1]
    return ()


def _changes(
    question: Question, catalogue: Catalogue, since: date, until: date
) -> tuple[Change, ...]:
    found: list[Change] = []
    for subject, kind in _touched(question, catalogue, since, until):
        changes = changed(catalogue, subject, kind, until=until)
        found += [change for change in changes if change.on >= since]
    return tuple(sorted(found, key=lambda change: (-change.on.toordinal(), _ORDER[change.kind])))


def _touched(
    question: Question, catalogue: Catalogue, since: date, until: date
) -> list[tuple[Subject, Kind]]:
    of_one = catalogue.about(question.show) if question.show else ()
    claims = (
        [claim for claim in of_one if since <= claim.known_from <= until]
        if question.show
        else [
            claim
            for claim in known_between(catalogue, since, until)
            if claim.subject.show in catalogue.shows
        ]
    )
    season = None if isinstance(question.season, SeasonRef) else question.season
    wanted = {season, "series"} if question.show and season != "series" else {None}
    pairs: dict[tuple[Subject, Kind], None] = {}
    for claim in claims:
        for one in _taken_back(claim, catalogue) or [claim]:
            is_meant = None in wanted or one.subject.season in wanted
            if is_meant and one.kind.topic is not Topic.TRIVIA:
                pairs[one.subject, one.kind] = None
    return list(pairs)


def _taken_back(claim: Claim, catalogue: Catalogue) -> list[Claim]:
    if not claim.retracts:
        return []
    return [one for one in catalogue.about(claim.subject.show) if one.id in claim.retracts]


_ORDER = {kind: place for place, kind in enumerate(Kind)}


def _latest(
    question: Question,
    catalogue: Catalogue,
    as_of: AsOf,
    found: Iterable[Change],
    since: date,
    *,
    is_whole_line: bool = True,
) -> Reply:
    changes = tuple(found)
    shown = changes[:_LINES]
    claims: list[Claim] = [claim for change in shown for claim in change.citing]
    claims += [claim for change in shown for claim in _abroad(question, catalogue, change)]
    claims += [claim for change in shown for claim in change.before.citing[:1]]
    case_show = question.show or shown[0].subject.show
    inquiry = Inquiry.of(question, catalogue, AsOf.on(shown[0].on), case_show)
    headline, *lines = (
        line
        for change in shown
        for line in (
            *_lines(inquiry, change),
            *_how_it_stands(question, catalogue, as_of, change),
        )
    )
    if is_whole_line:
        headline, *lines = map(begun, (headline, *lines))
    if len(changes) > len(shown):
        lines.append(
            inquiry.count(
                "And {number} more since {day}.",
                "And {number} more since {day}.",
                len(changes) - len(shown),
                day=_day(since, inquiry.wording),
            )
        )
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        headline,
        *lines,
        value=tuple(_headline(change, catalogue) for change in shown),
        stance=shown[0].stance,
        claims=claims,
        season=_season(question, inquiry),
    )
    return said if question.show else replace(said, show=None, season=None)


def _season(question: Question, inquiry: Inquiry) -> Season:
    """The season that is named, or else the only one there is; the series where it has several."""
    if not isinstance(question.season, SeasonRef):
        return question.season
    seasons = inquiry.catalogue.seasons(inquiry.show.id)
    numbered = [season for season in seasons if season != "series"]
    is_only = inquiry.show.limited or (len(numbered) == 1 and not isinstance(numbered[0], int))
    return (
        resolve_season(inquiry.catalogue, inquiry.show.id, question.season, inquiry.as_of)
        if is_only
        else "series"
    )


def _headline(change: Change, catalogue: Catalogue) -> str:
    """The news as announcements word it; the value of the answer in every language."""
    show = catalogue.shows[change.subject.show]
    return headline(change, show)


def _lines(inquiry: Inquiry, change: Change) -> list[str]:
    show = inquiry.catalogue.shows[change.subject.show]
    its = Inquiry(inquiry.question, inquiry.catalogue, inquiry.as_of, show, change.subject.season)
    news_line = told(change, its.name, inquiry.wording, network=show.network)
    if not _has_its_day(change):
        day = day_words(change.reported, inquiry.wording)
        news_line = inquiry.say("{day}: {news}", day=day, news=news_line)
    abroad = _abroad(inquiry.question, inquiry.catalogue, change)
    return [news_line, *market_lines(its, abroad, change.citing)]


def _how_it_stands(
    question: Question, catalogue: Catalogue, as_of: AsOf, change: Change
) -> tuple[str, ...]:
    """Return that a listing says no more what was news of it, or how long nobody could look."""
    show = catalogue.shows[change.subject.show]
    inquiry = Inquiry(question, catalogue, as_of, show, change.subject.season)
    belief = inquiry.belief(change.kind)
    is_held = relation(change.after.value, belief.value) is Relation.EQUAL
    line = state_line(inquiry, belief) if is_held else ""
    return (line,) if line else ()


def _has_its_day(change: Change) -> bool:
    """Whether the news is that something happened on the very day on which it was reported."""
    value = change.values[0].value if change.values else change.after.value
    happened = any(claim.reports_event for claim in change.citing)
    moved = change.sort in {ChangeSort.MOVED_EARLIER, ChangeSort.MOVED_LATER}
    return happened and not moved and value == change.reported


def _abroad(question: Question, catalogue: Catalogue, change: Change) -> tuple[Claim, ...]:
    """What the news of a release date is in a country of which it is told apart."""
    if change.kind is not Kind.RELEASE_DATE:
        return ()
    subject = change.subject
    show = catalogue.shows[subject.show]
    return market_claims(Inquiry(question, catalogue, AsOf.on(change.on), show, subject.season))


def _day(day: date, wording: Wording) -> str:
    return day_words(PartialDate.on(day), wording)
