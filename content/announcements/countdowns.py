"""Which step of a countdown is due when, and how it is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from content.announcements.announcement import AnnouncementId, CountdownStep
from content.announcements.superseding import about
from content.announcements.targets import Target
from content.facts.claims import Show
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.zones import zone_of
from content.language.changes import fitted_headline
from content.language.citations import sources_of
from content.language.dates import in_words, words
from content.language.labels import season_name
from content.language.time_zones import zone_words
from content.language.wording import ENGLISH, Wording
from content.pictures.card import Card, step_card
from content.subscriptions.schedule import DigestFrequency, PostingHour, last_digest_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One countdown step that has come due."""

    target: Target
    step: int
    """The step as it was planned, in whole days before the premiere."""
    days_left: int
    """What is true when it is told; another number than *step* only after a downtime."""
    due: datetime
    """The aware moment, in UTC, for which it was planned."""
    at: datetime
    """The aware moment at which its words are true: that of the telling, as far as it is known."""
    expires: datetime
    """The aware moment, in UTC, from which saying it would be wrong."""
    posting_hour: PostingHour | None
    """Whose hour it is; None: everybody's, at the instant of the premiere itself."""
    looks_ahead: bool = False
    """Whether it is for weekly digests, because the step falls before the next of them."""


def step_due(premiere: date, today: date, steps: Iterable[int]) -> int | None:
    """Return the step that falls on *today*, in whole days left, or None.

    Both are calendar days in the same country; the caller chooses it.
    """
    left = (premiere - today).days
    return left if left >= 0 and left in steps else None


def posting_moment(target: Target, step: int, at: PostingHour) -> datetime | None:
    """Return when *step* is told at the posting hour, aware, in UTC.

    The day is the one on which the home zone, at that very moment, is *step* days before the
    premiere. None: no posting hour falls within that day (a zone skipped it). An hour that
    daylight saving skips is told at the moment that takes its place; one that it repeats, at the
    first of the two.
    """
    wanted = target.day - timedelta(days=step)
    for offset in (0, -1, 1):
        local = datetime.combine(wanted + timedelta(days=offset), time(at.hour), zone_of(at.zone))
        moment = local.astimezone(UTC)
        if moment.astimezone(zone_of(target.zone)).date() == wanted:
            return moment
    return None


def hours_between(
    posting_hours: Iterable[PostingHour], after: datetime, until: datetime
) -> tuple[PostingHour, ...]:
    """Return the hours that came later than *after* and no later than *until*, on any day.

    Nothing is told at the others, whatever is counted down to; so a tick looks no further.
    """
    return tuple(at for at in posting_hours if _has_come(at, after, until))


def _has_come(at: PostingHour, after: datetime, until: datetime) -> bool:
    if until - after >= timedelta(days=1):
        return True
    day = until.astimezone(zone_of(at.zone)).date()
    for offset in (0, -1, 1):
        local = datetime.combine(day + timedelta(days=offset), time(at.hour), zone_of(at.zone))
        if after < local.astimezone(UTC) <= until:
            return True
    return False


def steps_between(
    targets: Iterable[Target],
    posting_hours: Iterable[PostingHour],
    steps: Iterable[int],
    *,
    after: datetime,
    until: datetime,
) -> tuple[Step, ...]:
    """Return the steps that came due later than *after* and no later than *until*.

    Of several missed steps of one premiere only the last is told, with the number of days that
    is right at *until*; none is where that number has a step, and so a moment, of its own.
    """
    wanted, hours = tuple(steps), tuple(posting_hours)
    found: list[Step] = []
    for target in targets:
        found += _at_the_instant(target, wanted, after, until)
        for at in hours:
            found += _at_the_hour(target, wanted, at, after, until)
    return tuple(sorted(found, key=lambda step: (step.due, str(step.target.subject), step.step)))


def steps_ahead(
    targets: Iterable[Target],
    posting_hours: Iterable[PostingHour],
    steps: Iterable[int],
    *,
    after: datetime,
    until: datetime,
) -> tuple[Step, ...]:
    """Return what weekly digests whose hour came later than *after*, and by *until*, say is ahead.

    A premiere is ahead where a step other than the premiere falls between that digest and the
    next: one result for each such step, all with the number of days that is right at *until*.
    What comes out on the very day is not: that is told by itself.
    """
    wanted = [step for step in steps if step]
    found: list[Step] = []
    for at in posting_hours:
        hour = last_digest_at(until, at.zone, at.hour, DigestFrequency.WEEKLY)
        if hour is None or hour <= after:
            continue
        for target in targets:
            today = until.astimezone(zone_of(target.zone)).date()
            left = (target.day - today).days
            if left > 0 and target.counts_at(until):
                found += [
                    Step(
                        target=target,
                        step=step,
                        days_left=left,
                        due=hour,
                        at=until,
                        expires=stale_from(until, target, left, at),
                        posting_hour=at,
                        looks_ahead=True,
                    )
                    for step in wanted
                    if digest_before(target, step, at) == hour
                ]
    return tuple(sorted(found, key=lambda one: (one.due, str(one.target.subject), -one.step)))


def digest_before(target: Target, step: int, at: PostingHour) -> datetime | None:
    """Return the hour of the weekly digest in whose week *step* falls, aware, in UTC."""
    moment = posting_moment(target, step, at)
    return moment and last_digest_at(moment, at.zone, at.hour, DigestFrequency.WEEKLY)


def stale_from(moment: datetime, target: Target, days_left: int, at: PostingHour) -> datetime:
    """Return from when on what is said at *moment* would be wrong, aware, in UTC.

    The number of days ends with the day at the show's home; "today" and "tomorrow" with the
    reader's too.
    """
    zones = [target.zone, at.zone] if days_left <= 1 else [target.zone]
    return min(_end_of_day(moment, zone) for zone in zones)


def _end_of_day(moment: datetime, zone: str) -> datetime:
    day = moment.astimezone(zone_of(zone)).date() + timedelta(days=1)
    return datetime.combine(day, time.min, zone_of(zone)).astimezone(UTC)


_OUT_NOW_LASTS = timedelta(hours=24)


def _at_the_instant(
    target: Target, steps: tuple[int, ...], after: datetime, until: datetime
) -> Iterator[Step]:
    if target.moment is None or 0 not in steps:
        return
    due = target.moment.astimezone(UTC)
    if after < due <= until < due + _OUT_NOW_LASTS:
        yield Step(
            target=target,
            step=0,
            days_left=0,
            due=due,
            at=until,
            expires=due + _OUT_NOW_LASTS,
            posting_hour=None,
        )


def _at_the_hour(
    target: Target, steps: tuple[int, ...], at: PostingHour, after: datetime, until: datetime
) -> Iterator[Step]:
    today = until.astimezone(zone_of(target.zone)).date()
    left = (target.day - today).days
    last: tuple[datetime, int] | None = None
    for step in steps:
        if step == 0 and target.moment is not None:
            continue  # told at the instant instead
        due = posting_moment(target, step, at)
        if due and after < due <= until and (last is None or due > last[0]):
            last = (due, step)
    if last is None or left < 0 or not target.counts_at(until):
        return
    due, step = last
    if left != step and left in steps:
        return
    yield Step(
        target=target,
        step=step,
        days_left=left,
        due=due,
        at=until,
        expires=stale_from(until, target, left, at),
        posting_hour=at,
    )


def countdown(step: Step, show: Show, wording: Wording = ENGLISH) -> CountdownStep:
    """Return the announcement of a countdown *step*."""
    target = step.target
    hour = step.posting_hour
    at = f"{hour.zone}@{hour.hour}" if hour else "premiere"
    which = "ahead" if step.looks_ahead else "step"
    return CountdownStep(
        id=AnnouncementId(f"{which}:{target.subject}:{target.day}:{step.step}:{at}"),
        subject=target.subject,
        show=show.short,
        headline=fitted_headline(wording.opened(_headline(step, show, wording))),
        sources=sources_of(target.citing, limit=1),
        moment=target.moment,
        day=target.day,
        step=step.step,
        looks_ahead=step.looks_ahead,
        stance=target.stance,
        about=about(target.subject, Kind.RELEASE_DATE),
        card=None if step.looks_ahead else _card(step, show, wording),
        created_at=step.due,
        expires_at=step.expires,
    )


def _card(step: Step, show: Show, wording: Wording) -> Card:
    """The step as a picture, by the same clock as its words."""
    target, season = step.target, step.target.subject.season
    if step.posting_hour is None or (target.moment and target.moment <= step.at):
        day = target.day
        return step_card(
            show, season, day=day, days_left=0, is_out=True, citing=target.citing, wording=wording
        )
    seen = _seen(step, step.posting_hour.zone)
    return step_card(
        show,
        season,
        day=seen.day,
        days_left=seen.left,
        zone=seen.zone,
        listed_by=target.listed_by,
        citing=target.citing,
        wording=wording,
    )


def _headline(step: Step, show: Show, wording: Wording) -> str:
    """The step in one sentence, by the clock of whoever hears it at their posting hour."""
    target, left = step.target, step.days_left
    name = season_name(show, target.subject.season, wording)
    if step.posting_hour is None or (target.moment and target.moment <= step.at):
        return wording.say("{name} is out now.", name=name)
    seen = _seen(step, step.posting_hour.zone)
    premiere, locale = PartialDate.on(seen.day), wording.language
    day = words(premiere, locale=locale, weekday=True)
    when = in_words(premiere, locale=locale, weekday=True)
    if seen.zone is not None:
        zone = zone_words(seen.zone, locale=locale)
        day, when = (wording.say("{tale} ({zone})", tale=said, zone=zone) for said in (day, when))
    if target.listed_by is not None:
        return _listed_headline(step, seen, target.listed_by, wording, name=name, day=day)
    if seen.left is None:
        return _far_away(left, name, when, wording)
    if seen.left == 0:
        return wording.say("{name} comes out today, {day}.", name=name, day=day)
    if seen.left == 1 and (step.looks_ahead or left != 1):
        return wording.say("{name} comes out tomorrow, {day}.", name=name, day=day)
    if seen.left == 1:
        return wording.say("1 day to go: {name} comes out tomorrow, {day}.", name=name, day=day)
    if step.looks_ahead:
        return wording.count(
            "{name} comes out in {number} day, {when}.",
            "{name} comes out in {number} days, {when}.",
            seen.left,
            name=name,
            when=when,
        )
    return wording.count(
        "{number} day to go: {name} comes out {when}.",
        "{number} days to go: {name} comes out {when}.",
        seen.left,
        name=name,
        when=when,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A premiere by the clock of whoever hears of it."""

    day: date
    left: int | None
    """Days left by that clock; None: today and tomorrow are other days at the show's home."""
    zone: str | None
    """The zone that is to be named, because another would say another day; None: none."""


def _seen(step: Step, zone: str) -> _Seen:
    """Return the premiere of *step* as it is in *zone*.

    Where its hour is known it is on a day there. A bare day is one of the show's home: where
    another day has begun there, neither "today" nor "tomorrow" would be true.
    """
    target = step.target
    today, at_home = (step.at.astimezone(zone_of(one)).date() for one in (zone, target.zone))
    there = target.moment.astimezone(zone_of(zone)).date() if target.moment else target.day
    if there == target.day and today == at_home:
        return _Seen(day=target.day, left=step.days_left, zone=None)
    if step.days_left > 1:
        return _Seen(day=target.day, left=step.days_left, zone=target.zone)
    if target.moment is not None:
        return _Seen(day=there, left=(there - today).days, zone=zone)
    return _Seen(day=target.day, left=None, zone=target.zone)


def _listed_headline(step: Step, seen: _Seen, who: str, wording: Wording, **parts: object) -> str:
    """The same of a day that is only listed: it is said to be that, and never that it comes."""
    parts |= {"who": who}
    if seen.left is None and step.days_left == 0:
        return wording.say("{who} lists {name} for {day}; there, that is today.", **parts)
    if seen.left is None:
        return wording.say(
            "1 day to go: {who} lists {name} for {day}; there, that is tomorrow.", **parts
        )
    if seen.left == 0:
        return wording.say("{who} lists {name} for today, {day}.", **parts)
    if seen.left == 1 and step.looks_ahead:
        return wording.say("{who} lists {name} for tomorrow, {day}.", **parts)
    if seen.left == 1:
        return wording.say("1 day to go: {who} lists {name} for tomorrow, {day}.", **parts)
    if step.looks_ahead:
        return wording.count(
            "{who} lists {name} for {day}, in {number} day.",
            "{who} lists {name} for {day}, in {number} days.",
            seen.left,
            **parts,
        )
    return wording.count(
        "{number} day to go: {who} lists {name} for {day}.",
        "{number} days to go: {who} lists {name} for {day}.",
        seen.left,
        **parts,
    )


def _far_away(left: int, name: str, when: str, wording: Wording) -> str:
    """Of a day that is today or tomorrow at the show's home alone."""
    if left == 0:
        return wording.say("{name} comes out {when}; there, that is today.", name=name, when=when)
    return wording.say(
        "1 day to go: {name} comes out {when}; there, that is tomorrow.", name=name, when=when
    )
