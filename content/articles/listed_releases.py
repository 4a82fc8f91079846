"""The lines that say when a season comes out, and no sentence: those of calendars and schedules."""

import re
from collections.abc import Iterator
from typing import Final

from content.articles.dated_releases import dated_release
from content.articles.subjects_said import Head
from content.articles.told import Statement, Told
from content.articles.words import MARK
from content.facts.kinds import Kind
from content.language.wording import phrase

UNDER_A_DAY: Final = phrase("Its day is that of the line above it.")
_LINE: Final = re.compile(
    rf"[-*\u2022\s\"']*{MARK}x(\d+)[\"']?(?:,? ?\(?{MARK}p\d+\)?)?\s?[:,(\u2013\u2014-]+\s?"
    rf"(?:{MARK}p\d+, )?{MARK}d(\d+)\)?(?:,? ?(?:\(|on )?{MARK}p\d+\)?)?[.]?"
)
_LINE_OF_A_DAY: Final = re.compile(
    rf"[-*\u2022\s]*{MARK}d(\d+)\s?[:\u2013\u2014-]+\s?[\"']?{MARK}x(\d+)[\"',]*"
    rf"(?: (?:series |season )?(?:premiere|returns|debut))?(?:,? ?(?:\(|on )?{MARK}p\d+\)?)?[.]?",
    re.IGNORECASE,
)


def releases_listed(told: Told, used: set[int]) -> Iterator[Statement]:
    """Yield what a line says that is no sentence: "Nightjar season 2 (Hulu): April 6, 2027"."""
    yield from _in_a_calendar(told, used)
    yield from _in_parentheses(told, used)
    yield from _under_a_title(told, used)


def _in_a_calendar(told: Told, used: set[int]) -> Iterator[Statement]:
    masked = told.sentence.masked
    if _is_leaving(told):
        return
    for line, show, day in ((_LINE, 1, 2), (_LINE_OF_A_DAY, 2, 1)):
        match = line.fullmatch(masked)
        if match and int(match[day]) not in used:
            head = Head("said", (int(match[show]),))
            yield from dated_release(told, head, "", int(match[day]), masked, used, "")


def _is_leaving(told: Told) -> bool:
    """Whether a list is of what can no longer be watched; one of both says so at each part."""
    title, _, above = told.heading.partition("\n")
    leaving = r"\b(?:{around.leaving})\b"
    if told.has(leaving, above):
        return True
    return told.has(leaving, title) and not told.has(r"\b(?:{around.coming})\b", title)


def _in_parentheses(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Coming later: Nightjar, season 2 (Hulu, May 14)", of what is still to come."""
    masked = told.sentence.masked
    for match in told.find(
        rf"{MARK}x(?P<said>\d+)[\"']? \((?:{MARK}p\d+,? (?:on )?)?{MARK}d(?P<date>\d+)"
        rf"(?:,? (?:on )?{MARK}p\d+)?\)"
    ):
        at = int(match["date"])
        one = told.sentence.said[int(match["said"])]
        if at in used or not (one.season and one.season.numbers) or _is_leaving(told):
            continue
        if told.has(
            r"\b(?:{around.coming}|{release.verb}|{release.noun})\b", masked[: match.start()]
        ):
            head = Head("said", (int(match["said"]),))
            yield from dated_release(told, head, "", at, masked[: match.end()], used, "")


def _under_a_title(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Global premiere: April 7, 2027" right below the line that is the title of a season."""
    match = next(
        told.find(
            rf"^[-*\u2022\s]*(?:{MARK}p\d+ |[\w-]+ )<<0,2>>(?P<verb>{{release.noun}})(?: date)?"
            rf"\s?[:\u2013\u2014-]\s?{MARK}d(?P<date>\d+)[.]?(?: ?\(.*)?$"
        ),
        None,
    )
    if match is None or told.above is None or int(match["date"]) in used:
        return
    title = _TITLE_ALONE.fullmatch(told.above.masked)
    if title and told.focus.show == told.above.said[0].show and not told.focus.is_old:
        head = Head("season")
        yield from dated_release(told, head, "", int(match["date"]), match[0], used, match["verb"])


_TITLE_ALONE: Final = re.compile(rf"[-*\u2022\s\"']*{MARK}x0[\"')]*(?: \(.*\))?")


def listed_under_a_day(told: Told) -> Iterator[Statement]:
    """Read a line of a schedule below its day: "9-10 p.m. Ember Falls (Season 3)"."""
    value = told.day_above
    if value is None or not value.is_day or told.has_passed(value):
        return
    if not told.has(r"\b(?:{around.grid})\b", told.heading) or _is_leaving(told):
        return
    match = next(
        told.find(
            r"^[-*\u2022\s]*(?:\d[\d:.,\s\u2013-]*(?:[ap]\.?m\.?|uhr|h)?[\s:,-]*"
            r"(?:[ec]?[etp]t)?[\s:,-]*)?"
            rf"[\"']?{MARK}x0[\"')]*(?P<what>(?:,? ?[(\u2013-]? ?{{release.new_season}}\)?)?)"
            rf"(?:,? ?[(\u2013-]? ?{MARK}p\d+\)?)?[.]?$"
        ),
        None,
    )
    if match is None or len(told.sentence.said) != 1:
        return
    if told.sentence.said[0].season is None and not match["what"]:
        return
    for meant in told.meant(Head("said", (0,))):
        season, more = told.reader.season(meant)
        if season is None or told.reader.is_past(meant.show, season):
            continue
        how = told.how(told.sentence.masked)
        doubts = (*meant.doubts, *more, UNDER_A_DAY)
        yield Statement(meant.show, season, Kind.RELEASE_DATE, value, how, doubts, 0)
