"""What an answer may say beyond the words of its claims: each rule works it out anew."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from content.facts.as_of import AsOf
from content.facts.claims import Claim, SeasonRef, ShowId
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.understanding.intents import Intent
from fakes.asked import Asked, shipped


def notations(claims: Iterable[Claim], zones: Iterable[str] = ()) -> set[str]:
    """Every date of the claims: what they say, when they were reported, and their pages."""
    found = set()
    for claim in claims:
        dates = [claim.source.published, claim.reported_on]
        dates += [claim.value] if isinstance(claim.value, PartialDate) else []
        for one in dates:
            found.add(one.notation)
            found |= {moment.date().isoformat() for moment in moments_of(one, zones)}
            if one.precision is Precision.WEEK:
                found.add(f"{one.span[0].isoformat()}/week")
    return found


def moments_of(day: PartialDate, zones: Iterable[str]) -> list[datetime]:
    return [day.moment.astimezone(ZoneInfo(zone)) for zone in zones] if day.moment else []


@lru_cache(maxsize=1)
def may_name_its_days(asked: Asked) -> set[str]:
    """The day it is asked about, the first day of what is still news, and what was asked for."""
    until = asked.known_by.day
    named = {until.isoformat()}
    if asked.question.window is not None:
        named.add(asked.question.window.notation)
        first, last = asked.question.window.span
        named |= {first.isoformat(), last.isoformat(), f"{first.isoformat()}/week"}
    if asked.question.intent is Intent.UPDATES:
        named.add((until - timedelta(days=60)).isoformat())
    return named


@lru_cache(maxsize=1)
def may_name_the_hour(asked: Asked) -> set[str]:
    """The hour of a claimed moment, or that of the network on a claimed day, in either zone."""
    found = set()
    for claim in asked.said.claims:
        value, show = claim.value, shipped().shows[claim.subject.show]
        if not isinstance(value, PartialDate):
            continue
        moments = moments_of(value, asked.zones)
        if show.drop is not None and value.day is not None and value.moment is None:
            drop = datetime.combine(value.day, show.drop, ZoneInfo(show.zone))
            moments += [drop.astimezone(ZoneInfo(zone)) for zone in asked.zones]
        for moment in moments:
            found |= {moment.date().isoformat(), f"{moment:%H:%M}"}
    return found


# What a reply may say in numbers.


def spans_of(claims: Iterable[Claim], zones: Iterable[str]) -> Iterator[tuple[date, date]]:
    for claim in claims:
        if isinstance(claim.value, PartialDate):
            yield claim.value.span
            for moment in moments_of(claim.value, zones):
                yield moment.date(), moment.date()


@lru_cache(maxsize=1)
def may_count_days(asked: Asked) -> set[int]:
    """Days as `_days_between` has them, and where weeks are asked for those, with what is left."""
    days = _days_between(asked)
    if not asked.question.in_weeks:
        return days
    return days | {part for number in days for part in divmod(number, 7)}


def _days_between(asked: Asked) -> set[int]:
    """The least and the most days between today and a claimed date, or between two of them."""
    intent = asked.question.intent
    if intent not in {Intent.COUNTDOWN, Intent.ELAPSED, Intent.GAP}:
        return set()
    spans = list(spans_of(asked.said.claims, asked.zones))
    if intent is not Intent.GAP:
        ends = [day for span in spans for day in span if day not in {date.min, date.max}]
        return {abs((day - asked.today).days) for day in ends} | {0}
    found: set[int] = set()
    for at, (first, last) in enumerate(spans):
        for start, end in spans[at + 1 :]:
            found |= {abs((start - last).days), abs((end - first).days)}
            found |= {0} if first <= end and start <= last else set()  # the same day fits both
    return found


@lru_cache(maxsize=1)
def may_count_seasons(asked: Asked) -> set[int]:
    """Seasons asked about, cited or known of by then, and the one that would come after."""
    season, said = asked.question.season, asked.said.season
    cited = {claim.subject.season for claim in asked.said.claims}
    named = {one for one in (season, said, *cited) if isinstance(one, int)}
    named |= {one.season for one in asked.question.others if isinstance(one.season, int)}
    others = {other.show for other in asked.question.others}
    shows = {asked.said.show, asked.question.show, *asked.question.also, *others}
    known = {one for show in shows if show for one in known_seasons(show, asked.known_by.day)}
    compared = (one.show for one in asked.question.others if one.season is SeasonRef.UNNAMED)
    named |= {season_meant(show, asked.known_by) for show in compared}
    return named | known | {season + 1 for season in known}


@cache
def known_seasons(show: ShowId, day: date) -> frozenset[int]:
    """The numbers of the seasons that a claim known by that day is about."""
    return frozenset(
        claim.subject.season
        for claim in shipped().about(show)
        if claim.known_from <= day and isinstance(claim.subject.season, int)
    )


@cache
def season_meant(show: ShowId, known_by: AsOf) -> int:
    """The first season that is not out by then, which a question without one means; or the last."""
    numbered = [
        claim
        for claim in shipped().about(show)
        if claim.known_from <= known_by.day and isinstance(claim.subject.season, int)
    ]
    seasons = sorted({int(str(claim.subject.season)) for claim in numbered})
    out = {
        claim.subject.season
        for claim in numbered
        if isinstance(claim.value, PartialDate)
        and claim.kind is Kind.RELEASE_DATE
        and claim.value.span[1] <= known_by.day
    }
    return next((season for season in seasons if season not in out), max(seasons, default=1))


@lru_cache(maxsize=1)
def may_count_claims(asked: Asked) -> set[int]:
    """Values that are counts, and how many things a list has that shows only some of them."""
    counts = {claim.value for claim in asked.said.claims if isinstance(claim.value, int)}
    value = asked.said.value
    if isinstance(value, tuple):
        counts |= {len(value) - shown for shown in range(len(value))}
    if asked.question.intent is Intent.UPDATES:
        counts |= set(range(1, news_of(asked)))
    if asked.question.intent in {Intent.HELP, Intent.NOT_TRACKED} or not asked.show:
        counts |= {len(shipped().shows) - 14, len(shipped().shows) - 8}
    part = asked.question.part
    return counts | {part.number} if part and part.number else counts


def news_of(asked: Asked) -> int:
    """How many claims of that show, or of any, became known on the days that are asked about."""
    first, last = asked.known_by.day - timedelta(days=60), asked.known_by.day
    if asked.question.window is not None:
        first, last = asked.question.window.span[0], min(last, asked.question.window.span[1])
    return sum(
        first <= claim.known_from <= last and asked.question.show in {None, claim.subject.show}
        for claim in shipped().claims
    )


# What a reply may name.
