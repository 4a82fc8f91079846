"""How it is said which episodes air, and what is so now where that has changed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from content.announcements.airings import Airing, ChangedAiring, DueAiring
from content.announcements.announcement import AnnouncementId, EpisodePost, Superseding
from content.announcements.targets import targets_of
from content.facts.as_of import AsOf
from content.facts.believe import believed
from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId, Source, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.zones import zone_of
from content.language.changes import fitted_headline
from content.language.dates import in_words, words
from content.language.labels import season_name
from content.language.time_zones import zone_words
from content.language.wording import ENGLISH, Wording, phrase
from content.listings.publishers import publisher_of
from content.subscriptions.schedule import PostingHour

_EVENING: Final = 18
"""From this hour on today is tonight."""
_LONGEST_TITLE: Final = 80
_MOST_TITLES: Final = 3
"""Of more episodes at once no titles are listed."""
_NO_TITLE: Final = re.compile(r"(tba|tbd|tbc|episode\s*#?\s*\d+)?", re.IGNORECASE)
_EDITED_FOR: Final = timedelta(days=1)


def zones_of(catalogue: Catalogue) -> Callable[[ShowId], str | None]:
    """Return what gives the home zone of a show; None for one that is not known."""

    def zone(show: ShowId) -> str | None:
        known = catalogue.shows.get(show)
        return known.zone if known else None

    return zone


def episode_told(catalogue: Catalogue, due: DueAiring, wording: Wording = ENGLISH) -> EpisodePost:
    """Return the announcement of what airs, beside all that is known of its season."""
    airing, as_of = due.airing, AsOf.at(due.said_at)
    show = catalogue.shows[airing.subject.show]
    counted = [
        target.stance
        for target in targets_of(catalogue, as_of, airing.subject.show)
        if target.subject == airing.subject and abs((target.day - airing.day).days) <= 1
    ]
    premiere = counted[0] if airing.is_premiere and counted else None
    count = believed(catalogue, airing.subject, Kind.EPISODE_COUNT, as_of.day)
    planned = count.value if count.is_known and isinstance(count.value, int) else None
    return episode_post(due, show, planned=planned, premiere=premiere, wording=wording)


def episode_post(
    due: DueAiring,
    show: Show,
    *,
    planned: int | None = None,
    premiere: Stance | None = None,
    wording: Wording = ENGLISH,
) -> EpisodePost:
    """Return the announcement of what airs.

    *planned* is how many episodes the season is to have, where that is known; *premiere*
    how sure the day is to which a countdown tells of it too.
    """
    airing = due.airing
    when, note = _when(airing, due.said_at, due.at.zone, wording)
    titles = _titles(airing, wording)
    return EpisodePost(
        id=_id(_about(airing, due.at)),
        subject=airing.subject,
        show=show.short,
        headline=fitted_headline(wording.opened(_headline(airing, show, when, planned, wording))),
        lines=(*titles, note) if note else titles,
        sources=_sources(airing),
        moment=airing.moment,
        day=airing.day,
        premiere=premiere,
        about=_about(airing, due.at),
        created_at=due.due,
        expires_at=_stale_from(airing, due.said_at, due.at.zone),
    )


def episode_change(changed: ChangedAiring, show: Show, wording: Wording = ENGLISH) -> EpisodePost:
    """Return what is so now, to stand where it was told what airs; it is told nowhere else."""
    before = changed.before
    line = _now_line(changed, show, wording)
    about = _about(before, changed.at)
    return EpisodePost(
        id=_id(f"{about}:{changed.changed_at.isoformat()}"),
        subject=before.subject,
        show=show.short,
        headline=fitted_headline(line),
        sources=_sources(before),
        day=before.day,
        corrects=Superseding(of=(about,), line=line),
        created_at=changed.said_at.astimezone(UTC),
        expires_at=(changed.said_at + _EDITED_FOR).astimezone(UTC),
    )


def _about(airing: Airing, at: PostingHour) -> str:
    which = f"{airing.subject}*{airing.key[2]}" if airing.is_special else airing.subject
    return f"{which}:{airing.day}:{at.zone}@{at.hour}"


def _id(about: str) -> AnnouncementId:
    return AnnouncementId(f"episodes:{about}")


def _sources(airing: Airing) -> tuple[Source, ...]:
    url = next((one.url for one in airing.episodes if one.url), "")
    if not url:
        return ()
    seen = PartialDate.on(airing.seen)
    return (Source(publisher=publisher_of(airing.source), url=url, published=seen),)


def _headline(airing: Airing, show: Show, when: str, planned: int | None, wording: Wording) -> str:
    who, first, count = publisher_of(airing.source), airing.episodes[0], len(airing.episodes)
    name = season_name(show, airing.subject.season, wording)
    title = _title(first.name)
    if airing.is_special and title:
        return wording.say(
            "The {show} special “{title}” airs {when}, as {who} lists it.",
            show=show.short,
            title=title,
            when=when,
            who=who,
        )
    if airing.is_special:
        return wording.say(
            "A special of {show} airs {when}, as {who} lists it.",
            show=show.short,
            when=when,
            who=who,
        )
    if count > 1 and planned == count and airing.is_premiere:
        return wording.count(
            "All {number} episodes of {name} come out {when}, as {who} lists them.",
            "All {number} episodes of {name} come out {when}, as {who} lists them.",
            count,
            name=name,
            when=when,
            who=who,
        )
    if count > 1:
        return wording.say(
            "{name} episodes {numbers} air {when}, as {who} lists them.",
            name=name,
            numbers=_numbers(airing, wording),
            when=when,
            who=who,
        )
    if title:
        return wording.say(
            "{name} episode {number}, “{title}”, airs {when}, as {who} lists it.",
            name=name,
            number=first.number,
            title=title,
            when=when,
            who=who,
        )
    return wording.say(
        "{name} episode {number} airs {when}, as {who} lists it.",
        name=name,
        number=first.number,
        when=when,
        who=who,
    )


def _numbers(airing: Airing, wording: Wording) -> str:
    """Return "5 and 6", "1 to 8", or "1, 3 and 4"."""
    numbers = [one.number or 0 for one in airing.episodes]
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and numbers == list(range(first, last + 1)):
        return wording.say("{first} to {last}", first=first, last=last)
    said = [str(number) for number in numbers]
    return wording.say("{first} and {last}", first=wording.joined(", ", said[:-1]), last=said[-1])


def _titles(airing: Airing, wording: Wording) -> tuple[str, ...]:
    titled = [(one.number, _title(one.name)) for one in airing.episodes]
    if not 1 < len(titled) <= _MOST_TITLES:
        return ()
    return tuple(
        wording.say("Episode {number}: “{title}”", number=number, title=title)
        for number, title in titled
        if title
    )


def _title(name: str) -> str:
    """Return an episode's title, in one line; empty where it has none yet."""
    title = " ".join(name.split())
    if _NO_TITLE.fullmatch(title):
        return ""
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _when(airing: Airing, said_at: datetime, zone: str, wording: Wording) -> tuple[str, str]:
    """Return when it airs by the clock of *zone*, and what is to be said of that day beside it."""
    if airing.moment is not None:
        return _at_the_hour(airing, airing.moment, said_at, zone, wording), ""
    today, at_home = (said_at.astimezone(zone_of(one)).date() for one in (zone, airing.zone))
    left = (airing.day - at_home).days
    if today == at_home and left in {0, 1}:
        day = _day(airing.day, wording)
        if left == 0:
            return wording.say("today, {day}", day=day), ""
        return wording.say("tomorrow, {day}", day=day), ""
    placed = _placed(airing.day, wording)
    if today == at_home:
        return placed, ""
    home = zone_words(airing.zone, locale=wording.language)
    notes = {
        0: wording.say("There, that is today."),
        1: wording.say("There, that is tomorrow."),
    }
    return wording.say("{tale} ({zone})", tale=placed, zone=home), notes.get(left, "")


def _at_the_hour(
    airing: Airing, moment: datetime, said_at: datetime, zone: str, wording: Wording
) -> str:
    local, today = moment.astimezone(zone_of(zone)), said_at.astimezone(zone_of(zone)).date()
    clock = f"{local:%H:%M}"
    hour = phrase("from {time}") if airing.is_staggered else phrase("at {time}")
    at = wording.say(hour, time=clock)
    left, day = (local.date() - today).days, _day(local.date(), wording)
    is_evening = local.hour >= _EVENING
    if left not in {0, 1}:
        said = wording.say("{day} {at}", day=_placed(local.date(), wording), at=at)
    elif local.date() == airing.day:
        if left == 1:
            return wording.say("tomorrow {at}", at=at)
        return wording.say(phrase("tonight {at}") if is_evening else phrase("today {at}"), at=at)
    elif left == 1:
        said = wording.say("tomorrow, {day}, {at}", day=day, at=at)
    elif is_evening:
        said = wording.say("tonight, {day}, {at}", day=day, at=at)
    else:
        said = wording.say("today, {day}, {at}", day=day, at=at)
    if local.date() == airing.day:
        return said
    return wording.say("{tale} ({zone})", tale=said, zone=zone_words(zone, locale=wording.language))


def _day(day: date, wording: Wording) -> str:
    return words(PartialDate.on(day), locale=wording.language, weekday=True)


def _placed(day: date, wording: Wording) -> str:
    return in_words(PartialDate.on(day), locale=wording.language, weekday=True)


def _stale_from(airing: Airing, said_at: datetime, zone: str) -> datetime:
    """Return from when on it would be wrong: it airs, or today has become another day."""
    zones = [zone] if airing.moment is not None else [zone, airing.zone]
    return min(airing.over_at, *(_end_of_day(said_at, one) for one in zones))


def _end_of_day(moment: datetime, zone: str) -> datetime:
    tomorrow = moment.astimezone(zone_of(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone_of(zone)).astimezone(UTC)


def _now_line(changed: ChangedAiring, show: Show, wording: Wording) -> str:
    """Return what is so now in one sentence, to stand below what was told."""
    who, now = publisher_of(changed.before.source), changed.now
    if now is not None:
        when, _ = _when(now, changed.said_at, changed.at.zone, wording)
        return wording.say(
            "Since then, {who} has changed that: {what}",
            who=who,
            what=_headline(now, show, when, None, wording),
        )
    if changed.moved_to is None:
        return wording.count(
            "Since then, {who} no longer lists it for that day.",
            "Since then, {who} no longer lists them for that day.",
            len(changed.before.episodes),
            who=who,
        )
    return wording.count(
        "Since then, {who} has moved it: it is listed {when}.",
        "Since then, {who} has moved them: the first is listed {when}.",
        len(changed.before.episodes),
        who=who,
        when=_placed(changed.moved_to.day, wording),
    )
